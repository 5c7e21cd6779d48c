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

/** The entered values, and a handler that reads them again on each input. */
export function useSeenValues(currency: string, locale: string, values?: Record<string, string>) {
  const [seen, setSeen] = useState(() => readSeenValues(values ?? {}, currency, locale));
  const onEdit = (form: HTMLFormElement) =>
    setSeen(readSeenValues(formValues(new FormData(form)), currency, locale));
  return { seen, onEdit };
}

type Props = {
  currency: string;
  locale: string;
  /** today in the shop's time zone */
  today: string;
  /** the amount still owed; null: nothing */
  owed_minor: number | null;
  /** the customer's claim; null: no proof, or one for another payment */
  claim: Claim | null;
  seen: SeenValues;
  /** the values of the refused submit */
  values?: Record<string, string>;
  errors?: Record<string, string>;
  /** the shortcut that focuses the amount */
  amountKey?: string;
};

/**
 * What was seen in the bank account: amount, day and the bank's reference. Each must be typed, or the form would not prove that anyone
 * looked. The customer's claim is shown next to each field and marked where it differs.
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

/** A field with the customer's claim next to it, or below it on a phone. */
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
        {agrees !== null && (
          <MatchMark isSame={agrees}>{agrees ? t('facts.same') : t('facts.differs')}</MatchMark>
        )}
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
        <MatchMark isSame={seen === owed}>
          {t('difference', differenceFrom(owed, seen, currency, locale))}
        </MatchMark>
      )}
    </span>
  );
}

function MatchMark({ isSame, children }: { isSame: boolean; children: ReactNode }) {
  const Icon = isSame ? CircleCheck : TriangleAlert;
  return (
    <span className={clsx('inline-flex items-center gap-1 text-sm', isSame ? 'text-good' : 'text-warn')}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </span>
  );
}
