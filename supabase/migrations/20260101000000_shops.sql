-- Shops, and what all later files build on: no default privileges, and refusals.

-- Nothing is callable until a migration says so.
alter default privileges in schema public revoke execute on functions from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

-- Internal functions and tables; PostgREST does not serve this schema.
create schema private;
grant usage on schema private to anon, authenticated, service_role;

-- Types

create type public.payment_method as enum ('paystack', 'bank_transfer', 'cod');

-- How an order of this method treats stock (docs/model.md, "Stock").
create type public.stock_policy as enum (
  'lock_then_deduct', 'lock_until_verified', 'deduct_on_confirm', 'deduct_now', 'untracked'
);

-- Refusals

-- Refuses with a reason that the caller can act on: PostgREST answers with the HTTP status after 'PT'.
-- The texts for people are in lib/messages/refusals.en.json. Raising rolls everything back, so a refusal leaves nothing half-done.
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

-- Tables

-- The currencies of ISO 4217 and the number of decimals of each; lib/currencies.ts has the same table. Codes that ISO adds are added here;
-- no code is changed or removed, since stored amounts may use it.
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
  -- /admin/verifications and /admin/fulfilment lead to the queue of the shop in which the person works
  constraint shops_slug_is_not_reserved check (slug not in ('verifications', 'fulfilment')),
  name text not null check (length(name) between 1 and 80),
  tagline text not null default '' check (length(tagline) <= 160),
  description text not null default '' check (length(description) <= 2000),
  announcement text check (length(announcement) <= 160),
  -- ISO 4217; every price, order and payment of the shop is in it
  currency text not null references private.currencies (code),
  -- the number of decimals of these amounts: that of the currency when the shop was created
  minor_digits smallint not null,
  -- ISO 3166 alpha-2: the country of addresses, and of phone numbers without a country code
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

-- A shop gets the decimals of its currency when it is created. They never change afterwards, even if the table of currencies does:
-- otherwise the stored amounts would mean something else.
create function private.set_minor_digits()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  new.minor_digits := coalesce(new.minor_digits,
    (select currencies.digits from private.currencies where currencies.code = new.currency));
  return new;
end $$;

create trigger set_minor_digits before insert on public.shops
for each row execute function private.set_minor_digits();

