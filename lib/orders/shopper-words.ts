import { formatMoney } from '@/lib/money';
import { formatTime } from '@/lib/time';
import { can, type OrderStatus } from './order';
import {
  type Facts,
  type Head,
  isAskedForRest,
  moneyOnItsWay,
  pendingHead,
  receivedWords,
  restHead,
  shortHead,
  transferHead,
} from './payment-words';
import { cancelText } from './shopper-reasons';

/** How long a bank may take to show money that was sent back, as gateways say it. */
export const REFUND_DAYS = 'up to 10 working days';

/** What is said of a form of the order page that did what it should. */
export const doneWords = {
  cancel: 'The order is cancelled.',
  cancel_items: 'The pieces are taken off your order.',
  confirm_request: 'Thank you, your order is confirmed.',
  open_dispute: 'Thank you, we have it. Somebody from the shop looks at it.',
  submit_proof: 'Thank you, we have your proof. Now we look for the money.',
  submit_payout_details: 'Thank you, we have your bank details. We email you when the money has left.',
  send_payout_link: 'We have sent the link to your email address. Open it on this device.',
};

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name;

/** `Nov 26, 2026, 4:30 PM`, by the clock of the shop. */
export const timeText = (at: string, timeZone: string, locale: string) => formatTime(at, timeZone, locale);

/** For whoever ordered before the shop's accounts changed: their money may be on its way to the one that was shown then. */
export const accountsChangedText = (at: string, timeZone: string, locale: string) =>
  `These account details changed on ${timeText(at, timeZone, locale)}. If you have already sent the money to the account that was shown before, do not send it again: upload your proof, and we look for it there.`;

/** How an order stands, for the person who bought: a headline, and what happens next. */
export function headOf(order: Facts, locale = 'en'): Head {
  const thanks = `Thank you, ${firstName(order.name)}`;
  const until = (at: string | null) => (at ? timeText(at, order.time_zone, locale) : 'soon');
  if (isAskedForRest(order)) return restHead(order, until(order.rest_until), locale);
  const heads: Record<OrderStatus, () => Head> = {
    requested: () => requestedHead(order, thanks, until(order.expires_at)),
    pending_payment: () =>
      order.payment_method === 'bank_transfer'
        ? transferHead(order, until(order.expires_at), locale)
        : pendingHead(order, locale),
    payment_failed: () => ({
      title: 'The payment did not go through',
      text: 'Nothing was charged for this order. Try again, or with another card or bank.',
      tone: 'bad',
    }),
    awaiting_verification: () => ({
      title: 'We are checking your transfer',
      text: `We look for it on our account until ${until(order.expires_at)}, and you get a message as soon as we see it.`,
      tone: 'neutral',
    }),
    confirmed: () => ({
      title: thanks,
      text:
        order.payment_method === 'cod'
          ? 'Your order is in, and we get it ready. You pay when it arrives.'
          : 'Your order is in, and we get it ready.',
      tone: 'good',
    }),
    paid: () => ({ title: thanks, text: 'Your payment is here, and we get your order ready.', tone: 'good' }),
    processing: () => ({ title: 'We are packing your order', text: 'It leaves us soon.', tone: 'good' }),
    ready_for_shipment: () => ({
      title: 'Your order is packed',
      text: 'It waits for the courier, who takes it soon.',
      tone: 'good',
    }),
    partially_shipped: () => ({
      title: 'Part of your order is on its way',
      text: 'The rest follows as soon as we can send it.',
      tone: 'good',
    }),
    shipped: () => wayHead(order, 'The courier has it.'),
    in_transit: () => wayHead(order, 'The courier is bringing it to you.'),
    delivered: () => ({
      title: 'Your order has arrived',
      text: 'We hope you like it. If something is not right, tell us on this page.',
      tone: 'good',
    }),
    completed: () => ({
      title: 'All done',
      text: 'Thank you for buying from us. See you again.',
      tone: 'good',
    }),
    cancelled: () => cancelledHead(order, locale),
    rejected: () => ({
      title: 'We could not accept this order',
      text: cancelText(order) ?? 'Nothing is owed for it.',
      tone: 'neutral',
    }),
    on_hold: () => holdHead(order, locale),
    backordered: () => ({
      title: 'Part of your order has to come in first',
      text: 'We send it as soon as it is here. You need not do anything.',
      tone: 'neutral',
    }),
    returned: () => ({
      title: 'Your order came back to us',
      text:
        order.paid_minor > order.refunded_minor
          ? 'We write to you about what follows.'
          : 'Nothing is owed for it.',
      tone: 'neutral',
    }),
    partially_refunded: () => ({
      title: 'Part of your money went back',
      text: 'The rest of the order stays as it is.',
      tone: 'neutral',
    }),
    refunding: () =>
      order.refunding_minor === 0
        ? { title: 'Your money went back', text: 'Your order will not be sent.', tone: 'neutral' }
        : {
            title: 'Your money goes back to you',
            text: 'Your order will not be sent. We email you once the refund has arrived.',
            tone: 'neutral',
          },
    refunded: () =>
      order.state === 'cancelled'
        ? cancelledHead(order, locale)
        : {
            title: 'Your money went back',
            text: order.can_pay
              ? 'The order is still open: you can pay for it below, or cancel it.'
              : 'Nothing is owed for this order.',
            tone: 'neutral',
          },
    disputed: () => disputeHead(order),
    archived: () => ({
      title: 'This order is closed',
      text: 'It is kept for our records.',
      tone: 'neutral',
    }),
  };
  return heads[order.status]();
}

