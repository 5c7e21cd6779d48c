import { expect, test } from 'vitest';
import { codeOf, wordsFor } from './code';
import type { Order } from './orders/order';
import type { Refund } from './orders/order-money';

const words = { failed: 'It failed.', requested: 'Somebody has to approve it.' };

test("looks up a code's words, and refuses an unknown code", () => {
  const read = codeOf(['failed', 'requested']);
  expect(wordsFor(words, read.parse('failed'))).toBe('It failed.');
  expect(read.safeParse('gone').success).toBe(false);
});

/*
 * The database decides what may be done with a refund (private.refund_refusal) and returns it as `actions`. Each function
 * below copies that rule in TypeScript and must not compile: the type check fails as soon as one does.
 */
const copies = [
  // @ts-expect-error its status cannot be compared
  (refund: Refund) => refund.standing === 'requested',
  // @ts-expect-error its status cannot be searched in a list
  (refund: Refund) => ['failed', 'needs_attention'].includes(refund.standing),
  // @ts-expect-error its status is not a key
  (refund: Refund) => words[refund.standing],
  // @ts-expect-error its state is not included
  (refund: Refund) => refund.state,
  // @ts-expect-error nor whether it was sent
  (refund: Refund) => refund.sent_at,
  // @ts-expect-error nor who requested it
  (refund: Refund, user_id: string) => refund.requested_by === user_id,
  // @ts-expect-error nor whether it was retried
  (refund: Refund) => refund.is_retried,
  // @ts-expect-error nor the limit above which it needs approval
  (order: Order) => order.refund_limit_minor,
];

test('a copy of a refund rule does not compile', () => {
  expect(copies).toHaveLength(8);
});
