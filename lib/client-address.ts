import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { CLIENT_HEADER, signAddress } from '@/lib/signed-address';

/** The network address that this request comes from; null where nothing that we trust says it. */
export async function clientAddress(): Promise<string | null> {
  return addressIn(await headers(), env());
}

/** What calls of the database say of a visitor's address; nothing where it is not known. */
export async function clientHeader(): Promise<Record<string, string>> {
  const address = await clientAddress();
  return address ? { [CLIENT_HEADER]: signAddress(address, env().CLIENT_ADDRESS_SECRET) } : {};
}

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

function readSigned(value: string | null, secret: string): string | null {
  // seconds without leading zeros, so that what is expected has the same length
  const [signed, address, seconds] = /^(.{1,100})\.(0|[1-9]\d{0,10})\.[0-9a-f]{64}$/.exec(value ?? '') ?? [];
  if (!signed || !address || Math.abs(Date.now() / 1000 - Number(seconds)) > 60) return null;
  const expected = signAddress(address, secret, Number(seconds));
  return timingSafeEqual(Buffer.from(signed), Buffer.from(expected)) ? address : null;
}