/** Waiting for a yes: of the shop, or of whoever ordered and pays at the door. */
function requestedHead(order: Facts, thanks: string, until: string): Head {
  if (order.must_open_mail) {
    return {
      title: 'Confirm your order by email',
      text: `We have sent an email to ${order.email}. Open the link in it by ${until} and confirm the order; then we pack it. If it does not come, look into the spam folder. If the address is wrong, cancel this order below and place it again.`,
      tone: 'warn',
    };
  }
  if (can(order, 'confirm_request')) {
    return {
      title: 'Confirm your order',
      text: `Confirm the order by ${until}, and we pack it. You pay when it arrives.`,
      tone: 'warn',
    };
  }
  return order.payment_method === 'cod'
    ? {
        title: thanks,
        text: `We have your order and call you on ${order.phone} to confirm it, by ${until}. You pay when it arrives.`,
        tone: 'neutral',
      }
    : {
        title: thanks,
        text: `We have your order and tell you by ${until} whether we can serve it. Nothing is charged before.`,
        tone: 'neutral',
      };
}

/** Sent, and not there yet: what is wrong, if it could not be handed over. */
function wayHead(order: Facts, text: string): Head {
  if (order.refused_at) {
    return {
      title: 'Your parcel was not taken',
      text: 'The courier was sent away at the door, so it comes back to us. If that was a mistake, write to us soon, and we send it again.',
      tone: 'warn',
    };
  }
  if (order.delivery_failed_at) {
    return {
      title: 'Your parcel could not be handed over',
      text: `The courier came and could not give it to anybody. We arrange another try: please keep ${order.phone} reachable, or write to us.`,
      tone: 'warn',
    };
  }
  return { title: 'Your order is on its way', text, tone: 'good' };
}

function holdHead(order: Facts, locale: string): Head {
  if (order.short_until) return shortHead(order, order.short_until, locale);
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const held = order.paid_minor - order.refunded_minor;
  if (order.payment_method === 'cod' && order.state === 'delivered' && held > 0 && held < order.total_minor) {
    return {
      title: 'Your order has arrived',
      text: `The courier took ${money(held)} for an order of ${money(order.total_minor)}. We write to you about the rest.`,
      tone: 'warn',
    };
  }
  const isWaiting = order.state === 'pending_payment' || order.state === 'awaiting_verification';
  const isUnequal = isWaiting && held > 0 && held !== order.total_minor;
  return {
    title: 'We are looking into your order',
    text: isUnequal
      ? `${receivedWords(order, locale)} Your money is safe with us, and we write to you as soon as we know more.`
      : held > 0
        ? 'Your money is safe with us. We write to you as soon as we know more.'
        : 'We write to you as soon as we know more.',
    tone: 'warn',
  };
}

function cancelledHead(order: Facts, locale: string): Head {
  if (order.short_until) return shortHead(order, order.short_until, locale);
  const why = (order.cancelled_by !== 'shopper' && cancelText(order)) || 'It will not be sent.';
  return {
    title: 'This order was cancelled',
    text: `${why} ${moneyAfterCancelling(order)}`.trim(),
    tone: 'neutral',
  };
}

function moneyAfterCancelling(order: Facts): string {
  if (order.payout && !order.payout.is_given) return 'Tell us below where to send your money.';
  if (order.refunding_minor > 0) return 'Your money goes back to you.';
  if (order.paid_minor > order.refunded_minor) return 'Your money is safe with us: we write to you about it.';
  if (order.refunded_minor > 0) return 'Your money went back to you.';
  if (order.payment_method === 'bank_transfer') return moneyOnItsWay;
  return order.payment_method === 'cod' ? '' : 'Nothing was charged.';
}

function disputeHead({ timeline }: Facts): Head {
  const opened = timeline.findLast(({ action }) => action === 'open_dispute');
  if (opened?.by === 'system') {
    return {
      title: 'Your bank is looking into this payment',
      text: 'We are in touch with them. What they decide shows here.',
      tone: 'warn',
    };
  }
  return {
    title: 'We are looking into it',
    text: 'You told us that something is wrong. Somebody from the shop looks at it and writes to you.',
    tone: 'warn',
  };
}
