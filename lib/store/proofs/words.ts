import type { OrderState } from '@/lib/orders/order';
import type { Proof } from '@/lib/proofs/proof';
import type { Tone } from '@/lib/tone';

/** How a proof stands, for whoever showed it: `store.proofs.status`. A cancelled order's is still looked for: the money may have come. */
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
