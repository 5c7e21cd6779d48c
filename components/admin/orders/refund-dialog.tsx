'use client';

import { useId, useState } from 'react';
import { ChoiceChip } from '@/components/ui/choice';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { commands } from '@/lib/admin/orders/commands';
import { chosenMinor } from '@/lib/admin/orders/form';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { amountInput } from '@/lib/amount';
import { formatMoney } from '@/lib/money';
import type { RefundSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';
import { QuantityField } from './quantity-field';

type Props = {
  refundable_minor: number;
  /** what becomes of it, by its amount */
  steps: RefundSteps;
  /** the order can still be cancelled, which gives all of it back, too */
  cancels: boolean;
  lines: SelectableLine[];
  idempotencyKey: string;
};

export function RefundDialog(props: Props) {
  const { order } = useCommands();
  return (
    <CommandDialog button={commands.refund.label} title={`Give money of ${order.number} back?`} size="sm">
      <RefundForm {...props} />
    </CommandDialog>
  );
}

/** Gives back an amount, the price of pieces, or all that there is. Which, is shown by the style sheet: it needs no script. */
function RefundForm({ refundable_minor, steps, cancels, lines, idempotencyKey }: Props) {
  const { order } = useCommands();
  const refusal = useRefusal('refund');
  const list = useId();
  const [minor, setMinor] = useState<number | null>(null);
  const money = (amount: number) => formatMoney(amount, order.currency, order.locale);
  const by = refusal?.values.by ?? 'amount';
  const step = minor ? stepAt(steps, minor) : null;
  return (
    <CommandForm
      command="refund"
      hidden={{
        refundable_minor: String(refundable_minor),
        idempotency_key: idempotencyKey,
      }}
      onEdit={(form) => setMinor(chosenMinor(new FormData(form), lines))}
      className="group mt-2 grid gap-4"
    >
      <p className="text-muted text-sm">
        Up to {money(refundable_minor)} can go back. The goods stay where they are.
        {limitText(steps, money)}
      </p>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">What goes back?</legend>
        <div className="flex flex-wrap gap-2">
          <ChoiceChip name="by" value="amount" defaultChecked={by === 'amount'}>
            An amount
          </ChoiceChip>
          {lines.length > 0 && (
            <ChoiceChip name="by" value="lines" defaultChecked={by === 'lines'}>
              The price of pieces
            </ChoiceChip>
          )}
          <ChoiceChip name="by" value="all" defaultChecked={by === 'all'}>
            All of it
          </ChoiceChip>
        </div>
      </fieldset>
      {/* the field of the amount is not shown for these */}
      {by !== 'amount' && refusal?.fields?.amount_minor && (
        <p className="text-bad text-sm">{refusal.fields.amount_minor}</p>
      )}
      <div className="not-group-has-[[value=amount]:checked]:hidden">
        <Field
          name="amount_minor"
          label={`Amount in ${order.currency}`}
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
        <QuantityField legend="Pieces whose price goes back" lines={lines} command="refund" />
      </div>
      <Field name="reason" label="Reason" hint="Only staff can read it." error={refusal?.fields?.reason}>
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
        {['Arrived damaged', 'Never arrived', 'Came back', 'Late delivery', 'As a goodwill'].map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
      {/* keeps its room, so that nothing jumps while somebody types */}
      <p aria-live="polite" className="min-h-10 text-sm">
        {minor !== null && minor > 0 && !step && (
          <span className="text-bad">{money(minor)} is more than can go back.</span>
        )}
        {minor !== null && step && (
          <>
            <span className="font-medium">{money(minor)}</span> goes back
            {step.state === 'requested'
              ? ', once a second person has approved it.'
              : ' right away, without further approval.'}
            {cancels && minor === refundable_minor && (
              <>
                {' '}
                The order is not packed any more, but stays open: “Cancel order” refunds and cancels it at
                once.
              </>
            )}
          </>
        )}
      </p>
      <DialogActions>
        <SubmitButton pendingLabel={commands.refund.pending}>Give it back</SubmitButton>
      </DialogActions>
    </CommandForm>
  );
}

/** From which sum on a second person has to say yes, if from any that can go back. */
function limitText(steps: RefundSteps, money: (minor: number) => string): string | null {
  const alone = steps.find(({ state }) => state === 'approved');
  if (!steps.some(({ state }) => state === 'requested')) return null;
  return alone
    ? ` More than ${money(alone.up_to_minor)} needs a second person’s approval.`
    : ' A second person has to approve it.';
}
