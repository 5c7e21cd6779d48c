'use client';

import { useState } from 'react';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { differenceOf } from '@/lib/admin/cash/words';
import { amountInput, readAmount } from '@/lib/amount';
import { formatMoney } from '@/lib/money';

type Props = {
  courier: string;
  currency: string;
  locale: string;
  /** what should be there */
  expected_minor: number;
};

/** Counts what a courier hands over. */
export function CountDialog(props: Props) {
  const { courier } = props;
  return (
    <RowFormDialog
      command="count_cash"
      id={courier}
      of={courier}
      button="Count"
      title={`How much does ${courier} hand over?`}
      className="max-sm:w-full"
    >
      <CountForm {...props} />
    </RowFormDialog>
  );
}

function CountForm(props: Props) {
  const { courier, currency, locale, expected_minor } = props;
  const outcome = useRowOutcome({ command: 'count_cash', id: courier });
  const errors = outcome?.ok === false ? outcome.fields : undefined;
  const [counted, setCounted] = useState('');
  const [note, setNote] = useState('');
  const minor = readAmount(counted, currency, locale);
  const difference =
    minor === null ? null : differenceOf({ expected_minor, counted_minor: minor, currency }, locale);
  const differs = minor !== null && minor !== expected_minor;
  return (
    <RowForm command="count_cash" id={courier} className="mt-2 grid gap-4">
      <input type="hidden" name="currency" value={currency} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="expected_minor" value={expected_minor} />
      <p className="text-muted text-sm">
        {formatMoney(expected_minor, currency, locale)} should be there. Count it yourself, and write down
        what is.
      </p>
      <Field
        name="counted_minor"
        label={`Counted, in ${currency}`}
        // keeps its room, so that nothing jumps while somebody types
        hint={
          <span aria-live="polite" className="block min-h-5">
            {difference && <span className={toneClass[difference.tone]}>{difference.text}.</span>}
          </span>
        }
        error={errors?.counted_minor}
      >
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            autoComplete="off"
            placeholder={amountInput(0, currency, locale)}
            value={counted}
            onChange={({ currentTarget }) => setCounted(currentTarget.value)}
          />
        )}
      </Field>
      <Field
        name="note"
        label="Note"
        optional={!differs}
        hint={differs ? 'Why it differs, for whoever asks later.' : 'Needed only where the count differs.'}
        error={errors?.note}
      >
        {(control) => (
          <Input
            {...control}
            required={differs}
            maxLength={300}
            autoComplete="off"
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        )}
      </Field>
      <DialogActions>
        <SubmitButton pendingLabel="Saving …">Take it over</SubmitButton>
      </DialogActions>
    </RowForm>
  );
}

const toneClass = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' };
