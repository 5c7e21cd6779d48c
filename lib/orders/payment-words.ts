import { formatMoney } from '@/lib/money';
import { formatTime } from '@/lib/time';
import type { Order, OrderStatus } from './order';
import { owedOf } from './owed';
import { rejectText } from './shopper-reasons';

/** A headline, and what happens next. */
export type Head = { title: string; text: string; tone: 'good' | 'warn' | 'bad' | 'neutral' };

/** What of an order its shopper is told by. */
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

/** Where the rest that a shopper was asked for is what they should hear first, whatever else their order is about. */
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

/** The shop has asked for what is missing, it can be paid, and no proof of it was rejected since. */
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

/** Less came than the order costs, or what came was not for it: how much is missing, and until when it can be paid. */
export function restHead(order: Facts, until: string, locale: string): Head {
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const rest = money(owedOf(order));
  const pay = order.payment_method === 'bank_transfer' ? 'send' : 'pay';
  if (order.status === 'payment_failed') {
    return {
      title: 'The payment did not go through',
      text: `${receivedWords(order, locale)} Please try again to pay the remaining ${rest} by ${until}.`,
      tone: 'bad',
    };
  }
  return owedOf(order) < order.total_minor
    ? {
        title: 'Part of your payment is missing',
        text: `${receivedWords(order, locale)} Please ${pay} the remaining ${rest} by ${until}.`,
        tone: 'warn',
      }
    : {
        title: 'We have not received your payment',
        text: `We have not received a payment for your order. Please ${pay} ${rest} by ${until}${pay === 'send' ? ' to the account below' : ''}.`,
        tone: 'warn',
      };
}

/** `We’ve received ₦4,000 of ₦6,000.` */
export const receivedWords = (
  order: Pick<Order, 'currency' | 'total_minor' | 'paid_minor' | 'refunded_minor'>,
  locale: string,
) =>
  `We’ve received ${formatMoney(order.paid_minor - order.refunded_minor, order.currency, locale)} of ${formatMoney(order.total_minor, order.currency, locale)}.`;

/** What becomes of a part of the price whose rest did not come in time. */
const balanceWords = (order: Facts, locale: string) =>
  `${receivedWords(order, locale)} It will be refunded to you.`;

/** Waiting for money that comes by the gateway's page. */
export function pendingHead(order: Facts, locale: string): Head {
  if (order.can_pay && order.payment_refusal === 'email') {
    return {
      title: 'One step left: your email address',
      text: `Our payment provider does not accept ${order.email}. Correct it below and pay; your order is saved.`,
      tone: 'warn',
    };
  }
  if (order.can_pay && order.payment_refusal === 'other') {
    return {
      title: 'We cannot take your payment by card right now',
      text: 'Nothing was charged, and your order is saved. Contact us, and we help you to pay.',
      tone: 'warn',
    };
  }
  if (order.can_pay && order.last_attempt?.unpaid_at && order.paid_minor === order.refunded_minor) {
    return {
      title: 'Your payment was not completed',
      text: 'Nothing was charged, and your order is saved. We pack it as soon as it is paid.',
      tone: 'warn',
    };
  }
  return order.can_pay
    ? {
        title: 'One step left: the payment',
        text: 'Your order is saved. We pack it as soon as it is paid.',
        tone: 'warn',
      }
    : {
        title: 'The time to pay has run out',
        text: `${order.paid_minor > order.refunded_minor ? balanceWords(order, locale) : 'Nothing was charged.'} You are welcome to order again.`,
        tone: 'neutral',
      };
}

/** Waiting for a transfer that nobody has shown yet, or that was shown and not found. */
export function transferHead(order: Facts, until: string, locale: string): Head {
  const rejection = order.timeline.findLast(({ action }) => action === 'reject_proof');
  if (order.transfer?.can_submit === false) {
    const balance = order.paid_minor > order.refunded_minor ? `${balanceWords(order, locale)} ` : '';
    return { title: 'The time to pay has run out', text: `${balance}${moneyOnItsWay}`, tone: 'neutral' };
  }
  if (!rejection) {
    return {
      title: 'One step left: your transfer',
      text: `Your order is saved. Send ${formatMoney(owedOf(order), order.currency, locale)} by ${until} and upload your proof of payment. We pack your order as soon as we see the money.`,
      tone: 'warn',
    };
  }
  return {
    title: 'We could not find your transfer',
    text: `${rejectText(rejection.reason, rejection.note) ?? 'It is not on our account.'} ${order.rest_until ? `${receivedWords(order, locale)} ` : ''}Your order is kept until ${until}. You can send another proof below; if you think that we are wrong, write to us.`,
    tone: 'bad',
  };
}

/** A transfer cannot be called back, and may arrive although its order has ended. */
export const moneyOnItsWay = 'If you have sent the money, write to us: we look for it, and it is not lost.';

/** Paid, and the pieces are gone: what is known, until when it is decided, and what happens otherwise. */
export const shortHead = (order: Facts, shortUntil: string, locale: string): Head => ({
  title: 'We have your payment and are checking our stock',
  text: `The last pieces may have gone to somebody else while you paid. You hear from us by ${formatTime(shortUntil, order.time_zone, locale)}; otherwise your money goes back to you by itself.`,
  tone: 'warn',
});
