import { z } from 'zod';
import { hiddenShop } from '@/lib/hidden-fields';
import { words } from '@/lib/refusals';
import { text } from '@/lib/text';
import { bulkCommands } from './bulk';
import { MOST } from './numbers';

const uuid = z.uuid();

/** An order as its tick names it: which, in which version, under which number. */
const ticked = text.transform((tick, context) => {
  const [order_id = '', version = '', number = ''] = tick.split('_');
  if (uuid.safeParse(order_id).success && /^\d{1,9}$/.test(version)) {
    return { order_id, expected_version: Number(version), number };
  }
  context.addIssue({ code: 'custom', message: words.invalid_form });
  return z.NEVER;
});

/** The value of an order's tick. */
export const tickOf = (order: { order_id: string; version: number; number: string }) =>
  `${order.order_id}_${order.version}_${order.number}`;

/** What the form above the queue sends: what is to be done with the orders that are ticked. */
export const bulkSchema = z.object({
  command: z.enum([...bulkCommands, 'slips', 'pick_list']),
  shop: hiddenShop,
  orders: z.array(ticked).max(MOST),
  /** the numbers of all that are listed: they are meant where none is ticked and something is only printed */
  listed: text.max(2000, words.invalid_form),
});
