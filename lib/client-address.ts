import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { headers } from 'next/headers';
import { env } from '@/lib/env';

/** The network address that this request comes from; null where nothing that we trust says it. */
export async function clientAddress(): Promise<string | null> {
  return addressIn(await headers(), env());
}

/** The header with which our server vouches for a visitor's address to the database (`private.client_address`). */
export async function clientHeader(): Promise<Record<string, string>> {
  const address = await clientAddress();
  return address ? { [CLIENT_HEADER]: signAddress(address, env().CLIENT_ADDRESS_SECRET) } : {};
}

export const CLIENT_HEADER = 'x-kedai-client';

type Trust = { VERCEL?: string | undefined; TRUSTED_PROXIES: number; CLIENT_ADDRESS_SECRET: string };

/**
 * Whoever sends a request may put what they like before what proxies add to `X-Forwarded-For`, so it is counted from its right
 * end. Benchmarks and tests that know the secret sign an address for each of their buyers.
 */
export function addressIn(head: Pick<Headers, 'get'>, trust: Trust): string | null {
  const signed = readSigned(head.get(CLIENT_HEADER), trust.CLIENT_ADDRESS_SECRET);
  if (signed) return signed;
  // https://vercel.com/docs/headers/request-headers: set by the platform, whatever the client sent
  if (trust.VERCEL) return head.get('x-vercel-forwarded-for')?.split(',').at(-1)?.trim() || null;
  if (trust.TRUSTED_PROXIES === 0) return null;
  return head.get('x-forwarded-for')?.split(',').at(-trust.TRUSTED_PROXIES)?.trim() || null;
}

/** `<address>.<unix seconds>.<hex HMAC-SHA256 of "<address>.<unix seconds>">`: good for a minute. */
export function signAddress(
  address: string,
  secret: string,
  seconds = Math.floor(Date.now() / 1000),
): string {
  const text = `${address}.${seconds}`;
  return `${text}.${hmac(text, secret)}`;
}

function readSigned(value: string | null, secret: string): string | null {
  const [, address, seconds, signature] = /^(.{1,100})\.(\d{1,11})\.([0-9a-f]{64})$/.exec(value ?? '') ?? [];
  if (!address || !signature || Math.abs(Date.now() / 1000 - Number(seconds)) > 60) return null;
  const expected = hmac(`${address}.${seconds}`, secret);
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? address : null;
}

const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('hex');
