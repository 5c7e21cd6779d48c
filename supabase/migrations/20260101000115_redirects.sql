-- Redirects from former addresses to present pages: those of renamed pages, and those that the shop had on another platform.

create table public.redirects (
  id uuid not null default gen_random_uuid() constraint redirects_id_key unique,
  shop_id uuid not null references public.shops (id) on delete cascade,
  -- as private.path_of returns it
  from_path text not null constraint redirects_from_path_check
    check (length(from_path) between 2 and 500 and from_path ~ '^(/[^/?#\\[:cntrl:]]+)+$'),
  to_path text not null constraint redirects_to_path_check
    check (length(to_path) <= 500 and to_path ~ '^(/|(/[^/?#\\[:cntrl:]]+)+)$' and to_path <> from_path),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint redirects_pkey primary key (shop_id, from_path)
);
create index redirects_target_idx on public.redirects (shop_id, to_path);
alter table public.redirects enable row level security;

create policy select_staff on public.redirects for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));
-- Only functions write them. Shoppers read them one by one with find_redirect: a list would reveal unpublished products.
grant select on public.redirects to authenticated, service_role;

create trigger log_edit after insert or update or delete on public.redirects
for each row execute function private.log_edit('redirect', 'id');

-- Paths

-- A path of an address as redirects store it: decoded, composed, without the query and without a slash at the end. Null for what is not the
-- path of a page: a malformed percent-encoding, an empty segment, control characters, more than 500 characters.
create function private.path_of(address text)
returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_encoded text := regexp_replace(trim(address), '[?#].*$', '');
  v_path text;
begin
  if v_encoded !~ '^/' or length(v_encoded) > 4500 or v_encoded ~ '%(?![0-9A-Fa-f]{2})' then
    return null;
  end if;
  select convert_from(string_agg(
    case when length(part[1]) = 3 then decode(substr(part[1], 2), 'hex') else convert_to(part[1], 'UTF8') end, ''::bytea order by number),
    'UTF8')
  into v_path from regexp_matches(v_encoded, '%..|.', 'g') with ordinality as parts (part, number);
  v_path := coalesce(nullif(rtrim(normalize(v_path, nfc), '/'), ''), '/');
  return case when length(v_path) <= 500 and v_path ~ '^(/|(/[^/?#\\[:cntrl:]]+)+)$' and v_path !~ '/\.{1,2}(/|$)' then v_path end;
exception
  -- the percent-encoded bytes are not valid text
  when character_not_in_repertoire or untranslatable_character then
    return null;
end $$;

-- Whether a path belongs to the application itself, in every shop.
create function private.is_reserved_path(path text)
returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
  return path ~ '^/(admin|api|sign-in|_next)(/|$)';
end $$;

-- Whether a page of the shop has this address.
create function private.is_live_path(shop_id uuid, path text)
returns boolean
language plpgsql stable
set search_path = ''
as $$
declare
  v_slug text := substring(path from '^/[a-z]+/([^/]+)$');
begin
  return path ~ '^/(cart|checkout|orders|updated|sitemaps)(/|$)'
    or path in ('/', '/products', '/robots.txt', '/sitemap.xml', '/manifest.webmanifest')
    or path like '/products/%' and exists (select from public.products
      where products.shop_id = is_live_path.shop_id and products.slug = v_slug
        and private.is_listed(products.published_at, products.archived_at))
    or path like '/categories/%' and exists (select from public.categories
      where categories.shop_id = is_live_path.shop_id and categories.slug = v_slug)
    or path like '/collections/%' and exists (select from public.collections
      where collections.shop_id = is_live_path.shop_id and collections.slug = v_slug and private.is_shown(collections));
end $$;

-- Writing

-- Serializes changes to a shop's redirects. Taken before they are read, so that two renames at once cannot make a loop.
create function private.lock_redirects(shop_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(shop_id || ':redirects', 0));
end $$;

-- Redirects `from_path` of a shop to `to_path`; the only function that adds redirects. No redirect leads to another one: those that led to
-- `from_path` now lead to `to_path`, and if `to_path` is itself redirected, its target is used. Answers the redirect's id; null if both are
-- one path. Refuses `invalid_path` (422, naming the field), `path_in_use` (409: a page has `from_path`) and `redirect_loop` (409: `to_path`
-- leads back to `from_path`).
create function private.put_redirect(shop_id uuid, from_path text, to_path text)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_from text := private.path_of(regexp_replace(trim(from_path), '^https?://[^/]+', ''));
  v_to text := private.path_of(to_path);
  v_id uuid;
