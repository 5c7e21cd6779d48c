-- Statements of the shop's bank accounts: each credit is kept once, however often its statement is read, and makes one order
-- paid at most.

-- Tables

create table public.statement_lines (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  bank_account_id uuid not null,
  -- what the bank wrote
  booked_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  description text not null check (length(description) <= 300),
  reference text check (length(reference) between 1 and 100),
  -- which of the equal credits of that day it is: two people may pay the same on one day
  occurrence int not null check (occurrence > 0),
  -- the order that it paid, and the payment that it is
  order_id uuid,
  payment_id uuid unique,
  settled_at timestamptz,
  -- why it is none of ours: an own transfer, another customer's
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

alter table public.statement_lines enable row level security;
create policy select_staff on public.statement_lines for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.statement_lines to authenticated, service_role;

-- What the bank said is never rewritten.
create trigger refuse_rewrite before delete or update of
  id, shop_id, bank_account_id, booked_on, amount_minor, currency, description, reference, occurrence, imported_at
on public.statement_lines for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.statement_lines
for each statement execute function private.refuse_rewrite();

-- Functions

-- Keeps the credits of a statement: `lines`: [{ booked_on, amount_minor, description, reference }] in minor units of the shop's
-- currency; at most 5,000. `mapping` is how this statement was read, remembered for the account's next one. What is known is
-- left alone. Answers { imported, known }. For staff with `payments.verify`.
-- Refuses `account_not_found` (404), `forbidden` (403), `invalid_statement` (422, the field named).
create function public.import_statement(bank_account_id uuid, lines jsonb, mapping jsonb default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts;
  v_currency text;
  v_imported int;
begin
  -- the row lock lets two imports of one statement come one after the other
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
      or length(coalesce(line ->> 'description', '')) > 300 or length(line ->> 'reference') > 100) then
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

-- A payment of an order that was confirmed by hand, over the amount of a credit, and that is no other credit's: that money.
create function private.unseen_payment(order_id uuid, line public.statement_lines)
returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select payments.id from public.payments
    where payments.order_id = unseen_payment.order_id and payments.gateway = 'bank_transfer'
      and payments.amount_minor = line.amount_minor and payments.currency = line.currency
      and not exists (select from public.statement_lines as others where others.payment_id = payments.id)
    order by payments.created_at limit 1
  );
end $$;

-- Which order a credit pays: { match, order_id, number, name, owed_minor, status, candidates }, match one of
-- · exact: it names a waiting order, or the reference that its shopper showed, and is what the order costs
-- · amount_differs: it names one, but is another amount · too_early: it names one that was placed after it
-- · known: it names one that a verifier confirmed with this very money, by hand · paid: it names one that has been paid with
--   other money · cancelled: it names one that has ended without it
-- · amount_only: no name, but one waiting order owes exactly this · several: more than one does · none.
create function private.match_line(line public.statement_lines)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  -- as people and banks write it: without the hyphen, O for 0, I or L for 1
  v_text text := translate(upper(regexp_replace(line.description || coalesce(line.reference, ''), '[^0-9A-Za-z]', '', 'g')),
    'OIL', '011');
  v_named uuid[];
  v_owing uuid[];
  v_order public.orders;
  v_owed bigint;
  v_match text;
