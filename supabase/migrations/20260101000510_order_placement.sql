-- Placing an order: a cart becomes one order, exactly once.

-- The order

-- Eight random Crockford base32 characters, as in 7K3M-Q2XD: 40 bits from the system's random source.
create function private.random_code()
returns text
language plpgsql volatile
set search_path = ''
as $$
begin
  return (
    select string_agg(
      substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(random.bytes, i) & 31) + 1, 1)
        || case when i = 3 then '-' else '' end, '' order by i)
    from (select extensions.gen_random_bytes(8) as bytes) as random, generate_series(0, 7) as i
  );
end $$;

-- Inserts the order of a cart, and leaves its stock to reserve_or_deduct. Refuses an invalid checkout; see create_order. Lines that are
-- sold out are refused before anything is written, since most requests in a rush are refused; reserve_or_deduct checks them again.
-- Long because a checkout is validated as a whole, in the order in which a shopper would correct it, before any row is written.
create function private.insert_order(cart public.carts, checkout jsonb)
returns public.orders
language plpgsql volatile
set search_path = ''
as $$
declare
  v_shop public.shops;
  v_method public.payment_methods;
  v_address jsonb;
  v_rate public.shipping_rates;
  v_lines jsonb := private.read_lines(cart.id);
  v_unavailable jsonb;
  v_unanswered jsonb;
  v_short jsonb;
  v_subtotal bigint;
  v_shipping bigint;
  v_quantity bigint;
  v_order public.orders;
  v_blocker text;
