-- The catalogue of a shop: categories, products, their variants and pictures.
-- Anyone may read what is published. Staff with `catalog.write` may edit the tables directly, under the policies below; the admin calls
-- functions such as save_product.

-- Types

create type public.product_condition as enum ('new', 'second_hand');

-- How a sale is taxed. Prices include taxes: the class is copied into the order, for the shop's books.
create type public.tax_class as enum ('standard', 'reduced', 'zero_rated', 'exempt');

-- The options of a variant as one text, such as 'S / Red'; null without options.
create function private.option_title(options text[])
returns text
language plpgsql immutable
set search_path = ''
as $$ begin return nullif(array_to_string(options, ' / '), ''); end $$;

-- Tables

create table public.categories (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 80),
  description text not null default '' check (length(description) <= 500),
  image_src text,
  image_alt text,
  -- null: a top-level category
  parent_id uuid,
  -- its place among its siblings
  position int not null default 0,
  -- rises with every save, so that a save over a colleague's change can be refused
  version int not null default 1,
  constraint categories_slug_key unique (shop_id, slug),
  unique (shop_id, id),
  foreign key (shop_id, parent_id) references public.categories (shop_id, id)
);
create index categories_list_idx on public.categories (shop_id, position, id);
create index categories_parent_idx on public.categories (shop_id, parent_id, position, id);

create table public.products (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  category_id uuid,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 120),
  -- one line under the name in lists
  summary text not null default '' check (length(summary) <= 200),
  -- paragraphs, separated by an empty line
  description text not null default '' check (length(description) <= 8000),
  -- [{ "title": "How to use", "body": "…" }]: collapsible sections of the product page
  details jsonb not null default '[]' check (jsonb_typeof(details) = 'array' and length(details::text) <= 100000),
  condition public.product_condition not null default 'new',
  -- what search engines show; empty: name and summary
  seo_title text not null default '' check (length(seo_title) <= 80),
  seo_description text not null default '' check (length(seo_description) <= 300),
  is_featured boolean not null default false,
  position int not null default 0,
  -- when it is or will be published; null: a draft
  published_at timestamptz constraint products_published_at_check check (published_at between '2000-01-01' and '2200-01-01'),
  -- when it was archived: not for sale, and listed only with the filter for archived products
  archived_at timestamptz,
  -- rises with every save, so that a save over a colleague's change can be refused
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint products_slug_key unique (shop_id, slug),
  unique (shop_id, id),
  foreign key (shop_id, category_id) references public.categories (shop_id, id)
);
-- with what private.is_listed needs, so that a page of the storefront finds its place in a list without reading the products before it
create index products_category_idx on public.products (shop_id, category_id, position, id) include (published_at, archived_at);
create index products_list_idx on public.products (shop_id, position, id) include (published_at, archived_at);
create index products_featured_idx on public.products (shop_id, position, id) include (published_at, archived_at) where is_featured;
create index products_status_idx on public.products (shop_id, archived_at, published_at);
create index products_updated_idx on public.products (shop_id, updated_at, id);

