import { randomUUID } from 'node:crypto';
import type { Page, Route } from '@playwright/test';
import { expect, expectAccessible, runCron, sql, test } from './fixtures';
import { photo } from './photo';
import { ownShop } from './shop';
import { adminUrl, expectNoHorizontalScroll, feedback, openAs, url } from './staff';

/** Collections: staff choose products by hand or by a rule, and shoppers see the result at once. */

test.describe.configure({ timeout: 240_000 });

const anyName = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;
const slugOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');
const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).filter({ visible: true });
const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true });
const save = (page: Page) => button(page, 'Save').click();
const chosen = (page: Page) =>
  page.getByRole('list', { name: 'Products of this collection' }).getByRole('listitem');
/** The products on a page of the storefront, in their order. */
const shown = (page: Page) => page.locator('main ul li h3, main ul li a').allInnerTexts();

/** Opens the form and waits for its scripts, because input before they have loaded is lost. */
async function openForm(page: Page, path: string) {
  await openAs(page, 'catalog', path);
  await page.waitForFunction(() => {
    const name = document.querySelector('form [name=name]');
    return name !== null && Object.keys(name).some((key) => key.startsWith('__reactProps'));
  });
}

/** Finds a product by its name and adds it. */
async function addProduct(page: Page, name: string) {
  await field(page, 'Find products to add').fill(name);
  await page.keyboard.press('Enter');
  await page
    .getByRole('list', { name: 'Products found' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByRole('button', { name: /^Add/ })
    .click();
  await expect(chosen(page).filter({ hasText: name })).toBeVisible();
}

const productNames = async () =>
  (
    await sql()<
      { name: string }[]
    >`select name from products where published_at is not null and archived_at is null
      and shop_id = (select id from shops where slug = ${ownShop()}) order by name limit 3`
  ).map(({ name }) => name) as [string, string, string];

test('a collection by hand is sorted, published and changed, and shoppers see it at once @mobile', async ({
  page,
  isMobile,
}) => {
  const [one, two, three] = await productNames();
  const name = anyName('Gifts');
  await openForm(page, '/products/collections/new');
  await expectAccessible(page);
  await field(page, 'Name').fill(name);
  for (const product of [one, two, three]) await addProduct(page, product);
  const up = page.getByRole('button', { name: `Move ${three} up` });
  if (isMobile) await up.tap();
  else {
    await up.focus();
    await page.keyboard.press('Enter');
    await expect(up, 'the button keeps the focus').toBeFocused();
  }
  await expect(chosen(page)).toHaveText([new RegExp(one), new RegExp(three), new RegExp(two)]);
  await page.getByRole('radio', { name: /^Published/ }).check();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await save(page);
  await expect(feedback(page, 'Collection added.')).toBeVisible();
  const editor = page.url();

  const address = url(`/collections/${slugOf(name)}`);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const order = (await shown(page)).join(' ');
  expect(order.indexOf(three)).toBeLessThan(order.indexOf(two));
  await expectAccessible(page);
  await page.goto(url('/'));
  await expect(page.getByRole('link', { name })).toBeVisible();
  expect(await (await page.request.get(url('/sitemap.xml'))).text()).toContain(
    `/collections/${slugOf(name)}<`,
  );

  await page.goto(editor);
  await page.waitForFunction(() => {
    const name = document.querySelector('form [name=name]');
    return name !== null && Object.keys(name).some((key) => key.startsWith('__reactProps'));
  });
  await page.getByRole('button', { name: `Remove ${three}` }).click();
  await field(page, 'Name').fill(`${name} again`);
  await save(page);
  await expect(page.getByRole('heading', { level: 2, name: `${name} again` })).toBeVisible();
  await expect
    .poll(async () => (await page.request.get(address)).text(), { timeout: 1000 })
    .toContain(`${name} again`);
  expect(await (await page.request.get(address)).text()).not.toContain(three);
});

test('the form of a collection keeps its input when a lost connection or a proxy prevents saving', async ({
  page,
}) => {
  const [one] = await productNames();
  const name = anyName('Kept');
  await openForm(page, '/products/collections/new');
  await field(page, 'Name').fill(name);
  await addProduct(page, one);
  const failures: [string, (route: Route) => Promise<void>][] = [
    ['a lost connection', (route) => route.abort('connectionreset')],
    ['a proxy', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: 'Try later' })],
  ];
  for (const [why, fail] of failures) {
    await page.route('**/products/collections/new', (route, request) =>
      request.method() === 'POST' ? fail(route) : route.continue(),
    );
    await save(page);
    const problem = page.getByRole('alert').filter({ hasText: 'We could not reach the shop.' });
    await expect(problem.first(), why).toBeFocused();
    await field(page, 'Find products to add').fill('another');
    await page.keyboard.press('Enter');
    await expect(problem, why).toHaveCount(2);
    await expect(field(page, 'Name'), why).toHaveValue(name);
    await expect(chosen(page), why).toHaveText([new RegExp(one)]);
    await expectAccessible(page);
    await page.unroute('**/products/collections/new');
  }
  await save(page);
  await expect(feedback(page, 'Collection added.')).toBeVisible();
  await expect(chosen(page)).toHaveText([new RegExp(one)]);
});

