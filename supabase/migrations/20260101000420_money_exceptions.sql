-- Exceptions: money that needs a decision. An order that holds money and is not confirmed always has an open one.

-- Types

-- paid_short: paid, but the stock is gone · overpaid: a confirmed order got more than it owed · amount_mismatch: any other wrong amount ·
-- currency_mismatch: in another currency · reversed: already being reversed when first seen · refund_due: a cancelled or unconfirmed order
-- holds money · refund_failed: the gateway could not send the refund · refund_needs_attention: it waits for information · refund_mismatch:
-- the refunds of the gateway and those recorded here do not match · dispute: a bank or a shopper objects · unverified_proof: the order was
-- cancelled although its shopper had uploaded a proof of a transfer · payment_moved: the order's money turned out to be another order's
create type public.exception_kind as enum (
  'paid_short', 'overpaid', 'amount_mismatch', 'currency_mismatch', 'reversed', 'refund_due', 'refund_failed',
  'refund_needs_attention', 'refund_mismatch', 'dispute', 'unverified_proof', 'payment_moved'
);

-- Tables

-- How an exception was resolved.
create type public.exception_resolution as enum (
  'confirmed', 'dismissed', 'in_order', 'refunded', 'refunded_again', 'order_cancelled', 'refund_requested', 'refund_approved',
  'refund_submitted', 'refund_processing', 'refund_succeeded', 'refund_failed', 'refund_needs_attention', 'refund_declined',
  'dispute_won', 'dispute_lost', 'dispute_withdrawn'
);

create table public.money_exceptions (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  -- what it is about
  payment_id uuid,
  refund_id uuid,
  dispute_id uuid,
  -- the gateway's id of a refund that could not be imported
  gateway_refund_id text,
  kind public.exception_kind not null,
  owner_role public.staff_role not null default 'finance',
  -- what the order owed in its own currency when this was opened, without the payment in question; anything above is an overpayment
  owed_minor bigint not null,
  -- until when staff should decide; once the customer was asked for money, until when they may pay
  deadline timestamptz not null default now() + interval '24 hours',
  opened_at timestamptz not null default now(),
  -- what was decided, and by whom; the exception stays open until the decision has taken effect
  decision text check (decision in ('refund', 'confirm', 'backorder', 'ask_rest', 'cancel', 'dismiss')),
  decided_at timestamptz,
  decided_by uuid references public.profiles (user_id) on delete set null,
  note text check (length(note) between 1 and 500),
  resolved_at timestamptz,
  resolution public.exception_resolution,
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  foreign key (shop_id, refund_id) references public.refunds (shop_id, id),
  foreign key (shop_id, dispute_id) references public.disputes (shop_id, id)
);
create index money_exceptions_open_idx on public.money_exceptions (shop_id, deadline, id) where resolved_at is null;
create index money_exceptions_short_idx on public.money_exceptions (deadline) where resolved_at is null and kind = 'paid_short';
create index money_exceptions_order_idx on public.money_exceptions (shop_id, order_id);
create index money_exceptions_by_order_idx on public.money_exceptions (order_id);
create index money_exceptions_payment_idx on public.money_exceptions (shop_id, payment_id);
create index money_exceptions_refund_idx on public.money_exceptions (shop_id, refund_id);
create index money_exceptions_dispute_idx on public.money_exceptions (shop_id, dispute_id);
create index money_exceptions_decided_by_idx on public.money_exceptions (decided_by);

alter table public.money_exceptions enable row level security;
create policy select_staff on public.money_exceptions for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.money_exceptions to authenticated, service_role;

-- No exception is deleted, and what it is about never changes.
create trigger refuse_rewrite before delete or update of id, shop_id, order_id, payment_id, kind, opened_at
on public.money_exceptions for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.money_exceptions
for each statement execute function private.refuse_rewrite();

-- The rule

-- Whether an order holds money that its state does not explain: it is not confirmed, and received money that was not fully
-- refunded, in any currency.
create function private.is_unexplained(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (orders.awaits_confirmation or orders.state = 'cancelled') and exists (
    select from public.payments
    where payments.order_id = orders.id and payments.amount_minor > coalesce((
      select sum(refunds.amount_minor) from public.refunds
      where refunds.payment_id = payments.id and refunds.state = 'succeeded'), 0)
  );
end $$;

-- The final check at commit: even if a function has a bug, no transaction commits unexplained money without an exception.
create function private.check_money_is_explained()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order_id uuid := case tg_table_name when 'orders' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'order_id' end;
  v_order public.orders;
begin
  select * into v_order from public.orders where orders.id = v_order_id;
  if private.is_unexplained(v_order) and not exists (
    select from public.money_exceptions as exceptions
    where exceptions.order_id = v_order.id and exceptions.resolved_at is null
  ) then
    raise exception 'order % holds unexplained money and has no open exception', v_order.number using errcode = 'XX000';
  end if;
  return null;
end $$;

create constraint trigger money_is_explained after update of state, paid_minor, refunded_minor on public.orders
deferrable initially deferred for each row
when (new.awaits_confirmation or new.state = 'cancelled')
execute function private.check_money_is_explained();
create constraint trigger money_is_explained after insert on public.payments
deferrable initially deferred for each row execute function private.check_money_is_explained();
create constraint trigger money_is_explained after update of resolved_at on public.money_exceptions
deferrable initially deferred for each row execute function private.check_money_is_explained();

-- What an open exception means for its order

-- Whether an order is on hold for its money, so that it can be neither packed nor released. Either it has an undecided exception about
-- missing money, sold-out stock or a failed full refund, or it was partly shipped and its customer was asked for the balance.
create function private.is_held_for_money(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.money_exceptions as exceptions
    where exceptions.order_id = orders.id and exceptions.resolved_at is null
      and (exceptions.decision is null
        or exceptions.decision = 'ask_rest' and orders.state in ('confirmed', 'processing', 'ready_for_shipment'))
      and (exceptions.kind = 'paid_short' or exceptions.kind = 'refund_failed' and orders.hold_reason = 'refund_failed'
        or orders.paid_minor - orders.refunded_minor < orders.total_minor
        and exceptions.kind in ('amount_mismatch', 'currency_mismatch', 'reversed', 'payment_moved'))
  );
end $$;

-- Whether the customer was asked for the balance and still has time to pay it.
create function private.waits_for_customer(exception public.money_exceptions)
returns boolean
language sql stable
set search_path = ''
return exception.decision is not distinct from 'ask_rest' and exception.deadline > now();

-- Whether an exception is not decided yet, or its customer was asked for the balance and did not pay it in time.
create function private.is_undecided(exception public.money_exceptions)
returns boolean
language sql stable
set search_path = ''
return exception.decision is null or exception.decision = 'ask_rest' and exception.deadline <= now();

-- Until when a customer who was asked for the balance may pay it; null if none was asked, or a new decision is pending.
create function private.balance_due_until(orders public.orders)
returns timestamptz
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select max(exceptions.deadline) from public.money_exceptions as exceptions
    where exceptions.order_id = orders.id and exceptions.resolved_at is null and exceptions.decision = 'ask_rest'
      and orders.hold_reason is distinct from 'amount_mismatch' and orders.hold_reason is distinct from 'paid_short'
  );
end $$;
