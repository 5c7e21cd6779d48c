import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { placeOrder } from './orders';
import { addressOf, addToCart, fillCheckout, ordersOf, url } from './shopper';
import { adminUrl, openAs, openOrderAs, rpcAs } from './staff';
import { placeTransferOrder } from './transfer';

/** Unusual input from people, form fillers and URLs: characters that Postgres cannot store, invisible characters, other spellings. */

type Fields = [name: string, value: string][];

/** The fields that each form would submit now without JavaScript. Only forms whose server action is in the HTML. */
const formsOf = (page: Page): Promise<Fields[]> =>
  page.evaluate(() =>
    [...document.forms]
      .map((form) => {
        const submitter = form.querySelector<HTMLButtonElement>('button[name]');
        return [...new FormData(form, submitter)].flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' ? [[name, value]] : [],
        );
      })
      .filter((fields) => fields.some(([name]) => name.startsWith('$ACTION'))),
  );

function send(page: Page, fields: Fields, path = page.url()) {
  const multipart = new FormData();
  for (const [name, value] of fields) multipart.append(name, value);
  return page.request.post(path, { multipart, maxRedirects: 0 });
}

/** The same fields, with a NUL appended to one of them. */
const withNul = (fields: Fields, field: string): Fields =>
  fields.map(([name, value]) => [name, name === field ? `${value}\0` : value]);

/** Submits each form of the page once for each of its fields, with a NUL in that field. Returns the responses with status 5xx. */
async function postNulInEveryField(page: Page): Promise<string[]> {
  const broken: string[] = [];
  const forms = await formsOf(page);
  expect(forms.length, `forms of ${page.url()}`).toBeGreaterThan(0);
  for (const fields of forms) {
    for (const [name] of fields.filter(([name]) => !name.startsWith('$'))) {
      const status = (await send(page, withNul(fields, name))).status();
      const command = fields.find(([one]) => one === 'command' || one === 'decision')?.[1] ?? '';
      if (status >= 500) broken.push(`${new URL(page.url()).pathname} ${command} ${name}: ${status}`);
    }
  }
  return broken;
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const field of ['name', 'line1', 'landmark', 'city', 'note']) {
    test(`removes a NUL from the checkout’s ${field} and places the order`, async ({ page }) => {
      await addToCart(page, 'harmattan-balm');
      const email = await fillCheckout(page, /Pay on delivery/);
      const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
      const input: Fields = fields.map(([name, value]) => [name, name === field ? 'Ada\0Oko' : value]);
      expect((await send(page, input)).headers().location).toMatch(/\/orders\/.{9}$/);
      const { shipping_address, ...order } = (await addressOf(email)) ?? { shipping_address: {} };
      expect({ ...shipping_address, ...order }).toMatchObject({ [field]: 'AdaOko' });
    });
  }

  test('keeps the input of a checkout with a NUL that is refused for another reason', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    await fillCheckout(page, /Pay on delivery/);
    const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
    const input = fields.map(([name, value]): [string, string] => {
      if (name === 'city') return [name, '\0'];
      return [name, name === 'name' ? 'Ada\0Oko' : value];
    });
    expect((await send(page, input)).status()).toBe(303);
    await page.goto(url('/checkout'));
    await expect(page.getByText('Enter the town or city.')).toBeVisible();
    await expect(page.getByLabel('Full name')).toHaveValue('AdaOko');
    await expect(page.getByLabel('Street and number')).toHaveValue('12 Herbert Macaulay Way');
  });

  test('ignores a form filler’s country when the shop delivers to a single one', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
    await send(
      page,
      fields.map(([name, value]) => [name, name === 'country' ? 'nigeria' : value]),
    );
    expect(await addressOf(email)).toMatchObject({ shipping_address: { country: 'NG', region: 'Lagos' } });
  });

  test('shows a message above the form when a form filler changed another hidden field', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
    for (const hidden of [/^total_minor\./, /^line\./]) {
      await send(
        page,
        fields.map(([name, value]) => [name, hidden.test(name) ? 'Ada Obi' : value]),
      );
      await page.goto(url('/checkout'));
      await expect(page.getByRole('alert')).toContainText('Reload the page and try again.');
      await expect(page.getByLabel('Full name')).toHaveValue('Ada Obi');
    }
    expect(await ordersOf(email)).toEqual([]);
  });

  test('no shopper’s form fails on a NUL in any field', async ({ page }) => {
    test.setTimeout(180_000);
    await addToCart(page, 'harmattan-balm');
    const broken = await postNulInEveryField(page);
    await page.goto(url('/cart'));
    broken.push(...(await postNulInEveryField(page)));
    await addToCart(page, 'harmattan-balm');
    await fillCheckout(page, /Pay on delivery/);
    broken.push(...(await postNulInEveryField(page)));
    await page.goto(url('/sign-in'));
    broken.push(...(await postNulInEveryField(page)));
    await addToCart(page, 'harmattan-balm');
    await placeTransferOrder(page);
    broken.push(...(await postNulInEveryField(page)));
    expect(broken).toEqual([]);
  });
});

