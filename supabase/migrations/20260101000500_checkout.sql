-- Checkout: reading and validating what the shopper entered. Prices and totals never come from the browser.

-- Refuses contact details with which the customer cannot be reached: `invalid_email`, `invalid_phone`, `name_required`, and a note that is
-- too long: `note_too_long` (422). Our server parses the phone number with a library; this only rejects what cannot be one.
create function private.check_contact(checkout jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_email text := private.to_text(checkout, 'email');
  v_phone text := private.to_text(checkout, 'phone');
begin
  -- the pattern of browsers, with a dot in the host; the same as in lib/text.ts
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

-- The address to deliver to, from the caller's address book (`address_id`) or as given (`shipping_address`), reduced to the known fields.
-- Refuses `unknown_address` (404), `invalid_address` (422, the field named).
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

-- The chosen shipping rate, if it covers the address (private.is_in_regions).
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

-- Refuses if the total differs from the one that the shopper saw (`price_changed`, 409, details: the current totals).
create function private.check_expected_total(checkout jsonb, subtotal_minor bigint, shipping_minor bigint, currency text)
returns void
language plpgsql volatile
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

-- Refuses if the cart differs from the one that the shopper saw (`cart_changed`, 409): it may have been changed in another tab.
-- `expected_lines`: the quantity of each line by its id, or of each variant.
create function private.check_expected_lines(checkout jsonb, lines jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_expected jsonb := nullif(checkout -> 'expected_lines', 'null');
begin
  if v_expected is not null and v_expected <> (
    select jsonb_object_agg(line ->> 'line_id', line -> 'quantity') from jsonb_array_elements(lines) as line
  ) and v_expected <> (
    select jsonb_object_agg(variant_id, quantity) from (
      select line ->> 'variant_id' as variant_id, sum((line ->> 'quantity')::int) as quantity
      from jsonb_array_elements(lines) as line group by 1) as counted
  ) then
    perform private.refuse(409, 'cart_changed', field => 'expected_lines');
  end if;
end $$;

-- Refuses cash that the shop does not accept (422): `cod_needs_delivery` (nothing is delivered: a null address), `cod_over_limit` (details:
-- { max_total_minor, currency }), `cod_not_there` (outside its area), `cod_too_many_open` (the customer has too many open orders),
-- `cod_refused_before` (the customer refused too many parcels). Orders with the same email address or phone number count as one customer's.
create function private.check_cash_limits(
  method public.payment_methods, checkout jsonb, address jsonb, total_minor bigint, currency text
)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_email text := lower(private.to_text(checkout, 'email'));
  -- the last digits of the number, which are the same however it is written
  v_phone text := private.phone_key(private.to_text(checkout, 'phone'));
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
  -- serializes the checkouts of one customer: otherwise two at once could both pass as the last allowed one
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
    where orders.shop_id = method.shop_id and orders.phone_key = v_phone
      and lower(orders.email) <> v_email
      and orders.payment_method = 'cod'
  ) as orders;
  if v_refused >= method.max_refusals then
    perform private.refuse(422, 'cod_refused_before', field => 'payment_method');
  elsif v_open >= method.max_open_orders then
    perform private.refuse(422, 'cod_too_many_open', field => 'payment_method');
  end if;
end $$;

-- The shop's customer with this email address, created if there is none. The caller's account is linked only if it has confirmed the same
-- address: anyone can enter another person's.
create function private.find_customer(shop_id uuid, checkout jsonb)
returns uuid
language plpgsql volatile
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

-- The lines of a cart. They are read once, so that the total and the items of an order agree even if a price is edited at the same time:
-- [{ line_id, variant_id, position, sku, name, … }]; null if the cart is empty.
create function private.read_lines(cart_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(to_jsonb(lines) order by lines.position)
    from (
      select (cart.item).id as line_id, (cart.item).variant_id, cart.line_number as position, (cart.item).answers,
        private.lacks_answers(products.id, (cart.item).answers) as lacks_answers,
        variants.sku, products.name, variants.option_value, variants.tax_class, variants.is_tracked, variants.needs_delivery,
        variants.allows_backorder, variants.backorder_on, (cart.item).quantity, cart.left_over as available,
        variants.price_minor as unit_price_minor,
        private.variant_image(variants.id, products.id) ->> 'src' as image_src,
        private.is_for_sale(variants.id) as is_for_sale
      from private.cart_lines(read_lines.cart_id) as cart
      join public.variants on variants.id = (cart.item).variant_id
      join public.products on products.id = variants.product_id
    ) as lines
  );
end $$;

-- Whether a customer with this email address and phone number has received a parcel from the shop and kept it.
create function private.is_returning_customer(shop_id uuid, checkout jsonb)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.orders
    where orders.shop_id = is_returning_customer.shop_id and lower(orders.email) = lower(private.to_text(checkout, 'email'))
      and orders.phone_key = private.phone_key(private.to_text(checkout, 'phone'))
      and orders.state in ('delivered', 'completed') and orders.refused_at is null and not orders.returned_all);
end $$;

-- Why a cash order, or an order that costs nothing, is not confirmed at once; null: it is.
-- · shop: the shop has to accept it · link: the shopper has to confirm it by an emailed link
-- · reserve: it exceeds what one buyer may reserve unpaid; the shopper of a cash order confirms it as with `link`, the shop accepts others
-- The order need not be stored yet. Its stock rows are locked before the last check.
create function private.confirmation_blocker(orders public.orders, checkout jsonb, lines jsonb)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_settings public.shop_settings;
begin
  if private.client_key(orders.shop_id) is null then
    return null;
  end if;
  select * into v_settings from public.shop_settings as settings where settings.shop_id = orders.shop_id;
  if orders.subtotal_minor + orders.shipping_minor - coalesce(orders.cancelled_minor, 0) = 0 and not v_settings.accepts_free_orders then
    return 'shop';
  elsif orders.payment_method = 'cod' and orders.subtotal_minor + orders.shipping_minor > v_settings.cash_link_above_minor
    and not private.is_returning_customer(orders.shop_id, checkout) and not private.has_confirmed_email(orders.email) then
    return 'link';
  end if;
  perform 1 from public.inventory
  where inventory.variant_id in (select (line ->> 'variant_id')::uuid from jsonb_array_elements(lines) as line)
  order by inventory.variant_id, inventory.location for update;
  return case when private.exceeds_reserve(orders, lines) then 'reserve' end;
end $$;
