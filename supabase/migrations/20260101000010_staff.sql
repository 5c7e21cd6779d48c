-- Staff: who works in which shop, what each role may do, and who sees which shops and people.

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

-- Tables

-- A person with an account.
create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  name text not null default '' check (length(name) <= 120),
  -- E.164: orders with this number are this person's own (private.is_own_order). Hidden from colleagues
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  created_at timestamptz not null default now()
);

-- The staff of each shop, with their roles.
create table public.staff (
  shop_id uuid not null references public.shops (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  role public.staff_role not null,
  created_at timestamptz not null default now(),
  primary key (shop_id, user_id)
);
create index staff_user_id_idx on public.staff (user_id);

-- The people who run the deployment. They see what belongs to no shop, such as a webhook about an unknown payment.
create table public.platform_operators (
  user_id uuid primary key references public.profiles (user_id) on delete cascade,
  created_at timestamptz not null default now()
);

-- A role is a preset of permissions.
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
  ('verifier', array['orders.read', 'orders.create', 'orders.accept', 'orders.hold', 'orders.cancel', 'orders.note',
    'payments.read', 'payments.verify', 'payments.check', 'customers.read', 'stock.read']),
  ('fulfiller', array['orders.read', 'orders.process', 'orders.ship', 'orders.deliver', 'orders.return', 'orders.complete',
    'orders.hold', 'orders.note', 'customers.read', 'stock.read']),
  ('catalog', array['catalog.write', 'stock.read', 'stock.adjust']),
  ('finance', array['orders.read', 'orders.note', 'payments.read', 'payments.check', 'refunds.issue', 'refunds.approve',
    'disputes.manage', 'exceptions.resolve', 'webhooks.replay', 'customers.read', 'logs.read']),
  ('auditor', array['orders.read', 'payments.read', 'customers.read', 'stock.read', 'logs.read'])
) as preset (role, permissions), unnest(permissions) as permission;

-- The caller

-- The shops in which the caller holds a permission. Used as `shop_id in (select …)`, so that it runs once per query.
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

-- The shops in which the caller works, in any role.
create function private.my_shops()
returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select staff.shop_id from public.staff where staff.user_id = (select auth.uid())
$$;

-- Whether the caller is one of our servers, with the secret key; a job inside the database counts as one. Reads the setting `role`, because
-- current_user is the owner inside a definer function.
create function private.is_service()
returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return current_setting('role') not in ('anon', 'authenticated');
end $$;

create function private.is_operator()
returns boolean
language sql stable security definer
set search_path = ''
as $$ select exists (select from public.platform_operators where user_id = (select auth.uid())) $$;

-- Whether this shop separates duties: no one may ship an order whose payment they confirmed, approve their own refund, or verify their own
-- order.
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

-- The role in which the caller acts on a shop: a staff member's role, 'system' for our servers, 'shopper' for anyone else.
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

-- Everyone who signs up gets a profile.
create function private.create_profile()
returns trigger
language plpgsql volatile security definer
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

-- Reads for staff

-- The caller's own phone number, which no one else can read.
create function public.get_own_phone()
returns text
language sql stable security definer
set search_path = ''
as $$ select profiles.phone from public.profiles where profiles.user_id = (select auth.uid()) $$;
comment on function public.get_own_phone is 'The caller''s own phone number.';

-- The payment methods of a shop with all their settings, in the order in which they are offered. For its staff.
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
comment on function public.list_payment_methods is 'The payment methods of a shop with all their settings, for its staff.';

-- Policies: a published shop is public; its settings are for its staff.

alter table public.shops enable row level security;
alter table public.shop_domains enable row level security;
alter table public.shop_settings enable row level security;
alter table public.payment_methods enable row level security;
alter table public.profiles enable row level security;
alter table public.staff enable row level security;
alter table public.platform_operators enable row level security;
alter table public.role_permissions enable row level security;

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

-- Grants

-- A visitor reads only the columns that the storefront shows: a new column stays closed until it is named here.
grant select (id, slug, name, tagline, description, announcement, currency, country, locale, time_zone, contact_email,
  contact_phone, theme) on public.shops to anon;
grant select (host, shop_id, is_primary) on public.shop_domains to anon;
grant select on public.shops, public.shop_domains to authenticated;
-- The other columns are hidden from signed-in users, too, since anyone can sign up: limits are easier to evade once they are known. Staff
-- read them with list_payment_methods; the checkout shows the cash limit and regions in advance.
grant select (shop_id, method, label, description, max_total_minor, regions, position) on public.payment_methods
  to anon, authenticated;
grant select on public.shop_settings, public.staff, public.role_permissions, public.platform_operators to authenticated;
grant select (user_id, name, created_at) on public.profiles to authenticated;
grant update (name, tagline, description, announcement, contact_email, contact_phone, theme) on public.shops to authenticated;
grant update (payment_window, verification_window, short_refund_after, complete_after, refund_approval_above_minor,
  separation_of_duties, reserve_share, reserve_units, max_unpaid_orders, cash_link_above_minor, accepts_free_orders, requires_tracking,
  low_stock_at)
  on public.shop_settings to authenticated;
grant update (stock_policy, lock_for, label, description, is_enabled, requires_acceptance, accept_by_link, max_total_minor,
  regions, max_open_orders, max_refusals, position) on public.payment_methods to authenticated;
grant update (name, phone) on public.profiles to authenticated;
grant select, insert, update, delete on
  public.shops, public.shop_domains, public.shop_settings, public.payment_methods,
  public.profiles, public.staff, public.platform_operators, public.role_permissions to service_role;

grant execute on function private.permitted_shops(public.permission), private.my_shops(), private.is_operator() to authenticated;
grant execute on function public.get_own_phone(), public.list_payment_methods(text) to authenticated, service_role;
