import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { leaveOnShelf, putIntoCart, url } from './shopper';

const count = '[aria-live="polite"]';

/** Whether all of the answer to "Add to cart" is on the screen, as far as a screen holds it, and none of it behind the header. */
async function expectAnswerInSight(page: Page) {
  const answer = page.locator('#added > *');
  await expect(answer).toBeVisible();
  await expect(async () => {
    const [box, header] = [await answer.boundingBox(), await page.getByRole('banner').boundingBox()];
    const height = page.viewportSize()?.height ?? 0;
    expect(box?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }).toPass();
}

test('what became of "Add to cart" is in sight, wherever on the screen it was pressed @mobile', async ({
  page,
}) => {
  const button = page.getByRole('button', { name: 'Add to cart' });
  for (const edge of ['start', 'center', 'end'] as const) {
    await page.goto(url('/products/zobo-glow-serum'));
    await button.evaluate((element, block) => element.scrollIntoView({ block }), edge);
    await button.click();
    await expectAnswerInSight(page);
    await expect(page.getByText('Added to your cart')).toBeVisible();
  }
});

test('no more goes into a cart than there is: what is left is offered, and waits for a yes', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await leaveOnShelf('ITN-GUA-JSP', 2);
  try {
    await page.goto(url('/products/jasper-gua-sha'));
    await page.getByLabel('Quantity').fill('5');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const offer = page.getByRole('alert').filter({ hasText: 'Only 2 left' });
    await expect(offer).toContainText('You asked for 5. Nothing has been added yet.');
    await expectAnswerInSight(page);
    await expectAccessible(page);
    await expect(page.getByRole('link', { name: 'Cart', exact: true }), 'nothing was put in').toBeVisible();
    await page.getByLabel('Quantity').fill('1');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
    await page.getByLabel('Quantity').fill('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.locator('#added')).toContainText('You asked for 2, and your cart holds 1 already.');
    await page.getByRole('button', { name: 'Add 1 to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('Your cart already holds everything that is left.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  } finally {
    await leaveOnShelf('ITN-GUA-JSP', 12);
  }
});

test('what was taken out of the cart by one press too many is put back by another @mobile', async ({
  page,
}) => {
  await putIntoCart(page, 'harmattan-balm');
  await putIntoCart(page, 'obi-eye-cream');
  await page.goto(url('/cart'));
  const first = page.getByRole('main').getByRole('listitem').first();
  await page.getByRole('button', { name: 'One less of Harmattan Balm' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await expect(first, 'where the line was').toContainText('Harmattan Balm, 30 g removed');
  await expect(first.getByRole('status')).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible();
  await expect(page.getByText('removed')).toHaveCount(0);

  const cream = page.getByRole('listitem').filter({ hasText: 'Harmattan Balm' });
  await cream.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 3 items' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Obì Kola Eye Cream' }).click();
  await page.getByRole('button', { name: 'Remove Harmattan Balm' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 2 items' }), 'as many as there were').toBeVisible();
});

test.describe('before a script is here', () => {
  test.use({ javaScriptEnabled: false });

  test('the answer to "Add to cart" is in sight, what is left is offered, and a removed line is put back @mobile', async ({
    page,
  }) => {
    await leaveOnShelf('ITN-SDC-100', 3);
    await page.goto(url('/products/shea-day-cream'));
    await page.getByRole('radio', { name: /100 g/ }).check();
    await page.getByLabel('Quantity').fill('4');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('alert')).toContainText('100 g: only 3 left');
    await expectAnswerInSight(page);
    await page.getByRole('button', { name: 'Add 3 to cart' }).click();
    await expect(page.getByText('Shea Day Cream, 100 g')).toBeVisible();
    await expectAnswerInSight(page);
    await page.getByRole('link', { name: 'View cart' }).click();
    await page.getByRole('button', { name: 'Remove Shea Day Cream, 100 g' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('₦63,000').first()).toBeVisible();
  });
});

test('the cart counts with the shopper, and says at the line what is wrong with it @mobile', async ({
  page,
}) => {
  await leaveOnShelf('ITN-BNC-50', 26);
  await putIntoCart(page, 'baobab-night-cream');
  await putIntoCart(page, 'obi-eye-cream');
  await page.getByRole('link', { name: 'Cart, 2 items' }).click();
  await page.getByRole('button', { name: 'One more of Baobab Night Cream' }).click();
  await page.getByRole('button', { name: 'One more of Baobab Night Cream' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible();
  await expect(page.getByText('₦70,300')).toBeVisible();

  await leaveOnShelf('ITN-BNC-50', 2);
  await page.reload();
  const line = page.getByRole('listitem').filter({ hasText: 'Baobab Night Cream' });
  await expect(line.locator(count)).toHaveText('Only 2 left.');
  await expect(page.getByRole('link', { name: 'Check out' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await line.getByRole('button', { name: 'Reduce to 2' }).click();
  await expect(page.getByRole('link', { name: 'Check out' })).not.toHaveAttribute('aria-disabled');
  await line.getByRole('button', { name: 'Remove Baobab Night Cream' }).click();
  await expect(line.getByRole('button', { name: 'Undo' }), 'in place of the line').toBeVisible();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Obì Kola Eye Cream' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart is empty');
  await leaveOnShelf('ITN-BNC-50', 26);
});
