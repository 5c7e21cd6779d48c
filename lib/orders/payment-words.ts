import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { formatTime } from '@/lib/time';
import type { Order, OrderStatus } from './order';
import { owedOf } from './owed';
import { rejectText } from './shopper-reasons';

type Words = Translator<'store.orders'>;

/** A headline and the next step. */
export type Head = { title: string; text: string; tone: 'good' | 'warn' | 'bad' | 'neutral' };

/** The fields of an order that the shopper's texts depend on. */
export type Facts = Pick<
  Order,
  | 'status'
  | 'state'
  | 'name'
  | 'payment_method'
  | 'can_pay'
  | 'last_attempt'
  | 'payment_refusal'
  | 'email'
  | 'currency'
  | 'total_minor'
  | 'paid_minor'
  | 'refunded_minor'
  | 'refunding_minor'
  | 'cancelled_by'
  | 'cancel_reason'
  | 'cancel_note'
  | 'expires_at'
  | 'short_until'
  | 'rest_until'
  | 'time_zone'
  | 'phone'
  | 'actions'
  | 'must_open_mail'
  | 'delivery_failed_at'
  | 'refused_at'
  | 'transfer'
  | 'payout'
> & { timeline: Pick<Order['timeline'][number], 'action' | 'by' | 'note' | 'reason'>[] };

/** Statuses in which a request for the rest comes first in the shopper's text. */
const restStatuses: OrderStatus[] = [
  'pending_payment',
  'payment_failed',
  'on_hold',
  'partially_shipped',
  'shipped',
  'in_transit',
  'delivered',
  'completed',
];

/** Whether the shop asked for the rest, it can be paid, and no proof was rejected since. */
export function isAskedForRest(order: Facts): boolean {
  const last = order.timeline.findLast(({ action }) => action === 'ask_rest' || action === 'reject_proof');
  const isPayable =
    order.state === 'pending_payment' ? order.can_pay || order.transfer?.can_submit : order.transfer;
  return (
    order.rest_until !== null &&
    Boolean(isPayable) &&
    restStatuses.includes(order.status) &&
    last?.action !== 'reject_proof'
  );
}

/** The headline of an underpaid order, or one whose payment moved to another order: what is missing, and the deadline. */
export function restHead(t: Words, order: Facts, until: string, locale: string): Head {
  const rest = formatMoney(owedOf(order), order.currency, locale);
  const isTransfer = order.payment_method === 'bank_transfer';
  if (order.status === 'payment_failed') {
    return {
      title: t('head.failedTitle'),
      text: `${receivedWords(t, order, locale)} ${t('head.failedRestText', { rest, until })}`,
      tone: 'bad',
    };
  }
  return owedOf(order) < order.total_minor
    ? {
        title: t('head.restTitle'),
        text: `${receivedWords(t, order, locale)} ${t(isTransfer ? 'head.restSendText' : 'head.restPayText', { rest, until })}`,
        tone: 'warn',
      }
    : {
        title: t('head.notReceivedTitle'),
        text: t(isTransfer ? 'head.notReceivedSendText' : 'head.notReceivedPayText', { rest, until }),
        tone: 'warn',
      };
}

/** `We’ve received ₦4,000 of ₦6,000.` */
export const receivedWords = (
  t: Words,
  order: Pick<Order, 'currency' | 'total_minor' | 'paid_minor' | 'refunded_minor'>,
  locale: string,
) =>
  t('head.received', {
    received: formatMoney(order.paid_minor - order.refunded_minor, order.currency, locale),
    total: formatMoney(order.total_minor, order.currency, locale),
  });

/** States that a partial payment is refunded because the rest did not arrive in time. */
const partRefundWords = (t: Words, order: Facts, locale: string) =>
  `${receivedWords(t, order, locale)} ${t('head.willBeRefunded')}`;

/** The headline while an online payment is pending. */
export function pendingHead(t: Words, order: Facts, locale: string): Head {
  if (order.can_pay && order.payment_refusal === 'email') {
    return {
      title: t('head.emailRefusedTitle'),
      text: t('head.emailRefusedText', { email: order.email }),
      tone: 'warn',
    };
  }
  if (order.can_pay && order.payment_refusal === 'other') {
    return { title: t('head.paymentRefusedTitle'), text: t('head.paymentRefusedText'), tone: 'warn' };
  }
  if (order.can_pay && order.last_attempt?.unpaid_at && order.paid_minor === order.refunded_minor) {
    return { title: t('head.notCompletedTitle'), text: t('head.notCompletedText'), tone: 'warn' };
  }
  if (order.can_pay) return { title: t('head.toPayTitle'), text: t('head.toPayText'), tone: 'warn' };
  const money =
    order.paid_minor > order.refunded_minor ? partRefundWords(t, order, locale) : t('head.nothingCharged');
  return { title: t('head.lateTitle'), text: `${money} ${t('head.orderAgain')}`, tone: 'neutral' };
}

/** The headline while a transfer has no proof yet, or a rejected one. */
export function transferHead(t: Words, order: Facts, until: string, locale: string): Head {
  const rejection = order.timeline.findLast(({ action }) => action === 'reject_proof');
  if (order.transfer?.can_submit === false) {
    const remaining = order.paid_minor > order.refunded_minor ? `${partRefundWords(t, order, locale)} ` : '';
    return { title: t('head.lateTitle'), text: `${remaining}${t('head.transferUnderWay')}`, tone: 'neutral' };
  }
  if (!rejection) {
    const amount = formatMoney(owedOf(order), order.currency, locale);
    return {
      title: t('head.toTransferTitle'),
      text: t('head.toTransferText', { amount, until }),
      tone: 'warn',
    };
  }
  const sentences = [
    rejectText(t, rejection.reason, rejection.note) ?? t('head.transferNotFoundText'),
    order.rest_until && receivedWords(t, order, locale),
    t('head.transferNotFoundNext', { until }),
  ];
  return {
    title: t('head.transferNotFoundTitle'),
    text: sentences.filter(Boolean).join(' '),
    tone: 'bad',
  };
}

/** The headline of a paid order that is out of stock: until when the shop decides, and what happens otherwise. */
export const shortHead = (t: Words, order: Facts, shortUntil: string, locale: string): Head => ({
  title: t('head.stockTitle'),
  text: t('head.stockText', { until: formatTime(shortUntil, order.time_zone, locale) }),
  tone: 'warn',
});
