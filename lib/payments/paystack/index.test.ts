import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fractionDigits } from '@/lib/currencies';
import { GatewayError, type PaymentGateway } from '@/lib/payments/gateway';
import { oddJson, UNSTORABLE } from '@/lib/payments/odd-json';
import { answerJson, type ScriptedServer, scriptedServer } from '@/lib/payments/scripted-server';
import { paystack } from './index';
import { PAID } from './paid-transaction';

const SECRET = 'sk_test_kedaivector';

let server: ScriptedServer;
let at: PaymentGateway;
/** The gateway's next answer. */
let answer: { http: number; body: unknown };

beforeAll(async () => {
  server = await scriptedServer((response) => answerJson(response, answer.http, answer.body));
  at = paystack({ secretKey: SECRET, baseUrl: server.url });
});
afterAll(() => server.close());

const UNPAID = {
  ...PAID,
  status: 'abandoned',
  gateway_response: 'The transaction was not completed',
  paid_at: null,
  paidAt: null,
  fees: null,
  log: null,
  metadata: '',
  authorization: {},
};

/** Fetches a transaction like PAID with these changes through the adapter. */
function snapshot(changes: Record<string, unknown>, base: Record<string, unknown> = PAID) {
  answer = {
    http: 200,
    body: { status: true, message: 'Verification successful', data: { ...base, ...changes } },
  };
  return at.fetchPayment(PAID.reference);
}

