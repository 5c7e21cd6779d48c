-- The activity log: append-only, one row per change, for every actor and every code path.

-- The rows of an entity form a chain, so that a rewritten row breaks every later hash.
create table public.activity_logs (
  entity_type text not null,
  entity_id uuid not null,
  seq int not null check (seq > 0),
  -- null: a change that concerns the whole deployment, such as the permissions of a role
  shop_id uuid references public.shops (id),
  actor uuid,
  -- the person's name at that time: later changes of the name, or a deleted profile, do not change it
  actor_name text,
  -- a staff role, or 'shopper' or 'system' (private.actor_role)
  actor_role text not null,
  action text not null,
  old_value jsonb,
  new_value jsonb,
  note text,
  request_id text,
  created_at timestamptz not null default clock_timestamp(),
  prev_hash bytea,
  hash bytea not null,
  primary key (entity_type, entity_id, seq)
);
create index activity_logs_shop_id_created_at_idx on public.activity_logs (shop_id, created_at desc);

-- The hash of a log row. It covers all columns except the hash itself.
create function private.activity_hash(log public.activity_logs)
returns bytea
language sql stable
set search_path = ''
return sha256(
  coalesce(log.prev_hash, ''::bytea) || convert_to(jsonb_build_array(
    log.entity_type, log.entity_id, log.seq, log.shop_id, log.actor, log.actor_name, log.actor_role, log.action,
    log.old_value, log.new_value, log.note, log.request_id,
    extract(epoch from log.created_at)
  )::text, 'UTF8')
);

-- Appends the row to the chain of its entity. Callers hold the entity's row lock; without it, the primary key rejects a repeated sequence
-- number.
create function private.chain_activity()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_last public.activity_logs;
begin
  select * into v_last from public.activity_logs
  where entity_type = new.entity_type and entity_id = new.entity_id
  order by seq desc limit 1;
  new.seq := coalesce(v_last.seq, 0) + 1;
  new.prev_hash := v_last.hash;
  new.created_at := clock_timestamp();
  new.hash := private.activity_hash(new);
  return new;
end $$;

create function private.refuse_rewrite()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  perform private.refuse(403, 'log_is_append_only');
  return null;
end $$;

create trigger chain_activity before insert on public.activity_logs
for each row execute function private.chain_activity();
create trigger refuse_rewrite before update or delete on public.activity_logs
for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.activity_logs
for each statement execute function private.refuse_rewrite();

-- Writing and verifying

-- Writes one log row for the caller; chain_activity sets its `seq` and `hash`. `request_id` is the caller's X-Request-Id, if there is one.
create function private.log_activity(
  shop_id uuid, entity_type text, entity_id uuid, action text,
  old_value jsonb default null, new_value jsonb default null, note text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.activity_logs
    (entity_type, entity_id, seq, shop_id, actor, actor_name, actor_role, action, old_value, new_value, note, request_id, hash)
  values (
    entity_type, entity_id, 1, shop_id, (select auth.uid()),
    (select nullif(profiles.name, '') from public.profiles where profiles.user_id = (select auth.uid())),
    private.actor_role(shop_id), action, old_value, new_value, note,
    left(nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-request-id', 100), ''
  );
end $$;

-- Whether no row of an entity's log was changed, removed or inserted afterwards. Rows removed at its end leave no trace here.
create function public.verify_activity_chain(entity_type text, entity_id uuid)
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select coalesce(bool_and(
    (chained.log).hash = private.activity_hash(chained.log)
    and (chained.log).seq = chained.position
    and (chained.log).prev_hash is not distinct from chained.hash_before
  ), true)
  from (
    select log, row_number() over chain as position, lag(log.hash) over chain as hash_before
    from public.activity_logs as log
    where log.entity_type = verify_activity_chain.entity_type and log.entity_id = verify_activity_chain.entity_id
    window chain as (order by log.seq)
  ) as chained
$$;
comment on function public.verify_activity_chain is 'Whether no row of an entity''s log was changed, removed or inserted afterwards.';

-- Edits of tables

-- Logs inserts, updates and deletes of a table, from any code path: the changed columns, before and after; an update that changes none is
-- not logged. Trigger arguments: the type of the entity in whose chain the change is logged, the column with that entity's id (empty: the
-- deployment), and columns to leave out. Where several rows share a chain, their entity is locked here; a row with its own chain is locked
-- already. The log's `note` says which row it was, by its name, SKU or the like.
create function private.log_edit()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new_row, v_old_row);
  v_entity_id uuid := coalesce(v_row ->> tg_argv[1], '00000000-0000-0000-0000-000000000000');
  v_old_value jsonb;
  v_new_value jsonb;
