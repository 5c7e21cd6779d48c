-- Money: payment attempts, payments, refunds and disputes. This file has the tables, constraints and triggers; the functions are in later
-- files.

-- Attempts and payments

-- created: stored here, the gateway may not know it yet · open: it has a checkout page · failed, abandoned: no shopper is sent to that page
-- again. In every state, money that arrives under its reference belongs to the order.
create type public.intent_state as enum ('created', 'open', 'succeeded', 'failed', 'abandoned');

-- email: the gateway rejects the shopper's email address, which they may correct · other: the shop has to fix it
create type public.intent_refusal as enum ('email', 'other');

-- One attempt to collect the money of an order at a gateway, committed before the gateway is called. Its reference stands for one
-- transaction there forever.
create table public.payment_intents (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  -- payments, refunds and disputes of the attempt take their gateway from here
  gateway text not null references private.gateways,
  reference text not null check (reference ~ '^[A-Za-z0-9.=-]{8,64}$'),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state public.intent_state not null default 'created',
  -- why the gateway permanently refuses to open it; null: it did not refuse, or could not be reached
  refusal public.intent_refusal,
  -- the mode of the gateway's key; a payment in the other mode is refused
  mode text check (mode in ('test', 'live')),
  checkout_url text check (checkout_url ~ '^https?://'),
  failure_reason text,
  -- when the gateway last answered that no money has arrived (yet)
  checked_at timestamptz,
  -- the gateway is processing money: the order must not be cancelled as expired
  is_processing boolean not null default false,
  -- when the poller asks the gateway next; null: never, since it is too old, its money has arrived, or its gateway cannot be asked
  next_check_at timestamptz default now() + interval '2 minutes',
  -- a worker has claimed the check until then
  claimed_until timestamptz,
  -- when the gateway was last asked because a page waits for the payment (claim_payment_check), and how often
  page_checked_at timestamptz,
  page_checks int not null default 0,
  -- the network that it was made from (private.client_key)
  client_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payment_intents_gateway_reference_key unique (gateway, reference),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id)
);
create index payment_intents_order_idx on public.payment_intents (shop_id, order_id, created_at desc);
create index payment_intents_client_idx on public.payment_intents (shop_id, client_hash, created_at);
-- one live attempt per order: a second click on "Pay" gets the same one
create unique index payment_intents_one_live_idx on public.payment_intents (order_id) where state in ('created', 'open');

create index payment_intents_due_idx on public.payment_intents (next_check_at) where state <> 'succeeded';

-- Money that arrived: one row per gateway transaction, never two.
create table public.payments (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  intent_id uuid not null,
  gateway text not null,
  transaction_id text not null check (length(transaction_id) between 1 and 100),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- the gateway's fee, when it reports one
  fee_minor bigint check (fee_minor >= 0),
  channel text,
  -- the time that the gateway reports; if only the day is known: noon of that day in the shop's time zone, for sorting
  paid_at timestamptz not null,
  -- the day, where no exact time is known, as for a bank transfer
  paid_on date,
  -- what it did to the order: an outcome of settle_payment
  outcome text not null check (outcome in ('confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch')),
  raw jsonb not null default '{}',
  -- how much of it is refunded or being refunded: the constraint below refuses to refund more than came in
  refunding_minor bigint not null default 0,
  -- the part that is neither refunded nor being refunded; private.refundable_of decides whether it may be sent
  unrefunded_minor bigint not null generated always as (amount_minor - refunding_minor) stored,
  created_at timestamptz not null default now(),
  constraint payments_never_overrefunded check (refunding_minor between 0 and amount_minor),
  constraint payments_gateway_transaction_id_key unique (gateway, transaction_id),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, intent_id) references public.payment_intents (shop_id, id)
);
create index payments_order_idx on public.payments (shop_id, order_id, paid_at);
create index payments_by_order_idx on public.payments (order_id);
create index payments_intent_idx on public.payments (shop_id, intent_id);

-- Staff read; money moves through functions only.

alter table public.payment_intents enable row level security;
alter table public.payments enable row level security;

create policy select_staff on public.payment_intents for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.payments for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));

grant select on public.payment_intents, public.payments to authenticated, service_role;

