import type { Messages, Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { formatTime } from '@/lib/time';
import { can, type OrderStatus } from './order';
import {
  type Facts,
  type Head,
  isAskedForRest,
  pendingHead,
  receivedWords,
  restHead,
  shortHead,
  transferHead,
} from './payment-words';
import { cancelText } from './shopper-reasons';

type Words = Translator<'store.orders'>;

/** A command of the order page whose success has a message. */
export type DoneCommand = keyof Messages['store']['orders']['done'];

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name;

/** For orders placed before the shop's accounts changed: the transfer may be on its way to an old account. */
export const accountsChangedText = (t: Words, at: string, timeZone: string, locale: string) =>
  t('head.accountsChanged', { time: formatTime(at, timeZone, locale) });

/** An order's status for its shopper: a headline and the next step. */
export function headOf(t: Words, order: Facts, locale = 'en'): Head {
  const thanks = t('head.thanks', { name: firstName(order.name) });
  // every waiting status has a deadline: a constraint on orders ensures it
  const timeOf = (at: string | null) => (at ? formatTime(at, order.time_zone, locale) : '');
  const until = timeOf(order.expires_at);
  if (isAskedForRest(order)) return restHead(t, order, timeOf(order.rest_until), locale);
  const heads: Record<OrderStatus, () => Head> = {
    requested: () => requestedHead(t, order, thanks, until),
    pending_payment: () =>
      order.payment_method === 'bank_transfer'
        ? transferHead(t, order, until, locale)
        : pendingHead(t, order, locale),
    payment_failed: () => ({ title: t('head.failedTitle'), text: t('head.failedText'), tone: 'bad' }),
    awaiting_verification: () => ({
      title: t('head.verifyingTitle'),
      text: t('head.verifyingText', { until }),
      tone: 'neutral',
    }),
    confirmed: () => ({
      title: thanks,
      text: order.payment_method === 'cod' ? t('head.confirmedCashText') : t('head.confirmedText'),
      tone: 'good',
    }),
    paid: () => ({ title: thanks, text: t('head.paidText'), tone: 'good' }),
    processing: () => ({ title: t('head.packingTitle'), text: t('head.packingText'), tone: 'good' }),
    ready_for_shipment: () => ({ title: t('head.packedTitle'), text: t('head.packedText'), tone: 'good' }),
    partially_shipped: () => ({
      title: t('head.partlyShippedTitle'),
      text: t('head.partlyShippedText'),
      tone: 'good',
    }),
    shipped: () => shippedHead(t, order, t('head.shippedText')),
    in_transit: () => shippedHead(t, order, t('head.inTransitText')),
    delivered: () => ({ title: t('head.deliveredTitle'), text: t('head.deliveredText'), tone: 'good' }),
    completed: () => ({ title: t('head.completedTitle'), text: t('head.completedText'), tone: 'good' }),
    cancelled: () => cancelledHead(t, order, locale),
    rejected: () => ({
      title: t('head.rejectedTitle'),
      text: cancelText(t, order) ?? t('head.nothingOwed'),
      tone: 'neutral',
    }),
    on_hold: () => holdHead(t, order, locale),
    backordered: () => ({
      title: t('head.backorderTitle'),
      text: t('head.backorderText'),
      tone: 'neutral',
    }),
    returned: () => ({
      title: t('head.returnedTitle'),
      text: order.paid_minor > order.refunded_minor ? t('head.returnedPaidText') : t('head.nothingOwed'),
      tone: 'neutral',
    }),
    partially_refunded: () => ({
      title: t('head.partlyRefundedTitle'),
      text: t('head.partlyRefundedText'),
      tone: 'neutral',
    }),
    refunding: () =>
      order.refunding_minor === 0
        ? { title: t('head.refundSentTitle'), text: t('head.notSent'), tone: 'neutral' }
        : { title: t('head.refundTitle'), text: t('head.refundText'), tone: 'neutral' },
    refunded: () =>
      order.state === 'cancelled'
        ? cancelledHead(t, order, locale)
        : {
            title: t('head.refundSentTitle'),
            text: order.can_pay ? t('head.refundedStillOpenText') : t('head.nothingOwed'),
            tone: 'neutral',
          },
    disputed: () => disputeHead(t, order),
    archived: () => ({ title: t('head.closedTitle'), text: t('head.closedText'), tone: 'neutral' }),
  };
  return heads[order.status]();
}

/** The headline while the shop has to accept the order, or the shopper has to confirm a cash order. */
function requestedHead(t: Words, order: Facts, thanks: string, until: string): Head {
  if (order.must_open_mail) {
    return {
      title: t('head.toConfirmByEmailTitle'),
      text: t('head.toConfirmByEmailText', { email: order.email, until }),
      tone: 'warn',
    };
  }
  if (can(order, 'confirm_request')) {
    return { title: t('head.toConfirmTitle'), text: t('head.toConfirmText', { until }), tone: 'warn' };
  }
  return {
    title: thanks,
    text:
      order.payment_method === 'cod'
        ? t('head.toCallText', { phone: order.phone, until })
        : t('head.toAcceptText', { until }),
    tone: 'neutral',
  };
}

/** The headline of a shipped order, with the problem if its delivery failed. */
function shippedHead(t: Words, order: Facts, text: string): Head {
  if (order.refused_at) {
    return { title: t('head.refusedTitle'), text: t('head.refusedText'), tone: 'warn' };
  }
  if (order.delivery_failed_at) {
    return {
      title: t('head.notDeliveredTitle'),
      text: t('head.notDeliveredText', { phone: order.phone }),
      tone: 'warn',
    };
  }
  return { title: t('head.shippedTitle'), text, tone: 'good' };
}

function holdHead(t: Words, order: Facts, locale: string): Head {
  if (order.short_until) return shortHead(t, order, order.short_until, locale);
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const held = order.paid_minor - order.refunded_minor;
  if (order.payment_method === 'cod' && order.state === 'delivered' && held > 0 && held < order.total_minor) {
    return {
      title: t('head.deliveredTitle'),
      text: t('head.cashShortText', { received: money(held), total: money(order.total_minor) }),
      tone: 'warn',
    };
  }
  const isWaiting = order.state === 'pending_payment' || order.state === 'awaiting_verification';
  const isUnequal = isWaiting && held > 0 && held !== order.total_minor;
  const text = held > 0 ? t('head.holdPaidText') : t('head.holdText');
  return {
    title: t('head.holdTitle'),
    text: isUnequal ? `${receivedWords(t, order, locale)} ${text}` : text,
    tone: 'warn',
  };
}

function cancelledHead(t: Words, order: Facts, locale: string): Head {
  if (order.short_until) return shortHead(t, order, order.short_until, locale);
  const why = (order.cancelled_by !== 'shopper' && cancelText(t, order)) || t('head.notSent');
  return {
    title: t('head.cancelledTitle'),
    text: `${why} ${moneyAfterCancelling(t, order)}`.trim(),
    tone: 'neutral',
  };
}

function moneyAfterCancelling(t: Words, order: Facts): string {
  if (order.payout && !order.payout.is_given) return t('head.payoutWantedText');
  if (order.refunding_minor > 0) return t('head.refundDueText');
  if (order.paid_minor > order.refunded_minor) return t('head.moneySafeText');
  if (order.refunded_minor > 0) return t('head.refundedText');
  // a transfer may still arrive after the cancellation
  if (order.payment_method === 'bank_transfer') return t('head.transferUnderWay');
  return order.payment_method === 'cod' ? '' : t('head.nothingCharged');
}

function disputeHead(t: Words, { timeline }: Facts): Head {
  const opened = timeline.findLast(({ action }) => action === 'open_dispute');
  return opened?.by === 'system'
    ? { title: t('head.bankDisputeTitle'), text: t('head.bankDisputeText'), tone: 'warn' }
    : { title: t('head.disputeTitle'), text: t('head.disputeText'), tone: 'warn' };
}
