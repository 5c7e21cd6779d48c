import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { TimelineEntry } from '@/lib/orders/order';
import { cancelTextOf, rejectText } from '@/lib/orders/shopper-reasons';
import { formatTime } from '@/lib/time';

type Entry = Pick<
  TimelineEntry,
  'action' | 'by' | 'note' | 'reason' | 'to' | 'amount_minor' | 'currency' | 'paid_on'
>;

type Words = Translator<'store.orders'>;

/** The label of a timeline entry for the shopper. An unknown action gets a general label. */
export function timelineWords(t: Words, entry: Entry, locale = 'en'): string {
  const { action, by, note, reason } = entry;
  const isOwn = by === 'shopper';
  // for a transfer, the date it was sent: the entry's own time is when it was verified
  const date = entry.paid_on && formatTime(entry.paid_on, 'UTC', locale);
  switch (action) {
    case 'create_order':
      return isOwn ? t('timeline.created') : t('timeline.createdByShop');
    case 'accept':
      return t('timeline.accepted');
    case 'confirm_request':
      return t('timeline.confirmed');
    case 'submit_proof':
      return t('timeline.proofSubmitted');
    case 'reject_proof':
      return rejectedWords(t, reason, note);
    case 'settle':
      return date ? t('timeline.transferConfirmed', { date }) : t('timeline.paymentReceived');
    case 'approve':
      return t('timeline.confirmedByShop');
    case 'ask_rest':
      return t('timeline.restAsked');
    case 'revive':
      if (date) return t('timeline.reinstatedByTransfer', { date });
      return by === 'system' ? t('timeline.reinstated') : t('timeline.reinstatedByShop');
    case 'correct_email':
      return t('timeline.emailCorrected');
    case 'payment_failed':
      return t('timeline.paymentFailed');
    case 'payment_paid_short':
    case 'payment_mismatch':
      return date ? t('timeline.transferHeld', { date }) : t('timeline.paymentHeld');
    case 'payment_overpaid':
      return date ? t('timeline.transferOverpaid', { date }) : t('timeline.overpaid');
    case 'process':
      return t('timeline.packing');
    case 'mark_ready':
      return t('timeline.packed');
    case 'ship':
      return entry.to === 'shipped' ? t('timeline.shipped') : t('timeline.partlyShipped');
    case 'mark_in_transit':
      return t('timeline.inTransit');
    case 'fail_delivery':
      return t('timeline.deliveryFailed');
    case 'refuse_delivery':
      return t('timeline.deliveryRefused');
    case 'collect':
      return t('timeline.delivered');
    case 'payment_collected':
      return t('timeline.cashReceived');
    case 'deliver':
      return isOwn ? t('timeline.deliveredByCustomer') : t('timeline.delivered');
    case 'complete':
      return t('timeline.completed');
    case 'cancel':
      return cancelWords(t, by, reason, note);
    case 'cancel_items':
      if (isOwn) return t('timeline.itemsRemoved');
      return note ? t('timeline.itemsRemovedByShopFor', { reason: note }) : t('timeline.itemsRemovedByShop');
    case 'return_items':
      return t('timeline.itemsReturned');
    case 'open_dispute':
      return disputeWords(t, by, note);
    case 'close_dispute':
      return t('timeline.problemResolved');
    case 'give_payout_details':
      return isOwn ? t('timeline.payoutGiven') : t('timeline.payoutGivenByOther');
    case 'change_payout_details':
      return isOwn ? t('timeline.payoutChanged') : t('timeline.payoutChangedByOther');
    case 'refund_succeeded':
      return entry.amount_minor && entry.currency
        ? t('timeline.refundSentOf', { amount: formatMoney(entry.amount_minor, entry.currency, locale) })
        : t('timeline.refundSent');
    default:
      return t('timeline.updated');
  }
}

function rejectedWords(t: Words, code: string | null, note: string | null): string {
  const reason = rejectText(t, code, note);
  return reason ? t('timeline.proofRejectedFor', { reason }) : t('timeline.proofRejected');
}

function cancelWords(t: Words, by: string, code: string | null, note: string | null): string {
  if (by === 'shopper') return t('timeline.cancelled');
  if (by === 'system') {
    const reason = cancelTextOf(t, code, note);
    return reason
      ? t('timeline.cancelledAutomaticallyFor', { reason })
      : t('timeline.cancelledAutomatically');
  }
  // the note as entered, without a full stop
  const reason = note ?? cancelTextOf(t, code, null);
  return reason ? t('timeline.cancelledByShopFor', { reason }) : t('timeline.cancelledByShop');
}

function disputeWords(t: Words, by: string, note: string | null): string {
  if (by === 'system') return t('timeline.bankDispute');
  if (by !== 'shopper') return t('timeline.problemOpened');
  return note ? t('timeline.problemReportedFor', { reason: note }) : t('timeline.problemReported');
}
