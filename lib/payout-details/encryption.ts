import 'server-only';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/*
 * AES-256-GCM with a key that exists only in the servers' environment, so that the database and its backups never hold plain text.
 * Stored form: `<key id>.<nonce>.<ciphertext and tag>`, the last two as base64url. The key id is the start of the key's hash, so keys
 * need no numbers; it tells which of several keys was used.
 */

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts with the first of `keys` (32 bytes each, as hex). `context` identifies what the text belongs to, such as
 * an order's id: it is not stored, and decrypting requires the same one.
 */
export function encrypt(plain: string, context: string, keys: readonly string[]): string {
  const [key] = keys;
  if (key === undefined) throw new Error('there is no key to encrypt with');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytesOf(key), nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [keyId(key), nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Decrypts; null if none of `keys` was used, if the context differs, or if anything was changed. */
export function decrypt(ciphertext: string, context: string, keys: readonly string[]): string | null {
  const [id, nonce = '', sealed = ''] = ciphertext.split('.');
  const key = keys.find((candidate) => keyId(candidate) === id);
  const bytes = Buffer.from(sealed, 'base64url');
  if (key === undefined || bytes.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', bytesOf(key), Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** Eight hex digits that distinguish keys without revealing anything about them. */
export const keyId = (key: string) => createHash('sha256').update(bytesOf(key)).digest('hex').slice(0, 8);

const bytesOf = (key: string) => Buffer.from(key, 'hex');
