import { expect, expectAccessible, sql, test, waitForEmail } from './fixtures';
import { simulator } from './orders';
import { ownShop } from './shop';
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

test.describe.configure({ mode: 'serial' });

test.describe('paying', () => {
  test('a declined card keeps the order, and the shopper pays with another card @mobile', async ({
    page,
  }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await payWith(page, 'declined');
    await expect(page.getByText(/declined/i).first()).toBeVisible();
    const [order] = await ordersOf(email);
    await page.goto(url(`/orders/${order?.number}`));
    await expect(page.getByText('to pay')).toBeVisible();
    await expect(page.getByText('We’re holding your items')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /Pay now|Try again/ }).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('the return page settles the payment when the webhook is lost', async ({ page }) => {
    await simulator('', { webhooks: { drop: { share: 100 } } });
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
    await simulator('/calm');
  });

  test('keeps the order when the gateway fails, and the shopper pays later', async ({ page }) => {
    await simulator('', { endpoints: { initialize: { kind: 'error_500', next: 1 } } });
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Complete your payment');
    await page.getByRole('button', { name: 'Pay now' }).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('an email address that the gateway refuses is corrected on the order’s page, then the order is paid @mobile', async ({
    page,
    browser,
  }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    const refused = email.replace('example.com', 'shop.test');
    await page.getByRole('textbox', { name: 'Email' }).fill(refused);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Correct your email address');
    await expect(page.getByText(`does not accept ${refused}`)).toBeVisible();
    await expect(page.getByRole('button', { name: /Pay now|Try again/ })).toHaveCount(0);
    await expect(page.getByText('To pay in another way, cancel this order')).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    const save = page.getByRole('button', { name: 'Save and pay' });
    await save.click();
    await expect(page.getByText('This is already the order’s email address.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill(`again-${refused}`);
    await save.click();
    await expect(page.getByText(`does not accept again-${refused}`)).toBeVisible();
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ada@gmial.com');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Use ada@gmail.com' }).click();
    await expect(page.getByRole('textbox', { name: 'Email', exact: true })).toHaveValue('ada@gmail.com');
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill(email);
    await save.click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    await expect(page.getByText('You corrected your email address').first()).toBeVisible();
    const [order] = await ordersOf(email);
    expect(order).toMatchObject({ status: 'paid' });
    await waitForEmail(email);

    const staffPage = await (await browser.newContext()).newPage();
    await openOrderAs(staffPage, 'owner', { number: order?.number ?? '' });
    await staffPage.getByText('2 unpaid attempts').click();
    await expect(staffPage.getByText(/"email" must be a valid email/).first()).toBeVisible();
    await expect(staffPage.getByText('Email corrected by the customer').first()).toBeVisible();
    await staffPage.context().close();
  });

  test('shows the shop’s contact when the gateway accepts no payments for the shop @mobile', async ({
    page,
  }) => {
    await simulator('', { endpoints: { initialize: { kind: 'currency_403', share: 100 } } });
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await placeButton(page).click();
    const title = page.getByRole('heading', { level: 1 });
    await expect(title).toHaveText('We cannot take your payment by card right now');
    const [shop] = await sql()<{ contact_email: string }[]>`
      select contact_email from shops where slug = ${ownShop()}`;
    await expect(
      page.getByRole('main').getByRole('link', { name: shop?.contact_email }).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('This shop cannot take your payment by card right now.')).toBeVisible();

    await simulator('/calm');
    await page.getByRole('button', { name: 'Try again' }).click();
    await payWith(page, 'good');
    await expect(title).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('the page waits while the gateway does not respond, then shows the result', async ({ page }) => {
    await simulator('', {
      webhooks: { paused: true },
      endpoints: { verify: { kind: 'error_500', share: 100 } },
    });
    await addToCart(page, 'harmattan-balm');
    await fillCheckout(page);
    await placeButton(page).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waiting for your bank');
    await expectAccessible(page);
    await simulator('/calm');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada', { timeout: 20_000 });
  });

  test('an unknown reference shows the page to find an order', async ({ page }) => {
    for (const path of [
      '/checkout/return',
      '/checkout/return?reference=NOT-OURS',
      '/checkout/return?reference=..%2F..',
    ]) {
      await page.goto(url(path));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find your order');
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a shopper orders and pays by card', async ({ page }) => {
    await page.goto(url('/products/zobo-glow-serum'));
    await page.getByRole('radio', { name: /50 ml/ }).check();
    await page.getByLabel('Quantity').fill('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('Added to your cart')).toBeVisible();
    await page.getByRole('link', { name: 'View cart' }).click();
    await page.getByRole('button', { name: 'One less of Zobo Glow Serum, 50 ml' }).click();
    await expect(page.getByText('₦21,500').first()).toBeVisible();
    await page.getByRole('link', { name: 'Check out' }).click();
    const email = await fillCheckout(page);
    await page.getByLabel('Town or city').fill('');
    await placeButton(page).click();
    await expect(page.getByText('Enter the town or city.')).toBeVisible();
    await expect(page.getByLabel('Street and number')).toHaveValue('12 Herbert Macaulay Way');
    await expect(page.getByLabel('State', { exact: true })).toHaveValue('Lagos');
    await page.getByLabel('Town or city').fill('Yaba');
    await placeButton(page).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });

  test('a shopper corrects an email address that the gateway refuses, then pays', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page);
    await page.getByRole('textbox', { name: 'Email' }).fill(email.replace('example.com', 'shop.test'));
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Correct your email address');
    await page.getByRole('button', { name: 'Save and pay' }).click();
    await expect(page.getByText('This is already the order’s email address.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill(email);
    await page.getByRole('button', { name: 'Save and pay' }).click();
    await payWith(page, 'good');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await ordersOf(email)).toMatchObject([{ status: 'paid' }]);
  });
});
