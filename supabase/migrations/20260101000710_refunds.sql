-- Refunds: money on its way back. Asked for, approved, handed to the gateway after the commit, and settled when the gateway
-- says so, which may take days. Stock is untouched: goods that come back are return_order_items'.

-- Types

-- requested: waits for a second person · approved: to be sent · submitted: handed to the gateway, its answer not known yet ·
-- processing: the gateway has it · needs_attention: the gateway waits for somebody · declined: not approved, or withdrawn
create type public.refund_state as enum (
  'requested', 'approved', 'submitted', 'processing', 'succeeded', 'failed', 'needs_attention', 'declined'
);

-- refund: money goes back to who paid it · moved: it was never this order's, and is another payment now; nothing is sent
create type public.refund_kind as enum ('refund', 'moved');

-- Tables

-- One transfer of money of one payment back to who paid it, or to the order whose it is.
create table public.refunds (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  payment_id uuid not null,
  kind public.refund_kind not null default 'refund',
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null check (length(reason) between 1 and 300),
  state public.refund_state not null check (kind = 'refund' or state = 'succeeded'),
  -- who asked for it; null: the system, or the gateway's own dashboard
  requested_by uuid references public.profiles (user_id) on delete set null,
  requested_by_role text not null,
  approved_by uuid references public.profiles (user_id) on delete set null,
  -- the gateway's id of it, once known
  gateway text not null,
  gateway_refund_id text check (length(gateway_refund_id) between 1 and 100),
  -- when it was last handed to the gateway; set before the call, so that a crash leaves a trace
  sent_at timestamptz,
  attempts int not null default 0,
  -- when the worker looks at it next
  next_attempt_at timestamptz not null default now(),
  last_error text,
  -- money that left by another way than the gateway, and under which reference
  paid_out_by uuid references public.profiles (user_id) on delete set null,
  paid_out_reference text check (length(paid_out_reference) between 1 and 200),
  -- the failed refund that this one takes up again
  retries_refund_id uuid references public.refunds (id),
  raw jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (gateway, gateway_refund_id),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id)
);
create index refunds_order_idx on public.refunds (shop_id, order_id, created_at);
create index refunds_by_order_idx on public.refunds (order_id);
create index refunds_payment_idx on public.refunds (shop_id, payment_id);
create index refunds_list_idx on public.refunds (shop_id, created_at desc, id desc);
create index refunds_state_list_idx on public.refunds (shop_id, state, created_at desc, id desc);
create index refunds_due_idx on public.refunds (next_attempt_at) where state in ('approved', 'submitted', 'processing', 'needs_attention');
create index refunds_requested_by_idx on public.refunds (requested_by);
create index refunds_approved_by_idx on public.refunds (approved_by);
create index refunds_paid_out_by_idx on public.refunds (paid_out_by);
create index refunds_retries_idx on public.refunds (retries_refund_id);

-- The pieces whose price a refund gives back.
create table public.refund_items (
  shop_id uuid not null,
  refund_id uuid not null,
  order_item_id uuid not null,
  quantity int not null check (quantity > 0),
  primary key (refund_id, order_item_id),
  foreign key (shop_id, refund_id) references public.refunds (shop_id, id) on delete cascade,
  foreign key (shop_id, order_item_id) references public.order_items (shop_id, id) on delete cascade
);
create index refund_items_refund_idx on public.refund_items (shop_id, refund_id);
create index refund_items_item_idx on public.refund_items (shop_id, order_item_id);

-- Whether a refund's money is gone or on its way, and so cannot be given back again.
create function private.counts(state public.refund_state)
returns boolean
language sql immutable
set search_path = ''
as $$ select state not in ('failed', 'declined') $$;

-- Whether a refund is neither settled nor given up.
create function private.is_under_way(state public.refund_state)
returns boolean
language sql immutable
set search_path = ''
as $$ select state in ('requested', 'approved', 'submitted', 'processing', 'needs_attention') $$;

-- Whatever changes a refund, its payment says how much of it goes back, and the constraint there refuses more than came in; and so
-- does its order, of the money in its currency.
create function private.count_refund()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_before bigint := case when tg_op = 'UPDATE' then case when private.counts(old.state) then old.amount_minor else 0 end else 0 end;
  v_after bigint := case when private.counts(new.state) then new.amount_minor else 0 end;
begin
  if v_after <> v_before then
    update public.payments set refunding_minor = refunding_minor + v_after - v_before where payments.id = new.payment_id;
    update public.orders as o set refunding_minor = o.refunding_minor + v_after - v_before
    where o.id = new.order_id and o.currency = new.currency;
    if tg_op = 'UPDATE' then
      -- what a failed or declined refund was for may be refunded again, and the other way round
      update public.order_items as items set refunded_quantity =
        items.refunded_quantity + case when v_after > v_before then lines.quantity else -lines.quantity end
      from public.refund_items as lines
      where lines.refund_id = new.id and items.id = lines.order_item_id;
    end if;
  end if;
  return null;
