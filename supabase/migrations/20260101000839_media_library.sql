-- The media library for staff: uploads, the list, changes, and deleting pictures that are in use.

-- Opens an upload of one file for the caller; its path in the bucket is shop_id/user_id/upload_id. Answers { upload_id }. Refuses
-- `forbidden` (403), `invalid_file_name` (422) and `too_many_requests` (429) beyond 600 an hour per shop.
create function public.start_media_upload(shop text, file_name text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = start_media_upload.shop);
  v_name text := trim(file_name);
  v_id uuid;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  elsif coalesce(length(v_name), 0) not between 1 and 200 then
    perform private.refuse(422, 'invalid_file_name', field => 'file');
  elsif not public.take_rate_limit('media_upload', v_shop_id::text, 600, 3600) then
    perform private.refuse(429, 'too_many_requests');
  end if;
  insert into public.media_uploads (shop_id, user_id, file_name) values (v_shop_id, (select auth.uid()), v_name)
  returning id into v_id;
  return jsonb_build_object('upload_id', v_id);
end $$;
comment on function public.start_media_upload is 'Opens an upload of one file to the media library.';

-- Records what our servers made of an upload: { src, width, height, placeholder, bytes, sha256 }. Once per upload. Refuses
-- `upload_not_found` (404).
create function public.record_media_upload(upload_id uuid, picture jsonb)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.media_uploads as uploads set picture = record_media_upload.picture
  where uploads.id = upload_id and uploads.picture is null;
  if not found then
    perform private.refuse(404, 'upload_not_found', field => 'file');
  end if;
end $$;
comment on function public.record_media_upload is 'Records what our servers made of an uploaded file.';

-- The caller's own uploads to a shop that were not added yet, the latest first, a hundred at most: [{ upload_id, file_name, over_in }].
-- `over_in`: the seconds after which it counts as abandoned; 0: it already does. For staff with `catalog.write`. Refuses `forbidden` (403).
create function public.list_media_uploads(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_media_uploads.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('upload_id', open.id, 'file_name', open.file_name,
      -- the largest file on a slow connection takes less
      'over_in', greatest(0, ceil(extract(epoch from open.created_at + interval '10 minutes' - now()))::int))
      order by open.created_at desc, open.id desc), '[]')
    from (select uploads.id, uploads.file_name, uploads.created_at from public.media_uploads as uploads
      where uploads.shop_id = v_shop_id and uploads.user_id = (select auth.uid())
      order by uploads.created_at desc, uploads.id desc limit 100) as open);
end $$;
comment on function public.list_media_uploads is 'The caller''s own uploads that were not added to the media library yet.';

