import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oddJson, oddText, UNSTORABLE } from '@/lib/payments/odd-json';
import { paystack } from './index';
import { PAID } from './paid-transaction';

const SECRET = 'sk_test_kedaivector';
const at = paystack({ secretKey: SECRET, baseUrl: 'https://api.example.com' });

describe('webhooks', () => {
  // Made with: printf '%s' "$BODY" | openssl dgst -sha512 -hmac sk_test_kedaivector
  const BODY = '{"event":"charge.success","data":{"reference":"KD-7K3MQ2XD-1","id":37900000001}}';
  const SIGNATURE =
    'fd1bc9f07001e32321e5e6011fcd91637c9b2cbfe7ca8556b856a07f0666e9ff92632f639b408f036dfe577334a15771e4dbc974726d76c39281cb7a20e8e725';

  const verify = (body: string, signature: string | undefined, gateway = at) =>
    gateway.verifyWebhook(
      new TextEncoder().encode(body),
      new Headers(signature === undefined ? {} : { 'x-paystack-signature': signature }),
    );

  test('reads a webhook signed with the key', () => {
    expect(verify(BODY, SIGNATURE)).toEqual({
      dedupeKey: '7a59dc717c4080bc23675c2437ba7fcd1f32a9b4c0528baf3da9f29ec68f7d7f',
      type: 'charge.success',
      reference: 'KD-7K3MQ2XD-1',
      payload: { event: 'charge.success', data: { reference: 'KD-7K3MQ2XD-1', id: 37_900_000_001 } },
    });
  });

  test.each([
    ['missing', undefined],
    ['an empty one', ''],
    ['a short one', SIGNATURE.slice(0, 64)],
    ['a changed one', SIGNATURE.replace('fd1b', 'fd1c')],
    ['one that is not hex', 'ö'.repeat(128)],
    ['the right one in capitals', SIGNATURE.toUpperCase()],
  ])('refuses a webhook whose signature is %s', (_name, signature) => {
    expect(() => verify(BODY, signature)).toThrow(expect.objectContaining({ kind: 'bad_signature' }));
  });

  test('refuses a signature of another body', () => {
    expect(() => verify(`${BODY} `, SIGNATURE)).toThrow(expect.objectContaining({ kind: 'bad_signature' }));
  });

  test('accepts a signature of the previous key', () => {
    const rotated = (previousSecretKey?: string) =>
      paystack({ secretKey: 'sk_test_thenextone', previousSecretKey, baseUrl: 'https://api.example.com' });
    expect(verify(BODY, SIGNATURE, rotated(SECRET)).type).toBe('charge.success');
    expect(() => verify(BODY, SIGNATURE, rotated())).toThrow(
      expect.objectContaining({ kind: 'bad_signature' }),
    );
  });

  test.each([
    ['a charge', { reference: 'KD-1' }, 'KD-1'],
    ['a refund', { transaction_reference: 'KD-2', refund_reference: null, amount: '5000' }, 'KD-2'],
    ['a dispute', { id: 7, transaction: { id: 9, reference: 'KD-3' } }, 'KD-3'],
    ['a rejected transfer', { bank_transfer: { transaction_id: '37900000001', amount: '30000' } }, null],
    ['a reference with a path in it', { reference: '../refund' }, null],
    ['a reference that is not text', { reference: 12 }, null],
    ['an invalid reference next to a valid one', { reference: {}, transaction_reference: 'KD-4' }, 'KD-4'],
    ['an invalid transaction', { transaction: 'KD-5', transaction_reference: 'KD-4' }, 'KD-4'],
    ['no data', null, null],
  ])('finds the reference of %s', async (_name, data, reference) => {
    const body = JSON.stringify({ event: 'some.event', data });
    expect(verify(body, await sign(body)).reference).toBe(reference);
  });

  test('stores no personal data', async () => {
    const body = JSON.stringify({ event: 'charge.success', data: PAID });
    const { payload } = verify(body, await sign(body));
    expect(payload).toMatchObject({ event: 'charge.success', data: { amount: 1_875_000, currency: 'NGN' } });
    for (const secret of ['adaeze', '203.0.113.9', 'AUTH_', '+234'])
      expect(JSON.stringify(payload)).not.toContain(secret);
  });

  test.each([
    ['no JSON', 'no JSON'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['an event without a name', '{"event":7}'],
    ['only brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('keeps a signed body that is not an event as text: %s', async (_name, body) => {
    expect(verify(body, await sign(body))).toMatchObject({
      type: 'unreadable',
      reference: null,
      payload: { text: body },
    });
    expect(at.describeEvent('unreadable', { text: body })).toMatchObject({ kind: 'unreadable' });
  });

  test('can store a signed body that is not JSON and contains NUL', async () => {
    const body = '{"event":"charge.success\0';
    expect(verify(body, await sign(body)).payload).toEqual({ text: '{"event":"charge.success\uFFFD' });
  });

  test('reads the reference of an extremely nested event', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"event":"charge.success","data":{"message":${deep},"reference":"KD-1","log":${deep}}}`;
    expect(verify(body, await sign(body))).toMatchObject({ type: 'charge.success', reference: 'KD-1' });
  });

  test("reads any event's subject, and stores only storable values", async () => {
    const key = fc.oneof(fc.constantFrom(...Object.keys(PAID), 'transaction', 'bank_transfer'), oddText);
    const data = fc.dictionary(key, oddJson, { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(data, oddJson, async (odd, beside) => {
        const { reference, id } = PAID;
        const body = JSON.stringify({ beside, event: 'charge.success', data: { ...odd, reference, id } });
        const event = verify(body, await sign(body));
        expect(event).toMatchObject({
          type: 'charge.success',
          reference,
          payload: { data: { reference, id } },
        });
        expect(JSON.stringify(event)).not.toMatch(UNSTORABLE);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  async function sign(body: string): Promise<string> {
    const algorithm = { name: 'HMAC', hash: 'SHA-512' };
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(SECRET), algorithm, false, [
      'sign',
    ]);
    return Buffer.from(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))).toString('hex');
  }
});