-- The host names under which visitors find a shop, without port.
create table public.shop_domains (
  host text primary key check (host = lower(host) and host !~ '[:/\s]'),
  shop_id uuid not null references public.shops (id) on delete cascade,
  is_primary boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
create index shop_domains_shop_id_idx on public.shop_domains (shop_id);
create unique index shop_domains_primary_idx on public.shop_domains (shop_id) where is_primary;

-- Settings of a shop that shoppers do not see.
create table public.shop_settings (
  shop_id uuid primary key references public.shops (id) on delete cascade,
  -- how long an unpaid order stays payable
  payment_window interval not null default '24 hours'
    constraint shop_settings_payment_window_check check (payment_window between '10 minutes' and '30 days'),
  -- how long staff have to find the money of a transfer whose proof was uploaded
  verification_window interval not null default '24 hours'
    constraint shop_settings_verification_window_check check (verification_window between '10 minutes' and '30 days'),
  -- how long staff have to decide on a paid order whose stock is gone, before its money is refunded automatically
  short_refund_after interval not null default '24 hours'
    constraint shop_settings_short_refund_after_check check (short_refund_after between '10 minutes' and '30 days'),
  -- how long after delivery an order is closed when nothing is open
  complete_after interval not null default '7 days'
    constraint shop_settings_complete_after_check check (complete_after between '1 hour' and '90 days'),
  -- refunds of more than this (minor units of the shop's currency) need a second person's approval; null: none does
  refund_approval_above_minor bigint
    constraint shop_settings_refund_approval_above_minor_check check (refund_approval_above_minor >= 0),
  -- null: on as soon as the shop has a second member of staff
  separation_of_duties boolean,
  -- how much of a variant the unpaid orders of one customer, or of one network address, may reserve: this share of the unsold units, or
  -- `reserve_units` if that is more. Orders beyond it are placed, but reserve nothing until they are paid or confirmed
  reserve_share numeric(3, 2) not null default 0.5
    constraint shop_settings_reserve_share_check check (reserve_share > 0 and reserve_share <= 1),
  reserve_units int not null default 3 constraint shop_settings_reserve_units_check check (reserve_units between 1 and 1000000),
  -- how many unpaid orders of one customer may reserve stock at a time; null: any number
  max_unpaid_orders int default 5 constraint shop_settings_max_unpaid_orders_check check (max_unpaid_orders between 1 and 1000),
  -- cash orders above this total (minor units of the shop's currency) are confirmed by a link in an email, unless the customer has kept a
  -- parcel of the shop before, or is signed in and has confirmed the order's email address; null: none are
  cash_link_above_minor bigint default 0 constraint shop_settings_cash_link_above_minor_check check (cash_link_above_minor >= 0),
  -- an order that costs nothing waits for the shop's approval unless this is on
  accepts_free_orders boolean not null default false,
  -- a shipment needs a tracking number; off for shops whose own riders deliver
  requires_tracking boolean not null default true,
  -- a variant without a level of its own is low on stock when it has this many unsold units or fewer
  low_stock_at int not null default 3 constraint shop_settings_low_stock_at_check check (low_stock_at between 0 and 1000000),
  updated_at timestamptz not null default now()
);

-- Every shop has a settings row from the start, with the defaults of the table, so readers need no fallback.
create function private.create_shop_settings()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.shop_settings (shop_id) values (new.id);
  return null;
end $$;

create trigger create_shop_settings after insert on public.shops
for each row execute function private.create_shop_settings();

-- Settings are deleted only with their shop.
create function private.refuse_settings_delete()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if exists (select from public.shops where shops.id = old.shop_id) then
    perform private.refuse(403, 'forbidden');
  end if;
  return null;
end $$;

create trigger refuse_settings_delete after delete on public.shop_settings
for each row execute function private.refuse_settings_delete();

-- The payment methods of a shop, and how each reserves stock.
create table public.payment_methods (
  shop_id uuid not null references public.shops (id) on delete cascade,
  method public.payment_method not null,
  stock_policy public.stock_policy not null,
  -- how long the stock is reserved; null if the policy reserves none
  lock_for interval constraint payment_methods_lock_for_check check (lock_for between '1 minute' and '7 days'),
  label text not null check (length(label) between 1 and 60),
  description text not null default '' check (length(description) <= 300),
  is_enabled boolean not null default true,
  -- an order stays `requested` until the shop accepts it, for example after a call to the shopper
  requires_acceptance boolean not null default false,
  -- for cash: the shopper may also confirm it, by a link sent to the order's email address
  accept_by_link boolean not null default false,
  -- limits of cash: up to this total (minor units of the shop's currency), in these regions or cities, for customers with fewer open orders
  -- and fewer refused deliveries than these numbers; null: no limit
  max_total_minor bigint constraint payment_methods_max_total_minor_check check (max_total_minor > 0),
  regions text[] constraint payment_methods_regions_check check (cardinality(regions) between 1 and 200),
  max_open_orders int constraint payment_methods_max_open_orders_check check (max_open_orders between 1 and 100),
  max_refusals int constraint payment_methods_max_refusals_check check (max_refusals between 1 and 100),
  position int not null default 0,
  primary key (shop_id, method),
  constraint payment_methods_promise_check check ((stock_policy in ('lock_then_deduct', 'lock_until_verified')) = (lock_for is not null)),
  -- a cash order waits for no payment, so its stock is deducted as soon as it is confirmed
  constraint payment_methods_cash_stock_check check (method <> 'cod' or stock_policy in ('deduct_now', 'untracked')),
  constraint payment_methods_cash_limits_check check (method = 'cod' or (not accept_by_link
    and max_total_minor is null and regions is null and max_open_orders is null and max_refusals is null))
);

-- Queries about a shop

-- The host name for links in emails, and for the URL to which a gateway sends a payer back: the primary one, else the oldest; null: the
-- shop has none.
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

-- As private.shop_host, for the server that writes the link. It needs no permission: a caller who has a shop's id knows that the shop
-- exists.
create function public.get_shop_host(shop_id uuid)
returns text
language plpgsql stable security definer
set search_path = ''
as $$ begin return private.shop_host(shop_id); end $$;
comment on function public.get_shop_host is 'The host name for links to a shop, for the server that writes a link.';

-- The name of a place in a form that can be compared: lower case, without accents, with single spaces. lib/store/checkout/places.ts does
-- the same.
create function private.place_name(input text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return trim(regexp_replace(lower(regexp_replace(normalize(input, nfkd), '[\u0300-\u036f]', '', 'g')), '[ \t\n\r\f\v]+', ' ', 'g'));
end $$;

-- Whether an address is in one of these regions or cities, regardless of case and accents; null: everywhere. The only rule for where the
-- shop delivers and where it takes cash.
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

-- Whether visitors may know that a shop exists: it is published, or has received an order.
create function private.is_discoverable(shop public.shops)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return shop.published_at is not null or exists (select from public.orders where orders.shop_id = shop.id);
end $$;

-- The shop that has claimed a host name: one row with its slug, or with null while visitors may not know that the shop exists; no row if no
-- shop has claimed it. The functions and policies that read the shop decide what else visitors see.
create function public.find_shop(host text)
returns table (slug text)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
    select case when private.is_discoverable(shops) then shops.slug end
    from public.shop_domains as domains join public.shops on shops.id = domains.shop_id
    where domains.host = find_shop.host;
end $$;
comment on function public.find_shop is 'The shop that has claimed a host name.';

-- What the pages of existing orders show of a shop that is no longer published: { id, slug, name, tagline, currency, country, locale,
-- time_zone, contact_email, contact_phone, theme }. Null for any other shop.
create function public.get_closed_shop(slug text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select to_jsonb(face) from (
      select shops.id, shops.slug, shops.name, shops.tagline, shops.currency, shops.country, shops.locale, shops.time_zone,
        shops.contact_email, shops.contact_phone, shops.theme
      from public.shops
      where shops.slug = get_closed_shop.slug and shops.published_at is null and private.is_discoverable(shops)) as face
  );
end $$;
comment on function public.get_closed_shop is 'What the pages of existing orders show of a shop that is no longer published.';

grant execute on function public.get_shop_host(uuid), public.find_shop(text), public.get_closed_shop(text)
  to anon, authenticated, service_role;
