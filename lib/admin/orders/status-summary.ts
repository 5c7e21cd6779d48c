import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { cancelReasonOf, holdReasonOf } from '@/lib/orders/staff-reasons';
import { roleWords } from '@/lib/orders/staff-words';
import { words } from '@/lib/refusals';
import type { Database } from '@/lib/supabase/database.types';

type Enums = Database['public']['Enums'];
type Step = Enums['order_step'];
type NextStep = NonNullable<Order['next_step']>;

/**
 * The status of an order for somebody who takes over the shift, what is to be done next, and what is not paid of
 * it. Which step that is, the database says (`next_step`).
 */
export function summarizeStatus(order: Order, locale: string): string {
  const held = order.hold_reason && !order.dispute_open ? `On hold: ${holdReasonOf(order)}.` : '';
  const step = order.next_step ? stepTexts[order.next_step.step](order, locale) : '';
  return [held, step, order.dispute_open ? '' : owedText(order, locale)].filter(Boolean).join(' ');
}

const payText = (order: Order, locale: string) => formatMoney(owedOf(order), order.currency, locale);

const owesCash = (order: Order) => order.payment_method === 'cod' && owedOf(order) > 0;

const decidedBelow = (order: Order, where: string) =>
  order.next_step?.blocked_by ? '' : ` Decide it under ${where} below.`;

/** Whoever may not read refunds is not told how far they are. */
const goodsStay = (order: Order) =>
  `${
    order.payment_status === 'refunded'
      ? 'All of its money went back'
      : !order.refunds
        ? 'All of its money goes back, or waits for approval to do so'
        : order.awaits_approval
          ? 'A refund of its money waits for approval'
          : 'All of its money is on its way back'
  }, so its goods stay here.`;

const stepTexts: Record<Step, (order: Order, locale: string) => string> = {
  decide_dispute: (order) =>
    `Disputed: it waits until the shop has decided.${decidedBelow(order, 'Dispute')}`,
  answer_bank: () =>
    'Disputed: the customer’s bank decides, and the order waits until then. Whoever has access to the gateway’s dashboard answers it there.',
  refund_and_cancel: (order) => `${goodsStay(order)} Cancel it, so that they can be sold again.`,
  take_off_rest: (order) => `${goodsStay(order)} Remove the items that have not left.`,
  decide_money: (order) => `${endOf(order)}Its money needs a decision first.`,
  mend_refund: (order) => `${endOf(order)}A refund did not go through. Try it again, or pay it out by hand.`,
  approve_refund: (order) => `${endOf(order)}A refund waits for approval.`,
  pay_out: (order) => `${endOf(order)}A refund waits to be paid out by hand.`,
  wait_for_refund: (order) => `${endOf(order)}Money is on its way back to the customer.`,
  release: () => 'Release it to go on.',
  accept: () => 'Waits for the yes of the shop: accept it, or reject it with a reason.',
  verify: (order, locale) =>
    `The customer says that the money was sent. A verifier has to see ${payText(order, locale)} on the account.`,
  wait_for_payment: (order) =>
    order.payment_status === 'refunded'
      ? 'The money that came was refunded. The order is still open, and the customer can pay for it.'
      : 'Waits for the customer to pay.',
  wait_for_gateway: () => 'The gateway says that money is under way.',
  pay_again: (order) => {
    const reason = order.attempts?.findLast(({ state }) => state === 'failed')?.failure_reason;
    return `The last payment attempt failed${reason ? ` (${reason})` : ''}. The customer can try again.`;
  },
  wait_for_email: (order) =>
    order.payment_refusal === 'email'
      ? 'The gateway refuses the customer’s email address. They can correct it on the page of their order.'
      : 'The gateway refuses to take this payment. See under Payments what it said.',
  wait_for_transfer: () => 'Waits for the customer to send the money and show a proof of the transfer.',
  wait_for_rest: () => 'We asked the customer for what is missing.',
  wait_for_cancel: () => 'The time to pay for it is over. It is cancelled automatically.',
  wait_for_stock: () => 'Backordered. It can be packed once there is enough on the shelf.',
  allocate: () => 'Backordered, and there is enough on the shelf now: take its stock.',
  pack: packText,
  mark_packed: (order) =>
    order.shipments.length > 0
      ? 'A part of it has left. The rest is being picked and packed.'
      : 'Being picked and packed.',
  ship: (order) =>
    `Packed. Hand it to the courier.${owesCash(order) ? ' The courier collects the cash.' : ''}`,
  retry_delivery: () => 'The courier could not hand it over. Have it tried again, or say what came back.',
  take_back: () =>
    'The customer refused it at the door. Once it is back, look at it and say what can be sold again.',
  collect: (order, locale) =>
    order.state === 'shipped'
      ? `${wayText(order)} Say so when it has arrived, and how much cash was collected.`
      : `It has arrived, and ${payText(order, locale)} of its cash is not recorded. Record it once the courier has handed it over.`,
  deliver: (order) => `${wayText(order)} Say so when it has arrived.`,
  complete: (order) =>
    order.returned_all ? 'All of it has come back.' : 'It has arrived. Complete it once nothing is open.',
  refund_return: () => 'All of it has come back, and the order still holds money. Refund it.',
  nothing: (order, locale) => {
    if (order.state === 'cancelled') return endOf(order).trim();
    if (order.returned_all && !order.delivered_at) {
      return 'It was never handed over, and all of it has come back.';
    }
    return owedText(order, locale) ? 'It has arrived.' : 'It has arrived, and nothing is open.';
  },
};

