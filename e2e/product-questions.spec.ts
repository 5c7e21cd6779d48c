import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoHorizontalScroll, sql, test } from './fixtures';
import { ownShop } from './shop';
import { fillCheckout, ordersOf, placeButton } from './shopper';
import { adminUrl, openAs, panel, url } from './staff';

/** Questions of a product: staff write them, shoppers answer them, and the answers are stored with the order. */

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const question = (page: Page, number: number) =>
  panel(page, 'Questions for the shopper').getByRole('group', { name: `Question ${number}`, exact: true });
const addButton = (page: Page) => page.getByRole('button', { name: 'Add to cart' });

/** A ring with a required question (engraving) and two optional ones (font and width). Returns its slug. */
async function addRing(): Promise<string> {
  const slug = `ring-${randomUUID().slice(0, 8)}`;
  await sql().begin(async (tx) => {
    const [product] = await tx<{ id: string; shop_id: string }[]>`
      insert into products (shop_id, slug, name, published_at)
      select id, ${slug}, 'Signet ring', now() from shops where slug = ${ownShop()} returning id, shop_id`;
    const { id: product_id = '', shop_id = '' } = product ?? {};
    const [variant] = await tx<{ id: string }[]>`insert into variants (shop_id, product_id, sku, price_minor)
      values (${shop_id}, ${product_id}, ${slug}, 500000) returning id`;
    await tx`select adjust_stock(${variant?.id ?? ''}, 20, 'Opening count')`;
    await tx`insert into product_fields
      (shop_id, product_id, position, kind, label, help, is_required, max_length, min_value, max_value, choices) values
      (${shop_id}, ${product_id}, 1, 'text', 'Engraving', 'Inside of the ring.', true, 12, null, null, '{}'),
      (${shop_id}, ${product_id}, 2, 'choice', 'Font', '', false, null, null, null, ${['Serif', 'Sans']}),
      (${shop_id}, ${product_id}, 3, 'number', 'Width (mm)', '', false, null, 2, 8.5, '{}')`;
  });
  return slug;
}

