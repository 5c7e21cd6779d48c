-- Visitors: the network address of a call, and limits on actions that cost the shop something. Anyone with the publishable key may call the
-- public functions, so the limits are enforced here and not in our server.

-- Types

-- cart, order, payment (attempts to pay), proof: created from one network address · order_payment: attempts to pay one order · recipient:
-- emails to one address, caused by callers who have not proven that they own it
create type public.limited_action as enum ('cart', 'order', 'payment', 'proof', 'order_payment', 'recipient');

-- Tables

-- Secrets that only our servers know: `client_address` is CLIENT_ADDRESS_SECRET of the app.
create table private.secrets (
  name text primary key,
  value text not null check (length(value) >= 32)
);

-- The usage limits of a shop. Usage is counted from the created rows, so callers behind one address never wait for a shared counter row.
create table public.usage_limits (
  shop_id uuid not null references public.shops (id) on delete cascade,
  action public.limited_action not null,
  -- per address, order or recipient; high, because a mobile carrier puts thousands of shoppers behind one address
  max_count int not null check (max_count between 1 and 100000),
  -- for all callers without a verified address together; null: the action is not counted by address
  max_direct int check (max_direct between 1 and 100000),
  every interval not null check (every between '1 minute' and '1 day'),
  updated_at timestamptz not null default now(),
  primary key (shop_id, action),
  check ((max_direct is null) = (action in ('order_payment', 'recipient')))
);

alter table public.usage_limits enable row level security;
create policy select_staff on public.usage_limits for select to authenticated
  using (shop_id in (select private.my_shops()));
create policy update_staff on public.usage_limits for update to authenticated
  using (shop_id in (select private.permitted_shops('settings.write')))
  with check (shop_id in (select private.permitted_shops('settings.write')));
grant select on public.usage_limits to authenticated, service_role;
grant update (max_count, max_direct, every) on public.usage_limits to authenticated;

create function private.create_usage_limits()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.usage_limits (shop_id, action, max_count, max_direct, every) values
    (new.id, 'cart', 600, 60, '10 minutes'), (new.id, 'order', 120, 10, '10 minutes'), (new.id, 'payment', 240, 20, '10 minutes'),
    (new.id, 'proof', 120, 10, '10 minutes'), (new.id, 'order_payment', 10, null, '1 hour'), (new.id, 'recipient', 10, null, '1 hour');
  return null;
end $$;

create trigger create_usage_limits after insert on public.shops
for each row execute function private.create_usage_limits();
create trigger log_edit after update on public.usage_limits
for each row execute function private.log_edit('shop', 'shop_id');

-- Functions

-- The network address that our server has verified: the header x-kedai-client is
-- <address>.<unix seconds>.<hex HMAC-SHA256 of "<address>.<unix seconds>">, not older than a minute. Null: there is none.
create function private.client_address()
returns text
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_header text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-kedai-client';
  v_signed text := left(v_header, -65);
  v_seconds text := split_part(v_signed, '.', -1);
  v_address text := left(v_signed, -1 - length(v_seconds));
begin
  -- text functions, because a regular expression with three groups took a tenth of the time of placing an order
  if v_header is null or v_seconds !~ '^[0-9]{1,11}$' or length(v_address) not between 1 and 100 then
    return null;
  end if;
  return (
    select v_address from private.secrets
    where secrets.name = 'client_address' and abs(extract(epoch from now()) - v_seconds::bigint) <= 60
      -- both sides are hashed, so that the duration of the comparison reveals nothing
      and private.sha256(v_header) = private.sha256(
        v_signed || '.' || encode(extensions.hmac(v_signed, secrets.value, 'sha256'), 'hex'))
  );
end $$;

-- The network of an address: for IPv6 the first 64 bits, since one household can use any number of addresses.
create function private.network_of(address text)
returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_address inet;
begin
  if not pg_input_is_valid(address, 'inet') then
    return lower(address);
  end if;
  v_address := address::inet;
  return case
    when family(v_address) = 4 then host(v_address)
    when v_address <<= inet '::ffff:0:0/96' then regexp_replace(host(v_address), '^.*:', '')
    else network(set_masklen(v_address, 64))::text
  end;
