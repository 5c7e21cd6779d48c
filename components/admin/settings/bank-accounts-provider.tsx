'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useState } from 'react';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { FormStatus } from '@/components/ui/form-status';
import { type AccountOutcome, changeBankAccount } from '@/lib/admin/settings/account-actions';
import type { Messages } from '@/lib/messages/messages';

type State = {
  submit: (form: FormData) => void;
  /** of the form that was submitted last, and whether that is under way */
  outcome: AccountOutcome | null;
  submitted: { command: string; id: string } | null;
  isPending: boolean;
};

/** What succeeded is one of those that there are. */
type Command = keyof Messages['admin']['settings']['accounts']['done'];

const BankAccountsContext = createContext<State | null>(null);

/** The forms of the accounts share one action, whose outcome is shown above them: the form that asked for it may be gone. */
export function BankAccountsProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('admin.settings.accounts');
  const { outcome, isPending, submit, passwordDialog } = useGuardedAction(changeBankAccount);
  const [submitted, setSubmitted] = useState<State['submitted']>(null);

  function submitOne(form: FormData) {
    setSubmitted({ command: String(form.get('command')), id: String(form.get('id')) });
    submit(form);
  }
  return (
    <BankAccountsContext value={{ outcome, submitted, isPending, submit: submitOne }}>
      <FormStatus
        outcome={isPending ? null : outcome}
        successMessage={outcome?.ok && t(`done.${outcome.command as Command}`)}
        // the password is asked for in a dialog, which has the focus
        takesFocus={outcome?.ok !== false || outcome.reason !== 'reauthentication_required'}
      />
      {children}
      {passwordDialog}
    </BankAccountsContext>
  );
}

/** What a form of an account needs, which sends this command for this account. */
export function useBankAccountForm(command: string, id: string) {
  const state = use(BankAccountsContext);
  if (!state) throw new Error('a form of an account stands outside of its BankAccountsProvider');
  const { outcome, submitted, isPending, ...rest } = state;
  const isOfThis = (one: { command: string; id: string } | null) => one?.command === command && one.id === id;
  return {
    ...rest,
    outcome: isOfThis(outcome) ? outcome : null,
    isPending: isPending && isOfThis(submitted),
  };
}
