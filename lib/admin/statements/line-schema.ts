import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenId, hiddenNumber } from '@/lib/hidden-fields';
import { text } from '@/lib/text';
import { LINES, tick } from './lines';

/** Form above the credits: the selected ones. */
export const confirmSchema = z.object({ picks: z.array(tick).max(LINES) });

const id = hiddenId;
const checkbox = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on');
/**
 * `number` names the order in the outcome. `another`: in addition to an earlier payment; `even_if_short`: although
 * items are out of stock.
 */
const order = { order_id: hiddenId, number: hiddenNumber, another: checkbox, even_if_short: checkbox };
const reason = text.min(1, fieldMessage('reasons.reason_required'));
const moveReason = reason.max(300, fieldMessage('fields.reasonTooLong'));

/**
 * Commands on a credit's row: `assign` it to an order (`names_compared`: a person has compared both names), `dismiss`
 * it with a reason, `restore` it, or `move` it to another order. For a pending move, `id` is the move's id:
 * `approve_move`, `decline_move`, `withdraw_move`.
 */
export const lineCommandSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('assign'), id, ...order, names_compared: checkbox }),
  z.object({
    command: z.literal('dismiss'),
    id,
    reason: reason.max(200, fieldMessage('fields.reasonTooLong')),
  }),
  z.object({ command: z.literal('restore'), id }),
  z.object({ command: z.literal('move'), id, ...order, reason: moveReason }),
  z.object({ command: z.literal('approve_move'), id }),
  z.object({ command: z.literal('decline_move'), id, reason: moveReason }),
  z.object({ command: z.literal('withdraw_move'), id }),
]);

export type LineCommand = z.infer<typeof lineCommandSchema>;

/** Lists orders that a credit may pay: the most likely ones, or those that match a search. */
export const orderSearchSchema = z.object({
  line_id: hiddenId,
  search: text.max(100, fieldMessage('fields.tooLong')),
});
