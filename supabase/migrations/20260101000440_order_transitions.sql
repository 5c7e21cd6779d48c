-- The state machine of orders, and what all commands share: lock → guard → change → log → outbox, in one transaction. Locks are always
-- taken in this order: cart, order, inventory rows sorted by variant.

-- The table

-- Every allowed move, read by the commands, the admin's buttons and the documentation.
-- A row with two equal states changes a fact beside the state.
create table public.order_transitions (
  from_state public.order_state not null,
  to_state public.order_state not null,
  command public.order_command not null,
  -- the permission that staff need; null: not for staff
  permission public.permission,
  by_shopper boolean not null default false,
  by_system boolean not null default false,
  primary key (from_state, to_state, command)
);

insert into public.order_transitions (from_state, to_state, command, permission, by_shopper, by_system) values
  ('requested', 'confirmed', 'accept', 'orders.accept', false, false),
  ('requested', 'pending_payment', 'accept', 'orders.accept', false, false),
  ('requested', 'confirmed', 'confirm_request', null, true, false),
  ('pending_payment', 'awaiting_verification', 'submit_proof', null, true, false),
  ('awaiting_verification', 'awaiting_verification', 'submit_proof', null, true, false),
  ('awaiting_verification', 'pending_payment', 'reject_proof', 'payments.verify', false, false),
  ('pending_payment', 'confirmed', 'settle', 'payments.verify', false, true),
  ('awaiting_verification', 'confirmed', 'settle', 'payments.verify', false, true),
  ('pending_payment', 'confirmed', 'approve', 'exceptions.resolve', false, false),
  ('awaiting_verification', 'confirmed', 'approve', 'exceptions.resolve', false, false),
  ('cancelled', 'confirmed', 'approve', 'exceptions.resolve', false, false),
  ('pending_payment', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('awaiting_verification', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('confirmed', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('processing', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('ready_for_shipment', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('cancelled', 'pending_payment', 'ask_rest', 'exceptions.resolve', false, false),
  ('cancelled', 'confirmed', 'revive', 'orders.revive', false, true),
  ('cancelled', 'pending_payment', 'revive', 'orders.revive', false, false),
  ('confirmed', 'processing', 'process', 'orders.process', false, false),
  ('processing', 'ready_for_shipment', 'mark_ready', 'orders.process', false, false),
  ('confirmed', 'ready_for_shipment', 'mark_ready', 'orders.process', false, false),
  ('processing', 'shipped', 'ship', 'orders.ship', false, false),
  ('ready_for_shipment', 'shipped', 'ship', 'orders.ship', false, false),
  ('processing', 'processing', 'ship', 'orders.ship', false, false),
  ('ready_for_shipment', 'ready_for_shipment', 'ship', 'orders.ship', false, false),
  ('shipped', 'shipped', 'mark_in_transit', 'orders.ship', false, true),
  ('shipped', 'shipped', 'fail_delivery', 'orders.deliver', false, false),
  ('shipped', 'shipped', 'refuse_delivery', 'orders.deliver', false, false),
  ('shipped', 'delivered', 'collect', 'orders.deliver', false, false),
  ('delivered', 'delivered', 'collect', 'orders.deliver', false, false),
  ('completed', 'completed', 'collect', 'orders.deliver', false, false),
  ('shipped', 'completed', 'return_items', 'orders.return', false, false),
  ('shipped', 'delivered', 'deliver', 'orders.deliver', true, false),
  ('delivered', 'completed', 'complete', 'orders.complete', true, true),
  ('requested', 'cancelled', 'cancel', 'orders.cancel', true, true),
  ('pending_payment', 'cancelled', 'cancel', 'orders.cancel', true, true),
  ('awaiting_verification', 'cancelled', 'cancel', 'orders.cancel', true, true),
  ('confirmed', 'cancelled', 'cancel', 'orders.cancel', true, true),
  ('processing', 'cancelled', 'cancel', 'orders.cancel', false, true),
  ('ready_for_shipment', 'cancelled', 'cancel', 'orders.cancel', false, true);

-- Commands that keep the state and change a fact beside it.
insert into public.order_transitions (from_state, to_state, command, permission, by_shopper, by_system)
select state, state, command::public.order_command, permission::public.permission, by_shopper, by_system
from (values
  ('hold', 'orders.hold', false, true, array['requested', 'pending_payment', 'awaiting_verification', 'confirmed', 'processing',
    'ready_for_shipment', 'shipped', 'delivered']),
  ('release', 'orders.hold', false, true, array['requested', 'pending_payment', 'awaiting_verification', 'confirmed',
    'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed', 'cancelled']),
  ('archive', 'orders.archive', false, false, array['completed', 'cancelled']),
  ('allocate', 'orders.process', false, true, array['confirmed', 'processing', 'ready_for_shipment']),
  ('cancel_items', 'orders.cancel', true, false, array['requested', 'pending_payment', 'confirmed']),
  ('cancel_items', 'orders.cancel', false, false, array['awaiting_verification', 'processing', 'ready_for_shipment']),
  ('return_items', 'orders.return', false, false, array['shipped', 'delivered', 'completed']),
  ('open_dispute', 'disputes.manage', false, true, array['requested', 'pending_payment', 'awaiting_verification', 'confirmed',
    'processing', 'ready_for_shipment', 'cancelled']),
  ('open_dispute', 'disputes.manage', true, true, array['shipped', 'delivered', 'completed']),
  ('close_dispute', 'disputes.manage', false, true, array['requested', 'pending_payment', 'awaiting_verification', 'confirmed',
    'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed', 'cancelled'])
) as marks (command, permission, by_shopper, by_system, states), unnest(states::public.order_state[]) as state;

-- The log rows of orders and of verification claims use only the actions of order_action.
alter table public.activity_logs add constraint activity_logs_order_action check (
  case when entity_type in ('order', 'verification_claim') then action::public.order_action is not null else true end);

-- A state changes only as the table allows, even if a command has a bug.
create function private.check_transition()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  if not exists (
    select from public.order_transitions where from_state = old.state and to_state = new.state
  ) then
    raise exception 'no transition from % to %', old.state, new.state using errcode = 'XX000';
  end if;
  return new;
end $$;

create trigger check_transition before update of state on public.orders
for each row when (old.state is distinct from new.state) execute function private.check_transition();

alter table public.order_transitions enable row level security;
create policy select_all on public.order_transitions for select to authenticated using (true);
grant select on public.order_transitions to authenticated, service_role;

-- Checks

-- Whether the caller may make a move of the table.
create function private.can_move(orders public.orders, move public.order_transitions, caller text)
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

-- Whether all money of an order is refunded or being refunded.
create function private.is_fully_refunding(orders public.orders)
returns boolean
language sql immutable
set search_path = ''
return private.refunds_cover_payments(orders.paid_minor, orders.moved_minor, orders.refunding_minor, orders.total_minor);

-- Refuses a command that the caller may not use in any state (`forbidden`, 403).
create function private.guard_command(orders public.orders, command public.order_command, caller text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not exists (
    select from public.order_transitions as moves
    where moves.command = guard_command.command and private.can_move(orders, moves, caller)
  ) then
    perform private.refuse(403, 'forbidden');
  end if;
end $$;

-- Whether a cancelled order can be reinstated: none of its money is being refunded, by us or by the gateway, and it holds none if it would
-- wait for payment again.
create function private.is_revivable(orders public.orders, target public.order_state)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return not exists (
    select from public.refunds where refunds.order_id = orders.id
      and refunds.is_in_flight
  ) and not exists (
    select from public.money_exceptions as exceptions
    where exceptions.order_id = orders.id and exceptions.kind = 'reversed' and exceptions.resolved_at is null
  ) and not (target = 'pending_payment' and orders.paid_minor > orders.refunded_minor);
end $$;

-- Why a move of the table cannot be made now; null: it can. The only place that decides this: commands refuse with it
-- (private.guard_move), and the admin shows it beforehand (private.order_actions). The caller may lack the permission (`forbidden`). The
-- order may wait for the release of a hold (`on_hold`), the end of a dispute (`dispute_open`), a decision about its money
-- (`payment_undecided`), or its refunds (`not_revivable`). Refunded goods are not shipped (`order_refunded`), returned ones not delivered
-- (`invalid_transition`), and partly shipped orders not cancelled (`partly_shipped`). The person who confirmed a payment does not ship the
-- order (`separation_of_duties`). private.verify_refusal decides who may verify a transfer.
create function private.move_refusal(orders public.orders, move public.order_transitions, caller text)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.can_move(orders, move, caller) then 'forbidden'
    when orders.hold_reason is not null and move.command in ('process', 'mark_ready', 'ship', 'deliver', 'complete') then 'on_hold'
    when orders.dispute_open and move.command in ('process', 'mark_ready', 'ship', 'complete', 'cancel', 'cancel_items')
      then 'dispute_open'
    when move.command in ('process', 'mark_ready', 'ship') and private.is_fully_refunding(orders) then 'order_refunded'
    -- everything was returned
    when orders.returned_all and move.command in ('deliver', 'mark_in_transit', 'fail_delivery', 'refuse_delivery')
      then 'invalid_transition'
    when move.command = 'cancel' and orders.pieces_shipped > 0 then 'partly_shipped'
    when move.command = 'release' and private.is_held_for_money(orders) then 'payment_undecided'
    when move.command = 'revive' and not private.is_revivable(orders, move.to_state) then 'not_revivable'
    when move.command = 'ship' and orders.confirmed_by = (select auth.uid()) and private.separates_duties(orders.shop_id)
      then 'separation_of_duties'
  end;
end $$;

-- Refuses a move that is not in the table (`invalid_transition`, 422), or that cannot be made now (private.move_refusal, 422; `forbidden`
-- and `separation_of_duties`, 403).
create function private.guard_move(
  orders public.orders, command public.order_command, to_state public.order_state, caller text
)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_move public.order_transitions;
  v_reason text := 'invalid_transition';
begin
  select * into v_move from public.order_transitions as moves
  where moves.from_state = orders.state and moves.to_state = guard_move.to_state and moves.command = guard_move.command;
  if found then
    v_reason := private.move_refusal(orders, v_move, caller);
  end if;
  if v_reason is not null then
    perform private.refuse(
      case when v_reason in ('forbidden', 'separation_of_duties') then 403 else 422 end, v_reason,
      case v_reason
        when 'on_hold' then jsonb_build_object('hold_reason', orders.hold_reason, 'hold_note', orders.hold_note)
        when 'invalid_transition' then jsonb_build_object('state', orders.state, 'status', orders.status, 'command', guard_move.command)
      end);
  end if;
end $$;

-- Refuses a decision that was made on an older version of the order (`stale`, 409, with its current state).
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

-- Whether the return of a shipped order completes it: all goods are returned, all money is refunded, no dispute is open.
create function private.is_fully_returned(orders public.orders)
returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
  return orders.returned_all and orders.paid_minor = orders.refunded_minor and not orders.dispute_open;
end $$;

-- Changing and logging

create function private.order_json(orders public.orders)
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

-- The values of an order that a log row stores, before and after.
create function private.audit_snapshot(orders public.orders)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'state', orders.state, 'status', orders.status, 'total_minor', orders.total_minor,
    'paid_minor', orders.paid_minor, 'refunded_minor', orders.refunded_minor);
end $$;

-- Logs what a command did to an order; `note` is what a person wrote, `reason` a code.
create function private.log_order(
  before public.orders, after public.orders, action public.order_action, note text default null, reason text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.log_activity(after.shop_id, 'order', after.id, action::text,
    case when before.id is not null then private.audit_snapshot(before) end, private.audit_snapshot(after)
      || case when reason is not null then jsonb_build_object('reason', reason) else '{}' end, note);
end $$;

-- Puts a confirmed order that is not fully shipped on hold, for a reason of the system, unless it is on hold already.
create function private.hold_order(order_id uuid, reason public.hold_reason)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_before public.orders;
  v_after public.orders;
begin
  select * into v_before from public.orders where orders.id = hold_order.order_id;
  update public.orders as o set hold_reason = hold_order.reason, version = o.version + 1
  where o.id = v_before.id and o.hold_reason is null and o.state in ('confirmed', 'processing', 'ready_for_shipment')
  returning * into v_after;
  if found then
    perform private.log_order(v_before, v_after, 'hold', reason => hold_order.reason::text);
  end if;
end $$;

-- The only function that changes the state of an order; it also sets the time and the version, and writes the log. `expires_at`: the
-- deadline in the new state, if it changes; `reason`: a code, which is one of cancel_reason for a cancellation.
create function private.move_order(
  orders public.orders, command public.order_command, to_state public.order_state, note text default null,
  cancelled_by public.cancelled_by default null, expires_at timestamptz default null, reason text default null
)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  update public.orders as o set
    state = to_state,
    version = o.version + 1,
    expires_at = case when private.awaits_confirmation(to_state)
      then coalesce(move_order.expires_at, o.expires_at) end,
    -- the staff member who confirms the payment does not also ship the order (private.separates_duties)
    confirmed_by = case when to_state = 'confirmed' and command in ('settle', 'approve') and private.actor_role(o.shop_id) <> 'shopper'
        then (select auth.uid())
      when to_state <> 'pending_payment' then o.confirmed_by end,
    -- an order that waits for payment again is no longer confirmed
    confirmed_at = case when to_state = 'confirmed' then now() when to_state <> 'pending_payment' then o.confirmed_at end,
    shipped_at = case when to_state = 'shipped' then now() else o.shipped_at end,
    delivered_at = case when to_state = 'delivered' then now() else o.delivered_at end,
    delivery_failed_at = case when to_state <> 'delivered' then o.delivery_failed_at end,
    refused_at = case when to_state <> 'delivered' then o.refused_at end,
    completed_at = case when to_state = 'completed' then now() else o.completed_at end,
    cancelled_at = case when to_state = 'cancelled' then now() end,
    cancelled_by = move_order.cancelled_by,
    cancel_reason = case when to_state = 'cancelled' then move_order.reason::public.cancel_reason end,
    cancel_note = case when to_state = 'cancelled' then move_order.note end,
    archived_at = case when command <> 'revive' then o.archived_at end,
    -- a cancelled or unpaid order no longer waits for stock
    backordered = o.backordered and to_state not in ('cancelled', 'pending_payment')
  where o.id = orders.id
  returning * into v_after;
  perform private.log_order(orders, v_after, command::text::public.order_action, move_order.note, move_order.reason);
  return v_after;
end $$;
