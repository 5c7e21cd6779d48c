import { createHmac, randomUUID } from 'node:crypto';
import { emailsTo, expect, runCron, setting, sql, test } from './fixtures';
import { openCheckout, placeOrder, readOrder, simulator } from './orders';

test.describe.configure({ mode: 'serial' });
test.beforeEach(() => simulator('/calm'));

const webhookUrl = (gateway = 'paystack') => `${setting('SITE_URL')}/api/webhooks/${gateway}`;

function send(body: string, signature = sign(body), gateway?: string) {
  return fetch(webhookUrl(gateway), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-paystack-signature': signature },
    body,
  });
}

const sign = (body: string) =>
  createHmac('sha512', setting('PAYSTACK_SECRET_KEY')).update(body).digest('hex');

/** The number of stored webhooks that contain this text. */
async function countStored(text: string): Promise<number> {
  const [row] = await sql()<{ count: number }[]>`
    select count(*)::int as count from webhook_events where strpos(payload::text, ${text}) > 0`;
  return row?.count ?? 0;
}

test('the health endpoint reports a healthy shop', async () => {
  const response = await fetch(`${setting('SITE_URL')}/api/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok', database: 'ok' });
});

test('the cron endpoint refuses a wrong or missing secret and allows parallel runs', async () => {
  expect((await runCron('a wrong secret of some length')).status).toBe(401);
  expect((await fetch(`${setting('SITE_URL')}/api/cron/cleanup`)).status).toBe(401);
  const parallel = await Promise.all([runCron(), runCron()]);
  expect(parallel.map(({ status }) => status)).toEqual([200, 200]);
});

test('refuses webhooks that are unsigned, wrongly signed or too large, and stores nothing', async () => {
  const reference = randomUUID();
  const body = JSON.stringify({ event: 'charge.success', data: { reference, status: 'success' } });
  expect((await send(body, 'f'.repeat(128))).status).toBe(401);
  expect((await send(body, '')).status).toBe(401);
  expect((await send(`${body} `, sign(body))).status).toBe(401);
  expect((await send(body, sign(body), 'no-such-gateway')).status).toBe(404);
  expect((await send(reference.repeat(30_000))).status).toBe(413);
  expect((await send(`not json ${reference}`, 'f'.repeat(128))).status).toBe(401);
  expect(await countStored(reference)).toBe(0);
});

test('stores a signed webhook about an unknown payment and changes nothing', async () => {
  const reference = `NOT-OURS-${randomUUID()}`;
  const body = JSON.stringify({ event: 'charge.success', data: { reference, status: 'success', id: 5 } });
  expect((await send(body)).status).toBe(200);
  await expect
    .poll(
      async () =>
        (await sql()`select outcome from webhook_events where reference = ${reference}`)[0]?.outcome,
    )
    .toBe('unmatched');
});

test('processes a signed webhook with characters that Postgres cannot store, and accepts it only once', async () => {
  for (const [field, text] of [
    ['gateway_response', 'Approved\\u0000'],
    ['message', 'cut off \\ud83d'],
    ['me\\u0000ssage\\udc00', 'x'],
  ]) {
    const order = await placeOrder();
    const reference = await openCheckout(order);
    await simulator('', { webhooks: { drop: { next: 9 } } });
    await simulator('/pay', { reference });
    const amount = order.total_minor;
    const body = JSON.stringify({
      event: 'charge.success',
      data: { id: 5, status: 'success', reference, amount, FIELD: 'TEXT' },
    });
    const odd = body.replace('FIELD', field ?? '').replace('TEXT', text ?? '');
    const first = await send(odd);
    expect([first.status, await first.json()]).toEqual([200, { result: 'received' }]);
    const again = await send(odd);
    expect([again.status, await again.json()]).toEqual([200, { result: 'already_received' }]);
    await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
    const events = await sql()`select event_type from webhook_events where reference = ${reference}`;
    expect(events).toMatchObject([{ event_type: 'charge.success' }]);
  }
});

test('stores an unreadable signed webhook as text and does not retry it', async () => {
  const bodies = ['not json \0', '{"event":7}', `${'['.repeat(50_000)}${']'.repeat(50_000)}`];
  const marks: string[] = [];
  for (const body of bodies) {
    const mark = randomUUID();
    marks.push(mark);
    expect((await send(`${body} ${mark}`)).status).toBe(200);
    expect(await countStored(mark)).toBe(1);
  }
  const stored = () => sql()`
    select outcome from webhook_events
    where event_type = 'unreadable' and right(payload ->> 'text', 36) in ${sql()(marks)}`;
  await expect
    .poll(async () => (await stored()).map(({ outcome }) => outcome))
    .toEqual(Array(3).fill('unreadable'));
});

test('the webhook confirms an order whose payer does not return, with one email', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('', { webhooks: { duplicate: { next: 3 } } });
  await simulator('/pay', { reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  await simulator('/announce', { reference });
  await runCron();
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1, exceptions: 0 });
  const receipts = async () =>
    (await emailsTo(order.email)).filter(({ subject }) => /Payment received/.test(subject)).length;
  await expect.poll(receipts).toBe(1);
  await runCron();
  expect(await receipts()).toBe(1);
});

test('a signed webhook that claims success does not confirm an unpaid order', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  const body = JSON.stringify({
    event: 'charge.success',
    data: { reference, status: 'success', amount: order.total_minor },
  });
  expect((await send(body)).status).toBe(200);
  await expect
    .poll(
      async () =>
        (await sql()`select outcome from webhook_events where reference = ${reference}`)[0]?.outcome,
    )
    .toBe('open');
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment', payments: 0 });
});

test('a payment of another amount puts the order on hold and opens an exception', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference, amount: order.total_minor - 5000 });
  await expect.poll(async () => (await readOrder(order)).status).toBe('on_hold');
  expect(await readOrder(order)).toMatchObject({
    payment_status: 'partially_paid',
    payments: 1,
    exceptions: 1,
  });
});

test('cron confirms an expired order that was just paid and cancels an unpaid one', async () => {
  const paid = await placeOrder();
  const unpaid = await placeOrder();
  const reference = await openCheckout(paid);
  await openCheckout(unpaid);
  await simulator('', { webhooks: { drop: { next: 9 } } });
  await simulator('/pay', { reference });
  await sql()`update orders set expires_at = now() - interval '1 second' where id in ${sql()([paid.order_id, unpaid.order_id])}`;
  await sql()`update inventory_locks set expires_at = now() where order_id in ${sql()([paid.order_id, unpaid.order_id])}`;

  expect((await runCron()).status).toBe(200);
  expect(await readOrder(paid)).toMatchObject({ state: 'confirmed', payments: 1 });
  expect(await readOrder(unpaid)).toMatchObject({ state: 'cancelled', payments: 0 });
});

test('while the gateway is down, no order expires and the webhook is retried', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('', { endpoints: { verify: { kind: 'error_500', share: 100 } } });
  await simulator('/pay', { reference });
  await expect
    .poll(
      async () =>
        (await sql()`select last_error from webhook_events where reference = ${reference}`)[0]?.last_error,
    )
    .toBeTruthy();
  await sql()`update orders set expires_at = now() - interval '1 second' where id = ${order.order_id}`;
  await runCron();
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment', payments: 0 });

  await simulator('/calm');
  await sql()`update webhook_events set next_attempt_at = now() where reference = ${reference}`;
  await runCron();
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1 });
});

test('the return page settles a payment through the gateway and handles an invalid reference', async ({
  page,
}) => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('', { webhooks: { drop: { next: 9 } } });
  await simulator('/pay', { reference });
  await page.goto(`/checkout/return?trxref=${reference}&reference=${reference}`);
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payments: 1 });

  const response = await page.goto('/checkout/return?reference=../../secret');
  expect(response?.status()).toBeLessThan(500);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
