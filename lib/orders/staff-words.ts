import type { Tone } from '@/components/ui/badge';
import type { Database } from '@/lib/supabase/database.types';
import type { Order, OrderStatus, PaymentStatus } from './order';

type Enums = Database['public']['Enums'];
type Word = { label: string; tone: Tone };

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
  paystack: 'Paystack',
  bank_transfer: 'Bank transfer',
  cod: 'Cash on delivery',
};

/** The open question behind an exception, and what decides it. */
export const exceptionWords: Record<Enums['exception_kind'], { title: string; text: string }> = {
  paid_short: {
    title: 'Paid, but the goods are gone',
    text: 'The money came after the stock had been sold to somebody else. Restock and serve the order, or give the money back.',
  },
  overpaid: {
    title: 'Paid twice',
    text: 'More money came in than the order costs. The extra belongs to the customer.',
  },
  amount_mismatch: {
    title: 'Wrong amount',
    text: 'The payment is not what the order costs. Ask for the rest, or give the money back.',
  },
  reversed: {
    title: 'Payment taken back',
    text: 'The gateway says that this payment is being given back to the customer, so it does not count as paid.',
  },
  currency_mismatch: {
    title: 'Wrong currency',
    text: 'The payment is in another currency than the order, so it does not count as paid.',
  },
};

export const roleWords: Record<Enums['staff_role'], { label: string; can: string }> = {
  owner: { label: 'Owner', can: 'do everything' },
  admin: { label: 'Admin', can: 'do everything' },
  verifier: { label: 'Verifier', can: 'confirm payments, hold and cancel orders' },
  fulfiller: { label: 'Fulfiller', can: 'pack, ship and deliver orders' },
  catalog: { label: 'Catalogue', can: 'keep products and stock' },
  finance: { label: 'Finance', can: 'look after refunds and disputes' },
  auditor: { label: 'Auditor', can: 'read everything and change nothing' },
};

/** Where an order stands, as somebody who takes over the shift wants to hear it. */
export function standingOf(order: Order): string {
  const cash = order.payment_method === 'cod' && order.paid_minor < order.total_minor;
  const parcel = order.shipments.at(-1);
  switch (order.state) {
    case 'requested':
      return 'Waits for the yes of the shop.';
    case 'pending_payment':
      return order.status === 'payment_failed'
        ? 'The last attempt to pay failed. The customer can try again.'
        : 'Waits for the customer to pay.';
    case 'awaiting_verification':
      return 'The customer says that the money was sent. Somebody has to see it on the account.';
    case 'confirmed':
      return cash
        ? 'To be paid in cash on delivery. Pick and pack it.'
        : 'The money is here. Pick and pack it.';
    case 'processing':
      return 'Being picked and packed.';
    case 'ready_for_shipment':
      return `Packed. Hand it to the courier and note the tracking number.${cash ? ' The courier collects the cash.' : ''}`;
    case 'shipped':
      return parcel
        ? `${parcel.carrier} has it. Say so when it has arrived.`
        : 'On its way. Say so when it has arrived.';
    case 'delivered':
      return 'It has arrived. Complete it once nothing is open.';
    case 'completed':
      return 'It has arrived, and nothing is open.';
    case 'cancelled':
      return `Cancelled by ${cancellers[order.cancelled_by ?? 'system']}${order.cancel_reason ? `: ${order.cancel_reason}` : '.'}`;
  }
}

const cancellers: Record<Enums['cancelled_by'], string> = {
  shopper: 'the customer',
  seller: 'the shop',
  staff: 'the shop',
  system: 'Kedai',
};

type CommandWords = { button: string; pending: string; done: string };

