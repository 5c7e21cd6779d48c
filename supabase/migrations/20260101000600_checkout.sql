-- From a cart to an order: create_order takes nothing from the browser but what the shopper decides.

-- Reading the checkout

-- A uuid from untrusted text, or null.
create function private.to_uuid(value text)
returns uuid
language sql immutable
set search_path = ''
as $$
  select case when value ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value::uuid end
$$;

-- Trimmed text of an untrusted field, null when it is empty or not text.
create function private.to_text(source jsonb, field text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return case when jsonb_typeof(source -> field) = 'string' then nullif(trim(source ->> field), '') end;
end $$;

-- Refuses a contact that nobody could be reached by: `invalid_email`, `invalid_phone`, `name_required` (422).
-- Phone numbers are read by a library before they come here; this keeps out what is no number at all.
create function private.check_contact(checkout jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_email text := private.to_text(checkout, 'email');
  v_phone text := private.to_text(checkout, 'phone');
begin
  -- as browsers check it, with a dot in the host; lib/text.ts has the same pattern
  if v_email is null or length(v_email) > 254
    or v_email !~ '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    perform private.refuse(422, 'invalid_email', field => 'email');
  elsif v_phone is null or v_phone !~ '^\+?[0-9][0-9 ()./-]*$'
    or length(regexp_replace(v_phone, '\D', '', 'g')) not between 7 and 15 then
    perform private.refuse(422, 'invalid_phone', field => 'phone');
  elsif coalesce(length(private.to_text(checkout, 'name')), 0) not between 1 and 120 then
    perform private.refuse(422, 'name_required', field => 'name');
  elsif length(private.to_text(checkout, 'note')) > 500 then
    perform private.refuse(422, 'note_too_long', field => 'note');
  end if;
end $$;

-- The address to deliver to, from the caller's address book (`address_id`) or as given (`shipping_address`), with
-- nothing in it but the known fields. Refuses `unknown_address` (404), `invalid_address` (422, the field named).
create function private.read_address(shop_id uuid, checkout jsonb)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_given jsonb := checkout -> 'shipping_address';
  v_address jsonb;
  v_field text;
begin
  if private.to_text(checkout, 'address_id') is not null then
    select to_jsonb(addresses) into v_given
    from public.addresses
    join public.customers on customers.shop_id = addresses.shop_id and customers.id = addresses.customer_id
    where addresses.id = private.to_uuid(checkout ->> 'address_id')
      and addresses.shop_id = read_address.shop_id and customers.user_id = (select auth.uid());
    if v_given is null then
      perform private.refuse(404, 'unknown_address', field => 'address_id');
    end if;
  end if;
  select jsonb_object_agg(field, case field when 'country' then upper(private.to_text(v_given, field))
    else private.to_text(v_given, field) end) into v_address
  from unnest(array['line1', 'line2', 'landmark', 'city', 'region', 'postcode', 'country']) as field;

  foreach v_field in array array['line1', 'city', 'country'] loop
    if v_address ->> v_field is null then
      perform private.refuse(422, 'invalid_address', field => v_field);
    end if;
  end loop;
  select key into v_field from jsonb_each_text(v_address) where length(value) > 200 limit 1;
  if v_field is not null or v_address ->> 'country' !~ '^[A-Z]{2}$' then
    perform private.refuse(422, 'invalid_address', field => coalesce(v_field, 'country'));
  end if;
  return v_address;
end $$;

-- The rate that was chosen, if it delivers there (private.is_in_regions).
-- Refuses `unknown_shipping_rate`, `not_delivered_there` (422).
create function private.read_shipping_rate(shop_id uuid, rate_id text, address jsonb)
returns public.shipping_rates
language plpgsql stable
set search_path = ''
as $$
declare
  v_rate public.shipping_rates;
begin
  select * into v_rate from public.shipping_rates as rates
  where rates.shop_id = read_shipping_rate.shop_id and rates.id = private.to_uuid(rate_id) and rates.is_active;
  if not found then
    perform private.refuse(422, 'unknown_shipping_rate', field => 'shipping_rate_id');
  elsif v_rate.country <> address ->> 'country' or not private.is_in_regions(v_rate.regions, address) then
    perform private.refuse(422, 'not_delivered_there', field => 'shipping_rate_id');
  end if;
  return v_rate;
end $$;

-- Refuses a total other than the one that the shopper saw (`price_changed`, 409, details: the totals as they are now).
create function private.check_expected_total(checkout jsonb, subtotal_minor bigint, shipping_minor bigint, currency text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_expected jsonb := nullif(checkout -> 'expected_total_minor', 'null');
begin
  if v_expected is not null and v_expected <> to_jsonb(subtotal_minor + shipping_minor) then
    perform private.refuse(409, 'price_changed', jsonb_build_object(
      'subtotal_minor', subtotal_minor, 'shipping_minor', shipping_minor,
      'total_minor', subtotal_minor + shipping_minor, 'currency', currency), 'expected_total_minor');
  end if;
end $$;

-- Refuses another cart than the one that the shopper saw (`cart_changed`, 409): somebody may have filled it in another tab.
create function private.check_expected_lines(checkout jsonb, lines jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_expected jsonb := nullif(checkout -> 'expected_lines', 'null');
begin
  if v_expected is not null and v_expected <> (
    select jsonb_object_agg(line ->> 'variant_id', line -> 'quantity') from jsonb_array_elements(lines) as line) then
    perform private.refuse(409, 'cart_changed', field => 'expected_lines');
  end if;
end $$;

-- Refuses cash where the shop does not take it: above its limit, outside its area, from somebody whose parcels are still
-- under way or were sent back at the door before, by address or phone number, and where nothing is delivered (a null address):
-- `cod_needs_delivery`, `cod_over_limit` (details: { max_total_minor, currency }), `cod_not_there`, `cod_too_many_open`, `cod_refused_before` (422).
create function private.check_cash_limits(
  method public.payment_methods, checkout jsonb, address jsonb, total_minor bigint, currency text
)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_email text := lower(private.to_text(checkout, 'email'));
  -- the end of it, which is the same however it was typed
  v_phone text := right(regexp_replace(private.to_text(checkout, 'phone'), '\D', '', 'g'), 9);
  v_open int;
  v_refused int;
begin
  if address is null then
    perform private.refuse(422, 'cod_needs_delivery', field => 'payment_method');
  elsif total_minor > method.max_total_minor then
    perform private.refuse(422, 'cod_over_limit',
      jsonb_build_object('max_total_minor', method.max_total_minor, 'currency', currency), 'payment_method');
  elsif not private.is_in_regions(method.regions, address) then
    perform private.refuse(422, 'cod_not_there', field => 'payment_method');
  end if;
  if method.max_open_orders is null and method.max_refusals is null then
    return;
  end if;
  -- one checkout of a customer after the other: two at once would both be the last one that is allowed
  perform pg_advisory_xact_lock(hashtextextended(method.shop_id || ':cash:' || key, 0))
  from unnest(array[v_email, v_phone]) as key order by key;
  select count(*) filter (where orders.state not in ('delivered', 'completed', 'cancelled')),
    count(*) filter (where orders.refused_at is not null)
  into v_open, v_refused
  from (
    select state, refused_at from public.orders
    where orders.shop_id = method.shop_id and lower(orders.email) = v_email and orders.payment_method = 'cod'
    union all
    select state, refused_at from public.orders
    where orders.shop_id = method.shop_id and right(regexp_replace(orders.phone, '\D', '', 'g'), 9) = v_phone and lower(orders.email) <> v_email
      and orders.payment_method = 'cod'
  ) as orders;
  if v_refused >= method.max_refusals then
    perform private.refuse(422, 'cod_refused_before', field => 'payment_method');
  elsif v_open >= method.max_open_orders then
    perform private.refuse(422, 'cod_too_many_open', field => 'payment_method');
  end if;
end $$;

-- The order

-- Eight random Crockford base32 characters, as in 7K3M-Q2XD: 40 bits from the system's random source.
create function private.random_number()
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

-- The customer of that address in that shop. The account is noted when the address is its own, confirmed one: to know
-- somebody's address is not to be them.
create function private.find_customer(shop_id uuid, checkout jsonb)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  v_email text := lower(private.to_text(checkout, 'email'));
  v_user_id uuid := (select users.id from auth.users
    where users.id = (select auth.uid()) and lower(users.email) = v_email and users.email_confirmed_at is not null);
  v_id uuid;
begin
  insert into public.customers as c (shop_id, email, name, phone, user_id)
  values (find_customer.shop_id, v_email, private.to_text(checkout, 'name'), private.to_text(checkout, 'phone'), v_user_id)
  on conflict on constraint customers_shop_id_email_key do update set user_id = excluded.user_id
    where c.user_id is null and excluded.user_id is not null
  returning c.id into v_id;
  if v_id is null then
    select c.id into v_id from public.customers as c where c.shop_id = find_customer.shop_id and c.email = v_email;
  end if;
  return v_id;
end $$;

-- What a cart holds, read once: the sums and the items of an order come from the same answer, so that a price that is
-- edited at this moment cannot come between them. [{ variant_id, position, sku, name, … }]; null when it is empty.
create function private.read_lines(cart_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(to_jsonb(lines) order by lines.position)
    from (
      select items.variant_id, row_number() over (order by items.added_at, items.variant_id) as position,
        variants.sku, products.name, variants.option_value, variants.is_tracked, variants.needs_delivery, items.quantity,
        private.available_stock(variants.id) as available,
        variants.price_minor as unit_price_minor,
        (select images.src from public.product_images as images where images.product_id = products.id
          order by (images.variant_id = variants.id) desc nulls last, images.position, images.id limit 1) as image_src,
        private.is_for_sale(variants.id) as is_for_sale
      from public.cart_items as items
      join public.variants on variants.id = items.variant_id
      join public.products on products.id = variants.product_id
      where items.cart_id = read_lines.cart_id
    ) as lines
  );
end $$;

-- Whether a customer has had a parcel of the shop, under this email address and phone number, and kept it.
create function private.is_known_customer(shop_id uuid, checkout jsonb)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.orders
    where orders.shop_id = is_known_customer.shop_id and lower(orders.email) = lower(private.to_text(checkout, 'email'))
      and right(regexp_replace(orders.phone, '\D', '', 'g'), 9) = right(regexp_replace(private.to_text(checkout, 'phone'), '\D', '', 'g'), 9)
      and orders.state in ('delivered', 'completed') and orders.refused_at is null and not orders.returned_all);
end $$;

-- What keeps an order that needs no money first from being confirmed at once, now that a visitor places it: `shop` is to accept it, its
-- shopper by the `link` of an email, or the same because it goes beyond what one buyer may hold (`reserve`). Null: nothing does.
-- `orders` is not written yet; the rows of its stock are locked here, before anything else is, as long as nobody else is asked.
create function private.obstacle_to_confirming(orders public.orders, checkout jsonb, lines jsonb)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_settings public.shop_settings;
begin
  if private.client_of(orders.shop_id) is null then
    return null;
  end if;
  select * into v_settings from public.shop_settings as settings where settings.shop_id = orders.shop_id;
  if orders.subtotal_minor + orders.shipping_minor = 0 and not v_settings.accepts_free_orders then
    return 'shop';
  elsif orders.payment_method = 'cod' and orders.subtotal_minor + orders.shipping_minor > v_settings.cash_link_above_minor
    and not private.is_known_customer(orders.shop_id, checkout) and not private.has_confirmed_email(orders.email) then
    return 'link';
  end if;
  perform 1 from public.inventory
  where inventory.variant_id in (select (line ->> 'variant_id')::uuid from jsonb_array_elements(lines) as line)
  order by inventory.variant_id, inventory.location for update;
  return case when private.exceeds_reserve(orders, lines) then 'reserve' end;
end $$;

-- Writes the order of a cart, all but its stock. Refuses what is wrong with the checkout; see create_order. What is plainly
-- sold out is refused before anything is written: a rush for the last pieces is mostly refusals. take_stock has the last word.
create function private.insert_order(cart public.carts, checkout jsonb)
returns public.orders
language plpgsql
set search_path = ''
as $$
declare
  v_shop public.shops;
  v_method public.payment_methods;
  v_address jsonb;
  v_rate public.shipping_rates;
  v_lines jsonb := private.read_lines(cart.id);
  v_gone jsonb;
  v_short jsonb;
  v_subtotal bigint;
  v_shipping bigint;
  v_pieces bigint;
  v_order public.orders;
  v_obstacle text;
begin
  perform private.check_contact(checkout);
  -- an empty cart is refused as one that needs delivery is checked: for what is wrong with its address, or further down
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
    jsonb_agg(jsonb_build_object('variant_id', lines.variant_id, 'sku', lines.sku, 'name', lines.name))
      filter (where not lines.is_for_sale),
    jsonb_agg(jsonb_build_object('variant_id', lines.variant_id, 'sku', lines.sku, 'name', lines.name,
      'option_value', lines.option_value, 'requested', lines.quantity, 'available', lines.available))
      filter (where lines.available < lines.quantity)
  into v_subtotal, v_pieces, v_gone, v_short
  from jsonb_to_recordset(v_lines) as lines (
    variant_id uuid, sku text, name text, option_value text, quantity bigint, unit_price_minor bigint,
    is_for_sale boolean, available bigint);
  if v_lines is null then
    perform private.refuse(422, 'cart_empty');
  end if;
  perform private.check_expected_lines(checkout, v_lines);
  if v_gone is not null then
    perform private.refuse(409, 'unavailable', v_gone);
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
  v_order.client_hash := private.client_of(cart.shop_id);
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
    v_obstacle := private.obstacle_to_confirming(v_order, checkout, (
      select jsonb_agg(jsonb_build_object('variant_id', lines.variant_id, 'quantity', lines.quantity))
      from jsonb_to_recordset(v_lines) as lines (variant_id uuid, quantity int, is_tracked boolean)
      where lines.is_tracked and v_method.stock_policy <> 'untracked'));
    v_order.state := case when v_obstacle is null then 'confirmed' else 'requested' end;
    v_order.is_unreserved := v_obstacle = 'reserve';
    v_order.confirms_by_link := v_obstacle in ('link', 'reserve') and v_method.method = 'cod' or v_method.accept_by_link;
  else
    v_order.state := 'pending_payment';
  end if;

  loop
    insert into public.orders (
      shop_id, number, customer_id, user_id, state, payment_method, stock_policy, lock_for, currency, subtotal_minor, shipping_minor,
      email, phone, name, shipping_address, shipping_rate_id, shipping_rate_name, note, cart_id, client_hash, is_unreserved,
      confirms_by_link, pieces, confirmed_at, expires_at)
    select cart.shop_id, private.random_number(), v_order.customer_id, (select auth.uid()),
      v_order.state, v_method.method, v_method.stock_policy, v_method.lock_for, v_shop.currency, v_subtotal, v_shipping,
      v_order.email, v_order.phone, private.to_text(checkout, 'name'),
      v_address, v_rate.id, v_rate.name, private.to_text(checkout, 'note'), v_order.cart_id, v_order.client_hash,
      coalesce(v_order.is_unreserved, false), coalesce(v_order.confirms_by_link, false), v_pieces,
      case when v_order.state = 'confirmed' then now() end,
      case when v_order.state <> 'confirmed' then now() + (
        select settings.payment_window from public.shop_settings as settings
        where settings.shop_id = cart.shop_id) end
    on conflict on constraint orders_number_key do nothing
    returning * into v_order;
    exit when found;
  end loop;
  insert into public.order_items
    (shop_id, order_id, variant_id, position, sku, name, option_value, image_src, is_tracked, quantity, unit_price_minor)
  select v_order.shop_id, v_order.id, lines.variant_id, lines.position, lines.sku, lines.name, lines.option_value,
    lines.image_src, lines.is_tracked and v_order.stock_policy <> 'untracked', lines.quantity, lines.unit_price_minor
  from jsonb_to_recordset(v_lines) as lines (
    variant_id uuid, position int, sku text, name text, option_value text, image_src text, is_tracked boolean,
    quantity int, unit_price_minor bigint);
  return v_order;
end $$;

-- Idempotency

-- The answer that a key has had already, for the same request only. Refuses `idempotency_mismatch` (422) when the key
-- comes with another cart or checkout, or when the cart holds something else by now.
create function private.replay_order(cart public.carts, idempotency_key uuid, request_hash bytea, access_token_seed text)
returns jsonb
language plpgsql
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
      select from (select items.variant_id, items.quantity from public.cart_items as items where items.cart_id = cart.id) as held
      full join (select items.variant_id, items.quantity from public.order_items as items
        where items.order_id = (v_key.response ->> 'order_id')::uuid) as ordered
        using (variant_id, quantity)
      where held.variant_id is null or ordered.variant_id is null
    )
  ) then
    perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
  end if;
  return v_key.response || jsonb_build_object(
    'access_token', private.derive_token(access_token_seed, (v_key.response ->> 'order_id')::uuid), 'replayed', true,
    'is_unreserved', (select orders.is_unreserved from public.orders where orders.id = (v_key.response ->> 'order_id')::uuid));
end $$;

-- The shopper's key to an order, made from two secrets that only the shopper has. So a repeated request gets the same
-- key again, although the database keeps nothing but its hash. A UUID of version 8 (RFC 9562: bits of one's own making).
create function private.derive_token(seed text, order_id uuid)
returns uuid
language sql immutable
set search_path = ''
as $$
  select overlay(overlay(encode(substring(private.sha256(seed || ':' || order_id) for 16), 'hex') placing '8' from 13)
    placing 'a' from 17)::uuid
$$;

-- Turns a cart into an order and empties it: prices, delivery and stock are those of the database. Where nothing in the cart needs
-- delivery, address and rate are not read, and the order has none. `checkout`: { email,
-- phone, name, shipping_address: { line1, line2, landmark, city, region, postcode, country } or address_id,
-- shipping_rate_id, payment_method, expected_total_minor (minor units), expected_lines ({ variant_id: quantity }), note }. What was
-- expected is not compared where it is absent or null.
-- Answers { order_id, number, access_token, state, status, total_minor, currency, expires_at, replayed, is_unreserved }. Beyond what
-- one buyer may hold unpaid (private.exceeds_reserve) an order is placed all the same and holds no stock until it is paid: cash waits
-- for the yes by the link of an email then, as it does from customers who are new to the shop (shop_settings.cash_link_above_minor).
-- An order that costs nothing waits for the shop's yes (accepts_free_orders).
-- The same key with the same request answers the same order. Nothing is written when it refuses: `cart_not_found`,
-- `unknown_address` (404), `cart_empty`, `invalid_email`, `invalid_phone`, `name_required`, `note_too_long`,
-- `invalid_address`, `unknown_shipping_rate`, `not_delivered_there`, `unknown_payment_method`, `cod_over_limit`,
-- `cod_needs_delivery`, `cod_not_there`, `cod_too_many_open`, `cod_refused_before`, `invalid_idempotency_key`,
-- `idempotency_mismatch` (422), `price_changed`, `cart_changed`, `unavailable`, `sold_out` (409), `too_many_requests` (429; details: { retry_after:
-- seconds }) where one address places too many orders or an email address, then named as the field, gets too many mails.
create function public.create_order(cart_token uuid, idempotency_key uuid, checkout jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_cart public.carts := private.lock_cart(cart_token);
  v_request_hash bytea := private.sha256(cart_token || ':' || coalesce(checkout, '{}'));
  v_seed text := cart_token || ':' || idempotency_key;
  v_order public.orders;
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
  perform private.mint_access_token(v_order, private.derive_token(v_seed, v_order.id));
  if v_order.state = 'confirmed' then
    perform private.notify(v_order, 'order_confirmed', 'confirmed:' || v_order.id || ':' || v_order.version);
  elsif v_order.state = 'pending_payment' then
    -- how to pay it, and the link to it: whoever loses the page finds the order again
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
  -- last, so that the row that all buyers of a popular piece wait for is held as shortly as can be
  v_order := private.take_stock(v_order);
  return v_response || jsonb_build_object('access_token', private.derive_token(v_seed, v_order.id), 'replayed', false,
    'is_unreserved', v_order.is_unreserved);
end $$;

-- Places an order again: the same lines at today's prices, for the same person and place, to be paid in the same way. Answers
-- as create_order, but with no key to the order: the shopper gets that by mail. For staff with `orders.create`. The same key answers
-- the same order. The cart and the key by which it is placed are random: from what staff choose or know, no key to it follows.
-- Refuses `order_not_found` (404), `forbidden` (403), and what create_order refuses.
create function public.clone_order(order_id uuid, idempotency_key uuid)
returns jsonb
language plpgsql security definer
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
  insert into public.cart_items (shop_id, cart_id, variant_id, quantity)
  select items.shop_id, v_cart_id, items.variant_id, items.quantity from public.order_items as items
  where items.order_id = v_order.id;
  v_answer := public.create_order(v_token, gen_random_uuid(), jsonb_build_object(
    'email', v_order.email, 'phone', v_order.phone, 'name', v_order.name, 'shipping_address', v_order.shipping_address,
    'shipping_rate_id', v_order.shipping_rate_id, 'payment_method', v_order.payment_method, 'note', v_order.note))
    - 'access_token';
  -- it is the shopper's, whoever pressed the button; the way to pay it comes by mail
  update public.orders as o set user_id = v_order.user_id where o.id = (v_answer ->> 'order_id')::uuid
  returning * into v_clone;
  perform private.log_activity(v_clone.shop_id, 'order', v_clone.id, 'clone_order', note => v_order.number);
  -- nobody holds the key that create_order has made: it is not told, and goes nowhere
  delete from public.order_access_tokens as tokens
  where tokens.shop_id = v_clone.shop_id and tokens.order_id = v_clone.id and not tokens.by_mail;
  update public.idempotency_keys as keys set response = v_answer
  where keys.shop_id = v_order.shop_id and keys.scope = 'clone_order' and keys.key = idempotency_key;
  return v_answer;
end $$;

grant execute on function public.create_order(uuid, uuid, jsonb) to anon, authenticated, service_role;
grant execute on function public.clone_order(uuid, uuid) to authenticated, service_role;
