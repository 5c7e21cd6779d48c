'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { REFUND_DAYS } from '@/lib/orders/shopper-words';
import { cancelOrder } from '@/lib/store/orders/actions';
import { type ChangedOrder, CollapsibleForm } from './collapsible-form';

type Props = {
  order: ChangedOrder;
  isOffered: boolean;
  /** what goes back; null where nothing was paid */
  money: ReactNode;
  /** no gateway can send it: the shop asks where to */
  isPaidByHand: boolean;
};

/** Ends the order. What became of it is said although the form may be gone by then. */
export function OrderCancel({ order, isOffered, money, isPaidByHand }: Props) {
  return (
    <CollapsibleForm
      order={order}
      isOffered={isOffered}
      action={cancelOrder}
      command="cancel"
      label="Cancel this order"
    >
      {(refusal) => (
        <>
          <p>The order ends, and its pieces go back on the shelf. This cannot be undone.</p>
          {money && (
            <p>
              {isPaidByHand ? (
                <>We pay {money} back to your bank account, and ask you which one.</>
              ) : (
                <>
                  {money} goes back to where it came from, by itself. Banks take {REFUND_DAYS}.
                </>
              )}
            </p>
          )}
          <Field name="reason" label="Why?" optional error={refusal?.fields?.reason}>
            {(control) => <Input {...control} maxLength={500} defaultValue={refusal?.value} />}
          </Field>
          <SubmitButton variant="danger" className="sm:justify-self-start" pendingLabel="Cancelling…">
            Yes, cancel the order
          </SubmitButton>
        </>
      )}
    </CollapsibleForm>
  );
}
