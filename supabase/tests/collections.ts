import type { Sql } from 'postgres';
import { as, call, list, server, visitor } from './caller.ts';
import type { Shop } from './fixtures.ts';
import { openShop } from './fixtures.ts';
import { catalog, productsOn, simple } from './products.ts';

type Condition = { field: string; value?: unknown };
export type Saved = { collection_id: string; slug: string; version: number };
type Page = Saved & { product_count: number; products: { name: string }[]; status: string };
type Changed = { shop: string; product: string | null; collection: string | null };

export const all = (...conditions: Condition[]) => ({ match: 'all', conditions });
export const any = (...conditions: Condition[]) => ({ match: 'any', conditions });
export const collectionLock = (shop: Shop) => `select private.lock_collections('${shop.id}', true)`;

/** Commands on collections, and what a collection then contains. */
export function collectionsOn(sql: Sql) {
  const write = (shop: Shop, collection: object) =>
    call<Saved>(sql, catalog(shop), 'save_collection', {
      collection: { shop: shop.slug, name: 'Picks', published_at: 'now', ...collection },
    });
  const open = (shop: Shop, { collection_id }: Saved) =>
    call<Page>(sql, catalog(shop), 'get_collection', { collection_id });
  /** The names of a collection's stored products, sorted. */
  const members = async ({ collection_id }: Saved) =>
    (
      await sql<{ name: string }[]>`select products.name from collection_products
        join products on products.id = product_id where collection_id = ${collection_id} order by products.name`
    ).map(({ name }) => name);
  /** The products that a visitor sees in a collection, in its order. */
  const shown = async ({ collection_id }: Saved) => {
    const rows = await as(sql, visitor, (tx) =>
      tx.unsafe<{ name: string }[]>(`select products.name from collection_products as members
        join products on products.id = members.product_id where members.collection_id = '${collection_id}'
        order by members.position, members.product_id`),
    );
    return rows.map(({ name }) => name);
  };
  const claim = () => list<Changed>(sql, server, 'claim_catalogue_changes', { max_rows: 100 });
  /** A shop with Care and three more products: Cheap (100, summer, second-hand), Fair (500, on sale), Dear (900, out of stock). */
  async function market() {
    const { save } = productsOn(sql);
    const shop = await openShop(sql);
    const variant = (price_minor: number, more: object = {}) => ({
      variants: [{ sku: `${price_minor}`, options: [], price_minor, on_hand: 3, ...more }],
      published_at: 'now',
    });
    const facts = { tags: ['summer'], condition: 'second_hand' };
    const cheap = await save(shop, simple(shop, 'Cheap', { ...variant(100), ...facts }));
    const fair = await save(shop, simple(shop, 'Fair', variant(500, { compare_at_minor: 700 })));
    const dear = await save(shop, simple(shop, 'Dear', variant(900, { on_hand: 0 })));
    return { shop, cheap, fair, dear };
  }
  return { write, open, members, shown, claim, market };
}
