import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { request, testShop } from './test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterEach(() => shop.control('/calm', {}));
afterAll(() => shop.close());

describe('faults of webhooks', () => {
  test('a dropped one can be sent by hand', async () => {
    await shop.control('', { webhooks: { drop: { next: 1 } } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    const [dropped] = (await request('GET', `${shop.url}/control/deliveries`)).body;
    expect(dropped).toMatchObject({ state: 'dropped', reference });
    await shop.control(`/deliveries/${dropped.id}/send`, {});
    expect(await shop.webhooks(reference, 1)).toMatchObject([{ event: 'charge.success', genuine: true }]);
  });

  test('a duplicate has the same bytes', async () => {
    await shop.control('', { webhooks: { duplicate: { next: 1 } } });
    const [first, second, ...more] = await shop.webhooks(await shop.payment(), 2);
    expect(first.body).toBe(second.body);
    expect(more).toEqual([]);
  });

  test('a corrupt one has a wrong signature of the right length', async () => {
    await shop.control('', { webhooks: { corrupt: { next: 1 } } });
    const [forged] = await shop.webhooks(await shop.payment(), 1);
    expect(forged).toMatchObject({ genuine: false, signature: expect.stringMatching(/^[0-9a-f]{128}$/) });
  });

  test('a reordered one arrives after the next', async () => {
    await shop.control('', { webhooks: { reorder: true } });
    const first = await shop.payment();
    const second = await shop.payment();
    await shop.webhooks(first, 1);
    const order = shop.receiver.received.map(({ body }) => JSON.parse(body || '{}').data?.reference);
    expect(order.filter((reference) => reference === first || reference === second)).toEqual([second, first]);
  });

  test('a delayed one arrives late', async () => {
    await shop.control('', { webhooks: { delay_ms: 500 } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    expect(await shop.webhooks(reference, 1)).toHaveLength(1);
  });

  test('paused ones are sent when the pause ends', async () => {
    await shop.control('', { webhooks: { paused: true } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    await shop.control('', { webhooks: { paused: false } });
    expect(await shop.webhooks(reference, 1)).toHaveLength(1);
  });

  test('with timing “before”, the webhook arrives before the shopper returns', async () => {
    await shop.control('', { webhooks: { timing: 'before' } });
    const reference = await shop.payment();
    expect(shop.receiver.received.filter(({ body }) => body.includes(reference))).toHaveLength(1);
  });

  test('retries until the shop responds with 200', async () => {
    await shop.control('', { webhooks: { speed: 3_600 } }); // three minutes in 50 ms
    shop.answers.push(500, 302, 200);
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 3)).toHaveLength(3);
    const [delivery] = (await request('GET', `${shop.url}/control/deliveries`)).body;
    expect(delivery).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 500 }, { status: 302 }, { status: 200 }],
    });
  });

  test('sends an extra event of an unknown type', async () => {
    await shop.control('', { answers: { unknown_event: true } });
    const events = await shop.webhooks(await shop.payment(), 2);
    expect(events.map(({ event }) => event).toSorted()).toEqual(['charge.success', 'harvest.moon']);
  });
});
