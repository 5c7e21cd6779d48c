import type { Sql } from 'postgres';

/**
 * What must hold for every shop at any time (docs/model.md, "Invariants"), as SQL that answers what breaks it.
 * A broken invariant is a bug in the migrations, however the data came about.
 */
const invariants: Record<string, string> = {
  '1 nothing is sold that is not on the shelf': `
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

  '2 what is committed is what open orders have taken': `
    select variant_id, committed, coalesce(taken, 0) as taken from inventory
    left join (
      select variant_id, sum(committed_quantity) as taken from order_items where shop_id = $1 group by variant_id
    ) as orders using (variant_id)
    where shop_id = $1 and committed <> coalesce(taken, 0)`,

  '2 what left the shelf for an order is what it shipped': `
    select items.order_id, items.sku, committed_quantity, shipped_quantity, moved.* from order_items as items
    left join (
      select order_id, variant_id, sum(on_hand_delta) as on_hand_moved, sum(committed_delta) as committed_moved
      from stock_movements where shop_id = $1 and order_id is not null group by order_id, variant_id
    ) as moved using (order_id, variant_id)
    where shop_id = $1 and is_tracked
      and (coalesce(-on_hand_moved, 0), coalesce(committed_moved, 0)) <> (shipped_quantity, committed_quantity)`,

  '2 a finished order keeps no promise of stock': `
    select orders.number, orders.state from inventory_locks as locks join orders on orders.id = locks.order_id
    where locks.shop_id = $1 and locks.expires_at > now()
      and state not in ('requested', 'pending_payment', 'awaiting_verification')`,

  '3 money that did not confirm its order has opened a question': `
    select payments.* from payments
    where shop_id = $1 and outcome not in ('confirmed', 'revived')
      and not exists (select from money_exceptions where payment_id = payments.id)`,

  '3 an order is confirmed by one payment at most for each time that it was confirmed': `
    select number from orders where shop_id = $1 and (
      select count(*) from payments where order_id = orders.id and outcome in ('confirmed', 'revived')
    ) > (
      select count(*) from activity_logs where entity_type = 'order' and entity_id = orders.id
        and action in ('settle', 'revive'))`,

  '4 money without a confirmed order is in front of somebody': `
    select number, state, paid_minor from orders
    where shop_id = $1 and state in ('requested', 'pending_payment', 'awaiting_verification', 'cancelled')
      and (paid_minor > refunded_minor or exists (
        select from payments where order_id = orders.id and payments.currency <> orders.currency))
      and not exists (select from money_exceptions where order_id = orders.id and resolved_at is null)`,

  '5 what an order says it was paid is what arrived': `
    select number, paid_minor, refunded_minor from orders
    where shop_id = $1 and (refunded_minor > paid_minor or paid_minor <> (
      select coalesce(sum(amount_minor), 0) from payments
      where order_id = orders.id and payments.currency = orders.currency))`,

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
          and moves.command = steps.action)))`,

  '7 a confirmed order has taken all of its stock': `
    select orders.number, orders.state, items.sku, items.quantity, items.committed_quantity, items.shipped_quantity
    from orders join order_items as items on items.order_id = orders.id
    where orders.shop_id = $1 and items.is_tracked and not orders.backordered
      and state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed')
      and committed_quantity + shipped_quantity <> quantity`,

  '10 one key has made one order': `
    select orders.number, count(keys.key) from orders
    left join idempotency_keys as keys on keys.shop_id = orders.shop_id and keys.scope = 'create_order'
      and keys.response ->> 'order_id' = orders.id::text
    where orders.shop_id = $1 group by orders.number having count(keys.key) <> 1`,

  '10 an order has one live attempt to pay at most': `
    select order_id from payment_intents where shop_id = $1 and state in ('created', 'open')
    group by order_id having count(*) > 1`,

  'an order costs what its lines cost': `
    select number, subtotal_minor, pieces, lines.* from orders
    left join (
      select order_id, sum(line_total_minor) as lines_minor, sum(quantity) as lines_pieces
      from order_items where shop_id = $1 group by order_id
    ) as lines on lines.order_id = orders.id
    where shop_id = $1 and (subtotal_minor, pieces) is distinct from (lines_minor, lines_pieces)`,

  'a shopper is told once of each confirmation': `
    select number from orders where shop_id = $1 and (
      select count(*) from notification_queue where order_id = orders.id and template = 'order_confirmed'
    ) <> (
      select count(*) from activity_logs where entity_type = 'order' and entity_id = orders.id
        and new_value ->> 'state' = 'confirmed' and old_value ->> 'state' is distinct from 'confirmed')`,
};

const query = Object.entries(invariants)
  .map(([name, text]) => `select '${name}' as name, to_jsonb(broken) as broken from (${text}) as broken`)
  .join('\nunion all\n');

/** The invariants that a shop breaks, each with a row that shows it. An empty list is the only good answer. */
export async function brokenInvariants(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql.unsafe<{ name: string; broken: unknown }[]>(query, [shopId], { prepare: true });
  return rows.map((row) => `${row.name}: ${JSON.stringify(row.broken)}`);
}

/** The entities whose log was rewritten. A chain that is broken stays broken, so that one look at the end will do. */
export async function brokenChains(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql<{ entity: string }[]>`
    select entity_type || ' ' || entity_id as entity from activity_logs where shop_id = ${shopId}
    group by entity_type, entity_id having not verify_activity_chain(entity_type, entity_id)`;
  return rows.map((row) => row.entity);
}

/** The variants of which more is sold and promised than there is. Only a count may bring that about. */
export async function overpromised(sql: Sql, shopId: string): Promise<string[]> {
  const rows = await sql<{ variant_id: string }[]>`
    select variant_id from inventory where shop_id = ${shopId} and on_hand < committed + (
      select coalesce(sum(quantity), 0) from inventory_locks as locks
      where locks.variant_id = inventory.variant_id and expires_at > now())`;
  return rows.map((row) => row.variant_id);
}
