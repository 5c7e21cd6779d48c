-- One product of an import: finding the shop's product, computing its new values, and saving them by the rules of save_product.

-- The values of a product that an import can change, in the format of save_product: { name, summary, description, category_id, condition,
-- tags, seo_title, seo_description, is_featured, published_at, options, variants: [{ variant_id, … , on_hand }] }.
create function private.import_values(product public.products)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object('name', product.name, 'summary', product.summary, 'description', product.description,
    'category_id', product.category_id, 'condition', product.condition, 'tags', to_jsonb(private.tags_of(product.id)),
    'seo_title', product.seo_title, 'seo_description', product.seo_description, 'is_featured', product.is_featured,
    'published_at', product.published_at,
    'options', (
      select coalesce(jsonb_agg(jsonb_build_object('name', options.name, 'choices', options.choices) order by options.position), '[]')
      from public.product_options as options where options.product_id = product.id),
    'variants', (
      select coalesce(jsonb_agg(to_jsonb(variants) - array['id', 'shop_id', 'product_id', 'option_value', 'position']
        || jsonb_build_object('variant_id', variants.id, 'on_hand', coalesce(stock.on_hand, 0))
        order by variants.position, variants.id), '[]')
      from public.variants left join public.inventory as stock on stock.variant_id = variants.id and stock.location = 'main'
      where variants.shop_id = product.shop_id and variants.product_id = product.id));
end $$;

-- Whether a text of a file equals the stored one, except for line breaks, which spreadsheets change, and surrounding spaces.
create function private.is_same_text(one text, other text)
returns boolean
language sql immutable
set search_path = ''
return regexp_replace(btrim(one, e' \t\r\n'), e'\r\n?', e'\n', 'g')
  = regexp_replace(btrim(other, e' \t\r\n'), e'\r\n?', e'\n', 'g');

-- The slug that identifies a product of a file: from its handle, or if it has neither a handle nor SKUs, from its name; else null.
create function private.import_slug(parsed jsonb)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return case
    when parsed ->> 'handle' is not null then private.slug_of(parsed ->> 'handle')
    when parsed ->> 'name' is not null
      and not exists (select from jsonb_array_elements(parsed -> 'variants') as given where given ->> 'sku' is not null)
      then private.slug_of(parsed ->> 'name') end;
end $$;

-- The shop's product for a product of a file: the one with its SKUs or its handle, or if it has neither, its name; null: there is none.
-- Refuses `sku_taken` (409) if its SKUs, or its SKUs and its handle, belong to different products.
create function private.find_import_product(shop_id uuid, parsed jsonb)
returns uuid
language plpgsql stable
set search_path = ''
as $$
declare
  v_skus text[] := array(select given ->> 'sku' from jsonb_array_elements(parsed -> 'variants') as given);
  v_slug text := private.import_slug(parsed);
  v_ids uuid[];
begin
  v_ids := array(
    select variants.product_id from public.variants
    where variants.shop_id = find_import_product.shop_id and variants.sku = any (v_skus)
    union
    select products.id from public.products where products.shop_id = find_import_product.shop_id and products.slug = v_slug);
  if cardinality(v_ids) > 1 then
    perform private.refuse(409, 'sku_taken', field => 'sku');
  end if;
  return v_ids[1];
end $$;

-- Refuses a SKU that a spreadsheet has rewritten, unless the shop has exactly that SKU: `sku_rewritten` (422: 1.23E+12 in place of
-- 1234567890123) and `sku_zeros_lost` (422, details: { sku }: 123 where the shop has 00123).
create function private.check_import_sku(shop_id uuid, sku text, line int)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_padded text;
begin
  if exists (select from public.variants where variants.shop_id = check_import_sku.shop_id and variants.sku = check_import_sku.sku) then
    return;
  elsif sku ~* '^[-+]?\d{1,3}([.,]\d+e[-+]?|e[-+])\d{1,3}$' then
    perform private.refuse(422, 'sku_rewritten', jsonb_build_object('line', line), 'sku');
  elsif sku ~ '^\d{1,59}$' then
    v_padded := (select variants.sku from public.variants where variants.shop_id = check_import_sku.shop_id
      and variants.sku = any (array(select repeat('0', zeros) || check_import_sku.sku from generate_series(1, 12) as zeros)) limit 1);
    if v_padded is not null then
      perform private.refuse(422, 'sku_zeros_lost', jsonb_build_object('line', line, 'sku', v_padded), 'sku');
    end if;
  end if;
