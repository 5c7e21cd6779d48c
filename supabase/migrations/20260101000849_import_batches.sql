-- The work of imports, batch by batch: the open page and cron both drive it, and whichever comes first does the next batch.

-- What decides which pages of the shop show a product: [{ product_id, slug, category_id, is_featured, collections: [slug] }].
create function private.pages_of_products(product_ids uuid[])
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('product_id', products.id, 'slug', products.slug, 'category_id', products.category_id,
      'is_featured', products.is_featured, 'collections', (
        select coalesce(jsonb_agg(collections.slug), '[]') from public.collection_products as members
        join public.collections on collections.id = members.collection_id
        where members.shop_id = products.shop_id and members.product_id = products.id))), '[]')
    from public.products where products.id = any (product_ids));
end $$;

-- The next products of an import, as many as `max_lines` lines describe, in the order of the file. An undo begins at the end, so that a
-- value that several rows have changed becomes what it was before the first of them.
create function private.due_import_rows(job public.import_jobs, max_lines int)
returns int[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_positions int[];
begin
  -- planned for each step, as each has its own index
  execute format($due$
    select array(
      select due.position
      from (
        select rows.position, cardinality(rows.lines) as lines, sum(cardinality(rows.lines)) over (order by rows.position %2$s) as upto
        from (select waiting.position, waiting.lines from public.import_rows as waiting where waiting.import_id = $1 and %1$s
          order by waiting.position %2$s limit $2) as rows) as due
      where due.upto - due.lines < $2 order by due.position %2$s) $due$,
    case job.state when 'checking' then 'waiting.check_outcome is null' when 'running' then 'waiting.outcome is null'
      else $undo$waiting.undo_outcome is null and waiting.outcome in ('created', 'updated')$undo$ end,
    case when job.state = 'undoing' then 'desc' else '' end)
  into v_positions using job.id, max_lines;
  return v_positions;
end $$;

-- Locks what a batch may change, in the order in which all code takes these locks: products, variants, stock, rows of product_search. An
-- order of these variants waits for one batch at most. Answers the products.
create function private.lock_import_batch(job public.import_jobs, positions int[])
returns uuid[]
language plpgsql volatile
set search_path = ''
as $$
declare
  v_products uuid[];
begin
  v_products := array(
    select variants.product_id from public.variants
    where variants.shop_id = job.shop_id and variants.sku = any (array(
      select given ->> 'sku' from public.import_rows as rows cross join lateral jsonb_array_elements(rows.parsed -> 'variants') as given
      where rows.import_id = job.id and rows.position = any (positions)))
    union
    select products.id from public.products
    where products.shop_id = job.shop_id and products.slug = any (array(
      select private.import_slug(rows.parsed) from public.import_rows as rows
      where rows.import_id = job.id and rows.position = any (positions)))
    union
    select rows.product_id from public.import_rows as rows
    where rows.import_id = job.id and rows.position = any (positions) and rows.product_id is not null);
  perform from public.products where products.id = any (v_products) order by products.id for no key update;
  perform from public.variants where variants.shop_id = job.shop_id and variants.product_id = any (v_products)
  order by variants.id for no key update;
  perform from public.inventory where inventory.shop_id = job.shop_id and inventory.variant_id in (
    select variants.id from public.import_rows as rows cross join lateral jsonb_array_elements(rows.parsed -> 'variants') as given
    join public.variants on variants.shop_id = job.shop_id and variants.sku = given ->> 'sku'
    join public.inventory as stock on stock.variant_id = variants.id
    where rows.import_id = job.id and rows.position = any (positions) and given ->> 'on_hand' is distinct from stock.on_hand::text
      and given ? 'on_hand'
    union
    -- an undo reads the quantity before it takes units back
    select moved.id::uuid from public.import_rows as rows cross join lateral (
      select key as id from jsonb_each(rows.changes -> 'variants') where value ? 'on_hand'
      union all select jsonb_object_keys(rows.changes -> 'added')) as moved
    where rows.import_id = job.id and rows.position = any (positions))
  order by inventory.variant_id, inventory.location for update;
  perform private.lock_product_search(job.shop_id, v_products);
  return v_products;
end $$;

-- The error of a failed product: { line, field, reason, details }. It is a refusal, or what a constraint or a malformed value has raised,
-- with the reasons of save_product; any other is `unexpected_error`. Null for an error that may pass, such as a deadlock: the batch is then
-- run again.
create function private.import_error(state text, message text, detail text, hint text, constraint_name text, column_name text)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_details jsonb := case when state ~ '^PT\d{3}$' then nullif(detail, '')::jsonb end;
begin
  return case
    when state ~ '^PT\d{3}$' then jsonb_build_object('reason', message, 'field', nullif(hint, ''), 'details', v_details,
      'line', v_details -> 'line')
    when state = '23P01' then jsonb_build_object('field', 'sku',
      'reason', case when constraint_name = 'variants_sku_key' then 'sku_taken' else 'duplicate_variant' end)
    when state = '23505' then jsonb_build_object('reason', 'slug_taken', 'field', 'handle')
    when state in ('23514', '23502') then jsonb_build_object('reason', 'invalid_product', 'field', coalesce(nullif(column_name, ''),
      regexp_replace(constraint_name, '^(products|variants|product_options|product_tags|categories)_(.*)_check\d*$', '\2')))
    when state ~ '^(22|23503|21)' then jsonb_build_object('reason', 'invalid_product')
    -- the others are about connections, locks, resources and the server itself
    when state !~ '^(08|25|40|53|55|57|58|XX)' then jsonb_build_object('reason', 'unexpected_error') end;
end $$;

-- Runs the current step of an import for one product, and records the outcome. A check runs the import and rolls it back. A product that
-- fails changes nothing and does not stop the others.
create function private.run_import_row(job public.import_jobs, run public.import_rows)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_result jsonb;
  v_error jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_hint text;
  v_constraint text;
  v_column text;
begin
  begin
    v_result := case when job.state = 'undoing' then private.undo_import_product(job, run)
      when run.is_readable then private.import_product(job, run.parsed)
      else jsonb_build_object('outcome', 'failed', 'errors', run.errors) end;
    if job.state = 'checking' then
      raise exception using errcode = 'KI001';
    end if;
  exception
    when sqlstate 'KI001' then
      null;
    when others then
      get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
        v_hint = pg_exception_hint, v_constraint = constraint_name, v_column = column_name;
      v_error := private.import_error(v_state, v_message, v_detail, v_hint, v_constraint, v_column);
      if v_error is null then
        raise;
      elsif v_error ->> 'reason' = 'unexpected_error' then
        raise warning 'import %, product %: % %', run.import_id, run.position, v_state, v_message;
      end if;
      v_result := jsonb_build_object('outcome', case when job.state = 'undoing' then 'kept' else 'failed' end,
        'errors', jsonb_build_array(v_error || jsonb_build_object('line', coalesce(nullif(v_error -> 'line', 'null'),
          to_jsonb(run.lines[1])))));
  end;
  update public.import_rows as rows
  set check_outcome = case when job.state = 'checking' then (v_result ->> 'outcome')::public.import_outcome else rows.check_outcome end,
    outcome = case when job.state = 'running' then (v_result ->> 'outcome')::public.import_outcome else rows.outcome end,
    undo_outcome = case when job.state = 'undoing' then (v_result ->> 'outcome')::public.import_outcome end,
    errors = coalesce(v_result -> 'errors', '[]'),
    product_id = case when job.state = 'running' then (v_result ->> 'product_id')::uuid else rows.product_id end,
    changes = case when job.state = 'running' then v_result -> 'changes' else rows.changes end
  where rows.import_id = run.import_id and rows.position = run.position;
end $$;

-- Adds the outcomes of a batch to those of earlier batches.
create function private.count_import_batch(job public.import_jobs, positions int[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_before jsonb := case job.state when 'checking' then job.check_counts when 'running' then job.counts else job.undo_counts end;
  v_counts jsonb := v_before || coalesce((
    select jsonb_object_agg(done.outcome, done.products + coalesce((v_before ->> done.outcome)::int, 0))
    from (
      select case job.state when 'checking' then rows.check_outcome when 'running' then rows.outcome else rows.undo_outcome end::text
        as outcome, count(*) as products
      from public.import_rows as rows where rows.import_id = job.id and rows.position = any (positions) group by 1) as done
    -- the batch had no time left for the others
    where done.outcome is not null), '{}');
begin
  update public.import_jobs set check_counts = case when job.state = 'checking' then v_counts else import_jobs.check_counts end,
    counts = case when job.state = 'running' then v_counts else import_jobs.counts end,
    undo_counts = case when job.state = 'undoing' then v_counts else import_jobs.undo_counts end
  where import_jobs.id = job.id;
end $$;

-- Processes the next products of an import in one transaction: as many as `max_lines` lines of its file describe or one second allows (at
-- least one), since orders of these products wait for it. The row lock on the import makes sure that each product is processed once: a
-- second caller at the same moment gets `is_busy`, and if the first one crashes, Postgres releases the lock at once. Answers { shop, state,
-- is_busy, changed: private.pages_of_products (of those that it changed, before and after), has_new_category }. For staff with
-- `catalog.write` and our servers. Refuses `import_not_found` (404).
create function public.run_import_batch(import_id uuid, max_lines int default 200)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_job public.import_jobs;
  v_positions int[];
  v_row public.import_rows;
  v_until timestamptz := clock_timestamp() + interval '1 second';
  v_before jsonb := '[]';
  v_changed uuid[] := '{}';
  v_categories int;
begin
  if not private.is_service() then
    perform private.own_import(import_id);
  end if;
  select * into v_job from public.import_jobs
  where import_jobs.id = run_import_batch.import_id and import_jobs.state in ('checking', 'running', 'undoing') for update skip locked;
  if v_job.id is not null then
    v_positions := private.due_import_rows(v_job, least(run_import_batch.max_lines, 1000));
    if v_job.state <> 'checking' then
      v_before := private.pages_of_products(private.lock_import_batch(v_job, v_positions));
      v_categories := (select count(*) from public.categories where categories.shop_id = v_job.shop_id);
    end if;
    for v_row in select rows.* from public.import_rows as rows
      where rows.import_id = v_job.id and rows.position = any (v_positions) order by array_position(v_positions, rows.position)
    loop
      perform private.run_import_row(v_job, v_row);
      exit when clock_timestamp() > v_until;
    end loop;
    v_changed := array(select rows.product_id from public.import_rows as rows
      where rows.import_id = v_job.id and rows.position = any (v_positions)
        and case v_job.state when 'running' then rows.outcome in ('created', 'updated')
          -- also a product whose values are kept, since its pictures may be gone
          when 'undoing' then rows.undo_outcome is not null else false end);
    perform private.count_import_batch(v_job, v_positions);
    if cardinality(v_positions) = 0 then
      update public.import_jobs set
        state = case v_job.state when 'checking' then 'checked' when 'running' then 'done' else 'undone' end::public.import_state,
        finished_at = now()
      where import_jobs.id = v_job.id;
    end if;
  end if;
  return (
    select jsonb_build_object('shop', shops.slug, 'state', jobs.state,
      'is_busy', v_job.id is null and jobs.state in ('checking', 'running', 'undoing'),
      'changed', private.pages_of_products(v_changed) || (select coalesce(jsonb_agg(was), '[]') from jsonb_array_elements(v_before) as was
        where (was ->> 'product_id')::uuid = any (v_changed)),
      'has_new_category', coalesce(v_categories < (select count(*) from public.categories where categories.shop_id = jobs.shop_id), false))
    from public.import_jobs as jobs join public.shops on shops.id = jobs.shop_id where jobs.id = run_import_batch.import_id);
end $$;
comment on function public.run_import_batch is 'Processes the next products of an import.';

-- The imports that have work left, the oldest first, for our servers.
create function public.list_due_imports(max_rows int)
returns table (import_id uuid)
language sql stable security definer
set search_path = ''
as $$
  select jobs.id from public.import_jobs as jobs where jobs.state in ('checking', 'running', 'undoing') order by jobs.created_at
  limit list_due_imports.max_rows
$$;
comment on function public.list_due_imports is 'The imports that have work left, for our servers.';

-- Moves an import on to its next step. Refuses `import_running` (409: the shop has another one under way) and `import_not_ready` (409).
create function private.move_import(job public.import_jobs, from_state public.import_state, to_state public.import_state)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.import_jobs set state = to_state, started_at = now(), finished_at = null,
    sets_stock = private.has_permission(job.shop_id, 'stock.adjust')
  where import_jobs.id = job.id and import_jobs.state = from_state;
  if not found then
    perform private.refuse(409, 'import_not_ready');
  end if;
  perform private.log_activity(job.shop_id, 'import', job.id, case to_state when 'running' then 'start_import' else 'undo_import' end,
    to_jsonb(from_state), to_jsonb(to_state), job.file_name);
exception
  when unique_violation then
    perform private.refuse(409, 'import_running');
end $$;

-- Starts an import that was checked. For staff with `catalog.write`. Refuses `import_not_found` (404), and as private.move_import.
create function public.start_import(import_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.move_import(private.own_import(import_id), 'checked', 'running');
end $$;
comment on function public.start_import is 'Starts an import that was checked.';

-- Starts the undo of an import. For staff with `catalog.write`. Refuses as start_import.
create function public.undo_import(import_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.move_import(private.own_import(import_id), 'done', 'undoing');
end $$;
comment on function public.undo_import is 'Starts the undo of an import.';

-- Pictures

-- Claims pictures that have to be fetched: [{ picture_id, shop_id, shop, url }]. A claim lasts two minutes, and each further one twice as
-- long. A picture is given up after 8 attempts, even if no worker reported that they failed. For our servers.
create function public.claim_import_pictures(max_rows int)
returns table (picture_id uuid, shop_id uuid, shop text, url text)
language sql volatile security definer
set search_path = ''
as $$
  update public.import_pictures as pictures set state = 'failed', reason = 'picture_unreachable'
  where pictures.state = 'waiting' and pictures.attempts >= 8 and pictures.leased_until <= now();
  with claimed as (
    update public.import_pictures as pictures
    set leased_until = now() + private.backoff(pictures.attempts + 3), attempts = pictures.attempts + 1
    where pictures.id in (
      select due.id from public.import_pictures as due where due.state = 'waiting' and due.leased_until <= now()
      order by due.leased_until limit claim_import_pictures.max_rows for update skip locked)
    returning *
  )
  select claimed.id, claimed.shop_id, shops.slug, claimed.url
  from claimed join public.shops on shops.id = claimed.shop_id
$$;
comment on function public.claim_import_pictures is 'Claims pictures of imported products that have to be fetched.';

-- Adds a fetched picture to the library of its shop and to its product, like an upload (`picture`: { src, file_name, width, height,
-- placeholder, bytes, sha256 }), or records why there is none; one that could not be reached is tried three times. A file that is already
-- in the library is not stored again. Answers { is_settled, is_stored: the library has this `src`, changed: private.pages_of_products }.
-- Doing it again changes nothing. For our servers.
create function public.finish_import_picture(picture_id uuid, picture jsonb default null, reason text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_picture public.import_pictures;
  v_media_id uuid;
  v_image_id uuid;
begin
  -- locks the product before its picture, in the same order as an undo
  perform from public.products where products.id = (select pictures.product_id from public.import_pictures as pictures
    where pictures.id = finish_import_picture.picture_id) for no key update;
  select * into v_picture from public.import_pictures as pictures where pictures.id = finish_import_picture.picture_id for update;
  if v_picture.state = 'waiting' and picture is null and reason = 'picture_unreachable' and v_picture.attempts < 3 then
    update public.import_pictures as pictures set leased_until = now() + interval '5 minutes' where pictures.id = v_picture.id;
    return '{"is_settled": false, "is_stored": false, "changed": []}';
  elsif v_picture.state = 'waiting' then
    if picture is not null then
      insert into public.media (shop_id, src, file_name, alt, width, height, placeholder, bytes, sha256, created_by)
      select v_picture.shop_id, made.src, made.file_name, v_picture.alt, made.width, made.height, made.placeholder, made.bytes, made.sha256,
        (select jobs.created_by from public.import_jobs as jobs where jobs.id = v_picture.import_id)
      from jsonb_populate_record(null::public.media, picture) as made
      on conflict on constraint media_sha256_key do nothing;
      select media.id into v_media_id from public.media
      where media.shop_id = v_picture.shop_id and media.sha256 = picture ->> 'sha256' for share;
      v_image_id := private.show_import_picture(v_picture, v_media_id);
      perform private.note_import_picture(v_picture) where v_image_id is not null;
    end if;
    update public.import_pictures as pictures
    set state = (case when picture is null then 'failed' else 'done' end)::public.import_picture_state, image_id = v_image_id,
      reason = left(finish_import_picture.reason, 60)
    where pictures.id = v_picture.id;
  end if;
  return jsonb_build_object('is_settled', true, 'is_stored', exists (
    select from public.media where media.shop_id = v_picture.shop_id and media.src = picture ->> 'src'),
    'changed', private.pages_of_products(case when v_image_id is null then '{}' else array[v_picture.product_id] end));
end $$;
comment on function public.finish_import_picture is 'Adds a fetched picture to the library and its product, or records why not.';

-- Export

-- A page of products for an export, as list_products lists them: [private.import_values with { product_id, slug, status, category (its
-- name), images: [src] }]. For staff with `catalog.write`. Refuses as list_products.
create function public.list_exported_products(
  shop text, status public.product_status default null, category_id uuid default null, tag text default null, search text default null,
  from_id uuid default null, max_rows int default 100
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not coalesce(private.has_permission((select shops.id from public.shops where shops.slug = list_exported_products.shop),
    'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(private.import_values(products) || jsonb_build_object('product_id', products.id, 'slug', products.slug,
      'status', private.product_status(products),
      'category', (select categories.name from public.categories where categories.id = products.category_id),
      'images', (select coalesce(jsonb_agg(images.src order by images.position, images.id), '[]') from public.product_images as images
        where images.shop_id = products.shop_id and images.product_id = products.id)) order by page.position), '[]')
    from jsonb_array_elements(public.list_products(shop, status, list_exported_products.category_id, tag, search, 'name', from_id, false,
      max_rows) -> 'rows') with ordinality as page (row, position)
    join public.products on products.id = (page.row ->> 'product_id')::uuid);
end $$;
comment on function public.list_exported_products is 'A page of products for an export.';

grant execute on function public.run_import_batch(uuid, int), public.start_import(uuid), public.undo_import(uuid),
  public.list_exported_products(text, public.product_status, uuid, text, text, uuid, int) to authenticated, service_role;
grant execute on function public.list_due_imports(int), public.claim_import_pictures(int),
  public.finish_import_picture(uuid, jsonb, text) to service_role;
