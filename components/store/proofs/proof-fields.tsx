'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ProofValues } from '@/lib/proofs/schema';

type Props = {
  currency: string;
  initial: ProofValues;
  /** suggestions while typing */
  banks: string[];
  errors: Record<string, string> | undefined;
};

/** The details of the transfer that the shopper enters beside the file. */
export function ProofFields({ currency, initial, banks, errors }: Props) {
  const t = useTranslations('store.proofs.form');
  const list = useId();
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field name="amount_minor" label={t('amount', { currency })} error={errors?.amount_minor}>
          {(control) => (
            <Input
              {...control}
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={initial.amount_minor}
            />
          )}
        </Field>
        <Field name="paid_on" label={t('paidOn')} error={errors?.paid_on}>
          {(control) => <Input {...control} required type="date" defaultValue={initial.paid_on} />}
        </Field>
        <Field name="bank" label={t('bank')} error={errors?.bank} className="sm:col-span-2">
          {(control) => (
            <Input
              {...control}
              required
              list={list}
              maxLength={100}
              autoComplete="off"
              defaultValue={initial.bank}
            />
          )}
        </Field>
        <Field
          name="bank_reference"
          label={t('reference')}
          optional
          hint={t('referenceHint')}
          error={errors?.bank_reference}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              defaultValue={initial.bank_reference}
            />
          )}
        </Field>
      </div>
      <datalist id={list}>
        {banks.map((bank) => (
          <option key={bank} value={bank} />
        ))}
      </datalist>
    </>
  );
}
