-- Grants, owners and functions of a hosted project in the schemas auth and storage, whose tables scripts/database.ts has just created.
-- Local only. Safe to repeat.

grant usage on schema auth, storage to postgres, anon, authenticated, service_role;
grant all on all tables in schema auth to postgres, service_role;
-- as on a hosted project: row level security decides who sees which file
grant all on all tables in schema storage to postgres, anon, authenticated, service_role;
-- as on a hosted project: migrations may create policies on these two
alter table storage.buckets owner to postgres;
alter table storage.objects owner to postgres;

-- These read the claims of the caller from one setting for each claim, or from one with all of them as JSON, as PostgREST sets it.
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;

create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;

create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''), auth.jwt() ->> 'email')
$$;

grant execute on all functions in schema auth, storage to postgres, anon, authenticated, service_role;
