-- The outbox: emails are queued in a command's own transaction and sent after it.

-- Tables

-- The emails, at most one per dedupe key.
create table public.notification_queue (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  order_id uuid,
  -- see lib/notifications/order-email.ts and owner-email.ts; `order_confirmed` is the receipt
  template text not null,
  recipient text not null,
  -- the values of the template; emptied once sent, since they may contain a link to the order
  payload jsonb not null default '{}',
  dedupe_key text not null constraint notification_queue_dedupe_key_key unique,
  -- the email service sends one email per key. A new key is set when an email has to be sent even if the service accepted it before: staff
  -- resend it, its link was revoked, or the order's email address was corrected
  idempotency_key uuid not null default gen_random_uuid(),
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

-- For our servers; staff see whether an email was sent, but not the links in it.

alter table public.notification_queue enable row level security;

create policy select_staff on public.notification_queue for select to authenticated
  using (shop_id in (select private.permitted_shops('orders.read')));
grant select (id, shop_id, order_id, template, recipient, attempts, next_attempt_at, sent_at, dead_at, last_error, created_at)
  on public.notification_queue to authenticated;

grant select on public.notification_queue to service_role;

-- To shoppers

-- The wait after the n-th attempt of a job: 30 s, 1 min, 2 min, … up to 6 hours.
create function private.backoff(attempts int)
returns interval
language sql immutable
set search_path = ''
return least(interval '30 seconds' * power(2, least(attempts, 12) - 1), interval '6 hours');

-- Queues one email about an order to its shopper, with a separate access token for its link. A second one with the same dedupe key is
-- dropped.
create function private.notify(orders public.orders, template text, dedupe_key text)
returns void
language plpgsql volatile security definer
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
    perform private.create_access_token(orders, v_access_token, by_email => true);
  end if;
end $$;

-- Whether the caller is signed in with this email address and has confirmed it.
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

-- Refuses an email beyond the limit of its address (`too_many_requests`, 429, field email), so that no one can flood a mailbox. The owner
-- of the address, our servers and staff are not limited.
create function private.guard_recipient(shop_id uuid, email text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if private.client_key(shop_id) is not null and not private.has_confirmed_email(email) then
    perform private.guard_usage(shop_id, 'recipient', subject => email);
  end if;
end $$;

-- Revokes access tokens of an order: all of them, or those that were emailed. They stop working at once, in cookies and in sent emails.
-- Emails that are still queued get a new one.
create function private.revoke_keys(orders public.orders, only_emailed boolean default false)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_notification_id uuid;
  v_access_token uuid;
begin
  delete from public.order_access_tokens as tokens
  where tokens.shop_id = orders.shop_id and tokens.order_id = orders.id and (tokens.by_email or not only_emailed);
  for v_notification_id in
    select queue.id from public.notification_queue as queue
    where queue.shop_id = orders.shop_id and queue.order_id = orders.id and queue.sent_at is null
      and queue.payload ? 'access_token'
    for update
  loop
    v_access_token := gen_random_uuid();
    update public.notification_queue as queue set
      payload = queue.payload || jsonb_build_object('access_token', v_access_token), idempotency_key = gen_random_uuid(),
      attempts = 0, next_attempt_at = least(queue.next_attempt_at, now())
    where queue.id = v_notification_id;
    perform private.create_access_token(orders, v_access_token, by_email => true);
  end loop;
end $$;

-- Revokes every access token of an order: the shopper's own and those in sent emails. Emails a new link to the order's address, at most one
-- in five minutes and five a day. A signed-in customer still sees the order. For staff with `orders.note`. Refuses
-- `order_not_found` (404), `forbidden` (403), `new_link_just_sent` (429).
create function public.reissue_order_keys(order_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  elsif private.is_email_throttled(v_order, 'order_link') then
    perform private.refuse(429, 'new_link_just_sent');
  end if;
  perform private.revoke_keys(v_order);
  perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'reissue_order_keys');
  perform private.notify(v_order, 'order_link', 'order_link:' || gen_random_uuid());
end $$;
comment on function public.reissue_order_keys is 'Revokes every access token of an order and emails a new link.';

-- Whether an email was requested too often: at most one in five minutes and five a day are allowed.
create function private.is_email_throttled(orders public.orders, template text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select count(*) >= 5 or coalesce(max(queue.created_at) > now() - interval '5 minutes', false)
    from public.notification_queue as queue
    where queue.shop_id = orders.shop_id and queue.order_id = orders.id and queue.template = is_email_throttled.template
      and queue.created_at > now() - interval '1 day'
  );
end $$;

-- To owners

-- Queues one email to each owner of a shop about a change that concerns them; `payload` also gets the time and the person.
create function private.notify_owners(shop_id uuid, template text, payload jsonb)
returns void
language plpgsql volatile security definer
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

-- Emails the owners about changes to payment methods and shop settings. Changes by our servers are not reported.
create function private.notify_of_settings()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_old_row jsonb := to_jsonb(old);
  v_new_row jsonb := to_jsonb(new);
  v_old_value jsonb;
  v_new_value jsonb;
begin
  select jsonb_object_agg(key, v_old_row -> key), jsonb_object_agg(key, v_new_row -> key) into v_old_value, v_new_value
  from jsonb_object_keys(v_new_row) as key
  where key <> 'updated_at' and v_old_row -> key is distinct from v_new_row -> key;
  if v_new_value is not null and not private.is_service() then
    perform private.notify_owners(new.shop_id, 'settings_changed', jsonb_build_object(
      'table', tg_table_name, 'method', v_new_row ->> 'method', 'label', v_new_row ->> 'label', 'old', v_old_value, 'new', v_new_value));
  end if;
  return null;
end $$;

create trigger notify_of_settings after update on public.shop_settings
for each row execute function private.notify_of_settings();
create trigger notify_of_settings after update on public.payment_methods
for each row execute function private.notify_of_settings();

-- Sending

-- Claims up to `max_rows` due emails for one backoff, so that those of a crashed worker are tried again. An email is given up after 8
-- attempts, even if no worker reported that they failed. (The rows are chosen in an array, which is evaluated once; a subselect could run
-- again for each row and claim more than `max_rows`.)
create function public.claim_notifications(max_rows int)
returns setof public.notification_queue
language sql volatile security definer
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
comment on function public.claim_notifications is 'Claims emails that are due to be sent.';

-- Records the result of sending an email: sent (error is null) or failed. `waits`: it could not be rendered because a setting is missing;
-- it is retried every ten minutes, without limit. `key`: its idempotency key when it was claimed; an email that has got another address or
-- link since then stays due.
create function public.finish_notification(id uuid, error text default null, waits boolean default false, key uuid default null)
returns void
language sql volatile security definer
set search_path = ''
as $$
  update public.notification_queue as queue set
    sent_at = case when error is null then now() end,
    payload = case when error is null then '{}' else payload end,
    last_error = left(error, 500),
    attempts = case when waits then 0 else attempts end,
    next_attempt_at = case when waits then now() + interval '10 minutes' else next_attempt_at end,
    dead_at = case when error is not null and attempts >= 8 and not waits then now() end
  where queue.id = finish_notification.id and queue.sent_at is null and queue.idempotency_key = coalesce(key, queue.idempotency_key)
$$;
comment on function public.finish_notification is 'Records the result of sending an email.';

-- Resends an email that was given up, even if the email service accepted an earlier attempt. For staff with `orders.note` in its shop.
-- Refuses `notification_not_found` (404), `forbidden` (403).
create function public.resend_notification(notification_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_notification public.notification_queue;
begin
  select * into v_notification from public.notification_queue as queue where queue.id = notification_id for update;
  if v_notification.id is null or not private.has_permission(v_notification.shop_id, 'orders.read') then
    perform private.refuse(404, 'notification_not_found');
  elsif not private.has_permission(v_notification.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  end if;
  update public.notification_queue as queue set
    dead_at = null, attempts = 0, next_attempt_at = now(), idempotency_key = gen_random_uuid()
  where queue.id = v_notification.id and queue.dead_at is not null;
end $$;
comment on function public.resend_notification is 'Resends an email that was given up.';

grant execute on function public.reissue_order_keys(uuid), public.resend_notification(uuid) to authenticated, service_role;
grant execute on function public.claim_notifications(int), public.finish_notification(uuid, text, boolean, uuid) to service_role;
