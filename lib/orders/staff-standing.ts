import { formatMoney } from '@/lib/money';
import type { Database } from '@/lib/supabase/database.types';
import type { Order } from './order';
import { owedOf } from './owed';
import { holdReasonOf } from './staff-words';

type Enums = Database['public']['Enums'];

/**
 * Where an order stands, as somebody who takes over the shift wants to hear it, and what is not paid of it. What has to wait is
 * never said to be picked and packed.
 */
export function standingOf(order: Order, locale: string): string {
  if (order.dispute_open) return 'Disputed: it waits until that has ended.';
  const standing = order.hold_reason
    ? `On hold: ${holdReasonOf(order.hold_reason)}.`
    : stateText(order, locale);
  return [standing, owedText(order, locale)].filter(Boolean).join(' ');
}

function stateText(order: Order, locale: string): string {
  const owed = owedOf(order);
  const money = formatMoney(owed, order.currency, locale);
  const cash = order.payment_method === 'cod' && owed > 0;
  const parcel = order.shipments.at(-1);
  const arrival = cash
    ? 'Say so when it has arrived, and how much cash was collected.'
    : 'Say so when it has arrived.';
  switch (order.state) {
    case 'requested':
      return 'Waits for the yes of the shop: accept it, or reject it with a reason.';
    case 'pending_payment':
      if (order.rest_until) return 'We asked the customer for what is missing.';
      return order.status === 'payment_failed'
        ? 'The last attempt to pay failed. The customer can try again.'
        : 'Waits for the customer to pay.';
    case 'awaiting_verification':
      return `The customer says that the money was sent. A verifier has to see ${money} on the account.`;
    case 'confirmed':
      if (order.status === 'refunded') return goodsStay;
      if (order.payment_status === 'not_paid' && !cash) return 'Nothing is packed before its money is here.';
      if (order.backordered) return 'Backordered. Take its stock once there is enough on the shelf.';
      if (cash) return `${money} is to be paid in cash on delivery. Pick and pack it.`;
      if (owed <= 0) return 'The money is here. Pick and pack it.';
      return order.payment_status === 'partially_refunded'
        ? 'A part of its money went back. Pick and pack it.'
        : 'The shop confirmed it with the money that is here. Pick and pack it.';
    case 'processing':
      if (order.status === 'refunded') return goodsStay;
      return order.shipments.length > 0
        ? 'A part of it has left. The rest is being picked and packed.'
        : 'Being picked and packed.';
    case 'ready_for_shipment':
      if (order.status === 'refunded') return goodsStay;
      return `Packed. Hand it to the courier and note the tracking number.${cash ? ' The courier collects the cash.' : ''}`;
    case 'shipped':
      if (order.refused_at) {
        return 'The customer refused it at the door. Once it is back, look at it and say what can be sold again.';
      }
      if (order.delivery_failed_at) {
        return 'The courier could not hand it over. Have it tried again, or say what came back.';
      }
      if (order.in_transit) return `On its way, says the carrier. ${arrival}`;
      return parcel ? `${parcel.carrier} has it. ${arrival}` : `On its way. ${arrival}`;
    case 'delivered':
      if (order.returned_all) return 'All of it has come back.';
      if (cash) return 'It has arrived, and not all of its cash is recorded.';
      return 'It has arrived. Complete it once nothing is open.';
    case 'completed':
      if (order.returned_all && !order.delivered_at) {
        return 'It was never handed over, and all of it has come back.';
      }
      return owedText(order, locale) ? 'It has arrived.' : 'It has arrived, and nothing is open.';
    case 'cancelled':
      return `Cancelled by ${cancellers[order.cancelled_by ?? 'system']}${order.cancel_reason ? `: ${order.cancel_reason}` : '.'}`;
  }
}

const goodsStay = 'Its money went back, so its goods stay here.';

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
