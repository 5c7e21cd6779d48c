-- Commands of staff on products: save one with its options and variants, copy one, change many at once.

-- Replaces the options of a product by [{ name, choices }]. Refuses `too_many_options` and `duplicate_choice` (422).
create function private.save_options(product public.products, options jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if jsonb_array_length(save_options.options) > 3 then
    perform private.refuse(422, 'too_many_options', field => 'options');
  end if;
  delete from public.product_options as stored
  where stored.product_id = product.id and stored.position > jsonb_array_length(save_options.options);
  insert into public.product_options as stored (shop_id, product_id, position, name, choices)
  select product.shop_id, product.id, given.position, trim(given.option ->> 'name'),
    array(select trim(choice) from jsonb_array_elements_text(given.option -> 'choices') as choice)
  from jsonb_array_elements(save_options.options) with ordinality as given (option, position)
  on conflict (product_id, position) do update set name = excluded.name, choices = excluded.choices
  where (stored.name, stored.choices) is distinct from (excluded.name, excluded.choices);
  if exists (select from public.product_options as stored where stored.product_id = product.id
    and (select count(distinct lower(choice)) from unnest(stored.choices) as choice) < cardinality(stored.choices)) then
    perform private.refuse(422, 'duplicate_choice', field => 'options');
  end if;
end $$;

-- Replaces the variants of a product by those of the list, in its order: updates those with a `variant_id` and adds the others. Those that
-- are missing are deleted if they never had stock, were never sold and are in no cart; otherwise deactivated.
-- Long because it removes, locks, changes and adds in the one order that cannot deadlock.
-- Refuses `unknown_variant` (404), `sku_taken` (409, details: { sku }), `variant_required`, `duplicate_variant`, `options_mismatch` (422).
create function private.save_variants(product public.products, variants jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_given jsonb := variants;
  -- a SKU that is given twice, or that another product has
  v_sku text := (
    select given.sku from (
      select trim(value ->> 'sku') as sku, count(*) as times from jsonb_array_elements(v_given) group by 1) as given
    where given.times > 1 or exists (select from public.variants as others
      where others.shop_id = product.shop_id and others.sku = given.sku and others.product_id <> product.id) limit 1);
begin
  if coalesce(jsonb_array_length(v_given), 0) not between 1 and 1000 then
    perform private.refuse(422, 'variant_required', field => 'variants');
  elsif exists (select from jsonb_array_elements(v_given) as given group by given -> 'options' having count(*) > 1) then
    perform private.refuse(422, 'duplicate_variant', field => 'variants');
  elsif exists (select from jsonb_array_elements(v_given) as given where given ->> 'variant_id' is not null and not exists (
    select from public.variants as stored where stored.product_id = product.id and stored.id = (given ->> 'variant_id')::uuid)) then
    perform private.refuse(404, 'unknown_variant', field => 'variants');
  elsif v_sku is not null then
    perform private.refuse(409, 'sku_taken', jsonb_build_object('sku', v_sku), 'variants');
  end if;
  -- removed variants go first, so that others can take over their choices and SKUs
  delete from public.variants as gone
  where gone.product_id = product.id
    and gone.id not in (select (given ->> 'variant_id')::uuid from jsonb_array_elements(v_given) as given
      where given ->> 'variant_id' is not null)
    and not exists (select from public.cart_items as held where held.shop_id = product.shop_id and held.variant_id = gone.id)
    and not exists (select from public.stock_movements as movements
      where movements.shop_id = product.shop_id and movements.variant_id = gone.id)
    and not exists (select from public.order_items as items where items.shop_id = product.shop_id and items.variant_id = gone.id);
  -- locks the stock of variants whose is_active or is_tracked changes, in the order in which orders lock it
  perform from public.inventory
  where inventory.variant_id in (
    select stored.id from public.variants as stored
    left join jsonb_array_elements(v_given) as given on (given ->> 'variant_id')::uuid = stored.id
    where stored.product_id = product.id and (stored.is_active, stored.is_tracked) is distinct from (
      given is not null and coalesce((given ->> 'is_active')::boolean, true),
      case when given is null then stored.is_tracked else coalesce((given ->> 'is_tracked')::boolean, true) end))
  order by inventory.variant_id, inventory.location for update;
  update public.variants as gone set is_active = false
  where gone.product_id = product.id and gone.is_active
    and gone.id not in (select (given ->> 'variant_id')::uuid from jsonb_array_elements(v_given) as given
      where given ->> 'variant_id' is not null and coalesce((given ->> 'is_active')::boolean, true));
  insert into public.variants as stored (id, shop_id, product_id, sku, barcode, options, price_minor, compare_at_minor, cost_minor,
    weight_grams, tax_class, is_tracked, needs_delivery, allows_backorder, backorder_on, is_active, position)
  select coalesce((given ->> 'variant_id')::uuid, gen_random_uuid()), product.shop_id, product.id, trim(given ->> 'sku'),
    nullif(trim(given ->> 'barcode'), ''),
    array(select trim(choice) from jsonb_array_elements_text(given -> 'options') as choice), (given ->> 'price_minor')::bigint,
    (given ->> 'compare_at_minor')::bigint, (given ->> 'cost_minor')::bigint, (given ->> 'weight_grams')::int,
    coalesce((given ->> 'tax_class')::public.tax_class, 'standard'), coalesce((given ->> 'is_tracked')::boolean, true),
    coalesce((given ->> 'needs_delivery')::boolean, true), coalesce((given ->> 'allows_backorder')::boolean, false),
    (given ->> 'backorder_on')::date,
    coalesce((given ->> 'is_active')::boolean, true), list.position
  from jsonb_array_elements(v_given) with ordinality as list (given, position)
  on conflict (id) do update set sku = excluded.sku, barcode = excluded.barcode, options = excluded.options,
    price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor, cost_minor = excluded.cost_minor,
    weight_grams = excluded.weight_grams, tax_class = excluded.tax_class, is_tracked = excluded.is_tracked,
    needs_delivery = excluded.needs_delivery, allows_backorder = excluded.allows_backorder, backorder_on = excluded.backorder_on,
    is_active = excluded.is_active, position = excluded.position;
  if exists (select from public.variants as stored where stored.product_id = product.id and stored.is_active
    and not private.fits_options(stored)) then
    perform private.refuse(422, 'options_mismatch', field => 'variants');
  end if;
end $$;

-- Saves the given columns, tags and related products of a product; what is absent is unchanged. Malformed values raise errors that
-- save_product turns into a refusal. Refuses `slug_taken` (409), `category_not_found`, `product_not_found` (404) and `too_many_related`
-- (422).
create function private.save_facts(product public.products, facts jsonb)
returns public.products
language plpgsql volatile
set search_path = ''
as $$
declare
  v_product public.products := jsonb_populate_record(product,
    facts - array['id', 'shop_id', 'version', 'position', 'created_at', 'updated_at', 'archived_at']);
begin
  v_product.name := trim(v_product.name);
  v_product.slug := private.slug_of(coalesce(nullif(trim(v_product.slug), ''), v_product.name));
  if facts ->> 'slug' is null and product.slug is null then
    v_product.slug := private.free_slug('public.products', v_product.shop_id, v_product.slug);
  elsif exists (select from public.products where products.shop_id = v_product.shop_id and products.slug = v_product.slug
    and products.id <> v_product.id) then
    perform private.refuse(409, 'slug_taken', field => 'slug');
  end if;
  if v_product.category_id is not null and not exists (select from public.categories
    where categories.shop_id = v_product.shop_id and categories.id = v_product.category_id) then
    perform private.refuse(404, 'category_not_found', field => 'category_id');
  end if;
  if product.slug is null then
    insert into public.products select v_product.* returning * into v_product;
  else
    -- not `on conflict`, which would lock the row against new references to it even if the slug stays
    update public.products set name = v_product.name, slug = v_product.slug, summary = v_product.summary,
      description = v_product.description, details = v_product.details, category_id = v_product.category_id,
      condition = v_product.condition, seo_title = v_product.seo_title, seo_description = v_product.seo_description,
      is_featured = v_product.is_featured, published_at = v_product.published_at, version = products.version + 1, updated_at = now()
    where products.id = v_product.id returning * into v_product;
  end if;
  if facts ? 'tags' then
    delete from public.product_tags as stored where stored.product_id = v_product.id
      and stored.tag not in (select trim(given.tag) from jsonb_array_elements_text(facts -> 'tags') as given (tag));
    insert into public.product_tags (shop_id, product_id, tag)
    select distinct v_product.shop_id, v_product.id, trim(tag) from jsonb_array_elements_text(facts -> 'tags') as tag
    on conflict do nothing;
  end if;
  if facts ? 'related' then
    perform private.save_related(v_product,
      array(select (given ->> 'product_id')::uuid from jsonb_array_elements(facts -> 'related') as given));
  end if;
  return v_product;
end $$;

-- A product that is not stored yet, with its default values. It comes after the shop's others, so that an import keeps the file's order.
create function private.new_product(shop_id uuid)
returns public.products
language plpgsql volatile
set search_path = ''
as $$
begin
  return jsonb_populate_record(null::public.products, jsonb_build_object('id', gen_random_uuid(), 'shop_id', new_product.shop_id,
    'summary', '', 'description', '', 'details', '[]'::jsonb, 'condition', 'new', 'seo_title', '', 'seo_description', '',
    'is_featured', false, 'version', 1, 'created_at', now(), 'updated_at', now(),
    'position', (select coalesce(max(products.position) + 1, 0) from public.products where products.shop_id = new_product.shop_id)));
end $$;

-- Saves a product from the editor, or creates one: { product_id (null: a new one), shop (of a new one), version (that the page read),
-- name, slug (null: derived from the name), summary, description, details, category_id, condition, tags, seo_title, seo_description,
-- is_featured, published_at, related: [{ product_id }], options: [{ name, choices }], variants: [{ variant_id (null: a new one), options,
-- sku, barcode, price_minor, compare_at_minor, cost_minor, weight_grams, tax_class, is_tracked, needs_delivery, allows_backorder,
-- backorder_on (a date), is_active, on_hand (of a new one) }], fields (private.save_fields; absent: unchanged), images: [{ image_id (null:
-- a new one), media_id, variant_id, choice }] (absent: unchanged) }; amounts in minor units of the shop's currency. All or nothing. Answers
-- { product_id, slug, version }. For staff with `catalog.write`; the stock of new variants for those with `stock.adjust`. Refuses
-- `forbidden` (403), `product_changed` (409: a colleague has saved it meanwhile), `slug_taken`, `sku_taken` (409), `category_not_found`,
-- `product_not_found`, `unknown_field`, `unknown_variant`, `unknown_media` (404), `too_many_options`, `too_many_images`,
-- `too_many_related`, `duplicate_choice`, `too_many_fields`, `duplicate_field`, `variant_required`, `duplicate_variant`,
-- `options_mismatch` and `invalid_product` (422), which names the field that violates a constraint.
-- Long because each kind of constraint has its own refusal.
create function public.save_product(product jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = product ->> 'shop');
  v_product public.products;
  v_new record;
  v_constraint text;
  v_column text;
begin
  if product ->> 'product_id' is not null then
    select * into v_product from public.products where products.id = (product ->> 'product_id')::uuid for no key update;
    v_shop_id := v_product.shop_id;
  end if;
  if not coalesce(private.has_permission(v_shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  elsif v_product.id is not null and v_product.version is distinct from (product ->> 'version')::int then
    perform private.refuse(409, 'product_changed');
  elsif v_product.id is null then
    v_product := private.new_product(v_shop_id);
  end if;
  perform private.hold_media(v_product, coalesce(product -> 'images', '[]'));
  -- variants next, in the order in which other edits lock them
  perform from public.variants where variants.product_id = v_product.id order by variants.id for no key update;
  v_product := private.save_facts(v_product, product - array['product_id', 'shop']);
  perform private.save_options(v_product, coalesce(product -> 'options', '[]'));
  perform private.save_variants(v_product, product -> 'variants');
  if product ? 'fields' then
    perform private.save_fields(v_product, product -> 'fields');
  end if;
  if product ? 'images' then
    perform private.save_images(v_product, product -> 'images');
  end if;
  for v_new in
    select variants.id, (given ->> 'on_hand')::int as on_hand from jsonb_array_elements(product -> 'variants') as given
    join public.variants on variants.shop_id = v_shop_id and variants.sku = trim(given ->> 'sku')
    where given ->> 'variant_id' is null and (given ->> 'on_hand')::int > 0
  loop
    perform public.adjust_stock(v_new.id, v_new.on_hand, 'Opening stock');
  end loop;
  return jsonb_build_object('product_id', v_product.id, 'slug', v_product.slug, 'version', v_product.version);
exception
  when exclusion_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'variants_sku_key' then
      perform private.refuse(409, 'sku_taken', field => 'variants');
    end if;
    perform private.refuse(422, 'duplicate_variant', field => 'variants');
  when unique_violation then
    perform private.refuse(409, 'slug_taken', field => 'slug');
  when check_violation or not_null_violation then
    get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
    perform private.refuse(422, 'invalid_product',
      field => coalesce(nullif(v_column, ''),
        regexp_replace(v_constraint, '^(products|variants|product_options|product_tags|product_fields)_(.*)_check\d*$', '\2')));
  when invalid_text_representation or numeric_value_out_of_range or invalid_datetime_format or datetime_field_overflow
    or invalid_parameter_value or cardinality_violation or foreign_key_violation then
    perform private.refuse(422, 'invalid_product');
end $$;
comment on function public.save_product is 'Saves a product with its options and variants, or creates one.';

-- Copies a product with its options, questions, tags, related products, active variants and pictures, as a draft without stock, whose name,
-- slug and SKUs say that it is a copy. Answers { product_id }. For staff with `catalog.write`. Refuses `forbidden` (403) and `sku_taken`
-- (409).
create function public.clone_product(product_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_product public.products;
  v_copy public.products;
  v_mark text;
begin
  select * into v_product from public.products where products.id = clone_product.product_id for share;
  if not coalesce(private.has_permission(v_product.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  v_copy := v_product;
  v_copy.id := gen_random_uuid();
  v_copy.name := left(v_product.name, 112) || ' (copy)';
  v_copy.slug := private.free_slug('public.products', v_product.shop_id, rtrim(left(v_product.slug, 70), '-') || '-copy');
  v_copy.published_at := null;
  v_copy.archived_at := null;
  v_copy.is_featured := false;
  v_copy.version := 1;
  v_copy.created_at := now();
  v_copy.updated_at := now();
  -- no product has the new slug, so SKUs with its suffix are most likely free, too
  v_mark := substr(v_copy.slug, length(rtrim(left(v_product.slug, 70), '-')) + 1);
  insert into public.products select v_copy.*;
  insert into public.product_options (shop_id, product_id, position, name, choices)
  select options.shop_id, v_copy.id, options.position, options.name, options.choices
  from public.product_options as options where options.product_id = v_product.id;
  insert into public.product_fields (shop_id, product_id, position, kind, label, help, is_required, max_length, min_value, max_value,
    choices)
  select fields.shop_id, v_copy.id, fields.position, fields.kind, fields.label, fields.help, fields.is_required, fields.max_length,
    fields.min_value, fields.max_value, fields.choices
  from public.product_fields as fields where fields.product_id = v_product.id;
  insert into public.product_tags (shop_id, product_id, tag)
  select tags.shop_id, v_copy.id, tags.tag from public.product_tags as tags where tags.product_id = v_product.id;
  insert into public.related_products (shop_id, product_id, related_id, position)
  select related.shop_id, v_copy.id, related.related_id, related.position
  from public.related_products as related where related.product_id = v_product.id;
  insert into public.variants (shop_id, product_id, sku, options, price_minor, compare_at_minor, cost_minor, weight_grams, tax_class,
    is_tracked, needs_delivery, allows_backorder, backorder_on, position)
  select variants.shop_id, v_copy.id, left(variants.sku, 48) || v_mark, variants.options, variants.price_minor,
    variants.compare_at_minor, variants.cost_minor, variants.weight_grams, variants.tax_class, variants.is_tracked,
    variants.needs_delivery, variants.allows_backorder, variants.backorder_on, variants.position
  from public.variants where variants.shop_id = v_product.shop_id and variants.product_id = v_product.id and variants.is_active;
  insert into public.product_images (shop_id, product_id, media_id, choice, variant_id, src, alt, width, height, position)
  select images.shop_id, v_copy.id, images.media_id, images.choice, (
      select copies.id from public.variants as copies join public.variants as sources on sources.options = copies.options
      where copies.product_id = v_copy.id and sources.id = images.variant_id),
    images.src, images.alt, images.width, images.height, images.position
  from public.product_images as images where images.shop_id = v_product.shop_id and images.product_id = v_product.id;
  return jsonb_build_object('product_id', v_copy.id);
exception
  -- another product has one of these SKUs, such as an earlier copy whose slug was changed
  when unique_violation or exclusion_violation then
    perform private.refuse(409, 'sku_taken', field => 'variants');
    return null;
end $$;
comment on function public.clone_product is 'Copies a product as a draft.';

-- Changes many products of a shop at once, a thousand at most; `change` is one of { published_at }, { archived: true or false },
-- { category_id }, { add_tag }, { remove_tag }, { add_to_collection: the id of one without a rule }, { price_percent: from -90 to 500, of
-- all their active variants, rounded to `round_to_minor`; a price that this would make zero or move the other way is unchanged }. All or
-- nothing. Answers how many products it changed, or for prices, how many variants. For staff with `catalog.write`. Refuses `forbidden`
-- (403), `product_not_found` (404; one of them is not the shop's), `category_not_found`, `collection_not_found` (404), `collection_full`
-- (409) and `invalid_product` (422, naming the part of the change).
-- Long because it is one branch for each kind of change.
create function public.update_products(shop text, product_ids uuid[], change jsonb)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = update_products.shop);
  v_kind text;
  v_percent numeric;
  v_step bigint;
  v_changed int;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  elsif coalesce(cardinality(product_ids), 0) not between 1 and 1000 then
    perform private.refuse(422, 'invalid_product', field => 'product_ids');
  end if;
  v_kind := (select string_agg(key, ',' order by key) from jsonb_object_keys(change) as key);
  -- in a fixed order, so that two changes cannot deadlock
  perform from public.products where products.shop_id = v_shop_id and products.id = any (product_ids)
  order by products.id for no key update;
  if (select count(distinct id) from unnest(product_ids) as id)
    <> (select count(*) from public.products where products.shop_id = v_shop_id and products.id = any (product_ids)) then
    perform private.refuse(404, 'product_not_found', field => 'product_ids');
  end if;
  if v_kind = 'published_at' then
    update public.products set published_at = (change ->> 'published_at')::timestamptz
    where products.id = any (product_ids) and products.published_at is distinct from (change ->> 'published_at')::timestamptz
      -- a published product keeps the time of its publication
      and not coalesce(products.published_at <= now() and (change ->> 'published_at')::timestamptz <= now(), false);
  elsif v_kind = 'archived' then
    update public.products set archived_at = case when (change ->> 'archived')::boolean then now() end
    where products.id = any (product_ids) and (products.archived_at is not null) <> (change ->> 'archived')::boolean;
  elsif v_kind = 'category_id' then
    if change ->> 'category_id' is not null and not exists (select from public.categories
      where categories.shop_id = v_shop_id and categories.id = (change ->> 'category_id')::uuid) then
      perform private.refuse(404, 'category_not_found', field => 'category_id');
    end if;
    update public.products set category_id = (change ->> 'category_id')::uuid
    where products.id = any (product_ids) and products.category_id is distinct from (change ->> 'category_id')::uuid;
  elsif v_kind = 'add_tag' then
    insert into public.product_tags (shop_id, product_id, tag)
    select v_shop_id, id, trim(change ->> 'add_tag') from unnest(product_ids) as id on conflict do nothing;
  elsif v_kind = 'remove_tag' then
    delete from public.product_tags as tags where tags.product_id = any (product_ids) and tags.tag = trim(change ->> 'remove_tag');
  elsif v_kind = 'add_to_collection' then
    -- changes the collection, and no product
    return private.add_to_collection(v_shop_id, (change ->> 'add_to_collection')::uuid, product_ids);
  elsif v_kind in ('price_percent', 'price_percent,round_to_minor') then
    v_percent := (change ->> 'price_percent')::numeric;
    v_step := greatest(coalesce((change ->> 'round_to_minor')::bigint, 1), 1);
    if v_percent is null or v_percent not between -90 and 500 or v_percent = 0 then
      perform private.refuse(422, 'invalid_product', field => 'price_percent');
    end if;
    update public.variants
    set price_minor = priced.minor,
      -- a former price is kept only while it is higher
      compare_at_minor = case when variants.compare_at_minor > priced.minor then variants.compare_at_minor end
    from (select each.id, round(each.price_minor * (100 + v_percent) / 100 / v_step)::bigint * v_step as minor
      from public.variants as each where each.shop_id = v_shop_id and each.product_id = any (product_ids)) as priced
    where priced.id = variants.id and variants.is_active
      -- rounding must not make a price zero, or a discount an increase
      and priced.minor > 0 and sign(priced.minor - variants.price_minor) = sign(v_percent);
  else
    perform private.refuse(422, 'invalid_product', field => 'change');
  end if;
  get diagnostics v_changed = row_count;
  update public.products set version = products.version + 1, updated_at = now() where products.id = any (product_ids);
  return v_changed;
exception
  when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range
    or invalid_datetime_format or datetime_field_overflow or invalid_parameter_value then
    perform private.refuse(422, 'invalid_product', field => 'change');
end $$;
comment on function public.update_products is 'Changes many products of a shop at once.';

grant execute on function public.save_product(jsonb), public.clone_product(uuid), public.update_products(text, uuid[], jsonb)
  to authenticated, service_role;