end $$;

-- The variants of a product after the changes of a file; those that it leaves out stay. A variant is identified by its SKU or, if the file
-- has none, by its choices. Refuses as check_import_sku, and `price_required` (422).
create function private.import_variants(shop_id uuid, current jsonb, given jsonb)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_list jsonb := current;
  v_given jsonb;
  v_sku text;
  v_at int;
begin
  for v_given in select value from jsonb_array_elements(import_variants.given) loop
    v_sku := trim(coalesce(v_given ->> 'sku', v_given ->> 'proposed_sku'));
    v_at := (
      select kept.position - 1 from jsonb_array_elements(v_list) with ordinality as kept (value, position)
      where kept.value ->> 'sku' = v_sku or (v_given ->> 'sku' is null and kept.value -> 'options' = coalesce(v_given -> 'options', '[]')
        and (kept.value ->> 'is_active')::boolean)
      order by kept.value ->> 'sku' <> v_sku limit 1);
    if v_at is null then
      perform private.check_import_sku(import_variants.shop_id, v_sku, (v_given ->> 'line')::int);
      if v_given ->> 'price_minor' is null then
        perform private.refuse(422, 'price_required', jsonb_build_object('line', v_given -> 'line'), 'price_minor');
      end if;
      v_list := v_list || jsonb_build_array(('{"options": [], "on_hand": 0, "is_active": true, "is_tracked": true}' || v_given
        || jsonb_build_object('sku', v_sku)) - array['line', 'proposed_sku']);
    else
      v_list := jsonb_set(v_list, array[v_at::text], (v_list -> v_at) || (v_given - array['line', 'sku', 'proposed_sku']));
    end if;
    -- an untracked variant has no quantity
    v_at := coalesce(v_at, jsonb_array_length(v_list) - 1);
    if not (v_list -> v_at ->> 'is_tracked')::boolean then
      v_list := jsonb_set(v_list, array[v_at::text, 'on_hand'], coalesce(current -> v_at -> 'on_hand', '0'));
    end if;
  end loop;
  return v_list;
end $$;

-- The category of the shop with this name, created if there is none; `current` is kept if it has the name.
create function private.import_category(shop_id uuid, name text, current uuid)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := (
    select categories.id from public.categories
    where categories.shop_id = import_category.shop_id and private.is_same_text(lower(categories.name), lower(import_category.name))
    order by categories.id is distinct from current, categories.position, categories.id limit 1);
begin
  if v_id is null then
    insert into public.categories (shop_id, slug, name, position)
    values (
      import_category.shop_id,
      private.free_slug('public.categories', import_category.shop_id, private.slug_of(import_category.name)),
      trim(import_category.name),
      (select coalesce(max(categories.position), 0) + 1 from public.categories where categories.shop_id = import_category.shop_id))
    returning id into v_id;
  end if;
  return v_id;
end $$;

