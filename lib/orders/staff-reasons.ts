import type { Translator } from '@/lib/messages/messages';
import type { Database } from '@/lib/supabase/database.types';
import type { Order, OrderAction, TimelineEntry } from './order';

type Enums = Database['public']['Enums'];
type T = Translator<'admin.orders'>;

/*
 * Reasons for what happened to an order, for staff. The database stores codes and a person's note. A code that only
 * refers to that note has no text.
 */

function reasonText(t: T, reason: string | null, note: string | null): string {
  return reason && note ? t('reasons.withNote', { reason, note }) : (reason ?? note ?? '');
}

/** Why an order was cancelled; empty if no reason was given. */
export const cancelReasonOf = (
  t: T,
  { cancel_reason, cancel_note }: Pick<Order, 'cancel_reason' | 'cancel_note'>,
) =>
  reasonText(
    t,
    cancel_reason && cancel_reason !== 'asked' ? t(`reasons.cancel.${cancel_reason}`) : null,
    cancel_note,
  );

/** Why an order is on hold. */
export const holdReasonOf = (t: T, { hold_reason, hold_note }: Pick<Order, 'hold_reason' | 'hold_note'>) =>
  reasonText(
    t,
    hold_reason && hold_reason !== 'by_staff' ? t(`reasons.hold.${hold_reason}`) : null,
    hold_note,
  );

/** Why a refund was made. */
export const refundReasonOf = (
  t: T,
  { reason, note }: { reason: Enums['refund_reason']; note: string | null },
) =>
  reasonText(
    t,
    reason === 'asked' || reason === 'exception' || reason === 'moved' ? null : t(`reasons.refund.${reason}`),
    note,
  );

const reasonsOf = {
  cancel: 'cancel',
  hold: 'hold',
  request_refund: 'refund',
  refund_declined: 'decline',
  close_exception: 'resolution',
  reject_proof: 'reject',
} as const satisfies Partial<Record<OrderAction, string>>;

/** The reason of a timeline entry: the code's text, a person's note, or both. Empty if neither is known. */
export function whyOf(
  t: T,
  { action, reason, note }: Pick<TimelineEntry, 'action' | 'reason' | 'note'>,
): string {
  const kind = action && action in reasonsOf ? reasonsOf[action as keyof typeof reasonsOf] : null;
  // a timeline has reasons of every kind, even ones unknown to this version
  const key = `reasons.${kind}.${reason}` as 'reasons.reject.amount';
  return reasonText(t, kind && reason && t.has(key) ? t(key) : null, note);
}
