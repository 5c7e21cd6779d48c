import type { OrderState } from '@/lib/orders/order';
import type { Proof } from '@/lib/proofs/proof';
import type { Tone } from '@/lib/tone';

/**
 * A proof's status for its shopper: `store.proofs.status`. After a cancellation the transfer is still searched for,
 * because it may have arrived.
 */
export function proofWords(
  state: Proof['state'],
  orderState: OrderState,
): { status: 'accepted' | 'rejected' | 'checking' | 'searching'; tone: Tone } {
  if (state === 'accepted') return { status: 'accepted', tone: 'good' };
  if (state === 'rejected') return { status: 'rejected', tone: 'bad' };
  return orderState === 'awaiting_verification'
    ? { status: 'checking', tone: 'accent' }
    : { status: 'searching', tone: 'warn' };
}
