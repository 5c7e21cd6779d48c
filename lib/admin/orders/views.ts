import type { OrderStatus } from '@/lib/orders/order';

/**
 * The tabs of the orders list, in the order in which an order usually passes them. Every status is in exactly one
 * tab; `attention` also shows orders from other tabs with an open exception.
 */
export const orderViews = {
  all: { statuses: null },
  unpaid: { statuses: ['pending_payment', 'payment_failed'] },
  to_accept: { statuses: ['requested'] },
  to_verify: { statuses: ['awaiting_verification'] },
  to_pack: { statuses: ['confirmed', 'paid', 'processing', 'backordered'] },
  to_ship: { statuses: ['ready_for_shipment', 'partially_shipped'] },
  on_the_way: { statuses: ['shipped', 'in_transit'] },
  attention: { statuses: ['on_hold', 'disputed', 'refunding'] },
  done: {
    statuses: ['delivered', 'completed', 'returned', 'partially_refunded', 'refunded', 'archived'],
  },
  cancelled: { statuses: ['cancelled', 'rejected'] },
} as const satisfies Record<string, { statuses: readonly OrderStatus[] | null }>;

export type OrderView = keyof typeof orderViews;

/** Parses the untrusted `?view=`. */
export const orderViewOf = (text: unknown): OrderView =>
  typeof text === 'string' && Object.hasOwn(orderViews, text) ? (text as OrderView) : 'all';