begin
  if v_from is null or v_from = '/' or private.is_reserved_path(v_from) then
    perform private.refuse(422, 'invalid_path', field => 'from_path');
  elsif v_to is null or private.is_reserved_path(v_to) then
    perform private.refuse(422, 'invalid_path', field => 'to_path');
  end if;
  perform private.lock_redirects(shop_id);
  if v_from = v_to then
    return null;
  elsif private.is_live_path(shop_id, v_from) then
    perform private.refuse(409, 'path_in_use', field => 'from_path');
  elsif private.is_live_path(shop_id, v_to) then
    delete from public.redirects as old where old.shop_id = put_redirect.shop_id and old.from_path = v_to;
  else
    v_to := coalesce((select next.to_path from public.redirects as next
      where next.shop_id = put_redirect.shop_id and next.from_path = v_to), v_to);
  end if;
  if v_from = v_to then
    perform private.refuse(409, 'redirect_loop', field => 'to_path');
  end if;
  update public.redirects as earlier set to_path = v_to, updated_at = now()
  where earlier.shop_id = put_redirect.shop_id and earlier.to_path = v_from;
  insert into public.redirects as redirects (shop_id, from_path, to_path) values (put_redirect.shop_id, v_from, v_to)
  on conflict on constraint redirects_pkey do update set to_path = excluded.to_path,
    updated_at = case when redirects.to_path = excluded.to_path then redirects.updated_at else now() end
  returning redirects.id into v_id;
  return v_id;
end $$;

-- Redirects the former address of a renamed page to its new one, and deletes a redirect from the new one.
create function private.redirect_page(shop_id uuid, from_path text, to_path text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform private.lock_redirects(shop_id);
  delete from public.redirects as old where old.shop_id = redirect_page.shop_id and old.from_path = redirect_page.to_path;
  perform private.put_redirect(redirect_page.shop_id, redirect_page.from_path, redirect_page.to_path);
end $$;

-- Deletes the redirect from an address that a page now has.
create function private.end_redirect(shop_id uuid, path text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if exists (select from public.redirects where redirects.shop_id = end_redirect.shop_id and redirects.from_path = path) then
    perform private.lock_redirects(shop_id);
    delete from public.redirects where redirects.shop_id = end_redirect.shop_id and redirects.from_path = path;
  end if;
end $$;

-- Whether shoppers could ever see a product or collection: it is published, or its log says that it was.
create function private.was_published(entity_type text, id uuid, published_at timestamptz)
returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return coalesce(published_at <= now(), false) or exists (
    select from public.activity_logs as logs
    where logs.entity_type = was_published.entity_type and logs.entity_id = was_published.id
      and (logs.old_value ->> 'published_at')::timestamptz <= logs.created_at);
end $$;

create function private.redirect_product()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.slug <> new.slug and private.was_published('product', old.id, old.published_at) then
    perform private.redirect_page(new.shop_id, '/products/' || old.slug, '/products/' || new.slug);
  elsif private.is_listed(new.published_at, new.archived_at) then
    perform private.end_redirect(new.shop_id, '/products/' || new.slug);
  end if;
  return null;
end $$;

create trigger redirect_product after insert or update of slug, published_at, archived_at on public.products
for each row execute function private.redirect_product();

-- A category is public as soon as it is created.
create function private.redirect_category()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.slug <> new.slug then
    perform private.redirect_page(new.shop_id, '/categories/' || old.slug, '/categories/' || new.slug);
  elsif tg_op = 'INSERT' then
    perform private.end_redirect(new.shop_id, '/categories/' || new.slug);
  end if;
  return null;
end $$;

create trigger redirect_category after insert or update of slug on public.categories
for each row execute function private.redirect_category();

create function private.redirect_collection()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.slug <> new.slug and private.was_published('collection', old.id, old.published_at) then
    perform private.redirect_page(new.shop_id, '/collections/' || old.slug, '/collections/' || new.slug);
  elsif private.is_shown(new) then
    perform private.end_redirect(new.shop_id, '/collections/' || new.slug);
  end if;
  return null;
end $$;

create trigger redirect_collection after insert or update of slug, published_at on public.collections
for each row execute function private.redirect_collection();

-- Reading

-- Where a path of a published shop leads now; null if it is not redirected. `path` is decoded, as the storefront's proxy passes it.
create function public.find_redirect(shop text, path text)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select redirects.to_path from public.redirects
    join public.shops on shops.id = redirects.shop_id
    where shops.slug = find_redirect.shop and shops.published_at is not null and redirects.from_path = find_redirect.path);
end $$;
comment on function public.find_redirect is 'Where a former path of a shop leads now.';

grant execute on function public.find_redirect(text, text) to anon, authenticated, service_role;
