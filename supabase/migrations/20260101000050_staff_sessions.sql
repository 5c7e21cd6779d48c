-- Sign-in sessions: when the password was last re-entered, and what cannot be changed without that.

-- Tables

-- Data about a session that Supabase Auth does not store. `session_id` is the id in auth.sessions and in the access token.
create table public.staff_sessions (
  session_id uuid constraint staff_sessions_pkey primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  -- when our server last checked the password of the person in this session
  reauthenticated_at timestamptz
);
create index staff_sessions_user_id_idx on public.staff_sessions (user_id);
create index staff_sessions_reauthenticated_at_idx on public.staff_sessions (reauthenticated_at);

-- Staff can neither read nor write it, so that a session cannot mark itself as re-authenticated.
alter table public.staff_sessions enable row level security;
grant select on public.staff_sessions to service_role;

-- Functions

-- Records that the password was re-entered in a session. Our server calls it after Supabase Auth has accepted that person's password.
-- Refuses `forbidden` (403) if the session belongs to another person, or has ended.
create function public.mark_reauthenticated(session_id uuid, user_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not exists (
    select from auth.sessions
    where sessions.id = mark_reauthenticated.session_id and sessions.user_id = mark_reauthenticated.user_id) then
    perform private.refuse(403, 'forbidden');
  end if;
  insert into public.staff_sessions (session_id, user_id, reauthenticated_at)
  values (mark_reauthenticated.session_id, mark_reauthenticated.user_id, now())
  on conflict on constraint staff_sessions_pkey do update set reauthenticated_at = now();
end $$;
comment on function public.mark_reauthenticated is 'Records that the password was re-entered in a session.';

-- Refuses callers who have not entered their password in this session within the last 15 minutes (`reauthentication_required`, 403). A
-- session that has ended is refused, although its access token stays valid for up to an hour. Our servers need no password.
create function public.require_recent_password()
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.is_service() and not exists (
    select from public.staff_sessions as known
    join auth.sessions on sessions.id = known.session_id and sessions.user_id = known.user_id
    where known.session_id = (auth.jwt() ->> 'session_id')::uuid and known.user_id = (select auth.uid())
      and known.reauthenticated_at > now() - interval '15 minutes') then
    perform private.refuse(403, 'reauthentication_required');
  end if;
end $$;
comment on function public.require_recent_password is 'Refuses callers who have not entered their password within the last 15 minutes.';

-- Requires a recent password to change where money goes and who has to approve it. A trigger on the tables, so that no function or grant
-- bypasses it. The column mapping of bank statements moves no money, so verifiers may change it without one.
create function private.guard_money_settings()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if (to_jsonb(old) - 'statement_mapping') is distinct from (to_jsonb(new) - 'statement_mapping') then
    perform public.require_recent_password();
  end if;
  return null;
end $$;

create trigger guard_money_settings after insert or update or delete on public.shop_settings
for each row execute function private.guard_money_settings();
create trigger guard_money_settings after insert or update or delete on public.payment_methods
for each row execute function private.guard_money_settings();

grant execute on function public.mark_reauthenticated(uuid, uuid) to service_role;
grant execute on function public.require_recent_password() to authenticated, service_role;
