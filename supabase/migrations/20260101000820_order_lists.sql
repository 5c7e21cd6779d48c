-- Lists of orders: a shopper's recent ones, and a shop's.

-- Whether the shopper can still send a transfer for an order, and no proof of one waits for a verifier.
create function private.awaits_transfer(orders public.orders)
returns boolean
language sql stable
set search_path = ''
return orders.payment_method = 'bank_transfer' and orders.state = 'pending_payment' and orders.hold_reason is null
  and orders.expires_at > now();

-- The recent orders of the caller with these access tokens, newest first, five at most: orders of the shop that wait for money, and those
-- of the last hour that were not cancelled and have not expired. [{ order_id, number, name (of its first item), pieces, owed_minor,
-- currency, expires_at, can_pay (at a gateway), can_transfer, can_return (return_to_cart takes it) }].
create function public.list_recent_orders(shop text, access_tokens uuid[])
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(recent) - 'placed_at' order by recent.placed_at desc), '[]')
    from (
      select orders.id as order_id, orders.number, orders.placed_at, orders.expires_at, orders.currency,
        orders.total_minor - (orders.paid_minor - orders.refunded_minor) as owed_minor,
        orders.pieces - orders.pieces_cancelled as pieces,
        (select items.name from public.order_items as items where items.order_id = orders.id order by items.position limit 1) as name,
        private.is_payable(orders) as can_pay, private.can_return(orders) as can_return,
        private.awaits_transfer(orders) as can_transfer
      from public.orders join public.shops on shops.id = orders.shop_id
      where shops.slug = list_recent_orders.shop and orders.id in (
        select tokens.order_id from public.order_access_tokens as tokens
        where tokens.token_hash in (select private.sha256(key::text) from unnest(access_tokens[1:100]) as key))
        and (private.is_payable(orders) or private.awaits_transfer(orders)
          or orders.placed_at > now() - interval '1 hour' and orders.state <> 'cancelled'
            and coalesce(orders.expires_at > now(), true))
      order by orders.placed_at desc limit 5
    ) as recent
  );
end $$;
comment on function public.list_recent_orders is 'The recent orders to which the caller has these access tokens.';

