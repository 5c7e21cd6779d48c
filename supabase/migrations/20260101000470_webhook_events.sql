-- The webhook inbox: events are stored before they are processed.

-- Tables

-- Every signed webhook. Its dedupe key stays when its payload is emptied.
create table public.webhook_events (
  id uuid primary key default gen_random_uuid(),
  -- the shop whose payment it is about; null: unknown, or no shop's payment
  shop_id uuid references public.shops (id) on delete cascade,
  gateway text not null,
  dedupe_key text not null,
  event_type text not null,
  reference text,
  -- the payload without personal data, or { "text": … } with the body as received, if it could not be parsed; emptied after 90 days
  payload jsonb not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  processed_at timestamptz,
  outcome text,
  last_error text,
  -- given up; staff may reprocess it
  dead_at timestamptz,
  received_at timestamptz not null default now(),
  constraint webhook_events_gateway_dedupe_key_key unique (gateway, dedupe_key)
);
create index webhook_events_due_idx on public.webhook_events (next_attempt_at) where processed_at is null and dead_at is null;
create index webhook_events_list_idx on public.webhook_events (shop_id, received_at desc, id desc);
create index webhook_events_dead_idx on public.webhook_events (shop_id, dead_at desc) where dead_at is not null;
create index webhook_events_payload_idx on public.webhook_events (received_at) where payload <> '{}';
create index webhook_events_reference_idx on public.webhook_events (gateway, reference);

-- For our servers; staff see the result of an event, not its payload.

alter table public.webhook_events enable row level security;
create policy select_staff on public.webhook_events for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')) or (shop_id is null and (select private.is_operator())));
grant select (id, shop_id, gateway, event_type, reference, attempts, next_attempt_at, processed_at, outcome, last_error,
  dead_at, received_at) on public.webhook_events to authenticated;

grant select on public.webhook_events to service_role;

-- Functions

-- The shop whose attempt has this reference; null: no shop has one.
create function private.shop_of_reference(gateway text, reference text)
returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select intents.shop_id from public.payment_intents as intents
    where intents.gateway = shop_of_reference.gateway and intents.reference = shop_of_reference.reference
  );
end $$;

-- Stores a signed webhook with any content. Answers { id, duplicate }; for a repeated delivery, the id of the first.
create function public.record_webhook_event(
  gateway text, dedupe_key text, event_type text, reference text default null, payload jsonb default '{}'
)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.webhook_events (shop_id, gateway, dedupe_key, event_type, reference, payload)
  values (private.shop_of_reference(gateway, reference), gateway, dedupe_key,
    coalesce(left(event_type, 100), 'unreadable'),
    -- a longer reference is not one of ours, and would not fit into the index
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
comment on function public.record_webhook_event is 'Stores a signed webhook, once.';

-- Claims up to `max_rows` due events (or the one named) for one backoff each. An event is given up after 12 attempts, about 20 hours after
-- the first.
create function public.claim_webhook_events(max_rows int, event_id uuid default null)
returns setof public.webhook_events
language sql volatile security definer
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
comment on function public.claim_webhook_events is 'Claims webhooks that are due to be processed.';

-- Records the result of processing an event: done, with an outcome, or failed, with an error, to be tried again.
create function public.finish_webhook_event(id uuid, outcome text, error text default null)
returns void
language sql volatile security definer
set search_path = ''
as $$
  update public.webhook_events as events set
    processed_at = case when error is null then now() end,
    outcome = finish_webhook_event.outcome,
    last_error = left(error, 500)
  where events.id = finish_webhook_event.id and events.processed_at is null
$$;
comment on function public.finish_webhook_event is 'Records the result of processing a webhook.';

-- Reprocesses a webhook, whether it failed, was given up or is done: processing is idempotent. For staff with `webhooks.replay` in its
-- shop; for operators if it belongs to no shop. Refuses `webhook_not_found` (404), `forbidden` (403).
create function public.replay_webhook_event(event_id uuid)
returns void
language plpgsql volatile security definer
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
    -- one chain per event, and only this function writes to it
    perform private.log_activity(v_event.shop_id, 'webhook_event', v_event.id, 'replay_webhook_event',
      jsonb_build_object('outcome', v_event.outcome, 'attempts', v_event.attempts));
  end if;
end $$;
comment on function public.replay_webhook_event is 'Reprocesses a webhook.';

grant execute on function public.record_webhook_event(text, text, text, text, jsonb), public.claim_webhook_events(int, uuid),
  public.finish_webhook_event(uuid, text, text) to service_role;
grant execute on function public.replay_webhook_event(uuid) to authenticated, service_role;
