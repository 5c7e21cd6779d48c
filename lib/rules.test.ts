import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * What may be done with an order, its payments and its parcels comes with the row (`actions`, `choices`, `blocked_by`, steps). The SQL
 * that returns it also refuses. A copy in TypeScript would drift. These tests search for signs of a copy, and list the places that
 * match for another reason.
 */

const root = `${import.meta.dirname}/..`;
const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['**/*.test.*', '**/database.types.ts'],
}).map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }));

/** All matches in the sources, as `file: match`. */
const found = (mark: RegExp) =>
  sources
    .flatMap(({ file, text }) => [...text.matchAll(mark)].map(([, message = '']) => `${file}: ${message}`))
    .sort();

const permissionChecks = /\bhas\('((?:orders|refunds|exceptions|disputes|payments)\.\w+)'/g;

/** Pages restricted by role, and the few buttons that depend only on a permission. */
const permitted: Record<string, string> = {
  'app/admin/[shop]/route.ts: orders.ship': 'the landing page',
  'app/admin/[shop]/route.ts: payments.verify': 'the landing page',
  'components/admin/statements/statements-page.tsx: payments.verify': 'read-only for others',
  'components/admin/webhooks/email-row.tsx: orders.note': 'resending an email',
  'lib/admin/orders/actions.ts: payments.check': 'settling runs with the service role',
  'lib/admin/staff/queries.ts: orders.read': 'access to pages',
  'lib/admin/staff/queries.ts: payments.read': 'access to pages',
  'lib/admin/statements/actions.ts: payments.verify': 'before a large file is parsed',
};

test('no code derives an order command from permissions', () => {
  expect(found(permissionChecks).filter((line) => !(line in permitted))).toEqual([]);
});

test('every listed exception still exists', () => {
  const all = found(permissionChecks);
  expect(Object.keys(permitted).filter((line) => !all.includes(line))).toEqual([]);
});

test('no code checks the separation of duties', () => {
  expect(found(/\b(separates_duties|separatesDuties|requested_by|confirmed_by)\b/g)).toEqual([]);
});

/*
 * Every place of the admin that uses the facts on which such rules depend, with the number of lines. They choose texts, marks and
 * layout. Code that decides what to offer should use `can` (lib/orders/order.ts) instead.
 */

const facts =
  'state|status|payment_status|hold_reason|dispute_open|backordered|in_transit|returned_all|delivery_failed_at|refused_at|' +
  'confirmed_at|requested_by|is_retried|sent_at|gateway|paid_minor|refundable_minor|owner_role';
const usesFact = new RegExp(
  [
    // compared, or used as a condition
    `\\b(?:${facts})\\b\\)?\\s*(?:[!=]==|[<>]=?)`,
    `!(?:\\w+\\.)*(?:${facts})\\b`,
    `\\b(?:${facts})\\b\\s*(?:&&|\\?[^.?:])`,
    // looked up in a list, set or table other than one of texts or tones
    `\\.(?:includes|has)\\([^()]*\\b(?:${facts})\\)`,
    `\\bswitch \\((?:\\w+\\.)*(?:${facts})\\)`,
    `(?<![Ww]ords|[Tt]ones)\\[(?:\\w+\\.)*(?:${facts})\\]`,
  ].join('|'),
);

const about = '{cash,fulfilment,money-exceptions,orders,refunds,verifications}';

function countUses(source: string): number {
  return source.split('\n').filter((line) => usesFact.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line))
    .length;
}

const known: Record<string, number> = {
  'components/admin/cash/call-to-confirm.tsx': 1,
  'components/admin/fulfilment/parcel.tsx': 1,
  'components/admin/fulfilment/queued-row.tsx': 3,
  'components/admin/orders/attempts.tsx': 2,
  'components/admin/orders/next-step.tsx': 2,
  'components/admin/orders/disputes.tsx': 2,
  'components/admin/orders/order-head.tsx': 5,
  'components/admin/orders/order-row.tsx': 1,
  'components/admin/orders/order-sums.tsx': 1,
  'components/admin/orders/payment-mark.tsx': 2,
  'components/admin/orders/payments.tsx': 2,
  'components/admin/orders/proofs.tsx': 2,
  'components/admin/orders/exceptions.tsx': 1,
  'components/admin/orders/refund-dialog.tsx': 4,
  'components/admin/orders/refunds.tsx': 1,
  'components/admin/verifications/amount-card.tsx': 1,
  'components/admin/verifications/confirm-form.tsx': 1,
  'components/admin/verifications/decide.tsx': 2,
  'components/admin/verifications/evidence.tsx': 3,
  'components/admin/verifications/order-brief.tsx': 1,
  'components/admin/verifications/proof-viewer.tsx': 6,
  'components/admin/verifications/verification-review.tsx': 1,
  'components/admin/verifications/verification-row.tsx': 1,
  'lib/admin/cash/cash.ts': 2,
  'lib/admin/fulfilment/marks.ts': 2,
  'lib/admin/orders/commands.ts': 1,
  'lib/admin/orders/exceptions.ts': 1,
  'lib/admin/orders/money-words.ts': 1,
  'lib/admin/orders/status-summary.ts': 15,
  'lib/admin/refunds/actions.ts': 2,
};

test('no rule about orders or their payments is duplicated', () => {
  const files = globSync(`{lib,components}/admin/${about}/**/*.{ts,tsx}`, { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const counted = files
    .map((file) => [file, countUses(readFileSync(`${root}/${file}`, 'utf8'))] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(counted)).toEqual(known);
});

test.each([
  "if (refund.state === 'approved' && can.has('refunds.approve')) offered.push('decline_refund');",
  "const canRetry = ['failed', 'needs_attention'].includes(refund.state);",
  'const canShip = !order.dispute_open;',
  '{order.hold_reason ? null : <CommandButton command="ship" />}',
  "const next = { confirmed: 'process', processing: 'mark_ready' }[order.state];",
  'const isOwn = refund.requested_by === user_id;',
])('detects a rule such as %s', (line) => {
  expect(countUses(line)).toBe(1);
});
