-- Shops, the people who work in them, and what every later file stands on:
-- closed defaults, refusals, permissions and the append-only log.

-- Nothing is callable until a migration says so.
alter default privileges in schema public revoke execute on functions from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

-- What is not for callers lives here; PostgREST does not serve this schema.
create schema private;
grant usage on schema private to anon, authenticated, service_role;

-- Types

create type public.staff_role as enum (
  'owner', 'admin', 'verifier', 'fulfiller', 'catalog', 'finance', 'auditor'
);

create type public.permission as enum (
  'orders.read', 'orders.create', 'orders.accept', 'orders.process', 'orders.ship', 'orders.deliver', 'orders.return',
  'orders.complete', 'orders.cancel', 'orders.revive', 'orders.hold', 'orders.archive', 'orders.note',
  'payments.read', 'payments.verify', 'payments.check', 'refunds.issue', 'refunds.approve',
  'disputes.manage', 'exceptions.resolve', 'webhooks.replay',
  'customers.read', 'catalog.write', 'stock.read', 'stock.adjust',
  'settings.write', 'staff.manage', 'logs.read'
);

create type public.payment_method as enum ('paystack', 'bank_transfer', 'cod');

-- How an order of this method treats stock (docs/model.md, "Stock").
create type public.stock_policy as enum (
  'lock_then_deduct', 'lock_until_verified', 'deduct_on_confirm', 'deduct_now', 'untracked'
);

-- Tables

-- The currencies of ISO 4217, and how many decimals the minor unit of each has; lib/currencies.ts is the same table. A code is
-- added when ISO adds it, and neither changed nor taken out: there may be amounts in it.
create table private.currencies (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  digits smallint not null
);
insert into private.currencies (code, digits)
select unnest(string_to_array(codes, ' ')), digits
from (values
  (0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  (2, 'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU '
    || 'CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES '
    || 'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR '
    || 'NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP '
    || 'TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG'),
  (3, 'BHD IQD JOD KWD LYD OMR TND'),
  (4, 'CLF UYW')
) as listed (digits, codes);

-- One merchant's store: a tenant. Every business row carries its shop_id.
create table public.shops (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 40),
  -- /admin/verifications and /admin/fulfilment lead to the queue of whichever shop one works in
  constraint shops_slug_is_not_reserved check (slug not in ('verifications', 'fulfilment')),
  name text not null check (length(name) between 1 and 80),
  tagline text not null default '' check (length(tagline) <= 160),
  description text not null default '' check (length(description) <= 2000),
  announcement text check (length(announcement) <= 160),
  -- ISO 4217; every price, order and payment of the shop is in it
  currency text not null references private.currencies (code),
  -- how many decimals the minor unit of these amounts has: what the currency had when the shop was made
  minor_digits smallint not null,
  -- ISO 3166 alpha-2: phone numbers without a prefix and addresses are read as of this country
  country text not null check (country ~ '^[A-Z]{2}$'),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  contact_email text check (contact_email ~ '^[^@\s]+@[^@\s]+$'),
  contact_phone text,
  -- { "accent", "accent_ink", "hero_image", "hero_image_alt", … }: what makes the storefront look like this shop
  theme jsonb not null default '{}' check (jsonb_typeof(theme) = 'object'),
  published_at timestamptz,
  created_at timestamptz not null default now()
);

-- A shop is made with the decimals of its currency. They stay what they are, whatever becomes of the table: the amounts that were
-- stored meanwhile do not change with it.
create function private.pin_minor_digits()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  new.minor_digits := coalesce(new.minor_digits,
    (select currencies.digits from private.currencies where currencies.code = new.currency));
  return new;
end $$;

create trigger pin_minor_digits before insert on public.shops
for each row execute function private.pin_minor_digits();

