import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, call, person } from './caller.ts';
import type { Shop } from './fixtures.ts';

export type AnyShop = Pick<Shop, 'id' | 'slug' | 'staff'>;
export type Variant = Record<string, unknown> & {
  variant_id: string;
  sku: string;
  options: string[];
  is_active: boolean;
};
export type Product = Record<string, unknown> & { product_id: string; version: number; variants: Variant[] };
type Row = { product_id: string; name: string; status: string };
type Page = { rows: Row[]; counts: Record<string, number>; currency: string };

export const catalog = (shop: AnyShop) => person(shop.staff.catalog);

/** Calls of the product functions, by staff who edit the catalogue. */
export function productsOn(sql: Sql) {
  const read = (shop: AnyShop, product_id: string) =>
    call<Product>(sql, catalog(shop), 'get_product', { product_id });
  const save = (shop: AnyShop, product: unknown) =>
    call<{ product_id: string; slug: string; version: number }>(sql, catalog(shop), 'save_product', {
      product,
    });
  const page = (shop: AnyShop, args: Args = {}) =>
    call<Page>(sql, catalog(shop), 'list_products', { shop: shop.slug, ...args });
  const names = async (shop: AnyShop, args: Args = {}) =>
    (await page(shop, args)).rows.map(({ name }) => name);
  const change = (shop: AnyShop, product_ids: unknown, change: unknown) =>
    call<number>(sql, catalog(shop), 'update_products', { shop: shop.slug, product_ids, change });
  return { read, save, page, names, change };
}

/** A shirt in two sizes and two colours, without the large white one. */
export const shirt = (shop: AnyShop, overrides: Record<string, unknown> = {}) => ({
  shop: shop.slug,
  name: 'Linen shirt',
  summary: 'Cool',
  tags: ['linen', 'summer'],
  options: [
    { name: 'Size', choices: ['S', 'L'] },
    { name: 'Colour', choices: ['White', 'Indigo'] },
  ],
  variants: [
    { sku: 'SH-S-W', options: ['S', 'White'], price_minor: 900_000, on_hand: 4 },
    { sku: 'SH-S-I', options: ['S', 'Indigo'], price_minor: 950_000, cost_minor: 400_000, weight_grams: 180 },
    {
      sku: 'SH-L-I',
      options: ['L', 'Indigo'],
      price_minor: 950_000,
      compare_at_minor: 1_100_000,
      barcode: '6009',
    },
  ],
  ...overrides,
});

/** A product with one variant. */
export const simple = (shop: AnyShop, name: string, overrides: Record<string, unknown> = {}) => ({
  shop: shop.slug,
  name,
  variants: [{ sku: randomUUID(), options: [], price_minor: 1000 }],
  ...overrides,
});
