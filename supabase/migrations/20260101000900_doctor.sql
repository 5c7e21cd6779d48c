-- The doctor: checks the invariants of docs/model.md on the live database. It only reads.

-- Each function below answers violations of invariants in the given shops, one row each. Sums are read once over a shop's own rows, by its
-- indexes; log hashes, the slowest to check, are checked for the newest rows only.

create function private.doctor_stock(shops uuid[])
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  select 'stock_never_oversold', variants.sku || ': ' || committed || ' of ' || on_hand || ' committed'
  from public.inventory join public.variants on variants.id = inventory.variant_id
  where inventory.shop_id = any (shops) and not (0 <= committed and committed <= on_hand)
  union all
  select 'stock_equals_movements', variants.sku || ': ' || on_hand || '/' || committed || ' on the shelf, '
    || coalesce(moved.on_hand_moved, 0) || '/' || coalesce(moved.committed_moved, 0) || ' by its movements'
  from public.inventory
  join public.variants on variants.id = inventory.variant_id
  left join (
    select variant_id, sum(on_hand_delta) as on_hand_moved, sum(committed_delta) as committed_moved
    from public.stock_movements where shop_id = any (shops) group by variant_id
  ) as moved on moved.variant_id = inventory.variant_id
  where inventory.shop_id = any (shops)
    and (on_hand, committed) is distinct from (coalesce(moved.on_hand_moved, 0), coalesce(moved.committed_moved, 0))
  union all
  select 'stock_equals_orders', variants.sku || ': ' || committed || ' committed, ' || coalesce(taken, 0) || ' in open orders'
  from public.inventory
  join public.variants on variants.id = inventory.variant_id
  left join (
    select variant_id, sum(committed_quantity) as taken from public.order_items where shop_id = any (shops) group by variant_id
  ) as orders on orders.variant_id = inventory.variant_id
  where inventory.shop_id = any (shops) and committed <> coalesce(taken, 0)
  union all
  select 'reserved_equals_reservations', variants.sku || ': ' || reserved || ' reserved, ' || locks.sum || ' in reservations'
  from public.inventory join public.variants on variants.id = inventory.variant_id,
    lateral (select coalesce(sum(quantity), 0) from public.inventory_locks where variant_id = inventory.variant_id) as locks (sum)
  where inventory.shop_id = any (shops) and reserved <> locks.sum
  union all
  select 'no_promise_outlives_its_order', orders.number || ' is ' || orders.state || ' and still reserves stock'
  from public.inventory_locks as locks join public.orders on orders.id = locks.order_id
  where locks.shop_id = any (shops) and locks.expires_at > now()
    and not orders.awaits_confirmation
  union all
  select 'confirmed_orders_have_their_stock', orders.number || ': ' || items.sku
  from public.orders join public.order_items as items on items.order_id = orders.id
  where orders.shop_id = any (shops) and items.is_tracked and not orders.backordered
    and orders.state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed')
    and items.committed_quantity + items.shipped_quantity + items.cancelled_quantity <> items.quantity
  union all
  select 'reservations_fit_their_orders', orders.number || ': ' || locks.quantity || ' reserved, ' || taken.quantity || ' to take'
  from public.inventory_locks as locks
  join public.orders on orders.id = locks.order_id
  cross join lateral (select coalesce(sum(private.outstanding_quantity(items)), 0) as quantity from public.order_items as items
    where items.order_id = locks.order_id and items.variant_id = locks.variant_id) as taken
  where locks.shop_id = any (shops) and locks.expires_at > now() and orders.awaits_confirmation and locks.quantity > taken.quantity
$$;

