import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const row = z.object({ id: hiddenId });
const MAX = 1_000_000;
const limits = { message: fieldMessage('fields.wholeNumber'), params: { minimum: 0, maximum: MAX } };

const isCount = (input: string) => /^[0-9]{1,7}$/.test(input) && Number(input) <= MAX;
const count = text.refine(isCount, { ...limits }).transform(Number);
const units = count.refine((quantity) => quantity > 0, fieldMessage('fields.unitsAboveZero'));
const reason = text
  .min(1, fieldMessage('reasons.reason_required'))
  .max(200, fieldMessage('fields.reasonTooLong'));

/** Forms of the stock pages. The database decides whether there is enough stock. */
export const stockCommandSchema = z.discriminatedUnion('command', [
  // `idempotency_key`: the same until the change succeeds or another is entered, so that a retry after a lost response does not add twice
  row.extend({
    ...{ command: z.enum(['add_stock', 'remove_stock']), quantity: units, reason },
    idempotency_key: hiddenId,
  }),
  // `expected`: the units on hand when the form was opened
  row.extend({ command: z.literal('adjust_stock'), on_hand: count, reason, expected: hiddenCount }),
  row.extend({
    command: z.literal('set_low_stock_level'),
    level: text
      .refine((input) => input === '' || isCount(input), { ...limits })
      .transform((input) => (input === '' ? null : Number(input))),
  }),
]);

export type StockCommand = z.infer<typeof stockCommandSchema>;
