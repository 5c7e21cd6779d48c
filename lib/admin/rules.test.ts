import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * What may be done to an order or its money, the database says with the row (`actions`), and no TypeScript works it out again: a copy
 * would drift. So each place of the admin where code looks at the facts by which that is decided is counted here, with the lines that
 * do. They choose words, marks and layout. Whoever adds one that chooses what is offered wants `mayBeDone` (lib/orders/order.ts) instead.
 */

const facts =
  'state|status|payment_status|hold_reason|dispute_open|backordered|in_transit|returned_all|delivery_failed_at|refused_at|' +
  'confirmed_at|requested_by|is_retried|sent_at|gateway|paid_minor|refundable_minor|owner_role';
const looks = new RegExp(
  [
    // compared, or decided by alone
    `\\b(?:${facts})\\b\\)?\\s*(?:[!=]==|[<>]=?)`,
    `!(?:\\w+\\.)*(?:${facts})\\b`,
    `\\b(?:${facts})\\b\\s*(?:&&|\\?[^.?:])`,
    // looked up in a list, a set or a table that is not one of words
    `\\.(?:includes|has)\\([^()]*\\b(?:${facts})\\)`,
    `\\bswitch \\((?:\\w+\\.)*(?:${facts})\\)`,
    `(?<![Ww]ords)\\[(?:\\w+\\.)*(?:${facts})\\]`,
    // whose permission it is
    `\\.has\\('[a-z]+\\.[a-z]+'\\)`,
  ].join('|'),
);

const root = `${import.meta.dirname}/../..`;
const about = '{cash,fulfilment,money-exceptions,orders,refunds,verifications}';

function countLooks(source: string): number {
  return source.split('\n').filter((line) => looks.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line)).length;
}

const known: Record<string, number> = {
  'components/admin/cash/call-to-confirm.tsx': 1,
  'components/admin/cash/courier-row.tsx': 1,
  'components/admin/fulfilment/fulfilment-list.tsx': 1,
  'components/admin/fulfilment/parcel.tsx': 1,
  'components/admin/fulfilment/queued-row.tsx': 3,
  'components/admin/money-exceptions/question-row.tsx': 1,
  'components/admin/orders/attempts.tsx': 2,
  'components/admin/orders/desk.tsx': 3,
  'components/admin/orders/disputes.tsx': 2,
  'components/admin/orders/order-head.tsx': 5,
  'components/admin/orders/order-row.tsx': 1,
  'components/admin/orders/order-sums.tsx': 2,
  'components/admin/orders/payment-mark.tsx': 2,
  'components/admin/orders/payments.tsx': 3,
  'components/admin/orders/proofs.tsx': 5,
  'components/admin/orders/questions.tsx': 3,
  'components/admin/orders/refund-dialog.tsx': 3,
  'components/admin/orders/refunds.tsx': 18,
  'components/admin/refunds/refund-row.tsx': 3,
  'components/admin/verifications/amount-card.tsx': 1,
  'components/admin/verifications/confirm-form.tsx': 1,
  'components/admin/verifications/decide.tsx': 4,
  'components/admin/verifications/evidence.tsx': 3,
  'components/admin/verifications/order-brief.tsx': 1,
  'components/admin/verifications/proof-viewer.tsx': 6,
  'components/admin/verifications/verification-desk.tsx': 2,
  'components/admin/verifications/verification-row.tsx': 1,
  'lib/admin/cash/cash.ts': 2,
  'lib/admin/fulfilment/desk.ts': 12,
  'lib/admin/money-exceptions/exception.ts': 2,
  'lib/admin/orders/actions.ts': 1,
  'lib/admin/orders/commands.ts': 1,
  'lib/admin/orders/questions.ts': 4,
  'lib/admin/orders/standing.ts': 16,
  'lib/admin/refunds/actions.ts': 2,
  'lib/admin/refunds/queries.ts': 1,
  'lib/admin/refunds/refund.ts': 7,
  'lib/admin/verifications/decision.ts': 6,
};

test('no rule about orders or their money is worked out a second time', () => {
  const files = globSync(`{lib,components}/admin/${about}/**/*.{ts,tsx}`, { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const counted = files
    .map((file) => [file, countLooks(readFileSync(`${root}/${file}`, 'utf8'))] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(counted)).toEqual(known);
});

test.each([
  "if (refund.state === 'approved' && may.has('refunds.approve')) offered.push('decline_refund');",
  "const mayRetry = ['failed', 'needs_attention'].includes(refund.state);",
  'const canShip = !order.dispute_open;',
  '{order.hold_reason ? null : <CommandButton command="ship" />}',
  "const next = { confirmed: 'process', processing: 'mark_ready' }[order.state];",
  'const isOwn = refund.requested_by === user_id;',
])('a rule such as %s is seen', (line) => {
  expect(countLooks(line)).toBe(1);
});
