-- Links that show a product as shoppers will see it, before it is published. Anyone with the link can open it until it expires.

create table public.product_previews (
  -- the link holds the token itself
  token_hash bytea primary key,
  shop_id uuid not null,
  product_id uuid not null,
  expires_at timestamptz not null default now() + interval '7 days',
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index product_previews_product_idx on public.product_previews (shop_id, product_id);
create index product_previews_expires_idx on public.product_previews (expires_at);
alter table public.product_previews enable row level security;

-- Creates a link to a product, for seven days, and deletes a few expired ones. Answers the token. For staff with `catalog.write`. Refuses
-- `forbidden` (403).
create function public.create_product_preview(product_id uuid)
returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select products.shop_id from public.products where products.id = create_product_preview.product_id);
  v_token uuid := gen_random_uuid();
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'catalog.write') then
    perform private.refuse(403, 'forbidden');
  end if;
  delete from public.product_previews as expired where expired.token_hash in (
    select old.token_hash from public.product_previews as old
    where old.expires_at < now() order by old.expires_at limit 100 for update skip locked);
  insert into public.product_previews (token_hash, shop_id, product_id)
  values (private.sha256(v_token::text), v_shop_id, create_product_preview.product_id);
  return v_token;
end $$;
comment on function public.create_product_preview is 'Creates a link that shows a product before it is published.';

-- The product of a preview link as its page shows it: the public columns, with product_options, product_fields, variants (active ones),
-- product_images, `stock` by variant as list_available_stock answers it, and `expires_at`. Null if the shop has no such link, or it has
-- expired.
create function public.get_product_preview(shop text, token uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', products.id, 'slug', products.slug, 'name', products.name, 'summary', products.summary,
      'description', products.description, 'details', products.details, 'condition', products.condition,
      'seo_title', products.seo_title, 'seo_description', products.seo_description, 'category_id', products.category_id,
      'expires_at', previews.expires_at,
      'product_options', (
        select coalesce(jsonb_agg(jsonb_build_object('position', options.position, 'name', options.name, 'choices', options.choices)
          order by options.position), '[]')
        from public.product_options as options where options.product_id = products.id),
      'product_fields', (
        select coalesce(jsonb_agg(to_jsonb(fields) - array['shop_id', 'product_id', 'position'] order by fields.position), '[]')
        from public.product_fields as fields where fields.product_id = products.id),
      'variants', (
        select coalesce(jsonb_agg(jsonb_build_object('id', variants.id, 'sku', variants.sku, 'options', variants.options,
          'option_value', variants.option_value, 'price_minor', variants.price_minor, 'compare_at_minor', variants.compare_at_minor,
          'backorder_on', variants.backorder_on) order by variants.position, variants.id), '[]')
        from public.variants where variants.product_id = products.id and variants.shop_id = products.shop_id and variants.is_active),
      'stock', (
        select coalesce(jsonb_agg(to_jsonb(stock)), '[]')
        from public.variants
        cross join lateral private.shown_stock(variants) as stock
        where variants.product_id = products.id and variants.shop_id = products.shop_id and variants.is_active),
      'product_images', (
        select coalesce(jsonb_agg(jsonb_build_object('id', images.id, 'src', images.src, 'alt', images.alt, 'width', images.width,
          'height', images.height, 'focal_x', images.focal_x, 'focal_y', images.focal_y, 'placeholder', images.placeholder,
          'variant_id', images.variant_id, 'choice', images.choice) order by images.position, images.id), '[]')
        from public.product_images as images where images.product_id = products.id and images.shop_id = products.shop_id))
    from public.product_previews as previews
    join public.products on products.shop_id = previews.shop_id and products.id = previews.product_id
    join public.shops on shops.id = products.shop_id
    where previews.token_hash = private.sha256(get_product_preview.token::text) and previews.expires_at > now()
      and shops.slug = get_product_preview.shop);
end $$;
comment on function public.get_product_preview is 'The product that a preview link shows.';

grant execute on function public.create_product_preview(uuid) to authenticated, service_role;
grant execute on function public.get_product_preview(text, uuid) to anon, authenticated, service_role;
