'use client';

import clsx from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import {
  type Claim,
  compareWithClaim,
  readSeenValues,
  type SeenValues,
} from '@/lib/admin/verifications/seen';
import { differenceFrom } from '@/lib/admin/verifications/warnings';
import { amountInput } from '@/lib/amount';
import { formatMoney } from '@/lib/money';
import { formValues } from '@/lib/text';
import { formatTime } from '@/lib/time';

/** What was typed so far, and what reads it again after each stroke. */
export function useSeenValues(currency: string, locale: string, values?: Record<string, string>) {
  const [seen, setSeen] = useState(() => readSeenValues(values ?? {}, currency, locale));
  const onEdit = (form: HTMLFormElement) =>
    setSeen(readSeenValues(formValues(new FormData(form)), currency, locale));
  return { seen, onEdit };
}

type Props = {
  currency: string;
  locale: string;
  /** the day it is in the shop */
  today: string;
  /** what is still owed; null: nothing is */
  owed_minor: number | null;
  /** what the customer says; null: they have shown no proof, or one of other money */
  claim: Claim | null;
  seen: SeenValues;
  /** what was sent and not taken */
  values?: Record<string, string>;
  errors?: Record<string, string>;
  /** the key that goes to the amount */
  amountKey?: string;
};

/**
 * What was seen on the account: amount, day and the bank's reference. Each is typed and all of them are required, or the sight of
 * the account would prove nothing; what the customer says stands beside it, with a sign of where it differs.
 */
export function SeenFields({
  currency,
  locale,
  today,
  owed_minor,
  claim,
  seen,
  values,
  errors,
  amountKey,
}: Props) {
  const t = useTranslations('admin.verifications.seen');
  const claimId = useId();
  const agrees = claim && compareWithClaim(claim, seen);
  const claimIdOf = (field: keyof ClaimTexts) => (claim ? `${claimId}-${field}` : undefined);
  const words: ClaimTexts | null = claim && {
    amount: formatMoney(claim.amount_minor, currency, locale),
    day: claim.paid_on && formatTime(claim.paid_on, 'UTC', locale),
    reference: claim.bank_reference,
  };
  const claimed = (field: keyof ClaimTexts) =>
    words && (
      <ClaimCell id={claimIdOf(field)} agrees={agrees?.[field] ?? null}>
        {words[field]}
      </ClaimCell>
    );
  return (
    <div className="grid gap-4">
      <Row claimed={claimed('amount')}>
        <Field
          name="amount_minor"
          label={t('amount', { currency })}
          hint={
            owed_minor !== null && (
              <Owed owed={owed_minor} seen={seen.amount_minor} currency={currency} locale={locale} />
            )
          }
          error={errors?.amount_minor}
        >
          {(control) => (
            <Input
              {...control}
              aria-describedby={describedBy(control, claimIdOf('amount'))}
              required
              inputMode="decimal"
              autoComplete="off"
              placeholder={amountInput(0, currency, locale)}
              data-key={amountKey}
              aria-keyshortcuts={amountKey}
              defaultValue={values?.amount_minor}
              className="font-semibold text-lg! tabular-nums"
            />
          )}
        </Field>
      </Row>
      <Row claimed={claimed('day')}>
        <Field name="received_at" label={t('day')} error={errors?.received_at}>
          {(control) => (
            <Input
              {...control}
              aria-describedby={describedBy(control, claimIdOf('day'))}
              required
              type="date"
              max={today}
              autoComplete="off"
              defaultValue={values?.received_at}
            />
          )}
        </Field>
      </Row>
      <div className="grid gap-1.5">
        <Row claimed={claimed('reference')}>
          <Field name="bank_reference" label={t('reference')} error={errors?.bank_reference}>
            {(control) => (
              <Input
                {...control}
                aria-describedby={describedBy(control, claimIdOf('reference'))}
                required={seen.hasReference}
                disabled={!seen.hasReference}
                maxLength={90}
                autoComplete="off"
                spellCheck={false}
                defaultValue={values?.bank_reference}
              />
            )}
          </Field>
        </Row>
        <label className="inline-flex min-h-11 items-center gap-2 text-sm sm:min-h-9">
          <input
            type="checkbox"
            name="no_reference"
            defaultChecked={values?.no_reference === 'on'}
            className="size-5 shrink-0 accent-accent-text"
          />
          {t('noReference')}
        </label>
      </div>
    </div>
  );
}

type ClaimTexts = { amount: string; day: string | null; reference: string | null };

const describedBy = (control: { 'aria-describedby': string | undefined }, claim: string | undefined) =>
  clsx(control['aria-describedby'], claim) || undefined;

/** A field, and what the customer says of it: beside it, or below it on a phone. */
function Row({ claimed, children }: { claimed: ReactNode; children: ReactNode }) {
  return (
    <div className={clsx('grid gap-x-4 gap-y-1.5', claimed && 'sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]')}>
      {children}
      {claimed}
    </div>
  );
}

type ClaimProps = { id: string | undefined; agrees: boolean | null; children: ReactNode };

function ClaimCell({ id, agrees, children }: ClaimProps) {
  const t = useTranslations('admin.verifications');
  return (
    <div
      id={id}
      className={clsx(
        'flex min-w-0 flex-wrap items-baseline gap-x-2 self-start text-sm sm:grid sm:gap-1.5',
        agrees === false && 'max-sm:rounded-md max-sm:bg-warn-soft max-sm:px-2 max-sm:py-1',
      )}
    >
      <span className="text-muted">{t('facts.customerSays')}</span>
      <span
        className={clsx(
          'flex min-w-0 flex-wrap items-center gap-x-2 sm:min-h-11 sm:content-center sm:rounded-md sm:px-2.5 sm:py-1.5',
          agrees === false ? 'sm:bg-warn-soft' : 'sm:bg-sunken',
        )}
      >
        <span className="wrap-anywhere min-w-0 font-medium">{children ?? t('seen.nothing')}</span>
        {agrees !== null && <Sign isSame={agrees}>{agrees ? t('facts.same') : t('facts.differs')}</Sign>}
      </span>
    </div>
  );
}

type OwedProps = { owed: number; seen: number | null; currency: string; locale: string };

function Owed({ owed, seen, currency, locale }: OwedProps) {
  const t = useTranslations('admin.verifications');
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span>{t('seen.owed', { amount: formatMoney(owed, currency, locale) })}</span>
      {seen !== null && (
        <Sign isSame={seen === owed}>{t('difference', differenceFrom(owed, seen, currency, locale))}</Sign>
      )}
    </span>
  );
}

function Sign({ isSame, children }: { isSame: boolean; children: ReactNode }) {
  const Icon = isSame ? CircleCheck : TriangleAlert;
  return (
    <span className={clsx('inline-flex items-center gap-1 text-sm', isSame ? 'text-good' : 'text-warn')}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </span>
  );
}
