import { expect, test } from 'vitest';
import { branchIn, dropOn, LAST, parentsFor, stepOf } from './tree';

const node = (category_id: string, parent_id: string | null, depth: number) => ({
  ...{ category_id, parent_id, depth },
});
const clothes = node('clothes', null, 1);
const shirts = node('shirts', 'clothes', 2);
const linen = node('linen', 'shirts', 3);
const coats = node('coats', 'clothes', 2);
const shoes = node('shoes', null, 1);
const bags = node('bags', null, 1);
const tree = [clothes, shirts, linen, coats, shoes, bags];

test('a branch is a category with all categories below it', () => {
  expect(branchIn(tree, 'clothes')).toEqual([clothes, shirts, linen, coats]);
  expect(branchIn(tree, 'bags')).toEqual([bags]);
  expect(branchIn(tree, 'unknown')).toEqual([]);
});

test('a branch cannot be moved into itself or below the third level', () => {
  expect(parentsFor(tree, 'bags')).toEqual([clothes, shirts, coats, shoes]);
  expect(parentsFor(tree, 'shirts')).toEqual([clothes, shoes, bags]);
  expect(parentsFor(tree, 'clothes')).toEqual([]);
});

test('a step moves a category among its siblings only', () => {
  expect(stepOf(tree, shoes, -1)).toEqual({ parent_id: null, place: 0 });
  expect(stepOf(tree, shoes, 1)).toEqual({ parent_id: null, place: 2 });
  expect(stepOf(tree, clothes, -1)).toBeNull();
  expect(stepOf(tree, coats, 1)).toBeNull();
});

test('the place of a drop is counted without the dragged category', () => {
  expect(dropOn(tree, 'clothes', bags, 'before')).toEqual({ parent_id: null, place: 1 });
  expect(dropOn(tree, 'clothes', bags, 'after')).toEqual({ parent_id: null, place: 2 });
  expect(dropOn(tree, 'bags', coats, 'before')).toEqual({ parent_id: 'clothes', place: 1 });
  expect(dropOn(tree, 'bags', shoes, 'inside')).toEqual({ parent_id: 'shoes', place: LAST });
  expect(dropOn(tree, 'clothes', shoes, 'inside')).toBeNull();
  expect(dropOn(tree, 'clothes', linen, 'before')).toBeNull();
  expect(dropOn(tree, 'bags', bags, 'before')).toBeNull();
});
