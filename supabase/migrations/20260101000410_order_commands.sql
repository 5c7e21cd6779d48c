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

-- Whether the order is the caller's own, although nobody may have been signed in when it was placed: it has their account, the
-- address with which they sign in, or their phone number. Numbers are compared by their last nine digits, as in orders_phone_idx;
-- of a shorter one, such as Singapore's, by all that there are.
create function private.is_own_order(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_digits text := right(ltrim(regexp_replace(orders.phone, '\D', '', 'g'), '0'), 9);
begin
  return exists (
    select from public.profiles join auth.users on users.id = profiles.user_id
    where profiles.user_id = (select auth.uid()) and (
      orders.user_id = profiles.user_id
      or lower(orders.email) = lower(users.email)
      or (length(v_digits) >= 6 and right(profiles.phone, length(v_digits)) = v_digits)));
end $$;

-- Refuses to let somebody say that the money of their own order is there, where duties are kept apart (`separation_of_duties`,
-- 403).
create function private.guard_own_order(orders public.orders)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if private.is_own_order(orders) and private.separates_duties(orders.shop_id) then
    perform private.refuse(403, 'separation_of_duties');
  end if;
end $$;

-- Makes a token a key to the order. Only its hash is kept.
create function private.mint_access_token(orders public.orders, access_token uuid, by_mail boolean default false)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.order_access_tokens (token_hash, shop_id, order_id, by_mail)
  values (private.sha256(access_token::text), orders.shop_id, orders.id, by_mail);
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

-- Whether nobody has paid for an order any more: all of its money is back or on its way back.
create function private.is_going_back(orders public.orders)
returns boolean
language sql immutable
set search_path = ''
as $$ select private.goes_back(orders.paid_minor, orders.moved_minor, orders.refunding_minor, orders.total_minor) $$;

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
-- that has to wait: for the release of a hold (`on_hold`, 422), for the end of a dispute (`dispute_open`, 422), for a decision about
-- its money (`payment_undecided`, 422). Goods whose money is back or on its way back do not leave either (`order_refunded`, 422).
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
  elsif orders.dispute_open and guard_move.command in ('process', 'mark_ready', 'ship', 'complete', 'cancel', 'cancel_items') then
    perform private.refuse(422, 'dispute_open');
  elsif private.is_going_back(orders) and guard_move.command in ('process', 'mark_ready', 'ship') then
    perform private.refuse(422, 'order_refunded');
  elsif orders.returned_all and guard_move.command in ('deliver', 'mark_in_transit', 'fail_delivery', 'refuse_delivery') then
    -- nothing of it is out any more
    perform private.refuse(422, 'invalid_transition',
      jsonb_build_object('state', orders.state, 'status', orders.status, 'command', guard_move.command));
  elsif guard_move.command = 'release' and private.is_held_for_money(orders) then
    perform private.refuse(422, 'payment_undecided');
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

-- What a log row says of an order, before and after.
create function private.logged_facts(orders public.orders)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'state', orders.state, 'status', orders.status, 'total_minor', orders.total_minor,
    'paid_minor', orders.paid_minor, 'refunded_minor', orders.refunded_minor);
end $$;

-- Logs what a command did to an order.
create function private.log_order(before public.orders, after public.orders, action text, note text default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.log_activity(after.shop_id, 'order', after.id, action,
    case when before.id is not null then private.logged_facts(before) end, private.logged_facts(after), note);
end $$;

-- Puts an order whose goods are here on hold, for a reason of the system's own, unless it is on hold already.
create function private.keep_goods(order_id uuid, reason text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_before public.orders;
  v_after public.orders;
begin
  select * into v_before from public.orders where orders.id = keep_goods.order_id;
  update public.orders as o set hold_reason = keep_goods.reason, version = o.version + 1
  where o.id = v_before.id and o.hold_reason is null and o.state in ('confirmed', 'processing', 'ready_for_shipment')
  returning * into v_after;
  if found then
    perform private.log_order(v_before, v_after, 'hold');
  end if;
end $$;

-- The only way in which a state changes: with its time, its version and its log row. `expires_at`: until when it waits in
-- the new state, when that differs.
create function private.move_order(
  orders public.orders, command text, to_state public.order_state, note text default null,
  cancelled_by public.cancelled_by default null, expires_at timestamptz default null
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
    expires_at = case when to_state in ('requested', 'pending_payment', 'awaiting_verification')
      then coalesce(move_order.expires_at, o.expires_at) end,
    -- whoever says that the money is there does not also send the goods (private.separates_duties)
    confirmed_by = case when to_state = 'confirmed' and command in ('settle', 'approve') then (select auth.uid())
      when to_state <> 'pending_payment' then o.confirmed_by end,
    -- an order that waits for its money again was not confirmed
    confirmed_at = case when to_state = 'confirmed' then now() when to_state <> 'pending_payment' then o.confirmed_at end,
    shipped_at = case when to_state = 'shipped' then now() else o.shipped_at end,
    delivered_at = case when to_state = 'delivered' then now() else o.delivered_at end,
    delivery_failed_at = case when to_state <> 'delivered' then o.delivery_failed_at end,
    refused_at = case when to_state <> 'delivered' then o.refused_at end,
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
