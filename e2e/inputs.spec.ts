import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { placeOrder } from './orders';
import { addressOf, fillCheckout, ordersOf, putIntoCart, url } from './shopper';
import { adminUrl, enter, enterOrder, rpcAs } from './staff';
import { placeTransferOrder } from './transfer';

/** What people, form fillers and addresses bring: characters that Postgres cannot hold, marks that nobody sees, other ways to write. */

type Fields = [name: string, value: string][];

/** What each form of the page would send as it stands, without a script: they are those that have an action in the page itself. */
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

/** The same fields, one of them with a NUL behind what it held. */
const spoilt = (fields: Fields, field: string): Fields =>
  fields.map(([name, value]) => [name, name === field ? `${value}\0` : value]);

/** Sends each form of the page once for each of its fields, with a NUL in it. Answers those that were not answered politely. */
async function spoilEveryField(page: Page, isOurs = (_: Fields) => true): Promise<string[]> {
  const broken: string[] = [];
  for (const fields of (await formsOf(page)).filter(isOurs)) {
    for (const [name] of fields.filter(([name]) => !name.startsWith('$'))) {
      const status = (await send(page, spoilt(fields, name))).status();
      const command = fields.find(([one]) => one === 'command' || one === 'decision')?.[1] ?? '';
      if (status >= 500) broken.push(`${new URL(page.url()).pathname} ${command} ${name}: ${status}`);
    }
  }
  return broken;
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  for (const field of ['name', 'line1', 'landmark', 'city', 'note']) {
    test(`a NUL in the checkout’s ${field} is dropped, and the order is made`, async ({ page }) => {
      await putIntoCart(page, 'harmattan-balm');
      const email = await fillCheckout(page, /Pay on delivery/);
      const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
      const input: Fields = fields.map(([name, value]) => [name, name === field ? 'Ada\0Oko' : value]);
      expect((await send(page, input)).headers().location).toMatch(/\/orders\/.{9}$/);
      const { shipping_address, ...order } = (await addressOf(email)) ?? { shipping_address: {} };
      expect({ ...shipping_address, ...order }).toMatchObject({ [field]: 'AdaOko' });
    });
  }

  test('a checkout with a NUL that is refused for something else comes back filled in', async ({ page }) => {
    await putIntoCart(page, 'harmattan-balm');
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

  test('a form filler’s country counts for nothing where the shop delivers to one', async ({ page }) => {
    await putIntoCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    const [fields = []] = (await formsOf(page)).filter((one) => one.some(([name]) => name === 'line1'));
    await send(
      page,
      fields.map(([name, value]) => [name, name === 'country' ? 'nigeria' : value]),
    );
    expect(await addressOf(email)).toMatchObject({ shipping_address: { country: 'NG', region: 'Lagos' } });
  });

  test('what a form filler did to another hidden field of the checkout is said above the form', async ({
    page,
  }) => {
    await putIntoCart(page, 'harmattan-balm');
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

  test('no field of a shopper’s form breaks on a NUL', async ({ page }) => {
    test.setTimeout(180_000);
    await putIntoCart(page, 'harmattan-balm');
    const broken = await spoilEveryField(page);
    await page.goto(url('/cart'));
    broken.push(...(await spoilEveryField(page)));
    await putIntoCart(page, 'harmattan-balm');
    await fillCheckout(page, /Pay on delivery/);
    broken.push(...(await spoilEveryField(page)));
    await page.goto(url('/sign-in'));
    broken.push(...(await spoilEveryField(page)));
    await putIntoCart(page, 'harmattan-balm');
    await placeTransferOrder(page);
    broken.push(...(await spoilEveryField(page)));
    expect(broken).toEqual([]);
  });
});

/** What a form for staff sends by its script: the action's id, and its fields as `1_<name>`. */
type Sent = { action: string; fields: Fields };

/** What the forms of a page for staff send, caught on the way; `holding`: only those with this field, or with this in one. */
async function sentBy(page: Page, holding: string): Promise<Sent[]> {
  const path = page.url();
  await page.waitForLoadState('networkidle');
  const all = await page.evaluate(
    (text) =>
      [...document.forms].flatMap((form, index) =>
        [...new FormData(form)].some(([name, value]) => name === text || String(value).includes(text))
          ? [index]
          : [],
      ),
    holding,
  );
  const sent: Sent[] = [];
  for (const index of all) {
    const caught = Promise.withResolvers<Sent>();
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
      caught.resolve({ action: headers['next-action'], fields });
      await route.abort();
    });
    await page.evaluate((at) => {
      const form = document.forms[at];
      if (!form) throw new Error('the page has other forms by now');
      form.noValidate = true;
      form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name]'));
    }, index);
    sent.push(await caught.promise);
    await page.unroute('**');
    // what it does with an answer that never came is no matter here
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  return sent;
}

/** As spoilEveryField, for the forms of staff. */
async function spoilStaffFields(page: Page, holding: string): Promise<string[]> {
  const broken: string[] = [];
  const forms = await sentBy(page, holding);
  expect(forms.length, `forms of ${page.url()}`).toBeGreaterThan(0);
  for (const { action, fields } of forms) {
    for (const [name] of fields.filter(([name]) => name !== '0')) {
      const multipart = new FormData();
      for (const [one, value] of spoilt(fields, name)) multipart.append(one, value);
      const headers = { 'Next-Action': action, Origin: new URL(page.url()).origin };
      const status = (await page.request.post(page.url(), { multipart, headers, maxRedirects: 0 })).status();
      const command = fields.find(([one]) => /_(command|decision)$/.test(one))?.[1] ?? '';
      if (status >= 500) broken.push(`${new URL(page.url()).pathname} ${command} ${name}: ${status}`);
    }
  }
  return broken;
}

test('no field of a form for staff breaks on a NUL', async ({ page }) => {
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
  await enter(page, 'verifier', `/verifications?order=${waiting.number}`);
  broken.push(...(await spoilStaffFields(page, waiting.order_id)));
  await enter(page, 'fulfiller', '/fulfilment?stage=on_the_way');
  broken.push(...(await spoilStaffFields(page, sent.order_id)));
  for (const order of [sent, waiting, cash]) {
    await enterOrder(page, 'admin', order);
    broken.push(...(await spoilStaffFields(page, order.order_id)));
  }
  await enter(page, 'admin', '/money/cash');
  broken.push(...(await spoilStaffFields(page, sent.number)));
  await enter(page, 'verifier', '/verifications/statements');
  broken.push(...(await spoilStaffFields(page, 'account_id')));
  expect(broken).toEqual([]);
});

test('no address breaks on what cannot be stored', async ({ page }) => {
  const nul = encodeURIComponent('\0');
  const half = '%ED%A0%80';
  const broken: string[] = [];
  const { number } = await placeOrder('cod');
  for (const text of [nul, half, `itanna${nul}`]) {
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

test('staff who search for what cannot be stored find nothing, and see their pages', async ({ page }) => {
  await enter(page, 'admin', '/orders?q=%00');
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
