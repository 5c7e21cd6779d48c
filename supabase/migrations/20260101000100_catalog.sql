-- The catalogue of a shop: categories, products, their variants and pictures.
-- Anyone may read what is published; staff with `catalog.write` edit the tables directly, under these policies.

-- Tables

create table public.categories (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 80),
  description text not null default '' check (length(description) <= 500),
  image_src text,
  image_alt text,
  position int not null default 0,
  unique (shop_id, slug),
  unique (shop_id, id)
);
create index categories_list_idx on public.categories (shop_id, position, id);

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
  -- [{ "title": "How to use", "body": "…" }]: folded sections of the product page
  details jsonb not null default '[]' check (jsonb_typeof(details) = 'array'),
  -- what its variants differ in, such as 'Size' or 'Colour'; null with a single variant
  option_name text check (length(option_name) between 1 and 40),
  is_featured boolean not null default false,
  position int not null default 0,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (shop_id, slug),
  unique (shop_id, id),
  foreign key (shop_id, category_id) references public.categories (shop_id, id)
);
create index products_category_idx on public.products (shop_id, category_id, position, id);
create index products_list_idx on public.products (shop_id, position, id);

-- The units of sale and stock (SKUs).
create table public.variants (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  product_id uuid not null,
  sku text not null check (length(sku) between 1 and 60),
  -- the value of the product's option, such as '30 ml'; null with a single variant
  option_value text check (length(option_value) between 1 and 60),
  -- minor units of the shop's currency; what the shopper pays, taxes included
  price_minor bigint not null check (price_minor between 0 and 100000000000),
  -- the former price, struck through; only ever higher
  compare_at_minor bigint check (compare_at_minor > price_minor),
  -- false: digital or made to order, nothing is counted
  is_tracked boolean not null default true,
  -- false: nothing is delivered, as for a service or store pickup. An order of only such items has no address
  needs_delivery boolean not null default true,
  is_active boolean not null default true,
  position int not null default 0,
  unique (shop_id, sku),
  unique (shop_id, id),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index variants_product_idx on public.variants (shop_id, product_id, position, id);

create table public.product_images (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  product_id uuid not null,
  -- the variant it shows; null: the product as such
  variant_id uuid,
  -- a path on this site or a URL of the shop's storage
  src text not null check (src ~ '^(/|https?://)'),
  -- the text for screen readers
  alt text not null check (length(alt) between 1 and 200),
  width int not null check (width > 0),
  height int not null check (height > 0),
  position int not null default 0,
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade,
  foreign key (shop_id, variant_id) references public.variants (shop_id, id) on delete cascade
);
create index product_images_product_idx on public.product_images (shop_id, product_id, position, id);
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

-- Every edit is logged, from any code path. Each row has its own chain, so that bulk edits of the catalogue do not wait for each other.

create trigger log_edit after insert or update or delete on public.categories
for each row execute function private.log_edit('category', 'id');
create trigger log_edit after insert or update or delete on public.products
for each row execute function private.log_edit('product', 'id');
create trigger log_edit after insert or update or delete on public.variants
for each row execute function private.log_edit('variant', 'id');
create trigger log_edit after insert or update or delete on public.product_images
for each row execute function private.log_edit('product_image', 'id');
create trigger log_edit after insert or update or delete on public.shipping_rates
for each row execute function private.log_edit('shipping_rate', 'id');

-- Policies

-- The products that anyone may see.
create function private.is_listed(product public.products)
returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return product.published_at is not null and product.published_at <= now(); end $$;

alter table public.categories enable row level security;
alter table public.products enable row level security;
alter table public.variants enable row level security;
alter table public.product_images enable row level security;
alter table public.shipping_rates enable row level security;

-- Only its staff see a shop that is not published yet: the subselects run under the caller's own policies.
create policy select_public on public.categories for select to anon, authenticated
  using (shop_id in (select shops.id from public.shops));
create policy select_public on public.products for select to anon
  using (private.is_listed(products) and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.products for select to authenticated
  using ((private.is_listed(products) and shop_id in (select shops.id from public.shops))
    or shop_id in (select private.permitted_shops('catalog.write')));
create policy select_public on public.variants for select to anon
  using (is_active and product_id in (select products.id from public.products));
create policy select_public_or_staff on public.variants for select to authenticated
  using ((is_active and product_id in (select products.id from public.products))
    or shop_id in (select private.permitted_shops('catalog.write')));
create policy select_public on public.product_images for select to anon, authenticated
  using (product_id in (select products.id from public.products));
create policy select_public on public.shipping_rates for select to anon
  using (is_active and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.shipping_rates for select to authenticated
  using ((is_active and shop_id in (select shops.id from public.shops))
    or shop_id in (select private.permitted_shops('catalog.write')));

do $$
declare
  v_table text;
begin
  foreach v_table in array array['categories', 'products', 'variants', 'product_images', 'shipping_rates'] loop
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
grant select (id, shop_id, slug, name, description, image_src, image_alt, position) on public.categories to anon;
grant select (id, shop_id, category_id, slug, name, summary, description, details, option_name, is_featured, position, updated_at)
  on public.products to anon;
grant select (id, shop_id, product_id, sku, option_value, price_minor, compare_at_minor, position) on public.variants to anon;
grant select (id, shop_id, product_id, variant_id, src, alt, width, height, position) on public.product_images to anon;
grant select (shop_id, name, country, price_minor, free_from_minor, min_days, max_days, position) on public.shipping_rates to anon;
grant select, insert, update, delete on
  public.categories, public.products, public.variants, public.product_images, public.shipping_rates
  to authenticated, service_role;
grant execute on function private.is_listed(public.products) to anon, authenticated;