end $$;

create trigger count_refund after insert or update of state on public.refunds
for each row execute function private.count_refund();

create function private.count_refund_item()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.order_items as items set refunded_quantity = items.refunded_quantity + new.quantity
  where items.id = new.order_item_id;
  return null;
end $$;

create trigger count_refund_item after insert on public.refund_items
for each row execute function private.count_refund_item();

-- What was asked for is never rewritten, and no refund disappears.
create trigger refuse_rewrite before delete or update of
  id, shop_id, order_id, payment_id, kind, amount_minor, currency, reason, requested_by_role, gateway, created_at
on public.refunds for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.refunds
for each statement execute function private.refuse_rewrite();

-- Policies and grants: staff read; refunds move through functions only.

alter table public.refunds enable row level security;
alter table public.refund_items enable row level security;

create policy select_staff on public.refunds for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.refund_items for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.refunds, public.refund_items to authenticated, service_role;

-- Opening

create function private.refund_answer(refund public.refunds)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'refund_id', refund.id, 'order_id', refund.order_id, 'payment_id', refund.payment_id, 'state', refund.state,
    'amount_minor', refund.amount_minor, 'currency', refund.currency, 'gateway', refund.gateway);
end $$;

-- Notes on its order's log what became of a refund.
create function private.log_refund(orders public.orders, refund public.refunds, action text, note text default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.log_activity(orders.shop_id, 'order', orders.id, action,
    new_value => private.logged_facts(orders) || jsonb_build_object(
      'refund_id', refund.id, 'refund_state', refund.state, 'amount_minor', refund.amount_minor, 'currency', refund.currency),
    old_value => private.logged_facts(orders), note => note);
end $$;

-- One refund of one payment. The order is locked by the caller.
create function private.open_refund(
  orders public.orders, payment public.payments, amount_minor bigint, reason text, state public.refund_state,
  retries_refund_id uuid default null
)
returns public.refunds
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  insert into public.refunds
    (shop_id, order_id, payment_id, amount_minor, currency, reason, state, requested_by, requested_by_role, gateway, retries_refund_id)
  values (orders.shop_id, orders.id, payment.id, amount_minor, payment.currency, left(reason, 300), state, (select auth.uid()),
    private.actor_role(orders.shop_id), payment.gateway, retries_refund_id)
  returning * into v_refund;
  perform private.log_refund(orders, v_refund, 'request_refund', v_refund.reason);
  return v_refund;
end $$;

-- How much of an order's money one member of staff may still give back alone; null: any. What staff gave back of it before counts
-- too, or a large sum could go in small ones.
create function private.refund_limit(orders public.orders)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select greatest(0, settings.refund_approval_above_minor - (
      select coalesce(sum(refunds.amount_minor), 0)::bigint from public.refunds
      where refunds.order_id = orders.id and refunds.requested_by is not null and private.counts(refunds.state)))
    from public.shop_settings as settings
    where settings.shop_id = orders.shop_id and settings.refund_approval_above_minor is not null
  );
end $$;

-- 'approved', or 'requested' where a member of staff asks for more than the shop lets one person give back.
create function private.first_refund_state(orders public.orders, amount_minor bigint)
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

-- What of a payment we may still send back: what is neither back nor on its way back. While the gateway is sending the payment back
-- itself (an open question `reversed`), nothing of it: the same money must not leave twice.
create function private.refundable_of(payment public.payments)
returns bigint
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when exists (select from public.money_exceptions as exceptions
      where exceptions.payment_id = payment.id and exceptions.kind = 'reversed' and exceptions.resolved_at is null) then 0
    else payment.amount_minor - payment.refunding_minor
  end;
end $$;

-- The same of all money of an order in its own currency.
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

-- Opens refunds over `amount_minor` in the order's currency, from the payments that were not what confirmed it first, then the
-- newest. Answers the refunds, which sum to the amount: callers ask for no more than private.refundable.
create function private.refund_amount(
  orders public.orders, amount_minor bigint, reason text, state public.refund_state
)
returns setof public.refunds
language plpgsql security definer
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
      -- one payment that covers it all rather than two
      private.refundable_of(payments) >= refund_amount.amount_minor desc, payments.created_at desc, payments.id
  loop
    exit when v_left <= 0;
    v_part := least(v_left, private.refundable_of(v_payment));
    return next private.open_refund(orders, v_payment, v_part, reason, state);
    v_left := v_left - v_part;
  end loop;
  if v_left > 0 then
    raise exception 'order % cannot send back % of %', orders.number, v_left, amount_minor using errcode = 'XX000';
  end if;
