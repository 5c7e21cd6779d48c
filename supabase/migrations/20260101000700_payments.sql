-- Money: attempts to collect it, and what really arrived.

-- Types

-- created: ours, the gateway may not know it yet · open: it has a checkout page · failed, abandoned: we do not send
-- anybody there again. Whatever its state, money that arrives under its reference is the order's.
create type public.intent_state as enum ('created', 'open', 'succeeded', 'failed', 'abandoned');

-- email: the gateway does not take the shopper's address, who may correct it · other: the shop has to see to it
create type public.intent_refusal as enum ('email', 'other');

-- Tables

-- One attempt to collect the money of an order at a gateway, committed before the gateway is called. Its reference is
-- one transaction there for ever.
create table public.payment_intents (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  gateway text not null,
  reference text not null check (reference ~ '^[A-Za-z0-9.=-]{8,64}$'),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state public.intent_state not null default 'created',
  -- why the gateway will not open it, however often it is asked; null: it has, or could not be asked
  refusal public.intent_refusal,
  -- 'test' or 'live', as the gateway's key says; money of the other kind is none
  mode text check (mode in ('test', 'live')),
  checkout_url text check (checkout_url ~ '^https?://'),
  failure_reason text,
  -- the gateway was last asked then, and said that there is no money (yet)
  checked_at timestamptz,
  -- money is under way there: the order must not be expired
  is_processing boolean not null default false,
  -- when the poller asks the gateway next; null: no more, its horizon is passed or the money is here
  next_check_at timestamptz default now() + interval '2 minutes',
  -- a worker is asking until then
  claimed_until timestamptz,
  -- when the gateway was last asked because somebody opened a page (claim_payment_look), and how often it was
  looked_at timestamptz,
  looks int not null default 0,
  -- the network that it was made from (private.client_of)
  client_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (gateway, reference),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id)
);
create index payment_intents_order_idx on public.payment_intents (shop_id, order_id, created_at desc);
create index payment_intents_client_idx on public.payment_intents (shop_id, client_hash, created_at);
-- a second press of "pay" finds the attempt of the first
create unique index payment_intents_one_live_idx on public.payment_intents (order_id) where state in ('created', 'open');

create index payment_intents_due_idx on public.payment_intents (next_check_at) where state <> 'succeeded';

-- Money that really arrived: one row per gateway transaction, never two.
create table public.payments (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  intent_id uuid not null,
  gateway text not null,
  transaction_id text not null check (length(transaction_id) between 1 and 100),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- what the gateway kept, when it says so
  fee_minor bigint check (fee_minor >= 0),
  channel text,
  -- the moment that the gateway names; where only a day is known, noon of it in the shop's time zone, to sort by and not to be shown
  paid_at timestamptz not null,
  -- the day, where that is all that anybody knows, as of a bank transfer
  paid_on date,
  -- how it was taken, an outcome of settle_payment
  outcome text not null check (outcome in ('confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch')),
  raw jsonb not null default '{}',
  -- what of it went back or is on its way back: the last word on refunding more than came in
  refunding_minor bigint not null default 0,
  created_at timestamptz not null default now(),
  constraint payments_never_overrefunded check (refunding_minor between 0 and amount_minor),
  unique (gateway, transaction_id),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, intent_id) references public.payment_intents (shop_id, id)
);
create index payments_order_idx on public.payments (shop_id, order_id, paid_at);
create index payments_by_order_idx on public.payments (order_id);
create index payments_intent_idx on public.payments (shop_id, intent_id);

-- Policies and grants: staff read; money moves through functions only.

alter table public.payment_intents enable row level security;
alter table public.payments enable row level security;

create policy select_staff on public.payment_intents for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.payments for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));

grant select on public.payment_intents, public.payments to authenticated, service_role;

-- What was taken is never rewritten; only how much of it goes back may change.
create trigger refuse_rewrite before delete or update of
  id, shop_id, order_id, intent_id, gateway, transaction_id, amount_minor, currency, fee_minor, channel, paid_at, paid_on, outcome,
  raw, created_at
