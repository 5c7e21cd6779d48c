import type { Page } from '@playwright/test';
import { expect, expectAccessible, hostUrl, runCron, setting, sql, test, waitForEmail } from './fixtures';
import { readOrder } from './orders';
import { payWith } from './shopper';
import { createSmallShop, placeOrderAt } from './small-shop';
import { expectChecking, phonePhoto, uploadProof } from './transfer';

test.describe.configure({ timeout: 120_000 });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('a customer of a closed shop opens the order through the email’s link and uploads a proof', async ({
  page,
}) => {
  const shop = await createSmallShop();
  const order = await placeOrderAt(shop, 'bank_transfer');
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  await runCron();
  const message = await waitForEmail(order.email, /How to pay/);
  expect(message.from).toMatch(/^"Vouchers, “Lagos” & \$&" <[^<>]+>$/);
  const link = /href="([^"]+\/open\/[0-9a-f-]{36})"/.exec(message.html ?? '')?.[1] ?? '';
  expect(link).toContain(hostUrl(shop.host, `/orders/${order.number}/open/`));

  expect((await page.goto(link))?.status()).toBe(200);
  await expect(heading(page)).toHaveText('Make your transfer');
  await expect(page.getByText('0987654321')).toBeVisible();
  await expect(page.getByText(shop.name).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /cart/i })).toHaveCount(0);
  await expectAccessible(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);

  for (const path of ['/', '/products', '/products/voucher', '/cart', '/checkout']) {
    expect((await page.goto(hostUrl(shop.host, path)))?.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText('This shop is closed');
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Find my order' }).first().click();
  await page.getByRole('link', { name: `Order ${order.number}` }).click();
  await expect(heading(page)).toHaveText('We are checking your transfer');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every page of a closed shop says that it is closed', async ({ page }) => {
    const shop = await createSmallShop();
    await placeOrderAt(shop, 'bank_transfer');
    await sql()`update shops set published_at = null where id = ${shop.id}`;
    for (const path of ['/', '/products', '/products/voucher', '/cart', '/checkout']) {
      expect((await page.goto(hostUrl(shop.host, path)))?.status(), path).toBe(404);
      await expect(page.getByText(shop.name).first(), path).toBeVisible();
      await expect(heading(page), path).toHaveText('This shop is closed');
    }
  });
});

test('after paying a closed shop, the shopper returns through its primary domain to the order on the other domain', async ({
  page,
}) => {
  const shop = await createSmallShop();
  const order = await placeOrderAt(shop, 'paystack');
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  await page.goto(hostUrl(shop.otherHost, `/orders/${order.number}/open/${order.access_token}`));
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page).toHaveURL((url) => url.href.startsWith(setting('PAYSTACK_BASE_URL')));
  // Cancelling on the gateway's page also returns to the order.
  await page.getByRole('link', { name: /cancel/i }).click();
  await expect(page).toHaveURL(hostUrl(shop.otherHost, `/orders/${order.number}`));
  await page.getByRole('button', { name: /^Pay/ }).click();
  const back = page.waitForRequest((request) => request.url().includes('/checkout/return'));
  await payWith(page, 'good');
  expect(new URL((await back).url()).host).toBe(new URL(hostUrl(shop.host, '/')).host);
  await expect(page).toHaveURL(hostUrl(shop.otherHost, `/orders/${order.number}`));
  await expect(heading(page)).toHaveText('Thank you, Ada');
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1 });
});

test('the return page does not redirect to another site', async ({ request }) => {
  const answer = await request.get(`${setting('SITE_URL')}/checkout/return?at=evil.example&order=7K3M-Q2XD`, {
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(307);
  expect(new URL(answer.headers().location ?? '', setting('SITE_URL')).origin).toBe(setting('SITE_URL'));
});

test('the domain of an unpublished shop without orders shows “Page not found” and no other shop', async ({
  page,
}) => {
  const shop = await createSmallShop();
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  for (const path of ['/', '/products', '/orders']) {
    expect((await page.goto(hostUrl(shop.host, path)))?.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText('Page not found');
    await expect(page.getByText(/Vouchers|Ìtànná/)).toHaveCount(0);
  }
});
