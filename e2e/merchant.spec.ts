import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, sql, test } from './fixtures';
import { importCount, importState, importsPath } from './imports';
import { ownShop } from './shop';
import { expectNoHorizontalScroll, feedback, openAs, url } from './staff';

/**
 * A merchant moves fifty products from Shopify to this shop: imports them, corrects them in bulk, adds them to a collection, and
 * exports a copy that can be imported again. Once by keyboard alone, and once by touch on a phone.
 */

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 15_000 });

type File = { name: string; mimeType: string; buffer: Buffer };

const PRODUCTS = 50;
const button = (at: Page | Locator, name: string | RegExp) =>
  at.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true });
const rows = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^Select / }) });
const shirt = (word: string, number: number) => `Shirt ${word} ${String(number).padStart(2, '0')}`;

/** Fifty shirts in two sizes and two colours, as Shopify exports them. */
function shopifyExport(word: string): string {
  const lines = [
    'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,' +
      'Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Requires Shipping,Status',
  ];
  for (let number = 1; number <= PRODUCTS; number++) {
    const handle = `shirt-${word}-${number}`;
    ['S,Indigo', 'S,Clay', 'L,Indigo', 'L,Clay'].forEach((choice, at) => {
      const [size, colour] = choice.split(',');
      const product = [
        `"${shirt(word, number)}"`,
        '<p>Dyed by hand.</p>',
        'Aba Looms',
        'Shirts',
        word,
        'true',
      ];
      lines.push(
        [handle, ...(at === 0 ? product : Array(6).fill('')), 'Size', size, 'Colour', colour].join(',') +
          `,${handle}-${size}-${colour},200,shopify,${number},deny,${9000 + number}.00,true,active`,
      );
    });
  }
  return lines.join('\n');
}

/** A photo like a phone's. */
const photo = async (name: string) => ({
  ...{ name, mimeType: 'image/jpeg' },
  buffer: await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#1d3a5f' } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="900" height="1200"><text x="80" y="600" font-size="120">${name}</text></svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer(),
});

/** Waits until this field is hydrated. */
const ready = (page: Page, field: string) =>
  page.waitForFunction((selector) => {
    const element = document.querySelector(selector);
    return element !== null && Object.keys(element).some((key) => key.startsWith('__reactProps'));
  }, field);

/** These products in the database: prices, stock, tags, publication. */
const stateOf = (word: string) => sql()`
  select products.name, products.slug, products.description, products.published_at is not null as is_published,
    (select array_agg(tag order by tag) from product_tags as tags where tags.product_id = products.id) as tags,
    array_agg(concat_ws(' ', variants.sku, price_minor, on_hand, options) order by variants.sku) as variants
  from products join shops on shops.id = products.shop_id
    join variants on variants.product_id = products.id left join inventory on inventory.variant_id = variants.id
  where shops.slug = ${ownShop()} and products.name like ${`Shirt ${word} %`}
  group by products.id order by products.name`;

/** Opens the imports and chooses the file, which is then checked. */
async function checkExport(page: Page, word: string, chooseFile: (file: File) => Promise<void>) {
  await openAs(page, 'catalog', importsPath);
  await chooseFile({
    name: 'products_export.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(shopifyExport(word)),
  });
  await expect(importState(page, 'Ready to import')).toBeVisible({ timeout: 60_000 });
}

/** Starts the import. Retries while the other test runs an import in this shop, because only one can run at a time. */
async function startImport(page: Page, press: (target: Locator) => Promise<void>) {
  await expect(async () => {
    await press(button(page, `Import ${PRODUCTS} products`));
    await expect(importState(page, 'Imported')).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 90_000 });
}

/** Expects all of these products on the pages of a list of the storefront, in the order of the file. */
async function expectOrderOfFile(page: Page, path: string, word: string) {
  const names: (string | undefined)[] = [];
  for (let number = 1; ; number++) {
    const response = await page.request.get(url(number === 1 ? path : `${path}/page/${number}`));
    if (number > 1 && response.status() === 404) break;
    const shown = await response.text();
    const found = shown.matchAll(new RegExp(`<span[^>]*>(Shirt ${word} \\d\\d)<`, 'g'));
    names.push(...[...found].map(([, name]) => name));
  }
  expect(names).toEqual(Array.from({ length: PRODUCTS }, (_, at) => shirt(word, at + 1)));
}

