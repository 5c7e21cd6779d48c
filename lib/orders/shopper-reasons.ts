import type { Translator } from '@/lib/messages/messages';
import { Constants, type Database } from '@/lib/supabase/database.types';
import type { Order } from './order';

type Enums = Database['public']['Enums'];

/*
 * Reasons for what happened to an order, for the shopper: on the order page, in its history and in emails. The database
 * stores codes and a person's note.
 */

const enums = Constants.public.Enums;

/** Reason codes of a cancellation that have a text of their own. */
type CancelCode = Exclude<Enums['cancel_reason'], 'asked' | 'returned_to_cart'>;

/** Reason codes of a rejected proof. Their texts tell the shopper what to do next. */
export type RejectCode = Exclude<Enums['reject_reason'], 'other'>;

const isOneOf = (codes: readonly string[], code: string | null) => code !== null && codes.includes(code);

const isCancelCode = (reason: string | null): reason is CancelCode =>
  reason !== 'asked' && reason !== 'returned_to_cart' && isOneOf(enums.cancel_reason, reason);

const isRejectCode = (reason: string | null): reason is RejectCode =>
  reason !== 'other' && isOneOf(enums.reject_reason, reason);

export const rejectCodes = enums.reject_reason.filter(isRejectCode);

/** Why an order was cancelled, as sentences; null if no reason was given, or the shopper knows it. */
export const cancelText = (
  t: Translator<'store.orders'>,
  { cancel_reason, cancel_note }: Pick<Order, 'cancel_reason' | 'cancel_note'>,
): string | null => cancelTextOf(t, cancel_reason, cancel_note);

/** The same for the reason and note of a timeline entry. */
export const cancelTextOf = (
  t: Translator<'store.orders'>,
  reason: string | null,
  note: string | null,
): string | null => (isCancelCode(reason) ? t(`cancelReason.${reason}`) : note && sentence(note));

/** Why a proof was rejected, as sentences: the code's text, the verifier's note, or both. Null if there is neither. */
export function rejectText(
  t: Translator<'store.orders'>,
  reason: string | null,
  note: string | null,
): string | null {
  const text = isRejectCode(reason) ? t(`rejectReason.${reason}`) : null;
  return [text, note && sentence(note)].filter(Boolean).join(' ') || null;
}

/** Ends a note like a sentence. */
const sentence = (note: string) => (/[.!?…]$/.test(note) ? note : `${note}.`);
