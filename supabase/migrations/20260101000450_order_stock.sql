-- The stock of an order: reading its lines, reserving, deducting and restoring them.

-- Whether a line of a request means an item: by its `item_id`, or, without one, by its `variant_id`.
create function private.is_item_of(item public.order_items, line jsonb)
returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
  return case when line ->> 'item_id' is null then item.variant_id = private.to_uuid(line ->> 'variant_id')
    else item.id = private.to_uuid(line ->> 'item_id') end;
end $$;

-- Parses [{ item_id, quantity, … }] of a request: one row per line of the order, its units summed. A `variant_id` may be given instead of
-- `item_id`, if the order has one line of it. Refuses `invalid_lines` (422) for lines that are not the order's, and for quantities below 1;
-- `ambiguous_line` (422) for a variant of which the order has several.
create function private.read_order_lines(orders public.orders, lines jsonb)
returns table (item public.order_items, quantity int, restocked int)
language plpgsql stable
set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(lines), '') <> 'array' or jsonb_array_length(lines) not between 1 and 200 or exists (
    select from jsonb_array_elements(lines) as line
    where jsonb_typeof(line) <> 'object' or coalesce(line ->> 'quantity', '') !~ '^[1-9][0-9]{0,5}$'
      or not exists (select from public.order_items as items where items.order_id = orders.id and private.is_item_of(items, line))
  ) then
    perform private.refuse(422, 'invalid_lines', field => 'lines');
  elsif exists (select from jsonb_array_elements(lines) as line
    where (select count(*) from public.order_items as items where items.order_id = orders.id and private.is_item_of(items, line)) > 1) then
    perform private.refuse(422, 'ambiguous_line', field => 'lines');
  end if;
  return query
    select items, sum((line ->> 'quantity')::int)::int,
      coalesce(sum((line ->> 'quantity')::int) filter (where line -> 'restock' = 'true'), 0)::int
    from public.order_items as items
    join jsonb_array_elements(lines) as line on private.is_item_of(items, line)
    where items.order_id = orders.id
    group by items.id
    order by items.variant_id, items.position;
end $$;

-- Units of a line that are neither deducted nor shipped nor cancelled.
create function private.outstanding_quantity(item public.order_items)
returns int
language plpgsql immutable
set search_path = ''
as $$
begin
  return item.quantity - item.committed_quantity - item.shipped_quantity - item.cancelled_quantity;
end $$;

-- Units that earlier lines of the same variant in the same order take first.
create function private.earlier_quantity(item public.order_items)
returns int
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(sum(private.outstanding_quantity(items)), 0)::int from public.order_items as items
    where items.order_id = item.order_id and items.variant_id = item.variant_id and items.position < item.position
  );
end $$;

-- The units of a line that the order can take from the stock now, after its earlier lines. For a variant that can be backordered: only its
-- own reservation and free units, not those that other orders have reserved.
create function private.takeable_quantity(item public.order_items)
returns int
language plpgsql stable
set search_path = ''
as $$
declare
  v_free int := private.free_quantity(item.variant_id, item.order_id);
begin
  if item.allows_backorder then
    v_free := least(v_free, private.free_quantity(item.variant_id) + coalesce((
      select locks.quantity from public.inventory_locks as locks
      where locks.order_id = item.order_id and locks.variant_id = item.variant_id and locks.expires_at > now()), 0));
  end if;
  return greatest(0, least(v_free - private.earlier_quantity(item), private.outstanding_quantity(item)));
end $$;

-- Lines for which there is not enough free stock (the order's own reservations count as free), or null. A line that can be backordered is
-- short only once the order is backordered. The caller has locked the inventory rows.
create function private.short_lines(order_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'item_id', items.id, 'variant_id', items.variant_id, 'sku', items.sku, 'name', items.name, 'option_value', items.option_value,
      'answers', items.answers, 'requested', items.quantity - items.cancelled_quantity, 'available', stock.available)
      order by items.position)
    from public.order_items as items,
      lateral (select greatest(0, private.free_quantity(items.variant_id, short_lines.order_id) - private.earlier_quantity(items))
        as available) as stock
    where items.order_id = short_lines.order_id and items.is_tracked
      and private.outstanding_quantity(items) > private.takeable_quantity(items)
      and (not items.allows_backorder or (select orders.backordered from public.orders where orders.id = items.order_id))
  );
end $$;

