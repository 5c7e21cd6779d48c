import { expect, expectAccessible, sql, test } from './fixtures';
import { ownShop } from './shop';
import { findVariant } from './shopper';
import { expectNoHorizontalScroll, openAs } from './staff';

const SKU = 'ITN-ZGC-150';
const stockOf = async (id: string) =>
  (await sql()`select on_hand, low_stock_at from inventory where variant_id = ${id}`)[0];

/** Sets the stock and the low-stock level of a variant. Returns its id. */
async function setStock(onHand: number, level: number | null = null): Promise<string> {
  const id = await findVariant(SKU);
  await sql()`update inventory set low_stock_at = ${level} where variant_id = ${id}`;
  await sql()`select adjust_stock(${id}, ${onHand}, 'Journey')`;
  return id;
}

test('catalogue staff start at the products after signing in, and find the stock', async ({ page }) => {
  await openAs(page, 'catalog', '');
  await expect(page).toHaveURL(new RegExp(`/admin/${ownShop()}/products`));
  await page.getByRole('link', { name: /^Stock/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'SKU' }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
});

test('stock is found by SKU and added with the keyboard alone, and its history shows who and why', async ({
  page,
}) => {
  const id = await setStock(20);
  await openAs(page, 'catalog', '/products/stock');
  await page.getByRole('searchbox').fill(SKU);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  const row = page.getByRole('listitem').filter({ hasText: SKU });
  await row.getByRole('button', { name: /^Adjust stock/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Adjust stock of/ });
  await dialog.getByLabel('Units to add').fill('5');
  await expect(dialog).toContainText('New quantity on hand: 25');
  await dialog.getByLabel('Reason').fill('Delivery received');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Stock added.' })).toBeVisible();
  expect(await stockOf(id)).toMatchObject({ on_hand: 25 });

  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Stock history' })).toBeVisible();
  const newest = page.getByRole('listitem').filter({ hasText: 'on hand' }).first();
  await expect(newest).toContainText('Stock added · Delivery received');
  await expect(newest).toContainText('+5 on hand');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
});

test('stock that is added again after a lost response and a refresh is added once', async ({ page }) => {
  const id = await setStock(20);
  await openAs(page, 'catalog', `/products/stock/${id}`);
  const dialog = page.getByRole('dialog', { name: /^Adjust stock of/ });
  const add = async () => {
    await page.getByRole('button', { name: /^Adjust stock/ }).click();
    await dialog.getByLabel('Units to add').fill('5');
    await dialog.getByLabel('Reason').fill('Delivery received');
    await dialog.getByRole('button', { name: 'Save' }).click();
  };
  const added = page.getByRole('status').filter({ hasText: 'Stock added.' });
  const address = `**/products/stock/${id}*`;
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await add();
  await expect(page.getByText('We could not reach the shop')).toBeVisible();
  await page.unroute(address);
  expect(await stockOf(id)).toMatchObject({ on_hand: 25 });

  // any other command refreshes the page
  await page.getByRole('button', { name: /^Low-stock level/ }).click();
  const level = page.getByRole('dialog', { name: /^Low-stock level of/ });
  await level.getByLabel(/^Units/).fill('3');
  await level.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Low at 3 units or fewer')).toBeVisible();
  await add();
  await expect(added).toBeVisible();
  expect(await stockOf(id)).toMatchObject({ on_hand: 25 });

  await add();
  await expect.poll(() => stockOf(id), 'after a success it is a new delivery').toMatchObject({ on_hand: 30 });
});

test('an outdated stock count is refused and keeps the entered values', async ({ page }) => {
  const id = await setStock(20);
  await openAs(page, 'catalog', `/products/stock/${id}`);
  await page.getByRole('button', { name: /^Adjust stock/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Adjust stock of/ });
  await dialog.getByRole('radio', { name: 'Set count' }).check();
  await dialog.getByLabel('Units on hand').fill('30');
  await dialog.getByLabel('Reason').fill('Stock count');
  await sql()`select adjust_stock(${id}, 18, 'Another colleague')`;
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('The stock changed while you were counting.');
  await expect(dialog).toContainText('18 units on hand');
  await expect(dialog.getByLabel('Units on hand')).toHaveValue('30');
  await expect(dialog.getByLabel('Reason')).toHaveValue('Stock count');
  expect(await stockOf(id)).toMatchObject({ on_hand: 18 });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Count saved.' })).toBeVisible();
  expect(await stockOf(id)).toMatchObject({ on_hand: 30 });
});

test('a variant is listed as low at its own level, and counted in the menu', async ({ page }) => {
  const id = await setStock(20);
  await openAs(page, 'catalog', `/products/stock/${id}`);
  await page.getByRole('button', { name: /^Low-stock level/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Low-stock level of/ });
  await dialog.getByLabel(/^Units/).fill('much');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Enter a whole number from 0 to 1000000');
  await dialog.getByLabel(/^Units/).fill('25');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Low at 25 units or fewer')).toBeVisible();
  await page
    .getByRole('link', { name: /^Stock/ })
    .first()
    .click();
  await page.getByRole('link', { name: /^Low stock/ }).click();
  const row = page.getByRole('listitem').filter({ hasText: SKU });
  await expect(row).toContainText('Low stock');
  await expect(page.getByRole('navigation', { name: 'Admin' })).toContainText('low on stock');
  expect(await stockOf(id)).toMatchObject({ low_stock_at: 25 });
});

test('a fulfiller can see the stock but not change it, and finance cannot see it', async ({ page }) => {
  await openAs(page, 'fulfiller', '/products/stock');
  await expect(page.getByRole('listitem').filter({ hasText: 'SKU' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Adjust stock/ })).toHaveCount(0);
  await openAs(page, 'finance', '/products/stock');
  await expect(page.getByRole('heading', { name: 'Stock is not part of your role' })).toBeVisible();
});
