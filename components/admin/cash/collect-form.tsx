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

/** An order in cash, as the form for its money needs it. Amounts in minor units of `currency`. */
export type CollectedOrder = {
  orderId: string;
  number: string;
  /** of the order as it is seen */
  version: number;
  currency: string;
  /** of the shop */
  locale: string;
  /** what is to be collected, and what was before */
  dueMinor: number;
  heldMinor?: number;
  /** the parcel had arrived before: only its money is recorded */
  isDelivered?: boolean;
  /** who has the money, unless somebody else is named; and whom it may be */
  courier: string | null;
  couriers: string[];
  /** what becomes of the order by the cash that came */
  steps: PaymentSteps;
};

type Props = CollectedOrder & {
  action: (form: FormData) => void;
  outcome: CommandOutcome | null;
};

/** How much cash came, and who has it; what will come of that is said while it is typed. */
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
  // what is short of the total although money was recorded is a second sum; of two people who send it, one is out of date
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
      {refusal && !refusal.fields && <Refused refusal={refusal} currency={currency} locale={locale} />}
      {/* keeps its room, so that nothing jumps while somebody types */}
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

/** Where a colleague was faster, it is said how much they wrote down: most often it is the same money. */
function Refused({
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
