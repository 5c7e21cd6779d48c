import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { importCount, importState, importsPath } from './imports';
import { ownShop } from './shop';
import { expectNoHorizontalScroll, openAs, url } from './staff';

/** Importing, undoing and exporting files of products. */

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Chooses a file once the scripts that send it have loaded. */
async function choose(page: Page, name: string, content: string | Buffer) {
  const field = page.getByLabel('Choose a file').filter({ visible: true });
  await expect(field).toBeAttached();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input[type=file]')].every((input) =>
      Object.keys(input).some((key) => key.startsWith('__reactProps')),
    ),
  );
  await field.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** A product as Shopify exports it. */
const shopify = (handle: string, name: string, price = '9000.00') =>
  [
    'Handle,Title,Body (HTML),Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,' +
      'Variant Inventory Policy,Variant Price,Variant Requires Shipping,Image Src,Status',
    `${handle},${name},<p>Woven by hand.</p>,Shirts,linen,true,Size,S,${handle}-S,shopify,4,deny,${price},true,,active`,
    `${handle},,,,,,,L,${handle}-L,shopify,2,deny,9500.00,true,,`,
  ].join('\n');

test('a Shopify export is checked, imported, shown in the storefront and undone @mobile', async ({
  page,
}) => {
  const handle = `linen-${randomUUID().slice(0, 8)}`;
  const name = `Linen ${handle}`;
  await openAs(page, 'catalog', importsPath);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await choose(page, 'shopify.csv', shopify(handle, name));
  await expect(importState(page, 'Ready to import')).toBeVisible();
  await expect(importCount(page, 'New products')).toHaveText('1');
  await expect(page.getByText('Shopify export')).toBeVisible();
  const shown = url(`/products/${handle}`);
  expect((await page.request.get(shown)).status(), 'a check adds nothing').toBe(404);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await button(page, 'Import 1 product').click();
  await expect(importState(page, 'Imported')).toBeVisible();
  await expect(importCount(page, 'Added')).toHaveText('1');
  const storefront = await page.context().newPage();
  await storefront.goto(shown);
  await expect(storefront.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(storefront.getByText('Woven by hand.').first()).toBeVisible();
  await storefront.close();

  await button(page, 'Undo import').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
  await expect(importState(page, 'Undone')).toBeVisible();
  await expect(importCount(page, 'Undone')).toHaveText('1');
  await expectAccessible(page);
  const [product] = await sql()<{ is_archived: boolean }[]>`
    select archived_at is not null as is_archived from products join shops on shops.id = shop_id
    where shops.slug = ${ownShop()} and products.slug = ${handle}`;
  expect(product).toEqual({ is_archived: true });
});

test('an import refreshes the pages of the products that it changes, and no others', async ({ page }) => {
  const id = randomUUID().slice(0, 8);
  for (const name of ['Changed', 'Other'])
    await sql()`with made as (
        insert into products (shop_id, slug, name, published_at)
        select id, ${`${name.toLowerCase()}-${id}`}, ${`${name} ${id}`}, now() from shops where slug = ${ownShop()} returning *)
      insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
      select shop_id, id, slug, 5000, false from made`;
  const [changed, other] = [url(`/products/changed-${id}`), url(`/products/other-${id}`)];
  const textOf = async (address: string) => (await page.request.get(address)).text();
  await expect.poll(() => textOf(changed)).toContain(`Changed ${id}`);
  await expect.poll(() => textOf(other)).toContain(`Other ${id}`);
  await openAs(page, 'catalog', importsPath);
  await choose(page, 'own.csv', `SKU,Name\nchanged-${id},Renamed ${id}`);
  await expect(importState(page, 'Ready to import')).toBeVisible();
  // a change in the database refreshes no page, so it shows only on a page that is rendered again
  await sql()`update products set name = ${`Unseen ${id}`} where slug = ${`other-${id}`}`;
  await button(page, 'Import 1 product').click();
  await expect(importState(page, 'Imported')).toBeVisible();
  expect(await textOf(changed)).toContain(`Renamed ${id}`);
  expect(await textOf(other), 'it stays cached').toContain(`Other ${id}`);
});

test('errors are shown with their row and column, downloaded, and left out of the import', async ({
  page,
}) => {
  const id = randomUUID().slice(0, 8);
  const csv = [
    'SKU,Name,Price,Stock',
    `${id}-1,Good ${id},5.00,3`,
    `${id}-2,Bad ${id},$5.00,3`,
    `${id}-3,Worse ${id},5.00,many`,
  ];
  await openAs(page, 'catalog', importsPath);
  await choose(page, 'own.csv', csv.join('\n'));
  await expect(importState(page, 'Ready to import')).toBeVisible();
  await expect(importCount(page, 'Products with errors')).toHaveText('2');
  await expect(page.getByRole('listitem').filter({ hasText: `Bad ${id}` })).toContainText(
    'Row 3, Price: This is not your shop’s currency',
  );
  await expect(page.getByRole('listitem').filter({ hasText: `Worse ${id}` })).toContainText(
    'In the file: many',
  );
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download errors (CSV)' }).click();
  const errors = await readFile(await (await download).path(), 'utf8');
  expect(errors).toContain(`4,Worse ${id},Stock,many,`);
  await button(page, 'Import 1 product').click();
  await expect(importState(page, 'Imported')).toBeVisible();
  await expect(importCount(page, 'Not imported')).toHaveText('2');
  await page.getByRole('link', { name: 'All products' }).click();
  await page.getByRole('link', { name: `Good ${id}` }).click();
  await expect(page.getByRole('heading', { name: `Good ${id}` }).first()).toBeVisible();
});

for (const format of ['Excel', 'CSV'])
  test(`an export as ${format} is imported again without any change`, async ({ page }) => {
    await openAs(page, 'catalog', importsPath);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: `All products: ${format}` }).click();
    const file = await (await download).path();
    await choose(page, format === 'Excel' ? 'products.xlsx' : 'products.csv', await readFile(file));
    await expect(importState(page, 'Ready to import')).toBeVisible();
    await expect(importCount(page, 'Unchanged')).not.toHaveText('0');
    for (const label of ['New products', 'Products to change', 'Products with errors'])
      await expect(importCount(page, label)).toHaveText('0');
    await expect(page.getByText('There is nothing to import')).toBeVisible();
    await expect(button(page, /^Import \d/)).toHaveCount(0);
  });

