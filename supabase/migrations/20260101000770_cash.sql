-- Cash on delivery: confirmed by the shopper, collected by the courier, counted at the handover.

-- Tables

-- One handover of cash by a courier: the counted sum and the expected one.
create table public.cash_handovers (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id),
  courier text not null check (length(courier) between 1 and 80),
  expected_minor bigint not null check (expected_minor > 0),
  counted_minor bigint not null check (counted_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text check (length(note) between 1 and 300),
  counted_by uuid constraint cash_handovers_counted_by_fkey references public.profiles (user_id) on delete set null,
  counted_at timestamptz not null default now(),
  unique (shop_id, id),
  -- a difference needs an explanation
  check (counted_minor = expected_minor or note is not null)
);
create index cash_handovers_list_idx on public.cash_handovers (shop_id, counted_at desc, id desc);
create index cash_handovers_counted_by_idx on public.cash_handovers (counted_by);

-- Which courier took the money of a payment, and in which handover it was counted; null: the courier still has it.
create table public.cash_collections (
  payment_id uuid primary key,
  shop_id uuid not null,
  courier text not null check (length(courier) between 1 and 80),
  collected_by uuid references public.profiles (user_id) on delete set null,
  handover_id uuid,
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  foreign key (shop_id, handover_id) references public.cash_handovers (shop_id, id)
);
create index cash_collections_payment_idx on public.cash_collections (shop_id, payment_id);
create index cash_collections_open_idx on public.cash_collections (shop_id, courier) where handover_id is null;
create index cash_collections_handover_idx on public.cash_collections (shop_id, handover_id);
create index cash_collections_collected_by_idx on public.cash_collections (collected_by);

alter table public.cash_handovers enable row level security;
alter table public.cash_collections enable row level security;
create policy select_staff on public.cash_handovers for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.cash_collections for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.cash_handovers, public.cash_collections to authenticated, service_role;

create trigger refuse_rewrite before delete or update of
  id, shop_id, courier, expected_minor, counted_minor, currency, note, counted_at
on public.cash_handovers for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.cash_handovers
for each statement execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.cash_collections
for each statement execute function private.refuse_rewrite();
create trigger refuse_rewrite before delete or update of payment_id, shop_id, courier on public.cash_collections
for each row execute function private.refuse_rewrite();

-- Confirming

