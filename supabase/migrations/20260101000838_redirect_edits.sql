-- Redirects for staff: searching, adding, changing and deleting them.

create index redirects_search_idx on public.redirects
  using gin (shop_id, (lower(from_path || ' ' || to_path)) extensions.gin_trgm_ops) with (fastupdate = off);

-- A page of a shop's redirects by their former paths, for staff with `catalog.write`: { rows: [{ redirect_id, from_path, to_path, at, by
-- (who changed it last; null: no person) }] }. `search`: only those with this text in one of their paths. After the redirect `from_id`, or
-- from the top if it is null or was deleted; `upwards`: those before it, in reverse order. Refuses `forbidden` (403).
create function public.list_redirects(
  shop text, search text default null, from_id uuid default null, upwards boolean default false, max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_redirects.shop);
  v_search text := nullif(lower(left(private.read_search(search), 500)), '');
  v_from text;
  v_rows jsonb;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  v_from := (select redirects.from_path from public.redirects where redirects.shop_id = v_shop_id and redirects.id = from_id);
  execute format($page$
    with found as materialized (
      select redirects.from_path from public.redirects
      where redirects.shop_id = $1 and lower(redirects.from_path || ' ' || redirects.to_path) like $4 and %1$s)
    select coalesce(jsonb_agg(jsonb_build_object('redirect_id', page.id, 'from_path', page.from_path, 'to_path', page.to_path,
      'at', changed.created_at, 'by', changed.actor_name) order by page.position), '[]')
    from (
      select redirects.*, row_number() over (order by redirects.from_path %2$s) as position from public.redirects
      where redirects.shop_id = $1 and %3$s and %4$s
      order by redirects.from_path %2$s limit $2) as page
    left join lateral (
      select logs.created_at, logs.actor_name from public.activity_logs as logs
      where logs.entity_type = 'redirect' and logs.entity_id = page.id order by logs.seq desc limit 1) as changed on true $page$,
    case when v_search is null then 'false' else 'true' end, case when upwards then 'desc' else '' end,
    case when v_search is null then 'true' else 'redirects.from_path in (select found.from_path from found)' end,
    case when v_from is null then 'true' else format('redirects.from_path %s $3', case when upwards then '<' else '>' end) end)
  into v_rows using v_shop_id, least(max_rows, 101), v_from, '%' || regexp_replace(v_search, '([\\%_])', '\\\1', 'g') || '%';
  return jsonb_build_object('rows', v_rows);
end $$;
comment on function public.list_redirects is 'A page of a shop''s redirects, for its staff.';

-- Adds a redirect to a shop, or gives one (`redirect_id`) another target. Answers { redirect_id, from_path, to_path } as they are stored.
-- For staff with `catalog.write`. Refuses `forbidden` (403), `redirect_not_found` (404), `invalid_path` and `same_path` (422, naming the
-- field), `path_in_use`, `path_redirected` (`from_path` already has a redirect) and `redirect_loop` (409).
create function public.save_redirect(shop text, from_path text, to_path text, redirect_id uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = save_redirect.shop);
  v_from text := from_path;
  v_id uuid;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_redirects(v_shop_id);
  if redirect_id is not null then
    v_from := (select stored.from_path from public.redirects as stored
      where stored.shop_id = v_shop_id and stored.id = redirect_id);
    if v_from is null then
      perform private.refuse(404, 'redirect_not_found');
    end if;
    -- it is stored decoded, and put_redirect decodes it again
    v_from := replace(v_from, '%', '%25');
  elsif exists (select from public.redirects as stored where stored.shop_id = v_shop_id
    and stored.from_path = private.path_of(regexp_replace(trim(save_redirect.from_path), '^https?://[^/]+', ''))) then
    perform private.refuse(409, 'path_redirected', field => 'from_path');
  end if;
  v_id := private.put_redirect(v_shop_id, v_from, save_redirect.to_path);
  if v_id is null then
    perform private.refuse(422, 'same_path', field => 'to_path');
  end if;
  return (select jsonb_build_object('redirect_id', stored.id, 'from_path', stored.from_path, 'to_path', stored.to_path)
    from public.redirects as stored where stored.shop_id = v_shop_id and stored.id = v_id);
end $$;
comment on function public.save_redirect is 'Adds a redirect to a shop, or changes where one leads.';

-- Deletes a redirect of a shop, if it still exists. For staff with `catalog.write`. Refuses `forbidden` (403).
create function public.delete_redirect(shop text, redirect_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = delete_redirect.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  perform private.lock_redirects(v_shop_id);
  delete from public.redirects as gone where gone.shop_id = v_shop_id and gone.id = redirect_id;
end $$;
comment on function public.delete_redirect is 'Deletes a redirect of a shop.';

grant execute on function public.list_redirects(text, text, uuid, boolean, int), public.save_redirect(text, text, text, uuid),
  public.delete_redirect(text, uuid) to authenticated, service_role;