begin
  select jsonb_object_agg(key, v_old_row -> key) filter (where tg_op = 'UPDATE' or v_old_row -> key <> 'null'),
    jsonb_object_agg(key, v_new_row -> key) filter (where tg_op = 'UPDATE' or v_new_row -> key <> 'null')
  into v_old_value, v_new_value
  from jsonb_object_keys(v_row) as key
  where key <> all (array['id', 'shop_id', 'created_at', 'updated_at'] || tg_argv[2:])
    and v_old_row -> key is distinct from v_new_row -> key;
  if v_old_value is null and v_new_value is null then
    return null;
  end if;
  if tg_argv[0] = 'shop' then
    perform 1 from public.shops where shops.id = v_entity_id for no key update;
  elsif tg_argv[0] = 'staff' then
    perform 1 from public.profiles where profiles.user_id = v_entity_id for no key update;
  elsif tg_argv[0] = 'product' then
    perform 1 from public.products where products.id = v_entity_id for no key update;
  elsif tg_argv[0] = 'deployment' then
    perform pg_advisory_xact_lock(hashtextextended('activity:deployment', 0));
  end if;
  perform private.log_activity(
    (case tg_table_name when 'shops' then v_row ->> 'id' else v_row ->> 'shop_id' end)::uuid, tg_argv[0], v_entity_id,
    case tg_op when 'INSERT' then 'add_' when 'UPDATE' then 'edit_' else 'delete_' end || tg_table_name, v_old_value, v_new_value,
    coalesce(v_row ->> 'method', v_row ->> 'action', v_row ->> 'account_number', v_row ->> 'sku', v_row ->> 'host', v_row ->> 'alt',
      v_row ->> 'name', v_row ->> 'label', (select nullif(profiles.name, '') from public.profiles
        where profiles.user_id = (v_row ->> 'user_id')::uuid), v_row ->> 'role'));
  return null;
end $$;

create trigger log_edit after insert or update on public.shops
for each row execute function private.log_edit('shop', 'id');
create trigger log_edit after insert or update or delete on public.shop_domains
for each row execute function private.log_edit('shop', 'shop_id');
create trigger log_edit after insert or update or delete on public.shop_settings
for each row execute function private.log_edit('shop', 'shop_id');
create trigger log_edit after insert or update or delete on public.payment_methods
for each row execute function private.log_edit('shop', 'shop_id');
-- staff memberships: one chain per person, since a person may work in several shops
create trigger log_edit after insert or update or delete on public.staff
for each row execute function private.log_edit('staff', 'user_id');
create trigger log_edit after insert or update or delete on public.role_permissions
for each row execute function private.log_edit('deployment', '');
create trigger log_edit after insert or update or delete on public.platform_operators
for each row execute function private.log_edit('deployment', '');

-- Logs a new name or phone number in each shop in which the person works. The number decides which orders they may not verify. Log entries
-- show the name, so even a temporary new name is logged.
create function private.log_profile()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if old.phone is distinct from new.phone then
    perform private.log_activity(staff.shop_id, 'profile', new.user_id, 'edit_phone',
      jsonb_build_object('phone', old.phone), jsonb_build_object('phone', new.phone))
    from public.staff where staff.user_id = new.user_id;
  end if;
  if old.name <> new.name then
    perform private.log_activity(staff.shop_id, 'profile', new.user_id, 'edit_name',
      jsonb_build_object('name', old.name), jsonb_build_object('name', new.name))
    from public.staff where staff.user_id = new.user_id;
  end if;
  return null;
end $$;

create trigger log_profile after update of name, phone on public.profiles
for each row execute function private.log_profile();

-- Policies and grants

alter table public.activity_logs enable row level security;

create policy select_staff on public.activity_logs for select to authenticated
  using (shop_id in (select private.permitted_shops('logs.read')) or (shop_id is null and (select private.is_operator())));

grant select on public.activity_logs to authenticated, service_role;

grant execute on function public.verify_activity_chain(text, uuid) to service_role;
