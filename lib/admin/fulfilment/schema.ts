import { z } from 'zod';
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
  command: z.enum(bulkCommands),
  orders: z.array(ticked).max(MOST),
});
