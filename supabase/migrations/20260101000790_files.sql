-- Storage buckets: proofs of transfers are private, a shop's own pictures public. Only our servers write to them: there is no policy for
-- insert, update or delete.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  -- uploads of shoppers, for the minutes until they are checked; only our servers read them
  ('proof-uploads', 'proof-uploads', false, 5242880, null),
  -- what was checked and re-encoded: shop_id/order_id/file
  ('payment-proofs', 'payment-proofs', false, 5242880, array['image/webp']),
  -- shop_id/file: QR codes of bank accounts, checked and re-encoded
  ('shop-pictures', 'shop-pictures', true, 5242880, array['image/webp']),
  -- uploads of staff, for the seconds until they are checked: shop_id/user_id/upload_id; only our servers read them
  ('media-uploads', 'media-uploads', false, 20971520, null),
  -- the sizes of what was checked and re-encoded: shop_id/folder/width.avif and .webp
  ('media', 'media', true, 5242880, array['image/avif', 'image/webp'])
on conflict (id) do nothing;

-- The shop's id, with which a path begins; null: there is none.
create function private.shop_of_path(path text)
returns uuid
language sql immutable
set search_path = ''
return private.to_uuid(split_part(path, '/', 1));

-- Staff of the shop with `payments.read` read a proof, and so does the shopper whose account placed the order. Guests get a signed URL from
-- our server, which checks their access token; it is valid for a minute.
create policy select_proof on storage.objects for select to authenticated
  using (bucket_id = 'payment-proofs' and (
    private.shop_of_path(name) in (select private.permitted_shops('payments.read'))
    or private.to_uuid(split_part(name, '/', 2)) in (
      select orders.id from public.orders where orders.user_id = (select auth.uid()))));

grant execute on function private.shop_of_path(text), private.to_uuid(text) to authenticated;
