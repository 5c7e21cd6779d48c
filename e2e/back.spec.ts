import { expect, expectAccessible, mailTo, setting, test } from './fixtures';
import { readOrder } from './orders';
import {
  expectNoSidewaysScroll,
  fillCheckout,
  ordersOf,
  payWith,
  placeButton,
  putIntoCart,
  url,
  visitorHeaders,
} from './shopper';

/* A shopper who leaves the checkout in the middle, and comes back. */

test.use({ extraHTTPHeaders: visitorHeaders() });

test.describe('back from the gateway', () => {
  test('an unpaid order is found in the cart and at the checkout, and paid from there @mobile', async ({
    page,
  }) => {
    await putIntoCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
    await page.goBack();
    const [order] = await ordersOf(email);
    const title = page.getByRole('heading', { name: `Order ${order?.number} is not paid yet` });
    await expect(title, 'at the checkout').toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto(url('/cart'));
    await expect(title, 'in the cart').toBeVisible();
    const { subject, html = '' } = await mailTo(email);
    expect(subject).toBe(`Order ${order?.number}: complete your payment`);
    expect(html).toMatch(new RegExp(`/orders/${order?.number}/open/[0-9a-f-]{36}`));
    await page.getByRole('button', { name: 'Pay now' }).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('its items go back into the cart, and are ordered once @mobile', async ({ page }) => {
    await putIntoCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
    await page.goto(url('/cart'));
    await page.getByRole('button', { name: 'Cancel and put items back in cart' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart');
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /is not paid yet/ })).toHaveCount(0);
    const [order] = await ordersOf(email);
    expect(await readOrder({ order_id: order?.order_id ?? '' })).toMatchObject({ state: 'cancelled' });
  });

  test('who cancels at the gateway, or is declined there, is told that nothing was charged', async ({
    page,
  }) => {
    await putIntoCart(page, 'harmattan-balm');
    await fillCheckout(page);
    await placeButton(page).click();
    await page.getByRole('link', { name: 'Cancel payment' }).click();
    const title = page.getByRole('heading', { level: 1 });
    await expect(title).toHaveText('Your payment was not completed');
    await expect(page.getByText('Nothing was charged')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Pay now' }).click();
    await payWith(page, 'declined');
    await page.getByRole('link', { name: 'Cancel payment' }).click();
    await expect(title).toHaveText('The payment did not go through');
    await expect(page.getByText('Nothing was charged')).toBeVisible();
  });

  test('a second tab’s empty checkout leads to the order that was just placed', async ({ page, context }) => {
    await putIntoCart(page, 'harmattan-balm');
    const second = await context.newPage();
    await second.goto(url('/checkout'));
    const email = await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    const [order] = await ordersOf(email);
    await second.reload();
    await expect(second.getByText(`You placed order ${order?.number}`)).toBeVisible();
    await second.getByRole('link', { name: 'View order' }).click();
    await expect(second.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
  });

  test('a cart that was changed in another tab is named, and not a price', async ({ page, context }) => {
    await putIntoCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await putIntoCart(await context.newPage(), 'zobo-glow-serum', /30 ml/);
    await placeButton(page).click();
    await expect(page.getByText('Your cart has changed since you opened this page.')).toBeVisible();
    await expect(page.getByText('price has changed')).toHaveCount(0);
    await expect(page.getByText('Zobo Glow Serum')).toBeVisible();
    expect(await ordersOf(email)).toHaveLength(0);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toHaveLength(1);
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the unpaid order is found and paid, or put back into the cart', async ({ page }) => {
    await putIntoCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
    await page.goto(url('/checkout'));
    await page.getByRole('button', { name: 'Pay now' }).click();
    await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
    await page.goto(url('/cart'));
    await page.getByRole('button', { name: 'Cancel and put items back in cart' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart');
    await expect(page.getByText('Harmattan Balm')).toBeVisible();
    expect(await ordersOf(email)).toMatchObject([{ status: 'cancelled' }]);
  });
});