/** The commands of order_transitions that staff give: the button, while it is on its way, and what it has done. */
export const commandWords: Record<string, CommandWords> = {
  process: { button: 'Start packing', pending: 'Starting …', done: 'Packing has begun.' },
  mark_ready: { button: 'Mark as packed', pending: 'Marking as packed …', done: 'Packed and ready to ship.' },
  ship: {
    button: 'Mark as shipped',
    pending: 'Marking as shipped …',
    done: 'Shipped. The customer is being told.',
  },
  deliver: {
    button: 'Mark as delivered',
    pending: 'Marking as delivered …',
    done: 'Delivered. The customer is being told.',
  },
  complete: { button: 'Complete', pending: 'Completing …', done: 'Completed.' },
  release: {
    button: 'Release the hold',
    pending: 'Releasing …',
    done: 'The hold is released. Work can go on.',
  },
  archive: { button: 'Archive', pending: 'Archiving …', done: 'Archived.' },
  hold: {
    button: 'Put on hold',
    pending: 'Putting on hold …',
    done: 'On hold. Nobody packs or ships it until it is released.',
  },
  note: { button: 'Save the note', pending: 'Saving …', done: 'The note is saved.' },
  cancel: {
    button: 'Cancel order',
    pending: 'Cancelling …',
    done: 'Cancelled. The goods are back on the shelf, and the customer is being told.',
  },
};

/** The commands that want a reason. */
export const reasonWords = {
  hold: {
    title: (number: string) => `Put ${number} on hold?`,
    text: 'Nobody can pack or ship it until somebody releases it.',
    hint: 'Only staff can read it.',
    suggestions: [
      'Customer asked to wait',
      'Address is not clear',
      'Customer cannot be reached',
      'An item is damaged',
    ],
    maxLength: 200,
    confirm: 'Put on hold',
    back: 'Back',
  },
  cancel: {
    title: (number: string) => `Cancel ${number}?`,
    text: 'The goods go back on the shelf and the customer gets a mail. This cannot be undone.',
    hint: 'The customer will read it.',
    suggestions: [
      'You asked us to cancel',
      'An item is no longer available',
      'We cannot deliver to your address',
      'The order was placed twice',
    ],
    maxLength: 500,
    confirm: 'Cancel the order',
    back: 'Keep the order',
  },
};

const actors: Record<string, string> = { shopper: 'Customer', system: 'Kedai', gateway: 'Payment gateway' };

/** Who did it: a member of staff by name and role, or one of the others. `by` is a staff role, shopper, system or gateway. */
export function actorOf({ by, by_name }: { by: string; by_name: string | null }): string {
  const role = Object.hasOwn(roleWords, by) ? roleWords[by as Enums['staff_role']].label : null;
  if (role) return by_name ? `${by_name}, ${role.toLowerCase()}` : role;
  return actors[by] ?? by;
}

const happenings: Record<string, string> = {
  create_order: 'Order placed',
  settle: 'Payment received',
  revive: 'Payment received after the cancellation: order revived',
  payment_failed: 'Payment attempt failed',
  payment_overpaid: 'Another payment received',
  payment_mismatch: 'Payment received that does not fit',
  payment_paid_short: 'Payment received, but the goods are gone',
  process: 'Packing begun',
  mark_ready: 'Packed, ready to ship',
  ship: 'Shipped',
  deliver: 'Delivered',
  complete: 'Completed',
  hold: 'Put on hold',
  release: 'Hold released',
  archive: 'Archived',
  cancel: 'Cancelled',
  note: 'Note',
};

/** What happened, for a row of the timeline; an action that is new to us is shown by its own name. */
export const happeningOf = (action: string) => happenings[action] ?? action.replaceAll('_', ' ');

/** A hold that the database itself set, in words; staff write their own. */
export const holdReasonOf = (reason: string) =>
  Object.hasOwn(exceptionWords, reason) ? exceptionWords[reason as Enums['exception_kind']].title : reason;

/** What a payment did to its order. */
export const outcomeWords: Record<NonNullable<Order['payments']>[number]['outcome'], Word> = {
  confirmed: { label: 'Confirmed the order', tone: 'good' },
  revived: { label: 'Revived the order', tone: 'good' },
  paid_short: { label: 'Goods were gone', tone: 'bad' },
  overpaid: { label: 'More than owed', tone: 'bad' },
  mismatch: { label: 'Does not fit', tone: 'bad' },
};
