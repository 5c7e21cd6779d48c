import type { Sql } from 'postgres';
import { catalogueInvariants } from './catalogue-invariants.ts';
import { lineInvariants } from './line-invariants.ts';

const waiting = `('requested', 'pending_payment', 'awaiting_verification')`;
const confirmed = `('confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed')`;
const deadRefund = `('failed', 'declined')`;

/**
 * What must hold for every shop at any time (docs/model.md, "Invariants"), as SQL that returns the rows which break it.
 * A broken invariant is a bug in the migrations, however the data came about. Uses no function of the migrations.
 */
export const invariants: Record<string, string> = {
  '1 committed stock never exceeds the stock on hand': `
    select variant_id, on_hand, committed from inventory
    where shop_id = $1 and not (0 <= committed and committed <= on_hand)`,

  '2 the movements of a variant sum to its quantities': `
    select variant_id, on_hand, committed, moved.* from inventory
    full join (
      select variant_id, sum(on_hand_delta) as on_hand_moved, sum(committed_delta) as committed_moved
      from stock_movements where shop_id = $1 group by variant_id
    ) as moved using (variant_id)
    where coalesce(shop_id, $1) = $1
      and (coalesce(on_hand, 0), coalesce(committed, 0)) <> (coalesce(on_hand_moved, 0), coalesce(committed_moved, 0))`,

  '2 a movement records the quantities after it': `
    select * from (
      select variant_id, id, on_hand, committed, sum(on_hand_delta) over earlier as on_hand_moved,
        sum(committed_delta) over earlier as committed_moved
      from stock_movements where shop_id = $1 window earlier as (partition by variant_id order by id)
    ) as moved where (on_hand, committed) <> (on_hand_moved, committed_moved)`,

  '2 committed stock equals what open orders have taken': `
    select variant_id, committed, coalesce(taken, 0) as taken from inventory
    left join (
      select variant_id, sum(committed_quantity) as taken from order_items where shop_id = $1 group by variant_id
    ) as orders using (variant_id)
    where shop_id = $1 and committed <> coalesce(taken, 0)`,

  '2 the stock movements of an order equal its committed, shipped and returned quantities': `
    select items.*, moved.* from (
      select order_id, variant_id, min(sku) as sku, bool_or(is_tracked) as is_tracked, sum(committed_quantity) as committed_quantity,
        sum(shipped_quantity) as shipped_quantity, sum(returned_quantity) as returned_quantity
      from order_items where shop_id = $1 group by order_id, variant_id
    ) as items
    left join (
      select order_id, variant_id, sum(committed_delta) as committed_moved,
        coalesce(-sum(on_hand_delta) filter (where reason <> 'return'), 0) as left_shelf,
        coalesce(sum(on_hand_delta) filter (where reason = 'return'), 0) as came_back
      from stock_movements where shop_id = $1 and order_id is not null group by order_id, variant_id
    ) as moved using (order_id, variant_id)
    where is_tracked and ((coalesce(left_shelf, 0), coalesce(committed_moved, 0))
      <> (shipped_quantity, committed_quantity) or coalesce(came_back, 0) > returned_quantity)`,

  '2 reserved stock equals the reservations': `
    select variant_id, reserved, coalesce(quantity, 0) as reservations from inventory
    left join (
      select variant_id, sum(quantity) as quantity from inventory_locks where shop_id = $1 group by variant_id
    ) as locks using (variant_id)
    where shop_id = $1 and reserved <> coalesce(quantity, 0)`,

  // a reservation may cover less if the variant can be backordered
  '2 a reservation covers what its order still has to take, and ends when the order no longer waits': `
    select orders.number, orders.state, locks.quantity, items.missing from inventory_locks as locks
    join orders on orders.id = locks.order_id
    left join (
      select order_id, variant_id, bool_or(allows_backorder) as allows_backorder,
        sum(quantity - committed_quantity - shipped_quantity - cancelled_quantity) as missing
      from order_items where shop_id = $1 group by order_id, variant_id
    ) as items on items.order_id = locks.order_id and items.variant_id = locks.variant_id
    where locks.shop_id = $1 and locks.expires_at > now() and (state not in ${waiting}
      or locks.quantity > coalesce(items.missing, 0) or locks.quantity < items.missing and not items.allows_backorder)`,

  '2 only a confirmed order has committed stock': `
    select orders.number, orders.state, items.sku, committed_quantity from orders
    join order_items as items on items.order_id = orders.id
    where orders.shop_id = $1 and state not in ${confirmed} and committed_quantity > 0`,

  '3 money that did not confirm its order has had an exception': `
    select payments.* from payments
    where shop_id = $1 and outcome not in ('confirmed', 'revived')
      and not exists (select from money_exceptions where payment_id = payments.id)`,

  '3 each confirmation of an order has at most one confirming payment': `
    select number from orders where shop_id = $1 and (
      select count(*) from payments where order_id = orders.id and outcome in ('confirmed', 'revived')
    ) > (
      select count(*) from activity_logs where entity_type = 'order' and entity_id = orders.id
        and action in ('settle', 'revive', 'payment_collected'))`,

  '3 money confirms an order only when it covers the total': `
    select entity_id as order_id, new_value from activity_logs
    where shop_id = $1 and entity_type = 'order' and action = 'settle'
      and (new_value ->> 'paid_minor')::bigint - (new_value ->> 'refunded_minor')::bigint < (new_value ->> 'total_minor')::bigint`,

  '3 an attempt has succeeded exactly when it has a payment': `
    select reference, state from payment_intents as intents
    where shop_id = $1 and (state = 'succeeded') <> exists (select from payments where intent_id = intents.id)`,

  '3 an overpayment is being refunded': `
    select number, state, total_minor, paid_minor from orders
    where shop_id = $1 and state in ${confirmed} and paid_minor - refunded_minor > total_minor
      -- without the payments that the gateway itself sends back
      and (select sum(amount_minor - refunding_minor) from payments
        where order_id = orders.id and payments.currency = orders.currency and not exists (
          select from money_exceptions where payment_id = payments.id and kind = 'reversed' and resolved_at is null)) > total_minor
      -- unless a refund failed or was declined
      and not exists (select from refunds where order_id = orders.id and refunds.state in ${deadRefund})`,

  '3 refunding an overpayment leaves the order its total': `
    select number, state, total_minor, retained.minor from orders, lateral (
      select coalesce(sum(amount_minor - refunding_minor), 0) as minor from payments
      where order_id = orders.id and payments.currency = orders.currency
    ) as retained, lateral (
      select bool_or(reason = 'overpaid') as automatic, bool_or(reason <> 'overpaid') as by_staff
      from refunds where order_id = orders.id and refunds.state not in ${deadRefund}
    ) as went
    where shop_id = $1 and state in ${confirmed} and automatic and not by_staff and retained.minor < total_minor + (
        -- the gateway itself sends this back
        select coalesce(sum(amount_minor - refunding_minor), 0) from payments
        where order_id = orders.id and payments.currency = orders.currency and exists (
          select from money_exceptions where payment_id = payments.id and kind = 'reversed' and resolved_at is null))
      -- and staff have not accepted less
      and not exists (select from activity_logs where entity_type = 'order' and entity_id = orders.id and action = 'approve')`,

  '3 collected cash belongs to a courier and is counted once': `
    select payments.transaction_id from payments left join cash_collections as collections on payment_id = payments.id
    where payments.shop_id = $1 and (gateway = 'cash') <> (payment_id is not null)
    union all
    select handovers.id::text from cash_handovers as handovers where handovers.shop_id = $1 and expected_minor <> (
      select coalesce(sum(amount_minor), 0) from cash_collections as collections
      join payments on payments.id = payment_id where handover_id = handovers.id)`,

  '3 a confirmed bank credit equals the payment of its order': `
    select lines.id, lines.order_id from statement_lines as lines
    where lines.shop_id = $1 and order_id is not null and not exists (
      select from payments where payments.id = lines.payment_id and payments.order_id = lines.order_id
        and payments.amount_minor = lines.amount_minor)`,

  '3 a bank credit counts once, however often it was reassigned': `
    select lines.id, amount_minor, counted.minor from statement_lines as lines, lateral (
      select coalesce(sum(payments.amount_minor - coalesce((select sum(amount_minor) from refunds
        where payment_id = payments.id and refunds.kind = 'moved'), 0)), 0) as minor
      from payments where payments.id = lines.payment_id or payments.id in (
        select payment_id from statement_moves where line_id = lines.id
        union select refunds.payment_id from statement_moves join refunds on refunds.id = refund_id where line_id = lines.id)
    ) as counted
    where lines.shop_id = $1 and counted.minor <> case when order_id is null then 0 else lines.amount_minor end`,

  '3 moved money is exactly one payment of another order': `
    select refunds.id from refunds join payments as source on source.id = refunds.payment_id
    left join statement_moves as moves on moves.refund_id = refunds.id
    left join payments as target on target.id = moves.payment_id
    where refunds.shop_id = $1 and (refunds.kind = 'moved') <> (moves.id is not null)
      or refunds.shop_id = $1 and refunds.kind = 'moved' and ((refunds.amount_minor, target.amount_minor, target.currency, target.gateway)
        is distinct from (source.amount_minor, source.amount_minor, source.currency, 'bank_transfer')
        or target.order_id = source.order_id or refunds.state <> 'succeeded')`,

  '4 an order that continues after its money was moved has had an exception': `
    select number, state from orders
    where shop_id = $1 and state in ${confirmed} and moved_minor > 0 and paid_minor - refunded_minor < total_minor
      and not exists (select from money_exceptions where order_id = orders.id and kind = 'payment_moved')
      and not exists (select from refunds where order_id = orders.id and kind = 'refund' and refunds.state not in ${deadRefund})
      and not exists (select from activity_logs where entity_type = 'order' and entity_id = orders.id and action = 'approve')`,

  '4 an unshipped order whose money was moved is on hold until staff decide': `
    select number, state from orders
    where shop_id = $1 and state in ('confirmed', 'processing', 'ready_for_shipment') and hold_reason is null
      and paid_minor - refunded_minor < total_minor and exists (
        select from money_exceptions where order_id = orders.id and kind = 'payment_moved' and resolved_at is null)`,

  '7 only a shipped or completed order has a failed delivery, and a returned one that holds no money is completed': `
    select number, state from orders where shop_id = $1 and (
      (delivery_failed_at is not null and state not in ('shipped', 'completed'))
      or (refused_at is not null and delivery_failed_at is null)
      or (state = 'shipped' and returned_all and paid_minor = refunded_minor and not dispute_open))`,

  '4 money without a confirmed order has an open exception': `
    select number, state, paid_minor from orders
    where shop_id = $1 and state not in ${confirmed}
      and exists (select from payments where order_id = orders.id and amount_minor > (
        select coalesce(sum(amount_minor), 0) from refunds where payment_id = payments.id and refunds.state = 'succeeded'))
      and not exists (select from money_exceptions where order_id = orders.id and resolved_at is null)`,

  '4 an order on hold for its money has an open exception': `
    select number, hold_reason from orders
    where shop_id = $1 and hold_reason in ('paid_short', 'amount_mismatch', 'payment_moved', 'refund_failed') and not exists (
      select from money_exceptions where order_id = orders.id and resolved_at is null and case hold_reason
        when 'refund_failed' then kind = 'refund_failed'
        else kind in ('paid_short', 'amount_mismatch', 'currency_mismatch', 'reversed', 'payment_moved') end)`,

  '5 bank details exist only for orders with a refund': `
    select details.order_id from payout_details as details
    where shop_id = $1 and not exists (select from refunds where refunds.order_id = details.order_id)`,

  '4 a refund that the gateway could not make has had an exception': `
    select refunds.id, refunds.state from refunds
    where shop_id = $1 and state in ('failed', 'needs_attention')
      and not exists (select from money_exceptions where refund_id = refunds.id)`,

  '4 an open dispute marks its order and has an open exception': `
    select number, dispute_open from orders
    where shop_id = $1 and (dispute_open <> exists (
      select from disputes where order_id = orders.id and disputes.state = 'open')
      or dispute_open and not exists (
        select from money_exceptions where order_id = orders.id and kind = 'dispute' and resolved_at is null))`,

  '5 the paid amount of an order equals its payments': `
    select number, paid_minor, refunded_minor from orders
    where shop_id = $1 and (refunded_minor > paid_minor or paid_minor <> (
      select coalesce(sum(amount_minor), 0) from payments
      where order_id = orders.id and payments.currency = orders.currency))`,

  '5 the refunded and moved amounts of an order equal its refunds': `
    select number, refunded_minor, moved_minor from orders, lateral (
      select coalesce(sum(amount_minor), 0) as minor, coalesce(sum(amount_minor) filter (where kind = 'moved'), 0) as moved from refunds
      where order_id = orders.id and refunds.currency = orders.currency and refunds.state = 'succeeded') as went
    where shop_id = $1 and (refunded_minor, moved_minor) <> (went.minor, went.moved)`,

  '5 the refunding amount of an order equals its refunds that are done or under way': `
    select number, refunding_minor, went.minor from orders, lateral (
      select coalesce(sum(amount_minor), 0) as minor from refunds
      where order_id = orders.id and refunds.currency = orders.currency and refunds.state not in ${deadRefund}) as went
    where shop_id = $1 and refunding_minor <> went.minor`,

  '5 refunds never exceed their payment': `
    select payments.id, amount_minor, refunding_minor, went.sum from payments
    left join (
      select payment_id, sum(amount_minor) from refunds where shop_id = $1 and state not in ${deadRefund} group by payment_id
    ) as went on went.payment_id = payments.id
    where shop_id = $1 and (refunding_minor <> coalesce(went.sum, 0) or refunding_minor > amount_minor)`,

  '5 no unit is refunded more than once': `
    select items.order_id, items.sku, items.refunded_quantity, went.sum from order_items as items
    left join (
      select order_item_id, sum(quantity) from refund_items
      join refunds on refunds.id = refund_items.refund_id
      where refund_items.shop_id = $1 and state not in ${deadRefund} group by order_item_id
    ) as went on went.order_item_id = items.id
    where shop_id = $1 and (refunded_quantity <> coalesce(went.sum, 0) or refunded_quantity > quantity)`,

  '5 a refund belongs to a payment of its own order': `
    select refunds.id from refunds join payments on payments.id = refunds.payment_id
    where refunds.shop_id = $1 and (refunds.order_id, refunds.currency, refunds.gateway)
      <> (payments.order_id, payments.currency, payments.gateway)`,

  '6 every change of state is logged once, along the table of transitions': `
    with steps as (
      select entity_id, seq, action, old_value ->> 'state' as from_state, new_value ->> 'state' as to_state,
        lag(new_value ->> 'state') over chain as state_before, lead(seq) over chain is null as is_last
      from activity_logs where shop_id = $1 and entity_type = 'order' and new_value is not null
      window chain as (partition by entity_id order by seq)
    )
    select orders.number, orders.state, steps.* from orders left join steps on steps.entity_id = orders.id
    where orders.shop_id = $1 and (
      steps.seq is null
      or from_state is distinct from state_before
      or (from_state is null) <> (action = 'create_order')
      or (is_last and to_state <> orders.state::text)
      or (from_state <> to_state and not exists (
        select from order_transitions as moves
        where moves.from_state::text = steps.from_state and moves.to_state::text = steps.to_state
          and moves.command::text = steps.action)))`,

  '6 the last log row has the paid and refunded amounts of the order': `
    select number, paid_minor, refunded_minor, total_minor, last.new_value from orders
    left join (
      select distinct on (entity_id) entity_id, new_value from activity_logs
      where shop_id = $1 and entity_type = 'order' and new_value is not null order by entity_id, seq desc
    ) as last on last.entity_id = orders.id
    where shop_id = $1 and (paid_minor, refunded_minor, total_minor) is distinct from (
      (new_value ->> 'paid_minor')::bigint, (new_value ->> 'refunded_minor')::bigint, (new_value ->> 'total_minor')::bigint)`,

  '7 a confirmed order has committed or shipped all of its stock': `
    select orders.number, orders.state, items.sku, items.quantity, items.committed_quantity, items.shipped_quantity
    from orders join order_items as items on items.order_id = orders.id
    where orders.shop_id = $1 and items.is_tracked and not orders.backordered and state in ${confirmed}
      and committed_quantity + shipped_quantity + cancelled_quantity <> quantity`,

  '7 a backordered order waits for stock': `
    select orders.number, orders.state from orders
    where orders.shop_id = $1 and backordered and (state not in ${confirmed} or not exists (
      select from order_items as items where items.order_id = orders.id and items.is_tracked
        and committed_quantity + shipped_quantity + cancelled_quantity < quantity))`,

  '10 one key has made one order': `
    select orders.number, count(keys.key) from orders
    left join idempotency_keys as keys on keys.shop_id = orders.shop_id and keys.scope = 'create_order'
      and keys.response ->> 'order_id' = orders.id::text
    where orders.shop_id = $1 group by orders.id
    -- a key expires after three days
    having count(keys.key) > 1 or (count(keys.key) = 0 and orders.placed_at > now() - interval '72 hours')`,

  '10 no refund has two keys, and a failed one is retried at most once': `
    select response ->> 'refund_id' as refund_id from idempotency_keys
    where shop_id = $1 and scope = 'issue_refund' group by 1 having count(*) > 1
    union all
    select retries_refund_id::text from refunds
    where shop_id = $1 and retries_refund_id is not null and state <> 'declined'
    group by 1 having count(*) > 1`,

  '10 an order has at most one live payment attempt': `
    select order_id from payment_intents where shop_id = $1 and state in ('created', 'open')
    group by order_id having count(*) > 1`,

  ...lineInvariants,

  ...catalogueInvariants,

  'an order is shipped exactly when all of it has left': `
    select number, state, pieces, pieces_shipped, pieces_cancelled from orders
    where shop_id = $1 and state <> 'cancelled'
      and (state in ('shipped', 'delivered', 'completed')) <> (pieces_shipped = pieces - pieces_cancelled)`,

  'each confirmation sends exactly one email': `
    select number from orders where shop_id = $1 and (
      select count(*) from notification_queue where order_id = orders.id and template = 'order_confirmed'
    ) <> (
      select count(*) from activity_logs where entity_type = 'order' and entity_id = orders.id
        and new_value ->> 'state' = 'confirmed' and old_value ->> 'state' is distinct from 'confirmed')`,
};