test('a collection’s picture is uploaded in its editor @mobile', async ({ page }) => {
  const name = anyName('Pictured');
  await openForm(page, '/products/collections/new');
  await field(page, 'Name').fill(name);
  await page.getByRole('radio', { name: /^Published/ }).check();
  await button(page, 'Choose picture').click();
  const picker = page.getByRole('dialog', { name: 'Choose a picture' });
  const file = await photo();
  await picker.locator('input[type=file]').setInputFiles(file);
  await expect(picker.getByRole('radio', { name: file.name })).toBeChecked({ timeout: 45_000 });
  await picker.getByRole('button', { name: 'Use picture' }).click();
  await expect(button(page, 'Change picture')).toBeVisible();
  await page.getByLabel('Picture description').fill('A white spot');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await save(page);
  await expect(feedback(page, 'Collection added.')).toBeVisible();
  await expect(button(page, 'Change picture')).toBeVisible();
  await page.goto(url(`/collections/${slugOf(name)}`));
  await expect(page.locator('meta[property="og:image"]')).toHaveAttribute('content', /\/media\/.*\.webp/);
});

test('the products of a rule are previewed, and a sold-out product leaves the collection', async ({
  page,
}) => {
  const [one] = await productNames();
  const [tag, name] = [`tag-${randomUUID().slice(0, 8)}`, anyName('Picked')];
  const [product] = await sql()<
    { id: string; shop_id: string }[]
  >`select id, shop_id from products where name = ${one}
    and shop_id = (select id from shops where slug = ${ownShop()})`;
  await sql()`insert into product_tags (shop_id, product_id, tag)
    values (${product?.shop_id ?? ''}, ${product?.id ?? ''}, ${tag})`;
  await openForm(page, '/products/collections/new');
  await field(page, 'Name').fill(name);
  await page.getByRole('radio', { name: 'Choose by rule' }).check();
  await save(page);
  await expect(page.getByText('Enter a tag'), 'the condition is not complete').toBeVisible();
  await field(page, 'Value of condition 1').fill(tag);
  await expect(page.getByText('1 product meets this rule now')).toBeVisible();
  await button(page, 'Add condition').click();
  await field(page, 'Condition 2').selectOption('in_stock');
  await page.getByRole('radio', { name: /^Published/ }).check();
  await expectAccessible(page);
  await save(page);
  await expect(feedback(page, 'Collection added.')).toBeVisible();

  const address = url(`/collections/${slugOf(name)}`);
  await page.goto(address);
  await expect(page.getByRole('link', { name: one }).first()).toBeVisible();
  const variants = await sql()<
    { id: string }[]
  >`select id from variants where product_id = ${product?.id ?? ''}`;
  for (const { id } of variants)
    await sql()`select adjust_stock(${id}, 0, 'Sold out') from variants
    where id = ${id} and is_tracked`;
  await runCron();
  const response = await page.request.get(address);
  expect(response.status()).toBe(200);
  expect(await response.text(), 'sold out').not.toContain(one);
});

test('collections are sorted and deleted in the list', async ({ page }) => {
  const names = [anyName('First'), anyName('Second')];
  await sql()`insert into collections (shop_id, slug, name, position)
    select shops.id, lower(replace(listed, ' ', '-')), listed, 100 from shops, unnest(${names}::text[]) as listed
    where shops.slug = ${ownShop()}`;
  await openAs(page, 'catalog', '/products/collections');
  const rows = page.getByRole('listitem').filter({ hasText: /^(First|Second)/ });
  await expectAccessible(page);
  const last = (await rows.last().getByRole('link').innerText()).trim();
  await page.getByRole('button', { name: `Move ${last} up` }).click();
  await expect(feedback(page, 'Collection moved.')).toBeVisible();
  await expect(rows.first()).toContainText(last);
  await expect(page.getByRole('button', { name: `Move ${last} up` })).toBeFocused();
  await rows
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).filter({ visible: true }).click();
  await expect(feedback(page, 'Collection deleted.')).toBeVisible();
  await expect(page.getByRole('link', { name: last })).toHaveCount(0);
  await openAs(page, 'verifier', '/products/collections');
  await expect(page.getByText('Products are not part of your role')).toBeVisible();
  await expect(page).toHaveURL(adminUrl('/products/collections'));
});