end $$;

-- Sends back what a confirmed order holds above its total. By itself that needs nobody's approval: it is not the shop's money.
create function private.refund_extra(orders public.orders, reason text, state public.refund_state default 'approved')
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_extra bigint := private.refundable(orders) - orders.total_minor;
begin
  if v_extra > 0 and orders.confirmed_at is not null and orders.state <> 'cancelled' then
    perform private.refund_amount(orders, v_extra, reason, state);
  end if;
end $$;

-- Sends back whatever a cancelled order still holds, in every currency.
create function private.refund_rest(orders public.orders, reason text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  perform private.refund_amount(
    orders, private.refundable(orders), reason, private.first_refund_state(orders, private.refundable(orders)));
  for v_payment in
    select * from public.payments
    where payments.order_id = orders.id and payments.currency <> orders.currency and private.refundable_of(payments) > 0
  loop
    perform private.open_refund(orders, v_payment, private.refundable_of(v_payment), reason,
      private.first_refund_state(orders, private.refundable_of(v_payment)));
  end loop;
end $$;

-- Refunding by staff

-- The worth of pieces of an order whose price was not refunded yet, nor given back when they were taken off it. Refuses
-- `invalid_lines` (422).
create function private.worth_of_lines(orders public.orders, lines jsonb)
returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
  v_line record;
  v_worth bigint := 0;
begin
  for v_line in select * from private.read_order_lines(orders, lines) loop
    if v_line.quantity > (v_line.item).quantity - (v_line.item).cancelled_quantity - (v_line.item).refunded_quantity then
      perform private.refuse(422, 'invalid_lines', field => 'lines');
    end if;
    v_worth := v_worth + v_line.quantity * (v_line.item).unit_price_minor;
  end loop;
  return v_worth;
end $$;

-- Gives money of an order back: `amount_minor` in minor units of its currency (null: the worth of the lines, or all that can
-- be), `lines`: [{ variant_id, quantity }] whose price it is (null: none in particular). Answers { refund_id, order_id,
-- payment_id, state, amount_minor, currency, gateway, replayed, refunds }; `refunds` are all rows, should one payment not
-- cover it. State `requested` waits for a second person, `approved` for the worker. The same key with the same request
-- answers the same refund. For staff with `refunds.issue` and our servers. Stock does not move.
-- Refuses `order_not_found` (404), `forbidden` (403), `invalid_amount`, `refund_exceeds_paid` (details: { refundable_minor }),
-- `nothing_to_refund`, `reason_required`, `invalid_lines`, `dispute_open`, `invalid_idempotency_key`,
-- `idempotency_mismatch` (422).
create function public.issue_refund(
  order_id uuid, amount_minor bigint, reason text, idempotency_key uuid, lines jsonb default null
)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_lines jsonb := nullif(lines, 'null');
  v_hash bytea := private.sha256(jsonb_build_array(order_id, amount_minor, reason, nullif(lines, 'null'))::text);
  v_key public.idempotency_keys;
  v_refundable bigint;
  v_amount bigint;
  v_refunds public.refunds[];
  v_response jsonb;
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'refunds.issue') then
    perform private.refuse(403, 'forbidden');
  elsif idempotency_key is null then
    perform private.refuse(422, 'invalid_idempotency_key', field => 'idempotency_key');
  end if;
  insert into public.idempotency_keys (shop_id, scope, key, request_hash)
  values (v_order.shop_id, 'issue_refund', idempotency_key, v_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if not found then
    select * into v_key from public.idempotency_keys as keys
    where keys.shop_id = v_order.shop_id and keys.scope = 'issue_refund' and keys.key = issue_refund.idempotency_key;
    if v_key.request_hash <> v_hash then
      perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
    end if;
    return v_key.response || jsonb_build_object('replayed', true);
  end if;

  v_refundable := private.refundable(v_order);
  v_amount := coalesce(amount_minor,
    case when v_lines is not null then private.worth_of_lines(v_order, v_lines) else v_refundable end);
  if length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  elsif v_order.dispute_open then
    perform private.refuse(422, 'dispute_open');
  elsif v_refundable = 0 then
    perform private.refuse(422, 'nothing_to_refund');
  elsif v_amount <= 0 or (v_lines is not null and v_amount > private.worth_of_lines(v_order, v_lines)) then
    perform private.refuse(422, 'invalid_amount', field => 'amount_minor');
  elsif v_amount > v_refundable then
    perform private.refuse(422, 'refund_exceeds_paid', jsonb_build_object('refundable_minor', v_refundable), 'amount_minor');
  end if;
  v_refunds := array(select private.refund_amount(
    v_order, v_amount, trim(reason), private.first_refund_state(v_order, v_amount)));
  if v_lines is not null then
    perform private.attach_lines(v_order, v_refunds, v_lines);
  end if;
  perform private.watch_money(v_order);
  v_response := private.refund_answer(v_refunds[1]) || jsonb_build_object(
    'refunds', (select jsonb_agg(private.refund_answer(refund)) from unnest(v_refunds) as refund));
  update public.idempotency_keys as keys set response = v_response
  where keys.shop_id = v_order.shop_id and keys.scope = 'issue_refund' and keys.key = issue_refund.idempotency_key;
  return v_response || jsonb_build_object('replayed', false);
end $$;

-- Says which refund gives back the price of which pieces: laid end to end, each piece is of the refund in which its price ends, so
-- that where one of several refunds fails or is declined, its own pieces can be refunded again and no others. Pieces whose price
-- was not given back in full are of the last one.
create function private.attach_lines(orders public.orders, refunds public.refunds[], lines jsonb)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.refund_items (shop_id, refund_id, order_item_id, quantity)
  select orders.shop_id, parts.id, pieces.item_id, count(*)
  from (
    select (wanted.item).id as item_id,
      sum((wanted.item).unit_price_minor) over (order by (wanted.item).position, piece) as price_ends
    from private.read_order_lines(orders, lines) as wanted, generate_series(1, wanted.quantity) as piece
  ) as pieces
  join (
    select (refunds[i]).id, sum((refunds[i]).amount_minor) over (order by i) as ends,
      sum((refunds[i]).amount_minor) over (order by i) - (refunds[i]).amount_minor as begins,
      sum((refunds[i]).amount_minor) over () as all_minor
    from generate_subscripts(refunds, 1) as i
  ) as parts on greatest(1, least(pieces.price_ends, parts.all_minor)) > parts.begins
    and greatest(1, least(pieces.price_ends, parts.all_minor)) <= parts.ends
  group by parts.id, pieces.item_id;
end $$;

-- The refund with its order locked, for a member of staff with the permission. Refuses `refund_not_found` (404), `forbidden`
-- (403).
create function private.lock_refund(refund_id uuid, permission public.permission)
returns public.refunds
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  perform 1 from public.orders where orders.id = (select refunds.order_id from public.refunds where refunds.id = refund_id)
  for update;
  select * into v_refund from public.refunds where refunds.id = refund_id for update;
  if v_refund.id is null or not private.has_permission(v_refund.shop_id, 'payments.read') then
    perform private.refuse(404, 'refund_not_found');
  elsif not private.has_permission(v_refund.shop_id, permission) then
    perform private.refuse(403, 'forbidden');
  end if;
  return v_refund;
end $$;

-- Says yes or no to a refund that waits for a second person; a no gives a reason. An approved one that was not sent yet may
-- still be declined. Deciding the same twice changes nothing. Answers as issue_refund. For staff with `refunds.approve`.
-- Refuses `refund_not_found` (404), `forbidden`, `separation_of_duties` (403), `invalid_transition`, `reason_required` (422).
create function public.decide_refund(refund_id uuid, approve boolean, reason text default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.approve');
  v_state public.refund_state := case when approve then 'approved' else 'declined' end;
begin
  if v_refund.state = v_state then
    return private.refund_answer(v_refund);
  elsif v_refund.state <> 'requested' and not (v_refund.state = 'approved' and v_state = 'declined' and v_refund.sent_at is null) then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_refund.state));
  elsif approve and v_refund.requested_by = (select auth.uid()) and private.separates_duties(v_refund.shop_id) then
    perform private.refuse(403, 'separation_of_duties');
  elsif not coalesce(approve, false) and length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  return private.refund_answer(private.move_refund(v_refund, v_state, left(trim(reason), 300)));