begin
  perform private.check_contact(checkout);
  -- an empty cart is checked like one that needs delivery, and is refused for its address, or as empty below
  if v_lines is null or v_lines @? '$[*] ? (@.needs_delivery == true)' then
    v_address := private.read_address(cart.shop_id, checkout);
    v_rate := private.read_shipping_rate(cart.shop_id, checkout ->> 'shipping_rate_id', v_address);
  end if;
  select * into v_shop from public.shops where shops.id = cart.shop_id;
  select * into v_method from public.payment_methods as methods
  where methods.shop_id = cart.shop_id and methods.method::text = checkout ->> 'payment_method' and methods.is_enabled;
  if not found then
    perform private.refuse(422, 'unknown_payment_method', field => 'payment_method');
  end if;

  select sum(lines.quantity * lines.unit_price_minor), sum(lines.quantity),
    jsonb_agg(jsonb_build_object('line_id', lines.line_id, 'variant_id', lines.variant_id, 'sku', lines.sku, 'name', lines.name))
      filter (where not lines.is_for_sale),
    jsonb_agg(jsonb_build_object('line_id', lines.line_id, 'variant_id', lines.variant_id, 'sku', lines.sku, 'name', lines.name))
      filter (where lines.lacks_answers),
    jsonb_agg(jsonb_build_object('line_id', lines.line_id, 'variant_id', lines.variant_id, 'sku', lines.sku, 'name', lines.name,
      'option_value', lines.option_value, 'answers', lines.answers, 'requested', lines.quantity, 'available', lines.available))
      filter (where lines.available < lines.quantity and not lines.allows_backorder)
  into v_subtotal, v_quantity, v_unavailable, v_unanswered, v_short
  from jsonb_to_recordset(v_lines) as lines (
    line_id uuid, variant_id uuid, sku text, name text, option_value text, answers jsonb, quantity bigint, unit_price_minor bigint,
    is_for_sale boolean, lacks_answers boolean, available bigint, allows_backorder boolean);
  if v_lines is null then
    perform private.refuse(422, 'cart_empty');
  end if;
  perform private.check_expected_lines(checkout, v_lines);
  if v_unavailable is not null then
    perform private.refuse(409, 'unavailable', v_unavailable);
  elsif v_unanswered is not null then
    perform private.refuse(409, 'questions_unanswered', v_unanswered);
  elsif v_short is not null and v_method.stock_policy not in ('deduct_on_confirm', 'untracked') then
    perform private.refuse(409, 'sold_out', v_short);
  end if;
  v_shipping := case when v_rate.id is null then 0 else private.shipping_price(v_rate, v_subtotal) end;
  perform private.check_expected_total(checkout, v_subtotal, v_shipping, v_shop.currency);
  if v_method.method = 'cod' then
    perform private.check_cash_limits(v_method, checkout, v_address, v_subtotal + v_shipping, v_shop.currency);
  end if;
  v_order.shop_id := cart.shop_id;
  v_order.cart_id := cart.id;
  v_order.client_hash := private.client_key(cart.shop_id);
  v_order.payment_method := v_method.method;
  v_order.subtotal_minor := v_subtotal;
  v_order.shipping_minor := v_shipping;
  v_order.email := private.to_text(checkout, 'email');
  v_order.phone := private.to_text(checkout, 'phone');
  perform private.guard_usage(cart.shop_id, 'order', v_order.client_hash);
  perform private.guard_recipient(cart.shop_id, v_order.email);
  v_order.customer_id := private.find_customer(cart.shop_id, checkout);
  v_order.confirms_by_link := v_method.accept_by_link;
  if v_method.requires_acceptance then
    v_order.state := 'requested';
  elsif v_method.method = 'cod' or v_subtotal + v_shipping = 0 then
    v_blocker := private.confirmation_blocker(v_order, checkout, (
      select jsonb_agg(jsonb_build_object('variant_id', lines.variant_id,
        'quantity', case when lines.allows_backorder then least(lines.quantity, lines.available) else lines.quantity end))
      from jsonb_to_recordset(v_lines) as lines (variant_id uuid, quantity int, available int, is_tracked boolean,
        allows_backorder boolean)
      where lines.is_tracked and v_method.stock_policy <> 'untracked'));
    v_order.state := case when v_blocker is null then 'confirmed' else 'requested' end;
    v_order.is_unreserved := v_blocker = 'reserve';
    v_order.confirms_by_link := v_blocker in ('link', 'reserve') and v_method.method = 'cod' or v_method.accept_by_link;
  else
    v_order.state := 'pending_payment';
  end if;

  loop
    insert into public.orders (
      shop_id, number, customer_id, user_id, state, payment_method, stock_policy, lock_for, currency, subtotal_minor, shipping_minor,
      email, phone, name, shipping_address, shipping_rate_id, shipping_rate_name, note, cart_id, client_hash, is_unreserved,
      confirms_by_link, pieces, confirmed_at, expires_at)
    select cart.shop_id, private.random_code(), v_order.customer_id, (select auth.uid()),
      v_order.state, v_method.method, v_method.stock_policy, v_method.lock_for, v_shop.currency, v_subtotal, v_shipping,
      v_order.email, v_order.phone, private.to_text(checkout, 'name'),
      v_address, v_rate.id, v_rate.name, private.to_text(checkout, 'note'), v_order.cart_id, v_order.client_hash,
      coalesce(v_order.is_unreserved, false), coalesce(v_order.confirms_by_link, false), v_quantity,
      case when v_order.state = 'confirmed' then now() end,
      case when v_order.state <> 'confirmed' then now() + (
        select settings.payment_window from public.shop_settings as settings
        where settings.shop_id = cart.shop_id) end
    on conflict on constraint orders_number_key do nothing
    returning * into v_order;
    exit when found;
  end loop;
  insert into public.order_items
    (shop_id, order_id, variant_id, position, sku, name, option_value, answers, image_src, tax_class, is_tracked, allows_backorder,
      backorder_on, quantity, unit_price_minor)
  select v_order.shop_id, v_order.id, lines.variant_id, lines.position, lines.sku, lines.name, lines.option_value, lines.answers,
    lines.image_src, lines.tax_class, lines.is_tracked and v_order.stock_policy <> 'untracked', lines.allows_backorder,
    case when lines.allows_backorder then lines.backorder_on end, lines.quantity, lines.unit_price_minor
  from jsonb_to_recordset(v_lines) as lines (
    variant_id uuid, position int, sku text, name text, option_value text, answers jsonb, image_src text, is_tracked boolean,
    tax_class public.tax_class, allows_backorder boolean, backorder_on date, quantity int, unit_price_minor bigint);
  return v_order;
end $$;

-- Idempotency

