import { z } from 'zod';
import { formatMoney } from '@/lib/money';
import type { Order, OrderAction, TimelineEntry, Transfer } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { receivedWords } from '@/lib/orders/payment-words';
import { isSplit, parcelItems } from '@/lib/orders/shopper-items';
import { cancelText, rejectText } from '@/lib/orders/shopper-reasons';
import { REFUND_DAYS, timeText } from '@/lib/orders/shopper-words';
import { payoutAmount, returningMinor } from '@/lib/payout-details/words';

/** The mails that the database queues about an order; `order_confirmed` is the receipt. */
export const orderMailTemplate = z.enum([
  'order_placed',
  'order_to_confirm',
  'order_link',
  'order_rest_due',
  'order_confirmed',
  'order_changed',
  'order_shipped',
  'order_delivered',
  'delivery_failed',
  'order_cancelled',
  'order_refunded',
  'proof_rejected',
  'payout_details_wanted',
  'payout_details_given',
  'payout_details_changed',
]);
export type OrderMailTemplate = z.infer<typeof orderMailTemplate>;

/** `button`: what its link says, which opens the order. `isToTransfer`: below it stands where the money goes. */
export type OrderMailWords = {
  subject: string;
  title: string;
  text: string;
  button: string;
  isToTransfer?: boolean;
};

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
  const by = (at: string | null) => (at ? ` by ${timeText(at, order.time_zone, locale)}` : '');
  const button = 'See your order';
  switch (template) {
    case 'order_placed':
      return order.transfer
        ? transferWords(order, order.transfer, money, by(order.expires_at))
        : placedWords(order, money, by(order.expires_at));
    case 'order_to_confirm':
      return {
        subject: `Please confirm order ${order.number}`,
        title: 'Confirm your order',
        text: `You chose to pay ${money(order.total_minor)} when your order arrives. Open the order with the button and confirm it${by(order.expires_at)}; then we pack it. If you do not, or did not order anything, nothing is sent and nothing is owed.`,
        button: 'Open and confirm your order',
      };
    case 'order_link':
      return {
        subject: `A new link to order ${order.number}`,
        title: 'A new link to your order',
        text: 'Use the button to open your order. Links that we emailed before don’t open it any more.',
        button,
      };
    case 'order_rest_due':
      return restWords(order, money, by(order.rest_until), locale);
    case 'order_confirmed':
      return { ...confirmedWords(order, money), button };
    case 'order_changed':
      return {
        subject: `Order ${order.number} was changed`,
        title: 'Pieces were taken off your order',
        text: `The total is ${money(order.total_minor)} now. ${moneyBack(order, money, locale)}`.trim(),
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
        text: `${whyCancelled(order)} ${moneyBack(order, money, locale) || noMoney(order)}`.trim(),
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
        text: `${isByGateway(order) ? 'It goes to where it came from. ' : ''}Banks take ${REFUND_DAYS} to show it; if it is not there by then, answer this mail.`,
        button,
      };
    }
    case 'proof_rejected': {
      const rejection = entryOf(order, 'reject_proof', queuedAt);
      const why = rejection && rejectText(rejection.reason, rejection.note);
      const isOpen = order.transfer?.can_submit;
      return {
        subject: `We could not find your transfer for order ${order.number}`,
        title: 'We could not find your transfer',
        text: `${why ? `${why} ` : ''}${isOpen ? `You can send another proof${by(order.expires_at)}: the button opens your order, where you upload it. ` : ''}If you think that we are wrong, answer this mail, and we look again.`,
        button: isOpen ? 'Send another proof' : button,
        isToTransfer: true,
      };
    }
    case 'delivery_failed':
      return { ...deliveryFailedWords(order, money), button };
    case 'payout_details_wanted':
      return payoutWords(order, locale);
    case 'payout_details_given':
    case 'payout_details_changed':
      return { ...payoutGivenWords(order, template, timeText(queuedAt, order.time_zone, locale)), button };
  }
}

type Money = (minor: number) => string;

