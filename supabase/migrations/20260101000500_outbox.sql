-- What must happen exactly once: keys that make a request repeatable, mail that leaves after the transaction,
-- webhooks that are kept before they are worked on, and limits on how often somebody may knock.

-- Tables

-- The answer to a request that was carried out, for whoever repeats it. Kept 72 hours.
create table public.idempotency_keys (
  shop_id uuid not null references public.shops (id) on delete cascade,
  scope text not null,
  key uuid not null,
  -- what was asked, so that the key cannot be reused for something else
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (shop_id, scope, key)
);
create index idempotency_keys_created_at_idx on public.idempotency_keys (created_at);

-- Mail waiting to be sent: written in the command's own transaction, sent by a worker, at most once per dedupe key.
create table public.notification_queue (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  order_id uuid,
  template text not null,
  recipient text not null,
  -- what the template needs; emptied once sent, since it may hold a link to the order
  payload jsonb not null default '{}',
  dedupe_key text not null unique,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  sent_at timestamptz,
  -- given up; staff may send it again
  dead_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index notification_queue_due_idx on public.notification_queue (next_attempt_at)
  where sent_at is null and dead_at is null;
create index notification_queue_recipient_idx on public.notification_queue (shop_id, lower(recipient), created_at);
create index notification_queue_order_idx on public.notification_queue (shop_id, order_id);
create index notification_queue_dead_idx on public.notification_queue (shop_id, dead_at desc) where dead_at is not null;

-- Every signed webhook, stored before it is worked on. Dedupe keys outlive the payload's clean-up.
create table public.webhook_events (
  id uuid primary key default gen_random_uuid(),
  -- the shop whose payment it is about; null: not known, or nobody's
  shop_id uuid references public.shops (id) on delete cascade,
  gateway text not null,
  dedupe_key text not null,
  event_type text not null,
  reference text,
  -- what was sent, without personal data, or { "text": … }, as it came, where it could not be read; emptied after 90 days
  payload jsonb not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  processed_at timestamptz,
  outcome text,
  last_error text,
  -- given up; staff may have it worked on again
  dead_at timestamptz,
  received_at timestamptz not null default now(),
  unique (gateway, dedupe_key)
);
create index webhook_events_due_idx on public.webhook_events (next_attempt_at) where processed_at is null and dead_at is null;
create index webhook_events_list_idx on public.webhook_events (shop_id, received_at desc, id desc);
create index webhook_events_dead_idx on public.webhook_events (shop_id, dead_at desc) where dead_at is not null;
create index webhook_events_payload_idx on public.webhook_events (received_at) where payload <> '{}';
create index webhook_events_reference_idx on public.webhook_events (gateway, reference);

-- One row per bucket and key, so that it does not grow with the traffic. Keys are stored as hashes: some are addresses.
create table public.rate_limits (
  bucket text not null,
  key_hash bytea not null,
  window_started_at timestamptz not null default now(),
  count int not null default 1,
  primary key (bucket, key_hash)
);
create index rate_limits_window_started_at_idx on public.rate_limits (window_started_at);

-- When each recurring job of ours last ran to its end: what stops must be seen (doctor).
create table public.heartbeats (
  name text primary key check (length(name) between 1 and 60),
  beat_at timestamptz not null default now()
);

-- Policies and grants: for our servers only; staff see whether a mail was sent, not the links in it.

alter table public.idempotency_keys enable row level security;
alter table public.notification_queue enable row level security;
alter table public.webhook_events enable row level security;
alter table public.rate_limits enable row level security;
alter table public.heartbeats enable row level security;

create policy select_staff on public.notification_queue for select to authenticated
  using (shop_id in (select private.permitted_shops('orders.read')));
grant select (id, shop_id, order_id, template, recipient, attempts, next_attempt_at, sent_at, dead_at, last_error, created_at)
  on public.notification_queue to authenticated;
create policy select_staff on public.webhook_events for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')) or (shop_id is null and (select private.is_operator())));
grant select (id, shop_id, gateway, event_type, reference, attempts, next_attempt_at, processed_at, outcome, last_error,
  dead_at, received_at) on public.webhook_events to authenticated;
create policy select_staff on public.heartbeats for select to authenticated
  using (exists (select private.permitted_shops('settings.write')));
grant select on public.heartbeats to authenticated;
grant select on public.idempotency_keys, public.notification_queue, public.webhook_events, public.rate_limits,
  public.heartbeats to service_role;

-- Functions

-- The n-th wait of a job that keeps failing: 30 s, 1 min, 2 min, … up to 6 hours.
create function private.backoff(attempts int)
returns interval
language sql immutable
set search_path = ''
as $$ select least(interval '30 seconds' * power(2, least(attempts, 12) - 1), interval '6 hours') $$;

-- Queues one mail about an order to its shopper, with a key of its own for the link in it. A second one under the same
-- dedupe key is dropped.
create function private.notify(orders public.orders, template text, dedupe_key text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_access_token uuid := gen_random_uuid();
begin
  insert into public.notification_queue (shop_id, order_id, template, recipient, payload, dedupe_key)
  values (orders.shop_id, orders.id, template, orders.email,
    jsonb_build_object('number', orders.number, 'access_token', v_access_token), dedupe_key)
  on conflict on constraint notification_queue_dedupe_key_key do nothing;
  if found then
    perform private.mint_access_token(orders, v_access_token, by_mail => true);
  end if;
end $$;

-- Whether the caller is signed in under an address that is confirmed to be theirs.
create function private.has_confirmed_email(email text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from auth.users where users.id = (select auth.uid()) and users.email_confirmed_at is not null
      and lower(users.email) = lower(has_confirmed_email.email));
end $$;

-- Refuses what would be one email too many to an address (`too_many_requests`, 429, field email), unless its owner is who asks: others
-- could fill somebody's mailbox.
create function private.guard_recipient(shop_id uuid, email text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if private.client_of(shop_id) is not null and not private.has_confirmed_email(email) then
    perform private.guard_usage(shop_id, 'recipient', subject => email);
  end if;
end $$;

-- Makes keys to an order worthless at once: all of them, or those that were mailed. Whoever has one opens nothing by it any more,
-- be it in a cookie or in a mail that was sent. What is still to be sent gets a new one.
create function private.revoke_keys(orders public.orders, only_mailed boolean default false)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_mail_id uuid;
  v_access_token uuid;
begin
  delete from public.order_access_tokens as tokens
  where tokens.shop_id = orders.shop_id and tokens.order_id = orders.id and (tokens.by_mail or not only_mailed);
  for v_mail_id in
    select queue.id from public.notification_queue as queue
    where queue.shop_id = orders.shop_id and queue.order_id = orders.id and queue.sent_at is null
      and queue.payload ? 'access_token'
    for update
  loop
    v_access_token := gen_random_uuid();
    update public.notification_queue as queue
    set payload = queue.payload || jsonb_build_object('access_token', v_access_token) where queue.id = v_mail_id;
    perform private.mint_access_token(orders, v_access_token, by_mail => true);
  end loop;
end $$;

-- Takes every key to an order back, the shopper's own and those in mails that were sent, and mails a new link to the order's
-- address; at most one in five minutes and five a day. Whoever is signed in still sees their own order. For staff with
-- `orders.note`. Refuses `order_not_found` (404), `forbidden` (403), `new_link_just_sent` (429).
create function public.reissue_order_keys(order_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  elsif private.has_just_mailed(v_order, 'order_link') then
    perform private.refuse(429, 'new_link_just_sent');
  end if;
  perform private.revoke_keys(v_order);
  perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'reissue_order_keys');
  perform private.notify(v_order, 'order_link', 'order_link:' || gen_random_uuid());
end $$;

-- Whether a mail that is sent for the asking has been asked for too often: once in five minutes and five times a day are allowed.
create function private.has_just_mailed(orders public.orders, template text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select count(*) >= 5 or coalesce(max(queue.created_at) > now() - interval '5 minutes', false)
    from public.notification_queue as queue
    where queue.shop_id = orders.shop_id and queue.order_id = orders.id and queue.template = has_just_mailed.template
      and queue.created_at > now() - interval '1 day'
  );
end $$;

-- Queues one mail to each owner of a shop about a change that they should know of: `payload`, with when it was made and by whom.
create function private.notify_owners(shop_id uuid, template text, payload jsonb)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.notification_queue (shop_id, template, recipient, payload, dedupe_key)
  select notify_owners.shop_id, notify_owners.template, owners.email,
    notify_owners.payload || jsonb_build_object('at', now(), 'by_role', private.actor_role(notify_owners.shop_id), 'by', (
      select coalesce(nullif(profiles.name, ''), users.email)
      from public.profiles join auth.users on users.id = profiles.user_id where profiles.user_id = (select auth.uid()))),
    notify_owners.template || ':' || gen_random_uuid()
  from public.staff join auth.users as owners on owners.id = staff.user_id
  where staff.shop_id = notify_owners.shop_id and staff.role = 'owner' and owners.email is not null;
end $$;

-- Mails the owners what somebody changed of the shop's ways of paying, and of who has to agree to what. Our servers know what they
-- do.
create function private.notify_of_settings()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_before jsonb := to_jsonb(old);
  v_after jsonb := to_jsonb(new);
  v_old jsonb;
  v_new jsonb;
begin
  select jsonb_object_agg(key, v_before -> key), jsonb_object_agg(key, v_after -> key) into v_old, v_new
  from jsonb_object_keys(v_after) as key
  where key <> 'updated_at' and v_before -> key is distinct from v_after -> key;
  if v_new is not null and not private.is_service() then
    perform private.notify_owners(new.shop_id, 'settings_changed', jsonb_build_object(
      'table', tg_table_name, 'method', v_after ->> 'method', 'label', v_after ->> 'label', 'old', v_old, 'new', v_new));
  end if;
  return null;
end $$;

create trigger notify_of_settings after update on public.shop_settings
for each row execute function private.notify_of_settings();
create trigger notify_of_settings after update on public.payment_methods
for each row execute function private.notify_of_settings();

-- Takes up to `max_rows` due mails and holds them for one backoff, so that a crashed worker's are tried again.
-- Given up after 8 attempts, whether they were reported as failed or never reported. (The rows are chosen in an array, which
-- is evaluated once; as a subselect it could run again for each row, and claim more than was asked for.)
create function public.claim_notifications(max_rows int)
returns setof public.notification_queue
language sql security definer
set search_path = ''
as $$
  update public.notification_queue set dead_at = now()
  where sent_at is null and dead_at is null and attempts >= 8 and next_attempt_at <= now();
  update public.notification_queue
  set attempts = attempts + 1, next_attempt_at = now() + private.backoff(attempts + 1)
  where id = any (array(
    select id from public.notification_queue
    where sent_at is null and dead_at is null and next_attempt_at <= now()
    order by next_attempt_at
    limit max_rows
    for update skip locked
  ))
  returning *
$$;

-- What became of a mail: sent (error is null) or failed. `waits`: it could not even be written, for want of a setting that somebody
-- has to make. It is tried again every ten minutes, and never given up for that.
create function public.finish_notification(id uuid, error text default null, waits boolean default false)
returns void
language sql security definer
set search_path = ''
as $$
  update public.notification_queue as queue set
    sent_at = case when error is null then now() end,
    payload = case when error is null then '{}' else payload end,
    last_error = left(error, 500),
    attempts = case when waits then 0 else attempts end,
    next_attempt_at = case when waits then now() + interval '10 minutes' else next_attempt_at end,
    dead_at = case when error is not null and attempts >= 8 and not waits then now() end
  where queue.id = finish_notification.id and queue.sent_at is null
$$;

-- Sends a mail that was given up once more. For staff with `orders.note` in its shop. Refuses `notification_not_found`
-- (404), `forbidden` (403).
create function public.resend_notification(notification_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_mail public.notification_queue;
begin
  select * into v_mail from public.notification_queue as queue where queue.id = notification_id for update;
  if v_mail.id is null or not private.has_permission(v_mail.shop_id, 'orders.read') then
    perform private.refuse(404, 'notification_not_found');
  elsif not private.has_permission(v_mail.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  end if;
  update public.notification_queue as queue set dead_at = null, attempts = 0, next_attempt_at = now()
  where queue.id = v_mail.id and queue.dead_at is not null;
end $$;

-- Stores a signed webhook, whatever it holds: { id, duplicate }. The second delivery of the same one answers the first one's id.
create function public.record_webhook_event(
  gateway text, dedupe_key text, event_type text, reference text default null, payload jsonb default '{}'
)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.webhook_events (shop_id, gateway, dedupe_key, event_type, reference, payload)
  values (private.shop_of_reference(gateway, reference), gateway, dedupe_key,
    coalesce(left(event_type, 100), 'unreadable'),
    -- a longer one is none of ours, and no index holds it
    case when length(reference) <= 100 then reference end,
    coalesce(payload, '{}'))
  on conflict on constraint webhook_events_gateway_dedupe_key_key do nothing
  returning id into v_id;
  if v_id is not null then
    return jsonb_build_object('id', v_id, 'duplicate', false);
  end if;
  return (
    select jsonb_build_object('id', events.id, 'duplicate', true) from public.webhook_events as events
    where events.gateway = record_webhook_event.gateway and events.dedupe_key = record_webhook_event.dedupe_key
  );
end $$;

-- Takes up to `max_rows` events that are due (or the one named), each held for one backoff. Given up after 12 attempts,
-- which is about a day and a half.
create function public.claim_webhook_events(max_rows int, event_id uuid default null)
returns setof public.webhook_events
language sql security definer
set search_path = ''
as $$
  update public.webhook_events set dead_at = now()
  where processed_at is null and dead_at is null and attempts >= 12 and next_attempt_at <= now();
  update public.webhook_events
  set attempts = attempts + 1, next_attempt_at = now() + private.backoff(attempts + 1)
  where id = any (array(
    select id from public.webhook_events
    where processed_at is null and dead_at is null and next_attempt_at <= now() and (event_id is null or id = event_id)
    order by next_attempt_at
    limit max_rows
    for update skip locked
  ))
  returning *
$$;

-- What became of an event: done with an outcome, or failed with an error and to be tried again.
create function public.finish_webhook_event(id uuid, outcome text, error text default null)
returns void
language sql security definer
set search_path = ''
as $$
  update public.webhook_events as events set
    processed_at = case when error is null then now() end,
    outcome = finish_webhook_event.outcome,
    last_error = left(error, 500)
  where events.id = finish_webhook_event.id and events.processed_at is null
$$;

-- Has a webhook worked on once more, whether it failed, was given up or is done: working twice on one does no harm.
-- For staff with `webhooks.replay` in its shop; for operators where it is no shop's. Refuses `webhook_not_found` (404),
-- `forbidden` (403).
create function public.replay_webhook_event(event_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_event public.webhook_events;
begin
  select * into v_event from public.webhook_events as events where events.id = event_id for update;
  if v_event.id is null or not (private.is_service() or (v_event.shop_id is null and private.is_operator())
    or coalesce(private.has_permission(v_event.shop_id, 'payments.read'), false)) then
    perform private.refuse(404, 'webhook_not_found');
  elsif not (private.is_service() or (v_event.shop_id is null and private.is_operator())
    or coalesce(private.has_permission(v_event.shop_id, 'webhooks.replay'), false)) then
    perform private.refuse(403, 'forbidden');
  end if;
  update public.webhook_events as events
  set processed_at = null, dead_at = null, outcome = null, attempts = 0, next_attempt_at = now()
  where events.id = v_event.id;
  if v_event.shop_id is not null then
    -- one chain per event: nobody else writes to it
    perform private.log_activity(v_event.shop_id, 'webhook_event', v_event.id, 'replay_webhook_event',
      jsonb_build_object('outcome', v_event.outcome, 'attempts', v_event.attempts));
  end if;
end $$;

-- Notes that a recurring job has run to its end.
create function public.note_heartbeat(name text)
returns void
language sql security definer
set search_path = ''
as $$
  insert into public.heartbeats as beats (name) values (note_heartbeat.name)
  on conflict on constraint heartbeats_pkey do update set beat_at = now()
$$;

-- Whether one more is allowed: at most `max` in a window of `window_seconds` per bucket and key.
create function public.take_rate_limit(bucket text, key text, max int, window_seconds int)
returns boolean
language sql security definer
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

-- Deletes what has served its time: idempotency keys after 72 hours, abandoned carts after 60 days, idle limits and marks of a
-- password after a day, what webhooks said after 90 (their dedupe keys stay), and bank details 30 days after their refunds were
-- settled, 500 at a time. Answers how many rows went. Safe to skip, to repeat and to run twice at once.
create function public.cleanup_stale_rows()
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_count int;
begin
  with keys as (
    delete from public.idempotency_keys where created_at < now() - interval '72 hours' returning 1
  ), limits as (
    delete from public.rate_limits where window_started_at < now() - interval '1 day' returning 1
  ), old_marks as (
    delete from public.staff_sessions where reauthenticated_at < now() - interval '1 day' returning 1
  ), idle_carts as (
    delete from public.carts where updated_at < now() - interval '60 days' returning 1
  ), old_payloads as (
    update public.webhook_events set payload = '{}'
    where received_at < now() - interval '90 days' and (processed_at is not null or dead_at is not null) and payload <> '{}'
    returning 1
  )
  select (select count(*) from keys) + (select count(*) from limits) + (select count(*) from old_marks)
    + (select count(*) from idle_carts) + (select count(*) from old_payloads) into v_count;
  return v_count + private.delete_settled_payout_details(500);
end $$;

grant execute on function
  public.claim_notifications(int), public.finish_notification(uuid, text, boolean),
  public.record_webhook_event(text, text, text, text, jsonb),
  public.claim_webhook_events(int, uuid), public.finish_webhook_event(uuid, text, text),
  public.take_rate_limit(text, text, int, int), public.cleanup_stale_rows(), public.note_heartbeat(text)
  to service_role;
grant execute on function public.resend_notification(uuid), public.replay_webhook_event(uuid), public.reissue_order_keys(uuid) to authenticated, service_role;
