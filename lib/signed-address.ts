import { createHmac } from 'node:crypto';

/** The header that passes a visitor's address, signed, to the database (`private.client_address`). */
export const CLIENT_HEADER = 'x-kedai-client';

/** `<address>.<unix seconds>.<hex HMAC-SHA256 of "<address>.<unix seconds>">`; valid for a minute. */
export function signAddress(
  address: string,
  secret: string,
  seconds = Math.floor(Date.now() / 1000),
): string {
  const text = `${address}.${seconds}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('hex')}`;
}
