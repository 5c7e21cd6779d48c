'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { expectationOf } from '@/lib/admin/cash/cash';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import { amountInput, readAmount } from '@/lib/amount';
import { formatMoney } from '@/lib/money';
import type { PaymentSteps } from '@/lib/orders/order-money';

/** A cash order, with what the form needs. Amounts are in minor units of `currency`. */
export type CollectedOrder = {
  orderId: string;
  number: string;
  /** of the order as shown */
  version: number;
  currency: string;
  /** of the shop */
  locale: string;
  /** still to collect */
  dueMinor: number;
  /** already recorded */
  heldMinor?: number;
  /** the parcel was delivered before: only its cash is recorded */
  isDelivered?: boolean;
  /** who holds the money by default */
  courier: string | null;
  /** suggestions for who holds it */
  couriers: string[];
  /** the effect of the cash on the order, by amount */
  steps: PaymentSteps;
};

type Props = CollectedOrder & {
  action: (form: FormData) => void;
  outcome: CommandOutcome | null;
};

/** How much cash was collected and who holds it. Shows the effect while the amount is typed. */
export function CollectForm({ action, outcome, heldMinor = 0, ...props }: Props) {
  const {
    orderId,
    version,
    currency,
    locale,
    dueMinor,
    isDelivered = false,
    courier,
    couriers,
    steps,
  } = props;
  const t = useTranslations('admin.cash');
  const tCommands = useTranslations('admin.orderCommands');
  const list = useId();
  const refusal = outcome?.ok === false ? outcome : null;
  const due = amountInput(dueMinor, currency, locale);
  const [input, setInput] = useState<string | null>(null);
  const minor = readAmount(input ?? refusal?.values.amount_minor ?? due, currency, locale);
  const expectation = minor ? expectationOf({ amount_minor: minor, steps, is_delivered: isDelivered }) : null;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  // cash was recorded before, so this is a second payment; if two people submit it, the later submission is outdated and refused
  const isSecond = heldMinor > 0 || refusal?.reason === 'already_collected';
  return (
    <form
      action={action}
      className="mt-2 grid gap-4"
      onInput={({ currentTarget }) => setInput(String(new FormData(currentTarget).get('amount_minor')))}
      onReset={() => setInput(null)}
    >
      <Hidden
        fields={{
          command: 'collect',
          order_id: orderId,
          expected_version: String(version),
          currency,
          locale,
        }}
      />
      {isSecond && <input type="hidden" name="another" value="on" />}
      <p className="text-muted text-sm">
        {heldMinor > 0
          ? t('collect.rest', { held: money(heldMinor), due: money(dueMinor) })
          : t('collect.due', { due: money(dueMinor) })}
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="amount_minor"
          label={t('collect.amount', { currency })}
          error={refusal?.fields?.amount_minor}
        >
          {(control) => (
            <Input
              {...control}
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={refusal?.values.amount_minor ?? due}
            />
          )}
        </Field>
        <Field name="courier" label={t('collect.courier')} error={refusal?.fields?.courier}>
          {(control) => (
            <Input
              {...control}
              list={list}
              required
              maxLength={80}
              autoComplete="off"
              defaultValue={refusal?.values.courier ?? courier ?? ''}
            />
          )}
        </Field>
      </div>
      <datalist id={list}>
        {couriers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {refusal && !refusal.fields && <RefusalAlert refusal={refusal} currency={currency} locale={locale} />}
      {/* reserves its height so that the layout does not shift while typing */}
      <p aria-live="polite" className="min-h-10 text-sm">
        {expectation && (
          <span className={expectation.tone === 'good' ? 'text-good' : 'text-warn'}>
            {t(`expectation.${expectation.message}`, { amount: money(Math.abs(dueMinor - (minor ?? 0))) })}
          </span>
        )}
      </p>
      <DialogActions>
        <SubmitButton pendingLabel={tCommands('collect.pending')}>
          {isSecond ? t('collect.recordAnother') : t('collect.record')}
        </SubmitButton>
      </DialogActions>
    </form>
  );
}

function Hidden({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** If a colleague recorded cash first, shows how much they recorded: it is usually the same money. */
function RefusalAlert({
  refusal,
  currency,
  locale,
}: {
  refusal: Extract<CommandOutcome, { ok: false }>;
  currency: string;
  locale: string;
}) {
  const t = useTranslations('admin.cash.collect');
  const paid = (refusal.details as { paid_minor?: number } | undefined)?.paid_minor;
  return (
    <Alert tone="bad">
      <p>
        {refusal.reason === 'already_collected' && paid !== undefined
          ? t('alreadyRecorded', { amount: formatMoney(paid, currency, locale) })
          : refusal.message}
      </p>
    </Alert>
  );
}
