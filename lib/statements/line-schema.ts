import { z } from 'zod';
import { hiddenId, hiddenShop } from '@/lib/hidden-fields';
import { readOrderNumber } from '@/lib/orders/number';
import { text } from '@/lib/text';
import { LINES, tick } from './lines';

/** What the form above the credits sends: those that are ticked. */
export const confirmSchema = z.object({ shop: hiddenShop, picks: z.array(tick).max(LINES) });

const id = hiddenId;
const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on');
const number = text.transform((typed, context) => {
  const read = readOrderNumber(typed);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'Enter an order number such as 7K3M-Q2XD.' });
  return z.NEVER;
});

/**
 * What the row of a credit sends: the order that it pays (`another`: beside money that has paid it; `even_if_short`: although
 * goods of it are gone), a reason why it pays none, or that it is open again.
 */
export const lineCommandSchema = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('assign'),
    id,
    shop: hiddenShop,
    number,
    another: ticked,
    even_if_short: ticked,
  }),
  z.object({
    command: z.literal('dismiss'),
    id,
    reason: text.min(1, 'Give a reason.').max(200, 'Keep the reason under 200 characters.'),
  }),
  z.object({ command: z.literal('restore'), id }),
]);

export type LineCommand = z.infer<typeof lineCommandSchema>;