-- Whether the sums of orders, payments, refunds and exceptions agree.
create function private.doctor_money(shops uuid[])
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  select 'paid_equals_payments', orders.number || ': ' || paid_minor || ' paid, ' || coalesce(came.sum, 0) || ' in payments'
  from public.orders left join (
    select order_id, currency, sum(amount_minor) from public.payments where shop_id = any (shops) group by order_id, currency
  ) as came on came.order_id = orders.id and came.currency = orders.currency
  where orders.shop_id = any (shops) and paid_minor <> coalesce(came.sum, 0)
  union all
  select 'refunded_equals_refunds', orders.number || ': ' || refunded_minor || ' refunded, ' || coalesce(went.sum, 0) || ' in refunds'
  from public.orders left join (
    select order_id, currency, sum(amount_minor) from public.refunds
    where shop_id = any (shops) and state = 'succeeded' group by order_id, currency
  ) as went on went.order_id = orders.id and went.currency = orders.currency
  where orders.shop_id = any (shops) and refunded_minor <> coalesce(went.sum, 0)
  union all
  select 'refunded_equals_refunds', orders.number || ': ' || refunding_minor || ' going back, ' || coalesce(went.sum, 0) || ' in refunds'
  from public.orders left join (
    select order_id, currency, sum(amount_minor) from public.refunds
    where shop_id = any (shops) and is_live group by order_id, currency
  ) as went on went.order_id = orders.id and went.currency = orders.currency
  where orders.shop_id = any (shops) and refunding_minor <> coalesce(went.sum, 0)
  union all
  select 'never_refunded_more_than_paid', payments.transaction_id || ': ' || coalesce(went.sum, 0) || ' of ' || payments.amount_minor
    || ', noted ' || payments.refunding_minor
  from public.payments left join (
    select payment_id, sum(amount_minor) from public.refunds
    where shop_id = any (shops) and is_live group by payment_id
  ) as went on went.payment_id = payments.id
  where payments.shop_id = any (shops)
    and (payments.refunding_minor <> coalesce(went.sum, 0) or coalesce(went.sum, 0) > payments.amount_minor)
  union all
  select 'no_money_without_an_answer', orders.number || ' is ' || orders.state || ' and holds money without an open payment issue'
  from public.orders
  where orders.shop_id = any (shops) and (orders.awaits_confirmation or orders.state = 'cancelled')
    and (orders.paid_minor > 0 or exists (select from public.payments where payments.order_id = orders.id))
    and private.is_unexplained(orders)
    and not exists (select from public.money_exceptions as exceptions
      where exceptions.order_id = orders.id and exceptions.resolved_at is null)
  union all
  select 'every_success_is_accounted_for', payments.transaction_id || ' had no effect on ' || orders.number
  from public.payments join public.orders on orders.id = payments.order_id
  where payments.shop_id = any (shops) and payments.outcome not in ('confirmed', 'revived')
    and not exists (select from public.money_exceptions as exceptions where exceptions.payment_id = payments.id)
  union all
  select 'every_success_is_accounted_for', intents.reference || ' succeeded without a payment'
  from public.payment_intents as intents
  where intents.shop_id = any (shops) and intents.state = 'succeeded'
    and not exists (select from public.payments where payments.intent_id = intents.id)
$$;