end $$;

-- Takes up a failed refund again, as a new one of the same amount. Answers as issue_refund. For staff with `refunds.issue`.
-- Repeating it answers the first new one. Refuses `refund_not_found` (404), `forbidden` (403), `invalid_transition`,
-- `refund_exceeds_paid`, `dispute_open` (422).
create function public.retry_refund(refund_id uuid)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.issue');
  v_order public.orders;
  v_payment public.payments;
  v_again public.refunds;
begin
  select * into v_again from public.refunds where refunds.retries_refund_id = v_refund.id and refunds.state <> 'declined';
  if found then
    return private.refund_answer(v_again);
  end if;
  select * into v_order from public.orders where orders.id = v_refund.order_id;
  select * into v_payment from public.payments where payments.id = v_refund.payment_id;
  if v_refund.state <> 'failed' then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_refund.state));
  elsif v_order.dispute_open then
    perform private.refuse(422, 'dispute_open');
  elsif not private.has_room(v_refund) or v_refund.amount_minor > private.refundable_of(v_payment) then
    perform private.refuse(422, 'refund_exceeds_paid',
      jsonb_build_object('refundable_minor', private.refundable_of(v_payment)));
  end if;
  v_again := private.open_refund(v_order, v_payment, v_refund.amount_minor, v_refund.reason,
    private.first_refund_state(v_order, v_refund.amount_minor), v_refund.id);
  insert into public.refund_items (shop_id, refund_id, order_item_id, quantity)
  select lines.shop_id, v_again.id, lines.order_item_id, lines.quantity
  from public.refund_items as lines where lines.refund_id = v_refund.id;
  perform private.resolve_exceptions(v_order, 'Refunded again', refund_id => v_refund.id);
  perform private.watch_money(v_order);
  return private.refund_answer(v_again);
