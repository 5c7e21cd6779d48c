import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GatewayError } from '../../lib/payments/gateway.ts';
import { request, testShop } from './test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterEach(() => shop.control('/calm', {}));
afterAll(() => shop.close());

describe('the API refuses', () => {
  const initialize = (changes: Record<string, unknown>) =>
    request('POST', `${shop.url}/transaction/initialize`, {
      email: 'adaeze@example.com',
      amount: 5_000,
      ...changes,
    });

  test.each([
    [{ email: '' }, 400, 'missing_params'],
    [{ email: 'not-an-address' }, 400, 'invalid_email_address'],
    [{ email: 'adaeze@shop.test' }, 400, 'invalid_params'],
    [{ amount: 100.5 }, 400, 'invalid_params'],
    [{ amount: '50 naira' }, 400, 'invalid_params'],
    [{ amount: 0 }, 400, 'invalid_amount'],
    [{ amount: -100 }, 400, 'invalid_amount'],
    [{ currency: 'MYR' }, 403, undefined],
    [{ reference: 'a_b' }, 400, 'invalid_reference'],
    [{ reference: '../x' }, 400, 'invalid_reference'],
    [{ channels: ['carrier_pigeon'] }, 400, 'invalid_params'],
    [{ callback_url: 'javascript:alert(1)' }, 400, 'invalid_params'],
  ])('%j', async (changes, status, code) => {
    expect(await initialize(changes)).toMatchObject({
      status,
      body: { status: false, ...(code && { code }) },
    });
  });

  test('a reference that was used before, even if it was paid', async () => {
    const { reference } = await shop.begin();
    await shop.control('/pay', { reference });
    expect(await initialize({ reference })).toMatchObject({
      status: 400,
      body: { code: 'duplicate_reference' },
    });
  });

  test('a request without a key or with another key', async () => {
    const url = `${shop.url}/transaction/verify/KD-1`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer sk_test_other' } })).status).toBe(401);
  });

  test('an unknown reference or id', async () => {
    expect(await shop.gateway.fetchPayment('KD-NEVER-SEEN')).toBeNull();
    expect((await request('GET', `${shop.url}/transaction/7`)).status).toBe(404);
  });
});

describe('faults of endpoints', () => {
  test('a lost response of initialize leaves one transaction, and the next attempt gets its own', async () => {
    await shop.control('', { endpoints: { initialize: { kind: 'reset_after', next: 1 } } });
    const lost = await shop.begin().catch((error: unknown) => error);
    expect(lost).toMatchObject({ kind: 'unknown_outcome' });
    const [latest] = (await request('GET', `${shop.url}/control/transactions`)).body;
    expect(latest).toMatchObject({ status: 'abandoned', amount: 1_875_000 });
    await expect(shop.begin()).resolves.toMatchObject({ url: expect.stringContaining('/checkout/') });
  });

  test.each([
    ['error_500', 'unknown_outcome'],
    ['html_502', 'unknown_outcome'],
    ['limit_429', 'rate_limited'],
    ['currency_403', 'currency_not_supported'],
    ['false_200', 'unknown_outcome'],
    ['reset', 'unknown_outcome'],
    ['slow', 'unknown_outcome'],
  ])('%s on initialize becomes %s', async (kind, expected) => {
    await shop.control('', { endpoints: { initialize: { kind, next: 1 } }, pace: { slow_ms: 1_500 } });
    const error = await shop.begin().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ kind: expected });
  });

  test('a share of 0 never applies and a share of 100 always does', async () => {
    const { reference } = await shop.begin();
    await shop.control('', { endpoints: { verify: { kind: 'error_500', share: 0 } } });
    await expect(shop.gateway.fetchPayment(reference)).resolves.toMatchObject({ state: 'open' });
    await shop.control('', { endpoints: { verify: { share: 100 } } });
    await expect(shop.gateway.fetchPayment(reference)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('refuses invalid settings and changes nothing', async () => {
    for (const patch of [
      { webhooks: { delay_ms: -1 } },
      { wobhooks: {} },
      { endpoints: { verify: { kind: 'sulk' } } },
    ]) {
      expect((await request('POST', `${shop.url}/control`, patch)).status).toBe(400);
    }
    expect((await request('GET', `${shop.url}/control`)).body.webhooks.delay_ms).toBe(0);
  });
});

describe('variations that a client must handle', () => {
  test('fees paid by the payer, another mode, an unknown status and extra keys', async () => {
    const { reference } = await shop.begin();
    await shop.control('', { answers: { fee_pass_through: true, extra_keys: true, metadata: 'zero' } });
    await shop.control('/pay', { reference });
    const paid = await shop.gateway.fetchPayment(reference);
    expect(paid).toMatchObject({
      state: 'paid',
      amountMinor: 1_875_000,
      chargedMinor: 1_913_125,
      feeMinor: 38_125,
    });
    await shop.control('', { answers: { unknown_status: true } });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'unknown' });
    await shop.control('', { answers: { domain: 'live' } });
    await expect(shop.gateway.fetchPayment(reference)).rejects.toMatchObject({ kind: 'mismatch' });
  });

  test('another amount and another currency than requested', async () => {
    const { reference } = await shop.begin();
    await shop.control('/pay', { reference, amount: 1_000_000, currency: 'GHS' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'paid',
      amountMinor: 1_000_000,
      currency: 'GHS',
    });
  });
});
