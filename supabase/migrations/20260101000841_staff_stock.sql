-- Stock for staff: quantities, low stock, stock history, and the changes that staff make.

-- Lists

-- A page of variants by product name, after the variant `from_id`; from the top if it is null or was deleted. `search`: only
-- variants that have each of its words in their own text or in their product's.
create function private.stock_page_by_name(shop_id uuid, search text, from_id uuid, upwards boolean, max_rows int)
returns uuid[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_condition text := private.product_search_condition(search);
  v_operator text := case when upwards then '<' else '>' end;
  v_direction text := case when upwards then ' desc' else '' end;
  v_name text;
  v_variant public.variants;
  v_ids uuid[];
begin
  select * into v_variant from public.variants where variants.shop_id = stock_page_by_name.shop_id and variants.id = from_id;
  v_name := (select found.name from private.product_search as found
    where found.shop_id = stock_page_by_name.shop_id and found.product_id = v_variant.product_id);
  execute format($page$
    -- materialized: reading products by name until a page of matches is full could read every product
    with found as %5$s (
      select * from private.product_search as found
      where found.shop_id = $1 and %1$s and %3$s)
    select array(
      select variants.id from found
      join public.variants on variants.shop_id = found.shop_id and variants.product_id = found.product_id
      where %2$s and %6$s
      order by found.name %4$s, found.product_id %4$s, variants.position %4$s, variants.id %4$s limit $6) $page$,
    coalesce(v_condition, 'true'),
    case when v_condition is null then 'true'
      else format('(select %s from (select '' '' || found.facts || '' '' || private.variant_search_text(variants) as words) as found)',
        v_condition) end,
    case when v_name is null then 'true' else format('(found.name, found.product_id) %s= ($2, $3)', v_operator) end,
    v_direction,
    case when v_condition is null then 'not materialized' else 'materialized' end,
    case when v_name is null then 'true'
      else format('(found.name, found.product_id, variants.position, variants.id) %s ($2, $3, $4, $5)', v_operator) end)
  into v_ids using shop_id, v_name, v_variant.product_id, v_variant.position, v_variant.id, max_rows;
  return v_ids;
end $$;

-- A page of variants that are low on stock, the scarcest first: with unsold units at or below their own level, or else `level`; if `level`
-- is null, only those that are sold out. After the variant `from_id`, or from the top; if it is no longer low, after the place that its
-- stock would have.
create function private.stock_page_by_shortage(shop_id uuid, level int, from_id uuid, upwards boolean, max_rows int)
returns uuid[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_units int := (select on_hand - committed from public.inventory
    where inventory.shop_id = stock_page_by_shortage.shop_id and inventory.variant_id = from_id and location = 'main');
  v_ids uuid[];
begin
  execute format($page$
    select array(
      select variant_id from (
        (select variant_id, on_hand - committed as units from public.inventory
          where shop_id = $1 and is_watched and low_stock_at is null and on_hand - committed <= $2 and %1$s
          order by on_hand - committed %2$s, variant_id %2$s limit $5)
        union all
        (select variant_id, on_hand - committed from public.inventory
          where shop_id = $1 and is_watched and on_hand - committed <= low_stock_at and on_hand - committed <= $6 and %1$s
          order by on_hand - committed %2$s, variant_id %2$s limit $5)
      ) as low
      order by units %2$s, variant_id %2$s limit $5) $page$,
    case when v_units is null then 'true'
      else format('(on_hand - committed, variant_id) %s ($3, $4)', case when upwards then '<' else '>' end) end,
    case when upwards then 'desc' else '' end)
  into v_ids using shop_id, coalesce(level, 0), v_units, from_id, max_rows, case when level is null then 0 else 1000000 end;
  return v_ids;
end $$;

-- What staff see of a variant's stock: { variant_id, product_id, name, option_value, sku, barcode, image, is_tracked, is_active, on_hand,
-- committed, reserved, available (null if untracked), low_stock_at (its own, or null), mark ('low', 'out' or null) }.
create function private.stock_json(variant public.variants)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'variant_id', variant.id, 'product_id', products.id, 'name', products.name, 'option_value', variant.option_value,
      'sku', variant.sku, 'barcode', variant.barcode, 'image', private.variant_image(variant.id, products.id),
      'is_tracked', variant.is_tracked, 'is_active', variant.is_active,
      'on_hand', coalesce(stock.on_hand, 0), 'committed', coalesce(stock.committed, 0),
      'reserved', private.live_reserved(variant.id, coalesce(stock.reserved, 0)),
      'available', private.available_stock(variant.id), 'low_stock_at', stock.low_stock_at,
      'mark', case
        when not stock.is_watched then null
        when stock.on_hand = stock.committed then 'out'
        when stock.on_hand - stock.committed <= coalesce(stock.low_stock_at, settings.low_stock_at) then 'low' end)
    from public.products
    join public.shop_settings as settings on settings.shop_id = products.shop_id
    left join public.inventory as stock on stock.variant_id = variant.id and stock.location = 'main'
    where products.id = variant.product_id
  );
end $$;

