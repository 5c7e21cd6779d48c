import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, setting, sql, test } from './fixtures';
import { anyPhone, type PlacedOrder, readOrder, rpc, runCron } from './orders';
import { payWith } from './shopper';
import { expectChecking, phonePhoto, uploadProof } from './transfer';

test.describe.configure({ timeout: 120_000 });

type SmallShop = { id: string; name: string; host: string; other: string; variant: string; rate: string };

/** A shop of one voucher, under two host names. */
async function openShop(): Promise<SmallShop> {
  const slug = `voucher-${randomUUID().slice(0, 8)}`;
  const [name, host, other] = ['Vouchers, “Lagos” & $&', `${slug}.localhost`, `old.${slug}.localhost`];
  return sql().begin(async (tx) => {
    const [shop] = await tx<{ id: string }[]>`insert into shops ${tx({
      ...{
        slug,
        name,
        tagline: 'By mail',
        currency: 'NGN',
        country: 'NG',
        contact_email: 'help@vouchers.example',
      },
      published_at: new Date(),
    })} returning id`;
    const id = shop?.id ?? '';
    await tx`insert into shop_domains (host, shop_id, is_primary) values (${other}, ${id}, false), (${host}, ${id}, true)`;
    await tx`insert into payment_methods (shop_id, method, stock_policy, lock_for, label) values
      (${id}, 'paystack', 'lock_then_deduct', '30 minutes', 'Card'),
      (${id}, 'bank_transfer', 'lock_until_verified', '2 hours', 'Transfer')`;
    await tx`insert into bank_accounts (shop_id, bank, account_name, account_number)
      values (${id}, 'GTBank', 'Vouchers Limited', '0987654321')`;
    const [rate] =
      await tx`insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days)
      values (${id}, 'Email', 0, 'NG', 0, 0) returning id`;
    const [product] = await tx`insert into products (shop_id, slug, name, published_at)
      values (${id}, 'voucher', 'Voucher', now()) returning id`;
    const [variant] = await tx`insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
      values (${id}, ${product?.id}, ${slug}, 500000, false) returning id`;
    return { id, name, host, other, variant: variant?.id, rate: rate?.id };
  });
}

async function placeAt(shop: SmallShop, payment_method: 'paystack' | 'bank_transfer') {
  const { token } = (await rpc('set_cart_item', { variant_id: shop.variant, quantity: 1 })) as {
    token: string;
  };
  const email = `${randomUUID()}@example.com`;
  const order = await rpc('create_order', {
    ...{ cart_token: token, idempotency_key: randomUUID() },
    checkout: {
      ...{ email, phone: anyPhone(), name: 'Ada Obi', payment_method, shipping_rate_id: shop.rate },
      shipping_address: { line1: '12 Herbert Macaulay Way', city: 'Yaba', region: 'Lagos', country: 'NG' },
    },
  });
  return { ...(order as PlacedOrder), email };
}

const at = (host: string, path: string) => setting('SITE_URL').replace('//localhost', `//${host}`) + path;
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('who ordered from a shop that has closed since opens the order by the mail’s link, and shows the proof', async ({
  page,
}) => {
  const shop = await openShop();
  const order = await placeAt(shop, 'bank_transfer');
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  await runCron();
  const mail = await mailTo(order.email, /How to pay/);
  expect(mail.from).toMatch(/^"Vouchers, “Lagos” & \$&" <[^<>]+>$/);
  const link = /href="([^"]+\/open\/[0-9a-f-]{36})"/.exec(mail.html ?? '')?.[1] ?? '';
  expect(link).toContain(at(shop.host, `/orders/${order.number}/open/`));

  expect((await page.goto(link))?.status()).toBe(200);
  await expect(heading(page)).toHaveText('One step left: your transfer');
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
    const shop = await openShop();
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
  const shop = await openShop();
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
  const shop = await openShop();
  await sql()`update shops set published_at = null where id = ${shop.id}`;
  for (const path of ['/', '/products', '/orders']) {
    expect((await page.goto(at(shop.host, path)))?.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText('There is nothing here');
    await expect(page.getByText(/Vouchers|Ìtànná/)).toHaveCount(0);
  }
});
