-- Collections for staff: the list, what the editor reads, the preview of a rule, and the commands.

create function private.collection_status(collection public.collections)
returns public.product_status
language plpgsql stable
set search_path = ''
as $$
begin
  return case when collection.published_at is null then 'draft' when collection.published_at > now() then 'scheduled'
    else 'published' end;
end $$;

-- Products as a collection shows them to staff: [{ product_id, name, status, image }] in the order of `product_ids`.
create function private.collection_rows(product_ids uuid[])
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('product_id', products.id, 'name', products.name,
      'status', private.product_status(products), 'image', private.variant_image(null, products.id)) order by listed.place), '[]')
    from unnest(product_ids) with ordinality as listed (id, place)
    join public.products on products.id = listed.id);
end $$;

-- A shop's collections in their order, for staff with `catalog.write`: [{ collection_id, name, slug, status, published_at, has_rule,
-- product_count, image_src, version }]. Refuses `forbidden` (403).
create function public.list_collections(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_collections.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('collection_id', collections.id, 'name', collections.name, 'slug', collections.slug,
      'status', private.collection_status(collections), 'published_at', collections.published_at,
      'has_rule', collections.rule is not null, 'image_src', collections.image_src, 'version', collections.version,
      'product_count', (select count(*) from public.collection_products as members where members.collection_id = collections.id))
      order by collections.position, collections.id), '[]')
    from public.collections where collections.shop_id = v_shop_id);
end $$;
comment on function public.list_collections is 'A shop''s collections, for its staff.';

