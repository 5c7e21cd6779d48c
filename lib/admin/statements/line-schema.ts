import { z } from 'zod';
import { hiddenId, hiddenNumber } from '@/lib/hidden-fields';
import { text } from '@/lib/text';
import { LINES, tick } from './lines';

/** What the form above the credits sends: those that are ticked. */
export const confirmSchema = z.object({ picks: z.array(tick).max(LINES) });

const id = hiddenId;
const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on');
/** `number`: as the answer names the order. `another`: beside money that has paid it; `even_if_short`: although goods of it are gone. */
const order = { order_id: hiddenId, number: hiddenNumber, another: ticked, even_if_short: ticked };
const reason = text.min(1, 'Enter a reason.');
const moveReason = reason.max(300, 'Keep the reason under 300 characters.');

/**
 * What the row of a credit sends: the order that it pays (`names_compared`: a person has seen both names), a reason why it pays
 * none, that it is open again, or the order to which it is moved; and about a move that waits, whose id it is then, what a second
 * person says or that it is withdrawn.
 */
export const lineCommandSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('assign'), id, ...order, names_compared: ticked }),
  z.object({
    command: z.literal('dismiss'),
    id,
    reason: reason.max(200, 'Keep the reason under 200 characters.'),
  }),
  z.object({ command: z.literal('restore'), id }),
  z.object({ command: z.literal('move'), id, ...order, reason: moveReason }),
  z.object({ command: z.literal('approve_move'), id }),
  z.object({ command: z.literal('decline_move'), id, reason: moveReason }),
  z.object({ command: z.literal('withdraw_move'), id }),
]);

export type LineCommand = z.infer<typeof lineCommandSchema>;

/** Which orders a credit may pay: the likeliest, or those that a search finds. */
export const orderSearchSchema = z.object({ line_id: hiddenId, search: text.max(100) });
