-- Imports of the catalogue: what was read from a file, what became of each product in it, and pictures that still have to be fetched.

-- Types

-- uploaded: its file is missing or not read yet · checking → checked: each product was tried and rolled back · running → done ·
-- undoing → undone · failed: the file cannot be read
create type public.import_state as enum ('uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed');
create type public.import_outcome as enum ('created', 'updated', 'unchanged', 'failed', 'undone', 'partly', 'kept');
create type public.import_picture_state as enum ('waiting', 'done', 'failed');

-- Tables

create table public.import_jobs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  file_name text not null check (length(file_name) between 1 and 200),
  -- the format of the file: 'kedai', 'shopify', 'woocommerce' or 'mapped' by hand
  format text check (format in ('kedai', 'shopify', 'woocommerce', 'mapped')),
  state public.import_state not null default 'uploaded',
  -- why the file cannot be read
  reason text check (length(reason) between 1 and 60),
  -- whether the person who started it may change stock
  sets_stock boolean not null default false,
  -- its products and lines, and what became of the products in each step: { an outcome: how many }. Counted batch by batch, since pages
  -- show them while it runs
  total int not null default 0,
  lines int not null default 0,
  check_counts jsonb not null default '{}',
  counts jsonb not null default '{}',
  undo_counts jsonb not null default '{}',
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (shop_id, id)
);
create index import_jobs_list_idx on public.import_jobs (shop_id, created_at desc, id desc);
create index import_jobs_created_by_idx on public.import_jobs (created_by);
create index import_jobs_due_idx on public.import_jobs (created_at) where state in ('checking', 'running', 'undoing');
-- two imports at once would overwrite each other's changes
create unique index import_jobs_running_idx on public.import_jobs (shop_id) where state in ('running', 'undoing');

-- One product of a file.
create table public.import_rows (
  shop_id uuid not null,
  import_id uuid not null,
  position int not null check (position > 0),
  -- the lines of the file that describe it, from 1
  lines int[] not null check (cardinality(lines) between 1 and 5000),
  -- what the lines of one product have in common, such as their handle
  key text not null check (length(key) between 1 and 300),
  -- the input of private.import_target
  parsed jsonb not null check (coalesce(jsonb_typeof(parsed -> 'variants') = 'array', false) and length(parsed::text) <= 1000000),
  -- false: its lines cannot be read, so it is never tried
  is_readable boolean not null default true,
  -- [{ line, field, reason, details }] of the last step
  errors jsonb not null default '[]' check (jsonb_typeof(errors) = 'array'),
  check_outcome public.import_outcome,
  outcome public.import_outcome,
  undo_outcome public.import_outcome,
  -- without a foreign key: the log of an import outlives its products
  product_id uuid,
  -- what the import changed, before and after: private.import_changes
  changes jsonb,
  constraint import_rows_pkey primary key (import_id, position),
  foreign key (shop_id, import_id) references public.import_jobs (shop_id, id) on delete cascade
);
create index import_rows_job_idx on public.import_rows (shop_id, import_id);
create index import_rows_check_idx on public.import_rows (import_id, check_outcome, position);
create index import_rows_outcome_idx on public.import_rows (import_id, outcome, position);
create index import_rows_failed_idx on public.import_rows (import_id, position) where coalesce(outcome, check_outcome) = 'failed';
create index import_rows_undo_idx on public.import_rows (import_id, undo_outcome, position);
create index import_rows_product_idx on public.import_rows (import_id, product_id);

-- How staff mapped the columns of a file in an unknown format, for the next file with the same column headers.
create table public.import_mappings (
  shop_id uuid not null references public.shops (id) on delete cascade,
  -- the column headers, in their order
  heads text[] not null check (cardinality(heads) between 1 and 300 and length(array_to_string(heads, '')) <= 20000),
  heads_hash bytea not null,
  -- { field: the number of its column, from 0 }
  columns jsonb not null check (jsonb_typeof(columns) = 'object' and length(columns::text) <= 5000),
  saved_at timestamptz not null default now(),
  constraint import_mappings_pkey primary key (shop_id, heads_hash)
);

