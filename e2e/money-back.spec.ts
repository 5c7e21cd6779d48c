import { randomUUID } from 'node:crypto';
import { expect, mailsTo, runCron, setting, sql, test } from './fixtures';
import { openCheckout, type PlacedOrder, placeOrder, readOrder, rpc, simulator } from './orders';

test.describe.configure({ mode: 'serial' });
test.beforeEach(() => simulator('/calm'));

async function paidOrder(): Promise<PlacedOrder & { reference: string }> {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  return { ...order, reference };
}

/** Our servers give money back; what staff have to ask for and approve is the admin's journey. */
async function refund(order: PlacedOrder, amount_minor = order.total_minor): Promise<void> {
  await rpc(
    'issue_refund',
    { order_id: order.order_id, amount_minor, reason: 'Came late', idempotency_key: randomUUID() },
    setting('SUPABASE_SECRET_KEY'),
  );
}

const refundsOf = ({ order_id }: PlacedOrder) =>
  sql()<
    { state: string; amount_minor: string; gateway_refund_id: string | null; requested_by_role: string }[]
  >`
    select state, amount_minor, gateway_refund_id, requested_by_role from refunds
    where order_id = ${order_id} order by created_at`;

const states = async (order: PlacedOrder) => (await refundsOf(order)).map(({ state }) => state);

/** The refunds that the gateway has of a payment. */
async function atGateway({ reference }: { reference: string }) {
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/control/refunds?limit=1000`);
  const refunds: { reference: string; status: string; amount: number }[] = await response.json();
  return refunds.filter((one) => one.reference === reference);
}

/** Brings the worker's next look at an order's refunds nearer. */
const waitTwoMinutes = ({ order_id }: PlacedOrder) =>
  sql()`update refunds set sent_at = sent_at - interval '2 minutes', next_attempt_at = now() where order_id = ${order_id}`;

test('money goes back once the gateway says so, and the shopper is told once', async () => {
  const order = await paidOrder();
  await simulator('', { pace: { refund_ms: 50 } });
  await refund(order, 100_000);
  await runCron();
  await expect.poll(() => states(order)).toEqual(['succeeded']);
  expect(await readOrder(order)).toMatchObject({ payment_status: 'partially_refunded', state: 'confirmed' });
  await runCron();
  await expect
    .poll(
      async () =>
        (await mailsTo(order.email)).filter(({ subject }) => /^Refund of .* sent/.test(subject)).length,
    )
    .toBe(1);
  expect(await atGateway(order)).toHaveLength(1);
});

test('a refund whose answer was lost is found in the gateway’s list, and not sent again', async () => {
  const order = await paidOrder();
  await simulator('', {
    endpoints: { refund_create: { kind: 'reset_after', next: 1 } },
    webhooks: { drop: { share: 100 } },
    pace: { refund_ms: 50 },
  });
  await refund(order);
  await runCron();
  expect(await states(order)).toEqual(['submitted']);
  await waitTwoMinutes(order);
  await runCron();
  expect(await atGateway(order)).toHaveLength(1);
  await expect
    .poll(async () => {
      await waitTwoMinutes(order);
      await runCron();
      return states(order);
    })
    .toEqual(['succeeded']);
  expect(await readOrder(order)).toMatchObject({ payment_status: 'refunded' });
});

test('a refund that never reached the gateway is sent again', async () => {
  const order = await paidOrder();
  await simulator('', { endpoints: { refund_create: { kind: 'reset', next: 1 } }, pace: { refund_ms: 50 } });
  await refund(order);
  await runCron();
  expect([await states(order), (await atGateway(order)).length]).toEqual([['submitted'], 0]);
  await waitTwoMinutes(order);
  await runCron();
  await expect.poll(() => states(order)).toEqual(['succeeded']);
  expect(await atGateway(order)).toHaveLength(1);
});

test('a refund that fails is in front of somebody, and the money is still the shop’s', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('', { pace: { refund_ms: 50 } });
  await simulator('/pay', { reference, card: '4084080000671803' });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  await refund(order);
  await runCron();
  await expect.poll(() => states(order)).toEqual(['failed']);
  expect(await readOrder(order)).toMatchObject({ status: 'on_hold', exceptions: 1 });
});

test('what somebody sends back at the gateway is found, although no webhook tells of it', async () => {
  const order = await paidOrder();
  await simulator('', { webhooks: { drop: { share: 100 } }, pace: { refund_ms: 0 } });
  await simulator('/refund', { reference: order.reference, amount: 50_000 });
  await expect
    .poll(async () => {
      await runCron();
      return states(order);
    })
    .toEqual(['succeeded']);
  expect((await refundsOf(order))[0]).toMatchObject({ amount_minor: '50000', requested_by_role: 'system' });
});

test('a bank that disputes a payment stops its order, until the shop has won', async () => {
  const order = await paidOrder();
  await simulator('/dispute', { reference: order.reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('disputed');
  expect(await readOrder(order)).toMatchObject({ exceptions: 1 });
  await simulator('/dispute', { reference: order.reference, act: 'remind' });
  await simulator('/dispute', { reference: order.reference, act: 'declined' });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  expect(await readOrder(order)).toMatchObject({ exceptions: 0 });
});

test('a dispute is known, and known to be over, although no webhook tells of it', async () => {
  const order = await paidOrder();
  await simulator('', { webhooks: { drop: { share: 100 } } });
  await simulator('/dispute', { reference: order.reference });
  await runCron();
  expect(await readOrder(order)).toMatchObject({ status: 'disputed' });
  await simulator('/dispute', { reference: order.reference, act: 'declined' });
  await runCron();
  expect(await readOrder(order)).toMatchObject({ status: 'paid', exceptions: 0 });
});

test('a dispute that the shop loses is counted as money that went back, once', async () => {
  const order = await paidOrder();
  await simulator('/dispute', { reference: order.reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('disputed');
  await simulator('/dispute', { reference: order.reference, act: 'auto-accepted' });
  await expect.poll(async () => (await readOrder(order)).payment_status).toBe('refunded');
  await runCron();
  expect(await refundsOf(order)).toMatchObject([
    { state: 'succeeded', amount_minor: String(order.total_minor) },
  ]);
});

test('a second payment for one order goes back by itself', async () => {
  const order = await placeOrder();
  const first = await openCheckout(order);
  await sql()`update payment_intents set created_at = now() - interval '31 minutes' where reference = ${first}`;
  const second = await openCheckout(order);
  expect(second).not.toBe(first);
  await simulator('', { pace: { refund_ms: 50 } });
  await Promise.all([first, second].map((reference) => simulator('/pay', { reference })));
  await expect.poll(async () => (await readOrder(order)).payments).toBe(2);
  await runCron();
  await expect.poll(() => states(order)).toEqual(['succeeded']);
  expect(await readOrder(order)).toMatchObject({ status: 'paid', payment_status: 'paid', exceptions: 0 });
});

test('a transfer that the gateway sends back, of which it tells by its number alone, is looked up', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference, method: 'bank_transfer', sent: 'wrong_amount' });
  await expect
    .poll(async () => {
      const [row] = await sql()<{ outcome: string | null }[]>`
        select outcome from webhook_events where event_type = 'bank.transfer.rejected'
        order by received_at desc limit 1`;
      return row?.outcome;
    })
    .toBe('processing');
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment', payments: 0 });
});
