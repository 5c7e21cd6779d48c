-- Gateways: where money is collected, and what each of them can do. No function names an online gateway, so adding one takes a
-- value of payment_method, a row here, and an adapter in lib/payments/<gateway>.

create table private.gateways (
  -- the name that attempts, payments, refunds, disputes, webhooks and the webhook address use
  gateway text primary key check (gateway ~ '^[a-z_]{1,40}$'),
  -- the payment method that collects through it: what shoppers choose, and orders store
  method public.payment_method not null unique,
  -- our servers open its checkout and ask it about payments; else the money arrives elsewhere and staff record it
  is_online boolean not null,
  -- our servers send refunds through it; else staff pay them by hand
  sends_refunds boolean not null,
  constraint gateways_sending_is_online_check check (is_online or not sends_refunds)
);
insert into private.gateways (gateway, method, is_online, sends_refunds) values
  ('paystack', 'paystack', true, true),
  ('bank_transfer', 'bank_transfer', false, false),
  ('cash', 'cod', false, false);

-- The online gateway of a payment method; null: it has none.
create function private.online_gateway(method public.payment_method)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (select gateways.gateway from private.gateways where gateways.method = online_gateway.method and gateways.is_online);
end $$;

-- The online gateways.
create function private.online_gateways()
returns setof text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query select gateways.gateway from private.gateways where gateways.is_online;
end $$;

-- Whether our servers send refunds through this gateway.
create function private.sends_refunds(gateway text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from private.gateways where gateways.gateway = sends_refunds.gateway and gateways.sends_refunds);
end $$;
