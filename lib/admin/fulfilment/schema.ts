import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { text } from '@/lib/text';
import { bulkCommands } from './bulk';
import { MOST } from './numbers';

const uuid = z.uuid();

/** Parses a checkbox value: the order's id, version and number. */
const ticked = text.transform((tick, context) => {
  const [order_id = '', version = '', number = ''] = tick.split('_');
  if (uuid.safeParse(order_id).success && /^\d{1,9}$/.test(version)) {
    return { order_id, expected_version: Number(version), number };
  }
  context.addIssue({ code: 'custom', message: fieldMessage('reasons.invalid_form') });
  return z.NEVER;
});

/** The checkbox value of an order. */
export const tickOf = (order: { order_id: string; version: number; number: string }) =>
  `${order.order_id}_${order.version}_${order.number}`;

/** Bulk form above the queue: the command and the selected orders. */
export const bulkSchema = z.object({
  command: z.enum(bulkCommands),
  orders: z.array(ticked).max(MOST),
});
