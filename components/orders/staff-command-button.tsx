'use client';

import type { ComponentProps } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { commandWords } from '@/lib/orders/staff-command-words';
import { CommandForm } from './staff-command-form';

type Props = Pick<ComponentProps<typeof SubmitButton>, 'variant' | 'size'> &
  Pick<ComponentProps<typeof CommandForm>, 'command' | 'subject' | 'hidden' | 'className'>;

/** A command that needs nothing but a press. */
export function CommandButton({ variant, size, className, command, ...form }: Props) {
  const words = commandWords[command];
  return (
    <CommandForm command={command} className={className} {...form}>
      <SubmitButton variant={variant} size={size} className="w-full" pendingLabel={words?.pending}>
        {words?.button}
      </SubmitButton>
    </CommandForm>
  );
}
