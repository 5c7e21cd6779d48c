import { expect, test } from 'vitest';
import { codeOf, wordsFor } from './code';
import type { Order } from './orders/order';
import type { Refund } from './orders/order-money';

const words = { failed: 'It failed.', requested: 'Somebody has to approve it.' };

test('a code is looked up in a catalogue, and is one that there is', () => {
  const read = codeOf(['failed', 'requested']);
  expect(wordsFor(words, read.parse('failed'))).toBe('It failed.');
  expect(read.safeParse('gone').success).toBe(false);
});

/*
 * What may be done with a refund is the database's to say (private.refund_refusal), and comes with it as `actions`. A copy of that rule
 * in TypeScript does not compile: the check of types fails where one of these lines would be no error any more.
 */
const copies = [
  // @ts-expect-error how it stands compares with nothing
  (refund: Refund) => refund.standing === 'requested',
  // @ts-expect-error nor does it lie in a list of such words
  (refund: Refund) => ['failed', 'needs_attention'].includes(refund.standing),
  // @ts-expect-error nor is it a case of any
  (refund: Refund) => words[refund.standing],
  // @ts-expect-error its state is not there to be asked
  (refund: Refund) => refund.state,
  // @ts-expect-error nor whether it was sent
  (refund: Refund) => refund.sent_at,
  // @ts-expect-error nor who asked for it
  (refund: Refund, user_id: string) => refund.requested_by === user_id,
  // @ts-expect-error nor whether another one has taken it up
  (refund: Refund) => refund.is_retried,
  // @ts-expect-error nor the limit from which on a second person has to say yes
  (order: Order) => order.refund_limit_minor,
];

test('a copy of a rule of refunds does not compile', () => {
  expect(copies).toHaveLength(8);
});
