import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { ownShop } from './shop';
import { fillCheckout, ordersOf, placeButton } from './shopper';
import { adminUrl, expectNoHorizontalScroll, feedback, openAs, panel, url } from './staff';

/** The product editor, and what shoppers see of the product. */

const anyName = () => `Linen shirt ${randomUUID().slice(0, 8)}`;

/** A visible field (Next keeps the previous page hidden), by its exact label: “Price” is part of “Compare-at price”. */
const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).filter({ visible: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, title: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title, exact: true }) });
const save = (page: Page) => button(page, 'Save').click();

/** Opens the form and waits for its scripts, because input before they have loaded is lost. */
async function openEditor(page: Page, path: string) {
  await openAs(page, 'catalog', path);
  await page.waitForFunction(() => {
    const name = document.querySelector('form [name=name]');
    return name !== null && Object.keys(name).some((key) => key.startsWith('__reactProps'));
  });
}

/** Adds an option with its choices. */
async function addOption(page: Page, name: string, choices: string[]) {
  const options = panel(page, 'Options');
  await options.getByRole('button', { name: /^Add (another )?option$/ }).click();
  await expect(
    options.getByLabel('Option name').last(),
    'the name of the option has the focus',
  ).toBeFocused();
  await page.keyboard.type(name);
  const group = options.getByRole('group', { name });
  for (const choice of choices) {
    await group.getByLabel('Add a choice').fill(choice);
    await page.keyboard.press('Enter');
  }
  await expect(group.getByRole('listitem')).toHaveCount(choices.length);
}

/** Adds a simple product. Returns its id. */
async function addProduct(page: Page, name: string): Promise<string> {
  await openEditor(page, '/products/new');
  await field(page, 'Name').fill(name);
  await field(page, 'Price (NGN)').fill('4500');
  await page.getByRole('radio', { name: /^Published/ }).check();
  await save(page);
  await expect(feedback(page, 'Product added.')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const slugOf = async (id: string) =>
  (await sql()<{ slug: string }[]>`select slug from products where id = ${id}`)[0]?.slug ?? '';

test('a product with two options that lacks one combination is added, and shoppers see its prices', async ({
  page,
}) => {
  const name = anyName();
  await openEditor(page, '/products/new');
  await expectAccessible(page);
  await field(page, 'Name').fill(name);
  await addOption(page, 'Size', ['S', 'L']);
  await addOption(page, 'Colour', ['White', 'Indigo']);
  await expect(page.getByRole('rowheader')).toHaveText([
    'S / White',
    'S / Indigo',
    'L / White',
    'L / Indigo',
  ]);

  await field(page, 'Value').fill('9,000');
  await button(page, 'Apply to all 4').click();
  await expect(field(page, 'Price, L / Indigo')).toHaveValue('9,000');
  await field(page, 'Price, S / Indigo').fill('9500');
  await field(page, 'Stock, S / White').fill('7');
  await field(page, 'For sale, L / White').uncheck();
  await page.getByRole('radio', { name: /^Published/ }).check();
  await expectAccessible(page);
  await save(page);
  await expect(feedback(page, 'Product added.')).toBeVisible();
  await expect(row(page, 'S / White')).toContainText('7 on hand');
  await expect(field(page, 'For sale, L / White')).not.toBeChecked();
  await expect(field(page, 'SKU, S / Indigo')).toHaveValue(/^LINEN-SHIRT-.*-S-INDIGO$/);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const made = await sql()<{ title: string }[]>`
    select option_value as title from variants where product_id = ${id} order by position`;
  expect(made.map(({ title }) => title)).toEqual(['S / White', 'S / Indigo', 'L / Indigo']);

  const shown = url(`/products/${await slugOf(id)}`);
  await page.goto(shown);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('₦9,000').first()).toBeVisible();

  await openEditor(page, `/products/${id}`);
  await field(page, 'Price, S / White').fill('8250');
  await save(page);
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await page.goto(shown);
  await expect(page.getByText('₦8,250').first(), 'shoppers see it at once').toBeVisible();
});

test('editing options keeps the variants whose choices stay', async ({ page }) => {
  const id = await addProduct(page, anyName());
  await addOption(page, 'Size', ['S', 'L']);
  await field(page, 'Price, L').fill('5000');
  await save(page);
  await expect(feedback(page, 'Saved.')).toBeVisible();
  const variants = () =>
    sql()`select id, option_value, price_minor from variants where product_id = ${id} and is_active order by price_minor`;
  const before = await variants();

  await panel(page, 'Options').getByLabel('Choice', { exact: true }).first().fill('Small');
  const tooMany = Array.from({ length: 999 }, (_, number) => `${number}`).join(', ');
  await panel(page, 'Options')
    .getByLabel('Add a choice')
    .evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, tooMany);
  await expect(page.getByText('A product can have up to 1,000 variants.')).toBeVisible();
  await expect(panel(page, 'Options').getByLabel('Add a choice'), 'keeps the input').toHaveValue(tooMany);
  await panel(page, 'Options').getByLabel('Add a choice').fill('XL');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['Small', 'L', 'XL']);
  await save(page);
  await expect(feedback(page, 'Saved.')).toBeVisible();
  const after = await variants();
  expect(after.filter(({ id: one }) => before.some((each) => each.id === one))).toMatchObject([
    { id: before[0]?.id, option_value: 'Small' },
    { id: before[1]?.id, option_value: 'L' },
  ]);
  expect(after).toHaveLength(3);
});