-- Whether an unpaid order can be put back into a cart: none of its money is here or known to be under way.
create function private.can_return(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.is_payable(orders) and orders.paid_minor = 0 and not orders.dispute_open and not exists (
    select from public.payment_intents as intents
    where intents.shop_id = orders.shop_id and intents.order_id = orders.id and intents.is_processing);
end $$;

-- Cancels an order that waits for its payment and adds its items to the cart. If it stayed open, its reserved stock would be missing for
-- the new order. A null token, or one that belongs to no cart of the shop, creates a cart. Items that are no longer sold are left out.
-- Money that arrives later reinstates the order, like any cancelled one. Answers the cart, as get_cart does. For the
-- shopper. Refuses `order_not_found` (404), `forbidden` (403), `not_returnable`, `cart_full` (422), `too_many_requests` (429).
create function public.return_to_cart(order_id uuid, access_token uuid default null, cart_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_cart public.carts;
  v_order public.orders;
  v_token uuid := cart_token;
  v_client bytea;
begin
  -- as everywhere: the cart before the order
  select * into v_cart from public.carts where carts.token_hash = private.sha256(cart_token::text) for update;
  v_order := private.lock_order(order_id, access_token);
  if not private.has_order_access(v_order, access_token) then
    perform private.refuse(403, 'forbidden');
  elsif not private.can_return(v_order) then
    perform private.refuse(422, 'not_returnable');
  end if;
  if v_cart.shop_id is distinct from v_order.shop_id then
    v_token := gen_random_uuid();
    v_client := private.client_key(v_order.shop_id);
    perform private.guard_usage(v_order.shop_id, 'cart', v_client);
    insert into public.carts (shop_id, token_hash, client_hash)
    values (v_order.shop_id, private.sha256(v_token::text), v_client) returning * into v_cart;
  end if;
  perform private.cancel_order_internal(v_order, 'shopper', 'returned_to_cart');
  insert into public.cart_items as held (shop_id, cart_id, variant_id, answers, quantity)
  select items.shop_id, v_cart.id, items.variant_id, items.answers, items.quantity - items.cancelled_quantity
  from public.order_items as items
  where items.order_id = v_order.id and items.quantity > items.cancelled_quantity and private.is_for_sale(items.variant_id)
  order by items.position
  on conflict on constraint cart_items_line_key do update set quantity = least(held.quantity + excluded.quantity, 999);
  if (select count(*) from public.cart_items as items where items.cart_id = v_cart.id) > 100 then
    perform private.refuse(422, 'cart_full', jsonb_build_object('max', 100));
  end if;
  update public.carts set updated_at = now() where carts.id = v_cart.id;
  return private.cart_json(v_cart, v_token);
end $$;
comment on function public.return_to_cart is 'Cancels an order that waits for its payment and puts its lines back into the cart.';

-- A page of a shop's orders for staff with `orders.read`: [{ id, number, name, placed_at, pieces, total_minor, currency, status,
-- payment_status, exceptions }]; `exceptions` are the kinds of the open ones, for staff with `payments.read`. Newest first, after
-- (`from_placed_at`, `from_id`), or from the top; `upwards`: those before it, oldest first. `statuses`: only those; `with_exceptions`: also
-- others with an open exception. Exceptions that only wait for the customer do not count. `search`: as private.search_conditions reads it.
-- Refuses `forbidden` (403).
-- A definer function, because under row level security the index on the status is not used: comparing enums is not leakproof, so every
-- order of the shop would be read. Here each status is read by that index, in the order of the page.
create function public.list_orders(
  shop text, statuses public.order_status[] default null, with_exceptions boolean default false, search text default null,
  from_placed_at timestamptz default null, from_id uuid default null, upwards boolean default false,
  max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_orders.shop);
  v_sees_money boolean := private.has_permission(v_shop_id, 'payments.read');
  v_operator text := case when upwards then '>' else '<' end;
  v_order text := case when upwards then 'placed_at, id' else 'placed_at desc, id desc' end;
  v_with_exceptions text := 'id in (
    select order_id from public.money_exceptions as exceptions
    where shop_id = $1 and resolved_at is null and not private.waits_for_customer(exceptions))';
  v_query text := 'shop_id = $1';
  v_queries text;
  v_rows int := least(max_rows, 101);
  v_ids uuid[];
  v_page jsonb;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'orders.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  if from_placed_at is not null then
    -- the first condition is the one that the index can use
    v_query := v_query || format(' and placed_at %1$s= $2 and (placed_at %1$s $2 or id %1$s $3)', v_operator);
  end if;
  v_query := 'select * from public.orders where ' || v_query || ' and %s order by ' || v_order || ' limit $4';
  v_queries := (
    select string_agg('(' || replace(v_query, '%s', format('status = %L', status)) || ')', ' union ')
    from unnest(statuses) as status);
  v_queries := coalesce(v_queries, '(' || replace(v_query, '%s', (statuses is null)::text) || ')');
  if with_exceptions and v_sees_money then
    v_queries := v_queries || ' union (' || replace(v_query, '%s', v_with_exceptions) || ')';
  end if;
  if trim(search) <> '' then
    v_ids := private.search_orders(v_shop_id, search, v_sees_money,
      case when statuses is null then 'true'
        when with_exceptions and v_sees_money then format('(status = any (%L) or %s)', statuses, v_with_exceptions)
        else format('status = any (%L)', statuses) end,
      from_placed_at, from_id, upwards, v_rows);
    v_queries := '(select * from public.orders where id = any ($6))';
  end if;
  execute format($page$
    select jsonb_agg(to_jsonb(page)) from (
      select id, number, name, placed_at, pieces, total_minor, currency, status, payment_status, array(
        select distinct exceptions.kind from public.money_exceptions as exceptions where $5
          and exceptions.shop_id = $1 and exceptions.order_id = matches.id and exceptions.resolved_at is null
          and not private.waits_for_customer(exceptions)) as exceptions
      from (%s) as matches order by %s limit $4) as page $page$, v_queries, v_order)
  into v_page
  using v_shop_id, from_placed_at, from_id, v_rows, v_sees_money, v_ids;
  return coalesce(v_page, '[]');
end $$;
comment on function public.list_orders is 'A page of a shop''s orders, for its staff.';

grant execute on function public.list_recent_orders(text, uuid[]), public.return_to_cart(uuid, uuid, uuid)
  to anon, authenticated, service_role;
grant execute on function public.list_orders(text, public.order_status[], boolean, text, timestamptz, uuid, boolean, int)
  to authenticated, service_role;

-- A page of a shop's refunds for staff with `payments.read`, newest first, after (`from_created_at`, `from_id`), or from the top;
-- `upwards`: those before it, oldest first. Money that was moved to another order was not refunded and is left out. `stage` is
-- · waiting: for a second person's approval · attention: the gateway could not send it, or waits for information · under_way · all.
-- [private.refund_json with number and name of its order]. Refuses `forbidden` (403), `unknown_stage` (422).
create function public.list_refunds(
  shop text, stage text default 'waiting', from_created_at timestamptz default null, from_id uuid default null,
  upwards boolean default false, max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_refunds.shop);
  v_states public.refund_state[] := case stage
    when 'waiting' then array['requested'] when 'attention' then array['failed', 'needs_attention']
    when 'under_way' then array['approved', 'submitted', 'processing']
    when 'all' then enum_range(null::public.refund_state)::text[] end::public.refund_state[];
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  elsif v_states is null then
    perform private.refuse(422, 'unknown_stage', field => 'stage');
  end if;
  return (
    -- the page is selected first, so that the details are computed for its rows only
    select coalesce(jsonb_agg(private.refund_json(page.refund, orders)
      || jsonb_build_object('number', orders.number, 'name', orders.name) order by page.position), '[]')
    from (
      select refunds::public.refunds as refund, row_number() over (order by refunds.created_at desc, refunds.id desc) as position from (
        select * from public.refunds
        where not upwards and refunds.shop_id = v_shop_id and refunds.kind = 'refund'
          and (stage = 'all' or refunds.state = any (v_states))
          and (from_created_at is null or (refunds.created_at, refunds.id) < (from_created_at, from_id))
        order by refunds.created_at desc, refunds.id desc
        limit least(max_rows, 101)
      ) as refunds
      union all
      select refunds::public.refunds, row_number() over (order by refunds.created_at, refunds.id) from (
        select * from public.refunds
        where upwards and refunds.shop_id = v_shop_id and refunds.kind = 'refund'
          and (stage = 'all' or refunds.state = any (v_states))
          and (from_created_at is null or (refunds.created_at, refunds.id) > (from_created_at, from_id))
        order by refunds.created_at, refunds.id
        limit least(max_rows, 101)
      ) as refunds
    ) as page
    join public.orders on orders.id = (page.refund).order_id
  );
