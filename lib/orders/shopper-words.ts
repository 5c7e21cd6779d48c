import type { Order, OrderStatus, TimelineEntry } from './order';

type Head = { title: string; text: string; tone: 'good' | 'warn' | 'bad' | 'neutral' };

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name;

/** How an order stands, for the person who bought: a headline, and what happens next. */
export function headOf(
  order: Pick<Order, 'status' | 'name' | 'payment_method' | 'can_pay' | 'paid_minor' | 'cancelled_by'>,
): Head {
  const thanks = `Thank you, ${firstName(order.name)}`;
  const heads: Record<OrderStatus, Head> = {
    requested: {
      title: thanks,
      text: 'We have your order and confirm it shortly. You get a message as soon as we do.',
      tone: 'neutral',
    },
    pending_payment: order.can_pay
      ? {
          title: 'One step left: the payment',
          text: 'Your order is saved. We pack it as soon as it is paid.',
          tone: 'warn',
        }
      : {
          title: 'The time to pay has run out',
          text: 'Nothing was charged. You are welcome to order again.',
          tone: 'neutral',
        },
    payment_failed: {
      title: 'The payment did not go through',
      text: 'You have not been charged for this order. Try again, or with another card or bank.',
      tone: 'bad',
    },
    awaiting_verification: {
      title: 'We are checking your transfer',
      text: 'You get a message as soon as we see the money on our account.',
      tone: 'neutral',
    },
    confirmed: {
      title: thanks,
      text:
        order.payment_method === 'cod'
          ? 'Your order is in, and we get it ready. You pay when it arrives.'
          : 'Your order is in, and we get it ready.',
      tone: 'good',
    },
    paid: { title: thanks, text: 'Your payment is here, and we get your order ready.', tone: 'good' },
    processing: { title: 'We are packing your order', text: 'It leaves us soon.', tone: 'good' },
    ready_for_shipment: {
      title: 'Your order is packed',
      text: 'It waits for the courier, who takes it soon.',
      tone: 'good',
    },
    partially_shipped: {
      title: 'Part of your order is on its way',
      text: 'The rest follows as soon as we can send it.',
      tone: 'good',
    },
    shipped: { title: 'Your parcel is on its way', text: 'The courier has it.', tone: 'good' },
    in_transit: { title: 'Your parcel is on its way', text: 'The courier has it.', tone: 'good' },
    delivered: {
      title: 'Your parcel has arrived',
      text: 'We hope you like it. If something is not right, write to us.',
      tone: 'good',
    },
    completed: { title: 'All done', text: 'Thank you for buying from us. See you again.', tone: 'good' },
    cancelled: {
      title: 'This order was cancelled',
      text:
        order.cancelled_by === 'system'
          ? 'It was not paid in time. Nothing was charged, and you are welcome to order again.'
          : 'It will not be sent.',
      tone: 'neutral',
    },
    rejected: { title: 'We could not accept this order', text: 'Nothing is owed for it.', tone: 'neutral' },
    on_hold: {
      title: 'We are looking into your order',
      text:
        order.paid_minor > 0
          ? 'Your money is safe with us. We write to you as soon as we know more.'
          : 'We write to you as soon as we know more.',
      tone: 'warn',
    },
    backordered: {
      title: 'Something in your order is being made',
      text: 'We send everything as soon as it is here.',
      tone: 'neutral',
    },
    returned: {
      title: 'Your order came back to us',
      text: 'We write to you about what follows.',
      tone: 'neutral',
    },
    partially_refunded: {
      title: 'Part of your money is on its way back',
      text: 'Banks take a few days.',
      tone: 'neutral',
    },
    refunded: { title: 'Your money is on its way back', text: 'Banks take a few days.', tone: 'neutral' },
    disputed: {
      title: 'Your bank is looking into this payment',
      text: 'We are in touch with them.',
      tone: 'warn',
    },
    archived: { title: 'This order is closed', text: 'It is kept for our records.', tone: 'neutral' },
  };
  return heads[order.status];
}

/** One entry of the timeline, as a shopper reads it. What is not known here is still told, in general words. */
export function timelineWords({ action, by, note }: Pick<TimelineEntry, 'action' | 'by' | 'note'>): string {
  switch (action) {
    case 'create_order':
      return 'You placed the order';
    case 'settle':
    case 'payment_confirmed':
      return 'Payment received';
    case 'revive':
    case 'payment_revived':
      return 'Payment received, the order goes on';
    case 'payment_failed':
      return 'A payment did not go through';
    case 'payment_paid_short':
    case 'payment_mismatch':
      return 'Payment received; we are looking into it';
    case 'payment_overpaid':
      return 'A second payment arrived; it is sent back to you';
    case 'process':
      return 'We started to pack';
    case 'mark_ready':
      return 'Packed, waiting for the courier';
    case 'ship':
      return 'On its way';
    case 'deliver':
      return by === 'shopper' ? 'You said that it arrived' : 'Delivered';
    case 'complete':
      return 'Completed';
    case 'cancel':
      return cancelWords(by, note);
    default:
      return 'Updated';
  }
}

function cancelWords(by: string, note: string | null): string {
  if (by === 'shopper') return 'You cancelled the order';
  if (by === 'system') return 'Cancelled, since it was not paid in time';
  return note ? `Cancelled by the shop: ${note}` : 'Cancelled by the shop';
}
