import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { request, testShop } from './test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterEach(() => shop.control('/calm', {}));
afterAll(() => shop.close());

describe('refunds', () => {
  const refund = (body: unknown) => request('POST', `${shop.url}/refund`, body);

  async function paid(card?: string): Promise<string> {
    await shop.control('', { pace: { refund_ms: 150 } });
    const reference = await shop.payment(card);
    await shop.webhooks(reference, 1);
    return reference;
  }

  test('a partial refund goes through its states, with events that do not contain its id', async () => {
    const reference = await paid();
    const { body } = await refund({
      transaction: reference,
      amount: 500_000,
      currency: 'NGN',
      merchant_note: 'refund 1',
    });
    expect(body.data).toMatchObject({ status: 'pending', amount: 500_000, merchant_note: 'refund 1' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reversal: 'pending' });
    const events = (await shop.webhooks(reference, 4)).slice(1);
    expect(events.map(({ event }) => event)).toEqual([
      'refund.pending',
      'refund.processing',
      'refund.processed',
    ]);
    expect(events[2].data).toMatchObject({ amount: '500000', transaction_reference: reference });
    expect(events[2].data).not.toHaveProperty('id');
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reversal: 'reversed' });

    const { id } = body.data.transaction;
    const byId = await request('GET', `${shop.url}/refund?transaction=${id}`);
    expect(byId.body.data).toMatchObject([{ id: body.data.id, status: 'processed' }]);
    const byReference = await request('GET', `${shop.url}/refund?transaction=${reference}`);
    expect(byReference).toMatchObject({ status: 200, body: { data: [] } });
  });

  test('refuses to refund more than was paid', async () => {
    const transaction = await paid();
    expect((await refund({ transaction, amount: 1_875_001 })).body.code).toBe(
      'refund_amount_exceeds_transaction_amount',
    );
    expect((await refund({ transaction, amount: 1_000_000, currency: 'GHS' })).status).toBe(400);
    expect((await refund({ transaction, amount: 1_000_000 })).status).toBe(200);
    expect((await refund({ transaction })).status).toBe(400);
    expect((await refund({ transaction, amount: 875_000 })).status).toBe(200);
    expect((await refund({ transaction, amount: 100 })).body.code).toBe('transaction_reversed');
    expect((await refund({ transaction: 'KD-NEVER-SEEN', amount: 100 })).body.code).toBe(
      'transaction_not_found',
    );
  });

  test('a failed refund leaves the payment unchanged', async () => {
    const reference = await paid('4084080000671803');
    await refund({ transaction: reference, amount: 500_000 });
    expect((await shop.webhooks(reference, 4)).at(-1)).toMatchObject({
      event: 'refund.failed',
      data: { amount: 500_000 },
    });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reversal: 'none' });
  });

  test('a refund that needs attention succeeds after a retry with bank details', async () => {
    const reference = await paid('4084080000671902');
    const { id } = (await refund({ transaction: reference, amount: 500_000 })).body.data;
    expect((await shop.webhooks(reference, 4)).at(-1)).toMatchObject({
      event: 'refund.needs-attention',
      data: { id: String(id) },
    });
    const retry = () => request('POST', `${shop.url}/refund/retry_with_customer_details/${id}`, {});
    expect((await retry()).status).toBe(200);
    expect((await shop.webhooks(reference, 6)).at(-1)).toMatchObject({ event: 'refund.processed' });
    expect((await retry()).status).toBe(422);
  });
});