end $$;

comment on function public.list_refunds is 'A page of the refunds of a shop, each with its status and what the caller may do with it.';

grant execute on function public.list_refunds(text, text, timestamptz, uuid, boolean, int) to authenticated, service_role;

-- A page of a shop's open exceptions for staff with `payments.read`, the most urgent first, after (`from_deadline`, `from_id`), or from the
-- top; `upwards`: those before it, the least urgent first. `view` is `mine` (undecided ones that the caller may decide) or `open` (all,
-- including those that wait for a refund or for the customer); null: `mine` for callers who may decide some, else `open`. `kind`: only
-- those. { view, decides (the caller may decide some), rows: [{ exception_id, number, name, kind, owner_role, deadline, decision,
-- owed_minor, waits_for_customer, is_mine, orders: { currency, paid_minor, refunded_minor }, payments, refunds, disputes: each {
-- amount_minor, currency } or null }] }.
-- Refuses `forbidden` (403), `unknown_stage` (422).
create function public.list_exceptions(
  shop text, view text default null, kind public.exception_kind default null, from_deadline timestamptz default null,
  from_id uuid default null, upwards boolean default false, max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_exceptions.shop);
  v_roles public.staff_role[] := private.decidable_roles(v_shop_id);
  v_view text := coalesce(view, case when v_roles <> '{}' then 'mine' else 'open' end);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  elsif v_view not in ('mine', 'open') then
    perform private.refuse(422, 'unknown_stage', field => 'view');
  end if;
  return jsonb_build_object('view', v_view, 'decides', v_roles <> '{}', 'rows', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'exception_id', page.id, 'number', orders.number, 'name', orders.name, 'kind', page.kind, 'owner_role', page.owner_role,
      'deadline', page.deadline, 'decision', page.decision, 'owed_minor', page.owed_minor,
      'waits_for_customer', private.waits_for_customer(page.exception),
      'is_mine', private.is_undecided(page.exception) and page.owner_role = any (v_roles),
      'orders', jsonb_build_object('currency', orders.currency, 'paid_minor', orders.paid_minor, 'refunded_minor', orders.refunded_minor),
      'payments', (select jsonb_build_object('amount_minor', payments.amount_minor, 'currency', payments.currency)
        from public.payments where payments.id = page.payment_id),
      'refunds', (select jsonb_build_object('amount_minor', refunds.amount_minor, 'currency', refunds.currency)
        from public.refunds where refunds.id = page.refund_id),
      'disputes', (select jsonb_build_object('amount_minor', disputes.amount_minor, 'currency', disputes.currency)
        from public.disputes where disputes.id = page.dispute_id)) order by page.position), '[]')
    from (
      select rows.*, rows::public.money_exceptions as exception, row_number() over (order by rows.deadline, rows.id) as position from (
        select * from public.money_exceptions as exceptions
        where not upwards and exceptions.shop_id = v_shop_id and exceptions.resolved_at is null
          and (list_exceptions.kind is null or exceptions.kind = list_exceptions.kind)
          and (v_view = 'open' or private.is_undecided(exceptions) and exceptions.owner_role = any (v_roles))
          and (from_deadline is null or (exceptions.deadline, exceptions.id) > (from_deadline, from_id))
        order by exceptions.deadline, exceptions.id
        limit least(max_rows, 101)
      ) as rows
      union all
      select rows.*, rows::public.money_exceptions, row_number() over (order by rows.deadline desc, rows.id desc) from (
        select * from public.money_exceptions as exceptions
        where upwards and exceptions.shop_id = v_shop_id and exceptions.resolved_at is null
          and (list_exceptions.kind is null or exceptions.kind = list_exceptions.kind)
          and (v_view = 'open' or private.is_undecided(exceptions) and exceptions.owner_role = any (v_roles))
          and (from_deadline is null or (exceptions.deadline, exceptions.id) < (from_deadline, from_id))
        order by exceptions.deadline desc, exceptions.id desc
        limit least(max_rows, 101)
      ) as rows
    ) as page
    join public.orders on orders.id = page.order_id));
end $$;

comment on function public.list_exceptions is 'A page of the open exceptions of a shop, the most urgent first.';

grant execute on function public.list_exceptions(text, text, public.exception_kind, timestamptz, uuid, boolean, int)
  to authenticated, service_role;
