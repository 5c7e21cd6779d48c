-- Access to orders: the role of the caller, and who owns an order.

-- Whether the caller has access as the shopper: by account, or by an access token of the order.
create function private.has_order_access(orders public.orders, access_token uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(orders.user_id = (select auth.uid()), false) or exists (
      select from public.order_access_tokens as tokens
      where tokens.token_hash = private.sha256(access_token::text) and tokens.order_id = orders.id
    )
  );
end $$;

-- The caller's role on the order: 'system', 'staff', 'shopper', or null without access.
create function private.order_caller(orders public.orders, access_token uuid default null)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select case
      when private.is_service() then 'system'
      -- staff who buy in their own shop, or follow a customer's link, count as that shopper
      when access_token is not null and private.has_order_access(orders, access_token) then 'shopper'
      when exists (
        select from public.staff where staff.shop_id = orders.shop_id and staff.user_id = (select auth.uid())
      ) then 'staff'
      when private.has_order_access(orders, access_token) then 'shopper'
    end
  );
end $$;

-- Whether the order is the caller's own, even if they were not signed in when they placed it: it has their account, their email address or
-- their phone number. Numbers are compared by their last nine digits, as in orders.phone_key; shorter ones, such as Singapore's, by all of
-- their digits.
create function private.is_own_order(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_digits text := right(ltrim(regexp_replace(orders.phone, '\D', '', 'g'), '0'), 9);
begin
  return exists (
    select from public.profiles join auth.users on users.id = profiles.user_id
    where profiles.user_id = (select auth.uid()) and (
      orders.user_id = profiles.user_id
      or lower(orders.email) = lower(users.email)
      or (length(v_digits) >= 6 and right(profiles.phone, length(v_digits)) = v_digits)));
end $$;

-- Refuses to let callers confirm the payment of their own order, where duties are separated (`separation_of_duties`, 403).
create function private.guard_own_order(orders public.orders)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if private.is_own_order(orders) and private.separates_duties(orders.shop_id) then
    perform private.refuse(403, 'separation_of_duties');
  end if;
end $$;

-- Stores an access token of the order, as its hash only.
create function private.create_access_token(orders public.orders, access_token uuid, by_email boolean default false)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.order_access_tokens (token_hash, shop_id, order_id, by_email)
  values (private.sha256(access_token::text), orders.shop_id, orders.id, by_email);
end $$;

-- The order, locked. Refuses `order_not_found` (404), also to callers without access, who must not learn that it exists.
create function private.lock_order(order_id uuid, access_token uuid default null)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders where orders.id = lock_order.order_id for update;
  if v_order.id is null or private.order_caller(v_order, access_token) is null then
    perform private.refuse(404, 'order_not_found');
  end if;
  return v_order;
end $$;

-- Whether the caller has proven that they own the order's email address: by a token that was emailed, or a confirmed account.
create function private.controls_order_email(orders public.orders, access_token uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.order_access_tokens as tokens
    where tokens.token_hash = private.sha256(access_token::text) and tokens.order_id = orders.id and tokens.by_email
  ) or exists (
    select from auth.users where users.id = (select auth.uid()) and users.id = orders.user_id
      and lower(users.email) = lower(orders.email) and users.email_confirmed_at is not null);
end $$;
