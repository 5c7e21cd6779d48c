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
/** What the gateway says next. */
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

/** What the adapter makes of a transaction like PAID with these differences. */
function snapshot(changes: Record<string, unknown>, base: Record<string, unknown> = PAID) {
  answer = {
    http: 200,
    body: { status: true, message: 'Verification successful', data: { ...base, ...changes } },
  };
  return at.fetchPayment(PAID.reference);
}

describe('what became of a payment', () => {
  test('a paid one says how much, when and how', async () => {
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

  test('a payer who bears the fee has paid what the shop asked for', async () => {
    const paid = await snapshot({ amount: 1_913_125, requested_amount: 1_875_000 });
    expect(paid).toMatchObject({ amountMinor: 1_875_000, chargedMinor: 1_913_125 });
  });

  test('a payer of whom only a part was taken has not paid what the shop asked for', async () => {
    expect(await snapshot({ amount: 1_000_000, requested_amount: 1_875_000 })).toMatchObject({
      amountMinor: 1_000_000,
    });
  });

  test('an answer without the requested amount counts what was charged', async () => {
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
  ])('status %s means %s, reversal %s', async (status, state, reversal) => {
    expect(await snapshot({ status })).toMatchObject({ state, reversal });
  });

  test('one that was never tried names no channel and no time, whatever default the gateway sends', async () => {
    expect(await snapshot({}, UNPAID)).toMatchObject({
      state: 'open',
      channel: null,
      paidAt: null,
      feeMinor: null,
    });
  });

  test('a declined one says why', async () => {
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
    ['keys that nobody documented', { settlement_hint: { batch: 7 }, risk_score: 0.2 }],
    ['amounts in strings', { amount: '1875000', requested_amount: '1875000', fees: '38125' }],
    ['a fee that is no number', { fees: { total: 38_125 } }],
    ['a fee beyond all numbers', { fees: 1e30 }],
    ['a channel that is an object', { channel: { name: 'card' } }],
    ['one of its two times that is none', { paid_at: 'soon' }],
    ['words that are a list', { gateway_response: ['Successful'] }],
    ['words with a NUL in them', { gateway_response: 'Approved\0' }],
    ['words that end in half a character', { message: 'cut \ud83d' }],
    ['a key with a NUL in it', { 'log\0': 1 }],
  ])('%s makes no difference', async (_name, changes) => {
    expect(await snapshot(changes)).toMatchObject({
      state: 'paid',
      amountMinor: 1_875_000,
      paidAt: '2026-11-20T16:04:11.000Z',
    });
  });

  test('an id beyond the reach of a double keeps its last digits', async () => {
    const body = JSON.stringify({ status: true, message: 'ok', data: PAID });
    const long = await scriptedServer((response) =>
      response.end(body.replace('37900000001', '18446744073709551557')),
    );
    const seen = await paystack({ secretKey: SECRET, baseUrl: long.url }).fetchPayment(PAID.reference);
    await long.close();
    expect(seen?.transactionId).toBe('18446744073709551557');
  });

  test('what cannot be stored is taken out of what is kept', async () => {
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

  test('texts and lists that are longer than any we know are cut where they are kept, between characters', async () => {
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

  test('an answer that is nested to death brings its money all the same', async () => {
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

  test('whatever comes beside the money, the money is seen, and all that is kept can be stored', async () => {
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

  test('nothing is kept that identifies the payer or could be charged again', async () => {
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

  test('a reference that the gateway does not know is null, and nothing else is', async () => {
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

  test("somebody else's payment, or one from the other mode, is not taken for ours", async () => {
    await expect(snapshot({ reference: 'KD-OTHER-1' })).rejects.toMatchObject({ kind: 'mismatch' });
    await expect(snapshot({ domain: 'live' })).rejects.toMatchObject({ kind: 'mismatch' });
  });

  test.each([
    ['a fraction', { amount: 1_875_000.5 }],
    ['a negative amount', { amount: -1 }],
    ['no amount', { amount: undefined }],
    ['an amount that no double holds', { amount: 2 ** 53 }],
    ['no currency', { currency: null }],
    ['no id', { id: null }],
    ['no status', { status: undefined }],
  ])('%s is not guessed at', async (_name, changes) => {
    await expect(snapshot(changes)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('whatever JSON a gateway sends, it is understood or refused, and never half-understood', async () => {
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
  test('its key says whether money is real', () => {
    const modeOf = (secretKey: string) => paystack({ secretKey, baseUrl: 'https://api.example.com' }).mode;
    expect(modeOf('sk_test_a')).toBe('test');
    expect(modeOf('sk_live_a')).toBe('live');
    expect(() => modeOf('pk_test_a')).toThrow('sk_test_');
  });

  test('it collects naira, cedis, rand, shillings and dollars, from their least amounts on', () => {
    expect(at.caps.currencies).toEqual(['NGN', 'GHS', 'ZAR', 'KES', 'USD']);
    expect(at.caps.minimumMinor('NGN')).toBe(5_000);
    expect(() => at.caps.minimumMinor('IDR')).toThrow(
      expect.objectContaining({ kind: 'currency_not_supported' }),
    );
  });

  test('it counts every currency in hundredths, so it collects none that we count otherwise', () => {
    expect(at.caps.currencies.map(fractionDigits)).toEqual([2, 2, 2, 2, 2]);
  });
});