-- A page of a shop's stock for staff with `stock.read`: { low_stock_at (of the shop), rows: [private.stock_json] }. `view` is · all: by
-- product name, only matches of `search` · low: low on stock, the scarcest first · out: sold out. After the variant `from_id`, or from the
-- top; `upwards`: those before it, in reverse order. Reserved units count as unsold, since a reservation may expire. Refuses `forbidden`
-- (403), `unknown_stage` (422).
create function public.list_stock(
  shop text, view text default 'all', search text default null, from_id uuid default null, upwards boolean default false,
  max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_stock.shop);
  v_level int := (select settings.low_stock_at from public.shop_settings as settings where settings.shop_id = v_shop_id);
  v_rows int := least(max_rows, 101);
  v_ids uuid[];
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'stock.read') then
    perform private.refuse(403, 'forbidden');
  elsif view is null or view not in ('all', 'low', 'out') then
    perform private.refuse(422, 'unknown_stage', field => 'view');
  end if;
  v_ids := case when view = 'all' then private.stock_page_by_name(v_shop_id, search, from_id, upwards, v_rows)
    else private.stock_page_by_shortage(v_shop_id, case when view = 'low' then v_level end, from_id, upwards, v_rows) end;
  return jsonb_build_object('low_stock_at', v_level, 'rows', (
    select coalesce(jsonb_agg(private.stock_json(variants) order by page.position), '[]')
    from unnest(v_ids) with ordinality as page (id, position)
    join public.variants on variants.id = page.id));
end $$;
comment on function public.list_stock is 'A page of a shop''s stock, for its staff.';

-- How many variants of a shop are low on stock, counted up to 100. For staff with `stock.read`. Refuses `forbidden` (403).
create function public.count_low_stock(shop text)
returns int
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = count_low_stock.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'stock.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return cardinality(private.stock_page_by_shortage(v_shop_id,
    (select settings.low_stock_at from public.shop_settings as settings where settings.shop_id = v_shop_id), null, false, 100));
end $$;
comment on function public.count_low_stock is 'How many variants of a shop are low on stock.';

