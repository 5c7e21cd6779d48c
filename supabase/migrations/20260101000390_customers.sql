-- Customers: who bought in a shop, and where their parcels went.

-- Tables

-- A person who bought in a shop. The same email address in two shops is two customers.
create table public.customers (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  -- the account; set at the first checkout while signed in
  user_id uuid references public.profiles (user_id) on delete set null,
  email text not null check (email = lower(email)),
  name text not null,
  phone text not null,
  created_at timestamptz not null default now(),
  constraint customers_shop_id_email_key unique (shop_id, email),
  unique (shop_id, id)
);
create index customers_user_id_idx on public.customers (user_id);

-- The address book of customers with an account.
create table public.addresses (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  customer_id uuid not null,
  line1 text not null check (length(line1) between 1 and 200),
  line2 text check (length(line2) <= 200),
  -- what a courier looks for where streets have no numbers
  landmark text check (length(landmark) <= 200),
  city text not null check (length(city) between 1 and 100),
  region text check (length(region) <= 100),
  postcode text check (length(postcode) <= 20),
  country text not null check (country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null default now(),
  unique (shop_id, id),
  foreign key (shop_id, customer_id) references public.customers (shop_id, id) on delete cascade
);
create index addresses_customer_idx on public.addresses (shop_id, customer_id);

-- Policies and grants: staff read their shop's, shoppers with an account their own.

alter table public.customers enable row level security;
alter table public.addresses enable row level security;

create policy select_self_or_staff on public.customers for select to authenticated
  using (user_id = (select auth.uid()) or shop_id in (select private.permitted_shops('customers.read')));
create policy select_self_or_staff on public.addresses for select to authenticated
  using (shop_id in (select private.permitted_shops('customers.read'))
    or customer_id in (select customers.id from public.customers where customers.user_id = (select auth.uid())));

grant select on public.customers, public.addresses to authenticated, service_role;