-- Whether cash and bank credits match their payments, and totals match their lines.
create function private.doctor_accounts(shops uuid[])
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  select 'cash_is_with_somebody', payments.transaction_id || ' has no courier'
  from public.payments
  where payments.shop_id = any (shops) and payments.gateway = 'cash'
    and not exists (select from public.cash_collections as collections where collections.payment_id = payments.id)
  union all
  select 'cash_is_with_somebody', handovers.courier || ' on ' || handovers.counted_at::date || ': ' || handovers.expected_minor
    || ' expected, ' || coalesce(sum(payments.amount_minor), 0) || ' collected'
  from public.cash_handovers as handovers
  left join public.cash_collections as collections on collections.handover_id = handovers.id
  left join public.payments on payments.id = collections.payment_id
  where handovers.shop_id = any (shops)
  group by handovers.id having handovers.expected_minor <> coalesce(sum(payments.amount_minor), 0)
  union all
  select 'credits_equal_payments', lines.booked_on || ', ' || lines.amount_minor || ' has no payment of its order'
  from public.statement_lines as lines left join public.payments on payments.id = lines.payment_id
  where lines.shop_id = any (shops) and lines.order_id is not null
    and (payments.order_id, payments.amount_minor) is distinct from (lines.order_id, lines.amount_minor)
  union all
  -- moving a credit refunds the whole payment of the first order, with kind `moved`
  select 'credits_equal_payments', lines.booked_on || ', ' || lines.amount_minor || ' is counted for two orders'
  from public.statement_moves as moves
  join public.statement_lines as lines on lines.id = moves.line_id
  join public.refunds on refunds.id = moves.refund_id
  join public.payments as ended on ended.id = refunds.payment_id
  join public.payments as begun on begun.id = moves.payment_id
  where moves.shop_id = any (shops) and ((refunds.kind, refunds.state, refunds.amount_minor, ended.amount_minor, begun.amount_minor)
      is distinct from ('moved', 'succeeded', lines.amount_minor, lines.amount_minor, lines.amount_minor)
    or (begun.id <> lines.payment_id and not private.is_moved(begun)))
  union all
  select 'credits_equal_payments', orders.number || ': money was moved away without a credit'
  from public.refunds join public.orders on orders.id = refunds.order_id
  where refunds.shop_id = any (shops) and refunds.kind = 'moved'
    and not exists (select from public.statement_moves as moves where moves.refund_id = refunds.id)
  union all
  select 'totals_equal_lines', orders.number || ': ' || orders.total_minor
  from public.orders join (
    select order_id, sum(line_total_minor) as lines_minor, sum(quantity) as quantity,
      sum(cancelled_quantity * unit_price_minor) as cancelled_minor, sum(cancelled_quantity) as cancelled,
      sum(shipped_quantity) as shipped
    from public.order_items where shop_id = any (shops) group by order_id
  ) as lines on lines.order_id = orders.id
  where orders.shop_id = any (shops)
    and (subtotal_minor, orders.pieces, orders.cancelled_minor, pieces_cancelled, pieces_shipped)
      is distinct from (lines_minor, lines.quantity, lines.cancelled_minor, lines.cancelled, lines.shipped)
  union all
  select 'lines_are_apart', orders.number || ': ' || min(items.sku) || ' is listed twice with the same answers'
  from public.order_items as items join public.orders on orders.id = items.order_id
  where items.shop_id = any (shops) group by orders.id, items.variant_id, items.answers having count(*) > 1
  union all
  select 'amounts_keep_their_unit', shop.slug || ': stored with ' || shop.minor_digits || ' decimals, ' || shop.currency || ' has '
    || currencies.digits
  from public.shops as shop join private.currencies on currencies.code = shop.currency
  where shop.id = any (shops) and shop.minor_digits <> currencies.digits
$$;

