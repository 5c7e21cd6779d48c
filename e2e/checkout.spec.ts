import type { Page } from '@playwright/test';
import { expect, expectAccessible, setting, sql, test, waitForEmail } from './fixtures';
import { placeOrder, readOrder } from './orders';
import {
  addToCart,
  expectNoHorizontalScroll,
  fillCheckout,
  findVariant,
  ordersOf,
  payWith,
  placeButton,
  setAvailableStock,
  url,
} from './shopper';

test.describe.configure({ mode: 'serial' });

test.describe('filling in the form', () => {
  test('shows errors at their fields and focuses the first @mobile', async ({ page }) => {
    await addToCart(page, 'shea-day-cream');
    await page.goto(url('/checkout'));
    await placeButton(page).click();
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeFocused();
    await expect(page.getByText('Enter an email address such as ada@example.com.')).toBeVisible();
    await expectAccessible(page);
    await fillCheckout(page);
    await page.getByLabel('Phone').fill('0803 123');
    await placeButton(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'phone number' })).toBeVisible();
    await expect(page.getByLabel('Phone')).toBeFocused();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Obi');
  });

  test('offers the delivery options of the chosen state and updates the total', async ({ page }) => {
    await addToCart(page, 'shea-day-cream', /50 g/);
    await page.goto(url('/checkout'));
    await expect(placeButton(page), 'no total before the state is chosen').toHaveText('Place order');
    await expect(page.getByText('Choose your state first')).toBeVisible();
    await expect(page.getByText('Total', { exact: true })).toHaveCount(0);
    await fillCheckout(page);
    await expect(placeButton(page)).toHaveText('Place order · ₦15,000');
    await page.getByLabel('State', { exact: true }).selectOption('Kano');
    await expect(page.getByRole('radio', { name: /Lagos rider/ })).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /Nationwide courier/ })).toBeChecked();
    await expect(placeButton(page)).toHaveText('Place order · ₦17,000');
  });
});

test.describe('a product without delivery', () => {
  async function setNeedsDelivery(needs_delivery: boolean) {
    const id = await findVariant('ITN-GUA-JSP');
    await sql()`update variants set needs_delivery = ${needs_delivery} where id = ${id}`;
  }
  test.beforeAll(() => setNeedsDelivery(false));
  test.afterAll(() => setNeedsDelivery(true));

  async function orderWithoutAddress(page: Page) {
    await addToCart(page, 'jasper-gua-sha');
    await page.goto(url('/checkout'));
    const email = `${crypto.randomUUID()}@example.com`;
    await expect(page.getByLabel('Street and number')).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Delivery' })).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /Pay on delivery/ })).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    await page.getByLabel('Phone').fill('0803 123 4567');
    await page.getByLabel('Full name').fill('Ada Obi');
    await page.getByRole('radio', { name: /Bank transfer/ }).check();
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make your transfer');
    await expect(page.getByText('Delivery address')).toHaveCount(0);
    const [order] = await sql()`select shipping_address, shipping_minor from orders where email = ${email}`;
    expect(order).toEqual({ shipping_address: null, shipping_minor: '0' });
  }

  test('is ordered without an address @mobile', async ({ page }) => {
    await orderWithoutAddress(page);
    await expectAccessible(page);
  });

  test.describe('and without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    test('is ordered without an address', ({ page }) => orderWithoutAddress(page));
  });
});

test.describe('an email address or phone number that is probably wrong', () => {
  const question = (page: Page) => page.getByText(/^Did you mean \S+ Correct your email address/);

  test('is questioned before the order, and the suggestion can be used @mobile', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const right = (await fillCheckout(page, /Pay on delivery/)).replace('example.com', 'gmail.com');
    const wrong = right.replace('gmail.com', 'gmial.com');
    await page.getByRole('textbox', { name: 'Email' }).fill(wrong);
    await page.getByLabel('Phone').fill('+233 24 123 4567');
    const use = page.getByRole('button', { name: `Use ${right}` });
    await expect(use, 'shown when the field loses focus').toBeVisible();
    await placeButton(page).click();
    await expect(question(page)).toContainText(right);
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeFocused();
    await expect(page.getByText('This phone number is from another country: +233 (Ghana).')).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    expect(await ordersOf(wrong), 'nothing was ordered').toEqual([]);
    await use.click();
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(right);
    await expect(question(page)).toHaveCount(0);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(right)).toMatchObject([{ phone: '+233241234567' }]);
  });

  test('is accepted when the form is submitted again', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const wrong = (await fillCheckout(page, /Pay on delivery/)).replace('example.com', 'hotmial.com');
    await page.getByRole('textbox', { name: 'Email' }).fill(wrong);
    await placeButton(page).click();
    await expect(question(page)).toBeVisible();
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(wrong)).toHaveLength(1);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('is questioned once, then accepted', async ({ page }) => {
      await addToCart(page, 'harmattan-balm');
      const wrong = (await fillCheckout(page, /Pay on delivery/)).replace('example.com', 'yaho.com');
      await page.getByRole('textbox', { name: 'Email' }).fill(wrong);
      await page.getByLabel('Phone').fill('+44 7400 123456');
      await placeButton(page).click();
      await expect(question(page)).toBeVisible();
      await expect(
        page.getByText('This phone number is from another country: +44 (United Kingdom).'),
      ).toBeVisible();
      expect(await ordersOf(wrong)).toEqual([]);
      await placeButton(page).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
      expect(await ordersOf(wrong)).toHaveLength(1);
    });
  });
});

