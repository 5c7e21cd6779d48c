'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { differenceOf, differenceTones } from '@/lib/admin/cash/cash';
import { amountInput, readAmount } from '@/lib/amount';
import { formatMoney } from '@/lib/money';

type Props = {
  courier: string;
  currency: string;
  locale: string;
  /** what the courier should hand over */
  expected_minor: number;
};

/** Records the counted cash that a courier hands over. */
export function CountDialog(props: Props) {
  const t = useTranslations('admin.cash.count');
  const { courier } = props;
  return (
    <RowFormDialog
      command="count_cash"
      id={courier}
      of={courier}
      button={t('button')}
      title={t('title', { courier })}
      className="max-sm:w-full"
    >
      <CountForm {...props} />
    </RowFormDialog>
  );
}

function CountForm(props: Props) {
  const t = useTranslations('admin.cash');
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
        {t('count.text', { amount: formatMoney(expected_minor, currency, locale) })}
      </p>
      <Field
        name="counted_minor"
        label={t('count.amount', { currency })}
        // reserves its height so that the layout does not shift while typing
        hint={
          <span aria-live="polite" className="block min-h-5">
            {difference && (
              <span className={toneClass[differenceTones[difference.direction]]}>
                {t('difference', difference)}
              </span>
            )}
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
        label={t('count.note')}
        optional={!differs}
        hint={differs ? t('count.noteRequired') : t('count.noteOptional')}
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
        <SubmitButton pendingLabel={t('count.recording')}>{t('count.record')}</SubmitButton>
      </DialogActions>
    </RowForm>
  );
}

const toneClass = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' };