create function private.doctor_records(shops uuid[])
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  -- the chains that were last written to; in a small shop, all of them
  with recent as (
    select distinct entity_type, entity_id from (
      select entity_type, entity_id from public.activity_logs where shop_id = any (shops)
      order by created_at desc limit 20000) as latest
  )
  select 'logs_are_unbroken', entity_type || ' ' || entity_id
  from recent where not public.verify_activity_chain(entity_type, entity_id)
  union all
  select 'every_move_is_logged', orders.number || ': ' || orders.state
  from public.orders
  where orders.shop_id = any (shops) and orders.state::text is distinct from (
    select logs.new_value ->> 'state' from public.activity_logs as logs
    where logs.entity_type = 'order' and logs.entity_id = orders.id and logs.new_value ? 'state'
    order by logs.seq desc limit 1)
  union all
  select 'every_move_is_in_the_table', orders.number || ': ' || (logs.old_value ->> 'state') || ' → ' || (logs.new_value ->> 'state')
  from public.activity_logs as logs
  join recent using (entity_type, entity_id)
  join public.orders on orders.id = logs.entity_id
  where logs.entity_type = 'order' and logs.old_value ->> 'state' <> logs.new_value ->> 'state'
    and not exists (select from public.order_transitions as moves
      where moves.from_state::text = logs.old_value ->> 'state' and moves.to_state::text = logs.new_value ->> 'state'
        and moves.command::text = logs.action)
  union all
  select 'one_key_one_order', keys.made || ' was made by ' || count(*) || ' keys'
  from (
    select keys.scope, keys.response ->> case keys.scope when 'create_order' then 'order_id' else 'refund_id' end as made
    from public.idempotency_keys as keys
    where keys.shop_id = any (shops) and keys.scope in ('create_order', 'issue_refund') and keys.response is not null
  ) as keys
  group by keys.scope, keys.made having count(*) > 1
  union all
  select 'shops_are_apart', 'row level security is off on ' || tables.relname
  from pg_catalog.pg_class as tables
  where tables.relnamespace = 'public'::regnamespace and tables.relkind in ('r', 'p') and not tables.relrowsecurity
  union all
  select 'guards_are_on', triggers.tgname || ' on ' || triggers.tgrelid::regclass || ' is off'
  from pg_catalog.pg_trigger as triggers
  join pg_catalog.pg_class as tables on tables.oid = triggers.tgrelid
  where tables.relnamespace = 'public'::regnamespace and triggers.tgenabled = 'D'
  union all
  -- with a day of tolerance: cron may have been late
  select 'payout_details_are_deleted', orders.number || ': settled ' || private.payout_settled_at(details)::date
  from public.payout_details as details join public.orders on orders.id = details.order_id
  where details.shop_id = any (shops) and private.payout_settled_at(details) < now() - interval '31 days'
  union all
  select 'payout_details_are_deleted', orders.number || ' has bank details and no refund'
  from public.payout_details as details join public.orders on orders.id = details.order_id
  where details.shop_id = any (shops) and not exists (select from public.refunds where refunds.order_id = details.order_id)
$$;

-- Shops without a host name for the links in their emails. `default_shop` needs none: its links use SITE_URL.
create function private.doctor_addresses(shops uuid[], default_shop text)
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  select 'links_lead_to_the_shop', shop.slug || ' has no domain' || case when waiting.emails > 0
    then ' (emails waiting: ' || waiting.emails || ')' else '' end
  from public.shops as shop
  cross join lateral (
    select count(*) as emails from public.notification_queue as queue
    where queue.shop_id = shop.id and queue.sent_at is null and queue.dead_at is null) as waiting
  where shop.id = any (shops) and private.shop_host(shop.id) is null and shop.slug is distinct from default_shop
    and private.is_discoverable(shop)
$$;

