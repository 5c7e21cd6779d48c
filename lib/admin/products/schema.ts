import { z } from 'zod';
import { moneyAboveZero } from '@/lib/amount-schema';
import { type FieldMessage, fieldMessage } from '@/lib/field-messages';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const ticked = z.object({ products: z.array(hiddenId).min(1).max(1000) });

const tag = text.min(1, fieldMessage('fields.tag')).max(40, fieldMessage('fields.tooLong'));

const notPercent = fieldMessage('fields.percent');
/** Up to two decimals, after a dot or a comma. */
const percentUpTo = (most: number, tooMuch: FieldMessage) =>
  text
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, notPercent)
    .transform((input) => Number(input.replace(',', '.')))
    .pipe(z.number().gt(0, notPercent).max(most, tooMuch));

/** Without a step, prices are rounded to the minor unit. */
const priceChange = ticked.extend({ round_to_minor: moneyAboveZero().optional() });

/** Forms of the list of products. The database decides whether a command is allowed. */
export const productCommandSchema = z.discriminatedUnion('command', [
  ticked.extend({ command: z.enum(['publish', 'unpublish', 'archive', 'restore']) }),
  ticked.extend({
    command: z.literal('set_category'),
    // empty: no category
    category_id: hiddenId.or(z.literal('', fieldMessage('reasons.invalid_form')).transform(() => null)),
  }),
  ticked.extend({
    command: z.literal('add_to_collection'),
    collection_id: hiddenId,
  }),
  ticked.extend({ command: z.enum(['add_tag', 'remove_tag']), tag }),
  priceChange.extend({
    command: z.literal('raise_prices'),
    price_percent: percentUpTo(500, 'fields.raiseTooMuch'),
  }),
  priceChange.extend({
    command: z.literal('lower_prices'),
    price_percent: percentUpTo(90, 'fields.lowerTooMuch'),
  }),
  z.object({ command: z.literal('duplicate'), id: hiddenId }),
]);

type ProductInput = z.infer<typeof productCommandSchema>;
export type ProductChange = Exclude<ProductInput, { command: 'duplicate' }>;
