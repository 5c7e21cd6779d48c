import type { Database } from '@/lib/supabase/database.types';
import type { Order, OrderAction, TimelineEntry } from './order';

type Enums = Database['public']['Enums'];

/*
 * Why something was done to an order, for staff. The database keeps codes, and beside them what a person wrote.
 */

const cancelWords: Record<Exclude<Enums['cancel_reason'], 'asked'>, string> = {
  not_accepted: 'not accepted in time',
  not_paid: 'not paid in time',
  not_verified: 'not verified in time',
  sold_out: 'its stock was gone',
  payment_not_found: 'its payment could not be found',
  returned_to_cart: 'put back into the cart',
};

const holdWords: Record<Exclude<Enums['hold_reason'], 'by_staff'>, string> = {
  amount_mismatch: 'Wrong amount',
  paid_short: 'Paid, out of stock',
  payment_moved: 'Payment moved to another order',
  refund_failed: 'Refund failed',
  dispute_lost: 'The customer was right in a dispute: refund it, or release it',
};

const refundWords: Record<Exclude<Enums['refund_reason'], 'asked' | 'exception' | 'moved'>, string> = {
  order_cancelled: 'The order was cancelled',
  items_cancelled: 'Items were taken off the order',
  overpaid: 'Paid more than was owed',
  undecided: 'Out of stock, and nobody decided in time',
  at_gateway: 'Made at the gateway',
};

const declineWords: Record<Exclude<Enums['decline_reason'], 'by_staff'>, string> = {
  bank_took_it: 'The bank took the money back',
  first_arrived: 'The first one arrived after all',
  refunded_at_gateway: 'Refunded at the gateway meanwhile',
  of_another_order: 'The money is another order’s',
};

const resolutionWords: Record<Enums['exception_resolution'], string> = {
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  in_order: 'In order',
  refunded: 'Refunded',
  refunded_again: 'Refunded again',
  order_cancelled: 'The order was cancelled',
  refund_requested: 'The refund waits for approval',
  refund_approved: 'The refund was approved',
  refund_submitted: 'The refund was sent',
  refund_processing: 'The refund is on its way',
  refund_succeeded: 'The refund has arrived',
  refund_failed: 'The refund failed',
  refund_needs_attention: 'The refund is stuck',
  refund_declined: 'The refund was declined',
  dispute_won: 'The shop was right',
  dispute_lost: 'The customer was right',
  dispute_withdrawn: 'The customer took it back',
};

/** Why a proof is rejected, as short as a choice is named. */
export const rejectLabels: Record<Exclude<Enums['reject_reason'], 'other'>, string> = {
  not_there: 'Not on the account',
  amount: 'Another amount',
  unreadable: 'Cannot be read',
  other_account: 'Another account',
  wrong_picture: 'Wrong picture',
};

const reasonText = (words: Record<string, string>, reason: string | null, note: string | null): string =>
  [reason !== null && Object.hasOwn(words, reason) ? words[reason] : null, note].filter(Boolean).join(': ');

/** Why an order was cancelled; empty where nobody has said. */
export const cancelReasonOf = ({
  cancel_reason,
  cancel_note,
}: Pick<Order, 'cancel_reason' | 'cancel_note'>) => reasonText(cancelWords, cancel_reason, cancel_note);

/** Why an order is on hold. */
export const holdReasonOf = ({ hold_reason, hold_note }: Pick<Order, 'hold_reason' | 'hold_note'>) =>
  reasonText(holdWords, hold_reason, hold_note);

/** Why money goes back. */
export const refundReasonOf = ({ reason, note }: { reason: Enums['refund_reason']; note: string | null }) =>
  reasonText(refundWords, reason, note);

const wordsOf: Partial<Record<OrderAction, Record<string, string>>> = {
  cancel: cancelWords,
  hold: holdWords,
  request_refund: refundWords,
  refund_declined: declineWords,
  close_exception: resolutionWords,
  reject_proof: rejectLabels,
};

/** Why something happened, for a row of the timeline: in the words of its code, in those of a person, or both. Empty: it is not said. */
export const whyOf = ({ action, reason, note }: Pick<TimelineEntry, 'action' | 'reason' | 'note'>) =>
  reasonText((action && wordsOf[action]) ?? {}, reason, note);
