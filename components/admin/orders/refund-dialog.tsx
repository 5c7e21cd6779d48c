'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { ChoiceChip } from '@/components/ui/choice';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { chosenMinor } from '@/lib/admin/orders/form';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { amountInput } from '@/lib/amount';
import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { RefundSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';
import { useCommandKey, useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';
import { QuantityField } from './quantity-field';

type Props = {
  refundable_minor: number;
  /** the effect of a refund, by amount */
  steps: RefundSteps;
  /** the order can still be cancelled, which also refunds everything */
  cancels: boolean;
  lines: SelectableLine[];
  idempotencyKey: string;
};

const suggestions = ['damaged', 'lost', 'returned', 'late', 'goodwill'] as const;

export function RefundDialog(props: Props) {
  const t = useTranslations('admin.orders.refundForm');
  const tCommands = useTranslations('admin.orderCommands');
  const { order } = useCommands();
  return (
    <CommandDialog button={tCommands('refund.label')} title={t('title', { number: order.number })} size="sm">
      <RefundForm {...props} />
    </CommandDialog>
  );
}

/** Refunds an amount, the price of units, or everything. CSS shows the fields of the chosen option, also before hydration. */
function RefundForm({ refundable_minor, steps, cancels, lines, idempotencyKey }: Props) {
  const t = useTranslations('admin.orders.refundForm');
  const tItems = useTranslations('admin.orders.items');
  const { order } = useCommands();
  const tCommands = useTranslations('admin.orderCommands');
  const refusal = useRefusal('refund');
  const key = useCommandKey('refund', idempotencyKey);
  const list = useId();
  const [minor, setMinor] = useState<number | null>(null);
  const money = (amount: number) => formatMoney(amount, order.currency, order.locale);
  const by = refusal?.values.by ?? 'amount';
  const form = useRef<HTMLFormElement>(null);
  const [hasQuantities, setHasQuantities] = useState(by === 'lines');
  const read = (element: HTMLFormElement) => {
    const values = new FormData(element);
    setHasQuantities(values.get('by') === 'lines');
    setMinor(chosenMinor(values, lines));
  };
  // FormData leaves out disabled quantities, so the form is read again after they are enabled
  const readAgain = useEffectEvent(() => form.current && read(form.current));
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once the quantities are enabled or disabled
  useEffect(() => void readAgain(), [hasQuantities]);
  const step = minor ? stepAt(steps, minor) : null;
  return (
    <CommandForm
      ref={form}
      command="refund"
      hidden={{
        refundable_minor: String(refundable_minor),
        idempotency_key: key,
      }}
      onEdit={read}
      className="group mt-2 grid gap-4"
    >
      <p className="text-muted text-sm">
        {[t('upTo', { amount: money(refundable_minor) }), limitText(t, steps, money)]
          .filter(Boolean)
          .join(' ')}
      </p>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('what')}</legend>
        <div className="flex flex-wrap gap-2">
          <ChoiceChip name="by" value="amount" defaultChecked={by === 'amount'}>
            {t('byAmount')}
          </ChoiceChip>
          {lines.length > 0 && (
            <ChoiceChip name="by" value="lines" defaultChecked={by === 'lines'}>
              {t('byItems')}
            </ChoiceChip>
          )}
          <ChoiceChip name="by" value="all" defaultChecked={by === 'all'}>
            {t('all')}
          </ChoiceChip>
        </div>
      </fieldset>
      {/* for these options the amount field is hidden, so its error shows here */}
      {by !== 'amount' && refusal?.fields?.amount_minor && (
        <p className="text-bad text-sm">{refusal.fields.amount_minor}</p>
      )}
      <div className="not-group-has-[[value=amount]:checked]:hidden">
        <Field
          name="amount_minor"
          label={t('amount', { currency: order.currency })}
          error={refusal?.fields?.amount_minor}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              placeholder={amountInput(0, order.currency, order.locale)}
              defaultValue={refusal?.values.amount_minor}
            />
          )}
        </Field>
      </div>
      <div className="not-group-has-[[value=lines]:checked]:hidden">
        <QuantityField
          legend={tItems('toRefund')}
          lines={lines}
          command="refund"
          isDisabled={!hasQuantities}
        />
      </div>
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} error={refusal?.fields?.reason}>
        {(control) => (
          <Input
            {...control}
            list={list}
            required
            maxLength={300}
            autoComplete="off"
            defaultValue={refusal?.values.reason}
          />
        )}
      </Field>
      <datalist id={list}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={t(`suggestion.${suggestion}`)} />
        ))}
      </datalist>
      {/* reserves its height so that the layout does not shift while typing */}
      <p aria-live="polite" className="min-h-10 text-sm">
        {minor !== null && minor > 0 && !step && (
          <span className="text-bad">{t('tooMuch', { amount: money(minor) })}</span>
        )}
        {minor !== null && step && (
          <>
            {t.rich(step.state === 'requested' ? 'onApproval' : 'rightAway', {
              amount: money(minor),
              strong: (chunks) => <span className="font-medium">{chunks}</span>,
            })}
            {cancels && minor === refundable_minor && ` ${t('staysOpen')}`}
          </>
        )}
      </p>
      <DialogActions>
        <SubmitButton pendingLabel={tCommands('refund.pending')}>{t('refund')}</SubmitButton>
      </DialogActions>
    </CommandForm>
  );
}

/** Above which amount a second person must approve; null if no possible refund needs approval. */
function limitText(
  t: Translator<'admin.orders.refundForm'>,
  steps: RefundSteps,
  money: (minor: number) => string,
): string | null {
  const withoutApproval = steps.find(({ state }) => state === 'approved');
  if (!steps.some(({ state }) => state === 'requested')) return null;
  return withoutApproval
    ? t('approvalAbove', { amount: money(withoutApproval.up_to_minor) })
    : t('needsApproval');
}