begin
  v_named := array(
    select orders.id from public.orders
    where orders.shop_id = line.shop_id and orders.payment_method = 'bank_transfer' and orders.id in (
      -- every eight characters that stand together may be a number
      select named.id from generate_series(1, length(v_text) - 7) as i
      join public.orders as named on named.number = substr(v_text, i, 4) || '-' || substr(v_text, i + 4, 4)
      union
      select proofs.order_id from public.payment_proofs as proofs
      where proofs.shop_id = line.shop_id and proofs.bank_reference = line.reference
        -- what a bank writes on many lines says nothing about one
        and length(line.reference) >= 5 and line.reference ~ '[0-9]' and not exists (
          select from public.statement_lines as others
          where others.shop_id = line.shop_id and others.reference = line.reference and others.id <> line.id))
      and (orders.state in ('pending_payment', 'awaiting_verification') or orders.placed_at > now() - interval '60 days')
    order by orders.state in ('pending_payment', 'awaiting_verification') desc, orders.placed_at desc limit 5);
  if cardinality(v_named) = 0 then
    v_owing := array(
      select orders.id from public.orders
      where orders.shop_id = line.shop_id and orders.payment_method = 'bank_transfer'
        and orders.state in ('pending_payment', 'awaiting_verification')
        and orders.total_minor = line.amount_minor and orders.paid_minor = orders.refunded_minor
        and orders.placed_at < line.booked_on + interval '2 days'
      order by orders.placed_at limit 5);
    v_match := case cardinality(v_owing) when 0 then 'none' when 1 then 'amount_only' else 'several' end;
  end if;
  if v_match in ('none', 'several') then
    return jsonb_build_object('match', v_match, 'candidates', (
      select coalesce(jsonb_agg(orders.number), '[]') from public.orders where orders.id = any (v_owing)));
  end if;
  select * into v_order from public.orders where orders.id = coalesce(v_named[1], v_owing[1]);
  -- an order is confirmed by all of its money at once: the rest of a part is for finance to decide about
  v_owed := v_order.total_minor;
  return jsonb_build_object(
    'match', coalesce(v_match, case
      when private.unseen_payment(v_order.id, line) is not null then 'known'
      when v_order.state = 'cancelled' then 'cancelled'
      when v_order.state not in ('pending_payment', 'awaiting_verification') then 'paid'
      when cardinality(v_named) > 1 and exists (select from public.orders as others
        where others.id = v_named[2] and others.state in ('pending_payment', 'awaiting_verification')) then 'several'
      when line.booked_on < (v_order.placed_at - interval '1 day')::date then 'too_early'
      when line.amount_minor <> v_owed or line.currency <> v_order.currency then 'amount_differs'
      else 'exact' end),
    'order_id', v_order.id, 'number', v_order.number, 'name', v_order.name, 'owed_minor', v_owed, 'status', v_order.status,
    'candidates', (select coalesce(jsonb_agg(orders.number), '[]') from public.orders
      where orders.id = any (v_named) or orders.id = any (v_owing)));
end $$;

-- A page of the credits that are no order's yet (`decided`: of those that are, or were dismissed), newest first, below
-- (`from_booked_on`, `from_id`), for staff with `payments.read`: [{ line_id, bank_account_id, bank, booked_on, amount_minor,
-- currency, description, reference, order_number, settled_at, dismissed_reason, decided_by_name, match: as private.match_line }].
-- Refuses `forbidden` (403).
create function public.list_statement_lines(
  shop text, decided boolean default false, from_booked_on date default null, from_id uuid default null, max_rows int default 51
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_statement_lines.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(rows) order by rows.booked_on desc, rows.line_id desc), '[]') from (
      select page.id as line_id, page.bank_account_id, accounts.bank, page.booked_on, page.amount_minor, page.currency,
        page.description, page.reference, orders.number as order_number, page.settled_at, page.dismissed_reason,
        nullif(profiles.name, '') as decided_by_name,
        case when not decided then private.match_line(page) end as match
      from (
        select * from public.statement_lines as lines
        where lines.shop_id = v_shop_id
          and case when decided then lines.order_id is not null or lines.dismissed_reason is not null
            else lines.order_id is null and lines.dismissed_reason is null end
          and (from_booked_on is null or (lines.booked_on, lines.id) < (from_booked_on, from_id))
        order by lines.booked_on desc, lines.id desc
        limit least(max_rows, 201)
      ) as page
      join public.bank_accounts as accounts on accounts.id = page.bank_account_id
      left join public.orders on orders.id = page.order_id
      left join public.profiles on profiles.user_id = page.decided_by
    ) as rows
  );
end $$;

