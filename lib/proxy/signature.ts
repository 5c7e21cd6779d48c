import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/** Signs header values that this server wrote, for one purpose only. The values must not contain line breaks. */
export const sign = (purpose: string, ...values: string[]): string =>
  createHmac('sha256', env().CLIENT_ADDRESS_SECRET)
    .update([purpose, ...values].join('\n'))
    .digest('hex');

/** Verifies a signature, in constant time so that nothing reveals how close a guess is. */
export function isSigned(signature: string, purpose: string, ...values: string[]): boolean {
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(purpose, ...values))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
