import type { Database } from '@/lib/supabase/database.types';
import type { Order } from './order';

type Enums = Database['public']['Enums'];

/** Where an order stands, as somebody who takes over the shift wants to hear it. */
export function standingOf(order: Order): string {
  const cash = order.payment_method === 'cod' && order.paid_minor < order.total_minor;
  const parcel = order.shipments.at(-1);
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
      if (order.in_transit) return 'On its way, says the carrier. Say so when it has arrived.';
      return parcel
        ? `${parcel.carrier} has it. Say so when it has arrived.`
        : 'On its way. Say so when it has arrived.';
    case 'delivered':
      if (order.returned_all) return 'All of it has come back.';
      return 'It has arrived. Complete it once nothing is open.';
    case 'completed':
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
