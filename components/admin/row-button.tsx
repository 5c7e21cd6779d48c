'use client';

import type { ReactNode } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { RowForm } from './list-actions';

type Props = {
  command: string;
  id: string;
  /** which row, for those who hear only the button: as in "Approve, 7K3M-Q2XD" */
  of: string;
  variant?: 'primary' | 'secondary' | 'quiet';
  pendingLabel: string;
  children: ReactNode;
};

/** Does something to a row at once. */
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
