'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { CommandForm } from './command-form';

type Props = Pick<ComponentProps<typeof SubmitButton>, 'variant' | 'size'> &
  Pick<ComponentProps<typeof CommandForm>, 'command' | 'subject' | 'hidden' | 'className'> & {
    /** what it says, where it differs from what the command is usually called */
    label?: string;
    /** in a list, of which order it is: for those who hear only the button */
    of?: string;
  };

/** A command that needs nothing but a press. */
export function CommandButton({ variant, size, className, command, label, of, ...form }: Props) {
  const t = useTranslations('admin.orderCommands');
  return (
    <CommandForm command={command} className={className} {...form}>
      <SubmitButton variant={variant} size={size} className="w-full" pendingLabel={t(`${command}.pending`)}>
        {label ?? t(`${command}.label`)}
        {of && <span className="sr-only">, {of}</span>}
      </SubmitButton>
    </CommandForm>
  );
}