const query = Object.entries(invariants)
  .map(([name, text]) => `select '${name}' as name, to_jsonb(broken) as broken from (${text}) as broken`)
  .join('\nunion all\n');

/** The invariants that a shop breaks, each with an offending row. Must be empty. */
export async function brokenInvariants(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql.unsafe<{ name: string; broken: unknown }[]>(query, [shopId], { prepare: true });
  return rows.map((row) => `${row.name}: ${JSON.stringify(row.broken)}`);
}

/** The entities whose log was rewritten. A broken chain stays broken, so one check at the end is enough. */
export async function brokenChains(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql<{ entity: string }[]>`
    select entity_type || ' ' || entity_id as entity from activity_logs where shop_id = ${shopId}
    group by entity_type, entity_id having not verify_activity_chain(entity_type, entity_id)`;
  return rows.map((row) => row.entity);
}

/** The variants with more sold and reserved than on hand. Only a stock correction or an import may cause that. */
export async function overpromised(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql<{ variant_id: string }[]>`
    select variant_id from inventory where shop_id = ${shopId} and on_hand < committed + (
      select coalesce(sum(quantity), 0) from inventory_locks as locks
      where locks.variant_id = inventory.variant_id and expires_at > now())`;
  return rows.map((row) => row.variant_id);
}
