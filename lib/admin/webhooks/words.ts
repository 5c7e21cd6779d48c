import type { OrderMailTemplate } from '@/lib/notifications/order-mail';
import type { OwnerMailTemplate } from '@/lib/notifications/owner-mail';
import type { Tone } from '@/lib/tone';
import type { webhookStatus } from './inbox';

/** What the gateway told us of, by its own name for it. */
const events: Record<string, string> = {
  'charge.success': 'Payment succeeded',
  'charge.failed': 'Payment failed',
  'bank.transfer.rejected': 'Transfer rejected',
  'refund.pending': 'Refund accepted',
  'refund.processing': 'Refund on its way',
  'refund.processed': 'Refund arrived',
  'refund.failed': 'Refund failed',
  'refund.needs-attention': 'Refund stuck',
  'charge.dispute.create': 'Dispute opened',
  'charge.dispute.remind': 'Dispute waits for an answer',
  'charge.dispute.resolve': 'Dispute closed',
  unreadable: 'Unreadable message',
};

/** One that is new to us is called as the gateway calls it. */
export const eventWordsOf = (type: string) => wordsOf(events, type) ?? type;

export const webhookStatusWords: Record<ReturnType<typeof webhookStatus>, { label: string; tone: Tone }> = {
  done: { label: 'Done', tone: 'good' },
  dead: { label: 'Given up', tone: 'bad' },
  failing: { label: 'Failing', tone: 'warn' },
  waiting: { label: 'Waiting', tone: 'neutral' },
};

/** What became of it once the gateway had been asked. */
const outcomes: Record<string, string> = {
  ignored: 'It is about nothing that we keep.',
  unreadable: 'It could not be read. Payments are asked for at the gateway all the same.',
  unmatched: 'We know no payment of this reference.',
  noted: 'Noted on the order.',
  confirmed: 'The order was confirmed.',
  revived: 'The cancelled order was revived.',
  replayed: 'It was known already.',
  paid_short: 'Paid, but the goods were gone.',
  overpaid: 'More came in than was owed.',
  mismatch: 'The money did not fit the order.',
  paid: 'The money is there.',
  processing: 'The gateway says that money is under way.',
  open: 'The gateway has no money for it yet.',
  failed: 'The gateway says that the attempt failed.',
};

export const outcomeWordsOf = (outcome: string | null) =>
  outcome === null ? '' : (wordsOf(outcomes, outcome) ?? outcome.replaceAll('_', ' '));

const mails: Record<OrderMailTemplate | OwnerMailTemplate, string> = {
  order_placed: 'Order placed, to be paid',
  order_to_confirm: 'Order placed, to be confirmed',
  order_link: 'New link to the order',
  order_rest_due: 'Asked for the rest',
  order_confirmed: 'Order confirmed',
  order_changed: 'Order changed',
  order_cancelled: 'Order cancelled',
  order_shipped: 'On its way',
  order_delivered: 'Delivered',
  delivery_failed: 'Could not be delivered',
  order_refunded: 'Money refunded',
  proof_rejected: 'Proof of transfer rejected',
  payout_details_wanted: 'Asked for bank details',
  payout_details_given: 'Bank details received',
  payout_details_changed: 'Bank details changed',
  account_added: 'Bank account added, to an owner',
  account_replaced: 'Bank account changed, to an owner',
  account_approved: 'Bank account approved, to an owner',
  account_withdrawn: 'Bank account withdrawn, to an owner',
  account_hidden: 'Bank account hidden, to an owner',
  settings_changed: 'Payment settings changed, to an owner',
};

export const mailWordsOf = (template: string) => wordsOf(mails, template) ?? template.replaceAll('_', ' ');

/** What was done in the inbox, in words. */
export const inboxDone = {
  replay_webhook: 'It is being worked on again. What becomes of it shows here in a moment.',
  resend_mail: 'The mail is on its way again.',
};

/** Names come from outside: one such as `toString` has no words. */
const wordsOf = (words: Record<string, string>, name: string) =>
  Object.hasOwn(words, name) ? words[name] : undefined;