async function expectUnchanged(page: Page) {
  await expect(importState(page, 'Ready to import')).toBeVisible({ timeout: 60_000 });
  await expect(importCount(page, 'Unchanged')).not.toHaveText('0');
  for (const label of ['New products', 'Products to change', 'Products with errors'])
    await expect(importCount(page, label)).toHaveText('0');
}

test('a merchant moves fifty products to this shop by keyboard alone', async ({ page }) => {
  const word = `k${randomUUID().slice(0, 8)}`;
  /** Presses Tab, or Shift+Tab, until the element has the focus. */
  async function tabTo(target: Locator, key = 'Tab') {
    const isFocused = () => target.evaluate((element) => element === document.activeElement);
    await expect(target).toBeAttached();
    for (let step = 0; step < 150 && !(await isFocused()); step++) await page.keyboard.press(key);
    await expect(target).toBeFocused();
  }
  const pressOn = async (target: Locator, key = 'Tab') => {
    await tabTo(target, key);
    await page.keyboard.press('Enter');
  };
  async function chooseFile(file: File) {
    await ready(page, 'input[type=file]');
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page.getByLabel('Choose a file').filter({ visible: true }));
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
  }

  await checkExport(page, word, chooseFile);
  await expect(importCount(page, 'New products')).toHaveText(String(PRODUCTS));
  await startImport(page, pressOn);
  await expect(importCount(page, 'Added')).toHaveText(String(PRODUCTS));

  // raises all prices at once, rounded to fifty
  const tabs = page.getByRole('navigation', { name: 'Products and stock' });
  await pressOn(tabs.getByRole('link', { name: 'Products', exact: true }), 'Shift+Tab');
  await expect(button(page, 'Turn keys off')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Results for “${word}”` })).toBeVisible();
  await expect(rows(page).first()).toContainText(shirt(word, 1));
  await tabTo(page.getByRole('checkbox', { name: /^Select all/ }));
  await page.keyboard.press('Space');
  await pressOn(button(page, 'Select all in this list'));
  await expect(page.getByText(`${PRODUCTS} of ${PRODUCTS} selected`)).toBeVisible();
  await pressOn(button(page, 'Change prices'));
  await page.keyboard.press('Tab');
  await page.keyboard.type('10');
  await page.keyboard.press('Tab');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await expect(feedback(page, `Prices of ${PRODUCTS * 4} variants changed.`)).toBeFocused();

  // corrects one price
  const link = page.getByRole('link', { name: shirt(word, 1), exact: true });
  await page.keyboard.press('j');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await ready(page, 'form [name=name]');
  await tabTo(page.getByLabel('Price, S / Indigo', { exact: true }).filter({ visible: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('12345');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(feedback(page, 'Saved.')).toBeVisible();

  // adds a collection by rule, for the tag of this import
  await pressOn(tabs.getByRole('link', { name: 'Collections' }), 'Shift+Tab');
  await pressOn(page.getByRole('link', { name: /^(Add collection|Add your first)/ }).first());
  await ready(page, 'form [name=name]');
  const name = `Woven ${word}`;
  await tabTo(page.getByLabel('Name', { exact: true }).filter({ visible: true }));
  await page.keyboard.type(name);
  await tabTo(page.getByRole('radio', { name: 'Choose by hand' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Choose by rule' })).toBeChecked();
  await tabTo(page.getByLabel('Value of condition 1').filter({ visible: true }));
  await page.keyboard.type(word);
  await expect(page.getByText(`${PRODUCTS} products meet this rule now`)).toBeVisible();
  await tabTo(page.getByRole('radio', { name: /^Draft/ }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Published/ })).toBeChecked();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(feedback(page, 'Collection added.')).toBeVisible();
  await expectOrderOfFile(page, `/collections/woven-${word}`, word);
  const product = await (await page.request.get(url(`/products/shirt-${word}-1`))).text();
  expect(product.includes('12,345')).toBe(true);

  await exportAndImport(page, word, (target) => pressOn(target), chooseFile);
});

/** Exports these products and imports the file, which changes nothing. */
async function exportAndImport(
  page: Page,
  word: string,
  press: (target: Locator) => Promise<void>,
  chooseFile: (file: File) => Promise<void>,
) {
  const before = await stateOf(word);
  expect(before).toHaveLength(PRODUCTS);
  await openAs(page, 'catalog', importsPath);
  await ready(page, 'input[type=file]');
  const download = page.waitForEvent('download');
  await press(page.getByRole('link', { name: 'All products: CSV' }));
  const buffer = await readFile(await (await download).path());
  expect(buffer.toString()).toContain(shirt(word, PRODUCTS));
  await chooseFile({ name: 'products.csv', mimeType: 'text/csv', buffer });
  await expectUnchanged(page);
  expect(await stateOf(word)).toEqual(before);
}

test('a merchant moves fifty products to this shop by touch on a phone @mobile', async ({ page }) => {
  const word = `t${randomUUID().slice(0, 8)}`;
  const touch = (target: Locator) => (test.info().project.use.hasTouch ? target.tap() : target.click());
  async function chooseFile(file: File) {
    await ready(page, 'input[type=file]');
    const chooser = page.waitForEvent('filechooser');
    await touch(page.getByText('Choose a file', { exact: true }).filter({ visible: true }));
    await (await chooser).setFiles(file);
  }
  await checkExport(page, word, chooseFile);
  await expectNoHorizontalScroll(page);
  await startImport(page, touch);

  // adds a photo to the first product
  await openAs(page, 'catalog', `/products?q=${word}`);
  await touch(page.getByRole('link', { name: shirt(word, 1), exact: true }));
  await ready(page, 'form [name=name]');
  await touch(button(page, 'Add pictures'));
  const picker = page.getByRole('dialog', { name: 'Add pictures' });
  const photos = page.waitForEvent('filechooser');
  await touch(button(picker, 'Upload pictures'));
  await (await photos).setFiles(await photo(`IMG_${word}.jpg`));
  await touch(picker.getByRole('button', { name: 'Add 1 picture' }));
  await expect(picker).toBeHidden();
  await touch(button(page, 'Save'));
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await expectNoHorizontalScroll(page);

  // adds all products to a collection by hand
  const [collection] = await sql()<
    { name: string }[]
  >`insert into collections (shop_id, slug, name, published_at)
    select id, ${`market-${word}`}, ${`Market ${word}`}, now() from shops where slug = ${ownShop()} returning name`;
  const selectAll = async () => {
    await openAs(page, 'catalog', `/products?q=${word}`);
    await ready(page, 'form [name=q]');
    await touch(page.getByText('Select all').filter({ visible: true }));
    await touch(button(page, 'Select all in this list'));
    await expect(page.getByText(`${PRODUCTS} of ${PRODUCTS} selected`)).toBeVisible();
  };
  await selectAll();
  await page.getByRole('searchbox').fill(shirt(word, 1));
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('heading', { name: `Results for “${shirt(word, 1)}”` })).toBeVisible();
  await expect(rows(page).first()).toContainText(shirt(word, 1));
  await expect(page.getByText(/^\d+ of \d+ selected$/), 'nothing of another list').toHaveCount(0);
  await selectAll();
  await touch(button(page, 'Add to collection'));
  const dialog = page.getByRole('dialog', { name: `Add ${PRODUCTS} products to a collection` });
  await dialog.getByLabel('Collection').selectOption(collection?.name ?? '');
  await expectAccessible(page);
  await touch(button(dialog, 'Save'));
  await expect(feedback(page, `${PRODUCTS} products added to the collection.`)).toBeVisible();
  await expectOrderOfFile(page, `/collections/market-${word}`, word);

  await exportAndImport(page, word, touch, chooseFile);
});
