import { z } from 'zod';
import { formatMoney } from '@/lib/money';
import type { Order, TimelineEntry } from '@/lib/orders/order';
import { isSplit, parcelPieces } from '@/lib/orders/shopper-items';
import { endingOf, REFUND_DAYS, timeText } from '@/lib/orders/shopper-words';

/** The mails that the database queues about an order. */
export const orderMailTemplate = z.enum([
  'order_placed',
  'order_confirmed',
  'order_changed',
  'order_shipped',
  'order_delivered',
  'order_cancelled',
  'order_refunded',
  'proof_rejected',
]);
export type OrderMailTemplate = z.infer<typeof orderMailTemplate>;

/** `button`: what its link says, which opens the order. */
export type OrderMailWords = { subject: string; title: string; text: string; button: string };

/**
 * What a mail about an order says. The order may have moved on since: `queuedAt` is when the mail was written, by which it
 * finds the refund or the parcel that it is about.
 */
export function orderMailWords(
  template: OrderMailTemplate,
  order: Order,
  queuedAt: string,
  locale = 'en',
): OrderMailWords {
  const money = (minor: number, currency = order.currency) => formatMoney(minor, currency, locale);
  const button = 'See your order';
  switch (template) {
    case 'order_placed':
      return {
        subject: `Order ${order.number} waits for your payment`,
        title: 'Your order is ready to be paid',
        text: `${money(order.total_minor)} is to be paid${order.expires_at ? ` by ${timeText(order.expires_at, order.time_zone, locale)}` : ''}. The button opens the order, ${order.payment_method === 'paystack' ? 'and the way to pay it' : 'and shows what is to do'}.`,
        button: order.payment_method === 'paystack' ? 'Pay for your order' : button,
      };
    case 'order_confirmed':
      return { ...confirmedWords(order, money), button };
    case 'order_changed':
      return {
        subject: `Order ${order.number} was changed`,
        title: 'Pieces were taken off your order',
        text: `The total is ${money(order.total_minor)} now. ${moneyBack(order, money)}`.trim(),
        button,
      };
    case 'order_shipped':
      return { ...shippedWords(order, queuedAt), button };
    case 'order_delivered':
      return {
        subject: `Order ${order.number} has arrived`,
        title: 'Your order has arrived',
        text: 'We hope that you like it. Is something not right? The button opens your order, where you can tell us.',
        button,
      };
    case 'order_cancelled':
      return {
        subject: `Order ${order.number} was cancelled`,
        title: 'Your order was cancelled',
        text: `${whyCancelled(order)} ${moneyBack(order, money) || noMoney(order)}`.trim(),
        button,
      };
    case 'order_refunded': {
      const refund = entryOf(order, 'refund_succeeded', queuedAt);
      const amount = refund?.amount_minor
        ? money(refund.amount_minor, refund.currency ?? undefined)
        : 'Money';
      return {
        subject: `${amount} went back to you, order ${order.number}`,
        title: `${amount} went back to you`,
        text: `It goes to where it came from. Banks take ${REFUND_DAYS} to show it; if it is not there by then, answer this mail.`,
        button,
      };
    }
    case 'proof_rejected': {
      const why = entryOf(order, 'reject_proof', queuedAt)?.note;
      return {
        subject: `We could not find your transfer for order ${order.number}`,
        title: 'We could not find your transfer',
        text: `${why ? `${sentence(why)} ` : ''}Your order is kept${order.expires_at ? ` until ${timeText(order.expires_at, order.time_zone, locale)}` : ''}. If you have sent the money, answer this mail, and we look again.`,
        button,
      };
    }
  }
}

type Money = (minor: number) => string;

function confirmedWords(order: Order, money: Money) {
  const wait = order.backordered ? ' Part of it has to come in first.' : '';
  return order.payment_method === 'cod'
    ? {
        subject: `We have your order ${order.number}`,
        title: 'Thank you, your order is in',
        text: `We are getting it ready.${wait} Please have ${money(order.total_minor)} at hand when it arrives.`,
      }
    : {
        subject: `Payment received for order ${order.number}`,
        title: 'Thank you, your payment is here',
        text: `We are getting your order ready and will write again as soon as it is on its way.${wait}`,
      };
}

function shippedWords(order: Order, queuedAt: string) {
  const parcel =
    order.shipments.find(({ shipped_at }) => isSame(shipped_at, queuedAt)) ?? order.shipments.at(-1);
  const isPart = parcel !== undefined && isSplit(order);
  const inIt = isPart ? ` In it: ${parcelPieces(parcel, order).join(', ')}.` : '';
  return {
    subject: `${isPart ? `Part of order ${order.number}` : `Order ${order.number}`} is on its way`,
    title: isPart ? 'Part of your order is on its way' : 'Your parcel is on its way',
    text: parcel
      ? `${parcel.carrier} has it. Tracking number: ${parcel.tracking_number}.${inIt}`
      : 'The courier has your parcel.',
  };
}

function whyCancelled({ cancelled_by, cancel_reason }: Order): string {
  if (cancelled_by === 'shopper') return 'As you wished, it will not be sent.';
  if (cancelled_by === 'system') return endingOf(cancel_reason) ?? 'It could not go on.';
  return sentence(cancel_reason ?? 'It will not be sent');
}

function moneyBack({ refunding_minor, refunded_minor }: Order, money: Money): string {
  if (refunding_minor > 0) {
    return `${money(refunding_minor)} is on its way back to where it came from; banks take ${REFUND_DAYS}.`;
  }
  return refunded_minor > 0 ? `${money(refunded_minor)} went back to where it came from.` : '';
}

const noMoney = ({ paid_minor, payment_method }: Order) =>
  paid_minor > 0
    ? 'We have your money and write to you about it.'
    : payment_method === 'cod'
      ? ''
      : 'Nothing was charged, and you are welcome to order again.';

/** The entry that was written in the mail's own transaction, or a moment after it began; else the latest of its kind. */
function entryOf({ timeline }: Order, action: string, queuedAt: string): TimelineEntry | undefined {
  const entries = timeline.filter((entry) => entry.action === action);
  return entries.find(({ at }) => Date.parse(at) >= Date.parse(queuedAt)) ?? entries.at(-1);
}

const isSame = (one: string, other: string) => Date.parse(one) === Date.parse(other);

/** A note as a sentence of its own. */
const sentence = (note: string) => (/[.!?…]$/.test(note) ? note : `${note}.`);
