import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from './records.ts';
import { request, testShop } from './test-shop.ts';

const [STORMY, QUIET] = ['http://stormy.localhost:4000', 'http://quiet.localhost:4000'];

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
// Nothing moves by itself between the tests, unless one wants it to.
const STILL = { pace: { transfer_ms: 600_000, prompt_ms: 600_000, refund_ms: 600_000 } };
beforeEach(() => shop.control('', STILL));
afterEach(() => chooseOnPanel('calm'));
afterAll(() => shop.close());

const stormy = (patch: object) => shop.control('', { shop: 'stormy.localhost', ...patch });
const settings = async (host: string) => (await request('GET', `${shop.url}/control?shop=${host}`)).body;
const ask = (path: string, body?: object) => request(body ? 'POST' : 'GET', `${shop.url}${path}`, body);
const verified = async (reference: string) => (await ask(`/transaction/verify/${reference}`)).body.data;
const latest = async (limit: number): Promise<Delivery[]> =>
  (await ask(`/control/deliveries?limit=${limit}`)).body;

function chooseOnPanel(preset: string): Promise<Response> {
  return fetch(`${shop.url}/panel/preset`, { method: 'POST', body: new URLSearchParams({ preset }) });
}

function initialize(origin: string, currency = 'NGN') {
  const callback_url = `${origin}/checkout/return`;
  return ask('/transaction/initialize', {
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

/** A payment of a shop of which a part was refunded. */
async function refunded(origin: string) {
  const reference = await payment(origin);
  const { body } = await ask('/refund', { transaction: reference, amount: 5_000 });
  return { origin, reference, id: body.data.transaction.id, refundId: body.data.id };
}

describe('a fault of one shop leaves the transactions of another alone', () => {
  type Paid = Awaited<ReturnType<typeof refunded>>;
  const requests: Record<string, (paid: Paid) => ReturnType<typeof ask>> = {
    initialize: ({ origin }) => initialize(origin),
    verify: ({ reference }) => ask(`/transaction/verify/${reference}`),
    fetch: ({ id }) => ask(`/transaction/${id}`),
    refund_create: ({ reference }) => ask('/refund', { transaction: reference, amount: 100 }),
    refund_list: ({ id }) => ask(`/refund?transaction=${id}`),
    refund_fetch: ({ refundId }) => ask(`/refund/${refundId}`),
    dispute_list: ({ id }) => ask(`/dispute?transaction=${id}`),
  };

  test.each(Object.keys(requests))('at %s, where it is used up by its own shop alone', async (endpoint) => {
    const [theirs, ours] = [await refunded(STORMY), await refunded(QUIET)];
    await stormy({ endpoints: { [endpoint]: { kind: 'error_500', next: 1 } } });
    const statuses: (number | undefined)[] = [];
    for (const paid of [ours, theirs, theirs]) statuses.push((await requests[endpoint]?.(paid))?.status);
    expect(statuses).toEqual([200, 500, 200]);
    expect((await settings('stormy.localhost')).endpoints[endpoint]).toMatchObject({ kind: 'none', next: 0 });
  });

  test.each([
    ['lost', { drop: { share: 100 } }, []],
    ['sent twice', { duplicate: { share: 100 } }, [{ genuine: true }, { genuine: true }]],
    ['signed wrongly', { corrupt: { share: 100 } }, [{ genuine: false }]],
    ['late', { delay_ms: 600_000 }, []],
    ['held back', { paused: true }, []],
    ['sent nowhere', { url: '' }, []],
  ])('where its webhooks are %s', async (_name, webhooks, expected) => {
    await stormy({ webhooks });
    const theirs = await payment(STORMY);
    const ours = await payment(QUIET);
    expect(await shop.webhooks(ours, 1)).toMatchObject([{ event: 'charge.success', genuine: true }]);
    expect(await shop.webhooks(theirs, expected.length)).toMatchObject(expected);
  });

  test('where each of its webhooks is overtaken by the next, which is not that of another', async () => {
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

  test('where its webhooks that name no reference are lost, and those that somebody makes up', async () => {
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

  test('where its payers wait for the webhook', async () => {
    await stormy({ webhooks: { timing: 'before' } });
    const reference = await payment(STORMY);
    expect(shop.door.received.filter(({ body }) => body.includes(reference))).toHaveLength(1);
  });

  test('in what is answered and told', async () => {
    await stormy({
      answers: { domain: 'live', unknown_status: true, unknown_event: true, metadata: 'zero' },
      webhooks: { paused: true },
      ...STILL,
    });
    const [theirs, ours] = [await refunded(STORMY), await refunded(QUIET)];
    for (const { reference } of [theirs, ours]) await shop.control('/dispute', { reference });
    const reported = async ({ reference, id, refundId }: typeof ours) => ({
      transaction: await verified(reference),
      refund: (await ask(`/refund/${refundId}`)).body.data,
      dispute: (await ask(`/dispute?transaction=${id}`)).body.data[0],
      events: (await latest(100))
        .filter((delivery) => delivery.reference === reference)
        .map(({ event, body }) => `${event} ${JSON.parse(body).data.domain}`),
    });
    expect(await reported(theirs)).toMatchObject({
      transaction: { domain: 'live', status: 'settling', metadata: 0 },
      refund: { domain: 'live' },
      dispute: { domain: 'live' },
      events: expect.arrayContaining(['harvest.moon test', 'refund.pending live']),
    });
    expect(await shop.webhooks(theirs.reference, 0)).toEqual([]);
    const { transaction, refund, dispute, events } = await reported(ours);
    expect(transaction).toMatchObject({ domain: 'test', status: 'reversal-pending' });
    expect(transaction.metadata).not.toBe(0);
    expect([refund.domain, dispute.domain]).toEqual(['test', 'test']);
    expect(events.toSorted()).toEqual([
      'charge.dispute.create test',
      'charge.success test',
      'refund.pending test',
    ]);
  });

  test('in what it costs, and in whether there is money for refunds', async () => {
    await stormy({ answers: { fee_pass_through: true, insufficient_balance: true } });
    const [theirs, ours] = [await payment(STORMY), await payment(QUIET)];
    const amounts = [await verified(theirs), await verified(ours)].map(({ amount }) => amount);
    expect(amounts).toEqual([1_913_125, 1_875_000]);
    const refunds = [
      await ask('/refund', { transaction: theirs }),
      await ask('/refund', { transaction: ours }),
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
    const [theirs, ours] = [await run(STORMY), await run(QUIET)];
    const states = async ({ transfer, prompt, refund }: typeof ours) => [
      (await verified(transfer)).status,
      (await verified(prompt)).status,
      (await ask(`/refund?transaction=${refund}`)).body.data[0].status,
    ];
    await expect.poll(() => states(theirs), { timeout: 10_000 }).toEqual(['success', 'failed', 'processed']);
    expect(await states(ours)).toEqual(['ongoing', 'pending', 'pending']);
    const start = performance.now();
    await verified(theirs.transfer);
    expect(performance.now() - start).toBeGreaterThanOrEqual(390);
  });
});

describe('the settings of a shop', () => {
  test('begin calm, with the common address, and are no longer reached by the common ones', async () => {
    await shop.control('', { webhooks: { delay_ms: 300 } });
    expect((await settings('stormy.localhost')).webhooks).toMatchObject({ delay_ms: 300 });
    const own = await stormy({ pace: { refund_ms: 7 } });
    expect(own).toMatchObject({
      webhooks: { delay_ms: 0, url: `${shop.door.url}/webhooks` },
      pace: { refund_ms: 7 },
    });
    await shop.control('', { webhooks: { delay_ms: 500 } });
    expect((await settings('stormy.localhost')).webhooks.delay_ms).toBe(0);
    expect((await settings('quiet.localhost')).webhooks.delay_ms).toBe(500);
  });

  test('are calmed alone, and so are the common ones', async () => {
    await shop.control('', { pace: { refund_ms: 5 } });
    await stormy({ pace: { refund_ms: 7 } });
    expect(await shop.control('/calm', {})).toMatchObject({ pace: { refund_ms: 3_000 } });
    expect((await settings('stormy.localhost')).pace.refund_ms).toBe(7);
    await shop.control('', { pace: { refund_ms: 5 } });
    await shop.control('/calm', { shop: 'stormy.localhost' });
    expect((await settings('stormy.localhost')).pace.refund_ms).toBe(3_000);
    expect((await settings('quiet.localhost')).pace.refund_ms).toBe(5);
  });

  test('do not count where a request is about no transaction', async () => {
    const failing = { kind: 'error_500' };
    await stormy({ endpoints: { list: failing, refund_list: failing, dispute_list: failing } });
    const lists = ['/transaction', '/refund', '/dispute'];
    expect((await Promise.all(lists.map((path) => ask(path)))).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
  });

  test('are named on the panel, and end when a preset is chosen there', async () => {
    const page = async () => (await fetch(shop.url)).text();
    await stormy({});
    expect(await page()).toContain('stormy.localhost has settings of its own');
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
  ])('are not made by %s with %j', async (path, body) => {
    expect((await ask(path, body)).status).toBe(400);
    await shop.control('', { webhooks: { delay_ms: 300 } });
    expect((await settings('stormy.localhost')).webhooks.delay_ms).toBe(300);
  });
});
