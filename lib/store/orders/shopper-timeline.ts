import { formatMoney } from '@/lib/money';
import type { TimelineEntry } from '@/lib/orders/order';
import { cancelTextOf, rejectText } from '@/lib/orders/shopper-reasons';
import { formatTime } from '@/lib/time';

type Entry = Pick<
  TimelineEntry,
  'action' | 'by' | 'note' | 'reason' | 'to' | 'amount_minor' | 'currency' | 'paid_on'
>;

/** One entry of the timeline, as a shopper reads it. What is not known here is still told, in general words. */
export function timelineWords(entry: Entry, locale = 'en'): string {
  const { action, by, note, reason } = entry;
  const isOwn = by === 'shopper';
  // the entry's own hour is when somebody found the money, not when it was sent
  const transfer = entry.paid_on && `your transfer of ${formatTime(entry.paid_on, 'UTC', locale)}`;
  switch (action) {
    case 'create_order':
      return isOwn ? 'You placed the order' : 'The shop placed the order for you';
    case 'accept':
      return 'The shop accepted the order';
    case 'confirm_request':
      return 'You confirmed the order';
    case 'submit_proof':
      return 'You showed us your transfer';
    case 'reject_proof':
      return `We could not find your transfer${rejectText(reason, note) ? `: ${rejectText(reason, note)}` : ''}`;
    case 'settle':
      return transfer ? `We confirmed ${transfer}` : 'Payment received';
    case 'approve':
      return 'The shop confirmed the order';
    case 'ask_rest':
      return 'We asked you for the rest of the payment';
    case 'revive':
      if (transfer) return `We confirmed ${transfer}, and the order goes on`;
      return by === 'system' ? 'Payment received, the order goes on' : 'The shop took the order up again';
    case 'correct_email':
      return 'You corrected your email address';
    case 'payment_failed':
      return 'A payment did not go through';
    case 'payment_paid_short':
    case 'payment_mismatch':
      return transfer
        ? `We found ${transfer}, and are looking into it`
        : 'Payment received; we are looking into it';
    case 'payment_overpaid':
      return transfer
        ? `We found ${transfer}. It was more than was owed, and goes back to you`
        : 'More than was owed arrived; it goes back to you';
    case 'process':
      return 'We started to pack';
    case 'mark_ready':
      return 'Packed, waiting for the courier';
    case 'ship':
      return entry.to === 'shipped' ? 'On its way' : 'A part is on its way';
    case 'mark_in_transit':
      return 'The courier is bringing it to you';
    case 'fail_delivery':
      return 'The courier could not hand it over';
    case 'refuse_delivery':
      return 'It was not taken at the door';
    case 'collect':
      return 'Delivered';
    case 'payment_collected':
      return 'We received your payment';
    case 'deliver':
      return isOwn ? 'You said that it arrived' : 'Delivered';
    case 'complete':
      return 'Completed';
    case 'cancel':
      return cancelWords(by, reason, note);
    case 'cancel_items':
      if (isOwn) return 'You took pieces off the order';
      return note ? `The shop took pieces off: ${note}` : 'The shop took pieces off the order';
    case 'return_items':
      return 'Pieces came back to us';
    case 'open_dispute':
      return disputeWords(by, note);
    case 'close_dispute':
      return 'What was wrong is settled';
    case 'give_payout_details':
      return isOwn ? 'You gave us your bank details' : 'Your bank details were given';
    case 'change_payout_details':
      return isOwn ? 'You changed your bank details' : 'Your bank details were changed';
    case 'refund_succeeded':
      return entry.amount_minor && entry.currency
        ? `${formatMoney(entry.amount_minor, entry.currency, locale)} went back to you`
        : 'Money went back to you';
    default:
      return 'Updated';
  }
}

function cancelWords(by: string, reason: string | null, note: string | null): string {
  if (by === 'shopper') return 'You cancelled the order';
  if (by === 'system') return `Cancelled. ${cancelTextOf(reason, note) ?? 'It could not go on.'}`;
  // as it was written
  const why = note ?? cancelTextOf(reason, null);
  return why ? `Cancelled by the shop: ${why}` : 'Cancelled by the shop';
}

function disputeWords(by: string, note: string | null): string {
  if (by === 'system') return 'Your bank asked about the payment';
  if (by === 'shopper')
    return note ? `You told us what is wrong: “${note}”` : 'You told us that something is wrong';
  return 'We started to look into something that is wrong';
}
