import type { World } from './world.ts';

/** What the model reads before it predicts an outcome: columns of the order, and the free stock. */
export interface Facts {
  state: string;
  version: number;
  payment_method: string;
  stock_policy: string;
  payment_status: string;
  hold_reason: string | null;
  backordered: boolean;
  in_transit: boolean;
  is_delivery_failed: boolean;
  is_refused: boolean;
  returned_all: boolean;
  dispute_open: boolean;
  is_archived: boolean;
  was_confirmed: boolean;
  is_overdue: boolean;
  confirmed_by: string | null;
  user_id: string | null;
  total_minor: number;
  paid_minor: number;
  refunded_minor: number;
  /** money in the order's currency that is not refunded or being refunded, by us or by the gateway itself */
  refundable_minor: number;
  has_refund_under_way: boolean;
  /** everything paid is refunded or being refunded, approved or not */
  is_fully_refunding: boolean;
  /** its payment was moved to another order, and staff have to decide */
  is_payment_moved: boolean;
  /** staff have to decide about its money, or the customer was asked for the balance after a part was shipped */
  is_held_for_money: boolean;
  /** the gateway itself is refunding some of its money */
  is_being_reversed: boolean;
  /** the gateway says that a payment is in progress */
  is_payment_processing: boolean;
  pieces: number;
  pieces_shipped: number;
  pieces_cancelled: number;
  proofs_submitted: number;
  proofs_rejected: number;
  payments: number;
  last_payment_minor: number | null;
  /** the shopper confirms it by an emailed link */
  confirms_by_link: boolean;
  lines: Line[];
}

export interface Line {
  item_id: string;
  /** the shopper's answer to the product's question */
  size: string | null;
  variant_id: string;
  is_tracked: boolean;
  /** it can be backordered */
  allows_backorder: boolean;
  unit_price_minor: number;
  quantity: number;
  committed: number;
  shipped: number;
  cancelled: number;
  returned: number;
  refunded: number;
  /** units in stock that this order could take, for all of its lines with the same variant together */
  free: number;
}

/** Reads the facts in one query, without any function of the migrations. */
export async function factsOf({ sql }: World, order_id: string): Promise<Facts> {
  const [row] = await sql<[{ facts: Facts }]>`
    select jsonb_build_object(
      'state', state, 'version', version, 'payment_method', payment_method, 'stock_policy', stock_policy, 'payment_status', payment_status,
      'hold_reason', hold_reason, 'backordered', backordered, 'in_transit', in_transit, 'dispute_open', dispute_open,
      'is_delivery_failed', delivery_failed_at is not null, 'is_refused', refused_at is not null, 'returned_all', returned_all,
      'is_archived', archived_at is not null, 'was_confirmed', confirmed_at is not null,
      'is_overdue', coalesce(expires_at <= now(), false), 'confirmed_by', confirmed_by, 'user_id', user_id,
      'total_minor', total_minor, 'paid_minor', paid_minor, 'refunded_minor', refunded_minor,
      'refundable_minor', money.refundable,
      'has_refund_under_way', exists (select from refunds where order_id = orders.id
        and state not in ('succeeded', 'failed', 'declined')),
      'is_fully_refunding', total_minor > 0 and paid_minor > moved_minor and paid_minor <= (
        select coalesce(sum(amount_minor), 0) from refunds
        where order_id = orders.id and refunds.currency = orders.currency and state not in ('failed', 'declined')),
      'is_payment_moved', exists (select from money_exceptions where order_id = orders.id and kind = 'payment_moved' and resolved_at is null),
      'is_held_for_money', exists (select from money_exceptions where order_id = orders.id and resolved_at is null
        and (decision is null or decision = 'ask_rest' and state in ('confirmed', 'processing', 'ready_for_shipment'))
        and (kind = 'paid_short' or kind = 'refund_failed' and hold_reason = 'refund_failed'
          or paid_minor - refunded_minor < total_minor
          and kind in ('amount_mismatch', 'currency_mismatch', 'reversed', 'payment_moved'))),
      'is_being_reversed', exists (select from money_exceptions where order_id = orders.id and kind = 'reversed' and resolved_at is null),
      'is_payment_processing', exists (select from payment_intents where order_id = orders.id and is_processing),
      'pieces', pieces, 'pieces_shipped', pieces_shipped, 'pieces_cancelled', pieces_cancelled,
      'proofs_submitted', (select count(*) from payment_proofs where order_id = orders.id and state = 'submitted'),
      'proofs_rejected', (select count(*) from payment_proofs where order_id = orders.id and state = 'rejected'),
      'payments', (select count(*) from payments where order_id = orders.id),
      'last_payment_minor', (select amount_minor from payments where order_id = orders.id order by created_at desc limit 1),
      'confirms_by_link', confirms_by_link,
      'lines', (select jsonb_agg(jsonb_build_object(
        'item_id', items.id, 'size', items.answers -> 0 ->> 'value', 'variant_id', items.variant_id, 'is_tracked', is_tracked, 'allows_backorder', allows_backorder,
        'unit_price_minor', unit_price_minor,
        'quantity', quantity, 'committed', committed_quantity, 'shipped', shipped_quantity,
        'cancelled', cancelled_quantity, 'returned', returned_quantity, 'refunded', refunded_quantity,
        'free', greatest(0, coalesce((select on_hand - committed from inventory where variant_id = items.variant_id), 0) - case
          when exists (select from inventory_locks as locks where locks.variant_id = items.variant_id
            and locks.order_id = orders.id and expires_at > now()) then 0
          else (select coalesce(sum(locks.quantity), 0) from inventory_locks as locks
            where locks.variant_id = items.variant_id and expires_at > now()) end)
      ) order by position) from order_items as items where order_id = orders.id)
    ) as facts
    from orders, lateral (
      select coalesce(sum(amount_minor - refunding_minor) filter (where not exists (
          select from money_exceptions where payment_id = payments.id and kind = 'reversed' and resolved_at is null)), 0) as refundable
      from payments where order_id = orders.id and payments.currency = orders.currency
    ) as money
    where orders.id = ${order_id}`;
  return row.facts;
}

const stillNeeded = (line: Line) => line.quantity - line.committed - line.shipped - line.cancelled;
/** Whether some line has too little stock. A line that can be backordered counts only once the order is backordered. */
export const isShort = (facts: Facts) =>
  facts.lines.some(
    (line) =>
      line.is_tracked &&
      neededOf(facts, line.variant_id) > line.free &&
      (facts.backordered || !line.allows_backorder),
  );
const neededOf = (facts: Facts, variant_id: string) =>
  facts.lines
    .filter((line) => line.variant_id === variant_id)
    .reduce((sum, line) => sum + stillNeeded(line), 0);
export const held = (facts: Facts) => facts.paid_minor - facts.refunded_minor;
/** How a command names a line: by its id, or by its variant, which is refused if the order has several lines of it. */
export const nameLine = (facts: Facts, { item_id, variant_id }: Line, byVariant: boolean) => ({
  name: byVariant ? { variant_id } : { item_id },
  isAmbiguous: byVariant && facts.lines.filter((line) => line.variant_id === variant_id).length > 1,
});
export const leftToShip = (line: Line) => line.quantity - line.shipped - line.cancelled;
