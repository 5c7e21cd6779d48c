import 'server-only';
import { env } from '@/lib/env';
import { decrypt, encrypt } from './encryption';
import { type PayoutDetails, payoutDetailsSchema } from './schema';

/** Encrypts bank details for storage. They can only be decrypted as those of this order. */
export const encryptDetails = (details: PayoutDetails, orderId: string) =>
  encrypt(JSON.stringify(details), contextOf(orderId), env().PAYOUT_ENCRYPTION_KEY);

/** Decrypts bank details; null if they belong to another order, were changed, or their key is gone. */
export function decryptDetails(ciphertext: string, orderId: string): PayoutDetails | null {
  const plain = decrypt(ciphertext, contextOf(orderId), env().PAYOUT_ENCRYPTION_KEY);
  return plain === null ? null : payoutDetailsSchema.parse(JSON.parse(plain));
}

const contextOf = (orderId: string) => `payout_details:${orderId}`;