end $$;

-- Notes that the money of a refund was given back by hand: one that failed or is stuck at the gateway, or of a payment that
-- no gateway can send back. `reference` says where that is written. Answers as issue_refund. For staff with `refunds.issue`.
-- Refuses `refund_not_found` (404), `forbidden` (403), `invalid_transition`, `reference_required`, `refund_exceeds_paid` (422).
create function public.pay_out_refund(refund_id uuid, reference text)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.issue');
  v_free bigint := (select payments.amount_minor - payments.refunding_minor from public.payments
    where payments.id = v_refund.payment_id);
begin
  if v_refund.state = 'succeeded' and v_refund.paid_out_reference = trim(reference) then
    return private.refund_answer(v_refund);
  elsif not private.can_pay_out(v_refund) then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_refund.state));
  elsif length(trim(coalesce(reference, ''))) not between 1 and 200 then
    perform private.refuse(422, 'reference_required', field => 'reference');
  elsif v_refund.state = 'failed' and not private.has_room(v_refund) then
    perform private.refuse(422, 'refund_exceeds_paid', jsonb_build_object('refundable_minor', v_free));
  end if;
  update public.refunds set paid_out_by = (select auth.uid()), paid_out_reference = trim(reference)
  where refunds.id = v_refund.id returning * into v_refund;
  return private.refund_answer(private.move_refund(v_refund, 'succeeded', trim(reference)));
end $$;

-- Whether the gateway takes money back for us; a bank account does not.
create function private.sends_refunds(gateway text)
returns boolean
language sql immutable
set search_path = ''
as $$ select gateway = 'paystack' $$;