-- What a product would be after the import, in the format of private.import_values. `current`: what it is, or null. `parsed`: { handle,
-- old_path, name, summary, description, category (its name; empty: none), condition, tags, seo_title, seo_description, is_featured, status
-- ('draft', 'published', 'scheduled'), options: [{ name (null: unchanged), choices }], variants: [{ line, sku, proposed_sku (of one without
-- a SKU), … }], pictures: [{ url, alt, skus }] }: only what the file says. Refuses as import_variants, `product_not_in_shop` (404: no name,
-- and the shop has no such product) and `invalid_product` (422).
create function private.import_target(shop_id uuid, current jsonb, parsed jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_target jsonb := coalesce(current, '{"condition": "new", "tags": [], "options": [], "variants": []}');
  v_tags jsonb;
  v_since timestamptz := (v_target ->> 'published_at')::timestamptz;
begin
  if current is null and parsed ->> 'name' is null then
    perform private.refuse(404, 'product_not_in_shop', field => 'sku');
  elsif parsed ->> 'status' = 'scheduled' and not coalesce(v_since > now(), false) then
    perform private.refuse(422, 'invalid_product', field => 'status');
  end if;
  v_target := v_target || coalesce((
    select jsonb_object_agg(key, value) from jsonb_each(parsed)
    where key in ('name', 'summary', 'description', 'condition', 'seo_title', 'seo_description', 'is_featured')
      and not coalesce(private.is_same_text(v_target ->> key, value #>> '{}'), false)), '{}');
  if parsed ? 'category' then
    v_target := v_target || jsonb_build_object('category_id', case when parsed ->> 'category' <> ''
      then private.import_category(shop_id, parsed ->> 'category', (v_target ->> 'category_id')::uuid) end);
  end if;
  if parsed ? 'tags' then
    v_tags := to_jsonb(array(select distinct trim(tag) from jsonb_array_elements_text(parsed -> 'tags') as tag));
    v_target := case when v_tags @> (v_target -> 'tags') and (v_target -> 'tags') @> v_tags then v_target
      else v_target || jsonb_build_object('tags', v_tags) end;
  end if;
  if parsed ->> 'status' = 'draft' then
    v_target := v_target || '{"published_at": null}';
  elsif parsed ->> 'status' = 'published' and not coalesce(v_since <= now(), false) then
    v_target := v_target || jsonb_build_object('published_at', now());
  end if;
  if parsed ? 'options' then
    v_target := v_target || jsonb_build_object('options', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', coalesce(case when is_same then kept ->> 'name' else given ->> 'name' end, 'Option ' || number),
        'choices', case when is_same then (kept -> 'choices') || coalesce((
          select jsonb_agg(choice order by position)
          from jsonb_array_elements(given -> 'choices') with ordinality as more (choice, position)
          where not (kept -> 'choices') @> choice), '[]') else given -> 'choices' end) order by number), '[]')
      from jsonb_array_elements(parsed -> 'options') with ordinality as list (given, number)
      cross join lateral (select v_target -> 'options' -> (number - 1)::int as kept) as known
      cross join lateral (
        select coalesce(lower(kept ->> 'name') = lower(coalesce(given ->> 'name', kept ->> 'name')), false) as is_same) as compared));
  end if;
  return v_target || jsonb_build_object('variants',
    private.import_variants(shop_id, v_target -> 'variants', coalesce(parsed -> 'variants', '[]')));
end $$;

-- The differences between two private.import_values, for undo: { facts: { field: [before, after] }, variants: { id: { field: [before,
-- after] } }, added: { id of a new variant: its stock } }. For the stock of existing variants only what the import itself has `moved`
-- counts, since orders move it at the same time.
create function private.import_changes(before jsonb, after jsonb, moved jsonb)
returns jsonb
language plpgsql immutable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'facts', (select coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, value)), '{}') from jsonb_each(after)
      where key <> 'variants' and before -> key is distinct from value),
    'variants', (
      select coalesce(jsonb_object_agg(changed.id, changed.fields), '{}')
      from (
        select became ->> 'variant_id' as id, jsonb_object_agg(field.key, case when field.key = 'on_hand'
          then moved -> (became ->> 'variant_id') else jsonb_build_array(was -> field.key, field.value) end) as fields
        from jsonb_array_elements(after -> 'variants') as became
        join jsonb_array_elements(before -> 'variants') as was on was -> 'variant_id' = became -> 'variant_id'
        cross join lateral jsonb_each(became) as field
        where case when field.key = 'on_hand' then moved ? (became ->> 'variant_id')
          else was -> field.key is distinct from field.value end
        group by 1) as changed),
    'added', (select coalesce(jsonb_object_agg(became ->> 'variant_id', became -> 'on_hand'), '{}')
      from jsonb_array_elements(after -> 'variants') as became
      where not coalesce(before -> 'variants', '[]') @> jsonb_build_array(jsonb_build_object('variant_id', became -> 'variant_id'))));