-- The host names under which visitors find a shop, without port.
create table public.shop_domains (
  host text primary key check (host = lower(host) and host !~ '[:/\s]'),
  shop_id uuid not null references public.shops (id) on delete cascade,
  is_primary boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
create index shop_domains_shop_id_idx on public.shop_domains (shop_id);
create unique index shop_domains_primary_idx on public.shop_domains (shop_id) where is_primary;

-- What a merchant decides and a shopper need not know.
create table public.shop_settings (
  shop_id uuid primary key references public.shops (id) on delete cascade,
  -- how long an unpaid order stays payable
  payment_window interval not null default '24 hours' check (payment_window between '10 minutes' and '30 days'),
  -- how long staff have to find the money of a transfer whose proof was uploaded
  verification_window interval not null default '24 hours' check (verification_window between '10 minutes' and '30 days'),
  -- how long staff have to decide on a paid order whose stock is gone, before its money goes back by itself
  short_refund_after interval not null default '24 hours' check (short_refund_after between '10 minutes' and '30 days'),
  -- how long after delivery an order is closed when nothing is open
  complete_after interval not null default '7 days' check (complete_after between '1 hour' and '90 days'),
  -- refunds of more than this (minor units of the shop's currency) need a second person's yes; null: none does
  refund_approval_above_minor bigint check (refund_approval_above_minor >= 0),
  -- null: on as soon as the shop has a second member of staff
  separation_of_duties boolean,
  -- how much of a variant the unpaid orders of one customer, or of one network address, may hold: this share of what is not sold, or
  -- this many units where that is more. Orders beyond it are placed, and hold nothing until they are paid or confirmed
  reserve_share numeric(3, 2) not null default 0.5 check (reserve_share > 0 and reserve_share <= 1),
  reserve_units int not null default 3 check (reserve_units between 1 and 1000000),
  -- how many unpaid orders of one customer may hold stock at a time; null: any number
  max_unpaid_orders int default 5 check (max_unpaid_orders between 1 and 1000),
  -- cash orders above this total (minor units of the shop's currency), of customers who have had no parcel yet, are confirmed by the
  -- link of an email; null: none is
  cash_link_above_minor bigint default 0 check (cash_link_above_minor >= 0),
  -- an order that costs nothing waits for the shop's yes unless this is on
  accepts_free_orders boolean not null default false,
  -- a parcel leaves with the number under which its courier is followed; off where own riders bring them
  requires_tracking boolean not null default true,
  updated_at timestamptz not null default now()
);

-- Every shop has its settings from the start, with the defaults of the table: nothing that reads them has to invent any.
create function private.create_shop_settings()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.shop_settings (shop_id) values (new.id);
  return null;
end $$;

create trigger create_shop_settings after insert on public.shops
for each row execute function private.create_shop_settings();

-- They go with their shop only.
create function private.keep_shop_settings()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if exists (select from public.shops where shops.id = old.shop_id) then
    perform private.refuse(403, 'forbidden');
  end if;
  return null;
end $$;

create trigger keep_shop_settings after delete on public.shop_settings
for each row execute function private.keep_shop_settings();

-- The ways in which a shop is paid, and what each promises about stock.
create table public.payment_methods (
  shop_id uuid not null references public.shops (id) on delete cascade,
  method public.payment_method not null,
  stock_policy public.stock_policy not null,
  -- how long the stock is promised; null where the policy promises none
  lock_for interval check (lock_for between '1 minute' and '7 days'),
  label text not null check (length(label) between 1 and 60),
  description text not null default '' check (length(description) <= 300),
  is_enabled boolean not null default true,
  -- an order waits as requested until the shop (or a call to the shopper) has said yes
  requires_acceptance boolean not null default false,
  -- of cash: the shopper may say it, too, by the link in a mail that goes to whoever ordered
  accept_by_link boolean not null default false,
  -- cash only up to this total (minor units of the shop's currency), only in these regions or cities, only with fewer orders
  -- under way than this, and only with fewer parcels refused at the door before than this; null: no limit
  max_total_minor bigint check (max_total_minor > 0),
  regions text[] check (cardinality(regions) between 1 and 200),
  max_open_orders int check (max_open_orders between 1 and 100),
  max_refusals int check (max_refusals between 1 and 100),
  position int not null default 0,
  primary key (shop_id, method),
  check ((stock_policy in ('lock_then_deduct', 'lock_until_verified')) = (lock_for is not null)),
  -- cash is confirmed at placement, so its stock is deducted then
  check (method <> 'cod' or stock_policy in ('deduct_now', 'untracked')),
  constraint payment_methods_cash_limits_check check (method = 'cod' or (not accept_by_link
    and max_total_minor is null and regions is null and max_open_orders is null and max_refusals is null))
);

-- A person, as the sign-in knows them.
create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  name text not null default '' check (length(name) <= 120),
  -- E.164: orders with this number are this person's own (private.is_own_order). Hidden from colleagues
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  created_at timestamptz not null default now()
);

-- Who works in which shop, in which role.
create table public.staff (
  shop_id uuid not null references public.shops (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  role public.staff_role not null,
  created_at timestamptz not null default now(),
  primary key (shop_id, user_id)
);
create index staff_user_id_idx on public.staff (user_id);

-- Who runs the deployment, and sees what belongs to no shop: a webhook about a payment that is not ours.
create table public.platform_operators (
  user_id uuid primary key references public.profiles (user_id) on delete cascade,
  created_at timestamptz not null default now()
);

-- Roles are presets over permissions.
create table public.role_permissions (
  role public.staff_role not null,
  permission public.permission not null,
  primary key (role, permission)
);

insert into public.role_permissions (role, permission)
select role, permission
from unnest(enum_range(null::public.permission)) as permission,
  unnest(array['owner', 'admin']::public.staff_role[]) as role
union all
select role::public.staff_role, permission::public.permission
from (values
  ('verifier', array['orders.read', 'orders.create', 'orders.accept', 'orders.hold', 'orders.cancel', 'orders.note', 'payments.read', 'payments.verify', 'payments.check', 'customers.read', 'stock.read']),
  ('fulfiller', array['orders.read', 'orders.process', 'orders.ship', 'orders.deliver', 'orders.return', 'orders.complete', 'orders.hold', 'orders.note', 'customers.read', 'stock.read']),
  ('catalog', array['catalog.write', 'stock.read', 'stock.adjust']),
  ('finance', array['orders.read', 'orders.note', 'payments.read', 'payments.check', 'refunds.issue', 'refunds.approve', 'disputes.manage', 'exceptions.resolve', 'webhooks.replay', 'customers.read', 'logs.read']),
  ('auditor', array['orders.read', 'payments.read', 'customers.read', 'stock.read', 'logs.read'])
) as preset (role, permissions), unnest(permissions) as permission;

-- Refusals

-- Refuses with a reason that the caller can act on: PostgREST answers with the HTTP status behind 'PT'.
-- The words for people live in lib/refusals.ts. Raising rolls everything back, so a refusal leaves nothing half-done.
create function private.refuse(status int, reason text, details jsonb default null, field text default null)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT' || status,
    message = reason,
    detail = coalesce(details::text, ''),
    hint = coalesce(field, '');
end $$;

-- Who is asking

-- The shops in which the caller holds a permission. Used as `shop_id in (select …)`, so that it runs once a query.
create function private.permitted_shops(permission public.permission)
returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select staff.shop_id
  from public.staff
  join public.role_permissions using (role)
  where staff.user_id = (select auth.uid()) and role_permissions.permission = permitted_shops.permission
$$;

create function private.has_permission(shop_id uuid, permission public.permission)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select exists (
      select from public.staff
      join public.role_permissions using (role)
      where staff.user_id = (select auth.uid())
        and staff.shop_id = has_permission.shop_id
        and role_permissions.permission = has_permission.permission
    )
  );
end $$;

-- The shops in which the caller works, whatever the role.
create function private.my_shops()
returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select staff.shop_id from public.staff where staff.user_id = (select auth.uid())
$$;

-- Whether a server of ours is asking, with the secret key; a job inside the database counts as one.
-- The setting survives into definer functions, where current_user does not.
create function private.is_service()
returns boolean
language sql stable
set search_path = ''
as $$ select current_setting('role') not in ('anon', 'authenticated') $$;

create function private.is_operator()
returns boolean
language sql stable security definer
set search_path = ''
as $$ select exists (select from public.platform_operators where user_id = (select auth.uid())) $$;

-- Whether one person may not do two halves of one thing in this shop: confirm a payment and ship it, ask for a refund and
-- approve it, verify one's own order.
create function private.separates_duties(shop_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(
      (select settings.separation_of_duties from public.shop_settings as settings
        where settings.shop_id = separates_duties.shop_id),
      (select count(*) > 1 from public.staff where staff.shop_id = separates_duties.shop_id))
  );
end $$;

-- The host name that leads to a shop from outside, in links of emails and where a gateway sends a payer back to: its primary one,
-- else its oldest; null: it has none.
create function private.shop_host(shop_id uuid)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select domains.host from public.shop_domains as domains where domains.shop_id = shop_host.shop_id
    order by domains.is_primary desc, domains.created_at, domains.host limit 1
  );
end $$;

-- The same for the server that writes the link. To know a shop's id is to know of the shop.
create function public.get_shop_host(shop_id uuid)
returns text
language plpgsql stable security definer
set search_path = ''
as $$ begin return private.shop_host(shop_id); end $$;

-- Names of places as they can be compared: lower case, without accents, with single spaces. lib/store/checkout/places.ts does the same.
create function private.place_name(typed text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return trim(regexp_replace(lower(regexp_replace(normalize(typed, nfkd), '[\u0300-\u036f]', '', 'g')), '[ \t\n\r\f\v]+', ' ', 'g'));
end $$;

-- Whether an address is in one of these regions or cities, however they are written; null is everywhere. The one rule for where
-- parcels go and where cash is taken.
create function private.is_in_regions(regions text[], address jsonb)
returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
  return regions is null or exists (
    select from unnest(regions) as served
    where private.place_name(served) in (private.place_name(address ->> 'region'), private.place_name(address ->> 'city'))
  );
end $$;

create function private.sha256(value text)
returns bytea
language sql immutable strict
set search_path = ''
as $$ select sha256(convert_to(value, 'UTF8')) $$;

-- Everybody who signs up gets a profile.
create function private.create_profile()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.profiles (user_id, name)
  values (new.id, left(coalesce(new.raw_user_meta_data ->> 'name', ''), 120))
  on conflict (user_id) do nothing;
  return new;
end $$;

create trigger create_profile after insert on auth.users
for each row execute function private.create_profile();

-- Log

-- Append-only: one row per change, chained per entity, so that a rewritten row breaks every later hash.
create table public.activity_logs (
  entity_type text not null,
  entity_id uuid not null,
  seq int not null check (seq > 0),
  -- null: the deployment's own, such as what each role may do
  shop_id uuid references public.shops (id),
  actor uuid,
  -- as the person was called then: a later name, or none any more, changes nothing here
  actor_name text,
  -- a staff role, or 'shopper', 'system', 'gateway'
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

-- What a row's hash covers: everything in it but the hash.
create function private.activity_hash(log public.activity_logs)
returns bytea
language sql stable
set search_path = ''
as $$
  select sha256(
    coalesce(log.prev_hash, ''::bytea) || convert_to(jsonb_build_array(
      log.entity_type, log.entity_id, log.seq, log.shop_id, log.actor, log.actor_name, log.actor_role, log.action,
      log.old_value, log.new_value, log.note, log.request_id,
      extract(epoch from log.created_at)
    )::text, 'UTF8')
  )
$$;

-- Chains the row behind the entity's last one. Callers hold the entity's row lock; should one not, the primary key
-- lets only one of two equal sequence numbers in.
create function private.chain_activity()
returns trigger
language plpgsql security definer
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
language plpgsql
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

-- The role in which the caller acts on a shop: staff by their role, everybody else a shopper, our servers 'system'.
create function private.actor_role(shop_id uuid)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(
      (select staff.role::text from public.staff
        where staff.shop_id = actor_role.shop_id and staff.user_id = (select auth.uid())),
      case when private.is_service() then 'system' else 'shopper' end
    )
  );
end $$;

-- Writes one log row for the caller. `request_id` is the caller's X-Request-Id, when there is one.
create function private.log_activity(
  shop_id uuid, entity_type text, entity_id uuid, action text,
  old_value jsonb default null, new_value jsonb default null, note text default null, actor_role text default null
)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.activity_logs
    (entity_type, entity_id, seq, shop_id, actor, actor_name, actor_role, action, old_value, new_value, note, request_id, hash)
  values (
    entity_type, entity_id, 1, shop_id, (select auth.uid()),
    (select nullif(profiles.name, '') from public.profiles where profiles.user_id = (select auth.uid())),
    coalesce(actor_role, private.actor_role(shop_id)), action, old_value, new_value, note,
    left(nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-request-id', 100), ''
  );
end $$;

-- Proves that no row of an entity's log was changed, removed or slipped in.
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

-- Logs what was added to a table, changed or taken away, by whichever path it came: the columns that differ, before and after, and
-- nothing where none does. Arguments: whose chain it is written to, the column with that entity's id (of the deployment: none), and
-- columns that say nothing by themselves. A row's own chain is guarded by the lock on the row; one that several rows share, by a
-- lock on what they belong to. `note`: which row it was, in words.
create function private.log_edit()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_after, v_before);
  v_entity_id uuid := coalesce(v_row ->> tg_argv[1], '00000000-0000-0000-0000-000000000000');
  v_old jsonb;
  v_new jsonb;
begin
  select jsonb_object_agg(key, v_before -> key) filter (where tg_op = 'UPDATE' or v_before -> key <> 'null'),
    jsonb_object_agg(key, v_after -> key) filter (where tg_op = 'UPDATE' or v_after -> key <> 'null')
  into v_old, v_new
  from jsonb_object_keys(v_row) as key
  where key <> all (array['id', 'shop_id', 'created_at', 'updated_at'] || tg_argv[2:])
    and v_before -> key is distinct from v_after -> key;
  if v_old is null and v_new is null then
    return null;
  end if;
  if tg_argv[0] = 'shop' then
    perform 1 from public.shops where shops.id = v_entity_id for no key update;
  elsif tg_argv[0] = 'staff' then
    perform 1 from public.profiles where profiles.user_id = v_entity_id for no key update;
  elsif tg_argv[0] = 'deployment' then
    perform pg_advisory_xact_lock(hashtextextended('activity:deployment', 0));
  end if;
  perform private.log_activity(
    (case tg_table_name when 'shops' then v_row ->> 'id' else v_row ->> 'shop_id' end)::uuid, tg_argv[0], v_entity_id,
    case tg_op when 'INSERT' then 'add_' when 'UPDATE' then 'edit_' else 'delete_' end || tg_table_name, v_old, v_new,
    coalesce(v_row ->> 'method', v_row ->> 'action', v_row ->> 'account_number', v_row ->> 'sku', v_row ->> 'host', v_row ->> 'alt',
      v_row ->> 'name', (select nullif(profiles.name, '') from public.profiles
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
-- who works in a shop, and as what: a chain per person, since one may work in several shops
create trigger log_edit after insert or update or delete on public.staff
for each row execute function private.log_edit('staff', 'user_id');
create trigger log_edit after insert or update or delete on public.role_permissions
for each row execute function private.log_edit('deployment', '');
create trigger log_edit after insert or update or delete on public.platform_operators
for each row execute function private.log_edit('deployment', '');

-- Logs a new name or phone number in each shop in which the person works. The number decides whose orders they may not verify, and
-- the name is what later entries of the log call them: whoever takes on another for a moment is seen to have done so.
create function private.log_profile()
returns trigger
language plpgsql security definer
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

-- The caller's own phone number, which nobody else is told.
create function public.get_own_phone()
returns text
language sql stable security definer
set search_path = ''
as $$ select profiles.phone from public.profiles where profiles.user_id = (select auth.uid()) $$;

-- The ways of paying of a shop with all that it has settled about them, in the order in which they are offered. For its staff.
-- Refuses `forbidden` (403).
create function public.list_payment_methods(shop text)
returns setof public.payment_methods
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_payment_methods.shop);
begin
  if v_shop_id is null or v_shop_id not in (select private.my_shops()) then
    perform private.refuse(403, 'forbidden');
  end if;
  return query
    select * from public.payment_methods as methods where methods.shop_id = v_shop_id
    order by methods.position, methods.method;
end $$;

-- Policies: a published shop is public; what it settles with its staff is theirs.

alter table public.shops enable row level security;
alter table public.shop_domains enable row level security;
alter table public.shop_settings enable row level security;
alter table public.payment_methods enable row level security;
alter table public.profiles enable row level security;
alter table public.staff enable row level security;
alter table public.platform_operators enable row level security;
alter table public.role_permissions enable row level security;
alter table public.activity_logs enable row level security;

create policy select_public on public.shops for select to anon
  using (published_at is not null);
create policy select_public_or_staff on public.shops for select to authenticated
  using (published_at is not null or id in (select private.my_shops()));
create policy update_staff on public.shops for update to authenticated
  using (id in (select private.permitted_shops('settings.write')))
  with check (id in (select private.permitted_shops('settings.write')));

create policy select_public on public.shop_domains for select to anon, authenticated
  using (shop_id in (select shops.id from public.shops));

create policy select_staff on public.shop_settings for select to authenticated
  using (shop_id in (select private.my_shops()));
create policy update_staff on public.shop_settings for update to authenticated
  using (shop_id in (select private.permitted_shops('settings.write')))
  with check (shop_id in (select private.permitted_shops('settings.write')));

create policy select_public on public.payment_methods for select to anon
  using (is_enabled and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.payment_methods for select to authenticated
  using ((is_enabled and shop_id in (select shops.id from public.shops)) or shop_id in (select private.my_shops()));

create policy update_staff on public.payment_methods for update to authenticated
  using (shop_id in (select private.permitted_shops('settings.write')))
  with check (shop_id in (select private.permitted_shops('settings.write')));

create policy select_self on public.platform_operators for select to authenticated
  using (user_id = (select auth.uid()));

create policy select_self_or_colleague on public.profiles for select to authenticated
  using (user_id = (select auth.uid())
    or user_id in (select staff.user_id from public.staff where staff.shop_id in (select private.my_shops())));
create policy update_self on public.profiles for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

create policy select_colleague on public.staff for select to authenticated
  using (shop_id in (select private.my_shops()));

create policy select_staff on public.role_permissions for select to authenticated
  using (true);

create policy select_staff on public.activity_logs for select to authenticated
  using (shop_id in (select private.permitted_shops('logs.read')) or (shop_id is null and (select private.is_operator())));

-- Grants

-- A visitor reads the columns that the storefront shows, and no other: one that is added later stays closed until it is named here.
grant select (id, slug, name, tagline, description, announcement, currency, country, locale, time_zone, contact_email,
  contact_phone, theme) on public.shops to anon;
grant select (host, shop_id, is_primary) on public.shop_domains to anon;
grant select on public.shops, public.shop_domains to authenticated;
-- What somebody would have to know to get around the limits is told to nobody with an account either: anybody can sign up. Staff
-- get it by list_payment_methods. The checkout says beforehand up to which total and where there is cash.
grant select (shop_id, method, label, description, max_total_minor, regions, position) on public.payment_methods
  to anon, authenticated;
grant select on public.shop_settings, public.staff, public.role_permissions, public.activity_logs,
  public.platform_operators to authenticated;
grant select (user_id, name, created_at) on public.profiles to authenticated;
grant update (name, tagline, description, announcement, contact_email, contact_phone, theme) on public.shops to authenticated;
grant update (payment_window, verification_window, short_refund_after, complete_after, refund_approval_above_minor,
  separation_of_duties, reserve_share, reserve_units, max_unpaid_orders, cash_link_above_minor, accepts_free_orders, requires_tracking)
  on public.shop_settings to authenticated;
grant update (stock_policy, lock_for, label, description, is_enabled, requires_acceptance, accept_by_link, max_total_minor,
  regions, max_open_orders, max_refusals, position) on public.payment_methods to authenticated;
grant update (name, phone) on public.profiles to authenticated;
grant select on public.activity_logs to service_role;
grant select, insert, update, delete on
  public.shops, public.shop_domains, public.shop_settings, public.payment_methods,
  public.profiles, public.staff, public.platform_operators, public.role_permissions to service_role;

grant execute on function private.permitted_shops(public.permission), private.my_shops(), private.is_operator()
  to authenticated;
grant execute on function public.get_own_phone(), public.list_payment_methods(text) to authenticated, service_role;
grant execute on function public.get_shop_host(uuid) to anon, authenticated, service_role;
grant execute on function public.verify_activity_chain(text, uuid) to service_role;
