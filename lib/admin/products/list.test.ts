import { expect, test } from 'vitest';
import { isNarrowed, listQuery, type ProductList, productListOf, wholeView } from './list';

const everything: ProductList = { view: 'all', search: '', category: null, tag: null, sort: 'name' };
const category = '00000000-0000-4000-8000-000000000001';

test('a list is parsed from its URL and written back to it', () => {
  const list: ProductList = { view: 'draft', search: 'shea butter', category, tag: 'new', sort: 'updated' };
  expect(productListOf(listQuery(list))).toEqual(list);
  expect(productListOf(listQuery(everything))).toEqual(everything);
  expect(Object.values(listQuery(everything)).filter(Boolean)).toEqual([]);
});

test('unreadable parameters of a URL are ignored', () => {
  const odd = { view: 'deleted', q: ['a', 'b'], category: 'oils', tag: '\0 ', sort: 'price' };
  expect(productListOf(odd)).toEqual(everything);
});

test('a view without filters keeps its status and sort order', () => {
  const list: ProductList = { view: 'archived', search: 'oil', category, tag: 'new', sort: 'updated' };
  expect(wholeView(list)).toEqual({ ...everything, view: 'archived', sort: 'updated' });
  expect(isNarrowed(list)).toBe(true);
  expect(isNarrowed(wholeView(list))).toBe(false);
});
