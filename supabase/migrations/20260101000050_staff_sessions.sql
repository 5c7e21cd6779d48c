-- Sessions of people who are signed in: when the password was last entered again, and what cannot be changed without it.

-- Tables

-- What we know of a session beside Supabase Auth. `session_id` is that of auth.sessions, and of the access token.
create table public.staff_sessions (
  session_id uuid constraint staff_sessions_pkey primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  -- when our server last checked the password of whoever holds the session
  reauthenticated_at timestamptz
);
create index staff_sessions_user_id_idx on public.staff_sessions (user_id);
create index staff_sessions_reauthenticated_at_idx on public.staff_sessions (reauthenticated_at);

-- Nobody reads or writes it but the functions below: a session cannot vouch for itself.
alter table public.staff_sessions enable row level security;
grant select on public.staff_sessions to service_role;

-- Functions

-- Notes that the password was entered again in a session. Our server calls it after Supabase Auth has accepted the password of
-- that person. Refuses `forbidden` (403) where the session is not theirs, or has ended.
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
comment on function public.mark_reauthenticated is 'Notes that the password of a session was entered again.';

-- Refuses whoever has not entered their password in this session within the last 15 minutes (`reauthentication_required`, 403).
-- A session that has ended is worth nothing, although its access token lives on for an hour. Our servers need no password.
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
comment on function public.require_recent_password is 'Refuses whoever has not entered their password in the last minutes.';

-- Lets nobody change where money goes, and who has to agree to it, without the password: it stands on the tables themselves, so
-- that no function and no grant leads around it. How a bank's statements are read moves no money, and is the verifiers'.
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
