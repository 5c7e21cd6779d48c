import { z } from 'zod';
import { type Translator, translatorFor } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order, OrderAction, TimelineEntry, Transfer } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { receivedWords } from '@/lib/orders/payment-words';
import { isSplit, parcelItems } from '@/lib/orders/shopper-items';
import { cancelText, rejectText } from '@/lib/orders/shopper-reasons';
import { payoutAmount, returningMinor } from '@/lib/payout-details/words';
import { defaultLocale } from '@/lib/shops/locales';
import { formatTime } from '@/lib/time';

/** Messages shared with the order page. */
const orderWords = translatorFor(defaultLocale, 'store.orders');

/** The emails that the database queues about an order; `order_confirmed` is the receipt. */
export const orderEmailTemplate = z.enum([
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
export type OrderEmailTemplate = z.infer<typeof orderEmailTemplate>;

/** `button`: the label of the link to the order. `isToTransfer`: shows the bank account below it. */
export type OrderEmailWords = {
  subject: string;
  title: string;
  text: string;
  button: string;
  isToTransfer?: boolean;
};

type Words = Translator<'email'>;
type Money = (minor: number) => string;

/** The messages' placeholder for a missing deadline. */
const NO_DEADLINE = 'none';

/**
 * The text of an email about an order: `<area>.…` of lib/messages/email.en.json. The order may have changed since:
 * `queuedAt`, when the email was queued, identifies the refund or parcel that it is about.
 */
export function orderEmailWords(
  t: Words,
  template: OrderEmailTemplate,
  order: Order,
  queuedAt: string,
  locale = 'en',
): OrderEmailWords {
  const { number } = order;
  const money = (minor: number, currency = order.currency) => formatMoney(minor, currency, locale);
  const time = (at: string) => formatTime(at, order.time_zone, locale);
  const deadline = order.expires_at ? time(order.expires_at) : NO_DEADLINE;
  const button = t('frame.seeOrder');
  switch (template) {
    case 'order_placed':
      return order.transfer?.can_submit
        ? transferWords(t, order, order.transfer, money, deadline)
        : placedWords(t, order, money, deadline);
    case 'order_to_confirm':
      return {
        subject: t('confirm.subject', { number }),
        title: t('confirm.title'),
        text: t('confirm.text', { amount: money(order.total_minor), deadline }),
        button: t('confirm.button'),
      };
    case 'order_link':
      return { subject: t('link.subject', { number }), title: t('link.title'), text: t('link.text'), button };
    case 'order_rest_due':
      return restWords(t, order, money, order.rest_until && time(order.rest_until), locale);
    case 'order_confirmed':
      return { ...receiptWords(t, order, money), button };
    case 'order_changed':
      return {
        subject: t('changed.subject', { number }),
        title: t('changed.title'),
        text: sentences(
          t('changed.text', { total: money(order.total_minor) }),
          refundWords(t, order, money, locale),
        ),
        button,
      };
    case 'order_shipped':
      return { ...shippedWords(t, order, queuedAt), button };
    case 'order_delivered':
      return {
        subject: t('delivered.subject', { number }),
        title: t('delivered.title'),
        text: t('delivered.text'),
        button,
      };
    case 'order_cancelled':
      return {
        subject: t('cancelled.subject', { number }),
        title: t('cancelled.title'),
        text: sentences(
          whyCancelled(t, order),
          refundWords(t, order, money, locale) ?? noRefundWords(t, order),
        ),
        button,
      };
    case 'order_refunded': {
      const refund = entryOf(order, 'refund_succeeded', queuedAt);
      const amount = refund?.amount_minor ? money(refund.amount_minor, refund.currency ?? undefined) : null;
      return {
        subject: amount
          ? t('refunded.subject', { amount, number })
          : t('refunded.unknownSubject', { number }),
        title: amount ? t('refunded.title', { amount }) : t('refunded.unknownTitle'),
        text: sentences(isByGateway(order) && t('refunded.byGateway'), t('refunded.text')),
        button,
      };
    }
    case 'proof_rejected': {
      const rejection = entryOf(order, 'reject_proof', queuedAt);
      const isOpen = order.transfer?.can_submit;
      return {
        subject: t('proofRejected.subject', { number }),
        title: t('proofRejected.title'),
        text: sentences(
          rejection && rejectText(orderWords, rejection.reason, rejection.note),
          isOpen && t('proofRejected.again', { deadline }),
          t('proofRejected.reply'),
        ),
        button: isOpen ? t('proofRejected.button') : button,
        isToTransfer: true,
      };
    }
    case 'delivery_failed':
      return { ...deliveryFailedWords(t, order, money), button };
    case 'payout_details_wanted':
      return payoutWords(t, order, locale);
    case 'payout_details_given':
    case 'payout_details_changed': {
      const what = template === 'payout_details_given' ? 'given' : 'changed';
      return {
        subject: t(`payout.stored.${what}.subject`, { number }),
        title: t(`payout.stored.${what}.title`),
        text: t(`payout.stored.${what}.text`, { time: time(queuedAt) }),
        button,
      };
    }
  }
}

/** Joins the sentences that apply. */
const sentences = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(' ');

/** A new order to pay online, or one that no longer has to be paid: it may be sent after the payment or cancellation. */
function placedWords(t: Words, order: Order, money: Money, deadline: string): OrderEmailWords {
  const { number, can_pay } = order;
  return {
    subject: can_pay ? t('placed.subject', { number }) : t('placed.settledSubject', { number }),
    title: t('placed.title'),
    text: can_pay ? t('placed.text', { amount: money(owedOf(order)), deadline }) : t('placed.settledText'),
    button: can_pay ? t('placed.button') : t('frame.seeOrder'),
  };
}

function transferWords(
  t: Words,
  order: Order,
  { accounts }: Transfer,
  money: Money,
  deadline: string,
): OrderEmailWords {
  const { number } = order;
  const amount = money(owedOf(order));
  return {
    subject: t('transfer.subject', { number }),
    title: t('transfer.title'),
    text:
      accounts.length > 0
        ? t('transfer.text', { amount, accounts: accounts.length, deadline, number })
        : t('transfer.noAccountText', { amount, deadline }),
    button: t('frame.uploadProof'),
    isToTransfer: true,
  };
}

/** An underpaid order, or one whose payment moved to another order: what is missing, where to send it, and the deadline. */
function restWords(
  t: Words,
  order: Order,
  money: Money,
  deadline: string | null,
  locale: string,
): OrderEmailWords {
  const { number, payment_method, transfer } = order;
  if (deadline === null) {
    return {
      subject: t('rest.settledSubject', { number }),
      title: t('rest.settledTitle'),
      text: t('rest.settledText'),
      button: t('frame.seeOrder'),
    };
  }
  const amount = money(owedOf(order));
  const isPart = owedOf(order) < order.total_minor;
  const part = isPart ? 'yes' : 'no';
  const received = isPart
    ? receivedWords(orderWords, order, locale)
    : t('rest.nothingText', { total: money(order.total_minor) });
  const head = {
    subject: t('rest.subject', { amount, number }),
    title: isPart ? t('rest.partTitle') : t('rest.nothingTitle'),
  };
  if (payment_method !== 'bank_transfer') {
    return {
      ...head,
      text: sentences(received, t('rest.pay', { part, amount, deadline })),
      button: t('rest.payButton'),
      isToTransfer: false,
    };
  }
  const accounts = Math.max(1, transfer?.accounts.length ?? 0);
  return {
    ...head,
    text: sentences(
      received,
      t('rest.send', { part, amount, deadline, accounts, number }),
      transfer?.can_submit && t('rest.upload'),
    ),
    button: transfer?.can_submit ? t('frame.uploadProof') : t('frame.seeOrder'),
    isToTransfer: true,
  };
}

function receiptWords(t: Words, order: Order, money: Money) {
  const { number } = order;
  const wait = order.backordered && t('receipt.backordered');
  return order.payment_method === 'cod'
    ? {
        subject: t('receipt.cashSubject', { number }),
        title: t('receipt.cashTitle'),
        text: sentences(t('receipt.cashText', { amount: money(order.total_minor) }), wait),
      }
    : {
        subject: t('receipt.subject', { number }),
        title: order.transfer ? t('receipt.transferTitle') : t('receipt.title'),
        text: sentences(t('receipt.text'), wait),
      };
}

function deliveryFailedWords(t: Words, order: Order, money: Money) {
  const { number, phone, payment_method } = order;
  const carrier = order.shipments.at(-1)?.carrier;
  const owed = order.total_minor - (order.paid_minor - order.refunded_minor);
  return {
    subject: t('deliveryFailed.subject', { number }),
    title: t('deliveryFailed.title'),
    text: sentences(
      carrier ? t('deliveryFailed.carrier', { carrier }) : t('deliveryFailed.noCarrier'),
      t('deliveryFailed.text', { phone }),
      payment_method === 'cod' && owed > 0 && t('deliveryFailed.cash', { amount: money(owed) }),
    ),
  };
}

/** Asks for the bank account. The email may be sent late, or requested again after the details were given. */
function payoutWords(t: Words, order: Order, locale: string): OrderEmailWords {
  const { number, payout } = order;
  if (!payout || payout.is_given) {
    return {
      subject: t('payout.settledSubject', { number }),
      title: payout ? t('payout.stored.given.title') : t('payout.notNeededTitle'),
      text: payout
        ? t('payout.knownText', { amount: payoutAmount(payout, locale) })
        : t('payout.notNeededText'),
      button: t('frame.seeOrder'),
    };
  }
  const amount = payoutAmount(payout, locale);
  return {
    subject: t('payout.wantedSubject', { amount, number }),
    title: t('payout.wantedTitle', { amount }),
    text: t('payout.wantedText'),
    button: t('payout.wantedButton'),
  };
}

function shippedWords(t: Words, order: Order, queuedAt: string) {
  const { number } = order;
  const parcel =
    order.shipments.find(({ shipped_at }) => isSame(shipped_at, queuedAt)) ?? order.shipments.at(-1);
  const isPart = parcel !== undefined && isSplit(order);
  return {
    subject: isPart ? t('shipped.partSubject', { number }) : t('shipped.subject', { number }),
    title: isPart ? t('shipped.partTitle') : t('shipped.title'),
    text: parcel
      ? sentences(
          t('shipped.carrier', { carrier: parcel.carrier }),
          parcel.tracking_number && t('shipped.tracking', { number: parcel.tracking_number }),
          isPart && t('shipped.contents', { items: parcelItems(parcel, order).join(', ') }),
        )
      : t('shipped.noCarrier'),
  };
}

function whyCancelled(t: Words, order: Order): string {
  if (order.cancelled_by === 'shopper') return t('cancelled.byShopper');
  return (
    cancelText(orderWords, order) ??
    (order.cancelled_by === 'system' ? t('cancelled.bySystem') : t('cancelled.byShop'))
  );
}

/** Null if nothing is or was refunded. */
function refundWords(t: Words, order: Order, money: Money, locale: string): string | null {
  const { refunded_minor, payout } = order;
  const returning_minor = returningMinor(order);
  const amount = payout && payoutAmount(payout, locale);
  const text = sentences(
    returning_minor > 0 && t('moneyBack.returning', { amount: money(returning_minor) }),
    amount && (payout.is_given ? t('moneyBack.payout', { amount }) : t('moneyBack.payoutWanted', { amount })),
  );
  return text || (refunded_minor > 0 ? t('moneyBack.refunded', { amount: money(refunded_minor) }) : null);
}

/** Whether refunds go to the original payment method; not once bank details were given. */
const isByGateway = ({ is_refunded_by_hand, timeline }: Order) =>
  !is_refunded_by_hand && !timeline.some(({ action }) => action === 'give_payout_details');

function noRefundWords(t: Words, { paid_minor, payment_method }: Order): string | null {
  if (paid_minor > 0) return t('cancelled.held');
  if (payment_method === 'cod') return null;
  // a transfer may still arrive after the cancellation
  return payment_method === 'bank_transfer' ? t('cancelled.transferMaySent') : t('cancelled.notCharged');
}

/** The entry that the email is about: the first one since it was queued, else the latest of its kind. */
function entryOf({ timeline }: Order, action: OrderAction, queuedAt: string): TimelineEntry | undefined {
  const entries = timeline.filter((entry) => entry.action === action);
  return entries.find(({ at }) => Date.parse(at) >= Date.parse(queuedAt)) ?? entries.at(-1);
}

const isSame = (one: string, other: string) => Date.parse(one) === Date.parse(other);
