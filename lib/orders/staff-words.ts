import { GATEWAYS } from '@/lib/payments/gateway';
import type { Database } from '@/lib/supabase/database.types';
import type { Tone } from '@/lib/tone';
import type { OrderStatus, PaymentStatus } from './order';

type Enums = Database['public']['Enums'];
export type Word = { label: string; tone: Tone };

/** How staff call what stands in the columns. Colours say whose turn it is: accent ours, warn somebody has to look. */
export const statusWords: Record<OrderStatus, Word> = {
  requested: { label: 'Requested', tone: 'warn' },
  pending_payment: { label: 'Awaiting payment', tone: 'neutral' },
  payment_failed: { label: 'Payment failed', tone: 'bad' },
  awaiting_verification: { label: 'Awaiting verification', tone: 'warn' },
  confirmed: { label: 'Confirmed', tone: 'accent' },
  paid: { label: 'Paid', tone: 'accent' },
  processing: { label: 'Packing', tone: 'accent' },
  ready_for_shipment: { label: 'Ready to ship', tone: 'accent' },
  partially_shipped: { label: 'Partly shipped', tone: 'accent' },
  shipped: { label: 'Shipped', tone: 'good' },
  in_transit: { label: 'In transit', tone: 'good' },
  delivered: { label: 'Delivered', tone: 'good' },
  completed: { label: 'Completed', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  rejected: { label: 'Rejected', tone: 'neutral' },
  on_hold: { label: 'On hold', tone: 'warn' },
  backordered: { label: 'Backordered', tone: 'warn' },
  returned: { label: 'Returned', tone: 'neutral' },
  partially_refunded: { label: 'Partly refunded', tone: 'neutral' },
  refunding: { label: 'To be cancelled', tone: 'bad' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  disputed: { label: 'Disputed', tone: 'bad' },
  archived: { label: 'Archived', tone: 'neutral' },
};

export const paymentStatusWords: Record<PaymentStatus, Word> = {
  not_paid: { label: 'Not paid', tone: 'neutral' },
  pending: { label: 'Not paid yet', tone: 'neutral' },
  under_verification: { label: 'Being verified', tone: 'warn' },
  failed: { label: 'Failed', tone: 'bad' },
  partially_paid: { label: 'Partly paid', tone: 'warn' },
  paid: { label: 'Paid', tone: 'good' },
  overpaid: { label: 'Overpaid', tone: 'warn' },
  partially_refunded: { label: 'Partly refunded', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  disputed: { label: 'Disputed', tone: 'bad' },
};

export const paymentMethodWords: Record<Enums['payment_method'], string> = {
  ...GATEWAYS,
  bank_transfer: 'Bank transfer',
  cod: 'Cash on delivery',
};

/** The title of an exception, and what it is about. What can decide it: `lib/admin/orders/exceptions.ts`. */
export const exceptionWords: Record<Enums['exception_kind'], { title: string; text: string }> = {
  paid_short: {
    title: 'Paid, out of stock',
    text: 'The money came after the stock had been sold to somebody else. If nobody decides in time, it is refunded automatically.',
  },
  overpaid: {
    title: 'Paid too much',
    text: 'More money came in than the order costs. The extra belongs to the customer and goes back by itself.',
  },
  amount_mismatch: {
    title: 'Wrong amount',
    text: 'The payment is not what was owed, so the order is not confirmed yet.',
  },
  currency_mismatch: {
    title: 'Wrong currency',
    text: 'The payment is in another currency than the order, so it does not count as paid.',
  },
  reversed: {
    title: 'Payment taken back',
    text: 'The gateway says that this payment is being given back to the customer, so it does not count as paid.',
  },
  refund_due: {
    title: 'Cancelled but still holds money',
    text: 'The order does not go on, and still holds money of the customer.',
  },
  refund_failed: {
    title: 'Refund failed',
    text: 'The gateway could not give the money back. Try again, or pay it out by hand and say where that is written.',
  },
  refund_needs_attention: {
    title: 'Refund is stuck',
    text: 'The gateway waits for details of the customer’s account. Give them on its own pages, or pay the money out by hand.',
  },
  refund_mismatch: {
    title: 'Refunds do not agree',
    text: 'What the gateway gave back and what is written here do not fit. Compare both before anything else goes back.',
  },
  dispute: {
    title: 'Disputed',
    text: 'Until the dispute has ended, the order does not move on and no money goes back from here.',
  },
  unverified_proof: {
    title: 'Proof never verified',
    text: 'The customer showed a proof of the transfer, and nobody verified it before the order ran out. Look for the money once more; if it is there, have the order revived and confirm it.',
  },
  payment_moved: {
    title: 'Payment moved to another order',
    text: 'The money that confirmed this order belonged to another one, so this order is not paid.',
  },
};

/** What the question is about where a courier took the money, if that differs. */
export const cashExceptionTexts: Partial<Record<Enums['exception_kind'], string>> = {
  overpaid:
    'The courier took more than the order costs. The extra belongs to the customer: pay it out by hand, under Refunds.',
  amount_mismatch:
    'The courier took less than the order costs. If the rest comes, record it below, and this closes by itself.',
};

/** How a refund stands. Money that was another order's went back to nobody. */
export const refundWords: Record<Enums['refund_status'], Word & { text: string }> = {
  requested: { label: 'To be approved', tone: 'warn', text: 'Waits for the yes of a second person.' },
  to_pay_out: {
    label: 'Approved',
    tone: 'accent',
    text: 'No gateway can send it. Pay it out, and note here where that is written.',
  },
  after_dispute: { label: 'Approved', tone: 'accent', text: 'Waits for the end of the dispute.' },
  approved: { label: 'Approved', tone: 'accent', text: 'Will be handed to the gateway in a moment.' },
  submitted: { label: 'Sent', tone: 'accent', text: 'Handed to the gateway, which has not answered yet.' },
  processing: {
    label: 'On its way',
    tone: 'accent',
    text: 'The gateway has it. It can take up to ten working days to arrive.',
  },
  succeeded: { label: 'Refunded', tone: 'good', text: 'The money is back with the customer.' },
  paid_out: { label: 'Refunded', tone: 'good', text: 'It was paid out by hand.' },
  failed: { label: 'Failed', tone: 'bad', text: 'The gateway could not give the money back.' },
  retried: { label: 'Failed', tone: 'bad', text: 'It was taken up again as a new refund.' },
  needs_attention: {
    label: 'Stuck',
    tone: 'bad',
    text: 'The gateway waits for details of the customer’s account.',
  },
  declined: { label: 'Declined', tone: 'neutral', text: 'Not sent. The money stays with the order.' },
  moved: {
    label: 'Moved',
    tone: 'neutral',
    text: 'It was another order’s payment. Nothing was sent to the customer.',
  },
};

export const roleWords: Record<Enums['staff_role'], { label: string; can: string }> = {
  owner: { label: 'Owner', can: 'do everything' },
  admin: { label: 'Admin', can: 'do everything' },
  verifier: { label: 'Verifier', can: 'accept orders, verify transfers, hold and cancel orders' },
  fulfiller: { label: 'Fulfiller', can: 'pack, ship and deliver orders, and take goods back' },
  catalog: { label: 'Catalogue', can: 'keep products and stock' },
  finance: {
    label: 'Finance',
    can: 'give money back, approve refunds, settle disputes and decide payment issues',
  },
  auditor: { label: 'Auditor', can: 'read everything and change nothing' },
};

const actors: Record<string, string> = { shopper: 'Customer', system: 'Kedai', gateway: 'Payment gateway' };

/** Who did it: a member of staff by name and role, or one of the others. `by` is a staff role, shopper, system or gateway. */
export function actorOf({ by, by_name }: { by: string; by_name: string | null }): string {
  const role = Object.hasOwn(roleWords, by) ? roleWords[by as Enums['staff_role']].label : null;
  if (role) return by_name ? `${by_name}, ${role.toLowerCase()}` : role;
  return actors[by] ?? by;
}
