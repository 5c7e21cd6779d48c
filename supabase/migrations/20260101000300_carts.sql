-- Carts: a capability, not an account. The token alone gives access to the cart; the database stores only its hash.

-- Tables

create table public.carts (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  token_hash bytea not null unique,
  -- the network address that it was created from (private.client_key)
  client_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (shop_id, id)
);
create index carts_client_idx on public.carts (shop_id, client_hash, created_at);
create index carts_updated_at_idx on public.carts (updated_at);

-- A line: some units of a variant with the same answers to its product's questions.
create table public.cart_items (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  cart_id uuid not null,
  variant_id uuid not null,
  -- [{ field_id, label, value }], as private.check_answers made it: what was asked, and the answer. It never changes
  answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array'),
  answers_hash bytea not null generated always as (private.sha256(answers::text)) stored,
  quantity int not null check (quantity between 1 and 999),
  added_at timestamptz not null default clock_timestamp(),
  constraint cart_items_line_key unique (cart_id, variant_id, answers_hash),
  foreign key (shop_id, cart_id) references public.carts (shop_id, id) on delete cascade,
  foreign key (shop_id, variant_id) references public.variants (shop_id, id) on delete cascade
);
create index cart_items_cart_idx on public.cart_items (shop_id, cart_id);
create index cart_items_variant_idx on public.cart_items (shop_id, variant_id);

-- No policy and no grant: carts are reached through the functions below only.
alter table public.carts enable row level security;
alter table public.cart_items enable row level security;

-- Functions

create function private.shipping_price(rate public.shipping_rates, subtotal_minor bigint)
returns bigint
language plpgsql immutable
set search_path = ''
as $$ begin return case when subtotal_minor >= rate.free_from_minor then 0 else rate.price_minor end; end $$;

-- The lines of a cart in their order. `left_over`: the units of its variant that earlier lines leave in stock; null if the variant is
-- untracked.
create function private.cart_lines(cart_id uuid)
returns table (item public.cart_items, line_number int, left_over int)
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select items, (row_number() over (order by items.added_at, items.id))::int,
      case when stock.available is not null then greatest(0, stock.available - coalesce(sum(items.quantity) over earlier, 0)) end::int
    from public.cart_items as items, lateral (select private.available_stock(items.variant_id) as available) as stock
    where items.cart_id = cart_lines.cart_id
    window earlier as (partition by items.variant_id order by items.added_at, items.id
      rows between unbounded preceding and 1 preceding);
end $$;

-- Why a cart line cannot be ordered: 'unavailable', 'answers_missing', 'sold_out', 'insufficient_stock' or null.
create function private.line_problem(variant_id uuid, product_id uuid, answers jsonb, quantity int, available int)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select case
      when not private.is_for_sale(variant_id) then 'unavailable'
      when private.lacks_answers(product_id, answers) then 'answers_missing'
      when available = 0 then 'sold_out'
      when available < quantity then 'insufficient_stock'
    end
  );
end $$;

-- The cart as its holder sees it: prices as of now, the stock of each line, and the total with each way of delivery.
create function private.cart_json(cart public.carts, cart_token uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    with lines as (
      select (lines.item).id as line_id, variants.id as variant_id, (lines.item).quantity, (lines.item).answers, lines.line_number,
        variants.sku, products.id as product_id, products.name, products.slug as product_slug,
        variants.option_value, variants.price_minor, variants.needs_delivery, lines.left_over as available, variants.allows_backorder,
        case when variants.allows_backorder then private.still_ahead(variants.backorder_on, cart.shop_id) end as backorder_on,
        private.variant_image(variants.id, products.id) as image
      from private.cart_lines(cart.id) as lines
      join public.variants on variants.id = (lines.item).variant_id
      join public.products on products.id = variants.product_id
    ), sums as (
      select coalesce(sum(price_minor * quantity), 0)::bigint as subtotal_minor,
        coalesce(sum(quantity), 0)::int as item_count, coalesce(bool_or(needs_delivery), true) as needs_delivery
      from lines
    )
    select jsonb_build_object(
      'token', cart_token,
      'shop', shops.slug,
      'currency', shops.currency,
      'item_count', sums.item_count,
      'subtotal_minor', sums.subtotal_minor,
      'needs_delivery', sums.needs_delivery,
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object(
          'line_id', line_id, 'variant_id', variant_id, 'sku', sku, 'name', name, 'option_value', option_value,
          'product_slug', product_slug, 'image', image, 'answers', answers,
          'quantity', quantity, 'unit_price_minor', price_minor, 'line_total_minor', price_minor * quantity,
          'available', case when not allows_backorder then available end,
          'backordered_quantity', case when allows_backorder then greatest(0, quantity - available) else 0 end,
          'backorder_on', backorder_on,
          'problem', private.line_problem(variant_id, product_id, answers, quantity, case when not allows_backorder then available end)
        ) order by line_number) from lines), '[]'),
      'shipping_rates', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', rates.id, 'name', rates.name, 'description', rates.description,
          'country', rates.country, 'regions', rates.regions, 'min_days', rates.min_days, 'max_days', rates.max_days,
          'free_from_minor', rates.free_from_minor,
          'price_minor', private.shipping_price(rates, sums.subtotal_minor),
          'total_minor', sums.subtotal_minor + private.shipping_price(rates, sums.subtotal_minor)
        ) order by rates.position, rates.id)
        from public.shipping_rates as rates where rates.shop_id = cart.shop_id and rates.is_active and sums.needs_delivery), '[]')
    )
    from sums, public.shops where shops.id = cart.shop_id
  );
