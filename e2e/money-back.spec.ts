import { randomUUID } from 'node:crypto';
import { emailsTo, expect, runCron, setting, sql, test } from './fixtures';
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

/** Issues a refund with the secret key. Tests of the admin cover requests and approvals by staff. */
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

/** The gateway's refunds of a payment. */
async function gatewayRefunds({ reference }: { reference: string }) {
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/control/refunds?limit=1000`);
  const refunds: { reference: string; status: string; amount: number }[] = await response.json();
  return refunds.filter((one) => one.reference === reference);
}

/** The gateway's id of the transaction with this reference. */
async function transactionId(reference: string): Promise<string> {
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/control/transactions?limit=1000`);
  const transactions: { id: number; reference: string }[] = await response.json();
  return String(transactions.find((one) => one.reference === reference)?.id);
}

/** Makes an order's refunds due for the worker, as if two minutes had passed. */
const passTwoMinutes = ({ order_id }: PlacedOrder) =>
  sql()`update refunds set sent_at = sent_at - interval '2 minutes', next_attempt_at = now() where order_id = ${order_id}`;

test('a refund succeeds when the gateway confirms it, and the shopper gets one email', async () => {
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
        (await emailsTo(order.email)).filter(({ subject }) => /^Refund of .* sent/.test(subject)).length,
    )
    .toBe(1);
  expect(await gatewayRefunds(order)).toHaveLength(1);
});

test('finds a refund in the gateway’s list when its response was lost, and does not send it again', async () => {
  const order = await paidOrder();
  await simulator('', {
    endpoints: { refund_create: { kind: 'reset_after', next: 1 } },
    webhooks: { drop: { share: 100 } },
    pace: { refund_ms: 50 },
  });
  await refund(order);
  await runCron();
  expect(await states(order)).toEqual(['submitted']);
  await passTwoMinutes(order);
  await runCron();
  expect(await gatewayRefunds(order)).toHaveLength(1);
  await expect
    .poll(async () => {
      await passTwoMinutes(order);
      await runCron();
      return states(order);
    })
    .toEqual(['succeeded']);
  expect(await readOrder(order)).toMatchObject({ payment_status: 'refunded' });
});

test('sends a refund again if it did not reach the gateway', async () => {
  const order = await paidOrder();
  await simulator('', { endpoints: { refund_create: { kind: 'reset', next: 1 } }, pace: { refund_ms: 50 } });
  await refund(order);
  await runCron();
  expect([await states(order), (await gatewayRefunds(order)).length]).toEqual([['submitted'], 0]);
  await passTwoMinutes(order);
  await runCron();
  await expect.poll(() => states(order)).toEqual(['succeeded']);
  expect(await gatewayRefunds(order)).toHaveLength(1);
});

test('a failed refund puts the order on hold and opens an exception', async () => {
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

test('records a refund made on the gateway’s dashboard even without a webhook', async () => {
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

test('a dispute blocks its order until the shop wins', async () => {
  const order = await paidOrder();
  await simulator('/dispute', { reference: order.reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('disputed');
  expect(await readOrder(order)).toMatchObject({ exceptions: 1 });
  await simulator('/dispute', { reference: order.reference, act: 'remind' });
  await simulator('/dispute', { reference: order.reference, act: 'declined' });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  expect(await readOrder(order)).toMatchObject({ exceptions: 0 });
});

test('records the start and the end of a dispute even without webhooks', async () => {
  const order = await paidOrder();
  await simulator('', { webhooks: { drop: { share: 100 } } });
  await simulator('/dispute', { reference: order.reference });
  await runCron();
  expect(await readOrder(order)).toMatchObject({ status: 'disputed' });
  await simulator('/dispute', { reference: order.reference, act: 'declined' });
  await runCron();
  expect(await readOrder(order)).toMatchObject({ status: 'paid', exceptions: 0 });
});

test('records a lost dispute as one refund', async () => {
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

test('refunds a second payment for one order automatically', async () => {
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

test('looks up a rejected transfer for which the gateway reports only a transaction id', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference, method: 'bank_transfer', sent: 'wrong_amount' });
  const transaction = await transactionId(reference);
  await expect
    .poll(async () => {
      const [row] = await sql()<{ outcome: string | null }[]>`
        select outcome from webhook_events where event_type = 'bank.transfer.rejected'
          and payload #>> '{data,bank_transfer,transaction_id}' = ${transaction}`;
      return row?.outcome;
    })
    .toBe('processing');
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment', payments: 0 });
});
