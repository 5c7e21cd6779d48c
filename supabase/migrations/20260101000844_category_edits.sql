-- Commands of staff on categories: save one, move it in the tree, delete it.

-- A shop's categories in tree order, for staff with `catalog.write`: [{ category_id, parent_id, depth, name, slug, description,
-- image_src, image_alt, version, product_count (of itself), branch_count (with those below it) }]; archived products do not count.
-- Refuses `forbidden` (403).
create function public.list_categories(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_categories.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    with counted as materialized (
      select products.category_id, count(*) as products from public.products
      where products.shop_id = v_shop_id and products.category_id is not null and products.archived_at is null group by 1
    ), tree as materialized (
      select (listed.category).*, listed.depth, listed.place, coalesce(counted.products, 0) as products
      from private.category_tree(v_shop_id) as listed left join counted on counted.category_id = (listed.category).id
    ), branches as (
      -- a category's products count for itself and for the two levels above it
      select above.id, sum(tree.products) as products
      from tree left join tree as parents on parents.id = tree.parent_id,
        lateral (select distinct id from unnest(array[tree.id, tree.parent_id, parents.parent_id]) as id where id is not null) as above
      group by above.id
    )
    select coalesce(jsonb_agg(jsonb_build_object('category_id', tree.id, 'parent_id', tree.parent_id, 'depth', tree.depth,
      'name', tree.name, 'slug', tree.slug, 'description', tree.description, 'image_src', tree.image_src, 'image_alt', tree.image_alt,
      'version', tree.version, 'product_count', tree.products, 'branch_count', branches.products) order by tree.place), '[]')
    from tree join branches on branches.id = tree.id);
end $$;
comment on function public.list_categories is 'The tree of a shop''s categories, for its staff.';

-- Renumbers the categories below a parent of a shop, with `category_id` at `place` (from 0; null: at the end).
create function private.number_siblings(shop_id uuid, parent_id uuid, category_id uuid, place int)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.categories as moved set position = numbered.number - 1
  from (
    select listed.id, row_number() over (order by listed.rank, listed.is_moved desc) as number
    from (
      select siblings.id, siblings.id = number_siblings.category_id as is_moved,
        case when siblings.id = number_siblings.category_id then greatest(coalesce(place, 1000000), 0)
          else row_number() over (partition by siblings.id = number_siblings.category_id order by siblings.position, siblings.id) - 1
          end as rank
      from public.categories as siblings
      where siblings.shop_id = number_siblings.shop_id and siblings.parent_id is not distinct from number_siblings.parent_id) as listed
  ) as numbered
  where numbered.id = moved.id and moved.position <> numbered.number - 1;
end $$;

-- Saves a category, or adds one at the end of its level: { category_id (null: a new one), shop (of a new one), version (that the page
-- read), parent_id (of a new one), name, slug (null: unchanged, or derived from the name of a new one), description, image_src, image_alt
-- }. Answers { category_id, slug, version }. For staff with `catalog.write`. Refuses `forbidden` (403), `category_changed` (409: a
-- colleague has saved or moved it meanwhile), `slug_taken`, `category_too_deep` (409), `category_not_found` (404; the parent),
-- `unknown_media` (404; a new picture) and `invalid_category` (422, naming the field).
-- Long because each kind of constraint has its own refusal.
create function public.save_category(category jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = category ->> 'shop');
  v_old public.categories;
  v_new public.categories;
  v_constraint text;
  v_column text;