/** A staff form's request from JavaScript: the action's id, and its fields as `1_<name>`. */
type ActionRequest = { action: string; fields: Fields };

/** The requests of the page's forms that have a field named `text` or a value that contains it. None of them reaches the server. */
async function captureActions(page: Page, text: string): Promise<ActionRequest[]> {
  const path = page.url();
  await page.waitForLoadState('networkidle');
  const all = await page.evaluate(
    (wanted) =>
      [...document.forms].flatMap((form, index) =>
        [...new FormData(form)].some(([name, value]) => name === wanted || String(value).includes(wanted))
          ? [index]
          : [],
      ),
    text,
  );
  const captured: ActionRequest[] = [];
  for (const index of all) {
    const request = Promise.withResolvers<ActionRequest>();
    await page.route('**', async (route) => {
      const headers = await route.request().allHeaders();
      if (!headers['next-action']) return route.fallback();
      const body = new Uint8Array(route.request().postDataBuffer() ?? []);
      const multipart = await new Response(body, {
        headers: { 'content-type': headers['content-type'] ?? '' },
      }).formData();
      const fields = [...multipart].flatMap(
        ([name, value]): Fields => (typeof value === 'string' ? [[name, value]] : []),
      );
      request.resolve({ action: headers['next-action'], fields });
      await route.abort();
    });
    await page.evaluate((at) => {
      const form = document.forms[at];
      if (!form) throw new Error('the page’s forms have changed');
      form.noValidate = true;
      form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name]'));
    }, index);
    captured.push(await request.promise);
    await page.unroute('**');
    // The page after the aborted request does not matter: reload it.
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  return captured;
}

/** Like postNulInEveryField, for staff forms. */
async function postNulInStaffForms(page: Page, text: string): Promise<string[]> {
  const broken: string[] = [];
  const forms = await captureActions(page, text);
  expect(forms.length, `forms of ${page.url()}`).toBeGreaterThan(0);
  for (const { action, fields } of forms) {
    for (const [name] of fields.filter(([name]) => name !== '0')) {
      const multipart = new FormData();
      for (const [one, value] of withNul(fields, name)) multipart.append(one, value);
      const headers = { 'Next-Action': action, Origin: new URL(page.url()).origin };
      const status = (await page.request.post(page.url(), { multipart, headers, maxRedirects: 0 })).status();
      const command = fields.find(([one]) => /_(command|decision)$/.test(one))?.[1] ?? '';
      if (status >= 500) broken.push(`${new URL(page.url()).pathname} ${command} ${name}: ${status}`);
    }
  }
  return broken;
}

