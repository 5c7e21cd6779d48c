-- The undo of an import, product by product: values that were not changed since are restored; the rest stays and is listed with the reason.

-- A value that stays: [{ field, reason, sku }].
create function private.kept_field(field text, reason text, sku text default null)
returns jsonb
language sql immutable
set search_path = ''
return jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('field', field, 'reason', reason, 'sku', sku)));

-- Whether any order, including ended ones, contains the variant.
create function private.was_ordered(variant public.variants)
returns boolean
language sql stable
set search_path = ''
as $$
  select exists (select from public.order_items as items where items.shop_id = variant.shop_id and items.variant_id = variant.id)
$$;

-- Archives a product that the import created, and removes the imported stock. It is not deleted, so that its addresses and log stay.
-- Answers what stays and why: `was_ordered`, `changed_since`, or an empty list.
create function private.undo_created_product(job public.import_jobs, product public.products, changes jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_now jsonb := private.import_values(product);
begin
  if exists (select from public.variants where variants.shop_id = product.shop_id and variants.product_id = product.id
    and private.was_ordered(variants)) then
    return private.kept_field('product', 'was_ordered');
  elsif product.version <> (changes ->> 'version')::int then
    return private.kept_field('product', 'changed_since');
  end if;
  perform private.import_stock(job, product.id, v_now, jsonb_build_object('variants', (
    select jsonb_agg(variant || jsonb_build_object('on_hand', greatest(0, (variant ->> 'on_hand')::int
      - coalesce((changes -> 'added' ->> (variant ->> 'variant_id'))::int, 0))))
    from jsonb_array_elements(v_now -> 'variants') as variant)));
  update public.products set archived_at = coalesce(archived_at, now()), version = products.version + 1, updated_at = now()
  where products.id = product.id;
  return '[]';
end $$;

-- A variant with its values from before the import, except those changed since: { variant, kept }. Stock is moved back by the amount that
-- the import moved it, or stays if that would be below what is committed. `kept_later`: as in private.undo_updated_product.
create function private.undone_variant(variant jsonb, fields jsonb, kept_later jsonb)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_variant jsonb := variant;
  v_kept jsonb := '[]';
  v_field text;
  v_pair jsonb;
  v_on_hand int;
begin
  for v_field, v_pair in select key, value from jsonb_each(fields) loop
    if v_field = 'on_hand' then
      v_on_hand := (variant ->> 'on_hand')::int - (v_pair ->> 1)::int + (v_pair ->> 0)::int;
      if v_on_hand < coalesce((select stock.committed from public.inventory as stock
        where stock.variant_id = (variant ->> 'variant_id')::uuid and stock.location = 'main'), 0) then
        v_kept := v_kept || private.kept_field(v_field, 'below_committed', variant ->> 'sku');
      else
        v_variant := v_variant || jsonb_build_object('on_hand', v_on_hand);
      end if;
    elsif variant -> v_field = v_pair -> 1
      and not kept_later @> private.kept_field(v_field, 'changed_since', variant ->> 'sku') then
      v_variant := v_variant || jsonb_build_object(v_field, v_pair -> 0);
    else
      v_kept := v_kept || private.kept_field(v_field, 'changed_since', variant ->> 'sku');
    end if;
  end loop;
  return jsonb_build_object('variant', v_variant, 'kept', v_kept);
end $$;

-- Restores a product that the import has changed. Answers { outcome, errors (what stays: private.kept_field) }. `kept_later`: what stayed
-- of the product's later rows in the file, which are undone first. Those values stay here, too: what a colleague has set is kept even if an
-- earlier row had set the same.
create function private.undo_updated_product(job public.import_jobs, product public.products, changes jsonb, kept_later jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_now jsonb := private.import_values(product);
  v_target jsonb := v_now;
  v_kept jsonb := '[]';
  v_variants jsonb := '[]';
  v_gone uuid[] := '{}';
  v_variant jsonb;
  v_row public.variants;
  v_undone jsonb;
  v_product public.products;
begin
  for v_variant in select value from jsonb_array_elements(v_now -> 'variants') loop
    select * into v_row from public.variants where variants.id = (v_variant ->> 'variant_id')::uuid;
    if not changes -> 'added' ? v_row.id::text then
      v_undone := private.undone_variant(v_variant, coalesce(changes -> 'variants' -> v_row.id::text, '{}'), kept_later);
      v_variants := v_variants || jsonb_build_array(v_undone -> 'variant');
      v_kept := v_kept || (v_undone -> 'kept');
    elsif private.was_ordered(v_row) then
      v_variants := v_variants || jsonb_build_array(v_variant);
      v_kept := v_kept || private.kept_field('variant', 'was_ordered', v_row.sku);
    else
      v_gone := v_gone || v_row.id;
      v_variants := v_variants || jsonb_build_array(v_variant || jsonb_build_object('on_hand',
        greatest(0, (v_variant ->> 'on_hand')::int - (changes -> 'added' ->> v_row.id::text)::int)));
    end if;
  end loop;
  v_target := v_target || coalesce((
    select jsonb_object_agg(key, value -> 0) from jsonb_each(changes -> 'facts')
    -- a variant that stays needs its choices
    where v_now -> key = value -> 1 and not kept_later @> private.kept_field(key, 'changed_since')
      and (key <> 'options' or jsonb_array_length(v_kept) = 0)), '{}');
  v_kept := v_kept || coalesce((
    select jsonb_agg(jsonb_build_object('field', key, 'reason', 'changed_since') order by key) from jsonb_each(changes -> 'facts')
    where v_now -> key is distinct from value -> 1 or v_target -> key is distinct from value -> 0), '[]');
  v_target := v_target || jsonb_build_object('variants', v_variants);
  if v_target = v_now and cardinality(v_gone) = 0 then
    return jsonb_build_object('outcome', case when v_kept = '[]' then 'undone' else 'kept' end, 'errors', v_kept);
  end if;
  perform private.import_stock(job, product.id, v_now, v_target);
  v_product := private.save_facts(product, v_target);
  perform private.save_options(v_product, v_target -> 'options');
  perform private.save_variants(v_product, (select jsonb_agg(value order by position)
    from jsonb_array_elements(v_variants) with ordinality as list (value, position)
    where (value ->> 'variant_id')::uuid <> all (v_gone)));
  return jsonb_build_object('outcome', case when v_kept = '[]' then 'undone' else 'partly' end, 'errors', v_kept);
end $$;

-- Raises the version of a product that shows a fetched picture, so that a save from an editor opened before is refused. A product that
-- nobody has changed since the import can still be undone.
create function private.note_import_picture(shown public.import_pictures)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_version int;
begin
  update public.products set version = products.version + 1, updated_at = now() where products.id = shown.product_id
  returning products.version into v_version;
  update public.import_rows as rows set changes = rows.changes || jsonb_build_object('version', v_version)
  where rows.import_id = shown.import_id and rows.product_id = shown.product_id and (rows.changes ->> 'version')::int = v_version - 1;
end $$;

-- Removes the pictures that an import added to a product.
create function private.remove_import_pictures(job public.import_jobs, product public.products)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  delete from public.product_images as images where images.product_id = product.id and images.id in (
    select pictures.image_id from public.import_pictures as pictures
    where pictures.product_id = product.id and pictures.import_id = job.id);
  if found then
    update public.products set version = products.version + 1, updated_at = now() where products.id = product.id;
  end if;
  delete from public.import_pictures as pictures where pictures.product_id = product.id and pictures.import_id = job.id;
end $$;

-- Undoes one product of an import, with its pictures; a new one that is kept keeps them. Answers { outcome ('undone', 'partly', 'kept'),
-- errors: what stays }.
create function private.undo_import_product(job public.import_jobs, undone public.import_rows)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_product public.products;
  v_kept jsonb;
begin
  select * into v_product from public.products
  where products.shop_id = job.shop_id and products.id = undone.product_id for no key update;
  if v_product.id is null then
    return jsonb_build_object('outcome', 'kept', 'errors', private.kept_field('product', 'product_gone'));
  end if;
  perform from public.variants where variants.product_id = v_product.id order by variants.id for no key update;
  if undone.outcome = 'updated' then
    -- those of a new product stay with it
    perform private.remove_import_pictures(job, v_product) where not exists (select from public.import_rows as rows
      where rows.import_id = job.id and rows.product_id = v_product.id and rows.outcome = 'created');
    return private.undo_updated_product(job, v_product, undone.changes, coalesce((
      select jsonb_agg(kept) from public.import_rows as later, jsonb_array_elements(later.errors) as kept
      where later.import_id = job.id and later.product_id = v_product.id and later.position > undone.position
        and later.undo_outcome is not null), '[]'));
  end if;
  v_kept := private.undo_created_product(job, v_product, undone.changes);
  if v_kept = '[]' then
    perform private.remove_import_pictures(job, v_product);
  end if;
  return jsonb_build_object('outcome', case when v_kept = '[]' then 'undone' else 'kept' end, 'errors', v_kept);
end $$;