-- Confirms a requested cash order as its shopper, and deducts its stock. For a caller with an emailed link, or signed in with the order's
-- email address. Repeating it changes nothing. Answers as update_order_status.
-- Refuses `order_not_found` (404), `forbidden` (403), `confirm_by_mail` (403: open the link of the email first), `invalid_transition`,
-- `order_expired` (422), `sold_out` (409).
create function public.confirm_request(order_id uuid, access_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
begin
  perform private.guard_command(v_order, 'confirm_request', v_caller);
  if v_order.state = 'confirmed' then
    return private.order_json(v_order);
  end if;
  perform private.guard_move(v_order, 'confirm_request', 'confirmed', v_caller);
  if not v_order.confirms_by_link or private.target_state(v_order, 'accept') <> 'confirmed' then
    perform private.refuse(403, 'forbidden');
  elsif not private.controls_order_email(v_order, access_token) then
    perform private.refuse(403, 'confirm_by_mail');
  elsif v_order.expires_at <= now() then
    perform private.refuse(422, 'order_expired');
  end if;
  return private.order_json(private.resume_order(v_order, 'confirm_request', 'confirmed', null));
end $$;
comment on function public.confirm_request is 'Confirms a requested cash order, as its shopper.';

-- Collecting

-- Records cash that a courier collected for a shipped order (`collected`: { amount_minor (in the order's currency), courier (who has the
-- money; null: the carrier of the last parcel), another (a second sum for the same order) }). It is settled like any other money: less or
-- more than is owed becomes an exception. A shipped order becomes delivered. Answers as update_order_status, with the outcome
-- of settle_payment. Repeating it changes nothing. For staff with `orders.deliver`.
-- Refuses `order_not_found` (404), `forbidden` (403), `stale` (409), `unknown_payment_method`, `invalid_transition`,
-- `invalid_payment`, `courier_required` (422), `already_collected` (422; details: { paid_minor }).
create function public.collect_cash(order_id uuid, collected jsonb, expected_version int default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_courier text := coalesce(private.to_text(collected, 'courier'), (
    select shipments.carrier from public.shipments where shipments.order_id = v_order.id
    order by shipments.shipped_at desc limit 1));
  v_count int := (select count(*) from public.payments where payments.order_id = v_order.id);
  v_reference text := v_order.number || '-CASH';
  v_transaction text;
  v_before public.orders := v_order;
  v_outcome text;
begin
  perform private.guard_command(v_order, 'collect', v_caller);
  if v_order.payment_method <> 'cod' then
    perform private.refuse(422, 'unknown_payment_method');
  elsif v_count > 0 and collected -> 'another' is distinct from 'true' then
    -- two people must not record the same cash twice
    if v_order.state <> 'shipped' and (
      select payments.amount_minor::text from public.payments where payments.order_id = v_order.id
      order by payments.created_at desc limit 1) = collected ->> 'amount_minor' then
      return private.order_json(v_order) || jsonb_build_object('outcome', 'replayed');
    end if;
    perform private.refuse(422, 'already_collected', jsonb_build_object('paid_minor', v_order.paid_minor));
  elsif v_order.returned_all then
    -- returned goods are not paid for
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_order.state, 'status', v_order.status));
  end if;
  perform private.guard_version(v_order, expected_version);
  perform private.guard_move(v_order, 'collect', case v_order.state when 'shipped' then 'delivered' else v_order.state end, v_caller);
  if v_courier is null or length(v_courier) > 80 then
    perform private.refuse(422, 'courier_required', field => 'courier');
  end if;
  insert into public.payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, state, next_check_at)
  values (v_order.shop_id, v_order.id, 'cash', v_reference, greatest(v_order.total_minor, 1), v_order.currency, 'open', null)
  on conflict on constraint payment_intents_gateway_reference_key do nothing;
  v_transaction := v_order.number || '/cash-' || v_count + 1;
  v_outcome := public.settle_payment('cash', v_reference, jsonb_build_object('transaction_id', v_transaction,
    'amount_minor', collected ->> 'amount_minor', 'currency', v_order.currency, 'channel', 'cash')) ->> 'outcome';
  insert into public.cash_collections (payment_id, shop_id, courier, collected_by)
  select payments.id, payments.shop_id, v_courier, (select auth.uid())
  from public.payments where payments.gateway = 'cash' and payments.transaction_id = v_transaction;

  select * into v_order from public.orders where orders.id = v_order.id;
  if v_order.state = 'shipped' then
    update public.shipments set delivered_at = now()
    where shipments.order_id = v_order.id and shipments.delivered_at is null;
    v_order := private.move_order(v_order, 'collect', 'delivered');
    perform private.notify(v_order, 'order_delivered', 'delivered:' || v_order.id || ':' || v_order.version);
  else
    perform private.log_order(v_before, v_order, 'collect');
  end if;
  return private.order_json(v_order) || jsonb_build_object('outcome', v_outcome);
end $$;
comment on function public.collect_cash is 'Records the cash that a courier collected on delivery.';

-- Counting

-- Why the caller cannot count what a courier hands over, as a reason of private.refuse: `forbidden`, `nothing_to_count`,
-- `separation_of_duties` (they recorded some of it themselves); null: they can.
create function private.count_refusal(shop_id uuid, courier text)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.has_permission(count_refusal.shop_id, 'payments.check') then 'forbidden'
    when not exists (select from public.cash_collections as collections where collections.shop_id = count_refusal.shop_id
      and collections.courier = count_refusal.courier and collections.handover_id is null) then 'nothing_to_count'
    when private.separates_duties(count_refusal.shop_id) and exists (
      select from public.cash_collections as collections where collections.shop_id = count_refusal.shop_id
        and collections.courier = count_refusal.courier and collections.handover_id is null
        and collections.collected_by = (select auth.uid())) then 'separation_of_duties' end;
end $$;