test('no staff form fails on a NUL in any field', async ({ page }) => {
  test.setTimeout(300_000);
  const [waiting, cash, sent] = [
    await placeOrder('bank_transfer'),
    await placeOrder('cod'),
    await placeOrder('cod'),
  ];
  for (const to_state of ['processing', 'ready_for_shipment', 'shipped']) {
    const details = to_state === 'shipped' ? { carrier: `Kwik ${sent.number}`, tracking_number: 'KW-1' } : {};
    await rpcAs('fulfiller', 'update_order_status', { order_id: sent.order_id, to_state, details });
  }
  const broken: string[] = [];
  await openAs(page, 'verifier', `/verifications?order=${waiting.number}`);
  broken.push(...(await postNulInStaffForms(page, waiting.order_id)));
  await openAs(page, 'fulfiller', '/fulfilment?stage=on_the_way');
  broken.push(...(await postNulInStaffForms(page, sent.order_id)));
  for (const order of [sent, waiting, cash]) {
    await openOrderAs(page, 'admin', order);
    broken.push(...(await postNulInStaffForms(page, order.order_id)));
  }
  await openAs(page, 'admin', '/money/cash');
  broken.push(...(await postNulInStaffForms(page, sent.number)));
  await openAs(page, 'verifier', '/verifications/statements');
  broken.push(...(await postNulInStaffForms(page, 'account_id')));
  expect(broken).toEqual([]);
});

test('no URL fails on characters that cannot be stored', async ({ page }) => {
  const nul = encodeURIComponent('\0');
  const loneSurrogate = '%ED%A0%80';
  const broken: string[] = [];
  const { number } = await placeOrder('cod');
  for (const text of [nul, loneSurrogate, `itanna${nul}`]) {
    for (const path of [
      `/checkout/return?reference=${text}`,
      `/checkout/return?trxref=${text}`,
      `/orders/${number}?reference=${text}&done=${text}&refused=${text}`,
      `/orders/${text}`,
      `/orders/${text}/open/${text}`,
      `/orders/${text}/open/${randomUUID()}`,
      `/orders/${number}/open/${text}`,
      `/orders/${number}/proofs/${text}`,
      `/products/${text}`,
      `/itanna/products/${text}.png`,
      `/categories/${text}`,
      `/${text}`,
      `/${text}/robots.txt`,
      `/${text}/sitemap.xml`,
      `/sign-in?next=${text}&refused=${text}`,
      `/api/webhooks/${text}`,
      `/admin/${text}/orders`,
    ]) {
      const status = (await page.request.get(url(path), { maxRedirects: 0 })).status();
      if (status >= 500) broken.push(`${path}: ${status}`);
    }
  }
  expect(broken).toEqual([]);
  await page.goto(url(`/checkout/return?reference=${nul}`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find your order');
});

test('no admin page fails on characters in its URL that cannot be stored', async ({ page }) => {
  await openAs(page, 'admin', '/orders?q=%00');
  await expect(page.getByText('No order matches')).toBeVisible();
  await page.goto(adminUrl('/verifications?order=%00'));
  await expect(page.getByText('Transfer not found')).toBeVisible();
  const cursor = `0000-01-01T00:00:00Z_${randomUUID()}`;
  for (const path of [
    'orders/%00',
    'orders/%ED%A0%80',
    'orders/%00.png',
    'verifications/claims/%ED%A0%80',
    'orders?q=a%00b&view=%00&older=%00',
    `orders?older=${cursor}`,
    `verifications?after=${cursor}`,
    'verifications?done=%00&of=%00',
    'verifications/picture?file=%00',
    `verifications/statements?after=0000-01-01_${randomUUID()}`,
    'verifications/statements?view=%00',
    'fulfilment?stage=%00',
    'fulfilment/slips?orders=%00,7K3M-Q2XD%00',
    'fulfilment/pick-list?orders=%00',
    `money?view=%00&kind=%00&after=${cursor}`,
    `money/refunds?view=%00&before=${cursor}`,
    `money/inbox?view=%00&after=${cursor}`,
    `money/cash?after=${cursor}`,
    'settings',
  ]) {
    const response = await page.goto(adminUrl(`/${path}`));
    expect(response?.status(), path).toBeLessThan(500);
    await page.waitForLoadState('networkidle');
    await expect(page.getByText('Something went wrong', { exact: true }), path).toHaveCount(0);
  }
});
