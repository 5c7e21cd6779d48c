'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useState } from 'react';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { FormStatus } from '@/components/ui/form-status';
import { type AccountOutcome, changeBankAccount } from '@/lib/admin/settings/account-actions';
import type { Messages } from '@/lib/messages/messages';

type State = {
  submit: (form: FormData) => void;
  /** of the last submitted form, which `submitted` names */
  outcome: AccountOutcome | null;
  submitted: { command: string; id: string } | null;
  isPending: boolean;
};

/** `outcome.command` of a success is always one of these. */
type Command = keyof Messages['admin']['settings']['accounts']['done'];

const BankAccountsContext = createContext<State | null>(null);

/** All account forms share one action. Its outcome is shown above them, since the submitted form may be gone. */
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
        // the password dialog has the focus
        takesFocus={outcome?.ok !== false || outcome.reason !== 'reauthentication_required'}
      />
      {children}
      {passwordDialog}
    </BankAccountsContext>
  );
}

/** The shared action and, if this form was the last one submitted, its outcome and pending state. */
export function useBankAccountForm(command: string, id: string) {
  const state = use(BankAccountsContext);
  if (!state) throw new Error('a form of an account is outside of its BankAccountsProvider');
  const { outcome, submitted, isPending, ...rest } = state;
  const isThisForm = (one: { command: string; id: string } | null) =>
    one?.command === command && one.id === id;
  return {
    ...rest,
    outcome: isThisForm(outcome) ? outcome : null,
    isPending: isPending && isThisForm(submitted),
  };
}