-- The stored answer of an idempotency key. Refuses `idempotency_mismatch` (422) if the key comes with another cart or checkout, or the
-- items of the cart have changed.
create function private.replay_order(cart public.carts, idempotency_key uuid, request_hash bytea, access_token_seed text)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_key public.idempotency_keys;
begin
  select * into v_key from public.idempotency_keys as keys
  where keys.shop_id = cart.shop_id and keys.scope = 'create_order' and keys.key = idempotency_key;
  if v_key.request_hash <> request_hash or (
    exists (select from public.cart_items as items where items.cart_id = cart.id)
    and exists (
      select from (select items.variant_id, items.answers, items.quantity from public.cart_items as items
        where items.cart_id = cart.id) as held
      full join (select items.variant_id, items.answers, items.quantity from public.order_items as items
        where items.order_id = (v_key.response ->> 'order_id')::uuid) as ordered
        using (variant_id, answers, quantity)
      where held.variant_id is null or ordered.variant_id is null
    )
  ) then
    perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
  end if;
  return v_key.response || jsonb_build_object(
    'access_token', private.derive_token(access_token_seed, (v_key.response ->> 'order_id')::uuid), 'replayed', true,
    'is_unreserved', (select orders.is_unreserved from public.orders where orders.id = (v_key.response ->> 'order_id')::uuid));
end $$;

-- The shopper's access token, derived from two secrets that only the shopper has. So a repeated request gets the same token, although the
-- database stores only its hash. A UUID of version 8 (RFC 9562: custom bits).
create function private.derive_token(seed text, order_id uuid)
returns uuid
language plpgsql immutable
set search_path = ''
as $$
begin
  return overlay(overlay(encode(substring(private.sha256(seed || ':' || order_id) for 16), 'hex') placing '8' from 13)
    placing 'a' from 17)::uuid;
end $$;

