-- The basics of refunds: how much can be refunded, opening a refund, and changing its state. Requests and approvals are in
-- refund_requests; what goes through the gateway is in refund_gateway.

-- Opening

create function private.refund_summary_json(refund public.refunds)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'refund_id', refund.id, 'order_id', refund.order_id, 'payment_id', refund.payment_id, 'state', refund.state,
    'amount_minor', refund.amount_minor, 'currency', refund.currency, 'gateway', refund.gateway);
end $$;

-- Logs a change of a refund on its order.
create function private.log_refund(
  orders public.orders, refund public.refunds, action text, note text default null, reason text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.log_activity(orders.shop_id, 'order', orders.id, action,
    new_value => private.audit_snapshot(orders) || jsonb_build_object(
      'refund_id', refund.id, 'refund_state', refund.state, 'amount_minor', refund.amount_minor, 'currency', refund.currency)
      || case when reason is not null then jsonb_build_object('reason', reason) else '{}' end,
    old_value => private.audit_snapshot(orders), note => note);
end $$;

-- Opens a refund of one payment. The caller has locked the order.
create function private.open_refund(
  orders public.orders, payment public.payments, amount_minor bigint, reason public.refund_reason, state public.refund_state,
  note text default null, retries_refund_id uuid default null
)
returns public.refunds
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  insert into public.refunds
    (shop_id, order_id, payment_id, amount_minor, currency, reason, note, state, requested_by, requested_by_role, gateway,
      retries_refund_id)
  values (orders.shop_id, orders.id, payment.id, amount_minor, payment.currency, reason, left(note, 300), state, (select auth.uid()),
    private.actor_role(orders.shop_id), payment.gateway, retries_refund_id)
  returning * into v_refund;
  perform private.log_refund(orders, v_refund, 'request_refund', v_refund.note, v_refund.reason::text);
  return v_refund;
end $$;

-- How much of an order's money one member of staff may still refund alone; null: any amount. Refunds that staff requested count, so that a
-- large refund cannot be split into small ones.
create function private.refund_limit(orders public.orders)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select greatest(0, settings.refund_approval_above_minor - (
      select coalesce(sum(refunds.amount_minor), 0)::bigint from public.refunds
      where refunds.order_id = orders.id and refunds.requested_by_role not in ('shopper', 'system') and refunds.is_live))
    from public.shop_settings as settings
    where settings.shop_id = orders.shop_id and settings.refund_approval_above_minor is not null
  );
end $$;

-- 'approved', or 'requested' if a staff member refunds more than the shop lets one person refund.
create function private.initial_refund_state(orders public.orders, amount_minor bigint)
returns public.refund_state
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when private.order_caller(orders) = 'staff' and amount_minor > private.refund_limit(orders)
    then 'requested' else 'approved'
  end::public.refund_state;
end $$;

-- How much of a payment we may still refund: nothing while the gateway reverses it (an open exception `reversed`), since the same money
-- must not be refunded twice.
create function private.refundable_of(payment public.payments)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when exists (select from public.money_exceptions as exceptions
      where exceptions.payment_id = payment.id and exceptions.kind = 'reversed' and exceptions.resolved_at is null) then 0
    else payment.unrefunded_minor
  end;
end $$;

-- How much of an order's money, in its own currency, we may still refund.
create function private.refundable(orders public.orders)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(sum(private.refundable_of(payments)), 0)::bigint from public.payments
    where payments.order_id = orders.id and payments.currency = orders.currency
  );
end $$;

-- Opens refunds of `amount_minor` in the order's currency: first from payments that did not confirm the order, then from the newest.
-- Answers the refunds, which add up to the amount: callers request no more than private.refundable.
create function private.refund_amount(
  orders public.orders, amount_minor bigint, reason public.refund_reason, state public.refund_state, note text default null
)
returns setof public.refunds
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_left bigint := amount_minor;
  v_part bigint;
