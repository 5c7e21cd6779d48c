-- The lists of products that shoppers see, page by page: all products of a shop, a category's, a collection's and the featured ones.

-- A page of a list: the ids of its products in their order, and the number of products in the whole list. Finds them in indexes alone, so
-- that each page costs as much as the first. Null for `category_ids` and `collection_id`: all products.
create function private.find_listed(
  shop_id uuid, category_ids uuid[], collection_id uuid, only_featured boolean, first bigint, max_rows int
)
returns table (product_id uuid, place bigint, total bigint)
language plpgsql stable
set search_path = ''
as $$
begin
  if collection_id is not null then
    return query
    -- all products of the shop from an index, because finding each by its id would read three blocks
    with others as materialized (
      select products.id, products.published_at, products.archived_at from public.products where products.shop_id = find_listed.shop_id
    )
    select others.id, row_number() over (order by members.position, members.product_id), count(*) over ()
    from public.collection_products as members join others on others.id = members.product_id
    where members.collection_id = find_listed.collection_id and private.is_listed(others.published_at, others.archived_at)
    order by 2 offset first limit max_rows;
  elsif category_ids is not null then
    return query
    select products.id, row_number() over (order by products.position, products.id), count(*) over ()
    from public.products
    where products.shop_id = find_listed.shop_id and products.category_id = any (find_listed.category_ids)
      and private.is_listed(products.published_at, products.archived_at)
    order by 2 offset first limit max_rows;
  elsif only_featured then
    return query
    select products.id, row_number() over (order by products.position, products.id), count(*) over ()
    from public.products
    where products.shop_id = find_listed.shop_id and products.is_featured
      and private.is_listed(products.published_at, products.archived_at)
    order by 2 offset first limit max_rows;
  else
    return query
    select products.id, row_number() over (order by products.position, products.id), count(*) over ()
    from public.products
    where products.shop_id = find_listed.shop_id and private.is_listed(products.published_at, products.archived_at)
    order by 2 offset first limit max_rows;
  end if;
end $$;

-- A product as lists show it: { id, slug, name, summary, condition, variants: [{ id, price_minor, compare_at_minor }],
-- product_images: the first one, [{ src, alt, width, height, focal_x, focal_y, placeholder }] }. The caller checks that it is listed.
create function private.product_card(product_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'id', products.id, 'slug', products.slug, 'name', products.name, 'summary', products.summary, 'condition', products.condition,
      'variants', (
        select coalesce(jsonb_agg(jsonb_build_object('id', variants.id, 'price_minor', variants.price_minor,
          'compare_at_minor', variants.compare_at_minor) order by variants.position, variants.id), '[]')
        from public.variants
        where variants.product_id = products.id and variants.shop_id = products.shop_id and variants.is_active),
      'product_images', (
        select coalesce(jsonb_agg(jsonb_build_object('src', images.src, 'alt', images.alt, 'width', images.width, 'height', images.height,
          'focal_x', images.focal_x, 'focal_y', images.focal_y, 'placeholder', images.placeholder)), '[]')
        from (
          select first.* from public.product_images as first
          where first.product_id = products.id and first.shop_id = products.shop_id order by first.position, first.id limit 1
        ) as images))
    from public.products where products.id = product_card.product_id
  );
end $$;

-- A page of a list of a published shop, of 24 products: { total, pages, products: as private.product_card returns them }. `category` and
-- `collection` are slugs: a category's list has the products of those below it, too. A page beyond the last one, and a list that does not
-- exist or is not public, have no products.
create function public.list_product_cards(
  shop text, category text default null, collection text default null, only_featured boolean default false, page int default 1
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_size constant int := 24;
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = shop and shops.published_at is not null);
  v_category_id uuid := (select categories.id from public.categories where categories.shop_id = v_shop_id and categories.slug = category);
  v_collection_id uuid := (select collections.id from public.collections
    where collections.shop_id = v_shop_id and collections.slug = collection and private.is_shown(collections));
  v_branch uuid[] := case when v_category_id is not null then private.branch_of(v_category_id) end;
begin
  if v_shop_id is null or page < 1 or (category is not null and v_category_id is null)
    or (collection is not null and v_collection_id is null) then
    return jsonb_build_object('total', 0, 'pages', 0, 'products', '[]'::jsonb);
  end if;
  return (
    select jsonb_build_object(
      'total', coalesce(max(found.total), 0), 'pages', ceil(coalesce(max(found.total), 0) / v_size::numeric),
      'products', coalesce(jsonb_agg(private.product_card(found.product_id) order by found.place), '[]'))
    from private.find_listed(v_shop_id, v_branch, v_collection_id, only_featured, (page - 1) * v_size::bigint, v_size) as found
  );
end $$;
comment on function public.list_product_cards is 'A page of a list of products, as shoppers see it.';

grant execute on function public.list_product_cards(text, text, text, boolean, int) to anon, authenticated, service_role;