/** How it ended, before what is left to do. */
function endOf(order: Order): string {
  if (order.state === 'cancelled') {
    const reason = cancelReasonOf(order).replace(/[.]$/, '');
    return `Cancelled by ${cancellers[order.cancelled_by ?? 'system']}${reason && `: ${reason}`}. `;
  }
  return order.returned_all ? 'All of it has come back. ' : '';
}

function packText(order: Order, locale: string): string {
  if (owesCash(order))
    return `${payText(order, locale)} is to be paid in cash on delivery. Pick and pack it.`;
  if (owedOf(order) <= 0) return 'The money is here. Pick and pack it.';
  return order.payment_status === 'partially_refunded'
    ? 'A part of its money went back. Pick and pack it.'
    : 'The shop goes on with what is paid. Pick and pack it.';
}

function wayText({ in_transit, shipments }: Order): string {
  if (in_transit) return 'On its way, says the carrier.';
  const parcel = shipments.at(-1);
  return parcel ? `${parcel.carrier} has it.` : 'On its way.';
}

/** Why this person has no button for the next step, and who has; null: they have one, or nobody does. */
export function whyBlocked({ step, blocked_by, roles }: NextStep): string | null {
  switch (blocked_by) {
    case null:
      return null;
    case 'separation_of_duties':
      return ownTexts[step] ?? 'You did the first half of this, so a colleague does the second.';
    case 'claimed':
      return 'A colleague is looking for its money now.';
    case 'forbidden':
      return `This is done by ${listOf(roles.map((role) => roleWords[role].label.toLowerCase()))}.`;
    default:
      return words[blocked_by];
  }
}

const ownTexts: Partial<Record<Step, string>> = {
  ship: 'You confirmed its payment, so a colleague ships it.',
  verify: 'This is your own order, so a colleague verifies it.',
  approve_refund: 'You asked for the refund, so a colleague approves it.',
};

/** Why something that one would look for cannot be done now; null: the status summary says it already. */
export const blockTexts: Record<Enums['order_block'], string | null> = {
  on_hold: null,
  dispute_open: null,
  order_refunded: null,
  payment_undecided: null,
  partly_shipped: words.partly_shipped,
  not_revivable: words.not_revivable,
  separation_of_duties: words.separation_of_duties,
};

const listOf = (names: string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(names);

/** What ends with the time of the next step (`until`); null: nothing that anybody has to know. */
export const deadlineText = (step: Step): string | null => deadlines[step] ?? null;

const deadlines: Partial<Record<Step, string>> = {
  accept: 'It has to be accepted by',
  verify: 'It has to be verified by',
  answer_bank: 'Answer by',
  decide_money: 'Decide by',
  complete: 'It is completed automatically on',
  wait_for_payment: 'It can be paid until',
  wait_for_gateway: 'It can be paid until',
  pay_again: 'It can be paid until',
  wait_for_email: 'It can be paid until',
  wait_for_transfer: 'It can be paid until',
  wait_for_rest: 'It can be paid until',
};

/**
 * What is not paid of an order that has been confirmed, or holds a part of its money. Empty where that is said already, is paid at
 * the door, was given back, or is owed no more.
 */
function owedText(order: Order, locale: string): string {
  const owed = owedOf(order);
  const isWaiting =
    order.state === 'requested' ||
    (order.confirmed_at === null && order.paid_minor === 0 && !order.rest_until);
  const isSettled =
    order.state === 'cancelled' || ['refunded', 'partially_refunded'].includes(order.payment_status);
  if (owed <= 0 || order.payment_method === 'cod' || isWaiting || isSettled) return '';
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  return owed < order.total_minor
    ? `${money(owed)} of ${money(order.total_minor)} is not paid.`
    : `${money(owed)} is not paid.`;
}

const cancellers: Record<Enums['cancelled_by'], string> = {
  shopper: 'the customer',
  seller: 'the shop',
  staff: 'the shop',
  system: 'Kedai',
};
