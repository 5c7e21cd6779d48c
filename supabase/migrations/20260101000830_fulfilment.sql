-- The fulfilment queue: orders to pack, ship and follow up, longest waiting first.

-- Cash to collect on delivery.
create function private.cash_due(orders public.orders)
returns bigint
language sql immutable
set search_path = ''
return case when orders.payment_method = 'cod'
  then greatest(0, orders.total_minor - (orders.paid_minor - orders.refunded_minor)) else 0 end;

-- A page of the orders in one stage, for staff with `orders.read`, after (`from_confirmed_at`, `from_id`). `stage` is
-- · to_pack: confirmed or being packed · to_ship: packed · on_hold: not shipped, and blocked from packing and shipping, by a hold, a
--   dispute, or because its money is refunded or being refunded (private.guard_move) · on_the_way: shipped · came_back: shipped, and the
--   last delivery failed or was refused.
-- [{ order_id, number, version, state, status, payment_status, name, phone, shipping_address, shipping_rate_name, note,
-- payment_method, currency, total_minor, held_minor (paid and not refunded), to_collect_minor (cash to collect at the door),
-- payment_steps (private.payment_steps, for cash under way), actions (private.order_actions),
-- placed_at, confirmed_at, shipped_at, hold_reason, hold_note, dispute_open, backordered, is_confirmed_by_me (a colleague has to
-- ship it), in_transit, delivery_failed_at, refused_at, failure_reason (as staff wrote it), carrier, tracking_number, tracking_url,
-- items: [{ order_item_id, variant_id, sku, name, option_value, answers, image_src, quantity (still to ship), shipped_quantity,
-- returned_quantity }] }].
-- Refuses `forbidden` (403), `unknown_stage` (422).
-- Long because it is one query, most of which is the columns of its answer.
create function public.list_fulfilment(
  shop text, stage text default 'to_pack', from_confirmed_at timestamptz default null, from_id uuid default null,
  max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_fulfilment.shop);
  v_states public.order_state[] := case stage
    when 'to_pack' then array['confirmed', 'processing'] when 'to_ship' then array['ready_for_shipment']
    when 'on_hold' then array['confirmed', 'processing', 'ready_for_shipment']
    when 'on_the_way' then array['shipped'] when 'came_back' then array['shipped'] end::public.order_state[];
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'orders.read') then
    perform private.refuse(403, 'forbidden');
  elsif v_states is null then
    perform private.refuse(422, 'unknown_stage', field => 'stage');
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(rows) order by rows.confirmed_at, rows.order_id), '[]') from (
      select page.id as order_id, page.number, page.version, page.state, page.status, page.payment_status, page.name,
        page.phone, page.shipping_address, page.shipping_rate_name, page.note, page.payment_method, page.currency, page.total_minor,
        page.paid_minor - page.refunded_minor as held_minor,
        private.cash_due(page) as to_collect_minor,
        case when page.payment_method = 'cod' and page.state = 'shipped' then private.payment_steps(page) end as payment_steps,
        private.order_actions(page, 'staff') as actions,
        page.placed_at, page.confirmed_at, page.shipped_at, page.hold_reason, page.hold_note, page.dispute_open, page.backordered,
        coalesce(page.confirmed_by = (select auth.uid()), false) and private.separates_duties(v_shop_id) as is_confirmed_by_me,
        page.in_transit, page.delivery_failed_at, page.refused_at,
        case when page.delivery_failed_at is not null then (
          select logs.note from public.activity_logs as logs
          where logs.entity_type = 'order' and logs.entity_id = page.id and logs.action in ('fail_delivery', 'refuse_delivery')
          order by logs.seq desc limit 1) end as failure_reason,
        parcels.carrier, parcels.tracking_number, parcels.tracking_url,
        (select jsonb_agg(jsonb_build_object('order_item_id', items.id, 'variant_id', items.variant_id, 'sku', items.sku,
          'name', items.name, 'option_value', items.option_value, 'answers', items.answers, 'image_src', items.image_src,
          'quantity', items.quantity - items.cancelled_quantity - items.shipped_quantity,
          'shipped_quantity', items.shipped_quantity, 'returned_quantity', items.returned_quantity) order by items.position)
          from public.order_items as items where items.order_id = page.id and items.quantity > items.cancelled_quantity) as items
      from (
        select * from (
          select orders.* from unnest(v_states) as stage_state (state), lateral (
            select * from public.orders
            where orders.shop_id = v_shop_id and orders.state = stage_state.state
              and case stage when 'came_back' then orders.delivery_failed_at is not null
                when 'on_the_way' then orders.delivery_failed_at is null
                else (orders.status in ('on_hold', 'disputed', 'refunding')) = (stage = 'on_hold') end
              and (from_confirmed_at is null or (orders.confirmed_at, orders.id) > (from_confirmed_at, from_id))
            order by orders.confirmed_at, orders.id
            limit least(max_rows, 101)
          ) as orders
        ) as candidates
        order by candidates.confirmed_at, candidates.id
        limit least(max_rows, 101)
      ) as page
      left join lateral (
        select shipments.carrier, shipments.tracking_number, shipments.tracking_url from public.shipments
        where shipments.order_id = page.id order by shipments.shipped_at desc limit 1) as parcels on true
    ) as rows
  );
