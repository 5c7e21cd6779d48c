-- Requests from outside: idempotency keys, rate limits and the parsing of untrusted values.

-- Tables

-- The answer to a completed request, returned when it is repeated. Stored for 72 hours.
create table public.idempotency_keys (
  shop_id uuid not null references public.shops (id) on delete cascade,
  scope text not null,
  key uuid not null,
  -- hash of the request, so that the key cannot be reused for another one
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (shop_id, scope, key)
);
create index idempotency_keys_created_at_idx on public.idempotency_keys (created_at);

-- One row per bucket and key, so that the table does not grow with the traffic. Keys are stored as hashes: some are addresses.
create table public.rate_limits (
  bucket text not null,
  key_hash bytea not null,
  window_started_at timestamptz not null default now(),
  count int not null default 1,
  constraint rate_limits_pkey primary key (bucket, key_hash)
);
create index rate_limits_window_started_at_idx on public.rate_limits (window_started_at);

-- For our servers only

alter table public.idempotency_keys enable row level security;
alter table public.rate_limits enable row level security;
grant select on public.idempotency_keys, public.rate_limits to service_role;

-- Functions

create function private.sha256(value text)
returns bytea
language plpgsql immutable strict
set search_path = ''
as $$
begin
  return sha256(convert_to(value, 'UTF8'));
end $$;

-- Counts a request and answers whether it is allowed: at most `max` in a window of `window_seconds` per bucket and key.
create function public.take_rate_limit(bucket text, key text, max int, window_seconds int)
returns boolean
language sql volatile security definer
set search_path = ''
as $$
  insert into public.rate_limits as limits (bucket, key_hash)
  values (bucket, private.sha256(key))
  on conflict on constraint rate_limits_pkey do update set
    count = case when limits.window_started_at <= now() - make_interval(secs => window_seconds)
      then 1 else limits.count + 1 end,
    window_started_at = case when limits.window_started_at <= now() - make_interval(secs => window_seconds)
      then now() else limits.window_started_at end
  returning limits.count <= max
$$;
comment on function public.take_rate_limit is 'Counts a request, and answers whether it is within the limit.';

-- Values from outside

-- Parses an untrusted uuid; null if it is not one.
create function private.to_uuid(value text)
returns uuid
language sql immutable
set search_path = ''
return case when value ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value::uuid end;

-- Trimmed text of an untrusted field, null when it is empty or not text.
create function private.to_text(source jsonb, field text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return case when jsonb_typeof(source -> field) = 'string' then nullif(trim(source ->> field), '') end;
end $$;

-- Parses an untrusted time; null if it is not one. Rejects words such as `now` and `infinity`, and years outside 2000 to 2199, which other
-- programs may be unable to show.
create function private.to_time(value text)
returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_time timestamptz;
begin
  v_time := case when value ~ '^[0-9]{4}-' then value::timestamptz end;
  return case when v_time between '2000-01-01' and '2200-01-01' then v_time end;
exception when others then
  return null;
end $$;

-- Parses an untrusted day; null if it is not one, or is later than tomorrow: other time zones may be a day ahead.
create function private.to_date(value text)
returns date
language plpgsql stable
set search_path = ''
as $$
begin
  return case when value ~ '^\d{4}-\d{2}-\d{2}$' and value::date between '2000-01-01' and current_date + 1 then value::date end;
exception when others then
  return null;
end $$;

grant execute on function public.take_rate_limit(text, text, int, int) to service_role;
