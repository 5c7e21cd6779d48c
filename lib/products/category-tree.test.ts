import { expect, test } from 'vitest';
import { branchOf, childrenOf, trailTo } from './category-tree';

const categories = [
  { id: 'clothes', parent_id: null },
  { id: 'shoes', parent_id: null },
  { id: 'shirts', parent_id: 'clothes' },
  { id: 'linen', parent_id: 'shirts' },
  { id: 'coats', parent_id: 'clothes' },
];
const ids = (list: { id: string }[]) => list.map(({ id }) => id);

test('a level is in the order of the list', () => {
  expect(ids(childrenOf(categories, null))).toEqual(['clothes', 'shoes']);
  expect(ids(childrenOf(categories, 'clothes'))).toEqual(['shirts', 'coats']);
  expect(childrenOf(categories, 'linen')).toEqual([]);
});

test('a branch is a category with all categories below it', () => {
  expect(branchOf(categories, 'clothes')).toEqual(['clothes', 'shirts', 'linen', 'coats']);
  expect(branchOf(categories, 'shoes')).toEqual(['shoes']);
});

test('the trail to a category starts at the top level', () => {
  expect(ids(trailTo(categories, 'linen'))).toEqual(['clothes', 'shirts', 'linen']);
  expect(trailTo(categories, null)).toEqual([]);
  expect(trailTo(categories, 'unknown')).toEqual([]);
});