test('a save over a colleague’s change is refused and keeps the entered values', async ({
  page,
  context,
}) => {
  const id = await addProduct(page, anyName());
  const other = await context.newPage();
  await other.goto(adminUrl(`/products/${id}`));
  await field(other, 'Summary (optional)').fill('Typed by a colleague');
  await save(other);
  await expect(feedback(other, 'Saved.')).toBeVisible();

  await field(page, 'Summary (optional)').fill('Typed by me');
  await save(page);
  const alert = page.getByRole('alert').filter({ hasText: 'A colleague saved this product' });
  await expect(alert).toBeFocused();
  await expect(field(page, 'Summary (optional)')).toHaveValue('Typed by me');
  await alert.getByRole('button', { name: 'Reload the product' }).click();
  await expect(field(page, 'Summary (optional)')).toHaveValue('Typed by a colleague');
  await expect(alert).toHaveCount(0);
  await field(page, 'Summary (optional)').fill('Typed by both');
  await page.keyboard.press('Control+s');
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await expect(field(page, 'Summary (optional)')).toBeFocused();
});

test('a refusal is shown at its field', async ({ page }) => {
  await addProduct(page, anyName());
  await field(page, 'Price (NGN)').fill('much');
  await save(page);
  await expect(field(page, 'Price (NGN)')).toBeFocused();
  await expect(page.getByText(/^Enter an amount such as/)).toBeVisible();
  await field(page, 'Price (NGN)').fill('100');
  const [other] = await sql()<{ sku: string; slug: string }[]>`
    select sku, products.slug from variants join products on products.id = product_id
    join shops on shops.id = products.shop_id where shops.slug = ${ownShop()} and products.slug = 'obi-eye-cream' limit 1`;
  await field(page, 'SKU').fill(other?.sku ?? '');
  await save(page);
  await expect(field(page, 'SKU')).toBeFocused();
  await expect(page.getByText('Another product or variant already has this SKU.')).toBeVisible();
  await field(page, 'SKU').fill(`SKU-${randomUUID()}`);
  await field(page, 'Page address').fill(other?.slug ?? '');
  await save(page);
  await expect(field(page, 'Page address')).toBeFocused();
  await expect(page.getByText('Another page already uses this address.')).toBeVisible();
  await field(page, 'Page address').fill(`shirt-${randomUUID().slice(0, 8)}`);
  await save(page);
  await expect(feedback(page, 'Saved.')).toBeVisible();
});

test('a product is added with the keyboard alone', async ({ page }) => {
  await openEditor(page, '/products/new');
  await field(page, 'Name').focus();
  await page.keyboard.type(anyName());
  await button(page, 'Add option').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Options').getByLabel('Option name')).toBeFocused();
  await page.keyboard.type('Size');
  await panel(page, 'Options').getByLabel('Add a choice').focus();
  for (const choice of ['S', 'M', 'L']) {
    await page.keyboard.type(choice);
    await page.keyboard.press('Enter');
  }
  const choices = panel(page, 'Options').getByLabel('Choice', { exact: true });
  await choices.last().focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('rowheader')).toHaveText(['S', 'L', 'M']);
  await expect(choices.nth(1), 'it keeps the focus').toBeFocused();
  await button(page, 'Remove M').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText(['S', 'L']);
  await field(page, 'Value').focus();
  await page.keyboard.type('1200');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect(feedback(page, 'Product added.')).toBeFocused();
});

