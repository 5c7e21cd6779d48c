import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoHorizontalScroll, sql, test } from './fixtures';
import { ownShop } from './shop';
import { adminUrl, feedback, openAs, rpcAs, url } from './staff';

test.describe.configure({ timeout: 120_000 });

test('products are found and changed in bulk with the keyboard alone, and shoppers see it at once', async ({
  page,
}) => {
  const word = anyWord();
  const balms = [await createProduct(`Balm ${word} one`), await createProduct(`Balm ${word} two`)];
  for (const balm of balms) expect((await fetchPage(page, balm)).status).toBe(404);
  await openAs(page, 'catalog', '/products');
  await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Results for “${word}”` })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Draft');
  await expect(rows(page).first()).toContainText('₦1,234');

  await selectBoth(page, balms);
  await expectAccessible(page);
  await inBulk(page, 'Publish');
  await expect(feedback(page, '2 products published.')).toBeFocused();
  for (const balm of balms) expect((await fetchPage(page, balm)).status).toBe(200);

  await selectBoth(page, balms);
  await inBulk(page, 'Change prices');
  const dialog = page.getByRole('dialog', { name: 'Change the prices of 2 products' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('Percent')).toBeFocused();
  await page.keyboard.type('ten');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Enter a number such as 10 or 7.5.')).toBeVisible();
  await dialog.getByLabel('Percent').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('10');
  await page.keyboard.press('Tab');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await expect(feedback(page, 'Prices of 2 variants changed.')).toBeFocused();
  await expect(rows(page).first()).toContainText('₦1,350');
  for (const balm of balms) expect((await fetchPage(page, balm)).text).toContain('₦1,350');

  const rule = { match: 'all', conditions: [{ field: 'tag', value: word }] };
  const collection = { shop: ownShop(), name: `Tagged ${word}`, rule, published_at: new Date() };
  await rpcAs('catalog', 'save_collection', { collection });
  const tagged = url(`/collections/tagged-${word}`);
  expect(await (await page.request.get(tagged)).text()).not.toContain(balms[0]?.slug);
  await selectBoth(page, balms);
  await inBulk(page, 'Add tag');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await expect(feedback(page, 'Tag added to 2 products.')).toBeFocused();
  expect(await (await page.request.get(tagged)).text(), 'its collection').toContain(balms[0]?.slug);

  await selectBoth(page, balms);
  await inBulk(page, 'Archive');
  await expect(feedback(page, '2 products archived.')).toBeFocused();
  for (const balm of balms) expect((await fetchPage(page, balm)).status).toBe(404);
  await expect(page.getByRole('heading', { name: 'No products found' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: /^Archived/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=archived/);
  await expect(page.getByRole('link', { name: /^Archived/ })).toHaveAttribute('aria-current', 'page');
  await selectBoth(page, balms);
  await inBulk(page, 'Restore');
  await expect(feedback(page, '2 products restored.')).toBeFocused();
  for (const balm of balms) expect((await fetchPage(page, balm)).status).toBe(200);
});

test('a bulk change that does not reach the server keeps the selection', async ({ page }) => {
  const word = anyWord();
  const balms = [await createProduct(`Balm ${word} one`), await createProduct(`Balm ${word} two`)];
  await openAs(page, 'catalog', `/products?q=${word}`);
  await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
  for (const { name } of balms) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  await page.route('**/products?*', (route, request) =>
    request.method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  );
  await publish.click();
  await expect(page.getByRole('alert').filter({ hasText: 'We could not reach the shop.' })).toBeFocused();
  await expect(page.getByText(/^2 of \d+ selected$/)).toBeVisible();
  await page.unroute('**/products?*');
  await publish.click();
  await expect(feedback(page, '2 products published.')).toBeFocused();
});

test('filters by category and tag are shown, kept in a search and cleared', async ({ page }) => {
  const word = anyWord();
  const [category] = await sql()`select categories.id, categories.name from categories
    join shops on shops.id = shop_id where shops.slug = ${ownShop()} order by categories.position limit 1`;
  const soap = await createProduct(`Soap ${word}`, { category_id: category?.id, tags: [word] });
  const oil = await createProduct(`Oil ${word}`, { tags: [word] });
  await openAs(page, 'catalog', '/products');
  const filters = page.getByRole('form', { name: 'Filter and sort products' });
  await filters.getByLabel('Tag').selectOption(word);
  await expect(rows(page)).toHaveCount(2);
  await filters.getByLabel('Sort by').selectOption('Last updated');
  await expect(page).toHaveURL(/sort=updated/);
  await expect(rows(page).first()).toContainText(oil.name);
  await filters.getByLabel('Category').focus();
  await filters.getByLabel('Category').selectOption({ label: String(category?.name) });
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText(soap.name);
  await expect(filters.getByLabel('Category')).toBeFocused();

  await page.getByRole('searchbox').fill('no such product');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('heading', { name: 'No products found' })).toBeVisible();
  await expect(filters.getByLabel('Tag')).toHaveValue(word);
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  await expect(filters.getByLabel('Category')).toHaveValue('');
  await expect(filters.getByLabel('Tag')).toHaveValue(word);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(filters.getByLabel('Tag')).toHaveValue('');
  await expect(filters.getByLabel('Sort by')).toHaveValue('updated');
});

test('the list fits a phone, and a copy of a product is a draft @mobile', async ({ page }) => {
  const word = anyWord();
  const { name } = await createProduct(`A gift set with a name that is long enough to wrap ${word}`, {
    condition: 'second_hand',
    tags: ['gift', 'harmattan', 'for the winter'],
    published_at: '2099-01-01T09:00:00Z',
  });
  await openAs(page, 'catalog', `/products?q=${word}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Second-hand');
  await expect(rows(page).first()).toContainText(/Scheduled.*2099/);
  await page.getByLabel(`Select ${name}`).check();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await page.getByRole('button', { name: `Duplicate ${name}` }).click();
  await expect(page).toHaveURL(/\/products\/[0-9a-f-]{36}$/);
  const [copy] = await sql()`select published_at, name from products where id = ${page.url().slice(-36)}`;
  expect(copy).toEqual({ published_at: null, name: `${name} (copy)` });
});