-- What the variants of a product differ in, such as size and colour: three at most.
create table public.product_options (
  shop_id uuid not null,
  product_id uuid not null,
  position int not null constraint product_options_position_check check (position between 1 and 3),
  name text not null constraint product_options_name_check check (length(name) between 1 and 40),
  -- in the order in which they are shown
  choices text[] not null constraint product_options_choices_check
    check (cardinality(choices) between 1 and 1000 and length(array_to_string(choices, '')) <= 60000
      and array_position(choices, null) is null and array_position(choices, '') is null),
  primary key (product_id, position),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index product_options_product_idx on public.product_options (shop_id, product_id, position);

-- Labels by which staff group and find products.
create table public.product_tags (
  shop_id uuid not null,
  product_id uuid not null,
  -- without line breaks, because an export writes a product's tags as one list
  tag text not null constraint product_tags_tag_check check (length(tag) between 1 and 40 and tag = trim(tag) and tag !~ '[\n\r]'),
  primary key (product_id, tag),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index product_tags_tag_idx on public.product_tags (shop_id, tag, product_id);

-- The units of sale and stock (SKUs).
create table public.variants (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  product_id uuid not null,
  sku text not null check (length(sku) between 1 and 60),
  -- a GTIN, EAN or UPC, as scanned
  barcode text check (length(barcode) between 1 and 60),
  -- one choice of each option of the product, in their order
  options text[] not null default '{}' constraint variants_options_check
    check (cardinality(options) <= 3 and length(array_to_string(options, '')) <= 180 and array_position(options, null) is null
      and array_position(options, '') is null),
  -- the same as one text; null without options
  option_value text generated always as (private.option_title(options)) stored,
  -- minor units of the shop's currency; what the shopper pays, taxes included
  price_minor bigint not null check (price_minor between 0 and 100000000000),
  -- the former price, shown struck through; always higher
  compare_at_minor bigint constraint variants_compare_at_minor_check check (compare_at_minor > price_minor),
  -- what one unit costs the shop, for staff only
  cost_minor bigint check (cost_minor between 0 and 100000000000),
  weight_grams int check (weight_grams between 0 and 1000000),
  tax_class public.tax_class not null default 'standard',
  -- false: digital or made to order, without a quantity in stock
  is_tracked boolean not null default true,
  -- false: nothing is delivered, as for a service or store pickup. An order of only such items has no address
  needs_delivery boolean not null default true,
  -- still sold when the stock is used up: what is missing is sent later
  allows_backorder boolean not null default false,
  -- when units sold without stock are expected to be sent; null: not known. A past day is not shown (private.still_ahead)
  backorder_on date constraint variants_backorder_on_check check (backorder_on between '2000-01-01' and '2200-01-01'),
  is_active boolean not null default true,
  position int not null default 0,
  -- Checked after each statement, so that two variants can swap SKUs or options. Exclusion instead of unique constraints: changing a column
  -- of a unique one would take a row lock that orders of the variant wait for.
  constraint variants_sku_key exclude using btree (shop_id with =, sku with =) deferrable,
  constraint variants_options_key exclude using btree (product_id with =, options with =) where (is_active) deferrable,
  unique (shop_id, id),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
-- product_id first: most functions know only that
create index variants_product_idx on public.variants (product_id, shop_id, position, id);
create index variants_barcode_idx on public.variants (shop_id, barcode) where barcode is not null;

create table public.product_images (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  product_id uuid not null,
  -- the variant that it shows, or the choice whose variants it shows; both null: no variant in particular
  variant_id uuid,
  choice text check (length(choice) between 1 and 60),
  -- a path on this site or a URL of the shop's storage
  src text not null check (src ~ '^(/|https?://)'),
  -- the text for screen readers
  alt text not null check (length(alt) between 1 and 200),
  width int not null check (width > 0),
  height int not null check (height > 0),
  position int not null default 0,
  check (variant_id is null or choice is null),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade,
  foreign key (shop_id, variant_id) references public.variants (shop_id, id) on delete cascade
);
create index product_images_product_idx on public.product_images (product_id, shop_id, position, id);
create index product_images_variant_idx on public.product_images (shop_id, variant_id);

-- The cost of delivery, by destination.
create table public.shipping_rates (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  description text not null default '' check (length(description) <= 200),
  price_minor bigint not null check (price_minor >= 0),
  -- free of charge from this subtotal on
  free_from_minor bigint check (free_from_minor > 0),
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- the regions (states) served; null: the whole country
  regions text[],
  min_days int not null check (min_days >= 0),
  max_days int not null check (max_days >= min_days),
  is_active boolean not null default true,
  position int not null default 0,
  unique (shop_id, id)
);
create index shipping_rates_list_idx on public.shipping_rates (shop_id, position, id);

-- Every edit is logged, from any code path. Each row has its own chain (options and tags share their product's), so that bulk edits of the
-- catalogue do not wait for each other.

create trigger log_edit after insert or update or delete on public.categories
for each row execute function private.log_edit('category', 'id', 'version');
create trigger log_edit after insert or update or delete on public.products
for each row execute function private.log_edit('product', 'id', 'version');
create trigger log_edit after insert or update or delete on public.product_options
for each row execute function private.log_edit('product', 'product_id', 'product_id');
create trigger log_edit after insert or update or delete on public.product_tags
for each row execute function private.log_edit('product', 'product_id', 'product_id');
create trigger log_edit after insert or update or delete on public.variants
for each row execute function private.log_edit('variant', 'id');
create trigger log_edit after insert or update or delete on public.product_images
for each row execute function private.log_edit('product_image', 'id', 'placeholder');
create trigger log_edit after insert or update or delete on public.shipping_rates
for each row execute function private.log_edit('shipping_rate', 'id');

-- Rules

-- The day on which a backorder is expected; null once that day has ended in the shop's time zone.
create function private.still_ahead(day date, shop_id uuid)
returns date
language plpgsql stable
set search_path = ''
as $$
begin
  return case when day >= (select (now() at time zone shops.time_zone)::date from public.shops where shops.id = shop_id) then day end;
end $$;

-- Whether a variant has one choice of each option of its product, and no other.
create function private.fits_options(variant public.variants)
returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select count(*) = cardinality(variant.options)
      and coalesce(bool_and(variant.options[options.position] = any (options.choices)), true)
    from public.product_options as options
    where options.shop_id = variant.shop_id and options.product_id = variant.product_id
  );
end $$;

-- Checks that every active variant has one choice of each option of its product. Runs at the end of the transaction, since one transaction
-- may change both the variants and the options.
create function private.check_options()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  if exists (
    select from public.variants
    where variants.shop_id = (v_row ->> 'shop_id')::uuid and variants.product_id = (v_row ->> 'product_id')::uuid and variants.is_active
      and (tg_table_name <> 'variants' or variants.id = (v_row ->> 'id')::uuid)
      and not private.fits_options(variants)
  ) then
    raise exception 'a variant has a choice that its product does not have'
      using errcode = 'check_violation', constraint = 'variants_options_check', table = 'variants';
  end if;
  return null;
end $$;

create constraint trigger check_options after insert or update of options, is_active, product_id on public.variants
deferrable initially deferred for each row execute function private.check_options();
create constraint trigger check_options after insert or update or delete on public.product_options
deferrable initially deferred for each row execute function private.check_options();

-- Policies

-- Whether anyone may see a product. Takes columns instead of the row, so that an index with these columns is enough.
create function private.is_listed(published_at timestamptz, archived_at timestamptz)
returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return coalesce(published_at <= now(), false) and archived_at is null; end $$;

alter table public.categories enable row level security;
alter table public.products enable row level security;
alter table public.variants enable row level security;
alter table public.product_images enable row level security;
alter table public.product_options enable row level security;
alter table public.product_tags enable row level security;
alter table public.shipping_rates enable row level security;

-- Only staff see the catalogue of an unpublished shop: the subselects run under the caller's own policies. Those on products use `exists`,
-- which finds one product by its key; `in` would read all products for the page of one.
create policy select_public on public.categories for select to anon, authenticated
  using (shop_id in (select shops.id from public.shops));
create policy select_public on public.products for select to anon
  using (private.is_listed(published_at, archived_at) and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.products for select to authenticated
  using ((private.is_listed(published_at, archived_at) and shop_id in (select shops.id from public.shops))
    or shop_id in (select private.permitted_shops('catalog.write')));
create policy select_public on public.variants for select to anon
  using (is_active and exists (select from public.products where products.id = variants.product_id));
create policy select_public_or_staff on public.variants for select to authenticated
  using ((is_active and exists (select from public.products where products.id = variants.product_id))
    or shop_id in (select private.permitted_shops('catalog.write')));
create policy select_public on public.product_images for select to anon, authenticated
  using (exists (select from public.products where products.id = product_images.product_id));
create policy select_staff on public.product_tags for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
create policy select_public on public.product_options for select to anon, authenticated
  using (exists (select from public.products where products.id = product_options.product_id));
create policy select_public on public.shipping_rates for select to anon
  using (is_active and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.shipping_rates for select to authenticated
  using ((is_active and shop_id in (select shops.id from public.shops))
    or shop_id in (select private.permitted_shops('catalog.write')));

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'categories', 'products', 'product_options', 'product_tags', 'variants', 'product_images', 'shipping_rates'
  ] loop
    execute format($policy$
      create policy insert_staff on public.%1$I for insert to authenticated
        with check (shop_id in (select private.permitted_shops('catalog.write')));
      create policy update_staff on public.%1$I for update to authenticated
        using (shop_id in (select private.permitted_shops('catalog.write')))
        with check (shop_id in (select private.permitted_shops('catalog.write')));
      create policy delete_staff on public.%1$I for delete to authenticated
        using (shop_id in (select private.permitted_shops('catalog.write')));
    $policy$, v_table);
  end loop;
end $$;

-- Grants

-- A visitor reads only the columns that the storefront shows: a new column stays closed until it is named here.
grant select (id, shop_id, slug, name, description, image_src, image_alt, parent_id, position) on public.categories to anon;
grant select (id, shop_id, category_id, slug, name, summary, description, details, condition, seo_title, seo_description,
  is_featured, position, updated_at) on public.products to anon;
grant select (shop_id, product_id, position, name, choices) on public.product_options to anon;
grant select (id, shop_id, product_id, sku, options, option_value, price_minor, compare_at_minor, backorder_on, position)
  on public.variants to anon;
grant select (id, shop_id, product_id, variant_id, choice, src, alt, width, height, position) on public.product_images to anon;
grant select (shop_id, name, country, price_minor, free_from_minor, min_days, max_days, position) on public.shipping_rates to anon;
grant select, insert, update, delete on
  public.categories, public.products, public.product_options, public.product_tags, public.product_images, public.shipping_rates
  to authenticated, service_role;
-- Anyone can sign up, so cost_minor is left out: staff read it with functions such as get_product.
grant select (id, shop_id, product_id, sku, barcode, options, option_value, price_minor, compare_at_minor, weight_grams, tax_class,
  is_tracked, needs_delivery, allows_backorder, backorder_on, is_active, position) on public.variants to authenticated;
grant insert, update, delete on public.variants to authenticated;
grant select, insert, update, delete on public.variants to service_role;
grant execute on function private.is_listed(timestamptz, timestamptz) to anon, authenticated;
-- a generated column is computed as the role that writes the row
grant execute on function private.option_title(text[]) to authenticated, service_role;