-- A collection as its editor reads it, for staff with `catalog.write`: { collection_id, shop, version, status, name, slug, description,
-- image_src, image_alt, seo_title, seo_description, published_at, updated_at, rule, product_count, products: private.collection_rows
-- (with a rule the first twelve, otherwise all) }. Refuses `forbidden` (403).
create function public.get_collection(collection_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_collection public.collections;
begin
  select * into v_collection from public.collections where collections.id = get_collection.collection_id;
  if not coalesce(private.has_permission(v_collection.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return to_jsonb(v_collection) - array['id', 'shop_id', 'position', 'created_at', 'refreshed_at'] || jsonb_build_object(
    'collection_id', v_collection.id, 'shop', (select shops.slug from public.shops where shops.id = v_collection.shop_id),
    'status', private.collection_status(v_collection),
    'product_count', (select count(*) from public.collection_products as members where members.collection_id = v_collection.id),
    'products', private.collection_rows(array(
      select members.product_id from public.collection_products as members where members.collection_id = v_collection.id
      order by members.position, members.product_id limit case when v_collection.rule is null then 1000 else 12 end)));
end $$;
comment on function public.get_collection is 'A collection as its editor reads it, for its shop''s staff.';

-- The products that match a rule now, without archived ones, for staff with `catalog.write`: { count, products: private.collection_rows
-- (the first twelve) }. Refuses `forbidden` (403) and `invalid_rule` (422).
create function public.preview_collection(shop text, rule jsonb)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = preview_collection.shop);
  v_ids uuid[];
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  execute format('select array(select products.id from public.products where products.shop_id = $1 and products.archived_at is null and %s
    order by products.position, products.id)', private.rule_sql(rule))
  into v_ids using v_shop_id;
  return jsonb_build_object('count', cardinality(v_ids), 'products', private.collection_rows(v_ids[:12]));
end $$;
comment on function public.preview_collection is 'The products that match a rule of a collection, for its shop''s staff.';

-- Replaces the products of a collection without a rule by those of the list, in its order. Refuses `product_not_found` (404).
create function private.save_members(collection public.collections, product_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if exists (select from unnest(product_ids) as listed where not exists (select from public.products
    where products.shop_id = collection.shop_id and products.id = listed)) then
    perform private.refuse(404, 'product_not_found', field => 'product_ids');
  end if;
  delete from public.collection_products as gone
  where gone.collection_id = collection.id and gone.product_id <> all (product_ids);
  insert into public.collection_products as stored (shop_id, collection_id, product_id, position)
  select collection.shop_id, collection.id, listed.id, min(listed.place) from unnest(product_ids) with ordinality as listed (id, place)
  group by listed.id order by listed.id
  on conflict (collection_id, product_id) do update set position = excluded.position where stored.position <> excluded.position;
end $$;

-- Saves a collection from the editor, or creates one: { collection_id (null: a new one), shop (of a new one), version (that the page read),
-- name, slug (null: unchanged, or derived from the name of a new one), description, image_src, image_alt, seo_title, seo_description,
-- published_at, rule (null: products are chosen by hand), product_ids (without a rule: in their order, 1,000 at most) }. All or nothing.
-- Answers { collection_id, slug, version }. For staff with `catalog.write`. Refuses `forbidden` (403), `collection_changed` (409: a
-- colleague has saved it meanwhile), `slug_taken` (409), `too_many_rules` (409: a hundred collections of the shop have a rule already),
-- `product_not_found`, `unknown_media` (404; a new picture), `invalid_rule` and `invalid_collection` (422, naming the field).
-- Long because it saves the whole collection at once.
create function public.save_collection(collection jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = collection ->> 'shop');
  v_ids uuid[];
  v_old public.collections;
  v_new public.collections;
  v_before uuid[];
  v_constraint text;
  v_column text;
begin
  if collection ->> 'collection_id' is not null then
    v_shop_id := (select collections.shop_id from public.collections where collections.id = (collection ->> 'collection_id')::uuid);
  end if;
  if not coalesce(private.has_permission(v_shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  v_ids := array(select id::uuid from jsonb_array_elements_text(nullif(collection -> 'product_ids', 'null')) as id);
  perform private.lock_collections(v_shop_id, true);
  select * into v_old from public.collections where collections.id = (collection ->> 'collection_id')::uuid for no key update;
  -- a collection that a colleague has deleted meanwhile has no version
  if collection ->> 'collection_id' is not null and coalesce(v_old.version <> (collection ->> 'version')::int, true) then
    perform private.refuse(409, 'collection_changed');
  elsif cardinality(v_ids) > 1000 then
    perform private.refuse(422, 'invalid_collection', field => 'product_ids');
  end if;
  v_new := v_old;
  v_new.id := coalesce(v_old.id, gen_random_uuid());
  v_new.shop_id := v_shop_id;
  v_new.name := trim(collection ->> 'name');
  v_new.slug := coalesce(nullif(trim(collection ->> 'slug'), ''), v_old.slug,
    private.free_slug('public.collections', v_shop_id, private.slug_of(v_new.name)));
  v_new.description := coalesce(trim(collection ->> 'description'), '');
  v_new.image_src := nullif(trim(collection ->> 'image_src'), '');
  perform private.hold_picture(v_shop_id, v_new.image_src) where v_new.image_src <> coalesce(v_old.image_src, '');
  v_new.image_alt := case when v_new.image_src is not null then nullif(trim(collection ->> 'image_alt'), '') end;
  v_new.seo_title := coalesce(trim(collection ->> 'seo_title'), '');
  v_new.seo_description := coalesce(trim(collection ->> 'seo_description'), '');
  v_new.published_at := (collection ->> 'published_at')::timestamptz;
  v_new.rule := nullif(collection -> 'rule', 'null');
  v_new.position := coalesce(v_old.position, (select coalesce(max(others.position) + 1, 0) from public.collections as others
    where others.shop_id = v_shop_id));
  v_new.version := coalesce(v_old.version, 0) + 1;
  v_new.created_at := coalesce(v_old.created_at, now());
  v_new.updated_at := now();
  v_new.refreshed_at := now();
  if v_new.rule is not null and v_old.rule is null and (select count(*) from public.collections as others
    where others.shop_id = v_shop_id and others.rule is not null) >= 100 then
    perform private.refuse(409, 'too_many_rules', field => 'rule');
  end if;
  insert into public.collections select v_new.*
  on conflict (id) do update set name = excluded.name, slug = excluded.slug, description = excluded.description,
    image_src = excluded.image_src, image_alt = excluded.image_alt, seo_title = excluded.seo_title,
    seo_description = excluded.seo_description, published_at = excluded.published_at, rule = excluded.rule, version = excluded.version,
    updated_at = excluded.updated_at, refreshed_at = excluded.refreshed_at;
  if v_new.rule is not null then
    perform private.refresh_collection(v_new, null);
  elsif collection ? 'product_ids' then
    v_before := array(select members.product_id from public.collection_products as members
      where members.collection_id = v_new.id order by members.position, members.product_id);
    perform private.save_members(v_new, v_ids);
    if v_before <> v_ids then
      perform private.log_activity(v_shop_id, 'collection', v_new.id, 'edit_collection_products',
        jsonb_build_object('product_ids', v_before), jsonb_build_object('product_ids', v_ids), v_new.name);
    end if;
  end if;
  return jsonb_build_object('collection_id', v_new.id, 'slug', v_new.slug, 'version', v_new.version);
exception
  when unique_violation then
    perform private.refuse(409, 'slug_taken', field => 'slug');
    return null;
  when check_violation or not_null_violation then
    get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
    perform private.refuse(422, 'invalid_collection',
      field => coalesce(nullif(v_column, ''), regexp_replace(v_constraint, '^collections_(.*)_check\d*$', '\1')));
    return null;
  when invalid_text_representation or numeric_value_out_of_range or invalid_datetime_format or datetime_field_overflow
    or invalid_parameter_value then
    perform private.refuse(422, 'invalid_collection');
    return null;
end $$;
comment on function public.save_collection is 'Saves a collection of a shop, or creates one.';

-- Moves a collection to `place` (from 0) in the order in which the home page shows the shop's collections. For staff with `catalog.write`.
-- Refuses `forbidden` (403).
create function public.move_collection(collection_id uuid, place int)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select collections.shop_id from public.collections where collections.id = move_collection.collection_id);
begin
  if not coalesce(private.has_permission(v_shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_collections(v_shop_id, true);
  update public.collections as moved set position = numbered.number - 1
  from (
    select listed.id, row_number() over (order by listed.rank, listed.is_moved desc) as number
    from (
      select others.id, others.id = move_collection.collection_id as is_moved,
        case when others.id = move_collection.collection_id then greatest(place, 0)
          else row_number() over (partition by others.id = move_collection.collection_id order by others.position, others.id) - 1
          end as rank
      from public.collections as others where others.shop_id = v_shop_id) as listed
  ) as numbered
  where numbered.id = moved.id and moved.position <> numbered.number - 1;
end $$;
comment on function public.move_collection is 'Moves a collection within the order of its shop''s collections.';

-- Deletes a collection; its products stay. For staff with `catalog.write`. Refuses `forbidden` (403) and `collection_changed` (409).
create function public.delete_collection(collection_id uuid, version int)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_collection public.collections;
begin
  v_collection.shop_id := (select collections.shop_id from public.collections where collections.id = delete_collection.collection_id);
  if not coalesce(private.has_permission(v_collection.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_collections(v_collection.shop_id, true);
  select * into v_collection from public.collections where collections.id = delete_collection.collection_id for update;
  if v_collection.version is distinct from delete_collection.version then
    perform private.refuse(409, 'collection_changed');
  end if;
  delete from public.collections where collections.id = v_collection.id;
end $$;
comment on function public.delete_collection is 'Deletes a collection of a shop.';

grant execute on function public.list_collections(text), public.get_collection(uuid), public.preview_collection(text, jsonb),
  public.save_collection(jsonb), public.move_collection(uuid, int), public.delete_collection(uuid, int) to authenticated, service_role;
