-- Bank statements: each credit is stored once, however often its statement is imported, and pays at most one order.

-- Types

-- requested: waits for a second person · done: the money belongs to the other order · declined: it stays with the first
create type public.statement_move_state as enum ('requested', 'done', 'declined');

-- Tables

create table public.statement_lines (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  bank_account_id uuid not null,
  -- as in the statement
  booked_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  description text not null check (length(description) <= 300),
  reference text check (length(reference) between 1 and 100),
  -- its number among equal credits of that day: two people may pay the same amount on one day
  occurrence int not null check (occurrence > 0),
  -- the order that it paid, and the payment that was recorded for it
  order_id uuid,
  payment_id uuid unique,
  settled_at timestamptz,
  -- why it pays no order: an internal transfer, a payment for something else
  dismissed_reason text check (length(dismissed_reason) between 1 and 200),
  decided_by uuid references public.profiles (user_id) on delete set null,
  imported_by uuid references public.profiles (user_id) on delete set null,
  imported_at timestamptz not null default now(),
  unique (shop_id, id),
  unique nulls not distinct (bank_account_id, booked_on, amount_minor, description, reference, occurrence),
  foreign key (shop_id, bank_account_id) references public.bank_accounts (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  check ((order_id is null) = (settled_at is null) and (order_id is null) = (payment_id is null)),
  check (order_id is null or dismissed_reason is null)
);
create index statement_lines_open_idx on public.statement_lines (shop_id, booked_on desc, id desc)
  where order_id is null and dismissed_reason is null;
create index statement_lines_list_idx on public.statement_lines (shop_id, booked_on desc, id desc);
create index statement_lines_account_idx on public.statement_lines (shop_id, bank_account_id);
create index statement_lines_order_idx on public.statement_lines (shop_id, order_id);
create index statement_lines_payment_idx on public.statement_lines (shop_id, payment_id);
create index statement_lines_reference_idx on public.statement_lines (shop_id, reference);
create index statement_lines_decided_by_idx on public.statement_lines (decided_by);
create index statement_lines_imported_by_idx on public.statement_lines (imported_by);

-- Moves of credits that were confirmed for the wrong order: from which order to which, why, by whom, and the result.
create table public.statement_moves (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  line_id uuid not null,
  from_order_id uuid not null,
  to_order_id uuid not null check (to_order_id <> from_order_id),
  reason text not null check (length(reason) between 1 and 300),
  -- what the requester confirmed about the receiving order, as in confirm_statement_lines
  answers jsonb not null default '{}',
  state public.statement_move_state not null default 'requested',
  -- the refund that ended the payment of the first order, and the payment of the other
  refund_id uuid unique,
  payment_id uuid unique,
  requested_by uuid references public.profiles (user_id) on delete set null,
  requested_at timestamptz not null default now(),
  decided_by uuid references public.profiles (user_id) on delete set null,
  decided_at timestamptz,
  decline_reason text check (length(decline_reason) between 1 and 300),
  foreign key (shop_id, line_id) references public.statement_lines (shop_id, id),
  foreign key (shop_id, from_order_id) references public.orders (shop_id, id),
  foreign key (shop_id, to_order_id) references public.orders (shop_id, id),
  foreign key (shop_id, refund_id) references public.refunds (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  check ((state = 'done') = (refund_id is not null) and (state = 'done') = (payment_id is not null)),
  check ((state = 'requested') = (decided_at is null))
);
-- one open move per credit
create unique index statement_moves_open_idx on public.statement_moves (line_id) where state = 'requested';
create index statement_moves_line_idx on public.statement_moves (shop_id, line_id, requested_at);
create index statement_moves_from_idx on public.statement_moves (shop_id, from_order_id);
create index statement_moves_to_idx on public.statement_moves (shop_id, to_order_id);
create index statement_moves_refund_idx on public.statement_moves (shop_id, refund_id);
create index statement_moves_payment_idx on public.statement_moves (shop_id, payment_id);
create index statement_moves_requested_by_idx on public.statement_moves (requested_by);
create index statement_moves_decided_by_idx on public.statement_moves (decided_by);

alter table public.statement_lines enable row level security;
alter table public.statement_moves enable row level security;
create policy select_staff on public.statement_lines for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.statement_moves for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.statement_lines, public.statement_moves to authenticated, service_role;

-- The bank's data are never rewritten.
create trigger refuse_rewrite before delete or update of
  id, shop_id, bank_account_id, booked_on, amount_minor, currency, description, reference, occurrence, imported_at
on public.statement_lines for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.statement_lines
for each statement execute function private.refuse_rewrite();
create trigger search_reference after update of order_id on public.statement_lines
for each row when (new.order_id is not null) execute function private.search_reference('reference');
create trigger refuse_rewrite before delete or update of
  id, shop_id, line_id, from_order_id, to_order_id, reason, answers, requested_by, requested_at
on public.statement_moves for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.statement_moves
for each statement execute function private.refuse_rewrite();

-- Functions

-- Stores the credits of a statement (`lines`: [{ booked_on, amount_minor, description, reference }], in minor units of the shop's
-- currency), at most 5,000. A reference such as 1.00004E+29 was rewritten by a spreadsheet, which may also have rewritten dates, so the
-- whole file is refused. `mapping` says how this statement was parsed, and is stored for the next one. Known credits are left unchanged.
-- Answers { imported, known }. For staff with `payments.verify`.
-- Refuses `account_not_found` (404), `forbidden` (403), `invalid_statement` (422, the field named).
create function public.import_statement(bank_account_id uuid, lines jsonb, mapping jsonb default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts;
  v_currency text;
  v_imported int;
begin
  -- the row lock serializes two imports of one statement
  select * into v_account from public.bank_accounts as accounts
  where accounts.id = private.statement_account(import_statement.bank_account_id) for update;
  if v_account.id is null or not private.has_permission(v_account.shop_id, 'payments.read') then
    perform private.refuse(404, 'account_not_found');
  elsif not private.has_permission(v_account.shop_id, 'payments.verify') then
    perform private.refuse(403, 'forbidden');
  elsif coalesce(jsonb_typeof(lines), '') <> 'array' or jsonb_array_length(lines) not between 1 and 5000 then
    perform private.refuse(422, 'invalid_statement', field => 'lines');
  elsif exists (
    select from jsonb_array_elements(lines) as line
    where private.to_date(line ->> 'booked_on') is null or coalesce(line ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$'
      or length(coalesce(line ->> 'description', '')) > 300 or length(line ->> 'reference') > 100
      or trim(line ->> 'reference') ~* '^[-+]?\d{1,3}([.,]\d+e[-+]?|e[-+])\d{1,3}$') then
    perform private.refuse(422, 'invalid_statement', field => 'lines');
  elsif mapping is not null and (jsonb_typeof(mapping) <> 'object' or length(mapping::text) > 2000) then
    perform private.refuse(422, 'invalid_statement', field => 'mapping');
  end if;
  v_currency := (select shops.currency from public.shops where shops.id = v_account.shop_id);
  insert into public.statement_lines
    (shop_id, bank_account_id, booked_on, amount_minor, currency, description, reference, occurrence, imported_by)
  select v_account.shop_id, v_account.id, read.booked_on, read.amount_minor, v_currency, read.description, read.reference,
    row_number() over (partition by read.booked_on, read.amount_minor, read.description, read.reference),
    (select auth.uid())
  from (
    select private.to_date(line ->> 'booked_on') as booked_on, (line ->> 'amount_minor')::bigint as amount_minor,
      trim(coalesce(line ->> 'description', '')) as description, nullif(trim(line ->> 'reference'), '') as reference
    from jsonb_array_elements(lines) as line
  ) as read
  on conflict do nothing;
  get diagnostics v_imported = row_count;
  if mapping is not null then
    update public.bank_accounts as accounts set statement_mapping = mapping
    where private.statement_account(accounts.id) = v_account.id and accounts.statement_mapping is distinct from mapping
      and accounts.shop_id = v_account.shop_id;
  end if;
  return jsonb_build_object('imported', v_imported, 'known', jsonb_array_length(lines) - v_imported);
end $$;
comment on function public.import_statement is 'Stores the credits of a bank statement, each once.';

grant execute on function public.import_statement(uuid, jsonb, jsonb) to authenticated, service_role;
