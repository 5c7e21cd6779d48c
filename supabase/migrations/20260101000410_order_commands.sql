-- What every command on an order shares: lock → guard → change → log → outbox, in one transaction.
-- Locks are always taken in this order: cart, order, inventory rows sorted by variant.

-- Who is asking

-- Whether the caller owns the order: by account, or by a token that we gave out.
create function private.is_holder(orders public.orders, access_token uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(orders.user_id = (select auth.uid()), false) or exists (
      select from public.order_access_tokens as tokens
      where tokens.token_hash = private.sha256(access_token::text) and tokens.order_id = orders.id
    )
  );
end $$;

-- As what the caller may touch the order: 'system', 'staff', 'shopper', or null: not at all.
create function private.order_caller(orders public.orders, access_token uuid default null)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select case
      when private.is_service() then 'system'
      -- staff who shop where they work, or follow a customer's link, come as that shopper
      when access_token is not null and private.is_holder(orders, access_token) then 'shopper'
      when exists (
        select from public.staff where staff.shop_id = orders.shop_id and staff.user_id = (select auth.uid())
      ) then 'staff'
      when private.is_holder(orders, access_token) then 'shopper'
    end
  );
end $$;

-- Makes a token a key to the order. Only its hash is kept.
create function private.mint_access_token(orders public.orders, access_token uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.order_access_tokens (token_hash, shop_id, order_id)
  values (private.sha256(access_token::text), orders.shop_id, orders.id);
end $$;

-- The order, locked. Refuses `order_not_found` (404), also to whoever has no part in it: that it exists is not theirs to know.
create function private.lock_order(order_id uuid, access_token uuid default null)
returns public.orders
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders where orders.id = lock_order.order_id for update;
  if v_order.id is null or private.order_caller(v_order, access_token) is null then
    perform private.refuse(404, 'order_not_found');
  end if;
  return v_order;
end $$;

-- Whether the caller may make a move of the table.
create function private.may_move(orders public.orders, move public.order_transitions, caller text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select case caller
      when 'system' then move.by_system
      when 'staff' then private.has_permission(orders.shop_id, move.permission)
      when 'shopper' then move.by_shopper
      else false
    end
  );
end $$;

-- Refuses what the caller may not do at all (`forbidden`, 403).
create function private.guard_command(orders public.orders, command text, caller text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not exists (
    select from public.order_transitions as moves
    where moves.command = guard_command.command and private.may_move(orders, moves, caller)
  ) then
    perform private.refuse(403, 'forbidden');
  end if;
end $$;

-- Refuses a move that the table lacks (`invalid_transition`, 422), that the caller may not make (`forbidden`, 403), or
-- that has to wait for the release of a hold (`on_hold`, 422).
create function private.guard_move(orders public.orders, command text, to_state public.order_state, caller text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_move public.order_transitions;
begin
  select * into v_move from public.order_transitions as moves
  where moves.from_state = orders.state and moves.to_state = guard_move.to_state and moves.command = guard_move.command;
  if v_move.command is null then
    perform private.refuse(422, 'invalid_transition',
      jsonb_build_object('state', orders.state, 'status', orders.status, 'command', guard_move.command));
  elsif not private.may_move(orders, v_move, caller) then
    perform private.refuse(403, 'forbidden');
  elsif orders.hold_reason is not null
    and guard_move.command in ('process', 'mark_ready', 'ship', 'deliver', 'complete') then
    perform private.refuse(422, 'on_hold', jsonb_build_object('hold_reason', orders.hold_reason));
  end if;
end $$;

-- Refuses a decision that was made on an older view of the order (`stale`, 409, with its present state).
create function private.guard_version(orders public.orders, expected_version int)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if expected_version is distinct from orders.version and expected_version is not null then
    perform private.refuse(409, 'stale',
      jsonb_build_object('state', orders.state, 'status', orders.status, 'version', orders.version));
  end if;
end $$;

-- Changing and logging

create function private.order_answer(orders public.orders)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'order_id', orders.id, 'number', orders.number, 'state', orders.state, 'status', orders.status,
      'payment_status', orders.payment_status, 'version', orders.version)
  );
end $$;

-- Logs what a command did to an order.
create function private.log_order(before public.orders, after public.orders, action text, note text default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.log_activity(after.shop_id, 'order', after.id, action,
    case when before.id is not null then jsonb_build_object(
      'state', before.state, 'status', before.status, 'paid_minor', before.paid_minor) end,
    jsonb_build_object('state', after.state, 'status', after.status, 'paid_minor', after.paid_minor),
    note);
end $$;

-- The only way in which a state changes: with its time, its version and its log row.
create function private.move_order(
  orders public.orders, command text, to_state public.order_state, note text default null,
  cancelled_by public.cancelled_by default null
)
returns public.orders
language plpgsql security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  update public.orders as o set
    state = to_state,
    version = o.version + 1,
    expires_at = case when to_state in ('requested', 'pending_payment', 'awaiting_verification') then o.expires_at end,
    confirmed_at = case when to_state = 'confirmed' then now() else o.confirmed_at end,
    shipped_at = case when to_state = 'shipped' then now() else o.shipped_at end,
    delivered_at = case when to_state = 'delivered' then now() else o.delivered_at end,
    completed_at = case when to_state = 'completed' then now() else o.completed_at end,
    cancelled_at = case when to_state = 'cancelled' then now() end,
    cancelled_by = move_order.cancelled_by,
    cancel_reason = case when to_state = 'cancelled' then move_order.note end,
    archived_at = case when command <> 'revive' then o.archived_at end
  where o.id = orders.id
  returning * into v_after;
  perform private.log_order(orders, v_after, command, move_order.note);
  return v_after;
end $$;

-- Stock of an order

-- Lines that cannot be served from what is free (the order's own promises count as free), or null.
-- The caller has locked the inventory rows.
create function private.short_lines(order_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'variant_id', items.variant_id, 'sku', items.sku, 'name', items.name, 'option_value', items.option_value,
      'requested', items.quantity, 'available', stock.available) order by items.position)
    from public.order_items as items,
      lateral (select private.free_pieces(items.variant_id, short_lines.order_id) as available) as stock
    where items.order_id = short_lines.order_id and items.is_tracked
      and items.quantity - items.committed_quantity - items.shipped_quantity > stock.available
  );
end $$;

-- Locks the inventory rows of orders in one sorted order, so that no two commands wait for each other.
create function private.lock_stock_rows(variadic order_ids uuid[])
returns void
language plpgsql
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

-- Promises the order's stock until a time: all lines or none. Answers the short lines, or null.
create function private.lock_inventory(orders public.orders, until timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_short jsonb;
begin
  perform private.lock_stock_rows(orders.id);
  v_short := private.short_lines(orders.id);
  if v_short is null then
    insert into public.inventory_locks (shop_id, order_id, variant_id, quantity, expires_at)
    select items.shop_id, items.order_id, items.variant_id, items.quantity, until
    from public.order_items as items where items.order_id = orders.id and items.is_tracked;
  end if;
  return v_short;
end $$;

-- Makes the order's stock its own: all lines or none. Answers the short lines, or null. Deducting twice deducts once.
create function private.try_deduct(orders public.orders)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_short jsonb;
  v_item public.order_items;
begin
  perform private.lock_stock_rows(orders.id);
  v_short := private.short_lines(orders.id);
  if v_short is not null then
    return v_short;
  end if;
  for v_item in
    select * from public.order_items as items
    where items.order_id = orders.id and items.is_tracked
      and items.committed_quantity + items.shipped_quantity < items.quantity
    order by items.variant_id
  loop
    perform private.move_stock(v_item.shop_id, v_item.variant_id, 0,
      v_item.quantity - v_item.committed_quantity - v_item.shipped_quantity, 'deduct', orders.id);
    update public.order_items as items set committed_quantity = items.quantity - items.shipped_quantity
    where items.id = v_item.id;
  end loop;
  delete from public.inventory_locks as locks where locks.order_id = orders.id;
  return null;
end $$;

-- Deducts the stock of an order. Refuses `sold_out` (409, details: the short lines), `order_not_found` (404).
create function public.deduct_inventory(order_id uuid)
returns void
language plpgsql security definer
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

-- Gives deducted stock of an order that has not left back to the shelf, and ends its promises.
create function private.restore_stock(orders public.orders, lines jsonb default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_item record;
begin
  perform private.lock_stock_rows(orders.id);
  for v_item in
    select items.id, items.variant_id,
      case when lines is null then items.committed_quantity
        else least(items.committed_quantity, coalesce(wanted.quantity, 0)) end as quantity
    from public.order_items as items
    left join (
      select (line ->> 'variant_id')::uuid as variant_id, sum((line ->> 'quantity')::int)::int as quantity
      from jsonb_array_elements(lines) as line
      group by 1
    ) as wanted on wanted.variant_id = items.variant_id
    where items.order_id = orders.id and items.committed_quantity > 0
    order by items.variant_id
  loop
    continue when v_item.quantity <= 0;
    perform private.move_stock(orders.shop_id, v_item.variant_id, 0, -v_item.quantity, 'restore', orders.id);
    update public.order_items as items set committed_quantity = items.committed_quantity - v_item.quantity
    where items.id = v_item.id;
  end loop;
  delete from public.inventory_locks as locks
  where locks.order_id = orders.id and (lines is null or locks.variant_id in (
    select (line ->> 'variant_id')::uuid from jsonb_array_elements(lines) as line));
end $$;

-- The same for our servers. `lines`: [{ variant_id, quantity }]; null: everything. Never gives back more than was taken.
create function public.restore_inventory(order_id uuid, lines jsonb default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.restore_stock(private.lock_order(order_id), lines);
end $$;

-- The simple moves

-- All pieces leave the shelf with the parcel. What was given back to the shelf meanwhile is taken again, or refused.
create function private.ship_order(orders public.orders, details jsonb)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_item public.order_items;
  v_short jsonb;
begin
  if length(trim(coalesce(details ->> 'carrier', ''))) not between 1 and 80 then
    perform private.refuse(422, 'carrier_required', field => 'carrier');
  elsif length(trim(coalesce(details ->> 'tracking_number', ''))) not between 1 and 80 then
    perform private.refuse(422, 'tracking_number_required', field => 'tracking_number');
  elsif nullif(details ->> 'tracking_url', '') !~ '^https?://' or length(details ->> 'tracking_url') > 500 then
    perform private.refuse(422, 'invalid_tracking_url', field => 'tracking_url');
  end if;
  v_short := private.try_deduct(orders);
  if v_short is not null then
    perform private.refuse(409, 'sold_out', v_short);
  end if;
  for v_item in
    select * from public.order_items as items
    where items.order_id = orders.id and items.committed_quantity > 0
    order by items.variant_id
  loop
    perform private.move_stock(
      v_item.shop_id, v_item.variant_id, -v_item.committed_quantity, -v_item.committed_quantity, 'ship', orders.id);
  end loop;
  update public.order_items as items set committed_quantity = 0, shipped_quantity = items.quantity
  where items.order_id = orders.id;
  update public.orders as o set pieces_shipped = o.pieces where o.id = orders.id;
  insert into public.shipments (shop_id, order_id, carrier, tracking_number, tracking_url)
  values (orders.shop_id, orders.id, trim(details ->> 'carrier'), trim(details ->> 'tracking_number'),
    nullif(details ->> 'tracking_url', ''));
end $$;

-- Sets a fact that is no state: a hold, its release, the archive.
create function private.mark_order(orders public.orders, command text, reason text)
returns public.orders
language plpgsql security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  update public.orders as o set
    version = o.version + 1,
    hold_reason = case command when 'hold' then reason when 'release' then null else o.hold_reason end,
    archived_at = case when command = 'archive' then now() else o.archived_at end
  where o.id = orders.id
  returning * into v_after;
  perform private.log_order(orders, v_after, command, reason);
  return v_after;
end $$;

-- The simple moves of an order: `to_state` is processing, ready_for_shipment, shipped (details: carrier,
-- tracking_number, tracking_url), delivered, completed, or hold (details: reason), release, archive.
-- `expected_version` is the version that the caller saw (null: any). Repeating a move in its target state changes nothing.
-- Answers { order_id, number, state, status, payment_status, version }. For staff by permission; shoppers with an
-- account may say delivered and completed. Refuses `order_not_found` (404), `forbidden` (403), `stale` (409),
-- `invalid_transition`, `on_hold`, `unknown_state`, `reason_required`, `carrier_required`, `tracking_number_required`,
-- `invalid_tracking_url` (422).
create function public.update_order_status(
  order_id uuid, to_state text, expected_version int default null, details jsonb default '{}'
)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_command text := case to_state
    when 'processing' then 'process' when 'ready_for_shipment' then 'mark_ready' when 'shipped' then 'ship'
    when 'delivered' then 'deliver' when 'completed' then 'complete'
    when 'hold' then 'hold' when 'release' then 'release' when 'archive' then 'archive' end;
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_marks boolean := v_command in ('hold', 'release', 'archive');
  v_is_done boolean;
  v_target public.order_state;
  v_reason text := nullif(trim(details ->> 'reason'), '');
begin
  if v_command is null then
    perform private.refuse(422, 'unknown_state', field => 'to_state');
  end if;
  perform private.guard_command(v_order, v_command, v_caller);
  v_is_done := case v_command
    when 'hold' then v_order.hold_reason is not null
    when 'release' then v_order.hold_reason is null
    when 'archive' then v_order.archived_at is not null
    else v_order.state::text = to_state end;
  if v_is_done then
    return private.order_answer(v_order);
  end if;
  perform private.guard_version(v_order, expected_version);
  v_target := case when v_marks then v_order.state else to_state::public.order_state end;
  perform private.guard_move(v_order, v_command, v_target, v_caller);

  if v_marks then
    if v_command = 'hold' and coalesce(length(v_reason), 0) not between 1 and 200 then
      perform private.refuse(422, 'reason_required', field => 'reason');
    end if;
    return private.order_answer(private.mark_order(v_order, v_command, left(v_reason, 200)));
  end if;

  if v_command = 'ship' then
    perform private.ship_order(v_order, details);
  elsif v_command = 'deliver' then
    update public.shipments set delivered_at = now()
    where shipments.order_id = v_order.id and shipments.delivered_at is null;
  end if;
  v_order := private.move_order(v_order, v_command, v_target, left(v_reason, 500));
  if v_command in ('ship', 'deliver') then
    perform private.notify(v_order, 'order_' || v_target, v_target || ':' || v_order.id);
  end if;
  return private.order_answer(v_order);
end $$;

-- Cancelling

-- Ends an order that holds no money, and gives its stock back.
create function private.end_order(orders public.orders, cancelled_by public.cancelled_by, reason text)
returns public.orders
language plpgsql security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  perform private.restore_stock(orders);
  v_after := private.move_order(orders, 'cancel', 'cancelled', left(reason, 500), cancelled_by);
  perform private.notify(v_after, 'order_cancelled', 'cancelled:' || v_after.id || ':' || v_after.version);
  return v_after;
end $$;

-- Cancels an order before its money came in: stock and promises go back. For the shopper (account or `access_token`)
-- and staff with `orders.cancel`; staff give a reason. Repeating it changes nothing. Answers as update_order_status.
-- A gateway may still send money for it: see settle_payment.
-- Refuses `order_not_found` (404), `forbidden` (403), `invalid_transition`, `already_paid`, `reason_required` (422).
create function public.cancel_order(order_id uuid, reason text, access_token uuid default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_reason text := nullif(trim(reason), '');
begin
  perform private.guard_command(v_order, 'cancel', v_caller);
  if v_order.state = 'cancelled' then
    return private.order_answer(v_order);
  end if;
  perform private.guard_move(v_order, 'cancel', 'cancelled', v_caller);
  if v_order.paid_minor > v_order.refunded_minor then
    perform private.refuse(422, 'already_paid');
  elsif length(v_reason) > 500 or (v_reason is null and v_caller = 'staff') then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  return private.order_answer(
    private.end_order(v_order, v_caller::public.cancelled_by, coalesce(v_reason, 'Cancelled by the ' || v_caller)));
end $$;

-- Adds a note of the staff to the timeline; shoppers never see it.
-- Refuses `order_not_found` (404), `forbidden` (403), `note_required` (422).
create function public.add_order_log(order_id uuid, note text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  elsif length(trim(coalesce(note, ''))) not between 1 and 2000 then
    perform private.refuse(422, 'note_required', field => 'note');
  end if;
  perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'note', note => trim(note));
end $$;

grant execute on function public.update_order_status(uuid, text, int, jsonb), public.add_order_log(uuid, text)
  to authenticated, service_role;
grant execute on function public.cancel_order(uuid, text, uuid) to anon, authenticated, service_role;
grant execute on function public.deduct_inventory(uuid), public.restore_inventory(uuid, jsonb) to service_role;