describe("a payment's state", () => {
  test('reads amount, time and channel of a paid payment', async () => {
    expect(await snapshot({})).toMatchObject({
      state: 'paid',
      reversal: 'none',
      mode: 'test',
      reference: 'KD-7K3MQ2XD-1',
      transactionId: '37900000001',
      amountMinor: 1_875_000,
      chargedMinor: 1_875_000,
      feeMinor: 38_125,
      currency: 'NGN',
      paidAt: '2026-11-20T16:04:11.000Z',
      channel: 'card',
      reason: null,
    });
  });

  test('counts the requested amount if the payer bears the fee', async () => {
    const paid = await snapshot({ amount: 1_913_125, requested_amount: 1_875_000 });
    expect(paid).toMatchObject({ amountMinor: 1_875_000, chargedMinor: 1_913_125 });
  });

  test('counts a partial debit at its own amount', async () => {
    expect(await snapshot({ amount: 1_000_000, requested_amount: 1_875_000 })).toMatchObject({
      amountMinor: 1_000_000,
    });
  });

  test('counts the charged amount if the requested one is missing', async () => {
    expect(await snapshot({ requested_amount: undefined })).toMatchObject({ amountMinor: 1_875_000 });
    for (const requested_amount of [null, 0, -1, 'much', {}])
      expect(await snapshot({ requested_amount })).toMatchObject({ amountMinor: 1_875_000 });
  });

  test.each([
    ['abandoned', 'open', 'none'],
    ['failed', 'failed', 'none'],
    ['ongoing', 'processing', 'none'],
    ['pending', 'processing', 'none'],
    ['processing', 'processing', 'none'],
    ['queued', 'processing', 'none'],
    ['reversal-pending', 'paid', 'pending'],
    ['reversed', 'paid', 'reversed'],
    ['settling', 'unknown', 'none'],
    ['constructor', 'unknown', 'none'],
  ])('reads status %s as %s, reversal %s', async (status, state, reversal) => {
    expect(await snapshot({ status })).toMatchObject({ state, reversal });
  });

  test('ignores default channel and time of a payment that was never tried', async () => {
    expect(await snapshot({}, UNPAID)).toMatchObject({
      state: 'open',
      channel: null,
      paidAt: null,
      feeMinor: null,
    });
  });

  test('reads the reason of a declined payment', async () => {
    const declined = await snapshot({ status: 'failed', gateway_response: 'Insufficient Funds' }, UNPAID);
    expect(declined).toMatchObject({
      state: 'failed',
      reason: 'Insufficient Funds',
      channel: 'card',
      paidAt: null,
    });
  });

  test.each([
    ['metadata as text', { metadata: '{"order_number":"7K3M-Q2XD"}' }],
    ['metadata as a number', { metadata: 0 }],
    ['no metadata', { metadata: null }],
    ['an authorization of nulls', { authorization: { authorization_code: null, last4: null } }],
    ['only the newer name of the time', { paid_at: undefined }],
    ['undocumented keys', { settlement_hint: { batch: 7 }, risk_score: 0.2 }],
    ['amounts in strings', { amount: '1875000', requested_amount: '1875000', fees: '38125' }],
    ['a fee that is not a number', { fees: { total: 38_125 } }],
    ['a fee that is too large', { fees: 1e30 }],
    ['a channel that is an object', { channel: { name: 'card' } }],
    ['an invalid time next to a valid one', { paid_at: 'soon' }],
    ['a message that is a list', { gateway_response: ['Successful'] }],
    ['a message with NUL', { gateway_response: 'Approved\0' }],
    ['a message that ends in a lone surrogate', { message: 'cut \ud83d' }],
    ['a key with NUL', { 'log\0': 1 }],
  ])('accepts %s', async (_name, changes) => {
    expect(await snapshot(changes)).toMatchObject({
      state: 'paid',
      amountMinor: 1_875_000,
      paidAt: '2026-11-20T16:04:11.000Z',
    });
  });

  test('keeps all digits of an id that a double would round', async () => {
    const body = JSON.stringify({ status: true, message: 'ok', data: PAID });
    const long = await scriptedServer((response) =>
      response.end(body.replace('37900000001', '18446744073709551557')),
    );
    const seen = await paystack({ secretKey: SECRET, baseUrl: long.url }).fetchPayment(PAID.reference);
    await long.close();
    expect(seen?.transactionId).toBe('18446744073709551557');
  });

  test('replaces what cannot be stored', async () => {
    const declined = await snapshot({
      status: 'failed',
      gateway_response: 'Declined\0',
      message: 'cut \ud83d',
      channel: '\udc00card',
    });
    expect(declined).toMatchObject({
      reason: 'Declined\uFFFD',
      channel: '\uFFFDcard',
      raw: { gateway_response: 'Declined\uFFFD', message: 'cut \uFFFD', channel: '\uFFFDcard' },
    });
  });

  test('truncates extremely long texts and lists, and replaces a character that this splits', async () => {
    const declined = await snapshot({
      status: 'failed',
      message: `x${'😀'.repeat(2_000)}`,
      channel: 'card'.repeat(1_000),
      bank_transfer: Array.from({ length: 300 }, () => 'x'),
    });
    const stored = declined?.raw as { message: string; channel: string; bank_transfer: string[] };
    expect(stored.message).toBe(`x${'😀'.repeat(999)}\uFFFD`);
    expect([stored.channel.length, stored.bank_transfer.length]).toEqual([2_000, 200]);
  });

  test('reads the payment in an extremely nested answer', async () => {
    const depth = 100_000;
    const log = `{"history":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const body = JSON.stringify({
      status: true,
      message: 'ok',
      data: { ...PAID, log: 'LOG', channel: 'LOG' },
    });
    const deep = await scriptedServer((response) => response.end(body.replaceAll('"LOG"', log)));
    const seen = await paystack({ secretKey: SECRET, baseUrl: deep.url }).fetchPayment(PAID.reference);
    await deep.close();
    expect(seen).toMatchObject({ state: 'paid', amountMinor: 1_875_000, channel: null });
  });

  test('reads the payment whatever else is sent, and stores only storable values', async () => {
    const own = ['id', 'domain', 'status', 'reference', 'amount', 'currency', 'requested_amount'];
    const key = fc.constantFrom(...Object.keys(PAID).filter((name) => !own.includes(name)), '\ud800', '\0');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, oddJson, { minKeys: 1, maxKeys: 8 }), async (changes) => {
        const seen = await snapshot(changes);
        expect(seen).toMatchObject({ state: 'paid', amountMinor: 1_875_000, transactionId: '37900000001' });
        expect(JSON.stringify(seen)).not.toMatch(UNSTORABLE);
        expect(typeof (seen?.feeMinor ?? 0)).toBe('number');
        expect(typeof (seen?.channel ?? '')).toBe('string');
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('stores nothing that identifies the payer or can be charged again', async () => {
    const raw = JSON.stringify((await snapshot({}))?.raw);
    expect(JSON.parse(raw)).toMatchObject({
      id: 37_900_000_001,
      status: 'success',
      amount: 1_875_000,
      fees: 38_125,
    });
    for (const secret of ['adaeze', '203.0.113.9', 'AUTH_', '4081', '+234', 'CUS_'])
      expect(raw).not.toContain(secret);
  });

  test('returns null only for an unknown reference', async () => {
    const refusal = (http: number, code: string | undefined) => {
      answer = { http, body: { status: false, message: 'Transaction reference not found.', code } };
      return at.fetchPayment('KD-UNKNOWN-1');
    };
    expect(await refusal(400, 'transaction_not_found')).toBeNull();
    expect(await refusal(404, 'transaction_not_found')).toBeNull();
    await expect(refusal(400, undefined)).rejects.toMatchObject({ kind: 'validation' });
    await expect(refusal(200, 'transaction_not_found')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(refusal(500, 'transaction_not_found')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('refuses a payment with another reference or from the other mode', async () => {
    await expect(snapshot({ reference: 'KD-OTHER-1' })).rejects.toMatchObject({ kind: 'mismatch' });
    await expect(snapshot({ domain: 'live' })).rejects.toMatchObject({ kind: 'mismatch' });
  });

  test.each([
    ['a fraction', { amount: 1_875_000.5 }],
    ['a negative amount', { amount: -1 }],
    ['no amount', { amount: undefined }],
    ['an amount that a double would round', { amount: 2 ** 53 }],
    ['no currency', { currency: null }],
    ['no id', { id: null }],
    ['no status', { status: undefined }],
  ])('refuses an answer with %s', async (_name, changes) => {
    await expect(snapshot(changes)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('reads or refuses any JSON, and never reads it halfway', async () => {
    const key = fc.constantFrom(...Object.keys(PAID));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, fc.jsonValue(), { maxKeys: 3 }), async (changes) => {
        const seen = await snapshot(changes).catch((error: unknown) => error);
        if (seen instanceof GatewayError) return;
        expect(seen).toMatchObject({ reference: PAID.reference, mode: 'test' });
        const { amountMinor, chargedMinor } = seen as { amountMinor: number; chargedMinor: number };
        expect(Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= chargedMinor).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('the gateway itself', () => {
  test('derives the mode from the key', () => {
    const modeOf = (secretKey: string) => paystack({ secretKey, baseUrl: 'https://api.example.com' }).mode;
    expect(modeOf('sk_test_a')).toBe('test');
    expect(modeOf('sk_live_a')).toBe('live');
    expect(() => modeOf('pk_test_a')).toThrow('sk_test_');
  });

  test('lists its currencies and their minimum amounts', () => {
    expect(at.caps.currencies).toEqual(['NGN', 'GHS', 'ZAR', 'KES', 'USD']);
    expect(at.caps.minimumMinor('NGN')).toBe(5_000);
    expect(() => at.caps.minimumMinor('IDR')).toThrow(
      expect.objectContaining({ kind: 'currency_not_supported' }),
    );
  });

  test('supports only currencies with two decimals, because it counts in hundredths', () => {
    expect(at.caps.currencies.map(fractionDigits)).toEqual([2, 2, 2, 2, 2]);
  });
});
