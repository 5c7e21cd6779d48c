import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressIn } from './client-address';
import { signAddress } from './signed-address';

const secret = 'a-secret-that-is-long-enough-for-a-test';
const behind = (count: number) => ({ TRUSTED_PROXIES: count, CLIENT_ADDRESS_SECRET: secret });
const read = (head: Record<string, string>, trust: Parameters<typeof addressIn>[1]) =>
  addressIn(new Headers(head), trust);

describe("a visitor's address", () => {
  test('is what the last trusted proxy added, whatever the visitor sent before it', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9a-f:., ]{0,40}$/)), (forged) => {
        const list = [...forged, '203.0.113.7'].join(', ');
        expect(read({ 'x-forwarded-for': list }, behind(1))).toBe('203.0.113.7');
        expect(read({ 'x-forwarded-for': `${list}, 10.0.0.1` }, behind(2))).toBe('203.0.113.7');
      }),
    );
    expect(read({ 'x-forwarded-for': '203.0.113.7' }, behind(2)), 'fewer proxies than we know of').toBeNull();
  });

  test('is null without a trusted proxy', () => {
    const head = {
      'x-forwarded-for': '203.0.113.7',
      'x-vercel-forwarded-for': '203.0.113.7',
      'x-real-ip': '1.1.1.1',
    };
    expect(read(head, behind(0))).toBeNull();
  });

  test("comes only from the platform's header on Vercel", () => {
    const vercel = { ...behind(1), VERCEL: '1' };
    const head = { 'x-forwarded-for': '198.51.100.1', 'x-vercel-forwarded-for': '203.0.113.7' };
    expect(read(head, vercel)).toBe('203.0.113.7');
    expect(read({ 'x-forwarded-for': '198.51.100.1' }, vercel)).toBeNull();
  });

  test('may come signed with the secret; the signature is valid for a minute', () => {
    const now = Math.floor(Date.now() / 1000);
    const from = (header: string) =>
      read({ 'x-kedai-client': header, 'x-forwarded-for': '203.0.113.7' }, behind(1));
    expect(from(signAddress('2001:db8::1', secret))).toBe('2001:db8::1');
    expect(from(signAddress('buyer.17', secret))).toBe('buyer.17');
    for (const forged of [
      signAddress('buyer', secret, now - 90),
      signAddress('buyer', secret, now + 90),
      signAddress('buyer', `${secret}!`),
      signAddress('buyer', secret).replace('buyer', 'other'),
      'buyer',
      '',
    ]) {
      expect(from(forged), forged).toBe('203.0.113.7');
    }
  });
});