-- A payment is never rewritten; only `refunding_minor` may change.
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

-- Refunds: requested, approved, sent to the gateway after the commit, and settled when the gateway reports the result, which may take
-- days. Stock is untouched: returned goods are handled by return_order_items.

-- requested: waits for a second person · approved: to be sent · submitted: handed to the gateway, its answer not known yet ·
-- processing: the gateway has it · needs_attention: the gateway waits for information · declined: not approved, or withdrawn
create type public.refund_state as enum (
  'requested', 'approved', 'submitted', 'processing', 'succeeded', 'failed', 'needs_attention', 'declined'
);

-- Why money is refunded.
-- · asked: staff refunded it, for a reason in their own words (`note`)
-- · exception: the decision on an exception, with its reason (`note`)
-- · order_cancelled, items_cancelled · overpaid: more was paid than was owed · undecided: the stock was gone, and no one decided in time
-- · at_gateway: made in the gateway's dashboard · moved: the money was another order's, with the reason (`note`).
create type public.refund_reason as enum (
  'asked', 'exception', 'order_cancelled', 'items_cancelled', 'overpaid', 'undecided', 'at_gateway', 'moved'
);

-- Why an unsent refund was declined.
-- · by_staff: a person declined it, for the reason in their note · bank_took_it: the bank took the money back after a lost dispute
-- · first_arrived: the failed refund that it retries arrived after all · refunded_at_gateway: the money was refunded there meanwhile
-- · of_another_order: the payment was another order's.
create type public.decline_reason as enum ('by_staff', 'bank_took_it', 'first_arrived', 'refunded_at_gateway', 'of_another_order');

-- refund: money is sent back to the payer · moved: it was another order's money, and is recorded there as a payment; nothing is sent
create type public.refund_kind as enum ('refund', 'moved');

-- A refund of one payment to its payer, or its move to the order that it belongs to.
create table public.refunds (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  payment_id uuid not null,
  kind public.refund_kind not null default 'refund',
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason public.refund_reason not null,
  note text check (length(note) between 1 and 300),
  state public.refund_state not null check (kind = 'refund' or state = 'succeeded'),
  -- its money is refunded or being refunded, so it cannot be refunded again
  is_live boolean not null generated always as (state not in ('failed', 'declined')) stored,
  -- it has not succeeded, failed or been declined yet
  is_in_flight boolean not null generated always as (
    state in ('requested', 'approved', 'submitted', 'processing', 'needs_attention')) stored,
  -- who requested it; null: the system, or the gateway's own dashboard
  requested_by uuid constraint refunds_requested_by_fkey references public.profiles (user_id) on delete set null,
  requested_by_role text not null,
  approved_by uuid references public.profiles (user_id) on delete set null,
  -- where it is sent, and the id of the refund there, once known
  gateway text not null,
  gateway_refund_id text check (length(gateway_refund_id) between 1 and 100),
  -- when it was last handed to the gateway; set before the call, so that a crash leaves a trace
  sent_at timestamptz,
  -- it was never sent to the gateway, so it may still be declined
  is_unsent boolean not null generated always as (state in ('requested', 'approved') and sent_at is null) stored,
  attempts int not null default 0,
  -- when the worker processes it next
  next_attempt_at timestamptz not null default now(),
  last_error text,
  -- who paid it out by hand, and the reference of that payment
  paid_out_by uuid references public.profiles (user_id) on delete set null,
  paid_out_reference text check (length(paid_out_reference) between 1 and 200),
  -- the failed refund that this one retries
  retries_refund_id uuid references public.refunds (id),
  raw jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (gateway, gateway_refund_id),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id)
);
create index refunds_order_idx on public.refunds (shop_id, order_id, created_at);
create index refunds_by_order_idx on public.refunds (order_id);
create index refunds_payment_idx on public.refunds (shop_id, payment_id);
create index refunds_list_idx on public.refunds (shop_id, created_at desc, id desc);
create index refunds_state_list_idx on public.refunds (shop_id, state, created_at desc, id desc);
create index refunds_due_idx on public.refunds (next_attempt_at) where is_in_flight and state <> 'requested';
create index refunds_requested_by_idx on public.refunds (requested_by);
create index refunds_approved_by_idx on public.refunds (approved_by);
create index refunds_paid_out_by_idx on public.refunds (paid_out_by);
create index refunds_retries_idx on public.refunds (retries_refund_id);