end $$;

-- The stored form of an address, per shop: a keyed hash, so that it cannot be reversed without the secret.
create function private.hash_client(shop_id uuid, address text)
returns bytea
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return extensions.hmac(shop_id || ':' || private.network_of(address),
    coalesce((select secrets.value from private.secrets where secrets.name = 'client_address'), ''), 'sha256');
end $$;

-- The key under which a call is counted: its network's, or one shared by all callers without a verified address. Null
-- for our servers and the shop's staff, who are not counted.
create function private.client_key(shop_id uuid)
returns bytea
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if private.is_service() or exists (
    select from public.staff where staff.shop_id = client_key.shop_id and staff.user_id = (select auth.uid())) then
    return null;
  end if;
  return private.hash_client(shop_id, coalesce(private.client_address(), 'direct'));
end $$;

-- Refuses an action beyond its limit (`too_many_requests`, 429; details: { retry_after: seconds }): `by` is the network's key, for actions
-- that are counted by address (null: not counted); `subject` is the order or recipient, for the others.
create function private.guard_usage(shop_id uuid, action public.limited_action, by bytea default null, subject text default null)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_limit public.usage_limits;
  v_max int;
  v_since timestamptz;
  v_times timestamptz[];
begin
  if by is null and subject is null then
    return;
  end if;
  select * into v_limit from public.usage_limits as limits
  where limits.shop_id = guard_usage.shop_id and limits.action = guard_usage.action;
  v_max := case when by = private.hash_client(shop_id, 'direct') then v_limit.max_direct else v_limit.max_count end;
  v_since := now() - v_limit.every;
  -- Reads only as many of the newest rows as the limit allows, so the cost does not grow with the table. Separate statements, so that a
  -- connection plans only the one it needs.
  if action = 'cart' then
    v_times := array(select recent.created_at from public.carts as recent
      where recent.shop_id = guard_usage.shop_id and recent.client_hash = by and recent.created_at > v_since
      order by recent.created_at desc limit v_max);
  elsif action = 'order' then
    v_times := array(select recent.placed_at from public.orders as recent
      where recent.shop_id = guard_usage.shop_id and recent.client_hash = by and recent.placed_at > v_since
      order by recent.placed_at desc limit v_max);
  elsif action = 'payment' then
    v_times := array(select recent.created_at from public.payment_intents as recent
      where recent.shop_id = guard_usage.shop_id and recent.client_hash = by and recent.created_at > v_since
      order by recent.created_at desc limit v_max);
  elsif action = 'proof' then
    v_times := array(select recent.submitted_at from public.payment_proofs as recent
      where recent.shop_id = guard_usage.shop_id and recent.client_hash = by and recent.submitted_at > v_since
      order by recent.submitted_at desc limit v_max);
  elsif action = 'order_payment' then
    v_times := array(select recent.created_at from public.payment_intents as recent
      where recent.shop_id = guard_usage.shop_id and recent.order_id = subject::uuid and recent.created_at > v_since
      order by recent.created_at desc limit v_max);
  elsif action = 'recipient' then
    v_times := array(select recent.created_at from public.notification_queue as recent
      where recent.shop_id = guard_usage.shop_id and lower(recent.recipient) = lower(subject) and recent.created_at > v_since
        and recent.template in ('order_placed', 'order_confirmed', 'order_to_confirm', 'order_link', 'order_changed')
      order by recent.created_at desc limit v_max);
  end if;
  if cardinality(v_times) >= v_max then
    perform private.refuse(429, 'too_many_requests', jsonb_build_object(
      'retry_after', ceil(extract(epoch from v_times[v_max] + v_limit.every - now()))),
      case action when 'recipient' then 'email' end);
  end if;
end $$;
