import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, type Keyset, keysetOf, PAGE_SIZE, pageOf, positionOf } from './keyset';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const at = (second: number) => `2026-11-21T08:00:${String(second).padStart(2, '0')}.405857+00:00`;
const compare = (one: Cursor, other: Cursor) =>
  one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1;

/** The database's answer from a keyset, for a list with its oldest rows first. */
function read(list: Cursor[], keyset: Keyset | null): Cursor[] {
  const oldestFirst = list.toSorted(compare);
  const rows =
    keyset?.direction === 'before'
      ? oldestFirst.toReversed().filter((row) => compare(row, keyset) < 0)
      : oldestFirst.filter((row) => !keyset || compare(row, keyset) > 0);
  return rows.slice(0, PAGE_SIZE + 1);
}

test('shows every row once when paging to the end and back, even rows with the same time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 4 * PAGE_SIZE }), (seconds) => {
      const list = seconds.map((second, index) => ({ at: at(second), id: id(index) }));
      const inOrder = list.toSorted(compare);
      const forth: Cursor[] = [];
      let keyset: Keyset | null = null;
      let page = pageOf(read(list, keyset), keyset, (row) => row);
      forth.push(...page.rows);
      while (page.after) {
        keyset = keysetOf({ after: page.after });
        page = pageOf(read(list, keyset), keyset, (row) => row);
        forth.push(...page.rows);
      }
      expect(forth).toEqual(inOrder);

      const back = [...page.rows];
      while (page.before) {
        keyset = keysetOf({ before: page.before });
        page = pageOf(read(list, keyset), keyset, (row) => row);
        back.unshift(...page.rows);
      }
      expect(back).toEqual(inOrder);
    }),
  );
});

test.each([
  {},
  { after: 'yesterday' },
  { after: [`${at(1)}_${id(1)}`] },
  { before: `${at(1)}_1` },
  { after: `${at(1)}",id.gt.x_${id(1)}` },
])('starts at the top without a readable keyset (%j)', (query) => {
  expect(keysetOf(query)).toBeNull();
});

test.each(['', 'x', '-1', '1.5', '1e99', '2147483648', '3000000000', ['1', '2'], undefined])(
  'starts at the top from a position that the database cannot have (%j)',
  (after) => {
    expect(positionOf({ after })).toBe(0);
  },
);

test('starts after a position', () => {
  expect(positionOf({ after: '30' })).toBe(30);
  expect(positionOf({ after: '2147483647' })).toBe(2_147_483_647);
});
