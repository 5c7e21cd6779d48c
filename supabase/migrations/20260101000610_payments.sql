-- Settling payments, and expiring unpaid orders.

-- Settling

-- Refuses an incomplete payment: `invalid_payment` (422, the field named).
create function private.check_payment(payment jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if coalesce(payment ->> 'transaction_id', '') = '' or length(payment ->> 'transaction_id') > 100 then
    perform private.refuse(422, 'invalid_payment', field => 'transaction_id');
  elsif coalesce(payment ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$' then
    perform private.refuse(422, 'invalid_payment', field => 'amount_minor');
  elsif coalesce(payment ->> 'currency', '') !~ '^[A-Z]{3}$' then
    perform private.refuse(422, 'invalid_payment', field => 'currency');
  end if;
end $$;

-- Noon of a day in the shop's time zone, or now if that is in the future.
create function private.noon_of(day date, shop_id uuid)
returns timestamptz
language plpgsql stable strict
set search_path = ''
as $$
begin
  return least(now(), (day + time '12:00') at time zone (select shops.time_zone from public.shops where shops.id = noon_of.shop_id));
end $$;

-- The outcome of a payment for its order, whether or not there is stock: one of confirmed, revived, overpaid, mismatch. A payment confirms
-- an order if it is the full total, or the balance.
create function private.payment_outcome(orders public.orders, amount_minor bigint, currency text)
returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_held bigint := orders.paid_minor - orders.refunded_minor;
begin
  if payment_outcome.currency <> orders.currency then
    return 'mismatch';
  elsif orders.confirmed_at is not null and orders.state <> 'cancelled' then
    return case
      when v_held + amount_minor > orders.total_minor then 'overpaid'
      -- cash collected after shipping, or a replacement for money that was moved to another order
      when v_held + amount_minor = orders.total_minor and (orders.payment_method = 'cod' or exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.kind = 'payment_moved' and exceptions.resolved_at is null))
        then 'confirmed'
      else 'mismatch' end;
  -- money that is being refunded does not count towards the total
  elsif amount_minor <> orders.total_minor and private.refundable(orders) + amount_minor <> orders.total_minor then
    return 'mismatch';
  end if;
  return case orders.state when 'cancelled' then 'revived' else 'confirmed' end;
end $$;

-- The outcome of a payment that has just arrived: that of private.payment_outcome, or paid_short if the stock is gone. Deducts the
-- stock of an order that can be confirmed.
create function private.classify_payment(orders public.orders, payment jsonb)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_outcome text := case when coalesce(payment ->> 'reversal', 'none') <> 'none' then 'mismatch'
    else private.payment_outcome(orders, (payment ->> 'amount_minor')::bigint, payment ->> 'currency') end;
begin
  if v_outcome in ('confirmed', 'revived') and (orders.confirmed_at is null or orders.state = 'cancelled')
    and private.try_deduct(orders) is not null then
    return 'paid_short';
  end if;
  return v_outcome;
end $$;

-- What the next payment would do to an order, shown before it is recorded.
-- · confirms, revives: it is confirmed (`_with_rest`: together with what was paid before) · short: its stock is gone
-- · holds: the amount is wrong, so it is put on hold and an exception is opened
-- · pays_in_full, overpays, asks: it is confirmed already, and is then paid in full, overpaid, or gets an exception.
create type public.payment_effect as enum (
  'confirms', 'confirms_with_rest', 'revives', 'revives_with_rest', 'short', 'holds', 'pays_in_full', 'overpays', 'asks'
);

create function private.payment_effect(orders public.orders, amount_minor bigint, currency text)
returns public.payment_effect
language plpgsql stable
set search_path = ''
as $$
declare
  v_outcome text := private.payment_outcome(orders, amount_minor, currency);
  v_is_active boolean := orders.confirmed_at is not null and orders.state <> 'cancelled';
begin
  return case
    when v_is_active then case v_outcome when 'confirmed' then 'pays_in_full' when 'overpaid' then 'overpays' else 'asks' end
    when v_outcome = 'mismatch' then 'holds'
    when private.short_lines(orders.id) is not null then 'short'
    else case orders.state when 'cancelled' then 'revives' else 'confirms' end
      || case when amount_minor <> orders.total_minor then '_with_rest' else '' end
  end::public.payment_effect;
end $$;

-- The effect of the next payment by its amount, in the order's currency: [{ up_to_minor (null: any larger amount), effect, returns_minor
-- (what was paid before and would then be refunded) }], the smallest first.
create function private.payment_steps(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_refundable bigint := private.refundable(orders);
begin
  return (
    -- the effect changes only at these amounts
    with amounts as (
      select distinct up_to from unnest(array[orders.total_minor, orders.total_minor - v_refundable,
        orders.total_minor - orders.paid_minor + orders.refunded_minor]) as price, unnest(array[price - 1, price]) as up_to
      where up_to > 0
    ), steps as (
      select up_to, private.payment_effect(orders, up_to, orders.currency) as effect from amounts
      union all
      select null, private.payment_effect(orders, 999999999999999, orders.currency)
    )
    select jsonb_agg(jsonb_build_object('up_to_minor', up_to, 'effect', effect,
      'returns_minor', case when effect in ('confirms', 'revives') then v_refundable else 0 end) order by up_to nulls last)
    from steps
  );
end $$;

-- Confirms an order whose money is here (`settle`), or reinstates it (`revive`): its hold for money ends, and its receipt is queued. If it
-- is confirmed already, only the payment is logged. `orders`: as it was before its money changed.
create function private.settle_order(orders public.orders, command public.order_command, receipt_key text)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  update public.orders as o set
    hold_reason = case when o.hold_reason not in ('amount_mismatch', 'paid_short', 'payment_moved') then o.hold_reason end
  where o.id = orders.id
  returning * into v_order;
  if orders.confirmed_at is not null and orders.state <> 'cancelled' then
    perform private.log_order(orders, v_order, 'payment_collected');
  else
    v_order := private.move_order(orders, command, 'confirmed');
    perform private.notify(v_order, 'order_confirmed', receipt_key);
  end if;
  return v_order;
end $$;

-- Updates an order after a payment: money, state, hold, log, receipt.
create function private.apply_payment(orders public.orders, payment public.payments, reversal text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  update public.orders as o set
    paid_minor = o.paid_minor + case when payment.currency = o.currency then payment.amount_minor else 0 end,
    -- it must not matter which of two payments comes first: one that confirms the order ends the hold of the other (private.settle_order),
    -- and a mismatch does not hold a paid order
    hold_reason = case
      when payment.outcome = 'mismatch' and o.paid_minor - o.refunded_minor < o.total_minor
        then coalesce(o.hold_reason, 'amount_mismatch')
      when payment.outcome = 'paid_short' then coalesce(o.hold_reason, 'paid_short')
      else o.hold_reason end,
    last_attempt_failed = false,
    version = o.version + 1
  where o.id = orders.id
  returning * into v_order;
  if payment.outcome in ('confirmed', 'revived') then
    v_order := private.settle_order(orders, (case payment.outcome when 'revived' then 'revive' else 'settle' end)::public.order_command,
      'confirmed:' || payment.id);
  else
    perform private.log_order(orders, v_order, ('payment_' || payment.outcome)::public.order_action);
    perform private.open_exception(v_order, case
      when payment.outcome <> 'mismatch' then payment.outcome
      when payment.currency <> v_order.currency then 'currency_mismatch'
      when reversal <> 'none' then 'reversed'
      else 'amount_mismatch' end::public.exception_kind, payment_id => payment.id);
  end if;
  if payment.outcome in ('confirmed', 'revived') and payment.amount_minor < v_order.total_minor then
    -- the balance was paid: this settles the exception about the first part
    perform private.close_exceptions(v_order, 'in_order',
      kinds => array['amount_mismatch', 'payment_moved']::public.exception_kind[]);
  elsif payment.outcome = 'confirmed' then
    perform private.close_exceptions(v_order, 'in_order', kinds => array['payment_moved']::public.exception_kind[]);
  end if;
  -- an overpayment is refunded automatically
  perform private.refund_overpayment(v_order, 'overpaid');
  perform private.reconcile_exceptions(v_order);
end $$;

-- The only function that records money for an order; webhook, return page, poller and staff all call it. `payment`:
-- { transaction_id, amount_minor, currency, paid_at, channel, fee_minor, raw, mode, reversal }, as the gateway reported it when asked;
-- `paid_at` is a time, or only a day (2026-01-31) if no more is known. A malformed `paid_at`, `channel`, `fee_minor` or `raw` is
-- ignored, not refused. A `reversal` other than 'none' in the first report means that the money is already being reversed; it then confirms
-- nothing. Records the transaction once, however often it is reported, and updates the order.
-- Answers { order_id, outcome }: confirmed, replayed, revived, paid_short, overpaid, mismatch (docs/model.md, "Money").
-- Refuses `unknown_reference` (404), `invalid_payment`, `mode_mismatch` (422).
create function public.settle_payment(gateway text, reference text, payment jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_intent public.payment_intents;
  v_order public.orders;
  v_payment public.payments;
  v_outcome text;
  v_paid_on date := private.to_date(payment ->> 'paid_at');
begin
  select * into v_intent from public.payment_intents as intents
  where intents.gateway = settle_payment.gateway and intents.reference = settle_payment.reference;
  if not found then
    perform private.refuse(404, 'unknown_reference', field => 'reference');
  end if;
  perform private.check_payment(payment);
  v_order := private.lock_order(v_intent.order_id);
  if payment ->> 'mode' <> v_intent.mode then
    perform private.refuse(422, 'mode_mismatch', field => 'mode');
  end if;
  if exists (
    select from public.payments
    where payments.gateway = settle_payment.gateway and payments.transaction_id = payment ->> 'transaction_id'
      and payments.intent_id = v_intent.id
  ) then
    return jsonb_build_object('order_id', v_order.id, 'outcome', 'replayed');
  end if;

  v_outcome := private.classify_payment(v_order, payment);
  insert into public.payments
    (shop_id, order_id, intent_id, gateway, transaction_id, amount_minor, currency, fee_minor, channel, paid_at, paid_on, raw,
      outcome)
  values (
    v_order.shop_id, v_order.id, v_intent.id, settle_payment.gateway, payment ->> 'transaction_id', (payment ->> 'amount_minor')::bigint,
    payment ->> 'currency', case when payment ->> 'fee_minor' ~ '^[0-9]{1,15}$' then (payment ->> 'fee_minor')::bigint end,
    left(private.to_text(payment, 'channel'), 60),
    coalesce(private.noon_of(v_paid_on, v_order.shop_id), private.to_time(payment ->> 'paid_at'), now()), v_paid_on,
    coalesce(payment -> 'raw', '{}'), v_outcome)
  on conflict on constraint payments_gateway_transaction_id_key do nothing
  returning * into v_payment;
  if not found then
    -- one transaction cannot have paid two references
    perform private.refuse(422, 'invalid_payment', field => 'transaction_id');
  end if;
  update public.payment_intents as intents
  set state = 'succeeded', is_processing = false, checked_at = now(), next_check_at = null, claimed_until = null,
    -- an attempt whose checkout page was never saved gets the mode of its payment
    mode = coalesce(intents.mode, case when payment ->> 'mode' in ('test', 'live') then payment ->> 'mode' end),
    updated_at = now()
  where intents.id = v_intent.id;
  perform private.apply_payment(v_order, v_payment, coalesce(payment ->> 'reversal', 'none'));
  return jsonb_build_object('order_id', v_order.id, 'outcome', v_payment.outcome);
end $$;
comment on function public.settle_payment is
  'Records a payment and updates its order: the only function that records money.';

-- Expiring

-- Cancels orders that were not paid, verified or accepted in time. Skips those with an attempt that was not checked at its gateway since
-- the order expired, or whose money is on its way. Orders on hold are left to staff. So are those that hold money or have an open
-- exception, unless the shopper was asked for the balance and did not pay it: then they are refunded. A transfer with an unverified proof
-- leaves an exception.
-- Answers how many were cancelled. Safe to skip, to repeat and to run twice at once.
create function public.cancel_expired_orders()
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_ids uuid[];
  v_order public.orders;
begin
  v_ids := array(
    select orders.id from public.orders
    where orders.awaits_confirmation and orders.expires_at <= now()
      and orders.hold_reason is null
      and (orders.paid_minor = orders.refunded_minor or exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null))
      and not exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null
          and exceptions.decision is distinct from 'ask_rest')
      and not exists (
        select from public.payment_intents as intents
        where intents.order_id = orders.id and intents.gateway = any (array(select private.online_gateways()))
          and intents.state <> 'succeeded'
          and (intents.is_processing or intents.checked_at is null or intents.checked_at < orders.expires_at))
    order by orders.expires_at
    limit 500
    for update skip locked
  );
  -- locks all rows of the batch at once, in the common order, so that two batches cannot deadlock
  perform private.lock_stock_rows(variadic v_ids);
  for v_order in select * from public.orders where orders.id = any (v_ids) loop
    perform private.cancel_order_internal(v_order, 'system', case v_order.state
      when 'requested' then 'not_accepted' when 'awaiting_verification' then 'not_verified'
      else 'not_paid' end::public.cancel_reason);
  end loop;
  return cardinality(v_ids);
end $$;
comment on function public.cancel_expired_orders is 'Cancels orders that were not paid, verified or accepted in time.';

grant execute on function public.settle_payment(text, text, jsonb), public.cancel_expired_orders() to service_role;
