import type { Translator } from '@/lib/messages/messages';
import { Constants, type Database } from '@/lib/supabase/database.types';
import type { Order } from './order';

type Enums = Database['public']['Enums'];

/*
 * Why something was done to an order, for the person who bought: on its page, in its history and in emails. The database keeps codes,
 * and beside them what a person wrote.
 */

const enums = Constants.public.Enums;

/** Of a cancellation, where the code says all of it. */
type CancelCode = Exclude<Enums['cancel_reason'], 'asked' | 'returned_to_cart'>;

/** Why a proof of a transfer was rejected. The words of these say what to do next. */
export type RejectCode = Exclude<Enums['reject_reason'], 'other'>;

const isOneOf = (codes: readonly string[], code: string | null) => code !== null && codes.includes(code);

const isCancelCode = (reason: string | null): reason is CancelCode =>
  reason !== 'asked' && reason !== 'returned_to_cart' && isOneOf(enums.cancel_reason, reason);

const isRejectCode = (reason: string | null): reason is RejectCode =>
  reason !== 'other' && isOneOf(enums.reject_reason, reason);

export const rejectCodes = enums.reject_reason.filter(isRejectCode);

/** Why an order was cancelled, as sentences; null: nobody has said, or its shopper knows best. */
export const cancelText = (
  t: Translator<'store.orders'>,
  { cancel_reason, cancel_note }: Pick<Order, 'cancel_reason' | 'cancel_note'>,
): string | null => cancelTextOf(t, cancel_reason, cancel_note);

/** The same of an entry of its history, which names the code. */
export const cancelTextOf = (
  t: Translator<'store.orders'>,
  reason: string | null,
  note: string | null,
): string | null => (isCancelCode(reason) ? t(`cancelReason.${reason}`) : note && sentence(note));

/** Why a proof was rejected, as sentences: those of its code, what the verifier wrote, or both. Null: neither is known. */
export function rejectText(
  t: Translator<'store.orders'>,
  reason: string | null,
  note: string | null,
): string | null {
  const text = isRejectCode(reason) ? t(`rejectReason.${reason}`) : null;
  return [text, note && sentence(note)].filter(Boolean).join(' ') || null;
}

/** A note as a sentence of its own. */
const sentence = (note: string) => (/[.!?…]$/.test(note) ? note : `${note}.`);
