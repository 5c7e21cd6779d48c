import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  groupLines,
  keysetOf,
  LINES,
  type ListedLine,
  type Match,
  pageFrom,
  pageOf,
  pickOf,
  tick,
  tickOf,
} from './lines';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

let lines = 0;
function lineOf(match: Partial<Match> | null, more: Partial<ListedLine> = {}): ListedLine {
  return {
    ...{ line_id: id(lines++), bank: 'GTBank', booked_on: '2026-01-31', amount_minor: 500_000 },
    ...{ currency: 'NGN', description: 'TRF', reference: null, order_number: null, settled_at: null },
    ...{ order_name: null, dismissed_reason: null, decided_by_name: null, move: null },
    match: match && {
      match: 'none',
      names_order: false,
      actions: [],
      candidates: [],
      same_amount_count: 0,
      ...match,
    },
    ...more,
  };
}

const order = { order_id: id(1000), number: '7K3M-Q2XD', owed_minor: 500_000 };

test('can select a credit if this user may confirm its order', () => {
  expect(pickOf(lineOf({ match: 'exact', actions: ['confirm'], ...order }))).not.toBeNull();
  expect(pickOf(lineOf({ match: 'exact', ...order }))).toBeNull();
});

test('cannot select a credit without an order, or a decided one', () => {
  expect(pickOf(lineOf({ match: 'exact', actions: ['confirm'] }))).toBeNull();
  expect(pickOf(lineOf(null))).toBeNull();
});

test('reads the credit and its order from a checkbox value', () => {
  const pick = pickOf(lineOf({ match: 'exact', actions: ['confirm'], ...order }));
  expect(pick && tick.parse(tickOf(pick))).toEqual(pick);
  for (const text of ['', 'x', `${id(1)}_x_7K3M-Q2XD`]) expect(tick.safeParse(text).success).toBe(false);
});

test('preselects exact matches, but not two credits that name the same order', () => {
  const fits = lineOf({ match: 'exact', ...order });
  const [first, second] = [0, 1].map(() => lineOf({ match: 'exact', ...order, number: '1111-2222' }));
  const near = lineOf({ match: 'amount_only', ...order });
  const seen = lineOf({ match: 'known', ...order });
  const { ready, known, others, twice } = groupLines([first, fits, seen, near, second] as ListedLine[]);
  expect(ready).toEqual([fits]);
  expect(known).toEqual([seen]);
  expect(others).toEqual([first, near, second]);
  expect([...twice]).toEqual(['1111-2222']);
});

test('shows every credit once when paging, even if many have the same date', () => {
  const newestFirst = (a: ListedLine, b: ListedLine) =>
    b.booked_on.localeCompare(a.booked_on) || b.line_id.localeCompare(a.line_id);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('2026-01-30', '2026-01-31'), { maxLength: 3 * LINES }), (days) => {
      const all = days.map((booked_on) => lineOf(null, { booked_on })).sort(newestFirst);
      const seen: ListedLine[] = [];
      let keyset = keysetOf(undefined);
      do {
        const from = keyset;
        const rest = all.filter(
          (line) => !from || newestFirst(lineOf(null, { ...from, line_id: from.id }), line) < 0,
        );
        const { rows, after } = pageOf(rest.slice(0, LINES + 1));
        seen.push(...rows);
        keyset = keysetOf(after);
      } while (keyset);
      expect(seen).toEqual(all);
    }),
    { numRuns: 30 },
  );
});

test('links a payment to the page that starts with its credit', () => {
  const newestFirst = (a: ListedLine, b: ListedLine) =>
    b.booked_on.localeCompare(a.booked_on) || b.line_id.localeCompare(a.line_id);
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 1 }), fc.nat(), (ids, at) => {
      const all = ids.map((line_id) => lineOf(null, { line_id })).sort(newestFirst);
      const line = all[at % all.length] as ListedLine;
      const from = keysetOf(pageFrom(line));
      expect(from).not.toBeNull();
      const page = all.filter((one) => newestFirst(lineOf(null, { ...from, line_id: from?.id }), one) < 0);
      expect(page[0]).toBe(line);
    }),
  );
});

test.each([undefined, 'x', `2026-02-31_${id(1)}`, '2026-01-31_1', [`2026-01-31_${id(1)}`]])(
  'starts at the top without a readable keyset (%j)',
  (text) => {
    expect(keysetOf(text)).toBeNull();
  },
);
