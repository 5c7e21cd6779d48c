import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from './records.ts';
import { request, testShop } from './test-shop.ts';

const [STORMY, QUIET] = ['http://stormy.localhost:4000', 'http://quiet.localhost:4000'];

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
// No transaction or refund advances automatically, unless a test sets a pace.
const SLOW_PACE = { pace: { transfer_ms: 600_000, prompt_ms: 600_000, refund_ms: 600_000 } };
beforeEach(() => shop.control('', SLOW_PACE));
afterEach(() => chooseOnPanel('calm'));
afterAll(() => shop.close());

const stormy = (patch: object) => shop.control('', { shop: 'stormy.localhost', ...patch });
const settings = async (host: string) => (await request('GET', `${shop.url}/control?shop=${host}`)).body;
const call = (path: string, body?: object) => request(body ? 'POST' : 'GET', `${shop.url}${path}`, body);
const verified = async (reference: string) => (await call(`/transaction/verify/${reference}`)).body.data;
const latest = async (limit: number): Promise<Delivery[]> =>
  (await call(`/control/deliveries?limit=${limit}`)).body;

function chooseOnPanel(preset: string): Promise<Response> {
  return fetch(`${shop.url}/panel/preset`, { method: 'POST', body: new URLSearchParams({ preset }) });
}

function initialize(origin: string, currency = 'NGN') {
  const callback_url = `${origin}/checkout/return`;
  return call('/transaction/initialize', {
    email: 'adaeze@example.com',
    amount: 1_875_000,
    currency,
    callback_url,
  });
}

async function begin(origin: string, currency?: string): Promise<string> {
  return (await initialize(origin, currency)).body.data.reference;
}

async function payment(origin: string): Promise<string> {
  const reference = await begin(origin);
  await shop.control('/pay', { reference });
  return reference;
}

/** Creates a payment for this shop and refunds a part of it. */
async function refunded(origin: string) {
  const reference = await payment(origin);
  const { body } = await call('/refund', { transaction: reference, amount: 5_000 });
  return { origin, reference, id: body.data.transaction.id, refundId: body.data.id };
}

