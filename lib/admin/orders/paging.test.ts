import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, cursorOf, cursorText, listOf, PAGE_SIZE, pageOf } from './paging';

type Row = { placed_at: string; id: string };

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const at = (second: number) => `2026-11-21T08:00:${String(second).padStart(2, '0')}.405857+00:00`;
const compare = (one: Row, other: Row) =>
  one.placed_at === other.placed_at ? (one.id < other.id ? -1 : 1) : one.placed_at < other.placed_at ? -1 : 1;

/** The database's answer from a cursor: one row more than a page holds. */
function read(shop: Row[], cursor: Cursor | null): Row[] {
  const oldestFirst = shop.toSorted(compare);
  const rows =
    cursor?.direction === 'newer'
      ? oldestFirst.filter((row) => compare(row, cursor) > 0)
      : oldestFirst.toReversed().filter((row) => !cursor || compare(row, cursor) < 0);
  return rows.slice(0, PAGE_SIZE + 1);
}

test('shows every order once when paging to the end and back, even orders placed at the same instant', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 4 * PAGE_SIZE }), (seconds) => {
      const shop = seconds.map((second, index) => ({ placed_at: at(second), id: id(index) }));
      const newestFirst = shop.toSorted(compare).toReversed();
      const down: Row[] = [];
      let cursor: Cursor | null = null;
      let page = pageOf(read(shop, cursor), cursor);
      down.push(...page.rows);
      while (page.older) {
        cursor = cursorOf({ older: page.older });
        page = pageOf(read(shop, cursor), cursor);
        down.push(...page.rows);
      }
      expect(down).toEqual(newestFirst);

      const up = [...page.rows];
      while (page.newer) {
        cursor = cursorOf({ newer: page.newer });
        page = pageOf(read(shop, cursor), cursor);
        up.unshift(...page.rows);
      }
      expect(up).toEqual(newestFirst);
    }),
  );
});

test('keeps links to the neighbouring pages when all orders of a page have left the list', () => {
  const sortKey = { placed_at: at(1), id: id(1) };
  const older = pageOf([], { direction: 'older', ...sortKey });
  expect(older).toEqual({ rows: [], newer: cursorText(sortKey), older: null });
  const newer = pageOf([], { direction: 'newer', ...sortKey });
  expect(newer).toEqual({ rows: [], newer: null, older: cursorText(sortKey) });
  expect(pageOf([], null)).toEqual({ rows: [], newer: null, older: null });
});

test("an order's page links back to the view, the search and the page it was opened from", () => {
  const older = cursorText({ placed_at: at(1), id: id(1) });
  expect(listOf({ view: 'to_pack', older }).query).toEqual({ view: 'to_pack', q: null, older });
  expect(listOf({ view: 'to_pack', q: ' Ada Obi ' }).query).toEqual({ view: null, q: 'Ada Obi' });
  expect(listOf({ view: 'nowhere', older: 'yesterday' }).query).toEqual({ view: null, q: null });
});

test.each([
  {},
  { older: 'yesterday' },
  { older: [cursorText({ placed_at: at(1), id: id(1) })] },
  { newer: `${at(1)}_1` },
])('starts at the newest order without a readable cursor (%j)', (query) => {
  expect(cursorOf(query)).toBeNull();
});
