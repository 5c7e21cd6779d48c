-- Payment attempts: starting them, recording what the gateway reports, polling.

-- Starting

create function private.intent_json(intent public.payment_intents, orders public.orders, is_new boolean)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'intent_id', intent.id, 'order_id', orders.id, 'number', orders.number, 'email', orders.email,
      'gateway', intent.gateway, 'reference', intent.reference, 'amount_minor', intent.amount_minor,
      'currency', intent.currency, 'state', intent.state, 'checkout_url', intent.checkout_url,
      'expires_at', orders.expires_at, 'is_new', is_new)
  );
end $$;

-- Why the gateway refused the newest attempt to pay an order; null: no known refusal.
create function private.payment_refusal(orders public.orders)
returns public.intent_refusal
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select intents.refusal from public.payment_intents as intents
    where intents.shop_id = orders.shop_id and intents.order_id = orders.id
    order by intents.created_at desc limit 1
  );
end $$;

-- The attempt to pay an order: the live one, or a new one with a new reference. Answers { intent_id, order_id, number,
-- email, gateway, reference, amount_minor, currency, state, checkout_url, expires_at, is_new }. The caller that gets `is_new` calls the
-- gateway and saves its answer with save_intent_checkout; other callers find `checkout_url` a moment later.
-- An attempt that did not get its checkout page within 30 seconds, or is older than 30 minutes, is replaced. `gateway`, if given, must be
-- that of the order's payment method.
-- Refuses `order_not_found` (404), `already_paid`, `not_payable`, `order_expired`, `unknown_payment_method`, `email_refused` (422: the
-- gateway rejects the order's email address, see correct_order_email), and `sold_out` (409) when the reservation has expired and others
-- have bought the stock, so that no one pays for goods that are gone; `too_many_requests` (429; details: { retry_after: seconds }).
create function public.start_payment(order_id uuid, access_token uuid default null, gateway text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_gateway text := private.online_gateway(v_order.payment_method);
  v_client bytea := private.client_key(v_order.shop_id);
  v_intent public.payment_intents;
  v_short jsonb;
begin
  if v_order.paid_minor - v_order.refunded_minor >= v_order.total_minor then
    perform private.refuse(422, 'already_paid');
  elsif v_order.state <> 'pending_payment' or v_order.hold_reason is not null then
    perform private.refuse(422, 'not_payable', jsonb_build_object('state', v_order.state, 'status', v_order.status));
  elsif v_order.expires_at <= now() then
    perform private.refuse(422, 'order_expired');
  elsif v_gateway is null or v_gateway <> start_payment.gateway then
    perform private.refuse(422, 'unknown_payment_method', field => 'gateway');
  elsif private.payment_refusal(v_order) = 'email' then
    perform private.refuse(422, 'email_refused', field => 'email');
  end if;
  v_short := private.short_lines(v_order.id);
  if v_short is not null then
    perform private.refuse(409, 'sold_out', v_short);
  end if;

  update public.payment_intents as intents set state = 'abandoned', updated_at = now()
  where intents.order_id = v_order.id and (
    (intents.state = 'created' and intents.created_at < now() - interval '30 seconds')
    or (intents.state = 'open' and intents.created_at < now() - interval '30 minutes'));
  select * into v_intent from public.payment_intents as intents
  where intents.order_id = v_order.id and intents.state in ('created', 'open');
  if found then
    -- the shopper returns to the gateway and may pay: until 20 checks were made, the next may be made at once (claim_payment_check)
    update public.payment_intents as intents set page_checked_at = null
    where intents.id = v_intent.id and intents.page_checks < 20 and intents.page_checked_at is not null;
    return private.intent_json(v_intent, v_order, false);
  end if;
  perform private.guard_usage(v_order.shop_id, 'payment', v_client);
  if v_client is not null then
    perform private.guard_usage(v_order.shop_id, 'order_payment', subject => v_order.id::text);
  end if;
  insert into public.payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, client_hash)
  values (v_order.shop_id, v_order.id, v_gateway,
    v_order.number || '-' || replace(private.random_code(), '-', ''),
    -- the balance, if a part was paid
    v_order.total_minor - private.refundable(v_order), v_order.currency, v_client)
  returning * into v_intent;
  -- the failure of an earlier attempt no longer matters
  update public.orders as o set last_attempt_failed = false where o.id = v_order.id and o.last_attempt_failed;
  return private.intent_json(v_intent, v_order, true);
end $$;
comment on function public.start_payment is 'Starts an attempt to pay an order at a gateway, or answers the live one.';

-- Corrects the email address of an order that waits for payment: the gateway may reject an address that the shop accepted. Queued emails
-- go to the new address. Links that were emailed to the old one stop working, and a new link is emailed to the new one. A caller who uses
-- an old link gets a new access token (`access_token` in the answer; absent: the caller's own still works).
-- At most five times per order, so that no one can use it to email strangers. For the shopper (account or `access_token`). Answers as
-- update_order_status.
-- Refuses `order_not_found` (404), `forbidden` (403), `not_payable`, `order_expired`, `invalid_email`, `email_unchanged` (422),
-- `email_corrected_too_often`, `too_many_requests` (429: too many emails to the new address).
create function public.correct_order_email(order_id uuid, email text, access_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_contact jsonb := jsonb_build_object('email', trim(correct_order_email.email), 'phone', v_order.phone, 'name', v_order.name);
  v_after public.orders;
  v_answer jsonb;
  v_access_token uuid;
begin
  if private.order_caller(v_order, access_token) <> 'shopper' then
    perform private.refuse(403, 'forbidden');
  elsif v_order.state <> 'pending_payment' or v_order.hold_reason is not null or v_order.paid_minor > v_order.refunded_minor then
    perform private.refuse(422, 'not_payable', jsonb_build_object('state', v_order.state, 'status', v_order.status));
  elsif v_order.expires_at <= now() then
    perform private.refuse(422, 'order_expired');
  end if;
  -- the rules of the checkout; the phone and the name have passed them before
  perform private.check_contact(v_contact);
  if lower(v_contact ->> 'email') = lower(v_order.email) then
    perform private.refuse(422, 'email_unchanged', field => 'email');
  elsif (select count(*) from public.activity_logs as logs
    where logs.entity_type = 'order' and logs.entity_id = v_order.id and logs.action = 'correct_email') >= 5 then
    perform private.refuse(429, 'email_corrected_too_often', field => 'email');
  end if;
  perform private.guard_recipient(v_order.shop_id, v_contact ->> 'email');

  update public.orders as o set
    email = v_contact ->> 'email', customer_id = private.find_customer(v_order.shop_id, v_contact), version = o.version + 1
  where o.id = v_order.id returning * into v_after;
  -- due at once, even if a worker is sending it to the old address
  update public.notification_queue as queue set
    recipient = v_after.email, idempotency_key = gen_random_uuid(), attempts = 0, next_attempt_at = least(queue.next_attempt_at, now())
  where queue.shop_id = v_after.shop_id and queue.order_id = v_after.id and queue.sent_at is null;
  -- the refusal was about the old address
  update public.payment_intents as intents set refusal = null, updated_at = now()
  where intents.shop_id = v_after.shop_id and intents.order_id = v_after.id and intents.refusal = 'email';
  perform private.log_activity(v_after.shop_id, 'order', v_after.id, 'correct_email',
    private.audit_snapshot(v_order) || jsonb_build_object('email', v_order.email),
    private.audit_snapshot(v_after) || jsonb_build_object('email', v_after.email));
  v_answer := private.order_json(v_after);
  -- an emailed link is about to be revoked, so its holder gets a token of their own
  if exists (
    select from public.order_access_tokens as tokens
    where tokens.token_hash = private.sha256(access_token::text) and tokens.order_id = v_after.id and tokens.by_email) then
    v_access_token := gen_random_uuid();
    perform private.create_access_token(v_after, v_access_token);
    v_answer := v_answer || jsonb_build_object('access_token', v_access_token);
  end if;
  perform private.revoke_keys(v_after, only_emailed => true);
  if exists (
    select from public.notification_queue as queue
    where queue.shop_id = v_after.shop_id and queue.order_id = v_after.id and queue.sent_at is not null) then
    perform private.notify(v_after, 'order_link', 'order_link:' || gen_random_uuid());
  end if;
  return v_answer;
end $$;
comment on function public.correct_order_email is 'Corrects the email address of an order that waits for payment.';

-- Stores what the gateway answered to a new attempt: its checkout page, and 'test' or 'live'.
-- Refuses `unknown_reference` (404).
create function public.save_intent_checkout(intent_id uuid, checkout_url text, mode text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.payment_intents as intents set
    checkout_url = save_intent_checkout.checkout_url,
    mode = case when save_intent_checkout.mode in ('test', 'live') then save_intent_checkout.mode end,
    state = case intents.state when 'created' then 'open' else intents.state end,
    updated_at = now()
  where intents.id = intent_id;
  if not found then
    perform private.refuse(404, 'unknown_reference', field => 'intent_id');
  end if;
end $$;
comment on function public.save_intent_checkout is 'Stores the checkout page of a payment attempt.';

-- What the gateway reports

-- When the gateway is asked about an attempt again: soon at first, then less often, for three days, or for as long as the gateway is
-- processing money. No known payment channel takes longer, and a webhook would still report the payment. Every attempt is checked once more
-- when its order expires.
create function private.next_check(created_at timestamptz, order_expires_at timestamptz, is_processing boolean)
returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_age interval := now() - created_at;
  v_next timestamptz := case
    when v_age < interval '10 minutes' then now() + interval '2 minutes'
    when v_age < interval '1 hour' then now() + interval '10 minutes'
    when v_age < interval '1 day' then now() + interval '1 hour'
    when v_age < interval '3 days' or is_processing then now() + interval '6 hours' end;
begin
  return case when order_expires_at > now() then least(v_next, order_expires_at) else v_next end;
end $$;

-- Records what the gateway said about an attempt that was not paid (yet). `state`: 'open', 'failed' or 'abandoned'. `is_processing`: money
-- is on its way. `refusal` ('email' or 'other'): the gateway will never open it, and `reason` has its message. Only settle_payment records
-- a success, which is never undone here. Without `gateway`, the attempt is found by its reference at any gateway.
-- Refuses `unknown_reference` (404), `unknown_state` (422).
create function public.mark_intent(
  reference text, state text, reason text default null, is_processing boolean default false, mode text default null,
  refusal text default null, gateway text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_intent public.payment_intents;
  v_marked public.payment_intents;
  v_order public.orders;
  v_after public.orders;
begin
  if state is null or state not in ('open', 'failed', 'abandoned') then
    perform private.refuse(422, 'unknown_state', field => 'state');
  end if;
  select * into v_intent from public.payment_intents as intents
  where intents.reference = mark_intent.reference and intents.gateway = any (
    case when mark_intent.gateway is null then array(select private.online_gateways()) else array[mark_intent.gateway] end);
  if not found then
    perform private.refuse(404, 'unknown_reference', field => 'reference');
  end if;
  v_order := private.lock_order(v_intent.order_id);
  update public.payment_intents as intents set
    state = case
      when intents.state in ('created', 'open') and mark_intent.state <> 'open'
        then mark_intent.state::public.intent_state
      else intents.state end,
    failure_reason = coalesce(left(reason, 300), intents.failure_reason),
    refusal = case when mark_intent.refusal in ('email', 'other') then mark_intent.refusal::public.intent_refusal
      else intents.refusal end,
    is_processing = coalesce(mark_intent.is_processing, false),
    mode = coalesce(intents.mode, case when mark_intent.mode in ('test', 'live') then mark_intent.mode end),
    checked_at = now(),
    next_check_at = private.next_check(intents.created_at, v_order.expires_at, coalesce(mark_intent.is_processing, false)),
    claimed_until = null,
    updated_at = now()
  where intents.id = v_intent.id and intents.state <> 'succeeded'
  returning * into v_marked;

  -- while money is processing, the reservation is extended, as long as the order can be paid
  if v_marked.is_processing and v_order.state = 'pending_payment' and v_order.lock_for is not null then
    update public.inventory_locks as locks
    set expires_at = greatest(locks.expires_at, least(now() + v_order.lock_for, v_order.expires_at))
    where locks.order_id = v_order.id and locks.expires_at > now();
  end if;
  -- a failed attempt does not count once a newer one has replaced it
  if v_marked.id is not null and mark_intent.state = 'failed' and v_order.state = 'pending_payment' and not v_order.last_attempt_failed
    and not exists (
      select from public.payment_intents as newer
      where newer.order_id = v_order.id and newer.created_at > v_intent.created_at
    )
  then
    update public.orders as o set last_attempt_failed = true, version = o.version + 1
    where o.id = v_order.id returning * into v_after;
    perform private.log_order(v_order, v_after, 'payment_failed', left(reason, 300));
  end if;
end $$;
comment on function public.mark_intent is 'Records the gateway''s state of an attempt that was not paid (yet).';

-- Polling

-- Claims up to `max_rows` attempts about which the gateway has to be asked now: those that are due, and those that were not checked since
-- their order expired. A claim lasts five minutes, so that two workers ask about different attempts.
create function public.claim_intents_to_check(max_rows int)
returns table (gateway text, reference text)
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  return query
    update public.payment_intents as intents set claimed_until = now() + interval '5 minutes'
    where intents.id = any (array(
      select held.id from public.payment_intents as held
      join (
        (select due.id, due.next_check_at as due_at from public.payment_intents as due
          where due.state <> 'succeeded' and due.next_check_at <= now() and due.gateway = any (array(select private.online_gateways()))
            and (due.claimed_until is null or due.claimed_until <= now())
          order by due.next_check_at limit max_rows)
        union
        (select due.id, orders.expires_at from public.orders
          join public.payment_intents as due on due.shop_id = orders.shop_id and due.order_id = orders.id
          where orders.awaits_money and orders.expires_at <= now()
            and due.state <> 'succeeded' and due.gateway = any (array(select private.online_gateways()))
            and (due.checked_at is null or due.checked_at < orders.expires_at)
            and (due.claimed_until is null or due.claimed_until <= now())
          order by orders.expires_at limit max_rows)
      ) as due on due.id = held.id
      -- checked again once the row is locked: another worker may just have claimed it
      where held.state <> 'succeeded' and (held.claimed_until is null or held.claimed_until <= now())
      order by due.due_at
      limit max_rows
      for update of held skip locked
    ))
    returning intents.gateway, intents.reference;
end $$;
comment on function public.claim_intents_to_check is 'Claims attempts about which the gateway has to be asked now.';

-- Whether the gateway may be asked about an attempt that a page waits for: every three seconds at first, then less often, however many
-- pages ask. True counts as a check. False once the attempt has succeeded.
create function public.claim_payment_check(gateway text, reference text)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.payment_intents as intents set page_checked_at = now(), page_checks = intents.page_checks + 1
  where intents.gateway = claim_payment_check.gateway and intents.reference = claim_payment_check.reference
    and intents.state <> 'succeeded' and coalesce(intents.page_checked_at < now() - case
      when intents.page_checks < 20 then interval '3 seconds' when intents.page_checks < 60 then interval '30 seconds'
      else interval '10 minutes' end, true);
  return found;
end $$;
comment on function public.claim_payment_check is 'Whether the gateway may be asked about an attempt that a page waits for.';

grant execute on function public.start_payment(uuid, uuid, text), public.correct_order_email(uuid, text, uuid)
  to anon, authenticated, service_role;
grant execute on function public.save_intent_checkout(uuid, text, text),
  public.mark_intent(text, text, text, boolean, text, text, text), public.claim_intents_to_check(int),
  public.claim_payment_check(text, text) to service_role;