describe('a fault set for one shop does not affect the transactions of another', () => {
  type Paid = Awaited<ReturnType<typeof refunded>>;
  const requests: Record<string, (paid: Paid) => ReturnType<typeof call>> = {
    initialize: ({ origin }) => initialize(origin),
    verify: ({ reference }) => call(`/transaction/verify/${reference}`),
    fetch: ({ id }) => call(`/transaction/${id}`),
    refund_create: ({ reference }) => call('/refund', { transaction: reference, amount: 100 }),
    refund_list: ({ id }) => call(`/refund?transaction=${id}`),
    refund_fetch: ({ refundId }) => call(`/refund/${refundId}`),
    dispute_list: ({ id }) => call(`/dispute?transaction=${id}`),
  };

  test.each(Object.keys(requests))('at %s, counted down only by its own requests', async (endpoint) => {
    const [faulty, healthy] = [await refunded(STORMY), await refunded(QUIET)];
    await stormy({ endpoints: { [endpoint]: { kind: 'error_500', next: 1 } } });
    const statuses: (number | undefined)[] = [];
    for (const paid of [healthy, faulty, faulty]) statuses.push((await requests[endpoint]?.(paid))?.status);
    expect(statuses).toEqual([200, 500, 200]);
    expect((await settings('stormy.localhost')).endpoints[endpoint]).toMatchObject({ kind: 'none', next: 0 });
  });

  test.each([
    ['dropped', { drop: { share: 100 } }, []],
    ['sent twice', { duplicate: { share: 100 } }, [{ genuine: true }, { genuine: true }]],
    ['sent with a wrong signature', { corrupt: { share: 100 } }, [{ genuine: false }]],
    ['delayed', { delay_ms: 600_000 }, []],
    ['paused', { paused: true }, []],
    ['without a URL', { url: '' }, []],
  ])('when its webhooks are %s', async (_name, webhooks, expected) => {
    await stormy({ webhooks });
    const faulty = await payment(STORMY);
    const healthy = await payment(QUIET);
    expect(await shop.webhooks(healthy, 1)).toMatchObject([{ event: 'charge.success', genuine: true }]);
    expect(await shop.webhooks(faulty, expected.length)).toMatchObject(expected);
  });

  test('when each of its webhooks is sent after its next one, and not after another shop’s', async () => {
    const webhooks = { reorder: true, delay_ms: 600_000 };
    await stormy({ webhooks });
    await shop.control('', { shop: 'quiet.localhost', webhooks });
    const first = await payment(STORMY);
    await payment(QUIET);
    expect(await latest(2)).toMatchObject([{ held: true }, { held: true, reference: first }]);
    await payment(STORMY);
    expect(await latest(3)).toMatchObject([
      { held: false },
      { held: true },
      { held: false, reference: first },
    ]);
  });

  test('when webhooks without a reference and custom events are dropped', async () => {
    await stormy({ webhooks: { drop: { share: 100 } } });
    const announced = async (origin: string) => {
      const reference = await begin(origin);
      await shop.control('/pay', { reference, method: 'bank_transfer', sent: 'wrong_amount' });
      await shop.control('/announce', { event: 'subscription.create', data: {}, reference });
      return (await latest(2)).map(({ event, state }) => [event, state === 'dropped']);
    };
    expect(await announced(STORMY)).toEqual([
      ['subscription.create', true],
      ['bank.transfer.rejected', true],
    ]);
    expect(await announced(QUIET)).toEqual([
      ['subscription.create', false],
      ['bank.transfer.rejected', false],
    ]);
  });

  test('when its payers wait for the webhook', async () => {
    await stormy({ webhooks: { timing: 'before' } });
    const reference = await payment(STORMY);
    expect(shop.receiver.received.filter(({ body }) => body.includes(reference))).toHaveLength(1);
  });

  test('in responses and events', async () => {
    await stormy({
      answers: { domain: 'live', unknown_status: true, unknown_event: true, metadata: 'zero' },
      webhooks: { paused: true },
      ...SLOW_PACE,
    });
    const [faulty, healthy] = [await refunded(STORMY), await refunded(QUIET)];
    for (const { reference } of [faulty, healthy]) await shop.control('/dispute', { reference });
    const reported = async ({ reference, id, refundId }: typeof healthy) => ({
      transaction: await verified(reference),
      refund: (await call(`/refund/${refundId}`)).body.data,
      dispute: (await call(`/dispute?transaction=${id}`)).body.data[0],
      events: (await latest(100))
        .filter((delivery) => delivery.reference === reference)
        .map(({ event, body }) => `${event} ${JSON.parse(body).data.domain}`),
    });
    expect(await reported(faulty)).toMatchObject({
      transaction: { domain: 'live', status: 'settling', metadata: 0 },
      refund: { domain: 'live' },
      dispute: { domain: 'live' },
      events: expect.arrayContaining(['harvest.moon test', 'refund.pending live']),
    });
    expect(await shop.webhooks(faulty.reference, 0)).toEqual([]);
    const { transaction, refund, dispute, events } = await reported(healthy);
    expect(transaction).toMatchObject({ domain: 'test', status: 'reversal-pending' });
    expect(transaction.metadata).not.toBe(0);
    expect([refund.domain, dispute.domain]).toEqual(['test', 'test']);
    expect(events.toSorted()).toEqual([
      'charge.dispute.create test',
      'charge.success test',
      'refund.pending test',
    ]);
  });

  test('in fees and in the balance for refunds', async () => {
    await stormy({ answers: { fee_pass_through: true, insufficient_balance: true } });
    const [faulty, healthy] = [await payment(STORMY), await payment(QUIET)];
    const amounts = [await verified(faulty), await verified(healthy)].map(({ amount }) => amount);
    expect(amounts).toEqual([1_913_125, 1_875_000]);
    const refunds = [
      await call('/refund', { transaction: faulty }),
      await call('/refund', { transaction: healthy }),
    ];
    expect(refunds.map(({ status }) => status)).toEqual([400, 200]);
  });

  test('in its pace', async () => {
    await stormy({
      pace: { transfer_ms: 50, prompt_ms: 50, refund_ms: 50, slow_ms: 400 },
      endpoints: { verify: { kind: 'slow' } },
    });
    const run = async (origin: string) => {
      const [transfer, prompt] = [await begin(origin, 'NGN'), await begin(origin, 'GHS')];
      await shop.control('/pay', { reference: transfer, method: 'bank_transfer', sent: 'later' });
      await shop.control('/pay', { reference: prompt, method: 'mobile_money', answer: 'ignore' });
      return { transfer, prompt, refund: (await refunded(origin)).id };
    };
    const [faulty, healthy] = [await run(STORMY), await run(QUIET)];
    const states = async ({ transfer, prompt, refund }: typeof healthy) => [
      (await verified(transfer)).status,
      (await verified(prompt)).status,
      (await call(`/refund?transaction=${refund}`)).body.data[0].status,
    ];
    await expect.poll(() => states(faulty), { timeout: 10_000 }).toEqual(['success', 'failed', 'processed']);
    expect(await states(healthy)).toEqual(['ongoing', 'pending', 'pending']);
    const start = performance.now();
    await verified(faulty.transfer);
    expect(performance.now() - start).toBeGreaterThanOrEqual(390);
  });
});

