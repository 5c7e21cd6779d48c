import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { cancelReasonOf, holdReasonOf } from '@/lib/orders/staff-reasons';
import type { Reason } from '@/lib/refusals';
import { defaultLocale } from '@/lib/shops/locales';
import type { Database } from '@/lib/supabase/database.types';

type Enums = Database['public']['Enums'];
type T = Translator<'admin.orders'>;
type Step = Enums['order_step'];
type NextStep = NonNullable<Order['next_step']>;

/**
 * Summarizes an order for a colleague who takes over: its status, the next step and the unpaid amount. The database
 * decides which step that is (`next_step`).
 */
export function summarizeStatus(t: T, order: Order, locale: string): string {
  return sentences(
    order.hold_reason && !order.dispute_open && t('steps.onHold', { reason: holdReasonOf(t, order) }),
    order.next_step && stepTexts[order.next_step.step](t, order, locale),
    !order.dispute_open && owedText(t, order, locale),
  );
}

const sentences = (...each: (string | false | null)[]) => each.filter(Boolean).join(' ');

const owedMoney = (order: Order, locale: string) => formatMoney(owedOf(order), order.currency, locale);

const owesCash = (order: Order) => order.payment_method === 'cod' && owedOf(order) > 0;

/** For users who may not read refunds, the text does not say how far the refund is. */
function itemsStay(t: T, order: Order): string {
  if (order.payment_status === 'refunded') return t('steps.refundedStays');
  if (!order.refunds) return t('steps.refundStays');
  return order.awaits_approval ? t('steps.approvalStays') : t('steps.refundingStays');
}

const stepTexts: Record<Step, (t: T, order: Order, locale: string) => string> = {
  decide_dispute: (t, order) =>
    sentences(t('steps.disputed'), !order.next_step?.blocked_by && t('steps.decideDispute')),
  answer_bank: (t) => t('steps.bankDecides'),
  refund_and_cancel: (t, order) => sentences(itemsStay(t, order), t('steps.cancelToSell')),
  take_off_rest: (t, order) => sentences(itemsStay(t, order), t('steps.removeRest')),
  decide_money: (t, order) => sentences(endOf(t, order), t('steps.decideMoney')),
  mend_refund: (t, order) => sentences(endOf(t, order), t('steps.mendRefund')),
  approve_refund: (t, order) => sentences(endOf(t, order), t('steps.approveRefund')),
  pay_out: (t, order) => sentences(endOf(t, order), t('steps.payOut')),
  wait_for_refund: (t, order) => sentences(endOf(t, order), t('steps.refundUnderWay')),
  release: (t) => t('steps.release'),
  accept: (t) => t('steps.accept'),
  verify: (t, order, locale) => t('steps.verify', { amount: owedMoney(order, locale) }),
  wait_for_payment: (t, order) =>
    order.payment_status === 'refunded' ? t('steps.waitAfterRefund') : t('steps.waitForPayment'),
  wait_for_gateway: (t) => t('steps.moneyUnderWay'),
  pay_again: (t, order) => {
    const reason = order.attempts?.findLast(({ state }) => state === 'failed')?.failure_reason;
    return reason ? t('steps.payAgainBecause', { reason }) : t('steps.payAgain');
  },
  wait_for_email: (t, order) =>
    order.payment_refusal === 'email' ? t('steps.emailRefused') : t('steps.paymentRefused'),
  wait_for_transfer: (t) => t('steps.waitForTransfer'),
  wait_for_rest: (t) => t('steps.waitForRest'),
  wait_for_cancel: (t) => t('steps.waitForCancel'),
  wait_for_stock: (t) => t('steps.waitForStock'),
  allocate: (t) => t('steps.reserveStock'),
  pack: packText,
  mark_packed: (t, order) => (order.shipments.length > 0 ? t('steps.packingRest') : t('steps.packing')),
  ship: (t, order) => (owesCash(order) ? t('steps.shipCash') : t('steps.ship')),
  retry_delivery: (t) => t('steps.retryDelivery'),
  take_back: (t) => t('steps.takeBack'),
  collect: (t, order, locale) =>
    order.state === 'shipped'
      ? sentences(parcelText(t, order), t('steps.recordCash'))
      : t('steps.recordLateCash', { amount: owedMoney(order, locale) }),
  deliver: (t, order) => sentences(parcelText(t, order), t('steps.recordDelivery')),
  complete: (t, order) => (order.returned_all ? t('steps.returnedAll') : t('steps.complete')),
  refund_return: (t) => t('steps.refundReturn'),
  nothing: (t, order, locale) => {
    if (order.state === 'cancelled') return endOf(t, order);
    if (order.returned_all && !order.delivered_at) return t('steps.neverDelivered');
    return owedText(t, order, locale) ? t('steps.arrived') : t('steps.done');
  },
};