on public.payments for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.payments
for each statement execute function private.refuse_rewrite();

create trigger search_reference after insert on public.payment_intents
for each row execute function private.search_reference('reference');
create trigger search_reference after insert on public.payments
for each row execute function private.search_reference('transaction_id');

-- The shop whose attempt has this reference; null when it is nobody's.
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

-- Starting

create function private.intent_answer(intent public.payment_intents, orders public.orders, is_new boolean)
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

-- Why the gateway refuses to take an order's money, as it said of the newest attempt; null: it does not, as far as is known.
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

-- The attempt to pay an order: the live one, or a new one under a new reference. Answers { intent_id, order_id, number,
-- email, gateway, reference, amount_minor, currency, state, checkout_url, expires_at, is_new }; whoever gets `is_new`
-- calls the gateway and saves its answer with save_intent_checkout; others find `checkout_url` a moment later.
-- An attempt that never got its checkout page within 30 seconds, or is older than 30 minutes, is replaced.
-- Refuses `order_not_found` (404), `already_paid`, `not_payable`, `order_expired`, `unknown_payment_method`, `email_refused` (422:
-- the gateway does not take the order's address, see correct_order_email), and `sold_out` (409) when the promise of stock has
-- lapsed and others have bought it: nobody pays for nothing; `too_many_requests` (429; details: { retry_after: seconds }).
create function public.start_payment(order_id uuid, access_token uuid default null, gateway text default 'paystack')
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_client bytea := private.client_of(v_order.shop_id);
  v_intent public.payment_intents;
  v_short jsonb;
begin
  if v_order.paid_minor - v_order.refunded_minor >= v_order.total_minor then
    perform private.refuse(422, 'already_paid');
  elsif v_order.state <> 'pending_payment' or v_order.hold_reason is not null then
    perform private.refuse(422, 'not_payable', jsonb_build_object('state', v_order.state, 'status', v_order.status));
  elsif v_order.expires_at <= now() then
    perform private.refuse(422, 'order_expired');
  elsif gateway is distinct from 'paystack' or v_order.payment_method::text <> gateway then
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
    -- whoever goes there again comes back with news: the look at once, but never more of the quick ones than claim_payment_look gives
    update public.payment_intents as intents set looked_at = null
    where intents.id = v_intent.id and intents.looks < 20 and intents.looked_at is not null;
    return private.intent_answer(v_intent, v_order, false);
  end if;
  perform private.guard_usage(v_order.shop_id, 'payment', v_client);
  if v_client is not null then
    perform private.guard_usage(v_order.shop_id, 'order_payment', subject => v_order.id::text);
  end if;
  insert into public.payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, client_hash)
  values (v_order.shop_id, v_order.id, start_payment.gateway,
    v_order.number || '-' || replace(private.random_number(), '-', ''),
    -- the rest, where a part of it is here
    v_order.total_minor - private.refundable(v_order), v_order.currency, v_client)
  returning * into v_intent;
  -- a new try: what became of the last one is history
  update public.orders as o set last_attempt_failed = false where o.id = v_order.id and o.last_attempt_failed;
  return private.intent_answer(v_intent, v_order, true);
end $$;

