'use client';

import type { ComponentProps } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { commands } from '@/lib/admin/orders/commands';
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
  const words = commands[command];
  return (
    <CommandForm command={command} className={className} {...form}>
      <SubmitButton variant={variant} size={size} className="w-full" pendingLabel={words.pending}>
        {label ?? words.label}
        {of && <span className="sr-only">, {of}</span>}
      </SubmitButton>
    </CommandForm>
  );
}
