import { z } from 'zod';

export const orderInput = z.object({ order_id: z.uuid(), number: z.string() });

/** `shop`: for the tag of its stock. What may be done to the order is found out from the order itself. */
export const commandInput = orderInput.extend({ shop: z.string().max(40) });

const reason = z.string().trim().max(500, 'Keep this under 500 characters.');

export const cancelInput = commandInput.extend({ reason: reason.default('') });

export const cancelItemsInput = cancelInput.extend({
  /** What was taken off must not be taken off once more by a page that is sent again. */
  expected_version: z.coerce.number().int(),
  lines: z
    .array(z.object({ variant_id: z.uuid(), quantity: z.coerce.number().int().positive() }))
    .min(1, 'Choose what to take off.'),
});

export const disputeInput = commandInput.extend({ reason: reason.min(1, 'Tell us what is wrong.') });

/** What a form of the order page holds. Its fields `pieces.<variant_id>` are counts of pieces, of which 0 means none. */
export function readOrderForm(form: FormData) {
  const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const lines = fields.flatMap(([name, quantity]) =>
    name.startsWith(PIECES) && quantity !== '0' ? [{ variant_id: name.slice(PIECES.length), quantity }] : [],
  );
  return { ...Object.fromEntries(fields), lines };
}

const PIECES = 'pieces.';

export const piecesField = (variantId: string) => `${PIECES}${variantId}`;
