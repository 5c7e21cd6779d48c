import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/** Says of values of headers that our server wrote them, for one purpose and no other. None of them holds a line break. */
export const sign = (purpose: string, ...values: string[]): string =>
  createHmac('sha256', env().CLIENT_ADDRESS_SECRET)
    .update([purpose, ...values].join('\n'))
    .digest('hex');

/** Whether `signature` is that of these values. In constant time: how far a guess is right does not show. */
export function isSigned(signature: string, purpose: string, ...values: string[]): boolean {
  const [one, other] = [Buffer.from(signature), Buffer.from(sign(purpose, ...values))];
  return one.length === other.length && timingSafeEqual(one, other);
}