begin
  if category ->> 'category_id' is not null then
    select * into v_old from public.categories where categories.id = (category ->> 'category_id')::uuid for no key update;
    v_shop_id := v_old.shop_id;
  end if;
  if not coalesce(private.has_permission(v_shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  elsif v_old.id is not null and v_old.version is distinct from (category ->> 'version')::int then
    perform private.refuse(409, 'category_changed');
  elsif v_old.id is null then
    -- before its place is chosen
    perform private.lock_categories(v_shop_id);
  end if;
  v_new := v_old;
  v_new.shop_id := v_shop_id;
  v_new.name := trim(category ->> 'name');
  v_new.slug := coalesce(nullif(trim(category ->> 'slug'), ''), v_old.slug,
    private.free_slug('public.categories', v_shop_id, private.slug_of(v_new.name)));
  v_new.description := coalesce(trim(category ->> 'description'), '');
  v_new.image_src := nullif(trim(category ->> 'image_src'), '');
  perform private.hold_picture(v_shop_id, v_new.image_src) where v_new.image_src <> coalesce(v_old.image_src, '');
  v_new.image_alt := case when v_new.image_src is not null then nullif(trim(category ->> 'image_alt'), '') end;
  if v_old.id is null then
    v_new.id := gen_random_uuid();
    v_new.version := 1;
    v_new.parent_id := (category ->> 'parent_id')::uuid;
    v_new.position := (select coalesce(max(siblings.position) + 1, 0) from public.categories as siblings
      where siblings.shop_id = v_shop_id and siblings.parent_id is not distinct from v_new.parent_id);
    insert into public.categories select v_new.*;
  else
    v_new.version := v_old.version + 1;
    update public.categories set name = v_new.name, slug = v_new.slug, description = v_new.description, image_src = v_new.image_src,
      image_alt = v_new.image_alt, version = v_new.version
    where categories.id = v_new.id;
  end if;
  return jsonb_build_object('category_id', v_new.id, 'slug', v_new.slug, 'version', v_new.version);
exception
  when unique_violation then
    perform private.refuse(409, 'slug_taken', field => 'slug');
    return null;
  when foreign_key_violation then
    perform private.refuse(404, 'category_not_found', field => 'parent_id');
    return null;
  when check_violation or not_null_violation then
    get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
    perform private.refuse(422, 'invalid_category',
      field => coalesce(nullif(v_column, ''), regexp_replace(v_constraint, '^categories_(.*)_check\d*$', '\1')));
    return null;
  when invalid_text_representation or numeric_value_out_of_range then
    perform private.refuse(422, 'invalid_category');
    return null;
end $$;
comment on function public.save_category is 'Saves a category of a shop, or adds one.';

-- Moves a category with all below it under another one (`parent_id`; null: to the top level), to `place` among its new siblings (from 0;
-- null: at the end). `version`: as the caller read it. Answers its new version. For staff with `catalog.write`. Refuses `forbidden` (403),
-- `category_changed`, `category_circle`, `category_too_deep` (409) and `category_not_found` (404; the parent).
create function public.move_category(category_id uuid, version int, place int, parent_id uuid default null)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_category public.categories;
begin
  v_category.shop_id := (select categories.shop_id from public.categories where categories.id = move_category.category_id);
  if not coalesce(private.has_permission(v_category.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_categories(v_category.shop_id);
  select * into v_category from public.categories where categories.id = move_category.category_id for no key update;
  if v_category.version is distinct from move_category.version then
    perform private.refuse(409, 'category_changed');
  end if;
  update public.categories set parent_id = move_category.parent_id, version = categories.version + 1
  where categories.id = v_category.id;
  perform private.number_siblings(v_category.shop_id, move_category.parent_id, v_category.id, place);
  return v_category.version + 1;
exception
  when foreign_key_violation then
    perform private.refuse(404, 'category_not_found', field => 'parent_id');
    return null;
end $$;
comment on function public.move_category is 'Moves a category with its branch in the tree of its shop.';

-- Moves the categories below a category to its parent, in its place and in their order, and renumbers its siblings.
create function private.move_up_below(category public.categories)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.categories as moved set position = numbered.number - 1, parent_id = category.parent_id,
    version = moved.version + numbered.is_below::int
  from (
    select listed.id, listed.is_below, row_number() over (order by
      case when listed.is_below then category.position else listed.position end,
      case when listed.is_below then category.id else listed.id end, listed.position, listed.id) as number
    from (
      select others.id, others.position, others.parent_id is not distinct from category.id as is_below from public.categories as others
      where others.shop_id = category.shop_id and others.id <> category.id
        and (others.parent_id = category.id or others.parent_id is not distinct from category.parent_id)) as listed
  ) as numbered
  where numbered.id = moved.id and (numbered.is_below or moved.position <> numbered.number - 1);
end $$;

-- Deletes a category. It has to be empty, unless `moves_products`: then its products and the categories below it move to its parent;
-- without a parent, its products have no category. Its address is redirected to its parent's, or to the list of all products. Answers how
-- many products it moved. For staff with `catalog.write`. Refuses `forbidden` (403), `category_changed` and `category_in_use` (409,
-- details: { products, categories }).
create function public.delete_category(category_id uuid, version int, moves_products boolean default false)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_category public.categories;
  v_products int;
  v_categories int;
begin
  v_category.shop_id := (select categories.shop_id from public.categories where categories.id = delete_category.category_id);
  if not coalesce(private.has_permission(v_category.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_categories(v_category.shop_id);
  -- products first, because a save locks its product before its category; in a fixed order, because others may lock many, too
  perform from public.products where products.shop_id = v_category.shop_id and products.category_id = delete_category.category_id
  order by products.id for no key update;
  select * into v_category from public.categories where categories.id = delete_category.category_id for update;
  perform private.lock_product_search(v_category.shop_id, array(select products.id from public.products
    where products.shop_id = v_category.shop_id and products.category_id = v_category.id));
  -- as a writer from the start, because categories below it may be moved; after the category's row, because a save of a product locks
  -- that row first
  perform private.lock_collections(v_category.shop_id, true);
  if v_category.version is distinct from delete_category.version then
    perform private.refuse(409, 'category_changed');
  end if;
  v_products := (select count(*) from public.products
    where products.shop_id = v_category.shop_id and products.category_id = v_category.id);
  v_categories := (select count(*) from public.categories as below
    where below.shop_id = v_category.shop_id and below.parent_id = v_category.id);
  if v_products + v_categories > 0 and not moves_products then
    perform private.refuse(409, 'category_in_use', jsonb_build_object('products', v_products, 'categories', v_categories));
  end if;
  update public.products set category_id = v_category.parent_id, version = products.version + 1, updated_at = now()
  where products.shop_id = v_category.shop_id and products.category_id = v_category.id;
  perform private.move_up_below(v_category);
  delete from public.categories where categories.id = v_category.id;
  perform private.put_redirect(v_category.shop_id, '/categories/' || v_category.slug, coalesce(
    (select '/categories/' || parents.slug from public.categories as parents
      where parents.shop_id = v_category.shop_id and parents.id = v_category.parent_id), '/products'));
  return v_products;
end $$;
comment on function public.delete_category is 'Deletes a category of a shop.';

grant execute on function public.list_categories(text), public.save_category(jsonb),
  public.move_category(uuid, int, int, uuid), public.delete_category(uuid, int, boolean) to authenticated, service_role;
