import type { Page } from '@playwright/test';
import { at, expect, expectAccessible, mailTo, runCron, setting, sql, test } from './fixtures';
import { readOrder } from './orders';
import { payWith } from './shopper';
import { openSmallShop, placeAt } from './small-shop';
import { expectChecking, phonePhoto, uploadProof } from './transfer';

test.describe.configure({ timeout: 120_000 });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('who ordered from a shop that has closed since opens the order by the mail’s link, and shows the proof', async ({
  page,
}) => {
  const shop = await openSmallShop();
  const order = await placeAt(shop, 'bank_transfer');
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  await runCron();
  const mail = await mailTo(order.email, /How to pay/);
  expect(mail.from).toMatch(/^"Vouchers, “Lagos” & \$&" <[^<>]+>$/);
  const link = /href="([^"]+\/open\/[0-9a-f-]{36})"/.exec(mail.html ?? '')?.[1] ?? '';
  expect(link).toContain(at(shop.host, `/orders/${order.number}/open/`));

  expect((await page.goto(link))?.status()).toBe(200);
  await expect(heading(page)).toHaveText('Make your transfer');
  await expect(page.getByText('0987654321')).toBeVisible();
  await expect(page.getByText(shop.name).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /cart/i })).toHaveCount(0);
  await expectAccessible(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);

  for (const path of ['/', '/products', '/products/voucher', '/cart', '/checkout']) {
    expect((await page.goto(at(shop.host, path)))?.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText('This shop is closed');
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Find my order' }).first().click();
  await page.getByRole('link', { name: `Order ${order.number}` }).click();
  await expect(heading(page)).toHaveText('We are checking your transfer');
});

test.describe('before a script is here', () => {
  test.use({ javaScriptEnabled: false });

  test('a shop that has closed says so on each of its pages', async ({ page }) => {
    const shop = await openSmallShop();
    await placeAt(shop, 'bank_transfer');
    await sql()`update shops set published_at = null where id = ${shop.id}`;
    for (const path of ['/', '/products', '/products/voucher', '/cart', '/checkout']) {
      expect((await page.goto(at(shop.host, path)))?.status(), path).toBe(404);
      await expect(page.getByText(shop.name).first(), path).toBeVisible();
      await expect(heading(page), path).toHaveText('This shop is closed');
    }
  });
});

test('who pays under another domain of a shop that has closed comes back by the primary one, and to their order', async ({
  page,
}) => {
  const shop = await openSmallShop();
  const order = await placeAt(shop, 'paystack');
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  await page.goto(at(shop.other, `/orders/${order.number}/open/${order.access_token}`));
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page).toHaveURL((url) => url.href.startsWith(setting('PAYSTACK_BASE_URL')));
  // who gives up comes back to the order, too
  await page.getByRole('link', { name: /cancel/i }).click();
  await expect(page).toHaveURL(at(shop.other, `/orders/${order.number}`));
  await page.getByRole('button', { name: /^Pay/ }).click();
  const back = page.waitForRequest((request) => request.url().includes('/checkout/return'));
  await payWith(page, 'good');
  expect(new URL((await back).url()).host).toBe(new URL(at(shop.host, '/')).host);
  await expect(page).toHaveURL(at(shop.other, `/orders/${order.number}`));
  await expect(heading(page)).toHaveText('Thank you, Ada');
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1 });
});

test('the return page leads to no host that is not the shop’s', async ({ request }) => {
  const answer = await request.get(`${setting('SITE_URL')}/checkout/return?at=evil.example&order=7K3M-Q2XD`, {
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(307);
  expect(new URL(answer.headers().location ?? '', setting('SITE_URL')).origin).toBe(setting('SITE_URL'));
});

test('a shop that has not opened yet shows nothing under its domain, and no other shop', async ({ page }) => {
  const shop = await openSmallShop();
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  for (const path of ['/', '/products', '/orders']) {
    expect((await page.goto(at(shop.host, path)))?.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText('Page not found');
    await expect(page.getByText(/Vouchers|Ìtànná/)).toHaveCount(0);
  }
});
