import { isDeepStrictEqual as same } from 'node:util';
import type { Sql } from 'postgres';

/** The rules for undoing an import, written a second time: fields that no one has changed since are restored, the others stay. */

type Values = Record<string, unknown>;
interface Product {
  facts: Values;
  is_archived: boolean;
  version: number;
  options: unknown;
  variants: Record<string, Values>;
}
/** The products of a shop by id, without values that are computed from others. */
export type Catalogue = Record<string, Product>;

/** Reads the products in one query, without any function of the migrations. */
export async function readCatalogue(sql: Sql, shopId: string): Promise<Catalogue> {
  const [row] = await sql<[{ catalogue: Catalogue }]>`
    select jsonb_object_agg(products.id, jsonb_build_object(
      'facts', to_jsonb(products) - array['version', 'updated_at', 'archived_at'] || jsonb_build_object('tags', (
        select coalesce(jsonb_agg(tag order by tag), '[]') from product_tags where product_id = products.id)),
      'is_archived', archived_at is not null, 'version', version,
      'options', (select coalesce(jsonb_agg(jsonb_build_array(name, choices) order by position), '[]') from product_options
        where product_id = products.id),
      'variants', (
        select coalesce(jsonb_object_agg(variants.id, to_jsonb(variants) - array['option_value', 'position'] || jsonb_build_object(
          'on_hand', coalesce(on_hand, 0), 'committed', coalesce(committed, 0),
          'was_ordered', exists (select from order_items where variant_id = variants.id))), '{}')
        from variants left join inventory on inventory.variant_id = variants.id where product_id = products.id))) as catalogue
    from products where shop_id = ${shopId}`;
  return row.catalogue;
}

/** Fields of a variant that orders change, but imports do not. */
const orderFields = ['committed', 'was_ordered'];

/** Whether two versions of a product are equal, apart from the fields that orders change. */
export function isUnchanged(one?: Product, other?: Product): boolean {
  const bare = (product?: Product) =>
    product && {
      ...product,
      variants: Object.values(product.variants).map((variant) =>
        Object.entries(variant).filter(([field]) => !orderFields.includes(field)),
      ),
    };
  return same(bare(one), bare(other));
}

/** A product that an import has changed, in one row of its file or in several. */
export interface Touched {
  /** before the import; absent: the import created it */
  v0: Product | undefined;
  /** after the import */
  v1: Product | undefined;
  /** before the undo */
  v2?: Product;
  /** after the undo */
  v3?: Product;
  rows: number;
  /** false: other commands ran at the same moment, so nothing can be predicted */
  isKnown: boolean;
}

export interface KnownImport {
  id: string;
  /** by product */
  touched: Map<string, Touched>;
}

/** What is wrong with a product after an undo, or null. `isRefused`: a rule for products refused the undo, so the product stays as it was. */
export function wronglyUndone(touched: Touched, outcomes: string[], isRefused: boolean): string | null {
  const { v0, v1, v2, v3, rows } = touched;
  if (!v1 || !v2 || !v3) return null;
  const isAllUndone = outcomes.every((outcome) => outcome === 'undone');
  if (isRefused) return rows > 1 || isUnchanged(v2, v3) ? null : 'a product that had to stay was changed';
  if (!v0) return wronglyArchived(v1, v2, v3);
  for (const field of Object.keys(v3.facts)) {
    const [before, imported, now] = [v0.facts[field], v1.facts[field], v2.facts[field]];
    const expected = !same(before, imported) && same(now, imported) ? before : now;
    if (!same(v3.facts[field], expected))
      return `${field} is ${JSON.stringify(v3.facts[field])}, not ${JSON.stringify(expected)}`;
  }
  const isRestored = isAllUndone && !same(v0.options, v1.options) && same(v1.options, v2.options);
  if (isRestored && !same(v3.options, v0.options)) return 'its options are not restored';
  for (const [id, now] of Object.entries(v2.variants)) {
    const wrong = wronglyUndoneVariant(v0.variants[id], v1.variants[id], now, v3.variants[id], rows);
    if (wrong) return `${now.sku}: ${wrong}`;
  }
  return null;
}

function wronglyUndoneVariant(
  before: Values | undefined,
  imported: Values | undefined,
  now: Values,
  after: Values | undefined,
  rows: number,
): string | null {
  if (imported && !before) {
    if (now.was_ordered) return after && same(after, now) ? null : 'was ordered, and was changed';
    const left = Math.max(0, Number(now.on_hand) - Number(imported.on_hand));
    return !after || (after.is_active === false && after.on_hand === left) ? null : 'is still for sale';
  }
  if (!after) return 'was deleted';
  for (const field of Object.keys(after)) {
    const [was, became, is] = [before?.[field], imported?.[field], now[field]];
    let expected = before && !same(was, became) && same(is, became) ? was : is;
    if (before && field === 'on_hand') {
      const back = Number(is) - Number(became) + Number(was);
      if (rows > 1 && back < Number(now.committed)) continue;
      expected = back < Number(now.committed) ? is : back;
    }
    if (!same(after[field], expected))
      return `${field} is ${JSON.stringify(after[field])}, not ${JSON.stringify(expected)}`;
  }
  return null;
}

/** A product that an import created is archived, and its imported stock is removed, unless someone has ordered or changed it. */
function wronglyArchived(imported: Product, now: Product, after: Product): string | null {
  const isOrdered = Object.values(now.variants).some((variant) => variant.was_ordered);
  if (isOrdered || now.version !== imported.version)
    return isUnchanged(now, after) ? null : 'a product that was ordered or changed had to stay';
  if (!after.is_archived) return 'a product that the import created is not archived';
  const kept = Object.entries(after.variants).find(
    ([id, { on_hand }]) =>
      on_hand !==
      Math.max(0, Number(now.variants[id]?.on_hand) - Number(imported.variants[id]?.on_hand ?? 0)),
  );
  return kept ? `${kept[1].sku} still has ${kept[1].on_hand}` : null;
}