end $$;

-- Moves the stock of variants whose quantity the import changes, in the order in which orders lock it. Unchanged quantities are not
-- touched: an order may have moved the stock meanwhile. Answers { id of a variant: [before, after] }. Refuses `forbidden` (403),
-- `invalid_quantity` and `below_committed` (422).
create function private.import_stock(job public.import_jobs, product_id uuid, before jsonb, target jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_moved record;
  v_stock public.inventory;
  v_done jsonb := '{}';
begin
  for v_moved in
    select variants.id, variants.sku, (given ->> 'on_hand')::numeric as on_hand
    from jsonb_array_elements(target -> 'variants') as given
    join public.variants on variants.product_id = import_stock.product_id and variants.sku = trim(given ->> 'sku') and variants.is_tracked
    left join jsonb_array_elements(before -> 'variants') as was on was -> 'variant_id' = given -> 'variant_id'
    where coalesce(was -> 'on_hand', '0') is distinct from given -> 'on_hand'
    order by variants.id
  loop
    if not job.sets_stock then
      perform private.refuse(403, 'forbidden', field => 'on_hand');
    elsif v_moved.on_hand not between 0 and 1000000 then
      perform private.refuse(422, 'invalid_quantity', field => 'on_hand');
    end if;
    select * into v_stock from public.inventory
    where inventory.variant_id = v_moved.id and inventory.location = 'main' for update;
    perform private.set_on_hand(v_stock, v_moved.on_hand::int, 'import', 'on_hand', job.file_name);
    v_done := v_done || jsonb_build_object(v_moved.id, jsonb_build_array(v_stock.on_hand, v_moved.on_hand::int));
  end loop;
  return v_done;
end $$;

-- Shows a picture of the library on the product of an import: for the variant that the file names, or if it names several, for the choice
-- that only they have. Answers the id of the row; null: the product has the picture already.
create function private.show_import_picture(queued public.import_pictures, media_id uuid)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.product_images (shop_id, product_id, media_id, variant_id, choice, position, src, alt, width, height)
  select media.shop_id, queued.product_id, media.id, case when named.count = 1 then named.ids[1] end,
    case when named.count > 1 then (
      select choice from unnest(named.options) as choice
      where not exists (select from public.variants as others where others.shop_id = queued.shop_id
        and others.product_id = queued.product_id and (choice = any (others.options)) <> (others.id = any (named.ids))
        and (others.is_active or others.id = any (named.ids))) limit 1) end,
    queued.position, media.src, queued.alt, media.width, media.height
  from public.media
  cross join lateral (
    select count(*) as count, array_agg(variants.id) as ids, min(variants.options) as options from public.variants
    where variants.shop_id = queued.shop_id and variants.product_id = queued.product_id and variants.sku = any (queued.skus)) as named
  where media.shop_id = queued.shop_id and media.id = show_import_picture.media_id and not exists (
    select from public.product_images as shown
    where shown.shop_id = queued.shop_id and shown.product_id = queued.product_id and shown.media_id = media.id)
  returning id into v_id;
  return v_id;
end $$;

-- Queues the pictures that a product does not have yet and that were not fetched for it before. One whose address is that of a picture in
-- the shop's library, as in our own exports, is shown at once. Answers how many. Refuses `picture_not_https` (422).
create function private.queue_pictures(job public.import_jobs, product public.products, parsed jsonb)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_count int := 0;
  v_queued public.import_pictures;
  v_last int := (select coalesce(max(images.position), 0) from public.product_images as images where images.product_id = product.id);
begin
  if exists (select from jsonb_array_elements(parsed -> 'pictures') as given where given ->> 'url' !~ '^https://'
    and not exists (select from public.media where media.shop_id = product.shop_id and media.src = given ->> 'url')
    and not exists (select from public.product_images as images where images.product_id = product.id and images.src = given ->> 'url')) then
    perform private.refuse(422, 'picture_not_https', field => 'pictures');
  end if;
  for v_queued in
    insert into public.import_pictures as queued (shop_id, import_id, product_id, url, alt, skus, position, state)
    select product.shop_id, job.id, product.id, given ->> 'url', coalesce(given ->> 'alt', ''),
      array(select jsonb_array_elements_text(given -> 'skus')), v_last + list.position,
      (case when media.id is null then 'waiting' else 'done' end)::public.import_picture_state
    from jsonb_array_elements(parsed -> 'pictures') with ordinality as list (given, position)
    left join public.media on media.shop_id = product.shop_id and media.src = given ->> 'url'
    where not exists (select from public.product_images as images where images.product_id = product.id and images.src = given ->> 'url')
    on conflict on constraint import_pictures_url_key do update
      set state = excluded.state, attempts = 0, reason = null, import_id = excluded.import_id
      where queued.state = 'failed' or excluded.state = 'done'
    returning *
  loop
    v_count := v_count + 1;
    update public.import_pictures as queued set image_id = private.show_import_picture(v_queued, media.id) from public.media
    where queued.id = v_queued.id and queued.state = 'done' and media.shop_id = v_queued.shop_id and media.src = v_queued.url;
  end loop;
  return v_count;
end $$;

-- Redirects a product's address on the former platform to its page here, unless a page of this shop has that address.
create function private.redirect_old_path(product public.products, old_path text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform private.put_redirect(product.shop_id, old_path, '/products/' || product.slug) where old_path is not null;
exception
  -- in use, or not a path that can be redirected: the product is imported anyway
  when sqlstate 'PT409' or sqlstate 'PT422' then
    null;
end $$;

-- Saves one product of a file. Answers { outcome ('created', 'updated', 'unchanged'), product_id, changes (with the product's new version)
-- }. Refuses as save_product and the functions above.
create function private.import_product(job public.import_jobs, parsed jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := private.find_import_product(job.shop_id, parsed);
  v_product public.products;
  v_before jsonb;
  v_target jsonb;
  v_moved jsonb;
  v_pictures int := 0;
begin
  if v_id is not null then
    select * into v_product from public.products where products.id = v_id for no key update;
    perform from public.variants where variants.product_id = v_id order by variants.id for no key update;
    v_before := private.import_values(v_product);
  end if;
  v_target := private.import_target(job.shop_id, v_before, parsed);
  if v_before is not null then
    v_pictures := private.queue_pictures(job, v_product, parsed);
    if v_target = v_before and v_pictures = 0 then
      return jsonb_build_object('outcome', 'unchanged', 'product_id', v_id);
    end if;
  end if;
  v_product := private.save_facts(
    case when v_id is null then private.new_product(job.shop_id) else v_product end,
    v_target || case when v_id is null and parsed ->> 'handle' is not null
      then jsonb_build_object('slug', private.slug_of(parsed ->> 'handle')) else '{}' end);
  perform private.save_options(v_product, v_target -> 'options');
  perform private.save_variants(v_product, v_target -> 'variants');
  v_moved := private.import_stock(job, v_product.id, coalesce(v_before, '{"variants": []}'), v_target);
  if v_before is null then
    perform private.queue_pictures(job, v_product, parsed);
  end if;
  perform private.redirect_old_path(v_product, parsed ->> 'old_path');
  return jsonb_build_object('outcome', case when v_before is null then 'created' else 'updated' end, 'product_id', v_product.id,
    'changes', private.import_changes(coalesce(v_before, '{}'), private.import_values(v_product), v_moved)
      || jsonb_build_object('version', v_product.version));
end $$;