/** How the order ended; precedes the remaining step. */
function endOf(t: T, order: Order): string {
  if (order.state === 'cancelled') {
    const reason = cancelReasonOf(t, order).replace(/[.]$/, '');
    const by = order.cancelled_by ?? 'system';
    return reason ? t('steps.cancelledBecause', { by, reason }) : t('steps.cancelled', { by });
  }
  return order.returned_all ? t('steps.returnedAll') : '';
}

function packText(t: T, order: Order, locale: string): string {
  if (owesCash(order)) return t('steps.packCash', { amount: owedMoney(order, locale) });
  if (owedOf(order) <= 0) return t('steps.packPaid');
  return order.payment_status === 'partially_refunded'
    ? t('steps.packPartlyRefunded')
    : t('steps.packPartlyPaid');
}

function parcelText(t: T, { in_transit, shipments }: Order): string {
  if (in_transit) return t('steps.carrierSays');
  const parcel = shipments.at(-1);
  return parcel ? t('steps.carrierHas', { carrier: parcel.carrier }) : t('steps.onTheWay');
}

/** Why this user has no button for the next step, and who has one; null if this user has it, or the step has none. */
export function whyBlocked(
  t: T,
  tReasons: Translator<'refusals.reasons'>,
  { step, blocked_by, roles }: NextStep,
): string | null {
  switch (blocked_by) {
    case null:
      return null;
    case 'separation_of_duties':
      return t(`steps.own.${ownKeys[step] ?? 'other'}`);
    case 'claimed':
      return t('steps.blocked.claimed');
    case 'forbidden':
      return t('steps.blocked.forbidden', { roles: listOf(roles.map((role) => t(`roles.${role}.noun`))) });
    default:
      return tReasons(blocked_by);
  }
}

const ownKeys: Partial<Record<Step, 'payment' | 'order' | 'refund'>> = {
  ship: 'payment',
  verify: 'order',
  approve_refund: 'refund',
};

/** Why an action that staff expect is not available now; null if the status summary already says it. */
export const shownBlocks: Record<Enums['order_block'], Reason | null> = {
  on_hold: null,
  dispute_open: null,
  order_refunded: null,
  payment_undecided: null,
  partly_shipped: 'partly_shipped',
  not_revivable: 'not_revivable',
  separation_of_duties: 'separation_of_duties',
};

const listOf = (names: string[]) => new Intl.ListFormat(defaultLocale, { type: 'disjunction' }).format(names);

/** What expires at the next step's `until`; steps that are missing here show no deadline. */
export const deadlines: Partial<
  Record<Step, 'accept' | 'verify' | 'answer' | 'decide' | 'complete' | 'pay'>
> = {
  accept: 'accept',
  verify: 'verify',
  answer_bank: 'answer',
  decide_money: 'decide',
  complete: 'complete',
  wait_for_payment: 'pay',
  wait_for_gateway: 'pay',
  pay_again: 'pay',
  wait_for_email: 'pay',
  wait_for_transfer: 'pay',
  wait_for_rest: 'pay',
};

/**
 * The unpaid amount of an order that is confirmed or partially paid. Empty for cash on delivery, after a refund or
 * cancellation, and where the status already says it.
 */
function owedText(t: T, order: Order, locale: string): string {
  const owed = owedOf(order);
  const isWaiting =
    order.state === 'requested' ||
    (order.confirmed_at === null && order.paid_minor === 0 && !order.rest_until);
  const isSettled =
    order.state === 'cancelled' || ['refunded', 'partially_refunded'].includes(order.payment_status);
  if (owed <= 0 || order.payment_method === 'cod' || isWaiting || isSettled) return '';
  return owed < order.total_minor
    ? t('steps.partUnpaid', {
        owed: owedMoney(order, locale),
        total: formatMoney(order.total_minor, order.currency, locale),
      })
    : t('steps.unpaid', { owed: owedMoney(order, locale) });
}