-- One variant's stock and its history for staff with `stock.read`: { shop, low_stock_at (of the shop), stock: private.stock_json,
-- movements: [{ id, at, reason, note, actor_name, number (of the order, for staff with `orders.read`), on_hand_delta, committed_delta,
-- on_hand, committed }] }, newest first, after the movement `from_id`, or from the top. Refuses `forbidden` (403).
create function public.get_stock(variant_id uuid, from_id bigint default null, max_rows int default 31)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_variant public.variants;
begin
  select * into v_variant from public.variants where variants.id = get_stock.variant_id;
  if not coalesce(private.has_permission(v_variant.shop_id, 'stock.read'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return jsonb_build_object(
    'shop', (select shops.slug from public.shops where shops.id = v_variant.shop_id),
    'low_stock_at', (select settings.low_stock_at from public.shop_settings as settings where settings.shop_id = v_variant.shop_id),
    'stock', private.stock_json(v_variant),
    'movements', (
      select coalesce(jsonb_agg(jsonb_build_object('id', page.id, 'at', page.created_at, 'reason', page.reason, 'note', page.note,
        'actor_name', (select nullif(profiles.name, '') from public.profiles where profiles.user_id = page.actor),
        'number', (select orders.number from public.orders where orders.id = page.order_id
          and private.has_permission(v_variant.shop_id, 'orders.read')),
        'on_hand_delta', page.on_hand_delta, 'committed_delta', page.committed_delta,
        'on_hand', page.on_hand, 'committed', page.committed) order by page.id desc), '[]')
      from (
        select * from public.stock_movements as movements
        where movements.shop_id = v_variant.shop_id and movements.variant_id = v_variant.id
          and (get_stock.from_id is null or movements.id < get_stock.from_id)
        order by movements.id desc limit least(get_stock.max_rows, 101)
      ) as page));
end $$;
comment on function public.get_stock is 'One variant''s stock and its history, for its shop''s staff.';

-- Commands

-- A variant's stock, locked with the variant, for a change by staff with `stock.adjust` or by our servers.
-- Refuses `forbidden` (403), `unknown_variant` (404) and `reason_required` (422).
create function private.lock_stock(variant_id uuid, reason text)
returns public.inventory
language plpgsql volatile
set search_path = ''
as $$
declare
  v_variant public.variants;
  v_stock public.inventory;
begin
  -- locked, because an edit of the variant writes to the same log chain
  select * into v_variant from public.variants where variants.id = lock_stock.variant_id for no key update;
  if not private.is_service() and not coalesce(private.has_permission(v_variant.shop_id, 'stock.adjust'), false) then
    perform private.refuse(403, 'forbidden');
  elsif v_variant.id is null or not v_variant.is_tracked then
    perform private.refuse(404, 'unknown_variant', field => 'variant_id');
  elsif length(trim(coalesce(reason, ''))) not between 1 and 200 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  select * into v_stock from public.inventory
  where inventory.variant_id = v_variant.id and inventory.location = 'main' for update;
  return v_stock;
end $$;

-- Sets the units on hand, writes the movement of the difference, and logs why. Refuses `below_committed` (422, details: { committed }).
create function private.set_on_hand(stock public.inventory, on_hand int, movement_reason public.stock_reason, field text, note text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if set_on_hand.on_hand < stock.committed then
    perform private.refuse(422, 'below_committed', jsonb_build_object('committed', stock.committed), field);
  elsif set_on_hand.on_hand <> stock.on_hand then
    perform private.move_stock(stock.shop_id, stock.variant_id, set_on_hand.on_hand - stock.on_hand, 0, movement_reason,
      note => trim(set_on_hand.note));
    perform private.log_activity(stock.shop_id, 'variant', stock.variant_id, 'adjust_stock',
      jsonb_build_object('on_hand', stock.on_hand), jsonb_build_object('on_hand', set_on_hand.on_hand), trim(set_on_hand.note));
  end if;
end $$;

-- Sets the counted quantity of a variant and writes the movement of the difference. Answers the available units. `expected`: the units on
-- hand when the count was entered; if they have changed since, nothing is written. For staff with `stock.adjust` and our servers. Refuses
-- `unknown_variant` (404), `forbidden` (403), `reason_required`, `invalid_quantity`, `below_committed` (422, details: { committed }) and
-- `stock_changed` (409, details: { on_hand }).
create function public.adjust_stock(variant_id uuid, on_hand int, reason text, expected int default null)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_stock public.inventory := private.lock_stock(variant_id, reason);
begin
  if adjust_stock.on_hand is null or adjust_stock.on_hand not between 0 and 1000000 then
    perform private.refuse(422, 'invalid_quantity', field => 'on_hand');
  elsif adjust_stock.expected <> v_stock.on_hand then
    perform private.refuse(409, 'stock_changed', jsonb_build_object('on_hand', v_stock.on_hand), 'on_hand');
  end if;
  perform private.set_on_hand(v_stock, adjust_stock.on_hand, 'count', 'on_hand', adjust_stock.reason);
  return private.available_stock(v_stock.variant_id);
end $$;
comment on function public.adjust_stock is 'Sets the counted quantity of a variant.';

-- Adds units to a variant's stock (received) or takes units away (`quantity` below zero: damaged, lost). Answers the available units. Safe
-- under concurrent orders and changes, because it adds a difference. The same `idempotency_key` again adds nothing. For staff with
-- `stock.adjust` and our servers. Refuses as adjust_stock (`below_committed` if it takes away too many); `idempotency_mismatch` (422) if
-- the key was used for another change.
create function public.add_stock(variant_id uuid, quantity int, reason text, idempotency_key uuid default null)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_stock public.inventory := private.lock_stock(variant_id, reason);
  v_hash bytea := private.sha256(variant_id || ':' || quantity);
begin
  if exists (select from public.idempotency_keys as keys where keys.shop_id = v_stock.shop_id and keys.scope = 'add_stock'
    and keys.key = add_stock.idempotency_key and keys.request_hash = v_hash) then
    return private.available_stock(v_stock.variant_id);
  elsif quantity is null or quantity = 0 or abs(quantity::bigint) > 1000000 or v_stock.on_hand + quantity > 1000000 then
    perform private.refuse(422, 'invalid_quantity', field => 'quantity');
  end if;
  perform private.set_on_hand(v_stock, v_stock.on_hand + quantity,
    (case when quantity > 0 then 'receive' else 'remove' end)::public.stock_reason, 'quantity', reason);
  if idempotency_key is not null then
    insert into public.idempotency_keys (shop_id, scope, key, request_hash)
    values (v_stock.shop_id, 'add_stock', idempotency_key, v_hash)
    on conflict on constraint idempotency_keys_pkey do nothing;
    if not found then
      perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
    end if;
  end if;
  return private.available_stock(v_stock.variant_id);
end $$;
comment on function public.add_stock is 'Adds units to a variant''s stock, or takes units away.';

-- Sets the low-stock level of a variant, in unsold units; null: the level of the shop. For staff with `stock.adjust`.
-- Refuses `unknown_variant` (404), `forbidden` (403) and `invalid_quantity` (422).
create function public.set_low_stock_level(variant_id uuid, level int)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_stock public.inventory := private.lock_stock(variant_id, 'level');
begin
  if level not between 0 and 1000000 then
    perform private.refuse(422, 'invalid_quantity', field => 'level');
  elsif level is distinct from v_stock.low_stock_at then
    update public.inventory set low_stock_at = level
    where inventory.variant_id = v_stock.variant_id and inventory.location = v_stock.location;
    perform private.log_activity(v_stock.shop_id, 'variant', v_stock.variant_id, 'set_low_stock_level',
      jsonb_build_object('low_stock_at', v_stock.low_stock_at), jsonb_build_object('low_stock_at', level));
  end if;
end $$;
comment on function public.set_low_stock_level is 'Sets the low-stock level of a variant.';

grant execute on function public.list_stock(text, text, text, uuid, boolean, int), public.count_low_stock(text),
  public.get_stock(uuid, bigint, int), public.adjust_stock(uuid, int, text, int), public.add_stock(uuid, int, text, uuid),
  public.set_low_stock_level(uuid, int) to authenticated, service_role;
