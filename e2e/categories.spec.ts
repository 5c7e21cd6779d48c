import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { photo } from './photo';
import { ownShop } from './shop';
import { adminUrl, expectNoHorizontalScroll, feedback, openAs, url } from './staff';

/** The tree of categories, and the redirects of changed addresses, for staff and shoppers. */

test.describe.configure({ timeout: 240_000 });

const anyName = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;
const slugOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** A button of a row; its name includes the row's name. */
const rowButton = (page: Page, name: string, of: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} ?, ${of.replaceAll('.', '\\.')}$`) });
/** The row of a category, found by its button: the dialogs of other rows contain the name, too. */
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: button(page, `Move ${name} up`) });
const dialog = (page: Page) => page.getByRole('dialog').filter({ visible: true });

/** Adds a category on the page, below another one or on the top level. */
async function addCategory(page: Page, name: string, below?: string) {
  await (below ? rowButton(page, 'Add below', below) : button(page, 'Add category')).click();
  await dialog(page).getByLabel('Name').fill(name);
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(feedback(page, 'Category added.')).toBeVisible();
  await expect(row(page, name)).toBeVisible();
}

/** The names of the rows in their order, without those of other tests. */
const namesInOrder = async (page: Page, names: string[]) => {
  const rows = await page.getByRole('listitem').allInnerTexts();
  return rows.flatMap((text) => names.filter((name) => text.includes(name)).slice(0, 1));
};

test('staff build a tree of categories and move them by keyboard and by drag, and shoppers see it', async ({
  page,
}) => {
  const [food, tea, green] = [anyName('Food'), anyName('Tea'), anyName('Green tea')];
  await openAs(page, 'catalog', '/products/categories');
  await expectAccessible(page);
  await addCategory(page, food);
  await addCategory(page, tea);
  await addCategory(page, green, tea);
  expect(await namesInOrder(page, [food, tea, green])).toEqual([food, tea, green]);

  await button(page, `Move ${tea} up`).focus();
  await page.keyboard.press('Enter');
  await expect(feedback(page, 'Category moved.')).toBeVisible();
  await expect(button(page, `Move ${tea} up`), 'the button keeps the focus').toBeFocused();
  expect(await namesInOrder(page, [food, tea, green])).toEqual([tea, green, food]);

  // otherwise the page would scroll during the drag and move another row under the pointer
  await row(page, food).scrollIntoViewIfNeeded();
  await row(page, tea).dragTo(row(page, food));
  await expect.poll(() => namesInOrder(page, [food, tea, green])).toEqual([food, tea, green]);
  await expect(row(page, green)).toContainText('Level 3:');
  await expectAccessible(page);

  const [product] = await sql()<{ id: string; name: string }[]>`
    update products set category_id = (select id from categories where name = ${green})
    where slug = 'harmattan-balm' and shop_id = (select id from shops where slug = ${ownShop()}) returning id, name`;
  await page.goto(url(`/categories/${slugOf(food)}`));
  await expect(page.getByRole('heading', { level: 1, name: food })).toBeVisible();
  await expect(
    page.getByRole('link', { name: product?.name ?? '' }).first(),
    'a product of a subcategory',
  ).toBeVisible();
  await page.getByRole('navigation', { name: 'Subcategories' }).getByRole('link', { name: tea }).click();
  await page.getByRole('navigation', { name: 'Subcategories' }).getByRole('link', { name: green }).click();
  await expect(page.getByRole('heading', { level: 1, name: green })).toBeVisible();
  const breadcrumb = page.getByRole('navigation', { name: 'Breadcrumb' });
  await expect(breadcrumb.getByRole('link')).toHaveText([/./, food, tea]);
  const data = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(data.map((text) => JSON.parse(text))).toContainEqual(
    expect.objectContaining({
      '@type': 'BreadcrumbList',
      itemListElement: expect.arrayContaining([
        expect.objectContaining({ position: 3, name: tea, item: url(`/categories/${slugOf(tea)}`) }),
      ]),
    }),
  );
  await expectAccessible(page);
  const menu = page.getByRole('navigation', { name: 'Categories' }).filter({ visible: true });
  await expect(menu.getByRole('link', { name: food })).toBeVisible();
  await expect(menu.getByRole('link', { name: tea })).toHaveCount(0);
  expect(await (await page.request.get(url('/sitemap.xml'))).text()).toContain(
    `/categories/${slugOf(green)}<`,
  );

  await openAs(page, 'catalog', '/products/categories');
  await rowButton(page, 'Delete', tea).click();
  await expect(dialog(page)).toContainText(`1 category moves to ${food}.`);
  await button(page, 'Delete').filter({ visible: true }).click();
  await expect(feedback(page, 'Category deleted.')).toBeVisible();
  expect(await namesInOrder(page, [food, tea, green])).toEqual([food, green]);
  const gone = await page.request.get(url(`/categories/${slugOf(tea)}`), { maxRedirects: 0 });
  expect([gone.status(), gone.headers().location]).toEqual([308, expect.stringContaining(slugOf(food))]);
});

test('shoppers page through a list by keyboard or without JavaScript, and a later page is renewed @mobile', async ({
  page,
  browser,
}) => {
  const name = anyName('Soap');
  const list = `/categories/${slugOf(name)}`;
  await openAs(page, 'catalog', '/products/categories');
  await addCategory(page, name);
  // equal positions, so that the order has to be decided by something else
  await sql()`with added as (
      insert into products (shop_id, category_id, slug, name, position, published_at)
      select shop_id, id, slug || '-' || i, name || ' no. ' || i, 1000, now() from categories, generate_series(1, 60) i
      where name = ${name} returning shop_id, id, slug)
    insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
    select shop_id, id, slug, 500000, false from added`;
  const cards = page.getByRole('main').getByRole('link', { name: new RegExp(`^${name} no`) });
  const pager = page.getByRole('navigation', { name: 'Pages' });
  const head = async () =>
    Object.fromEntries(
      await Promise.all(
        ['canonical', 'prev', 'next'].map(async (rel) => {
          const link = page.locator(`head link[rel=${rel}]`);
          return [rel, (await link.count()) > 0 ? await link.first().getAttribute('href') : null];
        }),
      ),
    );

  await page.goto(url(list));
  await expect(page.getByText('60 products', { exact: true })).toBeVisible();
  await expect(cards).toHaveCount(24);
  await expect(pager.getByText('Page 1 of 3')).toBeVisible();
  expect(await head()).toEqual({ canonical: url(list), prev: null, next: url(`${list}/page/2`) });
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await pager.getByRole('link', { name: 'Next page' }).focus();
  await page.keyboard.press('Enter');
  await expect(pager.getByText('Page 2 of 3')).toBeVisible();
  await expect(page).toHaveURL(url(`${list}/page/2`));
  await expect(page).toHaveTitle(new RegExp(`^${name}, page 2`));
  await page.reload();
  expect(await head()).toEqual({
    ...{ canonical: url(`${list}/page/2`), prev: url(list), next: url(`${list}/page/3`) },
  });
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await pager.getByRole('link', { name: 'Previous page' }).click();
  await expect(page).toHaveURL(url(list));

  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(url(list));
  const next = plain.getByRole('link', { name: 'Next page' });
  const seen: string[] = [];
  for (let at = 1; at <= 3; at++) {
    if (at > 1) await next.click();
    await expect(plain.getByText(`Page ${at} of 3`)).toBeVisible();
    const links = plain.getByRole('main').getByRole('link', { name: new RegExp(`^${name} no`) });
    const hrefs = links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    seen.push(...(await hrefs));
  }
  await expect(next).toHaveCount(0);
  await plain.close();
  expect(new Set(seen).size, 'each product once').toBe(60);
  expect(seen).toHaveLength(60);

  const missing = await page.request.get(url(`${list}/page/4`));
  expect(missing.status()).toBe(404);
  expect(await missing.text()).toContain('Page not found');
  const first = await page.request.get(url(`${list}/page/1?utm_source=x`), { maxRedirects: 0 });
  expect([first.status(), new URL(first.headers().location ?? '', url('/')).href]).toEqual([
    ...[308, url(`${list}?utm_source=x`)],
  ]);

  const slug = seen.at(-1)?.split('/').at(-1) ?? '';
  const [last] = await sql()<{ id: string }[]>`select id from products where slug = ${slug}
    and shop_id = (select id from shops where slug = ${ownShop()})`;
  const address = url(`${list}/page/3`);
  expect(await (await page.request.get(address)).text()).not.toContain('Renamed soap');
  await openAs(page, 'catalog', `/products/${last?.id}`);
  await page.waitForFunction(() => {
    const field = document.querySelector('form [name=name]');
    return field !== null && Object.keys(field).some((key) => key.startsWith('__reactProps'));
  });
  await page.locator('form [name=name]').fill('Renamed soap');
  await button(page, 'Save').click();
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await expect
    .poll(async () => (await page.request.get(address)).text(), { timeout: 1000 })
    .toContain('Renamed soap');
});

test('a category gets a picture, uploaded in its dialog, and loses it again @mobile', async ({ page }) => {
  const name = anyName('Pictured');
  await openAs(page, 'catalog', '/products/categories');
  await button(page, 'Add category').click();
  await dialog(page).getByLabel('Name').fill(name);
  await button(page, 'Choose picture').filter({ visible: true }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a picture' });
  const file = await photo();
  await picker.locator('input[type=file]').setInputFiles(file);
  await expect(picker.getByRole('radio', { name: file.name })).toBeChecked({ timeout: 45_000 });
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await picker.getByRole('button', { name: 'Use picture' }).click();
  await expect(picker).toBeHidden();
  await dialog(page).getByLabel('Picture description').fill('A white spot');
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(feedback(page, 'Category added.')).toBeVisible();
  const pictureOf = () =>
    sql()`select media.file_name, image_alt from categories left join media on media.src = image_src
      where categories.name = ${name}`;
  expect(await pictureOf()).toEqual([{ file_name: file.name, image_alt: 'A white spot' }]);

  await rowButton(page, 'Edit', name).click();
  await button(page, 'Remove picture').filter({ visible: true }).click();
  await expect(button(page, 'Choose picture').filter({ visible: true })).toBeFocused();
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(feedback(page, 'Category saved.')).toBeVisible();
  expect(await pictureOf()).toEqual([{ file_name: null, image_alt: null }]);
});

test('a category is added, moved and edited on a phone @mobile', async ({ page, isMobile }) => {
  const [one, two] = [anyName('One'), anyName('Two')];
  await openAs(page, 'catalog', '/products/categories');
  await addCategory(page, one);
  await addCategory(page, two);
  const up = button(page, `Move ${two} up`);
  await (isMobile ? up.tap() : up.click());
  await expect.poll(() => namesInOrder(page, [one, two])).toEqual([two, one]);
  await rowButton(page, 'Move', two).click();
  await dialog(page).getByLabel('Place under').selectOption({ label: one });
  await button(page, 'Save').filter({ visible: true }).click();
  await expect.poll(() => namesInOrder(page, [one, two])).toEqual([one, two]);
  await rowButton(page, 'Edit', two).click();
  await dialog(page).getByLabel('Web address').fill('Not an address');
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(dialog(page)).toContainText('Use lowercase letters, digits and hyphens.');
  await expect(dialog(page).getByLabel('Web address')).toHaveValue('Not an address');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
});

test('the old address of a renamed product redirects within a second', async ({ page }) => {
  const [product] = await sql()<{ id: string; slug: string }[]>`
    select id, slug from products where slug = 'jasper-gua-sha'
    and shop_id = (select id from shops where slug = ${ownShop()})`;
  const old = url(`/products/${product?.slug}`);
  const slug = `gua-sha-${randomUUID().slice(0, 8)}`;
  expect((await page.request.get(old)).status()).toBe(200);
  await openAs(page, 'catalog', `/products/${product?.id}`);
  await page.waitForFunction(() => {
    const name = document.querySelector('form [name=name]');
    return name !== null && Object.keys(name).some((key) => key.startsWith('__reactProps'));
  });
  await expect(async () => {
    await page.locator('[name=slug]').fill(slug);
    await expect(page.locator('[name=slug]')).toHaveValue(slug, { timeout: 500 });
  }).toPass();
  await button(page, 'Save').click();
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await expect(async () => {
    // a new connection: the server closes idle ones after a few seconds
    const headers = { connection: 'close' };
    const answer = await page.request.get(`${old}?utm_source=letter`, { maxRedirects: 0, headers });
    expect(answer.status()).toBe(308);
    expect(new URL(answer.headers().location ?? '', old).href).toBe(
      url(`/products/${slug}?utm_source=letter`),
    );
  }).toPass({ timeout: 1000, intervals: [100] });
  await page.goto(old);
  await expect(page).toHaveURL(url(`/products/${slug}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('staff add, change and delete redirects from a previous website @mobile', async ({ page }) => {
  const path = `/product/${randomUUID()}`;
  await openAs(page, 'catalog', '/products/redirects');
  await button(page, 'Add redirect').click();
  await dialog(page).getByLabel('Old address').fill('/admin/orders');
  await dialog(page).getByLabel('New address').fill('/products');
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(dialog(page)).toContainText('Addresses of the admin cannot be used.');
  await expect(dialog(page).getByLabel('New address'), 'the input is kept').toHaveValue('/products');
  await expectAccessible(page);
  await dialog(page).getByLabel('Old address').fill(`https://old.example${path}/?p=1`);
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(feedback(page, 'Redirect added.')).toBeVisible();
  const answer = async () => {
    const { status, headers } = await page.request
      .get(url(`${path}?q=1`), { maxRedirects: 0 })
      .then((response) => ({ status: response.status(), headers: response.headers() }));
    return [status, headers.location && new URL(headers.location, url('/')).href];
  };
  expect(await answer()).toEqual([308, url('/products?q=1')]);

  await page.getByRole('searchbox').fill(path.slice(9, 17));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('listitem').filter({ hasText: path })).toBeVisible();
  await rowButton(page, 'Edit', path).click();
  await dialog(page).getByLabel('New address').fill('/cart');
  await button(page, 'Save').filter({ visible: true }).click();
  await expect(feedback(page, 'Redirect saved.')).toBeVisible();
  expect(await answer()).toEqual([308, url('/cart?q=1')]);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await rowButton(page, 'Delete', path).click();
  await button(page, 'Delete').filter({ visible: true }).click();
  await expect(feedback(page, 'Redirect deleted.')).toBeVisible();
  expect(await answer()).toEqual([404, undefined]);
  expect((await page.request.get(url('/product/%E0%A4%A'))).status(), 'a malformed address').toBeLessThan(
    500,
  );
});

test('a verifier cannot see categories and redirects', async ({ page }) => {
  for (const path of ['/products/categories', '/products/redirects']) {
    await openAs(page, 'verifier', path);
    await expect(page.getByText('Products are not part of your role')).toBeVisible();
  }
  await expect(page).toHaveURL(adminUrl('/products/redirects'));
});
