import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { as, call, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder } from './fixtures.ts';
import { catalog, productsOn, shirt, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save, change } = productsOn(sql);

test('the tax class of a variant is copied into the order', async () => {
  const shop = await openShop(sql);
  const variants = [
    { sku: randomUUID(), options: [], price_minor: 1000, tax_class: 'zero_rated', on_hand: 5 },
  ];
  const { product_id } = await save(shop, simple(shop, 'Rice', { variants, published_at: 'now' }));
  const [variant] = (await read(shop, product_id)).variants;
  expect(variant).toMatchObject({ tax_class: 'zero_rated' });
  const { order_id } = await placeOrder(sql, shop, [[variant?.variant_id ?? '', 1]]);
  await sql`update variants set tax_class = 'exempt' where product_id = ${product_id}`;
  expect(await sql`select tax_class from order_items where order_id = ${order_id}`).toEqual([
    { tax_class: 'zero_rated' },
  ]);
});

test('related products are read and copied in their saved order, and shown if both are published', async () => {
  const shop = await openShop(sql);
  const [scarf, hat] = [await save(shop, simple(shop, 'SCARF')), await save(shop, simple(shop, 'HAT'))].map(
    ({ product_id }) => ({ product_id }),
  );
  const { product_id, version } = await save(shop, shirt(shop, { related: [scarf, hat] }));
  const relatedOf = async (id: string) =>
    (await read(shop, id)).related as { product_id: string; name: string }[];
  expect(await relatedOf(product_id)).toMatchObject([scarf, hat]);
  await save(shop, { ...(await read(shop, product_id)), version, related: [hat, scarf] });
  expect(await relatedOf(product_id)).toMatchObject([hat, scarf]);
  const copy = await call<{ product_id: string }>(sql, catalog(shop), 'clone_product', { product_id });
  expect(await relatedOf(copy.product_id)).toMatchObject([hat, scarf]);
  const shown = () =>
    as(sql, visitor, (tx) => tx`select related_id from related_products where product_id = ${product_id}`);
  expect(await shown(), 'drafts').toEqual([]);
  const [published_at, ids] = [new Date().toISOString(), [product_id, hat?.product_id]];
  await change(shop, ids, { published_at });
  expect(await shown()).toEqual([{ related_id: hat?.product_id }]);
  const logs = await sql`select from activity_logs where entity_id = ${product_id}
      and action in ('add_related_products', 'delete_related_products')`;
  expect(logs, 'two added, both moved').toHaveLength(6);
});