test('a product is archived, restored and duplicated', async ({ page }) => {
  const name = anyName();
  const id = await addProduct(page, name);
  const shown = url(`/products/${await slugOf(id)}`);
  await expect(page.getByRole('link', { name: /^View in shop/ })).toHaveAttribute('href', shown);
  await button(page, 'Archive').click();
  await expect(feedback(page, 'Product archived.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^View in shop/ })).toHaveCount(0);
  await button(page, 'Restore').click();
  await expect(feedback(page, 'Product restored.')).toBeVisible();
  await button(page, 'Duplicate').click();
  await expect(feedback(page, 'Product duplicated.')).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue(`${name} (copy)`);
  await expect(page.getByRole('radio', { name: /^Draft/ })).toBeChecked();
});

test('a product is edited on a phone @mobile', async ({ page }) => {
  await addProduct(page, anyName());
  await addOption(page, 'Size', ['S', 'L']);
  await expectNoHorizontalScroll(page);
  await expectAccessible(page);
  await expect(button(page, 'Save'), 'the save button stays in view').toBeInViewport();
  await field(page, 'Price, L').fill('5100');
  await save(page);
  await expect(feedback(page, 'Saved.')).toBeVisible();
});

test('a product is sold without stock, and shoppers see when it is sent @mobile', async ({ page }) => {
  const name = anyName();
  await openEditor(page, '/products/new');
  await field(page, 'Name').fill(name);
  await field(page, 'Price (NGN)').fill('4500');
  await page.getByLabel(/^Sell when out of stock/).check();
  await page.getByLabel(/^Expected on/).fill('2199-03-01');
  await page.getByRole('radio', { name: /^Published/ }).check();
  await expectAccessible(page);
  await save(page);
  await expect(feedback(page, 'Product added.')).toBeVisible();

  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(url(`/products/${await slugOf(id)}`));
  await expect(page.getByText('we expect to send it on 1 Mar 2199')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
  await page.goto(url('/cart'));
  await expect(page.getByText('1 is not in stock yet. Expected on 1 Mar 2199.')).toBeVisible();
  await expectNoHorizontalScroll(page);

  const email = await fillCheckout(page, /Pay on delivery/);
  await expect(page.getByText('1 is not in stock yet. Expected on 1 Mar 2199.')).toBeVisible();
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Part of your order is not in stock yet');
  await expect(page.getByText('1 not in stock yet, expected on 1 Mar 2199')).toBeVisible();
  await expectAccessible(page);
  const [order] = await ordersOf(email);
  await openAs(page, 'owner', `/orders/${order?.number}`);
  await expect(page.getByText('1 on backorder')).toBeVisible();
});

test('related products are found, sorted by keyboard and shown on the product’s page @mobile', async ({
  page,
}) => {
  const names = ['scarf', 'hat'].map((what) => `Wool ${what} ${randomUUID().slice(0, 8)}`);
  for (const name of names) await addProduct(page, name);
  const id = await addProduct(page, anyName());
  await openEditor(page, `/products/${id}`);
  const related = panel(page, 'Related products');
  for (const name of names) {
    await related.getByLabel('Find a product').fill(name);
    await page.keyboard.press('Enter');
    await related.getByRole('button', { name: `Add ${name}` }).click();
    await expect(related.getByRole('listitem').filter({ hasText: name })).toHaveCount(1);
  }
  const [scarf = '', hat = ''] = names;
  await related.getByRole('button', { name: `Move ${hat} up` }).focus();
  await page.keyboard.press('Enter');
  await expect(related.getByRole('button', { name: `Move ${hat} up` })).toBeFocused();
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(related.getByRole('listitem')).toHaveText([hat, scarf]);
  await page.goto(url(`/products/${await slugOf(id)}`));
  const shown = page.getByRole('region', { name: 'You may also like' }).getByRole('listitem');
  await expect(shown.nth(0)).toContainText(hat);
  await expect(shown.nth(1)).toContainText(scarf);
});

test('a draft is previewed in the storefront and cannot be bought there @mobile', async ({ page }) => {
  const id = await addProduct(page, anyName());
  const [{ slug = '' } = {}] = await sql()<{ slug: string }[]>`
    update products set published_at = null where id = ${id} returning slug`;
  // not tracked, so that only the preview prevents adding it to the cart
  await sql()`update variants set is_tracked = false where product_id = ${id}`;
  await openEditor(page, `/products/${id}`);
  const link = page.getByRole('link', { name: 'Preview (opens in a new tab)' });
  const [shown] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await expect(shown.getByText('This product isn’t published.')).toBeVisible();
  await expect(shown.getByRole('heading', { level: 1, name: /^Linen shirt/ })).toBeVisible();
  await expect(shown.getByRole('button', { name: 'Add to cart' })).toBeDisabled();
  await expectAccessible(shown);
  await expectNoHorizontalScroll(shown);
  const missing = await shown.request.get(new URL(`/products/${slug}`, shown.url()).href);
  expect(missing.status(), 'shoppers do not see it').toBe(404);
  await sql()`update product_previews set expires_at = now() where product_id = ${id}`;
  await shown.reload();
  await expect(shown.getByRole('heading', { level: 1, name: 'This preview link has expired' })).toBeVisible();
  await shown.close();
});

test('a role without permission cannot open products', async ({ page }) => {
  await openAs(page, 'verifier', '/products/new');
  await expect(page.getByText('Products are not part of your role')).toBeVisible();
});