end $$;
comment on function public.list_fulfilment is 'A page of the orders in one stage of packing and shipping.';

-- The packing slips of these orders of a shop, for staff with `orders.read`: those that can be packed or shipped now, with what is still to
-- ship, in the order of `numbers`, a hundred at most: [{ number, state, name, phone, shipping_address, shipping_rate_name, note,
-- payment_method, currency, total_minor, placed_at, to_collect_minor, items: [{ order_item_id, variant_id, sku, name, option_value,
-- answers, image_src, quantity (still to ship), shipped_quantity, returned_quantity }] }]. Blocked orders (list_fulfilment: on_hold) are
-- left out. Refuses `forbidden` (403).
create function public.list_packing_slips(shop text, numbers text[])
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_packing_slips.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'orders.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('number', orders.number, 'state', orders.state, 'name', orders.name,
      'phone', orders.phone, 'shipping_address', orders.shipping_address, 'shipping_rate_name', orders.shipping_rate_name,
      'note', orders.note, 'payment_method', orders.payment_method, 'currency', orders.currency, 'total_minor', orders.total_minor,
      'placed_at', orders.placed_at, 'to_collect_minor', private.cash_due(orders), 'items', to_send.items)
      order by wanted.position), '[]')
    from unnest(numbers[1:100]) with ordinality as wanted (number, position)
    join public.orders on orders.shop_id = v_shop_id and orders.number = wanted.number
    cross join lateral (
      select jsonb_agg(jsonb_build_object('order_item_id', items.id, 'variant_id', items.variant_id, 'sku', items.sku,
        'name', items.name, 'option_value', items.option_value, 'answers', items.answers, 'image_src', items.image_src,
        'quantity', items.quantity - items.cancelled_quantity - items.shipped_quantity,
        'shipped_quantity', items.shipped_quantity, 'returned_quantity', items.returned_quantity) order by items.position) as items
      from public.order_items as items
      where items.order_id = orders.id and items.quantity > items.cancelled_quantity + items.shipped_quantity) as to_send
    where orders.state in ('confirmed', 'processing', 'ready_for_shipment')
      and orders.status not in ('on_hold', 'disputed', 'refunding') and to_send.items is not null
  );
end $$;
comment on function public.list_packing_slips is 'The packing slips of orders that can be packed or shipped now.';

-- How many orders wait in each stage, how many transfers for a verifier, refunds for the caller's approval, and exceptions for the caller's
-- decision: { to_verify, to_approve, to_decide (10 means 10 or more), to_pack, to_ship, on_hold, on_the_way, came_back }; `to_verify` is
-- null for staff who may not read payments. `to_approve` is null for those who may not approve refunds, and leaves out the caller's own
-- requests where duties are separated. For staff with `orders.read`. Refuses `forbidden` (403).
create function public.count_queues(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = count_queues.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'orders.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select jsonb_build_object(
      'to_verify', case when private.has_permission(v_shop_id, 'payments.read') then (select count(*) from public.orders
        where orders.shop_id = v_shop_id and orders.state = 'awaiting_verification'
          -- orders with an exception wait for finance, not for a verifier
          and orders.hold_reason is distinct from 'amount_mismatch' and orders.hold_reason is distinct from 'paid_short') end,
      'to_approve', case when private.has_permission(v_shop_id, 'refunds.approve') then (select count(*) from public.refunds
        where refunds.shop_id = v_shop_id and refunds.state = 'requested' and (not private.separates_duties(v_shop_id)
          or refunds.requested_by is distinct from (select auth.uid()))) end,
      -- undecided exceptions that the caller may decide, counted up to ten
      'to_decide', (select count(*) from (select from public.money_exceptions as exceptions
        where exceptions.shop_id = v_shop_id and exceptions.resolved_at is null and private.is_undecided(exceptions)
          and exceptions.owner_role = any ((select private.decidable_roles(v_shop_id))::public.staff_role[]) limit 10) as decisions),
      'to_pack', count(*) filter (where orders.state in ('confirmed', 'processing')
        and orders.status not in ('on_hold', 'disputed', 'refunding')),
      'to_ship', count(*) filter (where orders.state = 'ready_for_shipment'
        and orders.status not in ('on_hold', 'disputed', 'refunding')),
      'on_hold', count(*) filter (where orders.state <> 'shipped' and orders.status in ('on_hold', 'disputed', 'refunding')),
      'on_the_way', count(*) filter (where orders.state = 'shipped' and orders.delivery_failed_at is null),
      'came_back', count(*) filter (where orders.state = 'shipped' and orders.delivery_failed_at is not null))
    from public.orders
    where orders.shop_id = v_shop_id and orders.state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped')
  );
end $$;
comment on function public.count_queues is 'How many orders wait in each queue of a shop.';

grant execute on function public.list_fulfilment(text, text, timestamptz, uuid, int), public.count_queues(text),
  public.list_packing_slips(text, text[]) to authenticated, service_role;
