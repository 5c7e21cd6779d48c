/*
 * The tree of a shop's categories, which a page loads as a whole. The database limits it to three levels and prevents cycles.
 */

type Node = { id: string; parent_id: string | null };

/** The categories below another one, or on the top level (null), in the shop's own order. */
export const childrenOf = <Category extends Node>(categories: readonly Category[], parent: string | null) =>
  categories.filter(({ parent_id }) => parent_id === parent);

/** The ids of a category and of all categories below it. */
export function branchOf(categories: readonly Node[], id: string): string[] {
  return [id, ...childrenOf(categories, id).flatMap((child) => branchOf(categories, child.id))];
}

/** The trail from the top level to a category, itself included; empty for an unknown id. */
export function trailTo<Category extends Node>(
  categories: readonly Category[],
  id: string | null,
): Category[] {
  const category = categories.find((each) => each.id === id);
  return category ? [...trailTo(categories, category.parent_id), category] : [];
}