-- Confirms orders with the credits that pay them: `picks`: [{ line_id, order_id, another, even_if_short }], at most 200; each as
-- verify_payment would, and each for itself, so that one that is refused keeps none of the others back. `order_id` may be
-- another than the match, for money that names no order. What a verifier has confirmed by hand is noted, and makes no second
-- payment (outcome replayed); a second transfer for a paid order wants `another`.
-- Answers [{ line_id, order_id, ok, outcome, reason, details }]. For staff with `payments.verify`.
-- Refuses `invalid_lines` (422). Reasons of single ones: what verify_payment refuses, `line_not_found`, `line_decided`.
create function public.confirm_statement_lines(picks jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_pick record;
  v_ids uuid[];
  v_outcome text;
  v_answers jsonb := '[]';
  v_state text;
  v_reason text;
  v_details text;
begin
  if coalesce(jsonb_typeof(picks), '') <> 'array' or jsonb_array_length(picks) not between 1 and 200
    or exists (select from jsonb_array_elements(picks) as pick
      where private.to_uuid(pick ->> 'line_id') is null or private.to_uuid(pick ->> 'order_id') is null) then
    perform private.refuse(422, 'invalid_lines', field => 'picks');
  end if;
  -- all that is needed at once and in one order, as everywhere: orders, credits, inventory. Who may not verify locks nothing.
  v_ids := array(
    select orders.id from public.orders
    where orders.id in (select (pick ->> 'order_id')::uuid from jsonb_array_elements(picks) as pick)
      and orders.shop_id in (select private.permitted_shops('payments.verify'))
    order by orders.id for update);
  perform 1 from public.statement_lines as lines
  where lines.id in (select (pick ->> 'line_id')::uuid from jsonb_array_elements(picks) as pick)
    and lines.shop_id in (select private.permitted_shops('payments.verify'))
  order by lines.id for update;
  perform private.lock_stock_rows(variadic v_ids);
  for v_pick in
    select distinct on (2, 1) (pick ->> 'line_id')::uuid as line_id, (pick ->> 'order_id')::uuid as order_id, pick
    from jsonb_array_elements(picks) as pick order by 2, 1
  loop
    begin
      v_outcome := private.settle_line(v_pick.line_id, v_pick.order_id, v_pick.pick);
      v_answers := v_answers || jsonb_build_object(
        'line_id', v_pick.line_id, 'order_id', v_pick.order_id, 'ok', true, 'outcome', v_outcome);
    exception when others then
      get stacked diagnostics v_state = returned_sqlstate, v_reason = message_text, v_details = pg_exception_detail;
      -- only a refusal is an answer; a bug, or a deadlock, ends all of it
      if v_state !~ '^PT' then
        raise;
      end if;
      v_answers := v_answers || jsonb_build_object('line_id', v_pick.line_id, 'order_id', v_pick.order_id, 'ok', false,
        'reason', v_reason, 'details', nullif(v_details, '')::jsonb);
    end;
  end loop;
  return v_answers;
end $$;

-- Confirms one order with one credit. The order is locked before the line, as everywhere.
create function private.settle_line(line_id uuid, order_id uuid, pick jsonb)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_line public.statement_lines;
  v_payment_id uuid;
  v_outcome text := 'replayed';
begin
  perform private.guard_command(v_order, 'reject_proof', private.order_caller(v_order));
  perform private.guard_own_order(v_order);
  select * into v_line from public.statement_lines as lines
  where lines.id = settle_line.line_id and lines.shop_id = v_order.shop_id for update;
  if v_line.id is null then
    perform private.refuse(404, 'line_not_found');
  elsif v_line.order_id = v_order.id then
    return 'replayed';
  elsif v_line.order_id is not null or v_line.dismissed_reason is not null then
    perform private.refuse(422, 'line_decided');
  end if;
  v_payment_id := private.unseen_payment(v_order.id, v_line);
  if v_payment_id is null then
    -- the credit itself is the transaction: what banks write as a reference may be the same on two of them
    v_outcome := public.verify_payment(v_order.id, 'confirm', jsonb_build_object(
      'amount_minor', v_line.amount_minor, 'currency', v_line.currency, 'received_at', v_line.booked_on,
      'bank_reference', v_line.id, 'another', pick -> 'another', 'even_if_short', pick -> 'even_if_short')) ->> 'outcome';
    select payments.id into v_payment_id from public.payments
    where payments.gateway = 'bank_transfer' and payments.transaction_id = v_order.number || '/' || v_line.id;
  end if;
  update public.statement_lines as lines
  set order_id = v_order.id, payment_id = v_payment_id, settled_at = now(), decided_by = (select auth.uid())
  where lines.id = v_line.id;
  return v_outcome;
end $$;

-- Says that a credit is no order's, and why; without a reason, takes that back. For staff with `payments.verify`. Refuses
-- `line_not_found` (404), `forbidden` (403), `line_decided`, `reason_required` (422).
create function public.dismiss_statement_line(line_id uuid, reason text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_line public.statement_lines;
  v_reason text := nullif(trim(reason), '');
begin
  select * into v_line from public.statement_lines as lines where lines.id = dismiss_statement_line.line_id for update;
  if v_line.id is null or not private.has_permission(v_line.shop_id, 'payments.read') then
    perform private.refuse(404, 'line_not_found');
  elsif not private.has_permission(v_line.shop_id, 'payments.verify') then
    perform private.refuse(403, 'forbidden');
  elsif v_line.order_id is not null then
    perform private.refuse(422, 'line_decided');
  elsif length(v_reason) > 200 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  update public.statement_lines as lines set dismissed_reason = v_reason,
    decided_by = case when v_reason is not null then (select auth.uid()) end
  where lines.id = v_line.id;
end $$;

grant execute on function public.import_statement(uuid, jsonb, jsonb), public.confirm_statement_lines(jsonb),
  public.list_statement_lines(text, boolean, date, uuid, int), public.dismiss_statement_line(uuid, text)
  to authenticated, service_role;
