import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, sql, test } from './fixtures';
import { type PlacedOrder, placeOrder } from './orders';
import { ownShop } from './shop';
import { adminUrl, expectNoHorizontalScroll, openAs, openOrderAs, pay } from './staff';

test.describe('the list', () => {
  test.afterEach(async () => {
    await sql()`update orders set placed_at = now() where placed_at > now() and shop_id = (select id from shops where slug = ${ownShop()})`;
  });

  test('finds an order by number, email, name or phone in different spellings @mobile', async ({ page }) => {
    const order = await placeOrder('cod');
    await openAs(page, 'fulfiller', '/orders');
    const row = page.getByRole('listitem').filter({ hasText: order.number });
    const search = page.getByRole('searchbox', { name: 'Search orders' });
    for (const input of [
      order.number.toLowerCase().replace('-', ''),
      order.number.slice(0, 4),
      order.email.slice(0, 20),
      'ada ob',
      `OBÍ, ada ${order.email}`,
      order.phone.replace(/^\+234(\d{3})(\d{3})/, '0$1 $2 '),
      order.phone.replace(/^\+234/, '+234 (0)'),
    ]) {
      await search.fill(input);
      await search.press('Enter');
      await expect(page).toHaveURL((address) => address.searchParams.get('q') === input);
      await expect(row.first()).toBeVisible();
    }
    await search.fill('nobody of this name, "(really)"');
    await search.press('Enter');
    await expect(page.getByRole('heading', { name: 'No order matches' })).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await page.getByRole('link', { name: 'Show all orders' }).click();
    await expect(row).toBeVisible();
    await expectAccessible(page);
  });

  test('shows each order in the tab for its next step', async ({ page }) => {
    const unpaid = await placeOrder();
    const toPack = await placeOrder('cod');
    await openAs(page, 'fulfiller', '/orders');
    const row = ({ number }: PlacedOrder) => page.getByRole('listitem').filter({ hasText: number });
    await page.getByRole('link', { name: 'Unpaid' }).click();
    await expect(row(unpaid)).toContainText('Awaiting payment');
    await expect(row(toPack)).toHaveCount(0);
    await page.getByRole('link', { name: 'To pack', exact: true }).click();
    await expect(row(toPack)).toContainText('Confirmed');
    await expect(row(unpaid)).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'To pack', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  test('pages through a long list in both directions', async ({ page }) => {
    const orders: PlacedOrder[] = [];
    for (let count = 0; count < 32; count++) orders.unshift(await placeOrder('cod'));
    await keepOnTop(orders);
    await openAs(page, 'fulfiller', '/orders');
    const numbers = () => page.locator('[data-row]:visible').allTextContents();
    await expect
      .poll(async () => (await numbers()).slice(0, 3))
      .toEqual(orders.slice(0, 3).map(({ number }) => number));
    const first = await numbers();
    expect(first).toHaveLength(30);
    await expect(page.getByRole('link', { name: 'Newer' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Older' }).click();
    await expect.poll(numbers).toContain(orders[31]?.number);
    expect((await numbers()).filter((number) => first.includes(number))).toEqual([]);
    await page.getByRole('link', { name: 'Newer' }).click();
    await expect.poll(numbers).toEqual(first);

    // With the keyboard: from the last row to the next page, and from its first row back.
    const expectFocused = (number: string | undefined) =>
      expect(page.locator('[data-row]:visible').filter({ hasText: number })).toBeFocused();
    await page.locator('[data-row]:visible').last().focus();
    await page.keyboard.press('j');
    await expectFocused(orders[30]?.number);
    await page.keyboard.press('k');
    await expectFocused(first[29]);

    // The orders of this page have moved to another tab in the meantime.
    await page.goto(
      adminUrl(
        `/orders?view=on_the_way&older=${encodeURIComponent('2000-01-01T00:00:00+00:00')}_${orders[0]?.order_id}`,
      ),
    );
    await expect(page.getByRole('heading', { name: 'No more orders on this page' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Newer' })).toBeVisible();
  });

  test('finance finds an order by its payment reference, a fulfiller does not', async ({ page }) => {
    const order = await placeOrder();
    const reference = await pay(order);
    await openAs(page, 'finance', `/orders?q=${reference.toLowerCase()}`);
    await expect(page.getByRole('link', { name: order.number })).toBeVisible();
    await openAs(page, 'fulfiller', `/orders?q=${reference}`);
    await expect(page.getByRole('heading', { name: 'No order matches' })).toBeVisible();
  });

  test('an order’s page links to the next and previous order and back to its row in the search @mobile', async ({
    page,
  }) => {
    const word = randomUUID().slice(0, 8);
    const [oldest, middle, newest] = [
      await placeOrder('cod', 1, `Ada ${word}`),
      await placeOrder('cod', 1, `Bola ${word}`),
      await placeOrder('cod', 1, `Chi ${word}`),
    ];
    await placeOrder('cod');
    await openAs(page, 'fulfiller', `/orders?q=${word}`);
    const row = ({ number }: PlacedOrder) => page.getByRole('link', { name: number, exact: true });
    const expectOpen = ({ number }: PlacedOrder) =>
      expect(page.getByRole('heading', { name: number, level: 1 })).toBeVisible();
    await row(middle).click();
    await expectOpen(middle);
    await page.goBack();
    await expect(row(middle)).toBeFocused();

    await row(middle).click();
    await page.getByRole('link', { name: `Newer order ${newest.number}` }).click();
    await expectOpen(newest);
    await expect(page.getByRole('link', { name: /^Newer order/ })).toHaveCount(0);
    await page.getByRole('link', { name: `Older order ${middle.number}` }).click();
    await expectOpen(middle);
    await page.getByRole('link', { name: `Older order ${oldest.number}` }).click();
    await expectOpen(oldest);
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await expect(page.getByRole('link', { name: `Newer order ${middle.number}` })).toBeVisible();
    await page.keyboard.press('k');
    await expectOpen(middle);
    await expect(page.getByRole('link', { name: `Older order ${oldest.number}` })).toBeVisible();
    await page.keyboard.press('j');
    await expectOpen(oldest);
    await page
      .getByRole('link', { name: 'Orders', exact: true })
      .and(page.getByRole('main').getByRole('link'))
      .click();
    await expect(page).toHaveURL((address) => address.searchParams.get('q') === word);
    await expect(row(oldest)).toBeFocused();
    await expect(row(newest)).toBeVisible();
  });

  test('shows email addresses and order numbers without ligatures', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'fulfiller', order);
    for (const exact of [page.getByText(order.email), page.getByRole('heading', { name: order.number })]) {
      await expect(exact.first()).toHaveCSS('font-variant-ligatures', 'none');
    }
  });

  test('can be used with the keyboard alone', async ({ page }) => {
    await placeOrder('cod');
    const order = await placeOrder('cod');
    const before = await placeOrder('cod');
    await keepOnTop([before, order]);
    await openAs(page, 'fulfiller', '/orders');
    await expect(page.getByRole('link', { name: before.number })).toBeVisible();
    const expectFocused = ({ number }: PlacedOrder) =>
      expect(page.getByRole('link', { name: number })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
    await page.keyboard.press('j');
    await expectFocused(before);
    await page.keyboard.press('ArrowDown');
    await expectFocused(order);
    await page.keyboard.press('k');
    await expectFocused(before);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('jk/');
    await expect(page.getByRole('searchbox')).toHaveValue('jk/');
    await page.getByRole('button', { name: 'Turn keys off' }).click();
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: before.number })).not.toBeFocused();
    await page.getByRole('button', { name: 'Turn keys j, k and / on' }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expectFocused(order);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: order.number })).toBeVisible();
  });
});

/** Keeps these orders, the first one on top, above those that other tests place in the meantime. */
async function keepOnTop(orders: PlacedOrder[]) {
  for (const [index, { order_id }] of orders.entries()) {
    await sql()`update orders set placed_at = now() + make_interval(hours => 1, secs => ${orders.length - index})
      where id = ${order_id}`;
  }
}