test('the columns of a file in the shop’s own format are mapped once and recognized the next time', async ({
  page,
}) => {
  const id = randomUUID().slice(0, 8);
  const csv = (price: string) => `Artikel ${id};Was;Kostet\n${id};Pot ${id};${price}`;
  await openAs(page, 'catalog', importsPath);
  await choose(page, 'own.csv', csv('12,50'));
  await expect(page.getByRole('heading', { name: 'Which column is what?' })).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await page.getByLabel('SKU', { exact: true }).selectOption(`Artikel ${id}`);
  await page.getByLabel('Name', { exact: true }).selectOption('Was');
  await page.getByLabel('Price', { exact: true }).selectOption('Kostet');
  await button(page, 'Check the file').click();
  await expect(importState(page, 'Ready to import')).toBeVisible();
  await button(page, 'Import 1 product').click();
  await expect(importState(page, 'Imported')).toBeVisible();
  const [variant] = await sql()`select price_minor::int from variants where sku = ${id}`;
  expect(variant).toEqual({ price_minor: 1250 });

  await page.getByRole('link', { name: 'All imports' }).click();
  await choose(page, 'own.csv', csv('13,50'));
  await expect(importState(page, 'Ready to import')).toBeVisible();
  await expect(importCount(page, 'Products to change')).toHaveText('1');
});

test('an unreadable file shows the reason and is listed', async ({ page }) => {
  await openAs(page, 'catalog', importsPath);
  await choose(page, 'macros.xlsm', 'x');
  await expect(page.getByText('The file contains macros.')).toBeVisible();
  await page.getByRole('link', { name: 'All imports' }).click();
  await expect(page.getByRole('link', { name: /macros\.xlsm.*Not readable/ })).toBeVisible();
});
