import { createHmac } from 'node:crypto';

/** CLIENT_ADDRESS_SECRET of the tests. */
export const clientSecret = 'the-tests-and-nobody-else-sign-addresses-with-it';

/** The header in which our server vouches for an address (private.client_address). */
export function signAddress(address: string, seconds = Math.floor(Date.now() / 1000), secret = clientSecret) {
  const signed = `${address}.${seconds}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('hex')}`;
}
