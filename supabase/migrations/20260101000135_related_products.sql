-- Related products, which staff choose for each product.

create table public.related_products (
  shop_id uuid not null,
  product_id uuid not null,
  related_id uuid not null,
  position int not null,
  primary key (product_id, related_id),
  constraint related_products_related_check check (related_id <> product_id),
  constraint related_products_product_fkey foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade,
  constraint related_products_related_fkey foreign key (shop_id, related_id) references public.products (shop_id, id) on delete cascade
);
create index related_products_product_idx on public.related_products (shop_id, product_id, position);
create index related_products_related_idx on public.related_products (shop_id, related_id);

create trigger log_edit after insert or update or delete on public.related_products
for each row execute function private.log_edit('product', 'product_id', 'product_id');

alter table public.related_products enable row level security;

-- The subselects run under the caller's own policies: a caller who may see both products sees the relation.
create policy select_public on public.related_products for select to anon, authenticated
  using (exists (select from public.products where products.id = related_products.product_id)
    and exists (select from public.products where products.id = related_products.related_id));
grant select (shop_id, product_id, related_id, position) on public.related_products to anon, authenticated;
grant select on public.related_products to service_role;

-- Replaces the related products of a product by a list, in its order; twelve at most. Refuses `product_not_found` (404: one is not of this
-- shop) and `too_many_related` (422).
create function private.save_related(product public.products, related uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if cardinality(related) > 12 then
    perform private.refuse(422, 'too_many_related', field => 'related');
  elsif exists (select from unnest(related) as given (id) where not exists (
    select from public.products as others where others.shop_id = product.shop_id and others.id = given.id)) then
    perform private.refuse(404, 'product_not_found', field => 'related');
  end if;
  -- a product whose position changes is deleted and inserted again, so that the log names it
  delete from public.related_products as gone
  where gone.product_id = product.id and gone.position is distinct from array_position(related, gone.related_id);
  insert into public.related_products (shop_id, product_id, related_id, position)
  select product.shop_id, product.id, id, min(position)
  from unnest(related) with ordinality as given (id, position) group by id
  on conflict do nothing;
end $$;

-- The related products of a product, in their order: [{ product_id, name, image }].
create function private.related_to(product public.products)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('product_id', others.id, 'name', others.name,
      'image', private.variant_image(null, others.id)) order by related.position), '[]')
    from public.related_products as related
    join public.products as others on others.shop_id = related.shop_id and others.id = related.related_id
    where related.shop_id = product.shop_id and related.product_id = product.id
  );
end $$;
