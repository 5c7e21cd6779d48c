import { randomUUID } from 'node:crypto';
import { expect, test, waitForEmail } from './fixtures';
import { placeOrder, randomPhone, readOrder } from './orders';
import { addressOf, addToCart, fillCheckout, ordersOf, placeButton } from './shopper';
import { adminUrl, openAs, openOrderAs, orderUrl, rpcAs } from './staff';

/** Input from form fillers and the clipboard. */

test('a form filler changes the hidden country, and the order is still placed', async ({ page }) => {
  for (const written of ['ng', 'nigeria']) {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await page.locator('[name=country]').evaluate((field: HTMLInputElement, value) => {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, written);
    await placeButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
    expect(await addressOf(email)).toMatchObject({ shipping_address: { country: 'NG' } });
  }
});

test('a form filler’s country is not restored on the next visit', async ({ page }) => {
  await addToCart(page, 'harmattan-balm');
  await fillCheckout(page);
  await page.locator('[name=country]').evaluate((field: HTMLInputElement) => {
    field.value = 'nigeria';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.reload();
  await expect(page.getByLabel('Full name'), 'the other values are restored').toHaveValue('Ada Obi');
  await expect(page.getByLabel('State', { exact: true })).toHaveValue('Lagos');
  await expect(page.getByRole('radio', { name: /Lagos rider/ })).toBeChecked();
});

test('shows a message above the form when a form filler changes another hidden field', async ({ page }) => {
  await addToCart(page, 'harmattan-balm');
  await fillCheckout(page, /Pay on delivery/);
  await page.locator('[name^="line."]').evaluate((field: HTMLInputElement) => {
    field.value = 'Ada & Sons';
  });
  await placeButton(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Reload the page and try again.' });
  await expect(alert).toBeFocused();
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Obi');
});

test('refuses an amount whose hidden currency a form filler changed', async ({ page }) => {
  const order = await placeOrder('cod');
  for (const to_state of ['processing', 'ready_for_shipment', 'shipped']) {
    const details = to_state === 'shipped' ? { carrier: 'Kwik', tracking_number: 'KW-1' } : {};
    await rpcAs('fulfiller', 'update_order_status', { order_id: order.order_id, to_state, details });
  }
  await openOrderAs(page, 'admin', order);
  await page.getByRole('button', { name: /^Delivered, cash collected/ }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`cash .* for ${order.number}`) });
  await dialog.getByLabel('Cash in NGN').fill('45,000');
  await dialog.locator('[name=currency]').evaluate((field: HTMLInputElement) => {
    field.value = 'JPY';
  });
  await dialog.getByRole('button', { name: 'Record cash' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Reload the page and try again.');
  expect(await readOrder(order)).toMatchObject({ state: 'shipped', payments: 0 });
});

test('normalizes a pasted phone number and email address, and staff find the order by them as pasted', async ({
  page,
}) => {
  const national = randomPhone().replace('+234', '0');
  const pasted = `\u2068${national.slice(0, 4)}\u00a0${national.slice(4, 7)}‑${national.slice(7)}\u2069`;
  const name = randomUUID();
  await addToCart(page, 'harmattan-balm');
  await fillCheckout(page, /Pay on delivery/);
  await page.getByRole('textbox', { name: 'Email' }).fill(`a&b+${name}@bücher.example`);
  await page.getByLabel('Phone').fill(pasted);
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
  const email = `a&b+${name}@xn--bcher-kva.example`;
  expect(await addressOf(email)).toMatchObject({ phone: national.replace('0', '+234') });
  expect((await waitForEmail(email)).to).toEqual([email]);
  const [order] = await ordersOf(email);

  await openAs(page, 'admin', `/orders?q=${encodeURIComponent(pasted)}`);
  await expect(page.getByText(order?.number ?? '')).toBeVisible();
  await page.goto(adminUrl(`/orders?q=${encodeURIComponent(`${name}@bücher.example`)}`));
  await expect(page.getByText(order?.number ?? '')).toBeVisible();
  await page.goto(orderUrl({ number: order?.number ?? '' }));
  await expect(page.getByText(email).first()).toBeVisible();
});
