import type { Page } from '@playwright/test';
import { expect, expectAccessible, setting, test, waitForEmail } from './fixtures';
import { placeOrder, readOrder } from './orders';
import {
  addToCart,
  expectNoHorizontalScroll,
  fillCheckout,
  ordersOf,
  payWith,
  placeButton,
  url,
} from './shopper';
import { openOrderAs } from './staff';

/* Shoppers and staff whose page is left, outdated or offline: forms keep their input, and orders stay payable. */

test.describe('back from the gateway or another tab', () => {
  test('the cart and the checkout show an unpaid order, which can be paid from there @mobile', async ({
    page,
  }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
    await page.goBack();
    const [order] = await ordersOf(email);
    const title = page.getByRole('heading', { name: `Order ${order?.number} is not paid yet` });
    await expect(title, 'in the checkout').toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await page.goto(url('/cart'));
    await expect(title, 'in the cart').toBeVisible();
    const { subject, html = '' } = await waitForEmail(email);
    expect(subject).toBe(`Order ${order?.number}: complete your payment`);
    expect(html).toMatch(new RegExp(`/orders/${order?.number}/open/[0-9a-f-]{36}`));
    await page.getByRole('button', { name: 'Pay now' }).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('cancelling an unpaid order puts its items back in the cart @mobile', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
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

  test('the order’s page says that nothing was charged after a cancelled or declined payment', async ({
    page,
  }) => {
    await addToCart(page, 'harmattan-balm');
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

  test('the empty checkout in a second tab links to the order just placed', async ({ page, context }) => {
    await addToCart(page, 'harmattan-balm');
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

  test('a cart change in another tab is reported, not a price change', async ({ page, context }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await addToCart(await context.newPage(), 'zobo-glow-serum', /30 ml/);
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

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an unpaid order can be paid or put back in the cart', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
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

/** Sends the next form to an unknown server action, as a page of an earlier build would. */
async function outdateNextForm(page: Page) {
  let isDone = false;
  await page.route('**', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST' || isDone) return route.fallback();
    isDone = true;
    const headers = await request.allHeaders();
    const other = 'ab'.repeat(21);
    if (headers['next-action']) return route.continue({ headers: { ...headers, 'next-action': other } });
    const body = request.postDataBuffer()?.toString('latin1') ?? '';
    await route.continue({
      postData: Buffer.from(
        body
          .replaceAll(/\$ACTION_ID_[0-9a-f]{42}/g, `$ACTION_ID_${other}`)
          .replaceAll(/"id":"[0-9a-f]{42}"/g, `"id":"${other}"`),
        'latin1',
      ),
    });
  });
}

async function expectValues(page: Page, email: string) {
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email);
  await expect(page.getByLabel('Street and number')).toHaveValue('12 Herbert Macaulay Way');
  await expect(page.getByLabel('State', { exact: true })).toHaveValue('Lagos');
}

test.describe('the input of the checkout form', () => {
  test('survives a reload and a new tab, and is deleted after the order @mobile', async ({
    page,
    context,
  }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await page.reload();
    await expectValues(page, email);
    await page.close();
    const again = await context.newPage();
    await again.goto(url('/checkout'));
    await expectValues(again, email);
    const stored = await again.evaluate(() => JSON.stringify(localStorage));
    expect(stored).toContain(email);
    expect(stored).not.toMatch(/paystack|payment/);
    await again.getByRole('radio', { name: /Pay on delivery/ }).check();
    await placeButton(again).click();
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await again.evaluate(() => localStorage.length)).toBe(0);
  });

  test('is restored after an unpaid order is put back in the cart', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await page.getByRole('link', { name: 'Cancel payment' }).click();
    await page.goto(url('/cart'));
    await page.getByRole('button', { name: 'Cancel and put items back in cart' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await expectValues(page, email);
  });
});

test.describe('a form of an earlier build', () => {
  test('keeps the checkout’s input, and sending it again places one order', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await outdateNextForm(page);
    await placeButton(page).click();
    await expect(page.getByText('This page was updated')).toBeVisible();
    await expectValues(page, email);
    await expect(page.getByRole('radio', { name: /Pay on delivery/ })).toBeChecked();
    expect(await ordersOf(email)).toHaveLength(0);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toHaveLength(1);
  });

  test('keeps the input on the order’s page', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await page.getByText('Cancel this order').click();
    await page.getByLabel('Why?').fill('Bought it twice');
    await outdateNextForm(page);
    await page.getByRole('button', { name: 'Yes, cancel the order' }).click();
    await expect(page.getByText('This page was updated')).toBeVisible();
    await page.getByText('Cancel this order').click();
    await expect(page.getByLabel('Why?')).toHaveValue('Bought it twice');
    await page.getByRole('button', { name: 'Yes, cancel the order' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was cancelled');
  });
});

test('a staff form of an earlier build keeps its input', async ({ page }) => {
  const order = await placeOrder('cod');
  await openOrderAs(page, 'owner', order);
  await page.getByLabel('Add a note').fill('She is at home after six.');
  await outdateNextForm(page);
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(page.getByText('This page was updated')).toBeVisible();
  await expect(page.getByLabel('Add a note')).toHaveValue('She is at home after six.');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});

test.describe('offline', () => {
  test('the page stays, the input is kept, and the message names the connection @mobile', async ({
    page,
    context,
  }) => {
    await addToCart(page, 'harmattan-balm');
    await context.setOffline(true);
    await expect(page.getByText('You’re offline.')).toBeVisible();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('We could not reach the shop. Check your connection')).toBeVisible();
    await page
      .getByRole('link', { name: 'View cart' })
      .or(page.getByRole('link', { name: /^Cart/ }))
      .first()
      .click();
    // The URL has the fragment if the button was pressed before the page's scripts had loaded.
    await expect(page).toHaveURL(/\/products\/harmattan-balm(#added)?$/);
    await expectAccessible(page);
    await context.setOffline(false);

    const email = await fillCheckout(page, /Pay on delivery/);
    await context.setOffline(true);
    await placeButton(page).click();
    await expect(page.getByText('We could not reach the shop')).toBeVisible();
    await expectValues(page, email);
    await context.setOffline(false);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toHaveLength(1);

    await page.getByText('Cancel this order').click();
    await page.getByLabel('Why?').fill('Bought it twice');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Yes, cancel the order' }).click();
    await expect(page.getByText('We could not reach the shop. Check your connection')).toBeVisible();
    await expect(page.getByLabel('Why?')).toHaveValue('Bought it twice');
    await expect(page.getByText('Something broke')).toHaveCount(0);
  });
});

test.describe('a form of an earlier build, without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('keeps the checkout’s input, and sending it again places one order', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await outdateNextForm(page);
    await placeButton(page).click();
    await expect(page.getByText('We just updated the shop')).toBeVisible();
    await expectValues(page, email);
    expect(await ordersOf(email)).toHaveLength(0);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toHaveLength(1);
  });

  test('other pages say that the shop was updated and link back', async ({ page }) => {
    await page.goto(url('/products/harmattan-balm'));
    await outdateNextForm(page);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We just updated the shop');
    await page.getByRole('link', { name: 'Back to the page' }).click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('Added to your cart')).toBeVisible();
  });
});