-- Turns a cart into an order and empties the cart. Prices, delivery and stock are those of the database. If nothing in the cart needs
-- delivery, address and rate are not read, and the order has neither. `checkout`: { email, phone, name, shipping_address: { line1, line2,
-- landmark, city, region, postcode, country } or address_id, shipping_rate_id, payment_method, expected_total_minor (minor units; null: not
-- compared), expected_lines (private.check_expected_lines; null: not compared), note }.
-- Answers { order_id, number, access_token, state, status, total_minor, currency, expires_at, replayed, is_unreserved }. The same key with
-- the same request answers the same order.
-- An order that exceeds what one buyer may reserve unpaid (private.exceeds_reserve) is placed, but reserves no stock until it is paid or
-- confirmed. If it is a cash order, it waits for confirmation by an emailed link. So do large cash orders of customers who are new to the
-- shop (shop_settings.cash_link_above_minor). An order that costs nothing waits for the shop's approval, unless accepts_free_orders is set.
-- Refuses, and then writes nothing: `cart_not_found`, `unknown_address` (404), `cart_empty`, `invalid_email`, `invalid_phone`,
-- `name_required`, `note_too_long`, `invalid_address`, `unknown_shipping_rate`, `not_delivered_there`, `unknown_payment_method`,
-- `cod_over_limit`, `cod_needs_delivery`, `cod_not_there`, `cod_too_many_open`, `cod_refused_before`, `invalid_idempotency_key`,
-- `idempotency_mismatch` (422), `price_changed`, `cart_changed`, `unavailable`, `questions_unanswered`, `sold_out` (409),
-- `too_many_requests` (429; details: { retry_after: seconds }: too many orders from one network address, or too many emails to one email
-- address, with the field email).
create function public.create_order(cart_token uuid, idempotency_key uuid, checkout jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_cart public.carts := private.lock_cart(cart_token);
  v_request_hash bytea := private.sha256(cart_token || ':' || coalesce(checkout, '{}'));
  v_seed text := cart_token || ':' || idempotency_key;
  v_order public.orders;
  v_access_token uuid;
  v_response jsonb;
begin
  if idempotency_key is null then
    perform private.refuse(422, 'invalid_idempotency_key', field => 'idempotency_key');
  end if;
  -- a second request with the key waits here for the first one to end
  insert into public.idempotency_keys (shop_id, scope, key, request_hash)
  values (v_cart.shop_id, 'create_order', idempotency_key, v_request_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if not found then
    return private.replay_order(v_cart, idempotency_key, v_request_hash, v_seed);
  end if;

  v_order := private.insert_order(v_cart, checkout);
  perform private.log_order(null, v_order, 'create_order');
  v_access_token := private.derive_token(v_seed, v_order.id);
  perform private.create_access_token(v_order, v_access_token);
  if v_order.state = 'confirmed' then
    perform private.notify(v_order, 'order_confirmed', 'confirmed:' || v_order.id || ':' || v_order.version);
  elsif v_order.state = 'pending_payment' then
    -- says how to pay and links to the order, for shoppers who close the page
    perform private.notify(v_order, 'order_placed', 'placed:' || v_order.id);
  elsif v_order.state = 'requested' and v_order.confirms_by_link then
    perform private.notify(v_order, 'order_to_confirm', 'to_confirm:' || v_order.id);
  end if;
  delete from public.cart_items as items where items.cart_id = v_cart.id;

  v_response := jsonb_build_object(
    'order_id', v_order.id, 'number', v_order.number, 'state', v_order.state, 'status', v_order.status,
    'total_minor', v_order.total_minor, 'currency', v_order.currency, 'expires_at', v_order.expires_at);
  update public.idempotency_keys as keys set response = v_response
  where keys.shop_id = v_cart.shop_id and keys.scope = 'create_order' and keys.key = idempotency_key;
  -- last, so that the inventory row of a popular item is locked only briefly
  v_order := private.reserve_or_deduct(v_order);
  return v_response || jsonb_build_object('access_token', v_access_token, 'replayed', false,
    'is_unreserved', v_order.is_unreserved);
end $$;
comment on function public.create_order is 'Turns a cart into an order.';

-- Places an order again: the same lines without removed units, at today's prices, with the same customer, address and payment method.
-- Answers as create_order, but without an access token: the shopper gets a link by email. For staff with `orders.create`. The same key
-- answers the same order. It calls create_order with a random cart token and key, so that staff cannot derive the access token.
-- Refuses `order_not_found` (404), `forbidden` (403), and what create_order refuses.
create function public.clone_order(order_id uuid, idempotency_key uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_token uuid := gen_random_uuid();
  v_request_hash bytea := private.sha256(order_id::text);
  v_key public.idempotency_keys;
  v_cart_id uuid;
  v_answer jsonb;
  v_clone public.orders;
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'orders.create') then
    perform private.refuse(403, 'forbidden');
  elsif idempotency_key is null then
    perform private.refuse(422, 'invalid_idempotency_key', field => 'idempotency_key');
  end if;
  -- a second request with the key waits here for the first one to end
  insert into public.idempotency_keys (shop_id, scope, key, request_hash)
  values (v_order.shop_id, 'clone_order', idempotency_key, v_request_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if not found then
    select * into v_key from public.idempotency_keys as keys
    where keys.shop_id = v_order.shop_id and keys.scope = 'clone_order' and keys.key = idempotency_key;
    if v_key.request_hash <> v_request_hash then
      perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
    end if;
    return v_key.response || '{"replayed": true}';
  end if;

  insert into public.carts (shop_id, token_hash) values (v_order.shop_id, private.sha256(v_token::text))
  returning id into v_cart_id;
  insert into public.cart_items (shop_id, cart_id, variant_id, answers, quantity)
  select items.shop_id, v_cart_id, items.variant_id, items.answers, items.quantity - items.cancelled_quantity
  from public.order_items as items
  where items.order_id = v_order.id and items.quantity > items.cancelled_quantity order by items.position;
  v_answer := public.create_order(v_token, gen_random_uuid(), jsonb_build_object(
    'email', v_order.email, 'phone', v_order.phone, 'name', v_order.name, 'shipping_address', v_order.shipping_address,
    'shipping_rate_id', v_order.shipping_rate_id, 'payment_method', v_order.payment_method, 'note', v_order.note))
    - 'access_token';
  -- the new order belongs to the shopper, not to the staff member; the shopper gets an email that says how to pay
  update public.orders as o set user_id = v_order.user_id where o.id = (v_answer ->> 'order_id')::uuid
  returning * into v_clone;
  perform private.log_activity(v_clone.shop_id, 'order', v_clone.id, 'clone_order', note => v_order.number);
  -- the access token that create_order made was not sent to the customer
  delete from public.order_access_tokens as tokens
  where tokens.shop_id = v_clone.shop_id and tokens.order_id = v_clone.id and not tokens.by_email;
  update public.idempotency_keys as keys set response = v_answer
  where keys.shop_id = v_order.shop_id and keys.scope = 'clone_order' and keys.key = idempotency_key;
  return v_answer;
end $$;
comment on function public.clone_order is 'Places an order again at today''s prices.';

grant execute on function public.create_order(uuid, uuid, jsonb) to anon, authenticated, service_role;
grant execute on function public.clone_order(uuid, uuid) to authenticated, service_role;
