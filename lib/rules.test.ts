import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * What may be done with an order, its money and its parcels comes with the row (`actions`, `choices`, `blocked_by`, steps), from the one
 * place in SQL that also refuses. Here are the marks of a copy of such a rule, and the few places that bear one for another reason.
 */

const root = `${import.meta.dirname}/..`;
const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['**/*.test.*', '**/database.types.ts'],
}).map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }));

/** The marks in the sources, as `file: what it says`. */
const found = (mark: RegExp) =>
  sources
    .flatMap(({ file, text }) => [...text.matchAll(mark)].map(([, said = '']) => `${file}: ${said}`))
    .sort();

test('what a person may do with money or a parcel is not worked out from their permissions', () => {
  expect(
    found(/\bhas\('((?:orders|refunds|exceptions|disputes|payments)\.\w+)'/g).filter(
      (line) => !(line in permitted),
    ),
  ).toEqual([]);
});

/** Pages that are for some only, and the few buttons that need nothing but a permission. */
const permitted: Record<string, string> = {
  'app/admin/[shop]/route.ts: orders.ship': 'where the work of the day begins',
  'app/admin/[shop]/route.ts: payments.verify': 'where the work of the day begins',
  'components/admin/orders/customer.tsx: orders.note': 'a new link, whatever the order',
  'components/admin/orders/desk.tsx: orders.create': 'the same order again, whatever became of it',
  'components/admin/orders/payments.tsx: payments.check': 'asking the gateway once more',
  'components/admin/statements/statements-page.tsx: payments.verify': 'a page that others only read',
  'components/admin/webhooks/mail-row.tsx: orders.note': 'sending an email once more',
  'lib/admin/orders/calls.ts: payments.check': 'settling is our servers’ own, so the action asks',
  'lib/admin/staff/queries.ts: orders.read': 'who enters',
  'lib/admin/staff/queries.ts: payments.read': 'who enters',
  'lib/admin/statements/actions.ts: payments.verify': 'before a large file is read',
};

test('nobody works out whether duties are kept apart, or who did the first half of something', () => {
  expect(found(/\b(separates_duties|separatesDuties|requested_by|confirmed_by)\b/g)).toEqual([]);
});

test('a reason is listed for what there is', () => {
  const all = found(/\bhas\('((?:orders|refunds|exceptions|disputes|payments)\.\w+)'/g);
  expect(Object.keys(permitted).filter((line) => !all.includes(line))).toEqual([]);
});