end $$;

-- The cart behind a token, locked against a second tab. Refuses `cart_not_found` (404).
create function private.lock_cart(cart_token uuid)
returns public.carts
language plpgsql volatile
set search_path = ''
as $$
declare
  v_cart public.carts;
begin
  select * into v_cart from public.carts where token_hash = private.sha256(cart_token::text) for update;
  if not found then
    perform private.refuse(404, 'cart_not_found', field => 'cart_token');
  end if;
  return v_cart;
end $$;

-- The cart: { token, shop, currency, item_count, subtotal_minor, needs_delivery (false: there are no rates), lines: [{ line_id, variant_id,
-- sku, name, option_value, product_slug, image, answers: [{ field_id, label, value }], quantity, unit_price_minor, line_total_minor,
-- available (what the lines before it leave of its variant; null: no limit), backordered_quantity (units that are not in stock and sent
-- later), backorder_on (when, if that is known), problem }], shipping_rates: [{ id, name, description, country, regions, min_days,
-- max_days, free_from_minor, price_minor, total_minor }] }. Money in minor units of `currency`. Refuses `cart_not_found` (404).
create function public.get_cart(cart_token uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_cart public.carts;
begin
  select * into v_cart from public.carts where token_hash = private.sha256(cart_token::text);
  if not found then
    perform private.refuse(404, 'cart_not_found', field => 'cart_token');
  end if;
  return private.cart_json(v_cart, cart_token);
end $$;
comment on function public.get_cart is 'A cart with its lines, prices and rates.';

-- The line of a cart that a caller names: by its id, or by the variant and, if given, the answers (as they are stored). Null: there is none
-- yet. Refuses `cart_line_not_found`, `unknown_variant` (404), `ambiguous_line` (422) if the variant has several lines.
create function private.find_cart_line(cart public.carts, line_id uuid, variant_id uuid, answers jsonb)
returns public.cart_items
language plpgsql stable
set search_path = ''
as $$
declare
  v_items public.cart_items[] := array(
    select items from public.cart_items as items
    where items.cart_id = cart.id and case
      when find_cart_line.line_id is not null then items.id = find_cart_line.line_id
      else items.variant_id = find_cart_line.variant_id and items.answers = coalesce(find_cart_line.answers, items.answers) end);
begin
  if find_cart_line.line_id is not null and cardinality(v_items) = 0 then
    perform private.refuse(404, 'cart_line_not_found', field => 'line_id');
  elsif (v_items[1]).variant_id <> find_cart_line.variant_id then
    perform private.refuse(404, 'unknown_variant', field => 'variant_id');
  elsif cardinality(v_items) > 1 then
    perform private.refuse(422, 'ambiguous_line', field => 'line_id');
  end if;
  return v_items[1];
end $$;

-- Sets the quantity of a line (0 removes it) or adds to it, and answers the cart, as get_cart does. A null token creates a cart in the
-- variant's shop. `answers`: { field_id: text or number } to the questions of its product (private.check_answers). The quantity is then
-- added to the line with the same answers, or to a new one. If `answers` is null, the quantity of the variant's only line is set, or that
-- of a new line without answers. `line_id`: an existing line, which keeps its answers; `answers` is ignored, and `variant_id` may be null.
-- A quantity above the stock is stored, and shown as the line's `problem`: stock is reserved for orders, not for carts.
-- Refuses `invalid_quantity` (422), `unknown_variant` (404), `cart_not_found` (404), `cart_full` (422), `cart_line_not_found` (404),
-- `ambiguous_line` (422), what private.check_answers refuses, `too_many_requests` (429; details: { retry_after: seconds }) when one address
-- creates too many carts.
-- Long because a line is fully checked before a cart is created for it.
create function public.set_cart_item(
  cart_token uuid default null, variant_id uuid default null, quantity int default null, answers jsonb default null,
  line_id uuid default null
)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_token uuid := coalesce(cart_token, gen_random_uuid());
  v_variant_id uuid := variant_id;
  v_variant public.variants;
  v_cart public.carts;
  v_line public.cart_items;
  v_answers jsonb;
  v_quantity int := quantity;
  v_client bytea;
begin
  if quantity is null or quantity not between 0 and 999
    or (quantity = 0 and (cart_token is null or line_id is null and answers is not null)) then
    perform private.refuse(422, 'invalid_quantity', jsonb_build_object('min', 1, 'max', 999), 'quantity');
  elsif cart_token is null and line_id is not null then
    perform private.refuse(404, 'cart_line_not_found', field => 'line_id');
  elsif cart_token is not null then
    v_cart := private.lock_cart(cart_token);
  end if;
  if line_id is not null then
    v_line := private.find_cart_line(v_cart, line_id, variant_id, null);
    v_variant_id := v_line.variant_id;
  end if;
  select * into v_variant from public.variants where id = v_variant_id;
  if v_variant.id is null or v_variant.shop_id <> v_cart.shop_id or (quantity > 0 and not private.is_for_sale(v_variant.id)) then
    perform private.refuse(404, 'unknown_variant', field => 'variant_id');
  elsif line_id is null then
    v_answers := case when answers is not null then private.check_answers(v_variant.product_id, answers) end;
    v_line := private.find_cart_line(v_cart, null, v_variant.id, v_answers);
    v_quantity := case when answers is null then quantity else quantity + coalesce(v_line.quantity, 0) end;
    if v_quantity > 999 then
      perform private.refuse(422, 'invalid_quantity', jsonb_build_object('min', 1, 'max', 999), 'quantity');
    elsif v_line.id is null and v_quantity > 0 then
      v_answers := coalesce(v_answers, private.check_answers(v_variant.product_id, '{}'));
    end if;
  end if;

  if cart_token is null then
    v_client := private.client_key(v_variant.shop_id);
    perform private.guard_usage(v_variant.shop_id, 'cart', v_client);
    insert into public.carts (shop_id, token_hash, client_hash)
    values (v_variant.shop_id, private.sha256(v_token::text), v_client) returning * into v_cart;
  else
    update public.carts set updated_at = now() where id = v_cart.id;
  end if;
  if quantity = 0 then
    delete from public.cart_items as items where items.id = v_line.id;
  elsif v_line.id is not null then
    update public.cart_items as items set quantity = v_quantity where items.id = v_line.id;
  else
    insert into public.cart_items (shop_id, cart_id, variant_id, answers, quantity)
    values (v_cart.shop_id, v_cart.id, v_variant.id, v_answers, v_quantity);
    if (select count(*) from public.cart_items as items where items.cart_id = v_cart.id) > 100 then
      perform private.refuse(422, 'cart_full', jsonb_build_object('max', 100));
    end if;
  end if;
  return private.cart_json(v_cart, v_token);
end $$;
comment on function public.set_cart_item is 'Sets or adds the quantity of a line of a cart, or creates the cart.';

-- Empties the cart and answers it, as get_cart does. Refuses `cart_not_found` (404).
create function public.clear_cart(cart_token uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_cart public.carts := private.lock_cart(cart_token);
begin
  delete from public.cart_items where cart_id = v_cart.id;
  return private.cart_json(v_cart, cart_token);
end $$;
comment on function public.clear_cart is 'Empties a cart.';

grant execute on function
  public.get_cart(uuid), public.set_cart_item(uuid, uuid, int, jsonb, uuid), public.clear_cart(uuid)
  to anon, authenticated, service_role;