-- Work that waits too long: no invariant is broken yet, but a person has to look.
create function private.doctor_work(shops uuid[])
returns table (check_name text, broken text)
language sql stable security definer
set search_path = ''
as $$
  select 'exceptions_are_decided_in_time', orders.number || ': ' || exceptions.kind || ', due ' || exceptions.deadline
  from public.money_exceptions as exceptions join public.orders on orders.id = exceptions.order_id
  where exceptions.shop_id = any (shops) and exceptions.resolved_at is null and exceptions.deadline < now()
    -- an order whose balance was not paid in time is cancelled automatically, unless it was shipped in part
    and (exceptions.decision is null or exceptions.decision = 'ask_rest' and orders.pieces_shipped > 0)
    -- a refund in flight may wait for the gateway for days, and needs no decision
    and not (exceptions.kind in ('overpaid', 'amount_mismatch', 'currency_mismatch', 'refund_due') and exists (
      select from public.refunds where refunds.order_id = exceptions.order_id
        and (exceptions.payment_id is null or refunds.payment_id = exceptions.payment_id)
        and refunds.state in ('approved', 'submitted', 'processing')))
  union all
  select 'unpaid_orders_expire', orders.number || ' was due ' || orders.expires_at
  from public.orders
  where orders.shop_id = any (shops) and orders.awaits_confirmation
    and orders.expires_at < now() - interval '2 hours' and orders.hold_reason is null
    and not exists (select from public.payment_intents as intents where intents.order_id = orders.id and intents.is_processing)
    and not exists (select from public.money_exceptions as exceptions
      where exceptions.order_id = orders.id and exceptions.resolved_at is null and exceptions.decision is distinct from 'ask_rest')
  union all
  select 'refunds_move', orders.number || ': ' || refunds.state || ' since ' || refunds.created_at
  from public.refunds join public.orders on orders.id = refunds.order_id
  where refunds.shop_id = any (shops) and refunds.state in ('approved', 'submitted')
    and private.sends_refunds(refunds.gateway) and not orders.dispute_open
    -- no worker takes it, or every attempt fails
    and (refunds.next_attempt_at < now() - interval '1 hour' or refunds.created_at < now() - interval '1 day')
  union all
  select 'cash_is_handed_over', collections.courier || ' has ' || sum(payments.amount_minor) || ' since ' || min(payments.created_at)::date
  from public.cash_collections as collections join public.payments on payments.id = collections.payment_id
  where collections.shop_id = any (shops) and collections.handover_id is null
  group by collections.shop_id, collections.courier having min(payments.created_at) < now() - interval '7 days'
  union all
  select 'cash_is_collected', orders.number || ' was delivered ' || orders.delivered_at::date || ' and not paid'
  from public.orders
  where orders.shop_id = any (shops) and orders.payment_method = 'cod' and orders.state in ('delivered', 'completed')
    and orders.paid_minor = 0 and orders.total_minor > 0 and not orders.returned_all
    and orders.delivered_at < now() - interval '7 days'
  union all
  select 'no_dead_letters', 'webhook ' || events.event_type || ' of ' || events.received_at
  from public.webhook_events as events
  where events.shop_id = any (shops) and events.dead_at is not null
  union all
  select 'no_dead_letters', 'email ' || queue.template || ' of ' || queue.created_at
  from public.notification_queue as queue
  where queue.shop_id = any (shops) and queue.dead_at is not null
$$;

-- Checks of the deployment; the same for all shops.
create function private.doctor_platform()
returns table (check_name text, broken text)
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_beat timestamptz := (select beats.beat_at from public.heartbeats as beats where beats.name = 'cron');
begin
  if v_beat is null then
    check_name := 'cron_is_alive'; broken := 'it has never run'; return next;
  elsif v_beat < now() - interval '20 minutes' then
    check_name := 'cron_is_alive'; broken := 'it last ran ' || v_beat; return next;
  end if;
  -- payments arrived, but no webhook: the webhook URL at the gateway is wrong
  return query
    select 'webhooks_arrive', 'payments came through ' || gateways.name || ' in the last 7 days, but no webhook'
    from private.online_gateways() as gateways (name)
    where exists (select from public.payments
        where payments.gateway = gateways.name and payments.created_at > now() - interval '7 days')
      and not exists (select from public.webhook_events as events
        where events.gateway = gateways.name and events.received_at > now() - interval '7 days');
  if exists (select from public.payment_intents as intents where intents.mode = 'live')
    and exists (select from public.payment_intents as intents
      where intents.mode = 'test' and intents.created_at > (
        select min(first_live.created_at) from public.payment_intents as first_live where first_live.mode = 'live')) then
    check_name := 'money_is_of_one_mode'; broken := 'test payments were started after the first live one'; return next;
  end if;
  -- without it all visitors share one rate limit
  if not exists (select from private.secrets where secrets.name = 'client_address') then
    check_name := 'visitors_are_told_apart'; broken := 'the database does not know CLIENT_ADDRESS_SECRET'; return next;
  end if;
