'use client';

import type { ReactNode } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { RowForm } from './list-actions';

type Props = {
  command: string;
  id: string;
  /** names the row for screen readers, which announce only the button: "Approve, 7K3M-Q2XD" */
  of: string;
  variant?: 'primary' | 'secondary' | 'quiet';
  pendingLabel: string;
  children: ReactNode;
};

/** Runs a command on a row with one click. */
export function RowButton({ command, id, of, variant = 'secondary', pendingLabel, children }: Props) {
  return (
    <RowForm command={command} id={id}>
      <SubmitButton variant={variant} size="sm" pendingLabel={pendingLabel}>
        {children}
        <span className="sr-only">, {of}</span>
      </SubmitButton>
    </RowForm>
  );
}
