import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { CLIENT_HEADER, signAddress } from '../lib/signed-address';
import {
  expect,
  expectAccessible,
  expectNoHorizontalScroll,
  hostUrl,
  runCron,
  setting,
  sql,
  staff,
  test,
  waitForEmail,
} from './fixtures';
import { readOrder } from './orders';
import { ownShop } from './shop';
import { fillCheckout, payWith } from './shopper';
import { createSmallShop, placeOrderAt, type SmallShop } from './small-shop';
import { enterPassword, expirePasswordChecks, openAs, passwordDialog } from './staff';

test.describe.configure({ timeout: 120_000 });

/** The limits that stop one buyer from reserving a shop's whole stock, as shoppers and staff see them. */

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const openLink = (shop: SmallShop, order: { number: string; access_token: string }) =>
  hostUrl(shop.host, `/orders/${order.number}/open/${order.access_token}`);

/** Fills in the checkout of a cart with one voucher. Returns the email address. */
async function fillCheckoutAt(shop: SmallShop, page: Page, payment: RegExp): Promise<string> {
  await page.goto(hostUrl(shop.host, '/products/voucher'));
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
  return fillCheckout(page, payment, hostUrl(shop.host, '/checkout'));
}
const place = (page: Page) => page.getByRole('button', { name: /^Place order/ }).click();

test('an order above the limit for unpaid stock is not reserved until it is paid @mobile', async ({
  page,
}) => {
  const shop = await createSmallShop(10);
  const order = await placeOrderAt(shop, 'paystack', 6);
  await page.goto(openLink(shop, order));
  await expect(heading(page)).toHaveText('Complete your payment');
  await expect(page.getByText('yours are not reserved. Pay now to get them.')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  const other = await placeOrderAt(shop, 'bank_transfer', 5);
  await page.goto(openLink(shop, other));
  await expect(page.getByText(/We’re holding your items/)).toBeVisible();
  const third = await placeOrderAt(shop, 'bank_transfer', 1);
  await page.goto(openLink(shop, third));
  await expect(page.getByText('You get them once we receive your payment')).toBeVisible();
  await expectAccessible(page);

  await sql()`select adjust_stock(${shop.variant}, 16, 'New delivery')`;
  await page.goto(openLink(shop, order));
  await page.getByRole('button', { name: 'Pay now' }).click();
  await payWith(page, 'good');
  await expect(heading(page)).toHaveText('Thank you, Ada');
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1 });
});

test('a new customer’s cash order is confirmed by the link in the email @mobile', async ({ page }) => {
  const shop = await createSmallShop(10);
  const email = await fillCheckoutAt(shop, page, /Pay on delivery/);
  await place(page);
  await expect(page.getByText(/Open the link in the email by/)).toBeVisible();
  await expectAccessible(page);
  const [stock] = await sql()`select private.available_stock(${shop.variant}) as left`;
  expect(stock?.left, 'nothing is reserved yet').toBe(10);

  await runCron();
  const { html = '' } = await waitForEmail(email);
  const link = /href="([^"]+\/open\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm my order' }).click();
  await expect(page.getByText('Thank you, your order is confirmed.')).toBeVisible();
  const [left] = await sql()`select private.available_stock(${shop.variant}) as left`;
  expect(left?.left).toBe(9);
});

test.describe('without JavaScript', () => {
  /** A page whose requests claim a different IP address each time. */
  async function pageWithForgedAddress(browser: Browser) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const address = `2001:db8::${randomUUID().slice(0, 4)}`;
      const forged = { 'x-forwarded-for': address, 'x-vercel-forwarded-for': address, 'x-real-ip': address };
      return route.continue({
        headers: {
          ...route.request().headers(),
          ...forged,
          [CLIENT_HEADER]: signAddress(address, 'guessed'),
        },
      });
    });
    return page;
  }

  async function order(shop: SmallShop, page: Page) {
    const email = await fillCheckoutAt(shop, page, /Transfer/);
    await place(page);
    return email;
  }

  test('limits orders per IP address despite forged headers, but not those from other addresses', async ({
    browser,
  }) => {
    const shop = await createSmallShop();
    await sql()`update usage_limits set max_count = 2, max_direct = 2 where shop_id = ${shop.id} and action = 'order'`;
    for (let count = 0; count < 2; count++) {
      const page = await pageWithForgedAddress(browser);
      await order(shop, page);
      await expect(heading(page)).toHaveText('Make your transfer');
      await page.context().close();
    }
    const page = await pageWithForgedAddress(browser);
    const email = await order(shop, page);
    await expect(page.getByText('Too many attempts.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Email' }), 'keeps the input').toHaveValue(email);
    await page.context().close();

    const otherAddress = signAddress('198.51.100.9', setting('CLIENT_ADDRESS_SECRET'));
    const context = await browser.newContext({
      javaScriptEnabled: false,
      extraHTTPHeaders: { [CLIENT_HEADER]: otherAddress },
    });
    const otherPage = await context.newPage();
    await order(shop, otherPage);
    await expect(heading(otherPage)).toHaveText('Make your transfer');
    await context.close();
  });
});

test('the owner changes the limits for unpaid orders after entering the password', async ({ page }) => {
  const read = () =>
    sql()`select reserve_share, max_unpaid_orders from shop_settings
      where shop_id = (select id from shops where slug = ${ownShop()})`.then(([row]) => row);
  const before = await read();
  await openAs(page, 'owner', '/settings');
  await expirePasswordChecks();
  try {
    const form = page.locator('form').filter({ has: page.locator('[name=reserve_share]') });
    const unpaid = form.getByLabel('Unpaid orders per customer');
    await form.getByLabel('Share of a product’s stock (%)').fill('250');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByLabel('Share of a product’s stock (%)')).toHaveAttribute('aria-invalid', 'true');
    await form.getByLabel('Share of a product’s stock (%)').fill('80');
    await unpaid.fill('7');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(passwordDialog(page)).toBeVisible();
    await enterPassword(page, staff('owner').password);
    await expect(form.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
    expect(await read()).toMatchObject({ max_unpaid_orders: 7 });
    await page.reload();
    await expect(unpaid).toHaveValue('7');
    await expectAccessible(page);
  } finally {
    await sql()`update shop_settings set ${sql()(before as Record<string, never>)} where shop_id = (select id from shops where slug = ${ownShop()})`;
  }
});