/** Placed, to be paid at a gateway. Where the email leaves late, the order may be paid by then, or have ended. */
function placedWords(order: Order, money: Money, by: string): OrderMailWords {
  return order.can_pay
    ? {
        subject: `Order ${order.number}: complete your payment`,
        title: 'Your order is placed',
        text: `Please pay ${money(owedOf(order))}${by}. The button opens your order, where you can pay it. If you have just paid, you need not do anything: another email confirms it.`,
        button: 'Open and pay your order',
      }
    : {
        subject: `Your order ${order.number}`,
        title: 'Your order is placed',
        text: 'The button opens your order and shows how it stands.',
        button: 'See your order',
      };
}

function transferWords(
  order: Order,
  { can_submit, accounts }: Transfer,
  money: Money,
  by: string,
): OrderMailWords {
  const isTold = accounts.length > 0 || !can_submit;
  return {
    subject: `How to pay for order ${order.number}`,
    title: 'One step left: your transfer',
    text: isTold
      ? `Send ${money(owedOf(order))} to ${accounts.length > 1 ? 'one of the accounts' : 'the account'} below${by}, and write ${order.number} as the reference: by it we find your money. Then press the button and upload your proof: a screenshot, a photo or a PDF of the receipt.`
      : `${money(owedOf(order))} is to be paid by bank transfer${by}. Answer this mail, and we tell you where to send it. The button opens the order, where you upload your proof afterwards.`,
    button: 'Upload your proof',
    isToTransfer: true,
  };
}

/** Less came than the order costs, or what came was not for it: how much is missing, where to send it, and by when. */
function restWords(order: Order, money: Money, by: string, locale: string): OrderMailWords {
  const { number, payment_method, transfer } = order;
  if (!order.rest_until) {
    return {
      subject: `Your payment for order ${number}`,
      title: 'Your order has changed since',
      text: 'We had asked you for the rest of your payment. You need not send it any more: the button opens your order, which shows how it stands.',
      button: 'See your order',
    };
  }
  const rest = money(owedOf(order));
  const isPart = owedOf(order) < order.total_minor;
  const missing = isPart ? `the remaining ${rest}` : rest;
  const isByTransfer = payment_method === 'bank_transfer';
  const came = isPart
    ? receivedWords(order, locale)
    : `We have not received a payment for your order of ${money(order.total_minor)}.`;
  const account = (transfer?.accounts.length ?? 0) > 1 ? 'one of the accounts' : 'the account';
  const how = isByTransfer
    ? `Please send ${missing}${by} to ${account} below, and write ${number} as the reference.${transfer?.can_submit ? ' Then press the button and upload your proof of payment.' : ''}`
    : `Please pay ${missing}${by}: the button opens your order, where you can pay it.`;
  return {
    subject: `${rest} is missing for order ${number}`,
    title: isPart ? 'Part of your payment is missing' : 'We have not received your payment',
    text: `${came} ${how}`,
    button: !isByTransfer ? 'Pay the rest' : transfer?.can_submit ? 'Upload your proof' : 'See your order',
    isToTransfer: isByTransfer,
  };
}

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
        title: order.transfer ? 'Thank you, we have found your transfer' : 'Thank you, your payment is here',
        text: `We are getting your order ready and will write again as soon as it is on its way.${wait}`,
      };
}

function deliveryFailedWords(order: Order, money: Money) {
  const carrier = order.shipments.at(-1)?.carrier ?? 'The courier';
  const owed = order.total_minor - (order.paid_minor - order.refunded_minor);
  const cash =
    order.payment_method === 'cod' && owed > 0 ? ` Please have ${money(owed)} in cash at hand then.` : '';
  return {
    subject: `Your parcel could not be handed over, order ${order.number}`,
    title: 'We could not hand over your parcel',
    text: `${carrier} came to your address and could not hand it over. We arrange another try: please keep ${order.phone} reachable, or answer this mail with a day and a place that suit you.${cash}`,
  };
}