end $$;

-- Every invariant, and whether it holds: one row per check, { check, ok, details }; `details`: the first five violations and how many more.
-- For our servers (all shops, and the deployment) and for owners (their shops). `default_shop`: the slug of the shop that uses the
-- deployment's own URL.
-- Refuses `forbidden` (403). Docs: docs/model.md, "Invariants".
create function public.doctor(default_shop text default null)
returns table ("check" text, ok boolean, details text)
language plpgsql stable security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_shops uuid[] := case when private.is_service() then array(select shops.id from public.shops)
    else array(select staff.shop_id from public.staff where staff.user_id = (select auth.uid()) and staff.role = 'owner') end;
begin
  if cardinality(v_shops) = 0 and not private.is_service() then
    perform private.refuse(403, 'forbidden');
  end if;
  return query
    with found as materialized (
      select * from private.doctor_stock(v_shops)
      union all select * from private.doctor_money(v_shops)
      union all select * from private.doctor_accounts(v_shops)
      union all select * from private.doctor_records(v_shops)
      union all select * from private.doctor_work(v_shops)
      union all select * from private.doctor_addresses(v_shops, default_shop)
      union all select * from private.doctor_platform() where private.is_service()
    ), counted as (
      select found.check_name, count(*) as breaches, (array_agg(found.broken order by found.broken))[1:5] as first
      from found group by found.check_name
    )
    select checks.name, counted.breaches is null,
      array_to_string(counted.first, '; ') || case when counted.breaches > 5 then '; and ' || counted.breaches - 5 || ' more' else '' end
    from unnest(array[
      'stock_never_oversold', 'stock_equals_movements', 'stock_equals_orders', 'reserved_equals_reservations',
      'no_promise_outlives_its_order', 'confirmed_orders_have_their_stock', 'reservations_fit_their_orders', 'lines_are_apart',
      'paid_equals_payments', 'refunded_equals_refunds', 'never_refunded_more_than_paid',
      'no_money_without_an_answer', 'every_success_is_accounted_for', 'cash_is_with_somebody', 'credits_equal_payments',
      'totals_equal_lines', 'logs_are_unbroken', 'every_move_is_logged', 'every_move_is_in_the_table', 'one_key_one_order',
      'shops_are_apart', 'guards_are_on',
      'exceptions_are_decided_in_time', 'unpaid_orders_expire', 'refunds_move', 'cash_is_collected', 'cash_is_handed_over',
      'no_dead_letters', 'cron_is_alive', 'webhooks_arrive', 'money_is_of_one_mode', 'amounts_keep_their_unit',
      'payout_details_are_deleted', 'links_lead_to_the_shop', 'visitors_are_told_apart'
    ]) with ordinality as checks (name, position)
    left join counted on counted.check_name = checks.name
    where private.is_service() or checks.name not in (
      'cron_is_alive', 'webhooks_arrive', 'money_is_of_one_mode', 'visitors_are_told_apart')
    order by checks.position;
end $$;
comment on function public.doctor is 'Every invariant of the database, and whether it holds.';

-- What a deployment has to compare with its own files, clock and keys: { now, migrations: [version], last_mode, payout_keys: [ids of
-- the keys that bank details are encrypted with] }.
create function public.describe_deployment()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'migrations', (select jsonb_agg(version order by version) from supabase_migrations.schema_migrations),
    'last_mode', (select intents.mode from public.payment_intents as intents
      where intents.mode is not null order by intents.created_at desc limit 1),
    'payout_keys', array(select distinct split_part(details.ciphertext, '.', 1) from public.payout_details as details order by 1));
end $$;
comment on function public.describe_deployment is 'What a deployment compares with its own files, clock and keys.';

grant execute on function public.doctor(text) to authenticated, service_role;
grant execute on function public.describe_deployment() to service_role;
