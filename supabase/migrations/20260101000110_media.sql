-- The media library: the pictures of a shop, and which of them its products show.
-- Only functions write here, since our servers check and re-encode each picture before it is stored.

create table public.media (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  -- its largest size in the shop's storage, beside the others (lib/picture-sizes.ts); or a path on this site
  src text not null constraint media_src_check check (src ~ '^(/|https?://)' and length(src) <= 500),
  -- the name of the uploaded file
  file_name text not null constraint media_file_name_check check (length(file_name) between 1 and 200),
  -- the text for screen readers; empty: not written yet
  alt text not null default '' constraint media_alt_check check (length(alt) <= 200),
  width int not null check (width > 0),
  height int not null check (height > 0),
  -- the point that stays in view where a part is cut off: shares of the width and height, from the top left
  focal_x numeric(4, 3) not null default 0.5 constraint media_focal_x_check check (focal_x between 0 and 1),
  focal_y numeric(4, 3) not null default 0.5 constraint media_focal_y_check check (focal_y between 0 and 1),
  -- a few pixels as a data URL, shown until it has loaded; null: none, as for transparent pictures
  placeholder text constraint media_placeholder_check
    check (placeholder ~ '^data:image/webp;base64,[A-Za-z0-9+/=]+$' and length(placeholder) <= 2000),
  -- of all sizes together; null: it came with this site
  bytes int check (bytes > 0),
  -- of the uploaded file, in hex: the same file is stored once
  sha256 text constraint media_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  constraint media_sha256_key unique (shop_id, sha256),
  constraint media_src_key unique (shop_id, src),
  unique (shop_id, id)
);
create index media_list_idx on public.media (shop_id, created_at, id);
create index media_created_by_idx on public.media (created_by);

-- Files that staff upload and that are not in the library yet. A row is deleted when its picture is added or refused, or after a day.
create table public.media_uploads (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  file_name text not null,
  -- the picture that our servers made of the file, as columns of media; null: not made yet
  picture jsonb,
  created_at timestamptz not null default now()
);
create index media_uploads_shop_idx on public.media_uploads (shop_id);
create index media_uploads_user_idx on public.media_uploads (user_id);
create index media_uploads_created_at_idx on public.media_uploads (created_at);

-- The library picture that a product shows; null: its picture came from elsewhere. The columns that shoppers see are copied, so that
-- reading a product needs no other table; media is authoritative.
alter table public.product_images
  add column media_id uuid,
  add column focal_x numeric(4, 3) not null default 0.5 check (focal_x between 0 and 1),
  add column focal_y numeric(4, 3) not null default 0.5 check (focal_y between 0 and 1),
  add column placeholder text,
  -- without `on delete`: a picture in use cannot be deleted
  add constraint product_images_media_id_fkey foreign key (shop_id, media_id) references public.media (shop_id, id);
create index product_images_media_idx on public.product_images (shop_id, media_id);

-- Copies a picture of the library into the row of the product that shows it. Without an alt text it gets the product's name.
create function private.copy_media()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_media public.media;
begin
  select * into v_media from public.media where media.shop_id = new.shop_id and media.id = new.media_id;
  if v_media.id is not null then
    new.src := v_media.src;
    new.alt := coalesce(nullif(v_media.alt, ''),
      (select products.name from public.products where products.shop_id = new.shop_id and products.id = new.product_id));
    new.width := v_media.width;
    new.height := v_media.height;
    new.focal_x := v_media.focal_x;
    new.focal_y := v_media.focal_y;
    new.placeholder := v_media.placeholder;
  end if;
  return new;
end $$;

create trigger copy_media before insert or update on public.product_images
for each row when (new.media_id is not null) execute function private.copy_media();

create function private.renew_media_copies()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.product_images as images set media_id = new.id
  where images.id in (select locked.id from public.product_images as locked
    where locked.shop_id = new.shop_id and locked.media_id = new.id order by locked.id for no key update);
  return null;
end $$;

create trigger renew_media_copies after update on public.media
for each row execute function private.renew_media_copies();

create trigger log_edit after insert or update or delete on public.media
for each row execute function private.log_edit('media', 'id', 'placeholder');

-- The picture that stands for a variant: its own, or that of one of its choices, or else the first of its product. { src, alt, width,
-- height, focal_x, focal_y } or null.
create function private.variant_image(variant_id uuid, product_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_options text[] := (select variants.options from public.variants where variants.id = variant_image.variant_id);
begin
  return (
    select jsonb_build_object('src', images.src, 'alt', images.alt, 'width', images.width, 'height', images.height,
      'focal_x', images.focal_x, 'focal_y', images.focal_y)
    from public.product_images as images where images.product_id = variant_image.product_id
    order by (images.variant_id = variant_image.variant_id) is true desc, (images.choice = any (v_options)) is true desc,
      images.position, images.id limit 1);
end $$;

-- Policies and grants

alter table public.media enable row level security;
alter table public.media_uploads enable row level security;

create policy select_staff on public.media for select to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));

grant select on public.media to authenticated, service_role;
grant select on public.media_uploads to service_role;
grant select (focal_x, focal_y, placeholder) on public.product_images to anon;