-- Gives up the caller's own upload, which was refused or interrupted. Refuses `upload_not_found` (404).
create function public.discard_media_upload(upload_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  delete from public.media_uploads as uploads where uploads.id = discard_media_upload.upload_id and uploads.user_id = (select auth.uid());
  if not found then
    perform private.refuse(404, 'upload_not_found', field => 'file');
  end if;
end $$;
comment on function public.discard_media_upload is 'Gives up an upload to the media library.';

-- A picture of the library: { media_id, src, file_name, alt, width, height, focal_x, focal_y, placeholder, bytes, created_at, use_count }.
create function private.media_row(media public.media)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return to_jsonb(media) - array['id', 'shop_id', 'sha256', 'created_by'] || jsonb_build_object('media_id', media.id, 'use_count',
    (select count(*) from public.product_images as images where images.shop_id = media.shop_id and images.media_id = media.id)
    + (select count(*) from public.categories where categories.shop_id = media.shop_id and categories.image_src = media.src)
    + (select count(*) from public.collections where collections.shop_id = media.shop_id and collections.image_src = media.src));
end $$;

-- Adds the caller's own upload to the library. Answers { is_new, media: private.media_row }: for a file that the library already has, its
-- picture. Refuses `upload_not_found` (404) and `forbidden` (403).
create function public.add_media(upload_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_upload public.media_uploads;
  v_media public.media;
  v_is_new boolean;
begin
  delete from public.media_uploads as uploads
  where uploads.id = upload_id and uploads.user_id = (select auth.uid()) and uploads.picture is not null
  returning * into v_upload;
  if v_upload.id is null then
    perform private.refuse(404, 'upload_not_found', field => 'file');
  elsif not private.has_permission(v_upload.shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  insert into public.media (shop_id, src, file_name, width, height, placeholder, bytes, sha256, created_by)
  select v_upload.shop_id, made.src, v_upload.file_name, made.width, made.height, made.placeholder, made.bytes, made.sha256,
    v_upload.user_id
  from jsonb_populate_record(null::public.media, v_upload.picture) as made
  on conflict on constraint media_sha256_key do nothing
  returning * into v_media;
  v_is_new := v_media.id is not null;
  if not v_is_new then
    select * into v_media from public.media
    where media.shop_id = v_upload.shop_id and media.sha256 = v_upload.picture ->> 'sha256';
    -- a colleague has just deleted it
    if v_media.id is null then
      perform private.refuse(404, 'upload_not_found', field => 'file');
    end if;
  end if;
  return jsonb_build_object('is_new', v_is_new, 'media', private.media_row(v_media));
end $$;
comment on function public.add_media is 'Adds an uploaded picture to the media library.';

-- A page of a shop's pictures for staff with `catalog.write`, the latest first: [private.media_row]. `view`: all · unused · no_alt.
-- `search`: a part of the alt text or the file name. After the picture `from_id`, or from the top; `upwards`: those before it, in reverse
-- order. Refuses `forbidden` (403) and `unknown_stage` (422).
create function public.list_media(
  shop text, view text default 'all', search text default null, from_id uuid default null, upwards boolean default false,
  max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_media.shop);
  v_search text := '%' || replace(replace(replace(trim(search), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_from public.media;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  elsif view is null or view not in ('all', 'unused', 'no_alt') then
    perform private.refuse(422, 'unknown_stage', field => 'view');
  end if;
  select * into v_from from public.media where media.shop_id = v_shop_id and media.id = from_id;
  return (
    with page as (
      select media from public.media
      where media.shop_id = v_shop_id
        and (v_search is null or media.alt ilike v_search or media.file_name ilike v_search)
        and (view <> 'no_alt' or media.alt = '')
        and (view <> 'unused' or (
          not exists (select from public.product_images as images where images.shop_id = v_shop_id and images.media_id = media.id)
          and not exists (select from public.categories where categories.shop_id = v_shop_id and categories.image_src = media.src)
          and not exists (select from public.collections where collections.shop_id = v_shop_id and collections.image_src = media.src)))
        and (v_from.id is null or case when upwards then (media.created_at, media.id) > (v_from.created_at, v_from.id)
          else (media.created_at, media.id) < (v_from.created_at, v_from.id) end)
      order by case when upwards then media.created_at end, case when upwards then media.id end, media.created_at desc, media.id desc
      limit least(max_rows, 101)
    )
    select coalesce(jsonb_agg(private.media_row(page.media) order by case when upwards then (page.media).created_at end,
      case when upwards then (page.media).id end, (page.media).created_at desc, (page.media).id desc), '[]') from page);
end $$;
comment on function public.list_media is 'A page of a shop''s pictures, for its staff.';

-- A picture of the caller's shop, locked against other changes. Refuses `forbidden` (403).
create function private.lock_media(media_id uuid)
returns public.media
language plpgsql volatile
set search_path = ''
as $$
declare
  v_media public.media;
begin
  select * into v_media from public.media where media.id = media_id for no key update;
  if not coalesce(private.has_permission(v_media.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return v_media;
end $$;

-- A picture with where it is used, for staff with `catalog.write`: private.media_row, and { shop, products: [{ product_id, name }],
-- categories: [{ category_id, name }], collections: [{ collection_id, name }] }, a hundred of each at most. Refuses `forbidden` (403).
create function public.get_media(media_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_media public.media;
begin
  select * into v_media from public.media where media.id = get_media.media_id;
  if not coalesce(private.has_permission(v_media.shop_id, 'catalog.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  return private.media_row(v_media) || jsonb_build_object(
    'shop', (select shops.slug from public.shops where shops.id = v_media.shop_id),
    'products', (
      select coalesce(jsonb_agg(jsonb_build_object('product_id', shown.id, 'name', shown.name) order by shown.name, shown.id), '[]')
      from (select products.id, products.name from public.products
        where products.shop_id = v_media.shop_id and products.id in (
          select images.product_id from public.product_images as images
          where images.shop_id = v_media.shop_id and images.media_id = v_media.id)
        order by products.name, products.id limit 100) as shown),
    'categories', (
      select coalesce(jsonb_agg(jsonb_build_object('category_id', shown.id, 'name', shown.name) order by shown.name, shown.id), '[]')
      from (select categories.id, categories.name from public.categories
        where categories.shop_id = v_media.shop_id and categories.image_src = v_media.src
        order by categories.name, categories.id limit 100) as shown),
    'collections', (
      select coalesce(jsonb_agg(jsonb_build_object('collection_id', shown.id, 'name', shown.name) order by shown.name, shown.id), '[]')
      from (select collections.id, collections.name from public.collections
        where collections.shop_id = v_media.shop_id and collections.image_src = v_media.src
        order by collections.name, collections.id limit 100) as shown));
end $$;
comment on function public.get_media is 'A picture with where it is used, for its shop''s staff.';

-- Changes the alt text and the focal point of a picture, wherever it is shown. The versions of categories and collections rise, because
-- their forms contain the alt text. Refuses `forbidden` (403) and `invalid_media` (422, naming the field).
create function public.update_media(media_id uuid, alt text, focal_x numeric, focal_y numeric)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_media public.media := private.lock_media(media_id);
  v_constraint text;
  v_column text;
begin
  update public.media set alt = trim(update_media.alt), focal_x = update_media.focal_x, focal_y = update_media.focal_y
  where media.id = v_media.id;
  update public.categories set image_alt = nullif(trim(update_media.alt), ''), version = categories.version + 1
  where categories.shop_id = v_media.shop_id and categories.image_src = v_media.src
    and categories.image_alt is distinct from nullif(trim(update_media.alt), '');
  update public.collections set image_alt = nullif(trim(update_media.alt), ''), version = collections.version + 1, updated_at = now()
  where collections.shop_id = v_media.shop_id and collections.image_src = v_media.src
    and collections.image_alt is distinct from nullif(trim(update_media.alt), '');
exception
  when check_violation or not_null_violation or numeric_value_out_of_range then
    get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
    perform private.refuse(422, 'invalid_media', field => coalesce(nullif(v_column, ''),
      regexp_replace(v_constraint, '^media_(.*)_check$', '\1')));
end $$;
comment on function public.update_media is 'Changes the alt text and the focal point of a picture.';

-- Deletes a picture; with `remove_uses` the products, categories and collections that show it lose it, and their versions rise. Answers
-- { src, is_ordered }: orders keep the picture of what was bought, so the files of such a picture stay. Refuses `forbidden` (403) and
-- `media_in_use` (409).
create function public.delete_media(media_id uuid, remove_uses boolean default false)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_products uuid[];
  v_media public.media;
begin
  -- in the order of a save: the products first, then the picture
  v_products := array(select products.id from public.products
    where remove_uses and products.id in (select images.product_id from public.product_images as images
      where images.shop_id = products.shop_id and images.media_id = delete_media.media_id)
      and products.shop_id in (select private.permitted_shops('catalog.write'))
    order by products.id for no key update);
  v_media := private.lock_media(media_id);
  if remove_uses then
    delete from public.product_images as images
    where images.shop_id = v_media.shop_id and images.media_id = v_media.id and images.product_id = any (v_products);
    update public.products set version = products.version + 1, updated_at = now() where products.id = any (v_products);
    update public.categories set image_src = null, image_alt = null, version = categories.version + 1
    where categories.shop_id = v_media.shop_id and categories.image_src = v_media.src;
    update public.collections set image_src = null, image_alt = null, version = collections.version + 1, updated_at = now()
    where collections.shop_id = v_media.shop_id and collections.image_src = v_media.src;
  elsif exists (select from public.categories where categories.shop_id = v_media.shop_id and categories.image_src = v_media.src)
    or exists (select from public.collections where collections.shop_id = v_media.shop_id and collections.image_src = v_media.src)
  then
    perform private.refuse(409, 'media_in_use');
  end if;
  delete from public.media where media.id = v_media.id;
  return jsonb_build_object('src', v_media.src, 'is_ordered', exists (
    select from public.order_items as items where items.shop_id = v_media.shop_id and items.image_src = v_media.src));
exception
  when foreign_key_violation then
    perform private.refuse(409, 'media_in_use');
    return null;
end $$;
comment on function public.delete_media is 'Deletes a picture from the media library.';

-- Locks a picture that a category or collection will show, so that it is not deleted meanwhile. Refuses `unknown_media` (404).
create function private.hold_picture(shop_id uuid, src text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform from public.media where media.shop_id = hold_picture.shop_id and media.src = hold_picture.src for share;
  if not found then
    perform private.refuse(404, 'unknown_media', field => 'image_src');
  end if;
end $$;

-- Locks the present and the new pictures of a product, so that none is changed or deleted meanwhile. A save calls this before it writes to
-- product_images, because a change of a picture takes its locks in the same order.
create function private.hold_media(product public.products, images jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform from public.media where media.shop_id = product.shop_id and (
    media.id in (select (given ->> 'media_id')::uuid from jsonb_array_elements(hold_media.images) as given)
    or media.id in (select kept.media_id from public.product_images as kept
      where kept.shop_id = product.shop_id and kept.product_id = product.id))
  order by media.id for share;
end $$;

-- Replaces the pictures of a product by those of the list, in its order: [{ image_id (null: a new one), media_id (of a new one), variant_id
-- or choice: what it shows }]. The id of a deleted variant is ignored. Refuses `unknown_media` (404) and `too_many_images` (422).
create function private.save_images(product public.products, images jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_given jsonb := images;
begin
  if jsonb_array_length(v_given) > 100 then
    perform private.refuse(422, 'too_many_images', field => 'images');
  end if;
  if exists (select from jsonb_array_elements(v_given) as given where not case when given ->> 'image_id' is null
    then exists (select from public.media where media.shop_id = product.shop_id and media.id = (given ->> 'media_id')::uuid)
    else exists (select from public.product_images as kept
      where kept.product_id = product.id and kept.id = (given ->> 'image_id')::uuid) end) then
    perform private.refuse(404, 'unknown_media', field => 'images');
  end if;
  delete from public.product_images as gone where gone.shop_id = product.shop_id and gone.product_id = product.id and gone.id not in (
    select (given ->> 'image_id')::uuid from jsonb_array_elements(v_given) as given where given ->> 'image_id' is not null);
  update public.product_images as kept
  set position = list.position, variant_id = variants.id,
    choice = case when variants.id is null then nullif(trim(list.given ->> 'choice'), '') end
  from jsonb_array_elements(v_given) with ordinality as list (given, position)
  left join public.variants on variants.product_id = product.id and variants.id = (list.given ->> 'variant_id')::uuid
  where kept.shop_id = product.shop_id and kept.product_id = product.id and kept.id = (list.given ->> 'image_id')::uuid;
  insert into public.product_images (shop_id, product_id, media_id, variant_id, choice, position, src, alt, width, height)
  select product.shop_id, product.id, media.id, variants.id,
    case when variants.id is null then nullif(trim(list.given ->> 'choice'), '') end, list.position,
    media.src, product.name, media.width, media.height
  from jsonb_array_elements(v_given) with ordinality as list (given, position)
  join public.media on media.shop_id = product.shop_id and media.id = (list.given ->> 'media_id')::uuid
  left join public.variants on variants.product_id = product.id and variants.id = (list.given ->> 'variant_id')::uuid
  where list.given ->> 'image_id' is null;
end $$;

grant execute on function
  public.start_media_upload(text, text), public.list_media_uploads(text), public.discard_media_upload(uuid),
  public.add_media(uuid), public.list_media(text, text, text, uuid, boolean, int),
  public.get_media(uuid), public.update_media(uuid, text, numeric, numeric), public.delete_media(uuid, boolean)
  to authenticated, service_role;
grant execute on function public.record_media_upload(uuid, jsonb) to service_role;
