import 'server-only';
import { env } from '@/lib/env';
import { decrypt, encrypt } from './encryption';
import { type PayoutDetails, payoutDetailsSchema } from './schema';

/** Bank details as the database keeps them. They can be read as those of this order only. */
export const encryptDetails = (details: PayoutDetails, orderId: string) =>
  encrypt(JSON.stringify(details), contextOf(orderId), env().PAYOUT_ENCRYPTION_KEY);

/** The same in plain text; null when they are not of this order, were changed, or their key is not among ours any more. */
export function decryptDetails(ciphertext: string, orderId: string): PayoutDetails | null {
  const plain = decrypt(ciphertext, contextOf(orderId), env().PAYOUT_ENCRYPTION_KEY);
  return plain === null ? null : payoutDetailsSchema.parse(JSON.parse(plain));
}

const contextOf = (orderId: string) => `payout_details:${orderId}`;