/** Asks for the bank account. The email may leave late, or be asked for by somebody who has given one already. */
function payoutWords(order: Order, locale: string): OrderMailWords {
  const { number, payout } = order;
  if (!payout || payout.is_given) {
    return {
      subject: `Your bank details for order ${number}`,
      title: payout ? 'We have your bank details' : 'We need no bank details any more',
      text: payout
        ? `We send your ${payoutAmount(payout, locale)} there. The button opens your order, where you can change the bank details.`
        : 'Nothing waits to be paid to you for this order. The button opens it.',
      button: 'See your order',
    };
  }
  const amount = payoutAmount(payout, locale);
  return {
    subject: `Where should we send your ${amount}? Order ${number}`,
    title: `Where should we send your ${amount}?`,
    text: 'We pay this money back to your bank account or wallet. Press the button and give us the bank, the account number and the name on the account. We never ask for a PIN, a password or a card number.',
    button: 'Give bank details',
  };
}

/** Whoever reads this address must know where the money goes, in case somebody else gave the account. */
function payoutGivenWords(
  { number }: Order,
  template: 'payout_details_given' | 'payout_details_changed',
  when: string,
) {
  const isChange = template === 'payout_details_changed';
  return {
    subject: `${isChange ? 'Your bank details were changed' : 'We have your bank details'}, order ${number}`,
    title: isChange ? 'Your bank details were changed' : 'We have your bank details',
    text: `The bank details for the money that we owe you were ${isChange ? 'changed' : 'given'} on ${when}. If it was not you, answer this email at once. We write again when the money has left.`,
  };
}

function shippedWords(order: Order, queuedAt: string) {
  const parcel =
    order.shipments.find(({ shipped_at }) => isSame(shipped_at, queuedAt)) ?? order.shipments.at(-1);
  const isPart = parcel !== undefined && isSplit(order);
  const inIt = isPart ? ` In it: ${parcelItems(parcel, order).join(', ')}.` : '';
  return {
    subject: `${isPart ? `Part of order ${order.number}` : `Order ${order.number}`} is on its way`,
    title: isPart ? 'Part of your order is on its way' : 'Your parcel is on its way',
    text: parcel
      ? `${parcel.carrier} has it.${parcel.tracking_number ? ` Tracking number: ${parcel.tracking_number}.` : ''}${inIt}`
      : 'The courier has your parcel.',
  };
}

function whyCancelled(order: Order): string {
  if (order.cancelled_by === 'shopper') return 'As you wished, it will not be sent.';
  return (
    cancelText(order) ?? (order.cancelled_by === 'system' ? 'It could not go on.' : 'It will not be sent.')
  );
}

function moneyBack(order: Order, money: Money, locale: string): string {
  const { refunded_minor, payout } = order;
  const returning_minor = returningMinor(order);
  const sentences = [
    returning_minor > 0 &&
      `${money(returning_minor)} is on its way back to where it came from; banks take ${REFUND_DAYS}.`,
    payout &&
      `We pay ${payoutAmount(payout, locale)} back to your bank account${payout.is_given ? '' : '; another email asks where to send it'}.`,
  ].filter((sentence) => sentence !== false && sentence !== null);
  if (sentences.length > 0) return sentences.join(' ');
  return refunded_minor > 0 ? `${money(refunded_minor)} went back to you.` : '';
}

/** Whether money goes back the way it came. Who has given bank details is paid there. */
const isByGateway = ({ is_refunded_by_hand, timeline }: Order) =>
  !is_refunded_by_hand && !timeline.some(({ action }) => action === 'give_payout_details');

function noMoney({ paid_minor, payment_method }: Order): string {
  if (paid_minor > 0) return 'We have your money and write to you about it.';
  if (payment_method === 'cod') return '';
  // a transfer cannot be called back, and may arrive although its order has ended
  return payment_method === 'bank_transfer'
    ? 'If you have sent the money, answer this mail: we look for it, and it is not lost.'
    : 'Nothing was charged, and you are welcome to order again.';
}

/** The entry that was written in the mail's own transaction, or a moment after it began; else the latest of its kind. */
function entryOf({ timeline }: Order, action: OrderAction, queuedAt: string): TimelineEntry | undefined {
  const entries = timeline.filter((entry) => entry.action === action);
  return entries.find(({ at }) => Date.parse(at) >= Date.parse(queuedAt)) ?? entries.at(-1);
}

const isSame = (one: string, other: string) => Date.parse(one) === Date.parse(other);