-- The cash that couriers hold, by courier, for staff with `payments.read`: [{ courier, currency, expected_minor (collected and not handed
-- over), orders: [{ number, amount_minor, collected_at }], to_collect_minor and to_collect (value and number of their shipped or delivered
-- orders for which nothing was collected), count_blocked_by (private.count_refusal) }]. Most money first. Refuses `forbidden` (403).
create function public.list_courier_cash(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop public.shops;
begin
  select * into v_shop from public.shops where shops.slug = list_courier_cash.shop;
  if v_shop.id is null or not private.has_permission(v_shop.id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    with collected as (
      select collections.courier, sum(payments.amount_minor)::bigint as expected_minor,
        jsonb_agg(jsonb_build_object('number', orders.number, 'amount_minor', payments.amount_minor,
          'collected_at', payments.created_at) order by payments.created_at) as orders
      from public.cash_collections as collections
      join public.payments on payments.id = collections.payment_id
      join public.orders on orders.id = payments.order_id
      where collections.shop_id = v_shop.id and collections.handover_id is null
      group by collections.courier
    ), under_way as (
      select parcels.carrier as courier, sum(orders.total_minor)::bigint as to_collect_minor, count(*)::int as to_collect
      from public.orders, lateral (
        select shipments.carrier from public.shipments where shipments.order_id = orders.id
        order by shipments.shipped_at desc limit 1) as parcels
      where orders.shop_id = v_shop.id and orders.state in ('shipped', 'delivered', 'completed')
        and orders.payment_method = 'cod' and orders.paid_minor = 0 and orders.total_minor > 0
        and orders.refused_at is null and not orders.returned_all
      group by parcels.carrier
    )
    select coalesce(jsonb_agg(jsonb_build_object('courier', courier, 'currency', v_shop.currency,
      'expected_minor', coalesce(collected.expected_minor, 0), 'orders', coalesce(collected.orders, '[]'),
      'to_collect_minor', coalesce(under_way.to_collect_minor, 0), 'to_collect', coalesce(under_way.to_collect, 0),
      'count_blocked_by', private.count_refusal(v_shop.id, courier))
      order by collected.expected_minor desc nulls last, courier), '[]')
    from collected full join under_way using (courier)
  );
end $$;
comment on function public.list_courier_cash is 'The cash that couriers hold, by courier.';

-- Counts what a courier hands over: everything that was collected and not counted yet, which must equal the `expected_minor` that the
-- caller saw. A counted sum that differs from it needs a note. Answers { handover_id, expected_minor, counted_minor, currency }. For staff
-- with `payments.check`; where duties are separated, only if they recorded none of it themselves. Refuses `forbidden`,
-- `separation_of_duties` (403), `stale` (409, details: { expected_minor }), `nothing_to_count`, `invalid_amount`, `note_required` (422).
create function public.count_cash(shop text, courier text, counted_minor bigint, expected_minor bigint, note text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop public.shops;
  v_ids uuid[];
  v_expected bigint;
  v_note text := nullif(trim(note), '');
  v_handover public.cash_handovers;
begin
  select * into v_shop from public.shops where shops.slug = count_cash.shop;
  if v_shop.id is null or not private.has_permission(v_shop.id, 'payments.check') then
    perform private.refuse(403, 'forbidden');
  elsif counted_minor is null or counted_minor not between 0 and 999999999999999 then
    perform private.refuse(422, 'invalid_amount', field => 'counted_minor');
  end if;
  v_ids := array(
    select collections.payment_id from public.cash_collections as collections
    where collections.shop_id = v_shop.id and collections.courier = count_cash.courier and collections.handover_id is null
    order by collections.payment_id for update);
  v_expected := (select sum(payments.amount_minor) from public.payments where payments.id = any (v_ids));
  if v_expected is null then
    perform private.refuse(422, 'nothing_to_count');
  elsif private.count_refusal(v_shop.id, courier) is not null then
    perform private.refuse(403, private.count_refusal(v_shop.id, courier));
  elsif v_expected is distinct from expected_minor then
    perform private.refuse(409, 'stale', jsonb_build_object('expected_minor', v_expected));
  elsif length(v_note) > 300 or (counted_minor <> v_expected and v_note is null) then
    perform private.refuse(422, 'note_required', field => 'note');
  end if;
  insert into public.cash_handovers (shop_id, courier, expected_minor, counted_minor, currency, note, counted_by)
  values (v_shop.id, count_cash.courier, v_expected, count_cash.counted_minor, v_shop.currency, v_note, (select auth.uid()))
  returning * into v_handover;
  update public.cash_collections as collections set handover_id = v_handover.id where collections.payment_id = any (v_ids);
  perform private.log_activity(v_shop.id, 'cash_handover', v_handover.id, 'count_cash', null, jsonb_build_object(
    'courier', v_handover.courier, 'expected_minor', v_expected, 'counted_minor', v_handover.counted_minor), v_note);
  return jsonb_build_object('handover_id', v_handover.id, 'expected_minor', v_expected,
    'counted_minor', v_handover.counted_minor, 'currency', v_handover.currency);
end $$;
comment on function public.count_cash is 'Counts the cash that a courier hands over.';

grant execute on function public.confirm_request(uuid, uuid) to anon, authenticated, service_role;
grant execute on function public.collect_cash(uuid, jsonb, int), public.list_courier_cash(text),
  public.count_cash(text, text, bigint, bigint, text) to authenticated, service_role;
