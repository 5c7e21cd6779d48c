import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { CLIENT_HEADER, signAddress } from '@/lib/signed-address';

/** The network address of the request; null if no trusted source provides it. */
export async function clientAddress(): Promise<string | null> {
  return addressIn(await headers(), env());
}

/** The header that passes the visitor's address to the database; empty if unknown. */
export async function clientHeader(): Promise<Record<string, string>> {
  const address = await clientAddress();
  return address ? { [CLIENT_HEADER]: signAddress(address, env().CLIENT_ADDRESS_SECRET) } : {};
}

type Trust = { VERCEL?: string | undefined; TRUSTED_PROXIES: number; CLIENT_ADDRESS_SECRET: string };

/**
 * A client can put anything before what proxies append to `X-Forwarded-For`, so entries are counted from the right.
 * Benchmarks and tests, which know the secret, sign an address for each customer.
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
  // no leading zeros, so that the expected value has the same length
  const [signed, address, seconds] = /^(.{1,100})\.(0|[1-9]\d{0,10})\.[0-9a-f]{64}$/.exec(value ?? '') ?? [];
  if (!signed || !address || Math.abs(Date.now() / 1000 - Number(seconds)) > 60) return null;
  const expected = signAddress(address, secret, Number(seconds));
  return timingSafeEqual(Buffer.from(signed), Buffer.from(expected)) ? address : null;
}
