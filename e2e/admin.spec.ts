import { devices, type Page } from '@playwright/test';
import { expect, expectAccessible, staff, test } from './fixtures';
import { placeOrder, readOrder } from './orders';
import { ownShop } from './shop';
import {
  adminUrl,
  commandStatus,
  openAs,
  openOrderAs,
  orderUrl,
  pay,
  press,
  submitCredentials,
  url,
} from './staff';

/** The start page of a shop's admin: the exceptions if there are any for this user, else their queue or the orders. */
const startPage = (shop: string) => new RegExp(`/admin/${shop}/(money|verifications|orders)$`);

test.describe('signing in', () => {
  test('a link to an order asks staff to sign in, then shows the order', async ({ page }) => {
    const order = await placeOrder('cod');
    await page.goto(orderUrl(order));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(page);
    await submitCredentials(page, staff('admin'));
    await expect(page.getByRole('heading', { name: order.number })).toBeVisible();
    await page.getByRole('button', { name: /Tunde Bello/ }).click();
    await expect(page.getByText('Your role at Ìtànná (Admin)')).toBeVisible();
    await press(page, 'Sign out');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.goto(orderUrl(order));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('a wrong password and an unknown email address show the same message', async ({ page }) => {
    const messages: (string | null)[] = [];
    for (const email of [staff('auditor').email, `nobody@${ownShop()}.example`]) {
      await page.goto(url('/sign-in'));
      await submitCredentials(page, { email, password: 'not the password' });
      await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
      messages.push(await page.getByRole('alert').filter({ hasText: /./ }).textContent());
      await expect(page.getByLabel('Email address')).toHaveValue(email);
      await expect(page.getByLabel('Password')).toBeFocused();
    }
    expect(messages).toEqual(Array(2).fill('The email address or the password is wrong.'));
    await expectAccessible(page);
  });

  test('limits wrong passwords', async ({ page }) => {
    const email = `${crypto.randomUUID()}@${ownShop()}.example`;
    await page.goto(url('/sign-in'));
    for (let attempt = 1; attempt <= 10; attempt++) {
      await submitCredentials(page, { email, password: `guess ${attempt}` });
      await expect(page.getByLabel('Password')).toHaveValue('');
      const message = page.getByRole('alert').filter({ hasText: /./ });
      await expect(message, `attempt ${attempt}`).toHaveText('The email address or the password is wrong.');
    }
    await submitCredentials(page, { email, password: 'guess 11' });
    await expect(page.getByText('Too many attempts')).toBeVisible();
  });

  test('a forged sign-in link does not redirect to another site', async ({ page }) => {
    await page.goto(url('/sign-in?next=//evil.example/admin'));
    await submitCredentials(page, staff('finance'));
    await expect(page).toHaveURL(startPage(ownShop()));
  });

  test('staff of two shops choose one and can switch to the other @mobile', async ({ page }) => {
    await openAs(page, 'owner', '/admin');
    await expect(page.getByRole('heading', { name: 'Choose a shop' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: /Rumah Canting/ }).click();
    await expect(page).toHaveURL(startPage('canting'));
    await page.getByRole('button', { name: /Rumah Canting/ }).click();
    await page.getByRole('link', { name: /Ìtànná/ }).click();
    await expect(page).toHaveURL(startPage(ownShop()));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test.describe('roles', () => {
  test('a fulfiller can pack an order but not cancel it', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'fulfiller', order);
    await expect(page.getByRole('button', { name: 'Start packing' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Payments' })).toHaveCount(0);
  });

  test('an auditor can read an order and change nothing', async ({ page }) => {
    const order = await placeOrder();
    await pay(order);
    await openOrderAs(page, 'auditor', order);
    await expect(page.getByRole('heading', { name: 'Payments' })).toBeVisible();
    await expect(page.getByText('Only owner, admin, or fulfiller can do this.')).toBeVisible();
    await expect(page.locator('main form')).toHaveCount(0);
    await expectAccessible(page);
  });

  test('catalogue staff cannot see orders', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'catalog', order);
    await expect(page.getByRole('heading', { name: 'Orders are not part of your role' })).toBeVisible();
    await expect(page.getByText(order.email)).toHaveCount(0);
    await page.goto(adminUrl('/orders'));
    await expect(page.getByRole('heading', { name: 'Orders are not part of your role' })).toBeVisible();
    await expectAccessible(page);
  });

  test('another shop’s admin is a 404', async ({ page }) => {
    const order = await placeOrder('cod');
    await openAs(page, 'fulfiller', '/admin');
    await expect(page).toHaveURL(adminUrl('/fulfilment'));
    for (const path of [
      '/admin/canting/orders',
      `/admin/canting/orders/${order.number}`,
      '/admin/nowhere/orders',
      `/admin/${ownShop()}/nothing`,
    ]) {
      const response = await page.goto(url(path));
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
      await expect(page.getByText(order.email)).toHaveCount(0);
    }
    await expectAccessible(page);
    await openAs(page, 'owner', `/admin/canting/orders/${order.number}`);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  });
});

test('without JavaScript, staff can sign in and read that the admin needs it', async ({ browser }) => {
  const context = await browser.newContext({ ...devices['Desktop Chrome'], javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url('/sign-in'));
  await submitCredentials(page, { email: staff('admin').email, password: 'not the password' });
  await expect(page.getByText('The email address or the password is wrong.')).toBeVisible();
  await submitCredentials(page, staff('admin'));
  // Playwright's text locators ignore the content of noscript elements.
  const line = page.locator('noscript > p');
  await expect(line).toBeVisible();
  await expect(line).toHaveText(
    'The admin needs JavaScript. Turn it on in your browser, then reload this page.',
  );
  await context.close();
});

test.describe('before the page’s scripts have loaded', () => {
  /** Opens a page and holds back its scripts. Returns a function that releases them. */
  async function openWithoutScripts(page: Page, address: string) {
    const { promise: scripts, resolve: releaseScripts } = Promise.withResolvers<void>();
    await page.route('**/*.js*', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    return releaseScripts;
  }

  test('a pressed button runs its command after loading', async ({ page }) => {
    const order = await placeOrder('cod');
    await openAs(page, 'fulfiller', '/admin');
    const releaseScripts = await openWithoutScripts(page, orderUrl(order));
    await press(page, 'Start packing');
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
    releaseScripts();
    await expect(commandStatus(page)).toHaveText('Packing started.');
    expect(await readOrder(order)).toMatchObject({ state: 'processing' });
  });

  test('a dialog opens, and its form is submitted after loading', async ({ page }) => {
    const order = await placeOrder('cod');
    await openAs(page, 'admin', '/admin');
    const releaseScripts = await openWithoutScripts(page, orderUrl(order));
    await press(page, 'Cancel order');
    const dialog = page.getByRole('dialog', { name: `Cancel ${order.number}?` });
    await dialog.getByLabel('Reason').fill('The order was placed twice');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    releaseScripts();
    await expect(page.getByText('Cancelled by the shop: The order was placed twice')).toBeVisible();
    await expect(dialog).toBeHidden();
    expect(await readOrder(order)).toMatchObject({ state: 'cancelled' });
  });
});