-- The units whose price a refund covers.
create table public.refund_items (
  shop_id uuid not null,
  refund_id uuid not null,
  order_item_id uuid not null,
  quantity int not null check (quantity > 0),
  primary key (refund_id, order_item_id),
  foreign key (shop_id, refund_id) references public.refunds (shop_id, id) on delete cascade,
  foreign key (shop_id, order_item_id) references public.order_items (shop_id, id) on delete cascade
);
create index refund_items_refund_idx on public.refund_items (shop_id, refund_id);
create index refund_items_item_idx on public.refund_items (shop_id, order_item_id);

-- Keeps `refunding_minor` of the payment and the order in step with their refunds, whatever code changes a refund. The constraint on
-- payments refuses to refund more than came in.
create function private.apply_refund_totals()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_before bigint := case when tg_op = 'UPDATE' and old.is_live then old.amount_minor else 0 end;
  v_after bigint := case when new.is_live then new.amount_minor else 0 end;
begin
  if v_after <> v_before then
    update public.payments set refunding_minor = refunding_minor + v_after - v_before where payments.id = new.payment_id;
    update public.orders as o set refunding_minor = o.refunding_minor + v_after - v_before
    where o.id = new.order_id and o.currency = new.currency;
    if tg_op = 'UPDATE' then
      -- the units of a failed or declined refund may be refunded again, until that refund is live again
      update public.order_items as items set refunded_quantity =
        items.refunded_quantity + case when v_after > v_before then lines.quantity else -lines.quantity end
      from public.refund_items as lines
      where lines.refund_id = new.id and items.id = lines.order_item_id;
    end if;
  end if;
  return null;
end $$;

create trigger apply_refund_totals after insert or update of state on public.refunds
for each row execute function private.apply_refund_totals();

create function private.apply_refund_item_totals()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.order_items as items set refunded_quantity = items.refunded_quantity + new.quantity
  where items.id = new.order_item_id;
  return null;
end $$;

create trigger apply_refund_item_totals after insert on public.refund_items
for each row execute function private.apply_refund_item_totals();

-- What was requested is never rewritten, and no refund is deleted.
create trigger refuse_rewrite before delete or update of
  id, shop_id, order_id, payment_id, kind, amount_minor, currency, reason, note, requested_by_role, gateway, created_at
on public.refunds for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.refunds
for each statement execute function private.refuse_rewrite();

-- Staff read; refunds move through functions only.

alter table public.refunds enable row level security;
alter table public.refund_items enable row level security;

create policy select_staff on public.refunds for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.refund_items for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.refunds, public.refund_items to authenticated, service_role;

-- Disputes: a shopper, or their bank, objects to an order. While one is open, its order cannot be packed, shipped or cancelled, and we
-- refund nothing: the bank may be taking the same money back.

create type public.dispute_state as enum ('open', 'won', 'lost', 'withdrawn');

create table public.disputes (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  -- the payment that a bank disputes; null if a shopper or staff opened it
  payment_id uuid,
  gateway text,
  gateway_dispute_id text check (length(gateway_dispute_id) between 1 and 100),
  state public.dispute_state not null default 'open',
  -- the complaint, in the shopper's or the bank's words; null: the bank gave none
  reason text check (length(reason) between 1 and 500),
  -- the disputed amount in minor units; null: not reported
  amount_minor bigint check (amount_minor > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- until when the shop has to answer; if it does not, it loses
  due_at timestamptz,
  resolution text check (length(resolution) between 1 and 500),
  raw jsonb not null default '{}',
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (gateway, gateway_dispute_id),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  check ((state = 'open') = (closed_at is null)),
  check ((gateway is null) = (gateway_dispute_id is null)),
  check (reason is not null or gateway is not null)
);
create index disputes_order_idx on public.disputes (shop_id, order_id);
create index disputes_payment_idx on public.disputes (shop_id, payment_id);
create index disputes_open_idx on public.disputes (shop_id, due_at) where state = 'open';

alter table public.disputes enable row level security;
create policy select_staff on public.disputes for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.disputes to authenticated, service_role;