test('a role without permission cannot open the list of products', async ({ page }) => {
  await openAs(page, 'verifier', '/products');
  await expect(page.getByRole('heading', { name: 'Products are not part of your role' })).toBeVisible();
  await page.goto(adminUrl('/products?view=draft'));
  await expect(rows(page)).toHaveCount(0);
});

type CreatedProduct = { product_id: string; slug: string; name: string };

const anyWord = () => `q${randomUUID().slice(0, 8)}`;

/** A draft with one variant that costs ₦1,234. */
async function createProduct(name: string, facts: object = {}): Promise<CreatedProduct> {
  const variants = [{ sku: randomUUID(), options: [], price_minor: 123_400, is_tracked: false }];
  const product = { shop: ownShop(), name, variants, ...facts };
  const made = await rpcAs('catalog', 'save_product', { product });
  return { ...(made as CreatedProduct), name };
}

const rows = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^Select / }) });

/** The HTML of a product's page in the storefront, as the server sends it now. */
async function fetchPage(page: Page, { slug }: CreatedProduct) {
  const response = await page.request.get(url(`/products/${slug}`));
  return { status: response.status(), text: await response.text() };
}

/** Selects two rows with the keyboard. */
async function selectBoth(page: Page, products: CreatedProduct[]) {
  for (const { name } of products) {
    const link = page.getByRole('link', { name, exact: true });
    for (let step = 0; step < 30 && !(await isFocused(link)); step++) await page.keyboard.press('j');
    await expect(link).toBeFocused();
    await page.keyboard.press('x');
  }
  await expect(page.getByText(/^2 of \d+ selected$/)).toBeVisible();
}

/** Moves the focus with Shift+Tab from the list to a button of the bar above it, and presses the button. */
async function inBulk(page: Page, name: string) {
  const button = page.getByRole('button', { name, exact: true });
  for (let step = 0; step < 60 && !(await isFocused(button)); step++) await page.keyboard.press('Shift+Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

const isFocused = (locator: ReturnType<Page['getByRole']>) =>
  locator.evaluate((element) => element === document.activeElement);
