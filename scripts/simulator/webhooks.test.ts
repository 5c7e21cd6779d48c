import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { request, testShop } from './test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterEach(() => shop.control('/calm', {}));
afterAll(() => shop.close());

describe('webhooks that go astray', () => {
  test('one is lost, and can be sent by hand', async () => {
    await shop.control('', { webhooks: { drop: { next: 1 } } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    const [dropped] = (await request('GET', `${shop.url}/control/deliveries`)).body;
    expect(dropped).toMatchObject({ state: 'dropped', reference });
    await shop.control(`/deliveries/${dropped.id}/send`, {});
    expect(await shop.webhooks(reference, 1)).toMatchObject([{ event: 'charge.success', genuine: true }]);
  });

  test('one comes twice, byte by byte the same', async () => {
    await shop.control('', { webhooks: { duplicate: { next: 1 } } });
    const [first, second, ...more] = await shop.webhooks(await shop.payment(), 2);
    expect(first.body).toBe(second.body);
    expect(more).toEqual([]);
  });

  test('one carries a wrong signature', async () => {
    await shop.control('', { webhooks: { corrupt: { next: 1 } } });
    const [forged] = await shop.webhooks(await shop.payment(), 1);
    expect(forged).toMatchObject({ genuine: false, signature: expect.stringMatching(/^[0-9a-f]{128}$/) });
  });

  test('one is overtaken by the next', async () => {
    await shop.control('', { webhooks: { reorder: true } });
    const first = await shop.payment();
    const second = await shop.payment();
    await shop.webhooks(first, 1);
    const order = shop.door.received.map(({ body }) => JSON.parse(body || '{}').data?.reference);
    expect(order.filter((reference) => reference === first || reference === second)).toEqual([second, first]);
  });

  test('one comes late', async () => {
    await shop.control('', { webhooks: { delay_ms: 500 } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    expect(await shop.webhooks(reference, 1)).toHaveLength(1);
  });

  test('all are held back until they are let go', async () => {
    await shop.control('', { webhooks: { paused: true } });
    const reference = await shop.payment();
    expect(await shop.webhooks(reference, 0)).toEqual([]);
    await shop.control('', { webhooks: { paused: false } });
    expect(await shop.webhooks(reference, 1)).toHaveLength(1);
  });

  test('the shop has heard of it before the shopper is back, when that is wanted', async () => {
    await shop.control('', { webhooks: { timing: 'before' } });
    const reference = await shop.payment();
    expect(shop.door.received.filter(({ body }) => body.includes(reference))).toHaveLength(1);
  });

  test('a shop that stumbles is asked again, until it says yes', async () => {
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

  test('an event that nobody knows comes along', async () => {
    await shop.control('', { answers: { unknown_event: true } });
    const events = await shop.webhooks(await shop.payment(), 2);
    expect(events.map(({ event }) => event).toSorted()).toEqual(['charge.success', 'harvest.moon']);
  });
});