-- Pictures of imported products, which are fetched one by one after their product was saved.
create table public.import_pictures (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  import_id uuid not null,
  product_id uuid not null,
  url text not null check (length(url) <= 2000),
  -- as the file has it; empty: still to be written
  alt text not null check (length(alt) <= 200),
  -- the SKUs of the variants that it shows; empty: it shows the product
  skus text[] not null default '{}',
  position int not null,
  state public.import_picture_state not null default 'waiting' check (state <> 'waiting' or url ~ '^https://'),
  attempts int not null default 0,
  -- claimed by a worker until then; after that it can be claimed again
  leased_until timestamptz not null default now(),
  -- the row of product_images that it became; null also if the product had the picture already
  image_id uuid,
  reason text check (length(reason) between 1 and 60),
  constraint import_pictures_url_key unique (product_id, url),
  foreign key (shop_id, import_id) references public.import_jobs (shop_id, id) on delete cascade,
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index import_pictures_due_idx on public.import_pictures (leased_until) where state = 'waiting';
create index import_pictures_job_idx on public.import_pictures (shop_id, import_id, state);
create index import_pictures_product_idx on public.import_pictures (shop_id, product_id);

alter table public.import_jobs enable row level security;
alter table public.import_rows enable row level security;
alter table public.import_mappings enable row level security;
alter table public.import_pictures enable row level security;
create policy select_staff on public.import_jobs for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
create policy select_staff on public.import_rows for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
create policy select_staff on public.import_mappings for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
create policy select_staff on public.import_pictures for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
grant select on public.import_jobs, public.import_rows, public.import_mappings, public.import_pictures to authenticated, service_role;

-- shop_id/import_id: files as they were uploaded, for 30 days; only our servers read them
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('catalogue-imports', 'catalogue-imports', false, 20971520, null)
on conflict (id) do nothing;

-- Functions

-- The import, for staff of its shop with `catalog.write`. Refuses `import_not_found` (404).
create function private.own_import(import_id uuid)
returns public.import_jobs
language plpgsql stable
set search_path = ''
as $$
declare
  v_job public.import_jobs;
begin
  select * into v_job from public.import_jobs where import_jobs.id = own_import.import_id;
  if not coalesce(private.has_permission(v_job.shop_id, 'catalog.write'), false) then
    perform private.refuse(404, 'import_not_found');
  end if;
  return v_job;
end $$;

-- Begins an import, whose file is then uploaded to `path`. Answers { import_id, path }. For staff with `catalog.write`.
-- Refuses `forbidden` (403), `invalid_import` (422).
create function public.create_import(shop text, file_name text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = create_import.shop);
  v_id uuid;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  elsif length(trim(coalesce(file_name, ''))) not between 1 and 200 then
    perform private.refuse(422, 'invalid_import', field => 'file_name');
  end if;
  insert into public.import_jobs (shop_id, file_name, created_by)
  values (v_shop_id, trim(create_import.file_name), (select auth.uid())) returning id into v_id;
  return jsonb_build_object('import_id', v_id, 'path', v_shop_id || '/' || v_id);
end $$;
comment on function public.create_import is 'Begins an import of the catalogue.';

-- Stores the next products that were read from the file (`rows`: [{ position, lines, key, parsed, errors }]), at most 500. `is_first`:
-- drops the products of an earlier reading. The last call, with `format`, starts the check. For staff with `catalog.write`. Refuses
-- `import_not_found` (404), `import_begun` (409: its file was read already), `invalid_import` (422).
create function public.save_import_rows(import_id uuid, rows jsonb, is_first boolean, format text default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_job public.import_jobs := private.own_import(import_id);
begin
  select * into v_job from public.import_jobs where import_jobs.id = v_job.id for update;
  if v_job.state not in ('uploaded', 'failed') then
    perform private.refuse(409, 'import_begun');
  elsif coalesce(jsonb_typeof(rows), '') <> 'array' or jsonb_array_length(rows) > 500 then
    perform private.refuse(422, 'invalid_import', field => 'rows');
  end if;
  if is_first then
    delete from public.import_rows as gone where gone.import_id = v_job.id;
  end if;
  insert into public.import_rows (shop_id, import_id, position, lines, key, parsed, is_readable, errors)
  select v_job.shop_id, v_job.id, (line ->> 'position')::int,
    array(select number::int from jsonb_array_elements_text(line -> 'lines') as number), line ->> 'key', line -> 'parsed',
    coalesce(jsonb_array_length(line -> 'errors'), 0) = 0, coalesce(line -> 'errors', '[]')
  from jsonb_array_elements(save_import_rows.rows) as line
  on conflict on constraint import_rows_pkey do nothing;
  if save_import_rows.format is not null then
    update public.import_jobs set state = 'checking', format = save_import_rows.format, reason = null,
      sets_stock = private.has_permission(v_job.shop_id, 'stock.adjust'), total = read.products, lines = read.lines
    from (select count(*) as products, coalesce(sum(cardinality(rows.lines)), 0) as lines from public.import_rows as rows
      where rows.import_id = v_job.id) as read
    where import_jobs.id = v_job.id;
  end if;
exception
  when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range or invalid_parameter_value then
    perform private.refuse(422, 'invalid_import', field => 'rows');
end $$;
comment on function public.save_import_rows is 'Stores products that were read from the file of an import.';

-- Records why the file of an import cannot be read. For staff with `catalog.write`.
-- Refuses `import_not_found` (404), `import_begun` (409: its file was read already).
create function public.close_import(import_id uuid, reason text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_job public.import_jobs := private.own_import(import_id);
begin
  update public.import_jobs set state = 'failed', reason = left(close_import.reason, 60)
  where import_jobs.id = v_job.id and import_jobs.state in ('uploaded', 'failed');
  if not found then
    perform private.refuse(409, 'import_begun');
  end if;
end $$;
comment on function public.close_import is 'Records why the file of an import cannot be read.';

-- Remembers how the columns of files with these headers are mapped. For staff with `catalog.write`.
-- Refuses `forbidden` (403), `invalid_import` (422).
create function public.save_import_mapping(shop text, heads text[], columns jsonb)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = save_import_mapping.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  insert into public.import_mappings as saved (shop_id, heads, heads_hash, columns)
  values (v_shop_id, save_import_mapping.heads, private.sha256(to_jsonb(save_import_mapping.heads)::text), save_import_mapping.columns)
  on conflict on constraint import_mappings_pkey do update set columns = excluded.columns, saved_at = now();
exception
  when check_violation or not_null_violation then
    perform private.refuse(422, 'invalid_import', field => 'columns');
end $$;
comment on function public.save_import_mapping is 'Remembers how the columns of a file are mapped.';

-- The mapping for files with these headers, or null. For staff with `catalog.write`. Refuses `forbidden` (403).
create function public.get_import_mapping(shop text, heads text[])
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = get_import_mapping.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (select saved.columns from public.import_mappings as saved
    where saved.shop_id = v_shop_id and saved.heads_hash = private.sha256(to_jsonb(get_import_mapping.heads)::text));
end $$;
comment on function public.get_import_mapping is 'How the columns of files with these headers are mapped.';

-- An import as its page shows it: { import_id, shop (its slug), file_name, format, state, reason, created_by (a name), created_at,
-- finished_at, total (its products), lines, done (how many of them this step has processed), undoable (how many the import has created or
-- updated), counts: { created, updated, unchanged, failed } of the check or of the import, undone: { undone, partly, kept }, pictures: {
-- waiting, done, failed } }.
create function private.import_json(job public.import_jobs)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_counts jsonb := '{"created": 0, "updated": 0, "unchanged": 0, "failed": 0}'
    || case when job.state in ('uploaded', 'checking', 'checked', 'failed') then job.check_counts else job.counts end;
begin
  return jsonb_build_object('import_id', job.id, 'file_name', job.file_name,
    'shop', (select shops.slug from public.shops where shops.id = job.shop_id), 'format', job.format, 'state', job.state,
    'reason', job.reason, 'created_at', job.created_at, 'finished_at', job.finished_at,
    'created_by', (select nullif(profiles.name, '') from public.profiles where profiles.user_id = job.created_by),
    'total', job.total, 'lines', job.lines,
    'done', (select coalesce(sum(value::int), 0)
      from jsonb_each_text(case when job.state in ('undoing', 'undone') then job.undo_counts else v_counts end)),
    'undoable', coalesce((job.counts ->> 'created')::int, 0) + coalesce((job.counts ->> 'updated')::int, 0),
    'counts', v_counts, 'undone', '{"undone": 0, "partly": 0, "kept": 0}' || job.undo_counts,
    'pictures', (select jsonb_build_object('waiting', count(*) filter (where pictures.state = 'waiting'),
      'done', count(*) filter (where pictures.state = 'done'), 'failed', count(*) filter (where pictures.state = 'failed'))
      from public.import_pictures as pictures where pictures.shop_id = job.shop_id and pictures.import_id = job.id));
end $$;

-- One import for staff with `catalog.write`: private.import_json. Refuses `import_not_found` (404).
create function public.get_import(import_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.import_json(private.own_import(import_id));
end $$;
comment on function public.get_import is 'One import of the catalogue with its counts, for its shop''s staff.';

-- The latest imports of a shop, newest first, after the import `from_id` or from the top, for staff with `catalog.write`:
-- [private.import_json]. Refuses `forbidden` (403).
create function public.list_imports(shop text, from_id uuid default null, max_rows int default 31)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_imports.shop);
  v_from public.import_jobs;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into v_from from public.import_jobs where import_jobs.shop_id = v_shop_id and import_jobs.id = list_imports.from_id;
  return (
    select coalesce(jsonb_agg(private.import_json(page.job) order by (page.job).created_at desc, (page.job).id desc), '[]')
    from (
      select jobs as job from public.import_jobs as jobs
      where jobs.shop_id = v_shop_id and (v_from.id is null or (jobs.created_at, jobs.id) < (v_from.created_at, v_from.id))
      order by jobs.created_at desc, jobs.id desc limit least(list_imports.max_rows, 101)) as page);
end $$;
comment on function public.list_imports is 'The latest imports of a shop, for its staff.';

-- Products of an import for staff with `catalog.write`, in the order of the file, after a position: [{ position, lines, key, name, outcome,
-- errors, product_id }]. `view` is · failed: those with an error · kept: what was not undone, or only in part · all. `outcome` is
-- that of the last step. Refuses `import_not_found` (404).
create function public.list_import_rows(import_id uuid, view text default 'all', from_position int default 0, max_rows int default 31)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_job public.import_jobs := private.own_import(import_id);
  v_rows jsonb;
begin
  -- planned for each view, as each has its own index
  execute format($rows$
    select coalesce(jsonb_agg(jsonb_build_object('position', page.position, 'lines', page.lines, 'key', page.key,
      'name', page.parsed ->> 'name', 'outcome', coalesce(page.undo_outcome, page.outcome, page.check_outcome), 'errors', page.errors,
      'product_id', page.product_id) order by page.position), '[]')
    from (
      select * from public.import_rows as seen where seen.import_id = $1 and seen.position > $2 and %s
      order by seen.position limit $3) as page $rows$,
    case view when 'failed' then $failed$coalesce(seen.outcome, seen.check_outcome) = 'failed'$failed$
      when 'kept' then $kept$seen.undo_outcome in ('partly', 'kept')$kept$ else 'true' end)
  into v_rows using v_job.id, from_position, least(max_rows, 501);
  return v_rows;
end $$;
comment on function public.list_import_rows is 'Products of an import and what became of them, for its shop''s staff.';

grant execute on function public.create_import(text, text), public.save_import_rows(uuid, jsonb, boolean, text),
  public.close_import(uuid, text), public.save_import_mapping(text, text[], jsonb), public.get_import_mapping(text, text[]),
  public.get_import(uuid), public.list_imports(text, uuid, int), public.list_import_rows(uuid, text, int, int)
  to authenticated, service_role;
