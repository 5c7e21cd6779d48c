/** How deep a tree of categories may be; the database refuses a deeper one. */
export const LEVELS = 3;

type Node = { category_id: string; parent_id: string | null; depth: number };

/** Where a category goes: under which other one (null: the top level), and before how many of those that are there. */
export type Target = { parent_id: string | null; place: number };

/** Behind all that are there. */
export const LAST = 1_000_000;

/** The categories of a branch, itself first. The list is in the order of the tree, so they follow each other. */
export function branchIn<Category extends Node>(tree: readonly Category[], id: string): Category[] {
  const start = tree.findIndex(({ category_id }) => category_id === id);
  const top = tree[start];
  if (!top) return [];
  const length = tree.slice(start + 1).findIndex(({ depth }) => depth <= top.depth);
  return tree.slice(start, length === -1 ? undefined : start + 1 + length);
}

/** The categories under which a branch may go: outside of itself, and where it fits. */
export function parentsFor<Category extends Node>(tree: readonly Category[], id: string): Category[] {
  const branch = branchIn(tree, id);
  const [top] = branch;
  if (!top) return [];
  const levels = Math.max(...branch.map(({ depth }) => depth)) - top.depth + 1;
  return tree.filter((each) => !branch.includes(each) && each.depth + levels <= LEVELS);
}

/** One place up or down among its siblings; null at the end. */
export function stepOf(tree: readonly Node[], { category_id, parent_id }: Node, by: -1 | 1): Target | null {
  const siblings = tree.filter((each) => each.parent_id === parent_id);
  const place = siblings.findIndex((each) => each.category_id === category_id) + by;
  return place < 0 || place >= siblings.length ? null : { parent_id, place };
}

/** Where a category goes that is dropped on another one: before or after it, or below it. Null where it may not go. */
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
