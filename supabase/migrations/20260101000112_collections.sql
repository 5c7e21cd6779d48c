-- Collections: products that a shop shows together, chosen by hand or by a rule.

create table public.collections (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 80),
  description text not null default '' check (length(description) <= 500),
  image_src text check (length(image_src) <= 500),
  image_alt text check (length(image_alt) <= 200),
  -- what search engines show; empty: name and description
  seo_title text not null default '' check (length(seo_title) <= 80),
  seo_description text not null default '' check (length(seo_description) <= 300),
  -- when it is or will be published; null: a draft
  published_at timestamptz constraint collections_published_at_check check (published_at between '2000-01-01' and '2200-01-01'),
  -- its place among the shop's collections
  position int not null default 0,
  -- { match: 'all' or 'any', conditions: [{ field, value }] }, as private.rule_sql reads it; null: products are chosen by hand
  rule jsonb constraint collections_rule_check check (jsonb_typeof(rule) = 'object' and length(rule::text) <= 10000),
  -- when the conditions that depend on time were last applied
  refreshed_at timestamptz not null default now(),
  -- rises with every save, so that a save over a colleague's change can be refused
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint collections_slug_key unique (shop_id, slug),
  unique (shop_id, id)
);
create index collections_list_idx on public.collections (shop_id, position, id);

-- The products of a collection. Those of a rule are stored, too, and updated when a product changes, so that a page only reads a list.
create table public.collection_products (
  shop_id uuid not null,
  collection_id uuid not null,
  product_id uuid not null,
  -- the order chosen by hand; with a rule: products.position
  position int not null,
  primary key (collection_id, product_id),
  foreign key (shop_id, collection_id) references public.collections (shop_id, id) on delete cascade,
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index collection_products_list_idx on public.collection_products (collection_id, position, product_id);
create index collection_products_collection_idx on public.collection_products (shop_id, collection_id);
create index collection_products_product_idx on public.collection_products (shop_id, product_id);

-- Collections to which their rule added products, or from which it removed some, until their pages are revalidated. Rows are only inserted
-- and deleted, so no two transactions wait for each other here.
create table private.collection_changes (
  id bigint generated always as identity primary key,
  collection_id uuid not null
);
alter table private.collection_changes enable row level security;

create trigger log_edit after insert or update or delete on public.collections
for each row execute function private.log_edit('collection', 'id', 'version', 'refreshed_at');

-- collection_products has no such trigger: what a rule changes is not an edit by anyone, and save_collection logs what staff change as one
-- list.

alter table public.collections enable row level security;
alter table public.collection_products enable row level security;

-- Whether anyone may see a collection.
create function private.is_shown(collection public.collections)
returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return coalesce(collection.published_at <= now(), false); end $$;

create policy select_public on public.collections for select to anon
  using (private.is_shown(collections) and shop_id in (select shops.id from public.shops));
create policy select_public_or_staff on public.collections for select to authenticated
  using ((private.is_shown(collections) and shop_id in (select shops.id from public.shops))
    or shop_id in (select private.permitted_shops('catalog.write')));
-- `exists`, because `in` would read all products
create policy select_public on public.collection_products for select to anon, authenticated
  using (exists (select from public.collections where collections.id = collection_products.collection_id)
    and exists (select from public.products where products.id = collection_products.product_id));

-- Staff write through functions only.
grant select (id, shop_id, slug, name, description, image_src, image_alt, seo_title, seo_description, position)
  on public.collections to anon;
grant select (shop_id, collection_id, product_id, position) on public.collection_products to anon;
grant select on public.collections, public.collection_products to authenticated, service_role;
grant execute on function private.is_shown(public.collections) to anon, authenticated;
