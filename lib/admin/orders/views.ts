import type { OrderStatus } from '@/lib/orders/order';

/**
 * The heaps in which staff find orders, in the order in which an order usually passes them. Every status lies in exactly
 * one of them; `attention` also shows orders from other heaps with an open exception.
 */
export const orderViews = {
  all: { label: 'All', statuses: null },
  unpaid: { label: 'Unpaid', statuses: ['pending_payment', 'payment_failed'] },
  to_accept: { label: 'To accept', statuses: ['requested'] },
  to_verify: { label: 'To verify', statuses: ['awaiting_verification'] },
  to_pack: { label: 'To pack', statuses: ['confirmed', 'paid', 'processing', 'backordered'] },
  to_ship: { label: 'To ship', statuses: ['ready_for_shipment', 'partially_shipped'] },
  on_the_way: { label: 'On the way', statuses: ['shipped', 'in_transit'] },
  attention: { label: 'Needs attention', statuses: ['on_hold', 'disputed', 'refunding'] },
  done: {
    label: 'Done',
    statuses: ['delivered', 'completed', 'returned', 'partially_refunded', 'refunded', 'archived'],
  },
  cancelled: { label: 'Cancelled', statuses: ['cancelled', 'rejected'] },
} as const satisfies Record<string, { label: string; statuses: readonly OrderStatus[] | null }>;

export type OrderView = keyof typeof orderViews;

/** `?view=` as somebody may have typed it. */
export const orderViewOf = (text: unknown): OrderView =>
  typeof text === 'string' && Object.hasOwn(orderViews, text) ? (text as OrderView) : 'all';
