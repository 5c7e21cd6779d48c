-- Reconciles an order's money with its state, at the end of every command. The order is locked by the caller.

-- Opens an exception, unless the same one is open already.
create function private.open_exception(
  orders public.orders, kind public.exception_kind, payment_id uuid default null, refund_id uuid default null,
  dispute_id uuid default null, owner_role public.staff_role default 'finance', deadline timestamptz default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.money_exceptions
    (shop_id, order_id, payment_id, refund_id, dispute_id, kind, owner_role, owed_minor, deadline)
  select orders.shop_id, orders.id, open_exception.payment_id, open_exception.refund_id, open_exception.dispute_id,
    open_exception.kind, open_exception.owner_role,
    orders.total_minor - orders.paid_minor + orders.refunded_minor + coalesce((
      select payments.amount_minor from public.payments
      where payments.id = open_exception.payment_id and payments.currency = orders.currency
        and open_exception.kind in ('paid_short', 'overpaid', 'amount_mismatch', 'reversed')), 0),
    coalesce(open_exception.deadline, now() + case open_exception.kind when 'paid_short' then (
      select settings.short_refund_after from public.shop_settings as settings
      where settings.shop_id = orders.shop_id) else interval '24 hours' end)
  where not exists (
    select from public.money_exceptions as open
    where open.order_id = orders.id and open.kind = open_exception.kind and open.resolved_at is null
      and open.payment_id is not distinct from open_exception.payment_id
      and open.refund_id is not distinct from open_exception.refund_id
      and open.dispute_id is not distinct from open_exception.dispute_id
  );
  if found then
    perform private.log_activity(orders.shop_id, 'order', orders.id, 'open_exception',
      private.audit_snapshot(orders), private.audit_snapshot(orders) || jsonb_build_object('kind', open_exception.kind));
  end if;
end $$;

-- Closes the open exceptions of an order that match every given argument: refund, dispute, payment, kinds, decision. Staff resolve
-- exceptions with public.resolve_exception.
create function private.close_exceptions(
  orders public.orders, resolution public.exception_resolution, refund_id uuid default null, dispute_id uuid default null,
  payment_id uuid default null, kinds public.exception_kind[] default null, decision text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_kind public.exception_kind;
begin
  for v_kind in
    update public.money_exceptions as exceptions
    set resolved_at = now(), resolution = close_exceptions.resolution
    where exceptions.order_id = orders.id and exceptions.resolved_at is null
      and (close_exceptions.refund_id is null or exceptions.refund_id = close_exceptions.refund_id)
      and (close_exceptions.dispute_id is null or exceptions.dispute_id = close_exceptions.dispute_id)
      and (close_exceptions.payment_id is null or exceptions.payment_id = close_exceptions.payment_id)
      and (kinds is null or exceptions.kind = any (kinds))
      and (close_exceptions.decision is null or exceptions.decision = close_exceptions.decision)
    returning exceptions.kind
  loop
    perform private.log_activity(orders.shop_id, 'order', orders.id, 'close_exception',
      private.audit_snapshot(orders), private.audit_snapshot(orders) || jsonb_build_object('kind', v_kind, 'reason', resolution));
  end loop;
end $$;

-- Called at the end of every function that changes money or a state. Opens a missing exception, closes settled ones, and releases the hold
-- that they put on the order.
-- Long because everything that ends an exception is listed here, in the order in which the steps depend on each other.
create function private.reconcile_exceptions(orders public.orders)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_before public.orders;
  v_order public.orders;
  v_payment_id uuid;
  v_is_confirmed boolean;
begin
  select * into v_before from public.orders as o where o.id = orders.id;
  v_is_confirmed := v_before.confirmed_at is not null and v_before.state <> 'cancelled';
  -- a payment that was refunded in full no longer needs a decision
  for v_payment_id in
    select payments.id from public.payments
    where payments.order_id = orders.id and payments.amount_minor = coalesce((
      select sum(refunds.amount_minor) from public.refunds
      where refunds.payment_id = payments.id and refunds.state = 'succeeded'), 0)
  loop
    perform private.close_exceptions(v_before, 'refunded', payment_id => v_payment_id,
      kinds => array['paid_short', 'overpaid', 'amount_mismatch', 'currency_mismatch', 'reversed']::public.exception_kind[]);
  end loop;
  if v_is_confirmed and v_before.payment_method = 'cod'
    and v_before.paid_minor - v_before.refunded_minor = v_before.total_minor then
    -- the balance was collected in cash, too
    perform private.close_exceptions(v_before, 'in_order', kinds => array['amount_mismatch']::public.exception_kind[]);
  end if;
  if v_is_confirmed and v_before.paid_minor - v_before.refunded_minor <= v_before.total_minor then
    perform private.close_exceptions(v_before, 'in_order',
      kinds => array['paid_short', 'overpaid', 'refund_due']::public.exception_kind[]);
  end if;
  if v_is_confirmed and v_before.paid_minor - v_before.refunded_minor >= v_before.total_minor then
    perform private.close_exceptions(v_before, 'in_order', decision => 'ask_rest');
  elsif v_before.state = 'cancelled' then
    -- neither a balance nor a replacement payment is expected any more
    perform private.close_exceptions(v_before, 'order_cancelled', decision => 'ask_rest');
    perform private.close_exceptions(v_before, 'order_cancelled', kinds => array['payment_moved']::public.exception_kind[]);
  end if;
  if not private.is_unexplained(v_before) then
    perform private.close_exceptions(v_before, 'refunded', kinds => array['refund_due']::public.exception_kind[]);
  elsif not exists (
    select from public.money_exceptions as exceptions
    where exceptions.order_id = orders.id and exceptions.resolved_at is null) then
    perform private.open_exception(v_before, 'refund_due');
  end if;
  update public.orders as o set hold_reason = null, version = o.version + 1
  where o.id = orders.id and o.hold_reason in ('paid_short', 'amount_mismatch', 'payment_moved', 'refund_failed') and not exists (
    select from public.money_exceptions as exceptions
    where exceptions.order_id = o.id and exceptions.resolved_at is null and case o.hold_reason
      when 'refund_failed' then exceptions.kind = 'refund_failed'
      else exceptions.kind in ('paid_short', 'amount_mismatch', 'currency_mismatch', 'reversed', 'payment_moved') end)
  returning * into v_order;
  if found then
    perform private.log_order(v_before, v_order, 'release');
  end if;
  -- a fully returned order is completed once its money is refunded, too
  select * into v_order from public.orders as o where o.id = orders.id;
  if v_order.state = 'shipped' and private.is_fully_returned(v_order) then
    perform private.move_order(v_order, 'return_items', 'completed');
  end if;
end $$;
