import type { OrderState } from '@/lib/orders/order';
import type { Proof } from '@/lib/proofs/proof';
import type { Tone } from '@/lib/tone';

/** How a proof stands, for whoever showed it. A cancelled order's is still looked for: the money may have come. */
export function proofWords(state: Proof['state'], orderState: OrderState): { label: string; tone: Tone } {
  if (state === 'accepted') return { label: 'Money found', tone: 'good' };
  if (state === 'rejected') return { label: 'Not found', tone: 'bad' };
  return orderState === 'awaiting_verification'
    ? { label: 'Being checked', tone: 'accent' }
    : { label: 'Being looked for', tone: 'warn' };
}
