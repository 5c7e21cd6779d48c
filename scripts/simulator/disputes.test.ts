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

  test('a payer asks the bank for the money, and the shop has until a certain time to answer', async () => {
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

  test('one that the shop wins leaves the money where it is', async () => {
    const { reference, transactionId } = await disputed();
    await shop.control('/dispute', { reference, act: 'declined' });
    expect(await shop.gateway.listDisputes(transactionId)).toMatchObject({ rows: [{ state: 'won' }] });
    expect(await shop.gateway.listRefunds(transactionId)).toEqual({ rows: [], unread: [] });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ reversal: 'none' });
  });

  test('one that the shop loses becomes a refund that nobody asked for', async () => {
    const { reference, transactionId } = await disputed();
    await shop.control('/dispute', { reference, act: 'merchant-accepted' });
    expect(await shop.gateway.listDisputes(transactionId)).toMatchObject({ rows: [{ state: 'lost' }] });
    expect(await shop.gateway.listRefunds(transactionId)).toMatchObject({
      rows: [{ state: 'succeeded', amountMinor: 1_875_000, ourRefundId: null }],
    });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reversal: 'reversed' });
  });

  test('what was not paid cannot be disputed', async () => {
    const { reference } = await shop.begin();
    await expect(shop.control('/dispute', { reference })).rejects.toThrow('nothing to dispute');
  });
});
