'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { CommandForm } from './command-form';

type Props = Pick<ComponentProps<typeof SubmitButton>, 'variant' | 'size'> &
  Pick<ComponentProps<typeof CommandForm>, 'command' | 'subject' | 'hidden' | 'className'> & {
    /** if it differs from the command's usual label */
    label?: string;
    /** in a list: the order's number, because screen readers announce only the button */
    of?: string;
  };

/** A command without input: one click runs it. */
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
