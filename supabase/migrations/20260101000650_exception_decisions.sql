-- Deciding exceptions: the possible decisions, and what each does.

-- Confirms an order with the money that it holds, as staff decided. Refuses `sold_out` (409) unless it may become a backorder
-- (`is_backorder`).
create function private.approve_order(orders public.orders, is_backorder boolean, note text)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_short jsonb := private.try_deduct(orders);
  v_before public.orders;
  v_order public.orders;
begin
  if v_short is not null and not is_backorder then
    perform private.refuse(409, 'sold_out', v_short);
  end if;
  select * into v_before from public.orders as o where o.id = orders.id;
  if v_short is not null then
    delete from public.inventory_locks as locks where locks.order_id = orders.id;
    update public.orders as o set backordered = true where o.id = orders.id;
  end if;
  update public.orders as o set hold_reason = null
  where o.id = orders.id and o.hold_reason in ('paid_short', 'amount_mismatch');
  v_order := private.move_order(v_before, 'approve', 'confirmed', note);
  perform private.notify(v_order, 'order_confirmed', 'confirmed:' || v_order.id || ':' || v_order.version);
  return v_order;
end $$;

-- Emails the shopper to ask for the balance and reopens the order for payment, with a new payment window; its stock is reserved again if
-- there is any. Shipped items are not affected. Refuses `nothing_owed`, `not_revivable` (some of its money is being refunded),
-- `unknown_payment_method` (the courier collects cash), `invalid_transition` (422), and for a cancelled order `sold_out` (409).
create function private.request_balance(orders public.orders, exception public.money_exceptions, note text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_until timestamptz := now() + (
    select settings.payment_window from public.shop_settings as settings
    where settings.shop_id = orders.shop_id);
  v_before public.orders;
  v_order public.orders;
  v_short jsonb;
begin
  if orders.payment_method = 'cod' then
    perform private.refuse(422, 'unknown_payment_method');
  elsif private.refundable(orders) >= orders.total_minor then
    perform private.refuse(422, 'nothing_owed');
  elsif exists (select from public.refunds where refunds.order_id = orders.id
    and refunds.is_in_flight) then
    perform private.refuse(422, 'not_revivable');
  end if;
  if exception.kind = 'payment_moved' and orders.pieces_shipped > 0 then
    -- unshipped items stay on hold until the balance is paid
    update public.orders as o set hold_reason = null, version = o.version + 1
    where o.id = orders.id and o.hold_reason = 'payment_moved' and o.state not in ('processing', 'ready_for_shipment')
    returning * into v_order;
    if found then
      perform private.log_order(orders, v_order, 'release', note);
    end if;
  else
    perform private.guard_move(orders, 'ask_rest', 'pending_payment', private.order_caller(orders));
    if orders.state in ('confirmed', 'processing', 'ready_for_shipment') then
      perform private.restore_stock(orders);
    end if;
    -- an attempt with the full total would collect more than is owed
    update public.payment_intents as intents set state = 'abandoned', updated_at = now()
    where intents.order_id = orders.id and intents.state in ('created', 'open');
    update public.orders as o set backordered = false, last_attempt_failed = false,
      hold_reason = case when o.hold_reason not in ('amount_mismatch', 'payment_moved') then o.hold_reason end
    where o.id = orders.id returning * into v_before;
    v_order := private.move_order(v_before, 'ask_rest', 'pending_payment', note, expires_at => v_until);
    if v_order.lock_for is not null then
      perform private.lock_stock_rows(v_order.id);
      v_short := private.lock_inventory(v_order, now() + v_order.lock_for);
    end if;
    if v_short is not null and orders.state = 'cancelled' then
      perform private.refuse(409, 'sold_out', v_short);
    end if;
  end if;
  select * into v_order from public.orders as o where o.id = orders.id;
  perform private.notify(v_order, 'order_rest_due', 'rest:' || exception.id || ':' || v_order.version);
  update public.money_exceptions as exceptions set deadline = v_until where exceptions.id = exception.id;
end $$;

-- The owner roles whose exceptions the caller may decide: all of them with `exceptions.resolve`, 'verifier' with `payments.verify`.
create function private.decidable_roles(shop_id uuid)
returns public.staff_role[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when private.has_permission(decidable_roles.shop_id, 'exceptions.resolve') then enum_range(null::public.staff_role)
    when private.has_permission(decidable_roles.shop_id, 'payments.verify') then array['verifier'::public.staff_role]
    else '{}' end;
end $$;

-- Whether the caller may decide an exception.
create function private.may_decide(exception public.money_exceptions)
returns boolean
language sql stable
set search_path = ''
return exception.owner_role = any (private.decidable_roles(exception.shop_id));

-- The amount that the decision `refund` would refund: what the order still holds (`paid_short`, `refund_due`), or what is left of the
-- exception's payment; null if it has none.
create function private.exception_refund(orders public.orders, exception public.money_exceptions)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case when exception.kind in ('paid_short', 'refund_due') then private.refundable(orders)
    else (select payments.unrefunded_minor from public.payments where payments.id = exception.payment_id) end;
end $$;

-- What the possible decisions on an exception would do: { held_minor (money of the order that is not being refunded), missing_minor (what
-- it lacks of its total), goes_on (the order is confirmed and stays so), refund_minor, refund_currency, refund_needs_approval (by a second
-- person), refund_cancels (the refund cancels the order), stays_open (the order still waits for money after the refund) }.
create function private.exception_preview(orders public.orders, exception public.money_exceptions)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_held bigint := private.refundable(orders);
  v_refund bigint := private.exception_refund(orders, exception);
  v_waits boolean := orders.awaits_confirmation;
  v_is_whole boolean := exception.kind in ('paid_short', 'refund_due');
begin
  return jsonb_build_object('held_minor', v_held, 'missing_minor', orders.total_minor - v_held,
    'goes_on', orders.confirmed_at is not null and orders.state <> 'cancelled',
    'refund_minor', v_refund, 'refund_currency', coalesce((select payments.currency from public.payments
      where payments.id = exception.payment_id and not v_is_whole), orders.currency),
    'refund_needs_approval', coalesce(v_refund > 0 and private.initial_refund_state(orders, v_refund) = 'requested', false),
    'refund_cancels', exception.kind = 'paid_short' and v_waits,
    'stays_open', exception.kind <> 'paid_short' and v_waits and orders.state <> 'requested');
end $$;

-- The possible decisions on an exception in its order's state, in the order in which they are shown; none once it is resolved, and none
-- while a dispute is open. get_order shows them; resolve_exception has its own checks.
create function private.exception_choices(orders public.orders, exception public.money_exceptions)
returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_is_active boolean := orders.confirmed_at is not null and orders.state <> 'cancelled';
  v_has_refund_in_flight boolean := exists (select from public.refunds where refunds.order_id = orders.id
    and refunds.is_in_flight);
  -- where duties are separated, no one confirms the payment of their own order
  v_is_own boolean := private.is_own_order(orders) and private.separates_duties(orders.shop_id);
  v_is_short boolean := not v_is_active and private.short_lines(orders.id) is not null;
  v_money bigint := private.exception_refund(orders, exception);
begin
  if exception.resolved_at is not null or orders.dispute_open then
    return '{}';
  end if;
  return array(
    select choice from unnest(array['confirm', 'backorder', 'ask_rest', 'refund', 'cancel', 'dismiss'])
      with ordinality as choices (choice, position)
    where choice is distinct from exception.decision and not (v_is_own and choice in ('confirm', 'backorder')) and case choice
      when 'confirm' then exception.kind in ('paid_short', 'amount_mismatch')
        and (v_is_active or not v_has_refund_in_flight and not v_is_short)
      when 'backorder' then exception.kind in ('paid_short', 'amount_mismatch')
        and not v_is_active and not v_has_refund_in_flight and v_is_short
      when 'ask_rest' then orders.payment_method <> 'cod' and not v_has_refund_in_flight
        and private.refundable(orders) < orders.total_minor and (exception.kind = 'payment_moved'
          or exception.kind = 'amount_mismatch' and (orders.awaits_money or orders.state = 'cancelled'))
      when 'refund' then v_money > 0
        and exception.kind not in ('refund_failed', 'refund_needs_attention', 'unverified_proof', 'dispute', 'payment_moved')
      when 'cancel' then exception.kind = 'payment_moved' and orders.pieces_shipped = 0
      when 'dismiss' then exception.kind not in ('dispute', 'paid_short') and not private.is_unexplained(orders)
        -- while nothing is shipped, the order can be cancelled instead
        and (exception.kind <> 'payment_moved' or orders.pieces_shipped > 0)
    end
    order by position);
end $$;

-- Decides an exception: `decision` is
-- · refund: the payment, or all that the order still holds, is refunded; an unconfirmed order without stock is cancelled
-- · confirm: the order is confirmed with the money that it holds; an overpayment is refunded
-- · backorder: the same for an order whose stock is gone; it waits for stock
-- · ask_rest: the shopper is asked for the balance; the exception stays open until the balance is paid or the order is cancelled
-- · cancel: the order is cancelled, as its money was another order's
-- · dismiss: only an overpayment is refunded; possible if the order's state explains its money.
-- `note` says why. Answers as update_order_status. Repeating a decision changes nothing. For staff with `exceptions.resolve`; a verifier's
-- exceptions also for `payments.verify`. Refuses `exception_not_found` (404), `forbidden`, `separation_of_duties` (403, where
-- it would confirm the caller's own order), `unknown_decision`, `note_required`, `invalid_transition`, `not_revivable` (its money
-- is being refunded), `money_unexplained`, `dispute_open`, `nothing_owed`, `stock_available` (a backorder is not needed),
-- `unknown_payment_method`, `partly_shipped` (422), `sold_out` (409).
-- Long because each decision is a few lines, and all share the checks before and the steps after them.
create function public.resolve_exception(exception_id uuid, decision text, note text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_exception public.money_exceptions;
  v_order public.orders;
begin
  select * into v_exception from public.money_exceptions as exceptions where exceptions.id = exception_id;
  if v_exception.id is null or not private.has_permission(v_exception.shop_id, 'payments.read') then
    perform private.refuse(404, 'exception_not_found');
  elsif not private.may_decide(v_exception) then
    perform private.refuse(403, 'forbidden');
  end if;
  v_order := private.lock_order(v_exception.order_id);
  select * into v_exception from public.money_exceptions as exceptions where exceptions.id = exception_id for update;
  if v_exception.resolved_at is not null or (v_exception.decision = resolve_exception.decision and not (
    -- unless the decision had no effect: its refund was declined
    decision = 'refund' and exists (select from public.payments
      where payments.order_id = v_order.id and payments.unrefunded_minor > 0
        and (v_exception.payment_id is null or payments.id = v_exception.payment_id)))) then
    return private.order_json(v_order);
  elsif coalesce(decision, '') not in ('refund', 'confirm', 'backorder', 'ask_rest', 'cancel', 'dismiss')
    or (decision in ('confirm', 'backorder') and v_exception.kind not in ('paid_short', 'amount_mismatch'))
    or (decision = 'ask_rest' and v_exception.kind not in ('amount_mismatch', 'payment_moved'))
    or (decision = 'cancel' and v_exception.kind <> 'payment_moved')
    or (decision = 'refund' and v_exception.kind in (
      'refund_failed', 'refund_needs_attention', 'unverified_proof', 'dispute', 'payment_moved'))
    or (decision = 'dismiss' and (v_exception.kind in ('dispute', 'paid_short')
      or (v_exception.kind = 'payment_moved' and v_order.pieces_shipped = 0))) then
    perform private.refuse(422, 'unknown_decision', field => 'decision');
  elsif length(trim(coalesce(note, ''))) not between 1 and 500 then
    perform private.refuse(422, 'note_required', field => 'note');
  elsif v_order.dispute_open then
    perform private.refuse(422, 'dispute_open');
  elsif decision in ('confirm', 'backorder') then
    perform private.guard_own_order(v_order);
  end if;
  perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'resolve_exception',
    private.audit_snapshot(v_order), private.audit_snapshot(v_order) || jsonb_build_object(
      'kind', v_exception.kind, 'decision', decision), trim(note));
  update public.money_exceptions as exceptions
  set decision = resolve_exception.decision, decided_at = now(), decided_by = (select auth.uid()), note = trim(resolve_exception.note)
  where exceptions.id = v_exception.id;

  case decision
    when 'refund' then perform private.refund_exception(v_order, v_exception, 'exception', trim(note));
    when 'ask_rest' then perform private.request_balance(v_order, v_exception, trim(note));
    when 'cancel' then
      if v_order.pieces_shipped > 0 then
        perform private.refuse(422, 'partly_shipped');
      end if;
      perform private.cancel_order_internal(v_order, 'staff', 'payment_not_found');
    when 'dismiss' then
      update public.money_exceptions as exceptions set resolved_at = now(), resolution = 'dismissed'
      where exceptions.id = v_exception.id;
      if private.is_unexplained(v_order) and not exists (
        select from public.money_exceptions as others where others.order_id = v_order.id and others.resolved_at is null) then
        perform private.refuse(422, 'money_unexplained');
      end if;
      -- the gateway did not reverse the payment after all: we refund what is overpaid
      perform private.refund_overpayment(v_order, 'overpaid');
    else
      if v_order.confirmed_at is null or v_order.state = 'cancelled' then
        perform private.guard_move(v_order, 'approve', 'confirmed', private.order_caller(v_order));
        if exists (select from public.refunds where refunds.order_id = v_order.id
          and refunds.is_in_flight) then
          perform private.refuse(422, 'not_revivable');
        end if;
        perform private.lock_stock_rows(v_order.id);
        if decision = 'backorder' and private.short_lines(v_order.id) is null then
          perform private.refuse(422, 'stock_available');
        end if;
        v_order := private.approve_order(v_order, decision = 'backorder', left(trim(note), 500));
      end if;
      update public.money_exceptions as exceptions set resolved_at = now(), resolution = 'confirmed'
      where exceptions.id = v_exception.id;
      perform private.refund_overpayment(v_order, 'overpaid');
  end case;
  perform private.reconcile_exceptions(v_order);
  select * into v_order from public.orders where orders.id = v_order.id;
  return private.order_json(v_order);
end $$;
comment on function public.resolve_exception is 'Decides an exception.';

-- Refunds the money that an exception is about. An order that could not be confirmed for lack of stock is cancelled.
create function private.refund_exception(
  orders public.orders, exception public.money_exceptions, reason public.refund_reason, note text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  if exception.kind = 'paid_short' and orders.awaits_confirmation then
    perform private.cancel_order_internal(orders, case when private.is_service() then 'system' else 'staff' end::public.cancelled_by,
      'sold_out');
    return;
  elsif exception.kind in ('paid_short', 'refund_due') then
    perform private.refund_remaining(orders, reason, note);
    return;
  end if;
  select * into v_payment from public.payments where payments.id = exception.payment_id;
  if v_payment.unrefunded_minor > 0 then
    perform private.open_refund(orders, v_payment, v_payment.unrefunded_minor, reason,
      private.initial_refund_state(orders, v_payment.unrefunded_minor), note);
  end if;
end $$;

-- Refunds orders whose stock is gone, if no one decided about them in time. Answers how many. Safe to skip, to repeat and to run twice at
-- once.
create function public.refund_undecided_orders()
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_ids uuid[];
  v_exception public.money_exceptions;
  v_order public.orders;
begin
  v_ids := array(
    select exceptions.id from public.money_exceptions as exceptions
    join public.orders on orders.id = exceptions.order_id
    where exceptions.kind = 'paid_short' and exceptions.resolved_at is null and exceptions.decision is null
      and exceptions.deadline <= now() and not orders.dispute_open
    order by exceptions.deadline
    limit 100
    for update of orders, exceptions skip locked
  );
  perform private.lock_stock_rows(variadic array(
    select exceptions.order_id from public.money_exceptions as exceptions where exceptions.id = any (v_ids)));
  for v_exception in select * from public.money_exceptions as exceptions where exceptions.id = any (v_ids) loop
    select * into v_order from public.orders where orders.id = v_exception.order_id;
    update public.money_exceptions as exceptions set decision = 'refund', decided_at = now()
    where exceptions.id = v_exception.id;
    perform private.refund_exception(v_order, v_exception, 'undecided');
    perform private.reconcile_exceptions(v_order);
  end loop;
  return cardinality(v_ids);
end $$;
comment on function public.refund_undecided_orders is
  'Refunds orders whose stock is gone, if no one decided about them in time.';

grant execute on function public.resolve_exception(uuid, text, text) to authenticated, service_role;
grant execute on function public.refund_undecided_orders() to service_role;