-- Whether a refund stands where somebody may give its money back by hand.
create function private.can_pay_out(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (refund.state in ('failed', 'needs_attention')
      or (refund.state = 'approved' and not private.sends_refunds(refund.gateway)))
    -- whoever takes up a failed refund again pays it, and nobody else
    and not exists (select from public.refunds as again where again.retries_refund_id = refund.id and again.state <> 'declined');
end $$;

-- Moving

-- The only way in which a refund moves on: its state, its order's sum, the log, the questions and the mail. The order is
-- locked by the caller, or locked here.
create function private.move_refund(refund public.refunds, to_state public.refund_state, note text default null)
returns public.refunds
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_was_going_back boolean;
  v_after public.refunds;
begin
  select * into v_order from public.orders where orders.id = refund.order_id for update;
  v_was_going_back := private.is_going_back(v_order);
  update public.refunds set
    state = to_state,
    approved_by = case when to_state = 'approved' and refunds.state = 'requested' then (select auth.uid()) else refunds.approved_by end,
    settled_at = case when to_state in ('succeeded', 'failed', 'declined') then now() end,
    last_error = case when to_state in ('failed', 'needs_attention') then left(note, 500) else refunds.last_error end
  where refunds.id = refund.id
  returning * into v_after;
  if to_state = 'succeeded' then
    update public.orders as o set
      refunded_minor = o.refunded_minor + case when v_after.currency = o.currency then v_after.amount_minor else 0 end,
      version = o.version + 1
    where o.id = v_order.id returning * into v_order;
    perform private.notify(v_order, 'order_refunded', 'refunded:' || refund.id);
  end if;
  perform private.log_refund(v_order, v_after, 'refund_' || to_state, note);
  perform private.resolve_exceptions(v_order, 'Refund ' || to_state, refund_id => refund.id);
  if to_state = 'declined' and refund.retries_refund_id is not null then
    -- the failed one is where it was
    perform private.open_exception(v_order, 'refund_failed', payment_id => refund.payment_id, refund_id => refund.retries_refund_id)
    from public.refunds as first where first.id = refund.retries_refund_id and first.state = 'failed';
  end if;
  if to_state in ('failed', 'needs_attention') then
    perform private.open_exception(v_order, ('refund_' || to_state)::public.exception_kind,
      payment_id => refund.payment_id, refund_id => refund.id);
  end if;
  if v_was_going_back and exists (select from public.money_exceptions as exceptions
    where exceptions.order_id = v_order.id and exceptions.kind = 'refund_failed' and exceptions.resolved_at is null) then
    -- all of its money should go back and could not: its goods stay here until somebody has decided
    perform private.keep_goods(v_order.id, 'refund_failed');
  end if;
  perform private.watch_money(v_order);
  return v_after;
end $$;

-- Whether a refund that does not count any more could count again: its payment and its pieces have room for it.
create function private.has_room(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return refund.amount_minor <= (
    select payments.amount_minor - payments.refunding_minor from public.payments where payments.id = refund.payment_id
  ) and not exists (
    select from public.refund_items as lines join public.order_items as items on items.id = lines.order_item_id
    where lines.refund_id = refund.id and items.refunded_quantity + lines.quantity > items.quantity
  );
end $$;

-- Asks about a refund that does not fit what the gateway says; not again once somebody has answered.
create function private.ask_once(orders public.orders, refund public.refunds)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if not exists (select from public.money_exceptions as exceptions
    where exceptions.refund_id = refund.id and exceptions.kind = 'refund_mismatch') then
    perform private.open_exception(orders, 'refund_mismatch', payment_id => refund.payment_id, refund_id => refund.id);
  end if;
end $$;

-- What became of a refund, as the gateway said: `state` is processing, succeeded, failed or needs_attention. What has
-- succeeded stays so; news that are older than what is known change nothing. Answers as issue_refund.
-- Refuses `refund_not_found` (404), `unknown_state`, `invalid_refund` (422: the id is another refund's).
create function public.settle_refund(refund_id uuid, state text, gateway_refund_id text default null, raw jsonb default '{}')
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
  v_order public.orders;
begin
  if coalesce(state, '') not in ('processing', 'succeeded', 'failed', 'needs_attention') then
    perform private.refuse(422, 'unknown_state', field => 'state');
  end if;
  select * into v_order from public.orders
  where orders.id = (select refunds.order_id from public.refunds where refunds.id = settle_refund.refund_id) for update;
  select * into v_refund from public.refunds where refunds.id = settle_refund.refund_id for update;
  if v_refund.id is null then
    perform private.refuse(404, 'refund_not_found', field => 'refund_id');
  elsif v_refund.gateway_refund_id <> settle_refund.gateway_refund_id or exists (
    select from public.refunds as others where others.gateway = v_refund.gateway and others.id <> v_refund.id
      and others.gateway_refund_id = settle_refund.gateway_refund_id) then
    perform private.refuse(422, 'invalid_refund', field => 'gateway_refund_id');
  end if;
  update public.refunds set
    gateway_refund_id = coalesce(refunds.gateway_refund_id, settle_refund.gateway_refund_id),
    raw = coalesce(settle_refund.raw, '{}'),
    next_attempt_at = now() + private.refund_pause(refunds.sent_at)
  where refunds.id = v_refund.id
  returning * into v_refund;

  -- it arrived after all: what was to take it up again is not needed, if it was not sent yet
  perform private.move_refund(again, 'declined', 'The first one arrived after all') from public.refunds as again
  where again.retries_refund_id = v_refund.id and v_refund.state = 'failed' and settle_refund.state = 'succeeded'
    and again.state in ('requested', 'approved') and again.sent_at is null;

  if v_refund.paid_out_reference is not null and state in ('processing', 'succeeded') then
    -- given back by hand, and now by the gateway as well: somebody has to know
    perform private.ask_once(v_order, v_refund);
  elsif v_refund.state::text = state or v_refund.state in ('succeeded', 'declined')
    or (v_refund.state = 'failed' and state <> 'succeeded') then
    null;
  elsif v_refund.state = 'failed' and not private.has_room(v_refund) then
    perform private.ask_once(v_order, v_refund);
  else
    v_refund := private.move_refund(v_refund, state::public.refund_state,
      case when state in ('failed', 'needs_attention') then left(coalesce(raw ->> 'reason', raw ->> 'status'), 300) end);
    if v_refund.state = 'succeeded' and exists (
      select from public.refunds as again where again.retries_refund_id = v_refund.id and private.counts(again.state)) then
      -- and so does its second try
      perform private.ask_once(v_order, v_refund);
    end if;
  end if;
  return private.refund_answer(v_refund);
end $$;

-- How long until the gateway is asked again about a refund that it has: minutes at first, then hours.
create function private.refund_pause(sent_at timestamptz)
returns interval
language sql stable
set search_path = ''
as $$
  select case when now() - coalesce(sent_at, now()) < interval '1 hour' then interval '5 minutes'
    when now() - sent_at < interval '1 day' then interval '1 hour' else interval '6 hours' end
$$;

-- Sending

-- Takes up to `max_rows` refunds that are due (or the one named), each held for two minutes, longer than any call lasts.
-- Answers { refund_id, gateway, reference, transaction_id, amount_minor, currency, must_look }. Where `must_look`
-- is false it was never sent before and is marked as submitted, already committed when the caller sends it; where it is true
-- the gateway's list has to be read first (record_gateway_refund), and only resend_refund may allow another try.
create function public.claim_refunds(max_rows int, only_id uuid default null)
returns table (
  refund_id uuid, gateway text, reference text, transaction_id text, amount_minor bigint, currency text, must_look boolean
)
language plpgsql security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_refund public.refunds;
  v_ids uuid[];
begin
  v_ids := array(
    select refunds.id from public.refunds
    join public.orders on orders.id = refunds.order_id
    where refunds.state in ('approved', 'submitted', 'processing', 'needs_attention') and refunds.next_attempt_at <= now()
      and private.sends_refunds(refunds.gateway) and (only_id is null or refunds.id = only_id)
      -- a bank may be taking the same money at this moment
      and not (orders.dispute_open and refunds.state = 'approved')
    order by refunds.next_attempt_at
    limit max_rows
    for update of orders, refunds skip locked
  );
  for v_refund in
    update public.refunds set attempts = refunds.attempts + 1, next_attempt_at = now() + interval '2 minutes',
      sent_at = case when refunds.state = 'approved' and refunds.sent_at is null then now() else refunds.sent_at end
    where refunds.id = any (v_ids)
    returning refunds.*
  loop
    refund_id := v_refund.id;
    must_look := v_refund.state <> 'approved' or v_refund.sent_at < now();
    if v_refund.state = 'approved' then
      perform private.move_refund(v_refund, 'submitted');
    end if;
    select v_refund.gateway, intents.reference, payments.transaction_id, v_refund.amount_minor, v_refund.currency
    into gateway, reference, transaction_id, amount_minor, currency
    from public.payments join public.payment_intents as intents on intents.id = payments.intent_id
    where payments.id = v_refund.payment_id;
    return next;
  end loop;
end $$;

-- Whether a submitted refund whose outcome is not known may be handed to the gateway again: its list was read and does not
-- have it, and the last try is long enough ago to be in that list. True holds it for one more try.
create function public.resend_refund(refund_id uuid)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.refunds set sent_at = now(), next_attempt_at = now() + interval '2 minutes'
  where refunds.id = resend_refund.refund_id and refunds.state = 'submitted' and refunds.gateway_refund_id is null
    and refunds.sent_at <= now() - interval '2 minutes'
    and not exists (select from public.orders where orders.id = refunds.order_id and orders.dispute_open);
  return found;
end $$;

-- What came of handing a refund over when the gateway did not take it: `outcome` is 'not_sent' (certainly not there: sent
-- again later, as if for the first time), 'unknown' (perhaps there: looked up next) or 'refused' (failed).
-- Refuses `unknown_state` (422).
create function public.note_refund_attempt(refund_id uuid, outcome text, error text default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  if coalesce(outcome, '') not in ('not_sent', 'unknown', 'refused') then
    perform private.refuse(422, 'unknown_state', field => 'outcome');
  end if;
  perform 1 from public.orders
  where orders.id = (select refunds.order_id from public.refunds where refunds.id = note_refund_attempt.refund_id) for update;
  update public.refunds set
    last_error = left(error, 500),
    next_attempt_at = now() + greatest(private.backoff(refunds.attempts), interval '2 minutes'),
    -- only what was tried once, and certainly not sent, is as if never sent; all else is looked for first
    sent_at = case when outcome = 'not_sent' and refunds.attempts = 1 then null else refunds.sent_at end
  where refunds.id = note_refund_attempt.refund_id and refunds.state = 'submitted' and refunds.gateway_refund_id is null
  returning * into v_refund;
  if outcome = 'not_sent' and v_refund.id is not null then
    perform private.move_refund(v_refund, 'approved', left(error, 300));
  elsif outcome = 'refused' and v_refund.id is not null then
    perform private.move_refund(v_refund, 'failed', coalesce(left(error, 300), 'Refused by the gateway'));
  end if;
end $$;

-- Notes a refund that is in the gateway's list: { refund_id (the gateway's), our_refund_id (what we wrote on it, or null),
-- state, amount_minor, currency, raw }. It is one of ours by its id or by what we wrote on it, or somebody made it at the
-- gateway: then it becomes ours, and refunds of the same payment that were not sent yet make room for it.
-- Answers { outcome, refund_id }: known, matched, adopted, or unmatched (no such payment here; refund_id null).
-- Refuses `invalid_refund` (422).
create function public.record_gateway_refund(gateway text, transaction_id text, refund jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_order public.orders;
  v_ours public.refunds;
  v_state public.refund_state;
  v_amount bigint;
  v_outcome text := 'known';
begin
  if coalesce(length(refund ->> 'refund_id'), 0) not between 1 and 100 or coalesce(refund ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$'
    or coalesce(refund ->> 'state', '') not in ('processing', 'succeeded', 'failed', 'needs_attention') then
    perform private.refuse(422, 'invalid_refund', field => 'refund');
  end if;
  select * into v_payment from public.payments
  where payments.gateway = record_gateway_refund.gateway and payments.transaction_id = record_gateway_refund.transaction_id;
  if not found then
    return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
  end if;
  select * into v_order from public.orders where orders.id = v_payment.order_id for update;
  v_state := (refund ->> 'state')::public.refund_state;
  v_amount := (refund ->> 'amount_minor')::bigint;

  select * into v_ours from public.refunds
  where refunds.gateway = v_payment.gateway and refunds.gateway_refund_id = refund ->> 'refund_id';
  if not found then
    v_outcome := 'matched';
    select * into v_ours from public.refunds
    where refunds.id = private.to_uuid(refund ->> 'our_refund_id') and refunds.payment_id = v_payment.id
      and refunds.gateway_refund_id is null and refunds.amount_minor = v_amount
      and refunds.state in ('approved', 'submitted');
  end if;
  if v_ours.id is null then
    if v_state = 'failed' then
      return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
    end if;
    v_outcome := 'adopted';
    v_ours := private.adopt_refund(v_order, v_payment, v_amount, refund);
    if v_ours.id is null then
      return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
    end if;
  end if;
  perform public.settle_refund(v_ours.id, v_state::text, refund ->> 'refund_id', coalesce(refund -> 'raw', '{}'));
  return jsonb_build_object('outcome', v_outcome, 'refund_id', v_ours.id);
end $$;

-- Makes a refund that somebody else made at the gateway one of ours. Null when the payment has no room for it, which is a
-- question.
create function private.adopt_refund(orders public.orders, payment public.payments, amount_minor bigint, refund jsonb)
returns public.refunds
language plpgsql security definer
set search_path = ''
as $$
declare
  v_unsent public.refunds;
  v_adopted public.refunds;
begin
  if payment.amount_minor - payment.refunding_minor + (
    select coalesce(sum(refunds.amount_minor), 0) from public.refunds
    where refunds.payment_id = payment.id and refunds.state in ('requested', 'approved') and refunds.sent_at is null
  ) < amount_minor then
    if not exists (select from public.money_exceptions as exceptions
      where exceptions.payment_id = payment.id and exceptions.kind = 'refund_mismatch'
        and exceptions.gateway_refund_id = refund ->> 'refund_id') then
      perform private.open_exception(orders, 'refund_mismatch', payment_id => payment.id);
      -- so that nobody is asked about it twice
      update public.money_exceptions as exceptions set gateway_refund_id = refund ->> 'refund_id'
      where exceptions.payment_id = payment.id and exceptions.kind = 'refund_mismatch' and exceptions.resolved_at is null
        and exceptions.refund_id is null and exceptions.gateway_refund_id is null;
    end if;
    return null;
  end if;
  for v_unsent in
    select * from public.refunds
    where refunds.payment_id = payment.id and refunds.state in ('requested', 'approved') and refunds.sent_at is null
    order by refunds.created_at desc
  loop
    select * into payment from public.payments where payments.id = payment.id;
    exit when payment.amount_minor - payment.refunding_minor >= amount_minor;
    perform private.move_refund(v_unsent, 'declined', 'Refunded at the gateway meanwhile');
  end loop;
  select * into payment from public.payments where payments.id = payment.id;
  v_adopted := private.open_refund(orders, payment, amount_minor, 'Made at the gateway', 'submitted');
  update public.refunds set gateway_refund_id = refund ->> 'refund_id', sent_at = now()
  where refunds.id = v_adopted.id returning * into v_adopted;
  return v_adopted;
end $$;

grant execute on function public.issue_refund(uuid, bigint, text, uuid, jsonb), public.decide_refund(uuid, boolean, text),
  public.retry_refund(uuid), public.pay_out_refund(uuid, text) to authenticated, service_role;
grant execute on function public.settle_refund(uuid, text, text, jsonb), public.claim_refunds(int, uuid),
  public.resend_refund(uuid), public.note_refund_attempt(uuid, text, text),
  public.record_gateway_refund(text, text, jsonb) to service_role;
