import type { Sql } from 'postgres';
import { type Args, call } from './caller.ts';
import type { Shop } from './fixtures.ts';
import { catalog } from './products.ts';

type Row = {
  variant_id: string;
  sku: string;
  on_hand: number;
  committed: number;
  reserved: number;
  available: number | null;
  low_stock_at: number | null;
  mark: 'low' | 'out' | null;
};
type Movement = { id: string; reason: string; number: string | null; on_hand: number; committed: number };
export type History = { stock: Row; movements: Movement[] };
type AnyShop = Pick<Shop, 'id' | 'slug' | 'staff'>;

/** Calls of the stock functions, by staff who edit the catalogue. */
export function stockOn(sql: Sql) {
  async function stockOf(shop: AnyShop, args: Args = {}) {
    const page = await call<{ low_stock_at: number; rows: Row[] }>(sql, catalog(shop), 'list_stock', {
      shop: shop.slug,
      ...args,
    });
    return page.rows;
  }
  return {
    stockOf,
    skus: async (shop: AnyShop, args: Args = {}) => (await stockOf(shop, args)).map(({ sku }) => sku),
    countLow: (shop: AnyShop) => call<number>(sql, catalog(shop), 'count_low_stock', { shop: shop.slug }),
    add: (shop: AnyShop, variant_id: string | null, quantity: unknown, reason = 'Delivery') =>
      call<number>(sql, catalog(shop), 'add_stock', { variant_id, quantity, reason }),
    history: (shop: AnyShop, variant_id: string) =>
      call<History>(sql, catalog(shop), 'get_stock', { variant_id }),
    setLevel: (shop: AnyShop, variant_id: string, level: number | null) =>
      call(sql, catalog(shop), 'set_low_stock_level', { variant_id, level }),
  };
}

/** Adds products `Item 1`, `Item 2` … with `variants` variants each, all without stock. */
export async function addProducts(sql: Sql, shop: Pick<Shop, 'id'>, products: number, variants: number) {
  await sql`insert into products (shop_id, slug, name)
    select ${shop.id}, 'item-' || i, 'Item ' || i from generate_series(1, ${products}::int) i`;
  await sql`insert into product_options (shop_id, product_id, position, name, choices)
    select shop_id, id, 1, 'Size', array(select j::text from generate_series(1, ${variants}::int) j) from products
    where shop_id = ${shop.id} and slug like 'item-%'`;
  await sql`insert into variants (shop_id, product_id, sku, options, price_minor, position)
    select shop_id, id, slug || '-' || j, array[j::text], 1000, j from products, generate_series(1, ${variants}::int) j
    where shop_id = ${shop.id} and slug like 'item-%'`;
}