-- Corrects the address that a shopper gave with an order whose money is waited for: the gateway may refuse one that the shop
-- has taken. Mails that have not left go to the new one. What was mailed to the old one opens the order no more: the new address is
-- mailed a link in its place, and a caller who came by such a link gets another key (`access_token` in the answer; absent: theirs
-- goes on). At most five times an order, so that nobody has us write to strangers.
-- For the shopper (account or `access_token`). Answers as update_order_status.
-- Refuses `order_not_found` (404), `forbidden` (403), `not_payable`, `order_expired`, `invalid_email`, `email_unchanged` (422),
-- `email_corrected_too_often`, `too_many_requests` (429: too many mails to the new one).
create function public.correct_order_email(order_id uuid, email text, access_token uuid default null)
returns jsonb
language plpgsql security definer
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
  -- as at the checkout; phone and name have passed there
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
  update public.notification_queue as queue set recipient = v_after.email
  where queue.shop_id = v_after.shop_id and queue.order_id = v_after.id and queue.sent_at is null;
  -- what was refused is not asked any more
  update public.payment_intents as intents set refusal = null, updated_at = now()
  where intents.shop_id = v_after.shop_id and intents.order_id = v_after.id and intents.refusal = 'email';
  perform private.log_activity(v_after.shop_id, 'order', v_after.id, 'correct_email',
    private.logged_facts(v_order) || jsonb_build_object('email', v_order.email),
    private.logged_facts(v_after) || jsonb_build_object('email', v_after.email));
  v_answer := private.order_answer(v_after);
  -- only a mail's link, whoever may read it: it is about to be worthless
  if exists (
    select from public.order_access_tokens as tokens
    where tokens.token_hash = private.sha256(access_token::text) and tokens.order_id = v_after.id and tokens.by_mail) then
    v_access_token := gen_random_uuid();
    perform private.mint_access_token(v_after, v_access_token);
    v_answer := v_answer || jsonb_build_object('access_token', v_access_token);
  end if;
  perform private.revoke_keys(v_after, only_mailed => true);
  if exists (
    select from public.notification_queue as queue
    where queue.shop_id = v_after.shop_id and queue.order_id = v_after.id and queue.sent_at is not null) then
    perform private.notify(v_after, 'order_link', 'order_link:' || gen_random_uuid());
  end if;
  return v_answer;
end $$;

-- Keeps what the gateway answered to a new attempt: its checkout page, and 'test' or 'live'.
-- Refuses `unknown_reference` (404).
create function public.save_intent_checkout(intent_id uuid, checkout_url text, mode text)
returns void
language plpgsql security definer
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

-- When the gateway is asked about an attempt again: soon at first, then less often, up to three days, after which no
-- channel that we know of still brings money (and a webhook would tell) unless it says that some is under way. Always once
-- more when its order is overdue.
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

-- Notes what the gateway said of an attempt that has no money (yet): `state` is 'open', 'failed' or 'abandoned';
-- `is_processing` says that money is under way; `refusal`, 'email' or 'other', that the gateway will never open it, with its words
-- in `reason`. A success is never noted here, and never undone: that is settle_payment's.
-- Refuses `unknown_reference` (404), `unknown_state` (422).
create function public.mark_intent(
  reference text, state text, reason text default null, is_processing boolean default false, mode text default null,
  refusal text default null, gateway text default 'paystack'
)
returns void
language plpgsql security definer
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
  where intents.gateway = mark_intent.gateway and intents.reference = mark_intent.reference;
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

  -- money that is under way keeps its promise of stock, as long as the order can be paid
  if v_marked.is_processing and v_order.state = 'pending_payment' and private.promise_of(v_order) is not null then
    update public.inventory_locks as locks
    set expires_at = greatest(locks.expires_at, least(now() + private.promise_of(v_order), v_order.expires_at))
    where locks.order_id = v_order.id and locks.expires_at > now();
  end if;
  -- an attempt that was given up for a newer one says nothing about the order any more
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

-- Settling

