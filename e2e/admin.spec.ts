import { devices, type Page } from '@playwright/test';
import { expect, expectAccessible, staff, test } from './fixtures';
import { placeOrder, readOrder } from './orders';
import { ownShop } from './shop';
import {
  adminUrl,
  commandStatus,
  enter,
  enterOrder,
  orderUrl,
  pay,
  press,
  typeCredentials,
  url,
} from './staff';

/** Where a shop's admin begins: the exceptions, if there are any for this person, else their queue or the orders. */
const begins = (shop: string) => new RegExp(`/admin/${shop}/(money|verifications|orders)$`);

test.describe('signing in', () => {
  test('who follows a link to an order signs in first, and then sees that order', async ({ page }) => {
    const order = await placeOrder('cod');
    await page.goto(orderUrl(order));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(page);
    await typeCredentials(page, staff('admin'));
    await expect(page.getByRole('heading', { name: order.number })).toBeVisible();
    await page.getByRole('button', { name: /Tunde Bello/ }).click();
    await expect(page.getByText('Your role at Ìtànná (Admin)')).toBeVisible();
    await press(page, 'Sign out');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.goto(orderUrl(order));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('a wrong password and an address that nobody has get the same answer', async ({ page }) => {
    const answers: (string | null)[] = [];
    for (const email of [staff('auditor').email, `nobody@${ownShop()}.example`]) {
      await page.goto(url('/sign-in'));
      await typeCredentials(page, { email, password: 'not the password' });
      await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
      answers.push(await page.getByRole('alert').filter({ hasText: /./ }).textContent());
      await expect(page.getByLabel('Email address')).toHaveValue(email);
      await expect(page.getByLabel('Password')).toBeFocused();
    }
    expect(answers).toEqual(Array(2).fill('The email address or the password is wrong.'));
    await expectAccessible(page);
  });

  test('who guesses on and on has to wait', async ({ page }) => {
    const email = `${crypto.randomUUID()}@${ownShop()}.example`;
    await page.goto(url('/sign-in'));
    for (let attempt = 1; attempt <= 10; attempt++) {
      await typeCredentials(page, { email, password: `guess ${attempt}` });
      await expect(page.getByLabel('Password')).toHaveValue('');
    }
    await typeCredentials(page, { email, password: 'guess 11' });
    await expect(page.getByText('Too many attempts')).toBeVisible();
  });

  test('a link in a stranger’s mail leads nobody off the site', async ({ page }) => {
    await page.goto(url('/sign-in?next=//evil.example/admin'));
    await typeCredentials(page, staff('finance'));
    await expect(page).toHaveURL(begins(ownShop()));
  });

  test('who works in two shops chooses one, and goes from one to the other @mobile', async ({ page }) => {
    await enter(page, 'owner', '/admin');
    await expect(page.getByRole('heading', { name: 'Choose a shop' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: /Rumah Canting/ }).click();
    await expect(page).toHaveURL(begins('canting'));
    await page.getByRole('button', { name: /Rumah Canting/ }).click();
    await page.getByRole('link', { name: /Ìtànná/ }).click();
    await expect(page).toHaveURL(begins(ownShop()));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test.describe('roles', () => {
  test('a fulfiller may pack and is not offered to cancel', async ({ page }) => {
    const order = await placeOrder('cod');
    await enterOrder(page, 'fulfiller', order);
    await expect(page.getByRole('button', { name: 'Start packing' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Payments' })).toHaveCount(0);
  });

  test('an auditor sees everything and can change nothing', async ({ page }) => {
    const order = await placeOrder();
    await pay(order);
    await enterOrder(page, 'auditor', order);
    await expect(page.getByRole('heading', { name: 'Payments' })).toBeVisible();
    await expect(page.getByText('Only owner, admin, or fulfiller can do this.')).toBeVisible();
    await expect(page.locator('main form')).toHaveCount(0);
    await expectAccessible(page);
  });

  test('who keeps the catalogue is told that orders are for others', async ({ page }) => {
    const order = await placeOrder('cod');
    await enterOrder(page, 'catalog', order);
    await expect(page.getByRole('heading', { name: 'Orders are not part of your role' })).toBeVisible();
    await expect(page.getByText(order.email)).toHaveCount(0);
    await page.goto(adminUrl('/orders'));
    await expect(page.getByRole('heading', { name: 'Orders are not part of your role' })).toBeVisible();
    await expectAccessible(page);
  });

  test('a shop in which one does not work is not there', async ({ page }) => {
    const order = await placeOrder('cod');
    await enter(page, 'fulfiller', '/admin');
    await expect(page).toHaveURL(adminUrl('/fulfilment'));
    for (const path of [
      '/admin/canting/orders',
      `/admin/canting/orders/${order.number}`,
      '/admin/nowhere/orders',
      `/admin/${ownShop()}/products`,
    ]) {
      const response = await page.goto(url(path));
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
      await expect(page.getByText(order.email)).toHaveCount(0);
    }
    await expectAccessible(page);
    await enter(page, 'owner', `/admin/canting/orders/${order.number}`);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  });
});

test('where JavaScript is off, staff sign in and read that the admin needs it', async ({ browser }) => {
  const context = await browser.newContext({ ...devices['Desktop Chrome'], javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url('/sign-in'));
  await typeCredentials(page, { email: staff('admin').email, password: 'not the password' });
  await expect(page.getByText('The email address or the password is wrong.')).toBeVisible();
  await typeCredentials(page, staff('admin'));
  // Playwright's own texts leave out what stands in a noscript
  const line = page.locator('noscript > p');
  await expect(line).toBeVisible();
  await expect(line).toHaveText(
    'The admin needs JavaScript. Turn it on in your browser, then reload this page.',
  );
  await context.close();
});

test.describe('before the page’s scripts are here', () => {
  /** Opens a page whose scripts wait; they come when what it answers is called. */
  async function openWithoutScripts(page: Page, address: string) {
    const { promise: scripts, resolve: letScriptsCome } = Promise.withResolvers<void>();
    await page.route('**/*.js*', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    return letScriptsCome;
  }

  test('what is pressed is done once they are', async ({ page }) => {
    const order = await placeOrder('cod');
    await enter(page, 'fulfiller', '/admin');
    const letScriptsCome = await openWithoutScripts(page, orderUrl(order));
    await press(page, 'Start packing');
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
    letScriptsCome();
    await expect(commandStatus(page)).toHaveText('Packing has begun.');
    expect(await readOrder(order)).toMatchObject({ state: 'processing' });
  });

  test('a dialog opens, and what is typed into it and sent is done once they are', async ({ page }) => {
    const order = await placeOrder('cod');
    await enter(page, 'admin', '/admin');
    const letScriptsCome = await openWithoutScripts(page, orderUrl(order));
    await press(page, 'Cancel order');
    const dialog = page.getByRole('dialog', { name: `Cancel ${order.number}?` });
    await dialog.getByLabel('Reason').fill('The order was placed twice');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    letScriptsCome();
    await expect(page.getByText('Cancelled by the shop: The order was placed twice')).toBeVisible();
    await expect(dialog).toBeHidden();
    expect(await readOrder(order)).toMatchObject({ state: 'cancelled' });
  });
});
