import type { Translator } from '@/lib/messages/messages';
import type { Database } from '@/lib/supabase/database.types';
import type { Order, OrderAction, TimelineEntry } from './order';

type Enums = Database['public']['Enums'];
type T = Translator<'admin.orders'>;

/*
 * Why something was done to an order, for staff. The database keeps codes, and beside them what a person wrote. A code that says no
 * more than that a person wrote it has no words.
 */

function reasonText(t: T, reason: string | null, note: string | null): string {
  return reason && note ? t('reasons.withNote', { reason, note }) : (reason ?? note ?? '');
}

/** Why an order was cancelled; empty where nobody has said. */
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

/** Why money goes back. */
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

/** Why something happened, for a row of the timeline: in the words of its code, in those of a person, or both. Empty: it is not said. */
export function whyOf(
  t: T,
  { action, reason, note }: Pick<TimelineEntry, 'action' | 'reason' | 'note'>,
): string {
  const kind = action && action in reasonsOf ? reasonsOf[action as keyof typeof reasonsOf] : null;
  // a timeline has reasons of every kind, also those that only a newer database knows
  const key = `reasons.${kind}.${reason}` as 'reasons.reject.amount';
  return reasonText(t, kind && reason && t.has(key) ? t(key) : null, note);
}
