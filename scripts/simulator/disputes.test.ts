import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testShop } from './test-shop.ts';

describe('disputes', () => {
  let shop: Awaited<ReturnType<typeof testShop>>;
  beforeAll(async () => {
    shop = await testShop();
  });
  afterAll(() => shop.close());

  async function disputed() {
    const reference = await shop.payment();
    await shop.control('/dispute', { reference });
    const snapshot = await shop.gateway.fetchPayment(reference);
    return { reference, transactionId: snapshot?.transactionId ?? '' };
  }

  test('an open dispute sends an event and has a deadline', async () => {
    const { reference, transactionId } = await disputed();
    const [event] = (await shop.webhooks(reference, 2)).filter(
      ({ event }) => event === 'charge.dispute.create',
    );
    expect(event).toMatchObject({
      data: { status: 'awaiting-merchant-feedback', transaction: { reference } },
    });
    expect(await shop.gateway.listDisputes(transactionId)).toMatchObject({
      rows: [{ state: 'open', reference, amountMinor: 1_875_000, dueAt: expect.any(String) }],
    });
  });

  test('a dispute that the shop wins changes no money', async () => {
    const { reference, transactionId } = await disputed();
    await shop.control('/dispute', { reference, act: 'declined' });
    expect(await shop.gateway.listDisputes(transactionId)).toMatchObject({ rows: [{ state: 'won' }] });
    expect(await shop.gateway.listRefunds(transactionId)).toEqual({ rows: [], unread: [] });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ reversal: 'none' });
  });

  test('a dispute that the shop loses creates a refund that the shop did not request', async () => {
    const { reference, transactionId } = await disputed();
    await shop.control('/dispute', { reference, act: 'merchant-accepted' });
    expect(await shop.gateway.listDisputes(transactionId)).toMatchObject({ rows: [{ state: 'lost' }] });
    expect(await shop.gateway.listRefunds(transactionId)).toMatchObject({
      rows: [{ state: 'succeeded', amountMinor: 1_875_000, ourRefundId: null }],
    });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reversal: 'reversed' });
  });

  test('refuses a dispute of an unpaid transaction', async () => {
    const { reference } = await shop.begin();
    await expect(shop.control('/dispute', { reference })).rejects.toThrow('nothing to dispute');
  });
});
