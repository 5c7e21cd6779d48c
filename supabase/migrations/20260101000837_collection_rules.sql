-- Rules of collections: which products match them, and the stored lists, which are updated with every change of a product.

-- Serializes changes to the rules of a shop (`is_writer`) with changes to its products, so that the second one sees the first. Changes to
-- products do not wait for each other. Taken after `lock_product_search`.
create function private.lock_collections(shop_id uuid, is_writer boolean)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if is_writer then
    perform pg_advisory_xact_lock(hashtextextended(shop_id || ':collections', 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended(shop_id || ':collections', 0));
  end if;
end $$;

-- Adds products at the end of a collection without a rule, sorted by name, and answers how many were not in it yet. Its version rises, so
-- that a save from a page that was opened before is refused. Refuses `collection_not_found` (404; also one with a rule) and
-- `collection_full` (409).
create function private.add_to_collection(shop_id uuid, collection_id uuid, product_ids uuid[])
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_collection public.collections;
  v_before uuid[];
  v_added uuid[];
begin
  perform private.lock_collections(shop_id, true);
  select * into v_collection from public.collections
  where collections.shop_id = add_to_collection.shop_id and collections.id = collection_id and collections.rule is null
  for no key update;
  if v_collection.id is null then
    perform private.refuse(404, 'collection_not_found', field => 'collection_id');
  end if;
  v_before := array(select members.product_id from public.collection_products as members
    where members.collection_id = v_collection.id order by members.position, members.product_id);
  v_added := array(select products.id from public.products where products.id = any (product_ids) and products.id <> all (v_before)
    order by products.name, products.id);
  if cardinality(v_before || v_added) > 1000 then
    perform private.refuse(409, 'collection_full', field => 'collection_id');
  elsif cardinality(v_added) > 0 then
    insert into public.collection_products (shop_id, collection_id, product_id, position)
    select v_collection.shop_id, v_collection.id, added.id, added.place + coalesce((select max(members.position)
      from public.collection_products as members where members.collection_id = v_collection.id), 0)
    from unnest(v_added) with ordinality as added (id, place);
    update public.collections set version = collections.version + 1, updated_at = now() where collections.id = v_collection.id;
    perform private.log_activity(v_collection.shop_id, 'collection', v_collection.id, 'edit_collection_products',
      jsonb_build_object('product_ids', v_before), jsonb_build_object('product_ids', v_before || v_added), v_collection.name);
  end if;
  return cardinality(v_added);
end $$;

-- One condition of a rule on `products`, as SQL: { field, value }. Refuses `invalid_rule` (422).
-- · tag: its text · category: its id, with all categories below it · condition · on_sale, in_stock: true of an active variant
-- · price_from, price_to: limits of the lowest price of its active variants, in minor units · added_within: days.
create function private.condition_sql(condition jsonb)
returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_value text := condition ->> 'value';
  v_price constant text := '(select min(variants.price_minor) from public.variants where variants.shop_id = products.shop_id '
    'and variants.product_id = products.id and variants.is_active) %s %s';
  v_variant constant text := 'exists (select from public.variants where variants.shop_id = products.shop_id '
    'and variants.product_id = products.id and variants.is_active and %s)';
begin
  case condition ->> 'field'
    when 'tag' then
      return format('products.id in (select tags.product_id from public.product_tags as tags where tags.shop_id = $1 and tags.tag = %L)',
        nullif(v_value, '')::text);
    when 'category' then
      return format('products.category_id = any ((select private.branch_of(%L))::uuid[])', v_value::uuid);
    when 'condition' then
      return format('products.condition = %L', v_value::public.product_condition);
    when 'price_from' then
      return format(v_price, '>=', v_value::bigint);
    when 'price_to' then
      return format(v_price, '<=', v_value::bigint);
    when 'on_sale' then
      return format(v_variant, 'variants.compare_at_minor is not null');
    when 'in_stock' then
      return format(v_variant, 'coalesce(private.available_stock(variants.id), 1) > 0');
    when 'added_within' then
      if v_value::int not between 1 and 3650 then
        perform private.refuse(422, 'invalid_rule', field => 'rule');
      end if;
      return format('products.created_at > now() - make_interval(days => %s)', v_value::int);
    else
      perform private.refuse(422, 'invalid_rule', field => 'rule');
  end case;
  return null;
exception
  when invalid_text_representation or numeric_value_out_of_range then
    perform private.refuse(422, 'invalid_rule', field => 'rule');
    return null;
end $$;

-- A rule as SQL, in which $1 is the shop: all or any of its 1 to 20 conditions. Refuses `invalid_rule` (422).
create function private.rule_sql(rule jsonb)
returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_conditions text[];
begin
  if coalesce(rule ->> 'match', '') not in ('all', 'any') or jsonb_typeof(rule -> 'conditions') is distinct from 'array' then
    perform private.refuse(422, 'invalid_rule', field => 'rule');
  elsif jsonb_array_length(rule -> 'conditions') not between 1 and 20 then
    perform private.refuse(422, 'invalid_rule', field => 'rule');
  end if;
  v_conditions := array(select coalesce(private.condition_sql(condition), 'false')
    from jsonb_array_elements(rule -> 'conditions') as condition);
  return '(' || array_to_string(v_conditions, case rule ->> 'match' when 'all' then ' and ' else ' or ' end) || ')';
end $$;

-- Updates the stored list of a collection by its rule, for all products of the shop or only the given ones. Archived products are left out.
-- If the list changes, it records that, so that the page is revalidated.
create function private.refresh_collection(collection public.collections, product_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_changes int;
begin
  execute format($refresh$
    with fitting as materialized (
      select products.id, products.position from public.products
      where products.shop_id = $1 and products.archived_at is null and %1$s and %3$s
    ), gone as (
      delete from public.collection_products as stored
      where stored.collection_id = $3 and %2$s and stored.product_id not in (select fitting.id from fitting)
      returning 1
    ), added as (
      insert into public.collection_products as stored (shop_id, collection_id, product_id, position)
      select $1, $3, fitting.id, fitting.position from fitting order by fitting.id
      on conflict (collection_id, product_id) do update set position = excluded.position where stored.position <> excluded.position
      returning 1
    )
    select (select count(*) from gone) + (select count(*) from added) $refresh$,
    case when product_ids is null then 'true' else 'products.id = any ($2)' end,
    case when product_ids is null then 'true' else 'stored.product_id = any ($2)' end,
    private.rule_sql(collection.rule))
  into v_changes using collection.shop_id, product_ids, collection.id;
  if v_changes > 0 then
    insert into private.collection_changes (collection_id) values (collection.id);
  end if;
end $$;

-- Locks products while the stored lists are updated: otherwise two changes of one product at once would not see each other, and the lists
-- would be wrong. A plain update of a variant already holds the variant, so its trigger may not wait for the product, which commands lock
-- before its variants.
create function private.lock_product_search(shop_id uuid, product_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform from private.product_search as found
  where found.shop_id = lock_product_search.shop_id and found.product_id = any (product_ids)
  order by found.product_id for no key update;
end $$;

-- Locks products of any shop, and then as lock_product_search does, for jobs that update their lists.
create function private.lock_products(product_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform from public.products where products.id = any (product_ids) order by products.id for no key update;
  perform private.lock_product_search(locked.shop_id, locked.ids)
  from (select products.shop_id, array_agg(products.id) as ids from public.products where products.id = any (product_ids)
    group by 1 order by 1) as locked;
end $$;

-- Updates the given products in all collections of a shop that have a rule.
create function private.refresh_products(shop_id uuid, product_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_collection public.collections;
begin
  perform private.lock_product_search(shop_id, product_ids);
  perform private.lock_collections(shop_id, false);
  for v_collection in
    select * from public.collections where collections.shop_id = refresh_products.shop_id and collections.rule is not null
    order by collections.id
  loop
    perform private.refresh_collection(v_collection, product_ids);
  end loop;
end $$;

-- The triggers below run once per statement, for the products of which the statement changed something that a rule can refer to.
create function private.refresh_new_products()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.refresh_products(changed.shop_id, changed.ids)
  from (select changed.shop_id, array_agg(changed.id) as ids from changed group by 1 order by 1) as changed;
  return null;
end $$;

create function private.refresh_changed_products()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.refresh_products(changed.shop_id, changed.ids)
  from (
    select changed.shop_id, array_agg(changed.id) as ids from changed join former using (id)
    where (changed.category_id, changed.condition, changed.position, changed.created_at, changed.archived_at)
      is distinct from (former.category_id, former.condition, former.position, former.created_at, former.archived_at)
    group by 1 order by 1) as changed;
  return null;
end $$;

create trigger refresh_new_products after insert on public.products referencing new table as changed
for each statement execute function private.refresh_new_products();
create trigger refresh_changed_products after update on public.products referencing old table as former new table as changed
for each statement execute function private.refresh_changed_products();

create function private.refresh_parts()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.refresh_products(changed.shop_id, changed.ids)
  from (select changed.shop_id, array_agg(distinct changed.product_id) as ids from changed group by 1 order by 1) as changed;
  return null;
end $$;

create function private.refresh_changed_variants()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.refresh_products(changed.shop_id, changed.ids)
  from (
    select changed.shop_id, array_agg(distinct changed.product_id) as ids from changed join former using (id)
    where (changed.price_minor, changed.compare_at_minor, changed.is_active, changed.is_tracked)
      is distinct from (former.price_minor, former.compare_at_minor, former.is_active, former.is_tracked)
    group by 1 order by 1) as changed;
  return null;
end $$;

create trigger refresh_new_variants after insert on public.variants referencing new table as changed
for each statement execute function private.refresh_parts();
create trigger refresh_changed_variants after update on public.variants referencing old table as former new table as changed
for each statement execute function private.refresh_changed_variants();
create trigger refresh_deleted_variants after delete on public.variants referencing old table as changed
for each statement execute function private.refresh_parts();
create trigger refresh_new_tags after insert on public.product_tags referencing new table as changed
for each statement execute function private.refresh_parts();
create trigger refresh_deleted_tags after delete on public.product_tags referencing old table as changed
for each statement execute function private.refresh_parts();

-- Moving a category changes which products are in the branches above it.
create function private.refresh_branches()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_collection public.collections;
begin
  perform private.lock_collections(new.shop_id, true);
  for v_collection in
    select * from public.collections
    where collections.shop_id = new.shop_id and collections.rule -> 'conditions' @> '[{"field": "category"}]' order by collections.id
  loop
    perform private.refresh_collection(v_collection, null);
  end loop;
  return null;
end $$;

create trigger refresh_branches after update of parent_id on public.categories
for each row when (old.parent_id is distinct from new.parent_id) execute function private.refresh_branches();

-- Time and stock

-- The products of a collection that have become older than its rule allows since it was last refreshed.
create function private.outdated_products(collection public.collections)
returns uuid[]
language plpgsql stable
set search_path = ''
as $$
begin
  return array(
    select members.product_id
    from jsonb_array_elements(collection.rule -> 'conditions') as condition,
      lateral (select make_interval(days => (condition ->> 'value')::int) as age where condition ->> 'field' = 'added_within') as limits
    join public.collection_products as members on members.collection_id = collection.id
    join public.products on products.id = members.product_id
    where products.created_at <= now() - limits.age and products.created_at > collection.refreshed_at - limits.age);
end $$;

-- Removes products from collections with the condition `added_within` once they are older than that; called by cron. Answers how many
-- collections it checked. Safe to skip, to repeat and to run twice at once.
create function public.refresh_timed_collections()
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_products uuid[] := array(
    select unnest(private.outdated_products(collections)) from public.collections
    where collections.rule -> 'conditions' @> '[{"field": "added_within"}]');
  v_collection public.collections;
  v_ids uuid[];
  v_count int := 0;
begin
  perform private.lock_products(v_products);
  for v_collection in
    select * from public.collections where collections.rule -> 'conditions' @> '[{"field": "added_within"}]'
    order by collections.shop_id, collections.id
  loop
    perform private.lock_collections(v_collection.shop_id, false);
    select * into v_collection from public.collections where collections.id = v_collection.id for no key update;
    if v_collection.rule is not null then
      v_ids := array(select unnest(private.outdated_products(v_collection)) intersect select unnest(v_products));
      perform private.refresh_collection(v_collection, v_ids) where cardinality(v_ids) > 0;
      update public.collections set refreshed_at = now() where collections.id = v_collection.id and cardinality(v_ids) > 0;
    end if;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
comment on function public.refresh_timed_collections is 'Removes products from the collections for which they have become too old.';

-- Claims up to `max_rows` records of variants that sold out or are back in stock, and updates the collections of their products. Answers
-- these products and up to `max_rows` changes of collections' lists, so that the caller revalidates their pages: in each row, one of
-- `product` and `collection` (slugs) is null.
create function public.claim_catalogue_changes(max_rows int)
returns table (shop text, product text, collection text)
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_products jsonb;
  v_ids uuid[];
begin
  v_products := (select coalesce(jsonb_agg(to_jsonb(changes)), '[]') from public.claim_stock_changes(max_rows) as changes);
  v_ids := array(
    select products.id
    from jsonb_to_recordset(v_products) as changes (shop text, product text)
    join public.shops on shops.slug = changes.shop
    join public.products on products.shop_id = shops.id and products.slug = changes.product);
  perform private.lock_products(v_ids);
  perform private.refresh_products(changed.shop_id, changed.ids)
  from (select products.shop_id, array_agg(products.id) as ids from public.products where products.id = any (v_ids)
    group by 1 order by 1) as changed;
  return query
    with renewed as (
      delete from private.collection_changes
      where id = any (array(select id from private.collection_changes order by id limit max_rows for update skip locked))
      returning collection_id
    )
    select changes.shop, changes.product, null from jsonb_to_recordset(v_products) as changes (shop text, product text)
    union all
    select distinct shops.slug, null, collections.slug from renewed
    join public.collections on collections.id = renewed.collection_id
    join public.shops on shops.id = collections.shop_id;
end $$;
comment on function public.claim_catalogue_changes is
  'Claims the products whose stock has changed and the collections whose list has, so that their pages are revalidated.';

grant execute on function public.refresh_timed_collections(), public.claim_catalogue_changes(int) to service_role;