test.describe('placing the order', () => {
  test('an order with cash on delivery is confirmed right away @mobile', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    await expect(page.getByText('You pay when it arrives.')).toBeVisible();
    await expectAccessible(page);
    expect(await ordersOf(email)).toMatchObject([{ status: 'confirmed' }]);
  });

  test('a double click places one order and empties the cart', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).dblclick();
    await payWith(page, 'declined');
    await page.goto(url('/checkout'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
    expect(await ordersOf(email)).toHaveLength(1);
  });

  test('submitting again after a lost response shows the same order', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await page.route(url('/checkout'), async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await placeButton(page).click();
    await expect(page.getByText('We could not reach the shop')).toBeVisible();
    expect(await ordersOf(email)).toHaveLength(1);
    await page.unroute(url('/checkout'));
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toHaveLength(1);
  });

  test('names the product and what is left if it sold out in the meantime', async ({ page }) => {
    await setAvailableStock('ITN-SET-WKND', 3);
    await addToCart(page, 'weekender-set');
    await page.getByLabel('Quantity').fill('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 3 items' })).toBeVisible();
    const email = await fillCheckout(page);
    await setAvailableStock('ITN-SET-WKND', 1);
    await placeButton(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'this just sold out' });
    await expect(alert).toContainText('The Weekender: only 1 left');
    await expect(alert).toBeFocused();
    await expectAccessible(page);
    expect(await ordersOf(email)).toHaveLength(0);
    await alert.getByRole('link', { name: 'Edit cart' }).click();
    await page.getByRole('button', { name: 'Reduce to 1' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await expect(page.getByLabel('Full name'), 'keeps the input').toHaveValue('Ada Obi');
    await page.getByRole('radio', { name: /Pay on delivery/ }).check();
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    await setAvailableStock('ITN-SET-WKND', 14);
  });

  test('shows a changed price before the order is placed', async ({ page }) => {
    await addToCart(page, 'ofada-rice-polish');
    const email = await fillCheckout(page, /Pay on delivery/);
    await expect(placeButton(page)).toHaveText('Place order · ₦11,000');
    const id = await findVariant('ITN-ORP-60');
    try {
      await sql()`update variants set price_minor = 900000 where id = ${id}`;
      await placeButton(page).click();
      await expect(page.getByRole('alert').filter({ hasText: 'A price has changed' })).toContainText(
        '₦11,500',
      );
      expect(await ordersOf(email)).toHaveLength(0);
      await expect(placeButton(page)).toHaveText('Place order · ₦11,500');
      await placeButton(page).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
      expect(await ordersOf(email)).toMatchObject([{ total_minor: '1150000' }]);
    } finally {
      await sql()`update variants set price_minor = 850000 where id = ${id}`;
    }
  });

  test('refuses a checkout form that was already used, even with a new cart', async ({ page, context }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    const second = await context.newPage();
    await page.route(url('/checkout'), async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await placeButton(page).click();
    await expect(page.getByText('We could not reach the shop')).toBeVisible();
    await page.unroute(url('/checkout'));
    await addToCart(second, 'zobo-glow-serum', /30 ml/);
    await placeButton(page).click();
    await expect(page.getByText('This checkout was already used for another order.')).toBeVisible();
    expect(await ordersOf(email)).toHaveLength(1);
  });
});

test.describe('a guest’s order', () => {
  test('is hidden from other visitors, and the email’s link opens it on another device', async ({
    page,
    browser,
  }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    const { html = '' } = await waitForEmail(email);
    const link = /href="([^"]+\/open\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

    const stranger = await (await browser.newContext()).newPage();
    expect((await stranger.goto(page.url()))?.status()).toBe(404);
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(
      'This order opens with its private link',
    );
    await expect(stranger.getByText('Herbert Macaulay')).toHaveCount(0);
    await stranger.goto(link.replace(/[0-9a-f]{4}$/, '0000'));
    await expect(stranger.getByText('Herbert Macaulay')).toHaveCount(0);
    await stranger.goto(link);
    await expect(stranger).toHaveURL(page.url());
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    await stranger.context().close();
  });

  test('does not open with the access token of another order', async ({ page, context }) => {
    const order = await placeOrder('cod');
    const other = await placeOrder('cod');
    await context.addCookies([
      { name: `order_${other.number}`, value: order.access_token, url: setting('SITE_URL') },
    ]);
    await page.goto(url(`/orders/${other.number}`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'This order opens with its private link',
    );
    await expect(page.getByText(other.email)).toHaveCount(0);
  });

  test('can be cancelled before it is paid @mobile', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await page.getByText('Cancel this order').click();
    await page.getByLabel('Why?').fill('Bought it twice');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Yes, cancel the order' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was cancelled');
    await expect(page.getByText('You cancelled the order')).toBeVisible();
    const [order] = await ordersOf(email);
    expect(await readOrder({ order_id: order?.order_id ?? '' })).toMatchObject({ state: 'cancelled' });
  });
});