-- Locks the inventory rows of orders, sorted, so that no two commands deadlock.
create function private.lock_stock_rows(variadic order_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform 1 from public.inventory
  where inventory.variant_id in (
    select items.variant_id from public.order_items as items
    where items.order_id = any (order_ids) and items.is_tracked
  )
  order by inventory.variant_id, inventory.location
  for update;
end $$;

-- Reserves the order's stock until a time: all lines or none; of a line that can be backordered, what is in stock. Answers the short lines,
-- or null. An existing reservation is renewed. The caller has locked the inventory rows.
create function private.lock_inventory(orders public.orders, until timestamptz)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_short jsonb;
begin
  v_short := private.short_lines(orders.id);
  if v_short is null then
    insert into public.inventory_locks (shop_id, order_id, variant_id, quantity, expires_at)
    select items.shop_id, items.order_id, items.variant_id, sum(private.takeable_quantity(items)), until
    from public.order_items as items
    where items.order_id = orders.id and items.is_tracked
    group by items.shop_id, items.order_id, items.variant_id
    having sum(private.takeable_quantity(items)) > 0
    on conflict on constraint inventory_locks_pkey do update
      set quantity = excluded.quantity, expires_at = greatest(inventory_locks.expires_at, excluded.expires_at);
  end if;
  return v_short;
end $$;

-- Deducts the order's stock: all lines or none. Answers the short lines, or null. Repeating it deducts no unit twice. Of lines that
-- can be backordered it deducts what is in stock, and the order waits as a backorder until the rest arrives.
create function private.try_deduct(orders public.orders)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_short jsonb;
  v_item record;
  v_is_backordered boolean := false;
begin
  perform private.lock_stock_rows(orders.id);
  v_short := private.short_lines(orders.id);
  if v_short is not null then
    return v_short;
  end if;
  -- one query reads all lines before the first deduction, so that a reservation for two lines still counts for the second
  for v_item in
    select items.id, items.variant_id, private.takeable_quantity(items) as quantity, private.outstanding_quantity(items) as wanted
    from public.order_items as items
    where items.order_id = orders.id and items.is_tracked and private.outstanding_quantity(items) > 0
    order by items.variant_id, items.position
  loop
    v_is_backordered := v_is_backordered or v_item.quantity < v_item.wanted;
    continue when v_item.quantity = 0;
    perform private.move_stock(orders.shop_id, v_item.variant_id, 0, v_item.quantity, 'deduct', orders.id);
    update public.order_items as items set committed_quantity = items.committed_quantity + v_item.quantity where items.id = v_item.id;
  end loop;
  update public.orders as o set backordered = v_is_backordered where o.id = orders.id and o.backordered <> v_is_backordered;
  delete from public.inventory_locks as locks where locks.order_id = orders.id;
  return null;
end $$;

-- Deducts the stock of an order. Refuses `sold_out` (409, details: the short lines), `order_not_found` (404).
create function public.deduct_inventory(order_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_short jsonb := private.try_deduct(v_order);
begin
  if v_short is not null then
    perform private.refuse(409, 'sold_out', v_short);
  end if;
end $$;
comment on function public.deduct_inventory is 'Deducts the stock of an order, for our servers.';

-- Restores the deducted stock of units that were not shipped, and deletes their reservations. `lines`: as in restore_inventory.
create function private.restore_stock(orders public.orders, lines jsonb default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  -- { item id: quantity }
  v_wanted jsonb;
  v_item record;
begin
  if lines is not null then
    v_wanted := (select jsonb_object_agg((named.item).id, named.quantity) from private.read_order_lines(orders, lines) as named);
  end if;
  perform private.lock_stock_rows(orders.id);
  for v_item in
    select items.id, items.variant_id,
      case when v_wanted is null then items.committed_quantity
        else least(items.committed_quantity, coalesce((v_wanted ->> items.id::text)::int, 0)) end as quantity
    from public.order_items as items
    where items.order_id = orders.id and items.committed_quantity > 0
    order by items.variant_id, items.position
  loop
    continue when v_item.quantity <= 0;
    perform private.move_stock(orders.shop_id, v_item.variant_id, 0, -v_item.quantity, 'restore', orders.id);
    update public.order_items as items set committed_quantity = items.committed_quantity - v_item.quantity
    where items.id = v_item.id;
  end loop;
  delete from public.inventory_locks as locks
  where locks.order_id = orders.id and (v_wanted is null or locks.variant_id in (
    select items.variant_id from public.order_items as items where items.order_id = orders.id and v_wanted ? items.id::text));
end $$;

-- Restores the stock of an order, for our servers. `lines`: [{ item_id, quantity }]; null: everything. Never restores more than was
-- deducted. Refuses what private.read_order_lines refuses.
create function public.restore_inventory(order_id uuid, lines jsonb default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.restore_stock(private.lock_order(order_id), lines);
end $$;
comment on function public.restore_inventory is 'Restores the stock of an order, for our servers.';

-- Whether an order, together with the other unpaid orders of its buyer, exceeds what one buyer may reserve unpaid. A buyer is recognized by
-- customer, phone number, cart or network address. The limits are the units of a variant (shop_settings: reserve_share, reserve_units) and
-- max_unpaid_orders, which does not count orders that share only the network address. With a share below 1, callers without a verified
-- network address reserve nothing: they may already have reserved their share under another address.
-- `lines`: [{ variant_id, quantity }] that the order would take; the order need not be stored yet. The caller has locked the inventory
-- rows, so that two orders cannot both take the last share. Our servers and the shop's own staff are not limited.
create function private.exceeds_reserve(orders public.orders, lines jsonb)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_settings public.shop_settings;
  v_phone text := private.phone_key(orders.phone);
  v_own int;
  v_ids uuid[];
begin
  if private.client_key(orders.shop_id) is null then
    return false;
  end if;
  select * into v_settings from public.shop_settings as settings where settings.shop_id = orders.shop_id;
  if v_settings.reserve_share < 1 and orders.client_hash = private.hash_client(orders.shop_id, 'direct') then
    return coalesce(lines <> '[]', false);
  end if;
  select count(*) filter (where found.is_own), array_agg(found.id) into v_own, v_ids
  from (
    select o.id, bool_or(o.customer_id = orders.customer_id or o.cart_id = orders.cart_id
      or o.phone_key = v_phone) as is_own
    from public.orders as o
    where o.shop_id = orders.shop_id and o.id is distinct from orders.id
      and o.state in ('pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment')
      and (o.customer_id = orders.customer_id or o.cart_id = orders.cart_id or o.client_hash = orders.client_hash
        or o.phone_key = v_phone)
      and o.paid_minor - o.refunded_minor < o.total_minor
      -- orders without a live reservation or deducted stock do not count
      and (exists (select from public.inventory_locks as locks where locks.order_id = o.id and locks.expires_at > now())
        or exists (select from public.order_items as items where items.order_id = o.id and items.committed_quantity > 0))
    group by o.id
  ) as found;
  return v_own >= v_settings.max_unpaid_orders or exists (
    select from (
      select lines.variant_id, sum(lines.quantity) as quantity from jsonb_to_recordset(lines) as lines (variant_id uuid, quantity int)
      group by lines.variant_id) as line,
      lateral (
        select coalesce(sum(items.committed_quantity), 0) as committed from public.order_items as items
        where items.order_id = any (v_ids) and items.variant_id = line.variant_id
      ) as others,
      lateral (
        select coalesce(sum(locks.quantity), 0) as quantity from public.inventory_locks as locks
        where locks.order_id = any (v_ids) and locks.variant_id = line.variant_id and locks.expires_at > now()
      ) as reserved,
      lateral (
        select coalesce(sum(inventory.on_hand - inventory.committed), 0) as quantity from public.inventory
        where inventory.variant_id = line.variant_id
      ) as unsold
    where others.committed + reserved.quantity + line.quantity
      > greatest(v_settings.reserve_units, floor((unsold.quantity + others.committed) * v_settings.reserve_share)));
end $$;

-- Reserves the stock of an order that now waits for payment, or deducts that of a confirmed one, by its policy. Answers the order; if it
-- exceeds what one buyer may reserve unpaid, it reserves nothing (`is_unreserved`).
-- Refuses `sold_out` (409, details: [{ item_id, variant_id, sku, name, option_value, answers, requested, available }]).
create function private.reserve_or_deduct(orders public.orders)
returns public.orders
language plpgsql volatile
set search_path = ''
as $$
declare
  v_short jsonb;
begin
  if orders.state = 'confirmed' then
    v_short := private.try_deduct(orders);
    select * into orders from public.orders as o where o.id = orders.id;
  elsif orders.state = 'pending_payment' and orders.lock_for is not null then
    perform private.lock_stock_rows(orders.id);
    if private.exceeds_reserve(orders, private.outstanding_lines(orders.id)) then
      v_short := private.short_lines(orders.id);
      update public.orders as o set is_unreserved = true where o.id = orders.id returning * into orders;
    else
      v_short := private.lock_inventory(orders, now() + orders.lock_for);
    end if;
  end if;
  if v_short is not null then
    perform private.refuse(409, 'sold_out', v_short);
  end if;
  return orders;
end $$;

-- The tracked quantities that an order still takes from the stock: [{ variant_id, quantity }].
create function private.outstanding_lines(order_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('variant_id', items.variant_id,
      'quantity', case when items.allows_backorder then private.takeable_quantity(items) else private.outstanding_quantity(items) end))
    from public.order_items as items
    where items.order_id = outstanding_lines.order_id and items.is_tracked and private.outstanding_quantity(items) > 0
  );
end $$;

grant execute on function public.deduct_inventory(uuid), public.restore_inventory(uuid, jsonb) to service_role;