test('staff add questions, sort them, and remove one by keyboard', async ({ page }) => {
  const slug = await addRing();
  const [product] = await sql()<{ id: string }[]>`select id from products where slug = ${slug}`;
  await openAs(page, 'catalog', `/products/${product?.id}`);
  const questions = panel(page, 'Questions for the shopper');
  await expect(question(page, 1).getByLabel('Question', { exact: true })).toHaveValue('Engraving');
  await expect(async () => {
    if ((await questions.getByRole('group').count()) < 4)
      await questions.getByRole('button', { name: 'Add question' }).click();
    await expect(question(page, 4)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await question(page, 4).getByLabel('Question', { exact: true }).fill('Stone');
  await question(page, 4).getByLabel('Answer', { exact: true }).selectOption('One of several choices');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(question(page, 4)).toContainText('Add a choice.');
  await question(page, 4).getByLabel('Choices').fill('Jasper\n Onyx \n');
  await question(page, 4).getByLabel('Required').check();
  await question(page, 4).getByRole('button', { name: 'Move question 4 up' }).press('Enter');
  await expect(question(page, 3).getByLabel('Question', { exact: true })).toHaveValue('Stone');
  await questions.getByRole('button', { name: 'Remove question 2' }).press('Enter');
  await expect(questions.getByRole('button', { name: 'Add question' })).toBeFocused();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  const fields = await sql()`select position, kind, label, is_required, choices from product_fields
    where product_id = ${product?.id ?? ''} order by position`;
  expect(fields).toMatchObject([
    { position: 1, label: 'Engraving' },
    { position: 2, kind: 'choice', label: 'Stone', is_required: true, choices: ['Jasper', 'Onyx'] },
    { position: 3, label: 'Width (mm)' },
  ]);
  await page.goto(url(`/products/${slug}`));
  await expect(page.getByLabel('Stone')).toHaveValue('');
});

test('a shopper orders a ring twice with different answers, and the packing slip shows them @mobile', async ({
  page,
}) => {
  const slug = await addRing();
  await page.goto(url(`/products/${slug}`));
  await expectAccessible(page);
  await field(page, 'Engraving').fill('Ada');
  await page.getByLabel('Width (mm)').fill('9');
  await addButton(page).click();
  await expect(page.getByLabel('Width (mm)')).toHaveAccessibleDescription(/too small or too large/);
  await expect(field(page, 'Engraving')).toHaveValue('Ada');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await page.getByLabel('Width (mm)').fill('4,50');
  await addButton(page).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
  await field(page, 'Engraving').fill('Bola');
  await page.getByLabel('Font').selectOption('Sans');
  await page.getByLabel('Quantity').fill('2');
  await addButton(page).click();
  await expect(page.getByRole('link', { name: 'Cart, 3 items' })).toBeVisible();

  await page.goto(url('/cart'));
  const lines = page.getByRole('listitem').filter({ hasText: 'Signet ring' });
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(0)).toContainText('Engraving: Ada');
  await expect(lines.nth(0)).toContainText('Width (mm): 4.5');
  await expect(lines.nth(1)).toContainText('Font: Sans');
  await page.getByRole('button', { name: /^One more of Signet ring, Engraving: Ada/ }).click();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await page.getByRole('button', { name: /^Remove Signet ring, Engraving: Bola/ }).click();
  await expect(page.getByText(/^Signet ring, Engraving: Bola.* removed$/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await expect(page.getByText('Engraving: Bola').filter({ visible: true }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  const email = await fillCheckout(page, /Pay on delivery/);
  await expect(page.getByText('Engraving: Bola').filter({ visible: true }).first()).toBeVisible();
  await placeButton(page).click();
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText('Engraving: Ada').filter({ visible: true }).first()).toBeVisible();
  await expectNoHorizontalScroll(page);
  const [order] = await ordersOf(email);
  const number = order?.number ?? '';

  await openAs(page, 'owner', `/orders/${number}`);
  await expect(page.getByText('Engraving: Ada').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText('Font: Sans').filter({ visible: true }).first()).toBeVisible();
  await page.goto(adminUrl(`/fulfilment/slips?orders=${number}`));
  await expect(page.getByRole('region', { name: `Packing slip of ${number}` })).toContainText(
    'Engraving: Bola',
  );
  await page.goto(adminUrl(`/fulfilment/pick-list?orders=${number}`));
  await expect(page.getByRole('listitem').filter({ hasText: 'Engraving: Ada' })).toContainText('2');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('errors are shown at their fields with the input kept, and each line is changed separately @mobile', async ({
    page,
  }) => {
    const slug = await addRing();
    await page.goto(url(`/products/${slug}`));
    await field(page, 'Engraving').fill('Ada & Bola');
    await page.getByLabel('Font').selectOption('Serif');
    await page.getByLabel('Width (mm)').fill('wide');
    await page.getByLabel('Quantity').fill('3');
    await addButton(page).click();
    await expect(page.getByLabel('Width (mm)')).toHaveAccessibleDescription(/Enter a number/);
    await expect(field(page, 'Engraving')).toHaveValue('Ada & Bola');
    await expect(page.getByLabel('Font')).toHaveValue('Serif');
    await expect(page.getByLabel('Width (mm)')).toHaveValue('wide');
    await expect(page.getByLabel('Quantity')).toHaveValue('3');
    await page.getByLabel('Width (mm)').fill('5');
    await addButton(page).click();
    await expect(page.getByText('Added to your cart')).toBeVisible();
    await field(page, 'Engraving').fill('Chi');
    await addButton(page).click();
    await page.getByRole('link', { name: 'View cart' }).click();
    await expect(page.getByText('Engraving: Ada & Bola')).toBeVisible();
    await page.getByRole('button', { name: /^Remove Signet ring, Engraving: Ada/ }).click();
    await expect(page.getByText('Engraving: Ada & Bola', { exact: true })).toHaveCount(0);
    await expect(page.getByText('Engraving: Chi')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Engraving: Ada & Bola')).toBeVisible();
  });
});
