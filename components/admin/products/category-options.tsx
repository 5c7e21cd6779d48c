import type { ProductGroups } from '@/lib/admin/products/queries';

/** The options of a select with all categories, indented by level. */
export function CategoryOptions({ categories }: Pick<ProductGroups, 'categories'>) {
  return categories.map(({ id, name, depth }) => (
    <option key={id} value={id}>
      {`${'\u2003'.repeat(depth - 1)}${name}`}
    </option>
  ));
}
