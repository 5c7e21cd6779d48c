'use client';

import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { REFUND_DAYS } from '@/lib/orders/shopper-words';
import { cancelOrderItems } from '@/lib/store/orders/actions';
import { quantityField } from '@/lib/store/orders/schema';
import { type ChangedOrder, CollapsibleForm } from './collapsible-form';

type Props = {
  order: ChangedOrder;
  isOffered: boolean;
  /** `units`: how many of it can still be taken off */
  items: { variant_id: string; label: string; units: number }[];
  isPaid: boolean;
  /** no gateway can send its money back: the shop asks where to */
  isPaidByHand: boolean;
};

/** Removes single items from the order. */
export function OrderCancelItems({ order, isOffered, items, isPaid, isPaidByHand }: Props) {
  return (
    <CollapsibleForm
      order={order}
      isOffered={isOffered}
      action={cancelOrderItems}
      command="cancel_items"
      label="Take something off"
    >
      {(refusal) => (
        <>
          <p>
            {isPaid &&
              isPaidByHand &&
              'We pay what the pieces cost back to your bank account, and ask you which one. '}
            {isPaid &&
              !isPaidByHand &&
              `What you paid for the pieces goes back to where it came from, by itself. Banks take ${REFUND_DAYS}. `}
            {isPaid
              ? 'Delivery is paid back only if you take everything off, which cancels the order.'
              : 'The total gets smaller by what the pieces cost. Taking everything off cancels the order.'}
          </p>
          {items.map(({ variant_id, label, units }) => (
            <Field key={variant_id} name={quantityField(variant_id)} label={label}>
              {(control) => (
                <Select {...control} defaultValue="0">
                  <option value="0">{units === 1 ? 'Keep it' : `Keep all ${units}`}</option>
                  {Array.from({ length: units }, (_, taken) => taken + 1).map((taken) => (
                    <option key={taken} value={taken}>
                      {units === 1 ? 'Take it off' : `Take off ${taken === units ? `all ${taken}` : taken}`}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ))}
          <Field name="reason" label="Why?" optional error={refusal?.fields?.reason}>
            {(control) => <Input {...control} maxLength={500} defaultValue={refusal?.value} />}
          </Field>
          {refusal?.fields?.lines && <Alert tone="bad">{refusal.fields.lines}</Alert>}
          <SubmitButton variant="danger" className="sm:justify-self-start" pendingLabel="Taking off…">
            Take these off
          </SubmitButton>
        </>
      )}
    </CollapsibleForm>
  );
}
