-- Recurring jobs: when each last ran, and the clean-up of expired rows.

-- When each recurring job last completed, so that the doctor notices one that stopped.
create table public.heartbeats (
  name text constraint heartbeats_pkey primary key check (length(name) between 1 and 60),
  beat_at timestamptz not null default now()
);
alter table public.heartbeats enable row level security;
create policy select_staff on public.heartbeats for select to authenticated
  using (exists (select private.permitted_shops('settings.write')));
grant select on public.heartbeats to authenticated;

grant select on public.heartbeats to service_role;

-- Functions

-- Records that a recurring job has completed.
create function public.note_heartbeat(name text)
returns void
language sql volatile security definer
set search_path = ''
as $$
  insert into public.heartbeats as beats (name) values (note_heartbeat.name)
  on conflict on constraint heartbeats_pkey do update set beat_at = now()
$$;
comment on function public.note_heartbeat is 'Records that a recurring job has completed.';

-- Deletes expired rows: idempotency keys after 72 hours, abandoned carts after 60 days, idle rate limits, staff sessions and uploads of
-- pictures after a day, webhook payloads after 90 days (their dedupe keys stay), and bank details (500 at a time) 30 days after their
-- refunds were settled. Answers how many rows were deleted or emptied. Safe to skip, to repeat and to run twice at once.
create function public.cleanup_stale_rows()
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_count int;
begin
  with keys as (
    delete from public.idempotency_keys where created_at < now() - interval '72 hours' returning 1
  ), limits as (
    delete from public.rate_limits where window_started_at < now() - interval '1 day' returning 1
  ), old_sessions as (
    delete from public.staff_sessions where reauthenticated_at < now() - interval '1 day' returning 1
  ), old_uploads as (
    delete from public.media_uploads where created_at < now() - interval '1 day' returning 1
  ), idle_carts as (
    delete from public.carts where updated_at < now() - interval '60 days' returning 1
  ), old_payloads as (
    update public.webhook_events set payload = '{}'
    where received_at < now() - interval '90 days' and (processed_at is not null or dead_at is not null) and payload <> '{}'
    returning 1
  )
  select (select count(*) from keys) + (select count(*) from limits) + (select count(*) from old_sessions)
    + (select count(*) from old_uploads) + (select count(*) from idle_carts) + (select count(*) from old_payloads) into v_count;
  return v_count + private.delete_settled_payout_details(500);
end $$;
comment on function public.cleanup_stale_rows is 'Deletes expired rows.';

grant execute on function public.note_heartbeat(text), public.cleanup_stale_rows() to service_role;
