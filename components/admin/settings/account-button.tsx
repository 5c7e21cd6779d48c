'use client';

import type { ReactNode } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AccountCommand } from '@/lib/admin/settings/account-schema';
import { useBankAccountForm } from './bank-accounts-provider';

type Props = {
  command: AccountCommand;
  id: string;
  /** names the account for screen readers, which announce only the button */
  of: string;
  variant?: 'primary' | 'secondary' | 'danger';
  pendingLabel: string;
  children: ReactNode;
};

/** Approves, withdraws or hides an account. */
export function AccountButton({ command, id, of, variant = 'secondary', pendingLabel, children }: Props) {
  const { submit, isPending } = useBankAccountForm(command, id);
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant={variant} size="sm" pending={isPending} pendingLabel={pendingLabel}>
        {children}
        <span className="sr-only">, {of}</span>
      </SubmitButton>
    </form>
  );
}
