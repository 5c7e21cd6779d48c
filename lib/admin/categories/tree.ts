/** The maximum depth of the tree; the database refuses a deeper one. */
export const LEVELS = 3;

type Node = { category_id: string; parent_id: string | null; depth: number };

/** Where a category is moved: its new parent (null: the top level), and its place among the children, from 0. */
export type Target = { parent_id: string | null; place: number };

/** The place after all others. */
export const LAST = 1_000_000;

/** The categories of a branch, its root first. `tree` is in tree order, so they are adjacent. */
export function branchIn<Category extends Node>(tree: readonly Category[], id: string): Category[] {
  const start = tree.findIndex(({ category_id }) => category_id === id);
  const top = tree[start];
  if (!top) return [];
  const length = tree.slice(start + 1).findIndex(({ depth }) => depth <= top.depth);
  return tree.slice(start, length === -1 ? undefined : start + 1 + length);
}

/** The possible parents of a branch: outside of itself, and not too deep. */
export function parentsFor<Category extends Node>(tree: readonly Category[], id: string): Category[] {
  const branch = branchIn(tree, id);
  const [top] = branch;
  if (!top) return [];
  const levels = Math.max(...branch.map(({ depth }) => depth)) - top.depth + 1;
  return tree.filter((each) => !branch.includes(each) && each.depth + levels <= LEVELS);
}

/** One place up or down among the siblings; null at either end. */
export function stepOf(tree: readonly Node[], { category_id, parent_id }: Node, by: -1 | 1): Target | null {
  const siblings = tree.filter((each) => each.parent_id === parent_id);
  const place = siblings.findIndex((each) => each.category_id === category_id) + by;
  return place < 0 || place >= siblings.length ? null : { parent_id, place };
}

/** Where a category is moved when it is dropped on another one: before, after or inside it. Null if that is not allowed. */
export function dropOn(
  tree: readonly Node[],
  id: string,
  over: Node,
  where: 'before' | 'inside' | 'after',
): Target | null {
  const parent_id = where === 'inside' ? over.category_id : over.parent_id;
  const isAllowed = parent_id === null || parentsFor(tree, id).some((each) => each.category_id === parent_id);
  if (!isAllowed || over.category_id === id) return null;
  if (where === 'inside') return { parent_id, place: LAST };
  const others = tree.filter((each) => each.parent_id === parent_id && each.category_id !== id);
  const place = others.findIndex((each) => each.category_id === over.category_id);
  return { parent_id, place: where === 'before' ? place : place + 1 };
}