-- Refuses a payment that nobody could account for: `invalid_payment` (422, the field named).
create function private.check_payment(payment jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if coalesce(payment ->> 'transaction_id', '') = '' or length(payment ->> 'transaction_id') > 100 then
    perform private.refuse(422, 'invalid_payment', field => 'transaction_id');
  elsif coalesce(payment ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$' then
    perform private.refuse(422, 'invalid_payment', field => 'amount_minor');
  elsif coalesce(payment ->> 'currency', '') !~ '^[A-Z]{3}$' then
    perform private.refuse(422, 'invalid_payment', field => 'currency');
  end if;
end $$;

-- A time from outside, or null where it is none. Neither words such as `now` and `infinity` are one, nor what is so far away that
-- no program shows it.
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

-- A day from outside, or null where it is none, or one in the future.
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

-- A day of a shop as a moment of it: noon there, or now while that is still to come.
create function private.noon_of(day date, shop_id uuid)
returns timestamptz
language plpgsql stable strict
set search_path = ''
as $$
begin
  return least(now(), (day + time '12:00') at time zone (select shops.time_zone from public.shops where shops.id = noon_of.shop_id));
end $$;

-- What a payment that has just arrived makes of its order: one of confirmed, revived, paid_short, overpaid, mismatch. It confirms
-- an order when it is all of its price, or the rest of it. Where it can be confirmed, its stock has been deducted when this answers.
create function private.judge_payment(orders public.orders, payment jsonb)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_amount bigint := (payment ->> 'amount_minor')::bigint;
  v_held bigint := orders.paid_minor - orders.refunded_minor;
begin
  if payment ->> 'currency' <> orders.currency or coalesce(payment ->> 'reversal', 'none') <> 'none' then
    return 'mismatch';
  elsif orders.confirmed_at is not null and orders.state <> 'cancelled' then
    return case
      when v_held + v_amount > orders.total_minor then 'overpaid'
      -- goods that left before their cash, or whose first money was another order's
      when v_held + v_amount = orders.total_minor and (orders.payment_method = 'cod' or exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.kind = 'payment_moved' and exceptions.resolved_at is null))
        then 'confirmed'
      else 'mismatch' end;
  -- what is on its way back is no part of a price
  elsif v_amount <> orders.total_minor and private.refundable(orders) + v_amount <> orders.total_minor then
    return 'mismatch';
  elsif private.try_deduct(orders) is not null then
    return 'paid_short';
  end if;
  return case orders.state when 'cancelled' then 'revived' else 'confirmed' end;
end $$;

-- Brings the order in line with a payment: money, state, hold, log, receipt.
create function private.apply_payment(orders public.orders, payment public.payments, reversal text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  update public.orders as o set
    paid_minor = o.paid_minor + case when payment.currency = o.currency then payment.amount_minor else 0 end,
    -- which of two payments came first must not matter: one that makes the order good ends the hold of an earlier one,
    -- and a stray one does not hold an order that is paid
    hold_reason = case
      when payment.outcome = 'mismatch' and o.paid_minor - o.refunded_minor < o.total_minor
        then coalesce(o.hold_reason, 'amount_mismatch')
      when payment.outcome = 'paid_short' then coalesce(o.hold_reason, 'paid_short')
      when o.hold_reason in ('amount_mismatch', 'paid_short', 'payment_moved')
        and payment.outcome in ('confirmed', 'revived') then null
      else o.hold_reason end,
    last_attempt_failed = false,
    version = o.version + 1
  where o.id = orders.id
  returning * into v_order;
  if payment.outcome = 'confirmed' and orders.confirmed_at is not null and orders.state <> 'cancelled' then
    -- money for goods that left before it: nothing is confirmed that was not
    perform private.log_order(orders, v_order, 'payment_collected');
  elsif payment.outcome in ('confirmed', 'revived') then
    v_order := private.move_order(
      orders, case payment.outcome when 'revived' then 'revive' else 'settle' end, 'confirmed');
    perform private.notify(v_order, 'order_confirmed', 'confirmed:' || payment.id);
  else
    perform private.log_order(orders, v_order, 'payment_' || payment.outcome);
    perform private.open_exception(v_order, case
      when payment.outcome <> 'mismatch' then payment.outcome
      when payment.currency <> v_order.currency then 'currency_mismatch'
      when reversal <> 'none' then 'reversed'
      else 'amount_mismatch' end::public.exception_kind, payment_id => payment.id);
  end if;
  if payment.outcome in ('confirmed', 'revived') and payment.amount_minor < v_order.total_minor then
    -- the rest has come: what was asked about the first part is answered
    perform private.resolve_exceptions(v_order, 'In order',
      kinds => array['amount_mismatch', 'payment_moved']::public.exception_kind[]);
  elsif payment.outcome = 'confirmed' then
    perform private.resolve_exceptions(v_order, 'In order', kinds => array['payment_moved']::public.exception_kind[]);
  end if;
  -- money that nobody owes goes back by itself
  perform private.refund_extra(v_order, 'Paid more than was owed');
  perform private.watch_money(v_order);
end $$;

-- The only way in which money reaches an order; webhook, return page, poller and staff all come here. `payment`:
-- { transaction_id, amount_minor, currency, paid_at, channel, fee_minor, raw, mode, reversal }, as the gateway itself said
-- when asked; `paid_at` is a moment, or a day alone (2026-01-31) where no more is known. `paid_at`, `channel`, `fee_minor` and `raw` are
-- left out where they are odd, and never refused. A first `reversal` other than 'none' means that the money is on its way back, and
-- confirms nothing.
-- Records the transaction once, whoever tells of it and how often, and then brings the order in line.
-- Answers { order_id, outcome }: confirmed, replayed, revived, paid_short, overpaid, mismatch (docs/model.md, "Money").
-- Refuses `unknown_reference` (404), `invalid_payment`, `mode_mismatch` (422).
create function public.settle_payment(gateway text, reference text, payment jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_intent public.payment_intents;
  v_order public.orders;
  v_payment public.payments;
  v_outcome text;
  v_paid_on date := private.to_date(payment ->> 'paid_at');
begin
  select * into v_intent from public.payment_intents as intents
  where intents.gateway = settle_payment.gateway and intents.reference = settle_payment.reference;
  if not found then
    perform private.refuse(404, 'unknown_reference', field => 'reference');
  end if;
  perform private.check_payment(payment);
  v_order := private.lock_order(v_intent.order_id);
  if payment ->> 'mode' <> v_intent.mode then
    perform private.refuse(422, 'mode_mismatch', field => 'mode');
  end if;
  if exists (
    select from public.payments
    where payments.gateway = settle_payment.gateway and payments.transaction_id = payment ->> 'transaction_id'
      and payments.intent_id = v_intent.id
  ) then
    return jsonb_build_object('order_id', v_order.id, 'outcome', 'replayed');
  end if;

  v_outcome := private.judge_payment(v_order, payment);
  insert into public.payments
    (shop_id, order_id, intent_id, gateway, transaction_id, amount_minor, currency, fee_minor, channel, paid_at, paid_on, raw,
      outcome)
  values (
    v_order.shop_id, v_order.id, v_intent.id, settle_payment.gateway, payment ->> 'transaction_id', (payment ->> 'amount_minor')::bigint,
    payment ->> 'currency', case when payment ->> 'fee_minor' ~ '^[0-9]{1,15}$' then (payment ->> 'fee_minor')::bigint end,
    left(private.to_text(payment, 'channel'), 60),
    coalesce(private.noon_of(v_paid_on, v_order.shop_id), private.to_time(payment ->> 'paid_at'), now()), v_paid_on,
    coalesce(payment -> 'raw', '{}'), v_outcome)
  on conflict on constraint payments_gateway_transaction_id_key do nothing
  returning * into v_payment;
  if not found then
    -- one transaction cannot have paid two references
    perform private.refuse(422, 'invalid_payment', field => 'transaction_id');
  end if;
  update public.payment_intents as intents
  set state = 'succeeded', is_processing = false, checked_at = now(), next_check_at = null, claimed_until = null,
    -- of an attempt whose page was never saved, the first money says which kind it is
    mode = coalesce(intents.mode, case when payment ->> 'mode' in ('test', 'live') then payment ->> 'mode' end),
    updated_at = now()
  where intents.id = v_intent.id;
  perform private.apply_payment(v_order, v_payment, coalesce(payment ->> 'reversal', 'none'));
  return jsonb_build_object('order_id', v_order.id, 'outcome', v_payment.outcome);
end $$;

-- Polling and expiring

-- Takes up to `max_rows` attempts at which the gateway has to be asked now: those whose time has come, and those of orders
-- that are overdue and were not looked up since. Each is held for five minutes, so that two workers ask about different ones.
create function public.claim_intents_to_check(max_rows int)
returns table (gateway text, reference text)
language plpgsql security definer
set search_path = ''
as $$
begin
  return query
    update public.payment_intents as intents set claimed_until = now() + interval '5 minutes'
    where intents.id = any (array(
      select held.id from public.payment_intents as held
      join (
        (select due.id, due.next_check_at as due_at from public.payment_intents as due
          where due.state <> 'succeeded' and due.next_check_at <= now() and due.gateway not in ('bank_transfer', 'cash')
            and (due.claimed_until is null or due.claimed_until <= now())
          order by due.next_check_at limit max_rows)
        union
        (select due.id, orders.expires_at from public.orders
          join public.payment_intents as due on due.shop_id = orders.shop_id and due.order_id = orders.id
          where orders.state in ('pending_payment', 'awaiting_verification') and orders.expires_at <= now()
            and due.state <> 'succeeded' and due.gateway not in ('bank_transfer', 'cash')
            and (due.checked_at is null or due.checked_at < orders.expires_at)
            and (due.claimed_until is null or due.claimed_until <= now())
          order by orders.expires_at limit max_rows)
      ) as due on due.id = held.id
      -- again of the row as it is once it is held: another worker may just have said that it asks
      where held.state <> 'succeeded' and (held.claimed_until is null or held.claimed_until <= now())
      order by due.due_at
      limit max_rows
      for update of held skip locked
    ))
    returning intents.gateway, intents.reference;
end $$;

-- Whether the gateway may be asked about an attempt because somebody has a page open that waits for it: every three seconds at first,
-- then ever less often, whoever asks and however often. The answer counts as asked. Not once the money is here.
create function public.claim_payment_look(gateway text, reference text)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.payment_intents as intents set looked_at = now(), looks = intents.looks + 1
  where intents.gateway = claim_payment_look.gateway and intents.reference = claim_payment_look.reference
    and intents.state <> 'succeeded' and coalesce(intents.looked_at < now() - case
      when intents.looks < 20 then interval '3 seconds' when intents.looks < 60 then interval '30 seconds'
      else interval '10 minutes' end, true);
  return found;
end $$;

-- Cancels orders that were not paid, verified or accepted in time, but only where every attempt was looked up at its gateway
-- after the order's expiry and no money was there or under way; orders that hold money are for staff, but for those whose shopper
-- was asked for the rest and did not send it: their money goes back. A transfer whose proof nobody verified leaves a question.
-- Answers how many were cancelled. Safe to skip, to repeat and to run twice at once.
create function public.cancel_expired_orders()
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_ids uuid[];
  v_order public.orders;
begin
  v_ids := array(
    select orders.id from public.orders
    where orders.state in ('requested', 'pending_payment', 'awaiting_verification') and orders.expires_at <= now()
      and orders.hold_reason is null
      and (orders.paid_minor = orders.refunded_minor or exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null))
      and not exists (
        select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null
          and exceptions.decision is distinct from 'ask_rest')
      and not exists (
        select from public.payment_intents as intents
        where intents.order_id = orders.id and intents.gateway not in ('bank_transfer', 'cash') and intents.state <> 'succeeded'
          and (intents.is_processing or intents.checked_at is null or intents.checked_at < orders.expires_at))
    order by orders.expires_at
    limit 500
    for update skip locked
  );
  -- all rows of the batch at once, in the one order: several orders must not be locked one after the other
  perform private.lock_stock_rows(variadic v_ids);
  for v_order in select * from public.orders where orders.id = any (v_ids) loop
    perform private.end_order(v_order, 'system', case v_order.state
      when 'requested' then 'Not accepted in time' when 'awaiting_verification' then 'Not verified in time'
      else 'Not paid in time' end);
  end loop;
  return cardinality(v_ids);
end $$;

grant execute on function public.start_payment(uuid, uuid, text), public.correct_order_email(uuid, text, uuid)
  to anon, authenticated, service_role;
grant execute on function
  public.save_intent_checkout(uuid, text, text), public.mark_intent(text, text, text, boolean, text, text, text),
  public.settle_payment(text, text, jsonb), public.claim_intents_to_check(int),
  public.claim_payment_look(text, text), public.cancel_expired_orders()
  to service_role;
