import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { addToCart, setAvailableStock, url } from './shopper';

const liveRegion = '[aria-live="polite"]';

/** Expects the result of "Add to cart" to be fully in the viewport and not behind the header. */
async function expectResultInView(page: Page) {
  const result = page.locator('#added > *');
  await expect(result).toBeVisible();
  await expect(async () => {
    const [box, header] = [await result.boundingBox(), await page.getByRole('banner').boundingBox()];
    const height = page.viewportSize()?.height ?? 0;
    expect(box?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }).toPass();
}

test('the result of "Add to cart" is in view for every scroll position @mobile', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Add to cart' });
  for (const edge of ['start', 'center', 'end'] as const) {
    await page.goto(url('/products/zobo-glow-serum'));
    await button.evaluate((element, block) => element.scrollIntoView({ block }), edge);
    await button.click();
    await expectResultInView(page);
    await expect(page.getByText('Added to your cart')).toBeVisible();
  }
});

test('adding more than is in stock adds nothing and offers what is left', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await setAvailableStock('ITN-GUA-JSP', 2);
  try {
    await page.goto(url('/products/jasper-gua-sha'));
    await page.getByLabel('Quantity').fill('5');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const offer = page.getByRole('alert').filter({ hasText: 'Only 2 left' });
    await expect(offer).toContainText('You asked for 5. Nothing has been added yet.');
    await expectResultInView(page);
    await expectAccessible(page);
    await expect(page.getByRole('link', { name: 'Cart', exact: true }), 'nothing was added').toBeVisible();
    await page.getByLabel('Quantity').fill('1');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
    await page.getByLabel('Quantity').fill('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.locator('#added')).toContainText('You asked for 2, and your cart already has 1.');
    await page.getByRole('button', { name: 'Add 1 to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('Your cart already holds everything that is left.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  } finally {
    await setAvailableStock('ITN-GUA-JSP', 12);
  }
});

test('“Undo” restores a removed item with its quantity @mobile', async ({ page }) => {
  await addToCart(page, 'harmattan-balm');
  await addToCart(page, 'obi-eye-cream');
  await page.goto(url('/cart'));
  const first = page.getByRole('main').getByRole('listitem').first();
  await page.getByRole('button', { name: 'One less of Harmattan Balm' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await expect(first, 'in place of the item').toContainText('Harmattan Balm, 30 g removed');
  await expect(first.getByRole('status')).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  await expect(page.getByText('removed')).toHaveCount(0);

  const balm = page.getByRole('listitem').filter({ hasText: 'Harmattan Balm' });
  await balm.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 3 items' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Obì Kola Eye Cream' }).click();
  await page.getByRole('button', { name: 'Remove Harmattan Balm' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' }), 'with its quantity').toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('shows the result of "Add to cart" in view, offers what is left and restores a removed item @mobile', async ({
    page,
  }) => {
    await setAvailableStock('ITN-SDC-100', 3);
    await page.goto(url('/products/shea-day-cream'));
    await page.getByRole('radio', { name: /100 g/ }).check();
    await page.getByLabel('Quantity').fill('4');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('alert')).toContainText('100 g: only 3 left');
    await expectResultInView(page);
    await page.getByRole('button', { name: 'Add 3 to cart' }).click();
    await expect(page.getByText('Shea Day Cream, 100 g')).toBeVisible();
    await expectResultInView(page);
    await page.getByRole('link', { name: 'View cart' }).click();
    await page.getByRole('button', { name: 'Remove Shea Day Cream, 100 g' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('₦63,000').first()).toBeVisible();
  });
});

test('the cart updates its totals, and shows a stock problem at its item @mobile', async ({ page }) => {
  await setAvailableStock('ITN-BNC-50', 26);
  await addToCart(page, 'baobab-night-cream');
  await addToCart(page, 'obi-eye-cream');
  await page.getByRole('link', { name: 'Cart, 2 items' }).click();
  await page.waitForURL(url('/cart'));
  // two quick presses add two only once the scripts have loaded
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main form button') ?? {}).some((key) =>
      key.startsWith('__reactProps'),
    ),
  );
  await page.getByRole('button', { name: 'One more of Baobab Night Cream' }).click();
  await page.getByRole('button', { name: 'One more of Baobab Night Cream' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await expect(page.getByText('₦70,300')).toBeVisible();

  await setAvailableStock('ITN-BNC-50', 2);
  await page.reload();
  const line = page.getByRole('listitem').filter({ hasText: 'Baobab Night Cream' });
  await expect(line.locator(liveRegion)).toHaveText('Only 2 left.');
  await expect(page.getByRole('link', { name: 'Check out' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await line.getByRole('button', { name: 'Reduce to 2' }).click();
  await expect(page.getByRole('link', { name: 'Check out' })).not.toHaveAttribute('aria-disabled');
  await line.getByRole('button', { name: 'Remove Baobab Night Cream' }).click();
  await expect(line.getByRole('button', { name: 'Undo' }), 'in place of the item').toBeVisible();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Obì Kola Eye Cream' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
  await setAvailableStock('ITN-BNC-50', 26);
});
