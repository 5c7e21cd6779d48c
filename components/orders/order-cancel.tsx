'use client';

import { useActionState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { cancelOrder } from '@/lib/orders/actions';

/** Ends the order, after a second thought: the form is folded until it is asked for. */
export function OrderCancel({ orderId, number }: { orderId: string; number: string }) {
  const [state, action, isPending] = useActionState(cancelOrder, null);
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 list-none items-center rounded-sm text-muted text-sm underline underline-offset-4 hover:text-bad">
        Cancel this order
      </summary>
      <form action={action} className="mt-3 grid gap-4 rounded-lg border border-line p-4">
        <p className="text-[0.9375rem]">
          The order ends, and its pieces go back on the shelf. This cannot be undone.
        </p>
        <input type="hidden" name="order_id" value={orderId} />
        <input type="hidden" name="number" value={number} />
        <Field
          name="reason"
          label="Why?"
          optional
          error={state && !state.ok ? state.fields?.reason : undefined}
        >
          {(control) => <Input {...control} maxLength={500} />}
        </Field>
        {state && !state.ok && <Alert tone="bad">{state.message}</Alert>}
        <SubmitButton variant="danger" pending={isPending} pendingLabel="Cancelling…">
          Yes, cancel the order
        </SubmitButton>
      </form>
    </details>
  );
}
