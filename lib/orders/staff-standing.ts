import type { Database } from '@/lib/supabase/database.types';
import type { Order } from './order';

type Enums = Database['public']['Enums'];

/** Where an order stands, as somebody who takes over the shift wants to hear it. */
export function standingOf(order: Order): string {
  const cash = order.payment_method === 'cod' && order.paid_minor < order.total_minor;
  const parcel = order.shipments.at(-1);
  const arrival = cash
    ? 'Say so when it has arrived, and how much cash was collected.'
    : 'Say so when it has arrived.';
  switch (order.state) {
    case 'requested':
      return 'Waits for the yes of the shop: accept it, or reject it with a reason.';
    case 'pending_payment':
      return order.status === 'payment_failed'
        ? 'The last attempt to pay failed. The customer can try again.'
        : 'Waits for the customer to pay.';
    case 'awaiting_verification':
      return 'The customer says that the money was sent. Somebody has to see it on the account.';
    case 'confirmed':
      if (order.backordered) return 'Its stock is owed. Take it from the shelf once there is enough again.';
      return cash
        ? 'To be paid in cash on delivery. Pick and pack it.'
        : 'The money is here. Pick and pack it.';
    case 'processing':
      return order.shipments.length > 0
        ? 'A part of it has left. The rest is being picked and packed.'
        : 'Being picked and packed.';
    case 'ready_for_shipment':
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
      return 'It has arrived, and nothing is open.';
    case 'cancelled':
      return `Cancelled by ${cancellers[order.cancelled_by ?? 'system']}${order.cancel_reason ? `: ${order.cancel_reason}` : '.'}`;
  }
}

const cancellers: Record<Enums['cancelled_by'], string> = {
  shopper: 'the customer',
  seller: 'the shop',
  staff: 'the shop',
  system: 'Kedai',
};
