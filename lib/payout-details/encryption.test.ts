import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decrypt, encrypt, keyId } from './encryption';

const newKey = () => randomBytes(32).toString('hex');
const [key, another] = [newKey(), newKey()];
const order = randomUUID();

test('decrypts any text, and encrypts the same text differently each time', () => {
  const letters = fc.array(fc.integer({ min: 0, max: 0xd7ff }), { maxLength: 200 });
  fc.assert(
    fc.property(letters, (codes) => {
      const text = String.fromCodePoint(...codes);
      expect(decrypt(encrypt(text, order, [key]), order, [key])).toBe(text);
    }),
  );
  expect(encrypt('0123456789', order, [key])).not.toBe(encrypt('0123456789', order, [key]));
});

test('the stored form reveals neither the text nor the key', () => {
  const stored = encrypt('{"account_number":"0123456789"}', order, [key]);
  expect(stored).toMatch(/^[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
  for (const text of [stored, Buffer.from(stored.split('.')[2] ?? '', 'base64url').toString('latin1')]) {
    expect(text).not.toContain('0123456789');
    expect(text).not.toContain(key.slice(8));
  }
});

describe('decryption fails', () => {
  const stored = encrypt('0123456789', order, [key]);

  test('without the key, or with another one', () => {
    expect(decrypt(stored, order, [])).toBeNull();
    expect(decrypt(stored, order, [another])).toBeNull();
    const renamed = stored.replace(keyId(key), keyId(another));
    expect(decrypt(renamed, order, [another]), 'under the other key’s name').toBeNull();
  });

  test('with the id of another order', () => {
    expect(decrypt(stored, randomUUID(), [key])).toBeNull();
  });

  test('after any change, truncation or addition', () => {
    const [id, nonce = '', sealed = ''] = stored.split('.');
    const flip = (text: string, at: number) => {
      const bytes = Buffer.from(text, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes.toString('base64url');
    };
    const length = Buffer.from(sealed, 'base64url').length;
    for (let at = 0; at < length; at++) {
      expect(decrypt([id, nonce, flip(sealed, at)].join('.'), order, [key]), `byte ${at}`).toBeNull();
    }
    for (let at = 0; at < 12; at++) {
      expect(decrypt([id, flip(nonce, at), sealed].join('.'), order, [key]), `nonce ${at}`).toBeNull();
    }
    for (const broken of ['', id, `${id}.${nonce}`, `${id}..${sealed}`, `${stored}AA`, stored.slice(0, -4)]) {
      expect(decrypt(String(broken), order, [key]), String(broken)).toBeNull();
    }
  });
});

test('after a key rotation, decrypts old details and encrypts new ones with the new key', () => {
  const old = encrypt('0123456789', order, [key]);
  const both = [another, key];
  expect(decrypt(old, order, both)).toBe('0123456789');
  const fresh = encrypt('0123456789', order, both);
  expect(fresh.startsWith(keyId(another))).toBe(true);
  expect(decrypt(fresh, order, [another])).toBe('0123456789');
});