describe('the settings of a shop', () => {
  test('start with no faults and the common webhook URL, and no longer follow the common settings', async () => {
    await shop.control('', { webhooks: { delay_ms: 300 } });
    expect((await settings('stormy.localhost')).webhooks).toMatchObject({ delay_ms: 300 });
    const own = await stormy({ pace: { refund_ms: 7 } });
    expect(own).toMatchObject({
      webhooks: { delay_ms: 0, url: `${shop.receiver.url}/webhooks` },
      pace: { refund_ms: 7 },
    });
    await shop.control('', { webhooks: { delay_ms: 500 } });
    expect((await settings('stormy.localhost')).webhooks.delay_ms).toBe(0);
    expect((await settings('quiet.localhost')).webhooks.delay_ms).toBe(500);
  });

  test('are reset separately from the common ones', async () => {
    await shop.control('', { pace: { refund_ms: 5 } });
    await stormy({ pace: { refund_ms: 7 } });
    expect(await shop.control('/calm', {})).toMatchObject({ pace: { refund_ms: 3_000 } });
    expect((await settings('stormy.localhost')).pace.refund_ms).toBe(7);
    await shop.control('', { pace: { refund_ms: 5 } });
    await shop.control('/calm', { shop: 'stormy.localhost' });
    expect((await settings('stormy.localhost')).pace.refund_ms).toBe(3_000);
    expect((await settings('quiet.localhost')).pace.refund_ms).toBe(5);
  });

  test('do not apply to a request that concerns no transaction', async () => {
    const failing = { kind: 'error_500' };
    await stormy({ endpoints: { list: failing, refund_list: failing, dispute_list: failing } });
    const lists = ['/transaction', '/refund', '/dispute'];
    expect((await Promise.all(lists.map((path) => call(path)))).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
  });

  test('are shown on the panel, and end when a preset is chosen there', async () => {
    const page = async () => (await fetch(shop.url)).text();
    await stormy({});
    expect(await page()).toContain('stormy.localhost has its own settings');
    await chooseOnPanel('silent');
    expect(await page()).not.toContain('stormy.localhost has');
    expect((await settings('stormy.localhost')).webhooks.drop.share).toBe(100);
  });

  test.each([
    ['/control', { shop: 'stormy.localhost:4000' }],
    ['/control', { shop: 'http://stormy.localhost' }],
    ['/control', { shop: 'Stormy.localhost' }],
    ['/control', { shop: '' }],
    ['/control', { shop: 'stormy.localhost', webhooks: { delay_ms: -1 } }],
    ['/control/calm', { shop: 7 }],
    ['/control/calm', { shops: 'stormy.localhost' }],
  ])('are not created by %s with %j', async (path, body) => {
    expect((await call(path, body)).status).toBe(400);
    await shop.control('', { webhooks: { delay_ms: 300 } });
    expect((await settings('stormy.localhost')).webhooks.delay_ms).toBe(300);
  });
});
