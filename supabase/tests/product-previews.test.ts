import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { call, expectRefusal, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { catalog, productsOn, shirt } from './products.ts';

const { sql } = await testDatabase();
const { read, save, change } = productsOn(sql);
const shop = await openShop(sql);

const create = (product_id: string, by = catalog(shop)) =>
  call<string>(sql, by, 'create_product_preview', { product_id });
const open = (token: string, at = shop.slug) =>
  call<Record<string, unknown> | null>(sql, visitor, 'get_product_preview', { shop: at, token });

test('anyone with the link sees a draft as shoppers will see it', async () => {
  const { product_id } = await save(shop, shirt(shop, { seo_title: 'A shirt' }));
  const [retired] = (await read(shop, product_id)).variants;
  await sql`update variants set is_active = false where id = ${retired?.variant_id ?? ''}`;
  const shown = await open(await create(product_id));
  expect(shown).toMatchObject({
    ...{ id: product_id, name: 'Linen shirt', slug: 'linen-shirt', seo_title: 'A shirt', condition: 'new' },
    product_options: [{ name: 'Size' }, { name: 'Colour' }],
    variants: [{ sku: 'SH-S-I', options: ['S', 'Indigo'], price_minor: 950_000 }, { sku: 'SH-L-I' }],
    stock: [{ available: 0, is_backorder: false }, { available: 0 }],
    product_images: [],
    product_fields: [],
  });
  expect(JSON.stringify(shown), 'only staff see the cost of a unit').not.toContain('cost_minor');
});

test('the link shows later changes, and still works after the product is published', async () => {
  const { product_id, version } = await save(shop, shirt(shop, { slug: 'changed', variants: oneOf('CH') }));
  const token = await create(product_id);
  await save(shop, { ...shirt(shop, { variants: oneOf('CH') }), product_id, version, name: 'Cotton shirt' });
  await change(shop, [product_id], { published_at: new Date().toISOString() });
  expect(await open(token)).toMatchObject({ name: 'Cotton shirt' });
});

test('a link opens one product of one shop, until it expires', async () => {
  const { product_id } = await save(shop, shirt(shop, { slug: 'expires', variants: oneOf('EX') }));
  const foreign = await openShop(sql);
  const token = await create(product_id);
  expect(await open(randomUUID())).toBeNull();
  expect(await open(token, foreign.slug)).toBeNull();
  await sql`update product_previews set expires_at = now() where product_id = ${product_id}`;
  expect(await open(token)).toBeNull();
  await create(product_id);
  expect(
    await sql`select from product_previews where product_id = ${product_id}`,
    'the expired one is deleted',
  ).toHaveLength(1);
});

test('only staff who edit the catalogue create links', async () => {
  const foreign = await openShop(sql);
  for (const attempt of [
    () => create(shop.product, person(shop.staff.fulfiller)),
    () => create(shop.product, catalog(foreign)),
    () => create(randomUUID()),
  ])
    await expectRefusal(sql, attempt, { status: 403, reason: 'forbidden' });
});

/** A variant with the first choice of each option. */
const oneOf = (sku: string) => [{ sku, options: ['S', 'White'], price_minor: 100_000 }];
