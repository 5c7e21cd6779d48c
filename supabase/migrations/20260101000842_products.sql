-- Products for staff: the list with its filters and counts, and what the product editor reads.

create type public.product_status as enum ('draft', 'scheduled', 'published', 'archived');

create function private.product_status(product public.products)
returns public.product_status
language plpgsql stable
set search_path = ''
as $$
begin
  return case
    when product.archived_at is not null then 'archived'
    when product.published_at is null then 'draft'
    when product.published_at > now() then 'scheduled'
    else 'published' end;
end $$;

create function private.tags_of(product_id uuid)
returns text[]
language plpgsql stable
set search_path = ''
as $$
begin
  return array(select tags.tag from public.product_tags as tags where tags.product_id = tags_of.product_id order by tags.tag);
end $$;

-- The slug of a name, such as 'shea-butter-250-ml'.
create function private.slug_of(name text)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return coalesce(nullif(trim(both '-' from left(regexp_replace(private.search_text(name), '[^a-z0-9]+', '-', 'g'), 80)), ''), 'product');
end $$;

-- The slug, or if a row of `pages` (products, categories or collections) of the shop already has it, the slug with a number appended. Other
-- transactions wait here until this one ends, so that two people who add the same name at once get different slugs.
create function private.free_slug(pages regclass, shop_id uuid, slug text)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_slug text := slug;
  v_number int := 1;
  v_is_taken boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended(format('%s:%s:slugs', shop_id, pages), 0));
  loop
    execute format('select exists (select from %s as pages where pages.shop_id = $1 and pages.slug = $2)', pages)
    into v_is_taken using shop_id, v_slug;
    if not v_is_taken then
      return v_slug;
    end if;
    v_number := v_number + 1;
    v_slug := rtrim(left(slug, 75), '-') || '-' || v_number;
  end loop;
end $$;

-- A row of the list: { product_id, name, slug, status, published_at, condition, category (its name), tags, image, variant_count,
-- price_minor and highest_minor (of its active variants), available (null if one of them is untracked), updated_at, version }.
create function private.product_row(product public.products)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'product_id', product.id, 'name', product.name, 'slug', product.slug, 'status', private.product_status(product),
      'published_at', product.published_at, 'condition', product.condition, 'tags', private.tags_of(product.id),
      'category', (select categories.name from public.categories where categories.id = product.category_id),
      'image', private.variant_image(null, product.id),
      'variant_count', count(*), 'price_minor', min(variants.price_minor), 'highest_minor', max(variants.price_minor),
      'available', case when bool_and(variants.is_tracked) then sum(private.available_stock(variants.id)) end,
      'updated_at', product.updated_at, 'version', product.version)
    from public.variants
    where variants.shop_id = product.shop_id and variants.product_id = product.id and variants.is_active
  );
end $$;

-- The products that a list asks for, as a condition on `products` in which $1 is the shop, $2 the category with those below it, and $3
-- the tag. `status` null: all but the archived. The matches of a search are collected first: reading all products in order until a page is
-- full could read every one of them.
create function private.product_condition(status public.product_status, category_id uuid, tag text, search text)
returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_found text := private.product_search_condition(search);
begin
  return concat_ws(' and ', 'shop_id = $1',
    case status when 'archived' then 'archived_at is not null'
      when 'draft' then 'archived_at is null and published_at is null'
      when 'scheduled' then 'archived_at is null and published_at > now()'
      when 'published' then 'archived_at is null and published_at <= now()'
      else 'archived_at is null' end,
    case when category_id is not null then 'category_id = any ($2)' end,
    case when tag is not null then
      'id in (select tags.product_id from public.product_tags as tags where tags.shop_id = $1 and tags.tag = $3)' end,
    'id in (with found as materialized (select product_id from private.product_search as found where found.shop_id = $1 and '
      || v_found || ') select product_id from found)');
end $$;

