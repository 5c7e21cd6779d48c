import type { Database } from '@/lib/supabase/database.types';
import type { Order } from './order';

type Enums = Database['public']['Enums'];

/*
 * Why something was done to an order, for the person who bought: on its page, in its history and in emails. The database keeps codes,
 * and beside them what a person wrote.
 */

/** Of a cancellation, where the code says all of it. */
const cancelTexts: Record<Exclude<Enums['cancel_reason'], 'asked' | 'returned_to_cart'>, string> = {
  not_paid: 'It was not paid in time.',
  not_accepted: 'We could not confirm it in time, and are sorry.',
  not_verified: 'We did not find your transfer in time.',
  sold_out: 'It was sold out before your payment reached us, and we are sorry.',
  payment_not_found: 'Its payment could not be found.',
};

/** Why an order was cancelled, as sentences; null: nobody has said, or its shopper knows best. */
export function cancelText({
  cancel_reason,
  cancel_note,
}: Pick<Order, 'cancel_reason' | 'cancel_note'>): string | null {
  if (cancel_reason === 'asked' || cancel_reason === 'returned_to_cart' || cancel_reason === null) {
    return cancel_note && sentence(cancel_note);
  }
  return cancelTexts[cancel_reason];
}

/** The same of an entry of its history, which names the code. */
export const cancelTextOf = (reason: string | null, note: string | null): string | null =>
  reason !== null && Object.hasOwn(cancelTexts, reason)
    ? cancelTexts[reason as keyof typeof cancelTexts]
    : note && sentence(note);

/** Why a proof of a transfer was rejected: these say what to do next. */
export const rejectTexts: Record<Exclude<Enums['reject_reason'], 'other'>, string> = {
  not_there:
    'We could not find this transfer on our account. Please check with your bank, and show us a new proof.',
  amount: 'The amount of this transfer is not the amount of your order.',
  unreadable: 'The picture cannot be read. Please send one on which amount, date and reference can be seen.',
  other_account: 'This transfer went to another account than ours. Please check the account number.',
  wrong_picture: 'The picture does not show a transfer for this order. Please send the right one.',
};

/** Why a proof was rejected, as sentences: those of its code, what the verifier wrote, or both. Null: neither is known. */
export function rejectText(reason: string | null, note: string | null): string | null {
  const text =
    reason !== null && Object.hasOwn(rejectTexts, reason)
      ? rejectTexts[reason as keyof typeof rejectTexts]
      : null;
  return [text, note && sentence(note)].filter(Boolean).join(' ') || null;
}

/** A note as a sentence of its own. */
const sentence = (note: string) => (/[.!?…]$/.test(note) ? note : `${note}.`);
