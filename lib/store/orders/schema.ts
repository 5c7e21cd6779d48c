import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId, hiddenNumber } from '@/lib/hidden-fields';
import { formValues, text } from '@/lib/text';

/** The order that a form is about. What is allowed comes with the order itself. */
export const orderInput = z.object({ order_id: hiddenId, number: hiddenNumber });

const reason = text.max(500, fieldMessage('fields.tooLong'));

export const cancelInput = orderInput.extend({ reason: reason.default('') });

const count = fieldMessage('fields.itemCount');

export const cancelItemsInput = cancelInput.extend({
  /** Prevents a resubmitted page from cancelling the items twice. */
  expected_version: hiddenCount,
  lines: z
    .array(
      z.object({
        item_id: z.uuid(),
        quantity: z.coerce.number(count).int(count).min(1, count).max(999_999, count),
      }),
    )
    .min(1, fieldMessage('fields.itemsToRemove')),
});

export const disputeInput = orderInput.extend({ reason: reason.min(1, fieldMessage('fields.complaint')) });

/** Reads a form of the order page. Its fields `quantity.<item_id>` are quantities; 0 means none. */
export function readOrderForm(form: FormData) {
  const fields = formValues(form);
  const lines = Object.entries(fields).flatMap(([name, quantity]) =>
    name.startsWith(QUANTITY) && quantity !== '0' ? [{ item_id: name.slice(QUANTITY.length), quantity }] : [],
  );
  return { ...fields, lines };
}

const QUANTITY = 'quantity.';

export const quantityField = (itemId: string) => `${QUANTITY}${itemId}`;