begin
  for v_payment in
    select * from public.payments
    where payments.order_id = orders.id and payments.currency = orders.currency and private.refundable_of(payments) > 0
    order by payments.outcome in ('confirmed', 'revived'),
      -- prefers one payment that covers the full amount to two
      private.refundable_of(payments) >= refund_amount.amount_minor desc, payments.created_at desc, payments.id
  loop
    exit when v_left <= 0;
    v_part := least(v_left, private.refundable_of(v_payment));
    return next private.open_refund(orders, v_payment, v_part, reason, state, note);
    v_left := v_left - v_part;
  end loop;
  if v_left > 0 then
    raise exception 'order % cannot refund % of %', orders.number, v_left, amount_minor using errcode = 'XX000';
  end if;
end $$;

-- Refunds what a confirmed order holds above its total. By default no approval is needed, since the money is not the shop's.
create function private.refund_overpayment(orders public.orders, reason public.refund_reason, state public.refund_state default 'approved')
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_extra bigint := private.refundable(orders) - orders.total_minor;
begin
  if v_extra > 0 and orders.confirmed_at is not null and orders.state <> 'cancelled' then
    perform private.refund_amount(orders, v_extra, reason, state);
  end if;
end $$;

-- Refunds all money that a cancelled order still holds, in every currency.
create function private.refund_remaining(orders public.orders, reason public.refund_reason, note text default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  perform private.refund_amount(
    orders, private.refundable(orders), reason, private.initial_refund_state(orders, private.refundable(orders)), note);
  for v_payment in
    select * from public.payments
    where payments.order_id = orders.id and payments.currency <> orders.currency and private.refundable_of(payments) > 0
  loop
    perform private.open_refund(orders, v_payment, private.refundable_of(v_payment), reason,
      private.initial_refund_state(orders, private.refundable_of(v_payment)), note);
  end loop;
end $$;

-- Changing the state

-- The only function that changes a refund's state; it also updates the order's refunded amount, the log and the exceptions, and queues the
-- email. Locks the order.
create function private.move_refund(refund public.refunds, to_state public.refund_state, note text default null,
  reason public.decline_reason default null
)
returns public.refunds
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_was_refunding boolean;
  v_after public.refunds;
begin
  select * into v_order from public.orders where orders.id = refund.order_id for update;
  v_was_refunding := private.is_fully_refunding(v_order);
  update public.refunds set
    state = to_state,
    approved_by = case when to_state = 'approved' and refunds.state = 'requested' then (select auth.uid()) else refunds.approved_by end,
    settled_at = case when to_state in ('succeeded', 'failed', 'declined') then now() end,
    last_error = case when to_state in ('failed', 'needs_attention') then left(move_refund.note, 500) else refunds.last_error end
  where refunds.id = refund.id
  returning * into v_after;
  if to_state = 'succeeded' then
    update public.orders as o set
      refunded_minor = o.refunded_minor + case when v_after.currency = o.currency then v_after.amount_minor else 0 end,
      version = o.version + 1
    where o.id = v_order.id returning * into v_order;
    perform private.notify(v_order, 'order_refunded', 'refunded:' || refund.id);
  end if;
  perform private.log_refund(v_order, v_after, 'refund_' || to_state, note, move_refund.reason::text);
  perform private.close_exceptions(v_order, ('refund_' || to_state)::public.exception_resolution, refund_id => refund.id);
  if to_state = 'declined' and refund.retries_refund_id is not null then
    -- the failed refund needs a decision again
    perform private.open_exception(v_order, 'refund_failed', payment_id => refund.payment_id, refund_id => refund.retries_refund_id)
    from public.refunds as first where first.id = refund.retries_refund_id and first.state = 'failed';
  end if;
  if to_state in ('failed', 'needs_attention') then
    perform private.open_exception(v_order, ('refund_' || to_state)::public.exception_kind,
      payment_id => refund.payment_id, refund_id => refund.id);
  end if;
  if v_was_refunding and exists (select from public.money_exceptions as exceptions
    where exceptions.order_id = v_order.id and exceptions.kind = 'refund_failed' and exceptions.resolved_at is null) then
    -- a full refund failed: the goods are not shipped before a decision
    perform private.hold_order(v_order.id, 'refund_failed');
  end if;
  perform private.reconcile_exceptions(v_order);
  return v_after;
end $$;