-- A page of a shop's products for staff with `catalog.write`: { currency, counts: { all, published, scheduled, draft, archived }, rows:
-- [private.product_row] }. `status`: only those; null: all but the archived. `category_id` (with those below it), `tag`, `search`: only
-- what matches. `sort` is · name · updated (the latest first). After the product `from_id`, or from the top; `upwards`: those before it, in
-- reverse order. Refuses `forbidden` (403), `unknown_stage` (422).
create function public.list_products(
  shop text, status public.product_status default null, category_id uuid default null, tag text default null, search text default null,
  sort text default 'name', from_id uuid default null, upwards boolean default false, max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop public.shops;
  v_from public.products;
  v_is_ascending boolean := (sort = 'name') <> upwards;
  v_key text := case when sort = 'updated' then 'updated_at' else 'name' end;
  v_rows jsonb;
begin
  select * into v_shop from public.shops where shops.slug = list_products.shop;
  if v_shop.id is null or not private.has_permission(v_shop.id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  elsif sort is null or sort not in ('name', 'updated') then
    perform private.refuse(422, 'unknown_stage', field => 'sort');
  end if;
  select * into v_from from public.products where products.shop_id = v_shop.id and products.id = from_id;
  execute format($page$
    select coalesce(jsonb_agg(private.product_row(page.product) order by page.position), '[]')
    from (
      select products as product, row_number() over (order by %1$s %2$s, id %2$s) as position from public.products
      where %3$s and %4$s
      order by %1$s %2$s, id %2$s limit $4) as page $page$,
    v_key, case when v_is_ascending then '' else 'desc' end, private.product_condition(status, category_id, tag, search),
    case when v_from.id is null then 'true'
      else format('(%1$s, id) %2$s ($5.%1$s, $5.id)', v_key, case when v_is_ascending then '>' else '<' end) end)
  into v_rows using v_shop.id, private.branch_of(category_id), tag, least(max_rows, 101), v_from;
  return jsonb_build_object('currency', v_shop.currency, 'rows', v_rows, 'counts', (
    select jsonb_build_object(
      'all', count(*) filter (where archived_at is null),
      'published', count(*) filter (where archived_at is null and published_at <= now()),
      'scheduled', count(*) filter (where archived_at is null and published_at > now()),
      'draft', count(*) filter (where archived_at is null and published_at is null),
      'archived', count(*) filter (where archived_at is not null))
    from public.products where products.shop_id = v_shop.id));
end $$;
comment on function public.list_products is 'A page of a shop''s products with the counts of its filters, for its staff.';

-- The ids of all products that list_products would find, in no particular order, for staff with `catalog.write` who change them all at
-- once. Refuses `forbidden` (403) and `too_many_products` (422: more than update_products takes, 1,000).
create function public.list_product_ids(
  shop text, status public.product_status default null, category_id uuid default null, tag text default null, search text default null
)
returns uuid[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_product_ids.shop);
  v_ids uuid[];
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  execute format('select array(select id from public.products where %s limit 1001)',
    private.product_condition(status, category_id, tag, search))
  into v_ids using v_shop_id, private.branch_of(category_id), tag;
  if cardinality(v_ids) > 1000 then
    perform private.refuse(422, 'too_many_products');
  end if;
  return v_ids;
end $$;
comment on function public.list_product_ids is 'The ids of all products that a list finds, for its shop''s staff.';

-- A product as its editor reads it, for staff with `catalog.write`: { product_id, shop, currency, version, status, name, slug, summary,
-- description, details, category_id, condition, tags, seo_title, seo_description, is_featured, published_at, archived_at, related: [{
-- product_id, name, image }], options: [{ name, choices }], variants: [{ variant_id, options, sku, barcode, price_minor, compare_at_minor,
-- cost_minor, weight_grams, tax_class, is_tracked, needs_delivery, allows_backorder, backorder_on, is_active, on_hand, committed, available
-- }], images: [{ image_id, media_id, variant_id, choice, src, alt (empty: to be written), width, height }], fields: private.fields_of }.
-- Refuses `forbidden` (403).
create function public.get_product(product_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_product public.products;
begin
  select * into v_product from public.products where products.id = get_product.product_id;
  if not coalesce(private.has_permission(v_product.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return to_jsonb(v_product) - array['id', 'shop_id', 'position', 'created_at'] || (
    select jsonb_build_object('product_id', v_product.id, 'shop', shops.slug, 'currency', shops.currency,
      'status', private.product_status(v_product), 'tags', private.tags_of(v_product.id),
      'related', private.related_to(v_product), 'fields', private.fields_of(v_product.id),
      'options', (
        select coalesce(jsonb_agg(jsonb_build_object('name', options.name, 'choices', options.choices) order by options.position), '[]')
        from public.product_options as options where options.product_id = v_product.id),
      'variants', (
        select coalesce(jsonb_agg(jsonb_build_object('variant_id', variants.id, 'options', variants.options, 'sku', variants.sku,
          'barcode', variants.barcode, 'price_minor', variants.price_minor, 'compare_at_minor', variants.compare_at_minor,
          'cost_minor', variants.cost_minor, 'weight_grams', variants.weight_grams, 'tax_class', variants.tax_class,
          'is_tracked', variants.is_tracked,
          'needs_delivery', variants.needs_delivery, 'allows_backorder', variants.allows_backorder,
          'backorder_on', variants.backorder_on, 'is_active', variants.is_active, 'on_hand', coalesce(stock.on_hand, 0),
          'committed', coalesce(stock.committed, 0), 'available', private.available_stock(variants.id))
          order by variants.position, variants.id), '[]')
        from public.variants left join public.inventory as stock on stock.variant_id = variants.id and stock.location = 'main'
        where variants.shop_id = v_product.shop_id and variants.product_id = v_product.id),
      'images', (
        select coalesce(jsonb_agg(jsonb_build_object('image_id', images.id, 'media_id', images.media_id, 'variant_id', images.variant_id,
          'choice', images.choice, 'src', images.src, 'alt', coalesce(media.alt, images.alt), 'width', images.width,
          'height', images.height) order by images.position, images.id), '[]')
        from public.product_images as images
        left join public.media on media.shop_id = images.shop_id and media.id = images.media_id
        where images.shop_id = v_product.shop_id and images.product_id = v_product.id))
    from public.shops where shops.id = v_product.shop_id);
end $$;
comment on function public.get_product is 'A product as its editor reads it, for its shop''s staff.';

-- What a shop's products are sorted into, for staff with `catalog.write`: { categories: [{ id, name, depth }], in tree order, collections:
-- [{ id, name }], those without a rule, tags: [those in use, 500 at most] }. Refuses `forbidden` (403).
create function public.list_product_groups(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_product_groups.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  return jsonb_build_object(
    'categories', (select coalesce(jsonb_agg(jsonb_build_object('id', (tree.category).id, 'name', (tree.category).name,
      'depth', tree.depth) order by tree.place), '[]') from private.category_tree(v_shop_id) as tree),
    'collections', (select coalesce(jsonb_agg(jsonb_build_object('id', collections.id, 'name', collections.name)
      order by collections.name, collections.id), '[]')
      from public.collections where collections.shop_id = v_shop_id and collections.rule is null),
    'tags', (
      -- jumps from one tag to the next by the index, as a tag may be on every product
      with recursive used as (
        (select tags.tag from public.product_tags as tags where tags.shop_id = v_shop_id order by tags.tag limit 1)
        union all
        select (select tags.tag from public.product_tags as tags where tags.shop_id = v_shop_id and tags.tag > used.tag
          order by tags.tag limit 1)
        from used where used.tag is not null
      )
      select coalesce(jsonb_agg(used.tag), '[]') from (select * from used where used.tag is not null limit 500) as used));
end $$;
comment on function public.list_product_groups is 'The categories, collections and tags of a shop, for its staff.';

grant execute on function
  public.list_products(text, public.product_status, uuid, text, text, text, uuid, boolean, int), public.get_product(uuid),
  public.list_product_ids(text, public.product_status, uuid, text, text), public.list_product_groups(text)
  to authenticated, service_role;
