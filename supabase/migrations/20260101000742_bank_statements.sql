-- Statements of the shop's bank accounts: each credit is kept once, however often its statement is read, and makes one order
-- paid at most.

-- Types

-- requested: waits for a second person · done: the money is the other order's · declined: it stays where it is
create type public.statement_move_state as enum ('requested', 'done', 'declined');

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

-- A credit that was confirmed for one order and is another's: from which to which, why, by whom, and what it became.
create table public.statement_moves (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  line_id uuid not null,
  from_order_id uuid not null,
  to_order_id uuid not null check (to_order_id <> from_order_id),
  reason text not null check (length(reason) between 1 and 300),
  -- what its asker said of the order that receives it, as in confirm_statement_lines
  answers jsonb not null default '{}',
  state public.statement_move_state not null default 'requested',
  -- what ended the payment of the one, and the payment of the other
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
-- one credit goes one way at a time
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

-- What the bank said is never rewritten.
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

-- Keeps the credits of a statement: `lines`: [{ booked_on, amount_minor, description, reference }] in minor units of the shop's
-- currency; at most 5,000. A reference such as 1.00004E+29 is none: a spreadsheet has rewritten the file, and so its days, too,
-- perhaps; all of it is refused. `mapping` is how this statement was read, remembered for the account's next one. What is known is
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
      and not private.is_moved(payments)
    order by payments.created_at limit 1
  );
end $$;

-- Words as they can be compared: capital letters without accents. What has figures in it is a number of something, and no word.
create function private.plain_words(value text)
returns text[]
language sql stable
set search_path = ''
as $$
  select array(
    select word from regexp_split_to_table(upper(private.plain_letters(coalesce(value, ''))), '[^A-Z0-9]+') as word
    where word ~ '^[A-Z]+$')
$$;

-- How much of a person's name stands in what a bank wrote, from 0 to 1: whole words, long words that the bank cut off, and
-- initials on either side, in any order.
create function private.name_likeness(bank_words text[], name_words text[])
returns numeric
language sql immutable
set search_path = ''
as $$
  select coalesce(round(avg(case
    when length(word) > 1 and word = any (bank_words) then 1
    when length(word) > 4 and exists (select from unnest(bank_words) as cut where length(cut) >= 4 and starts_with(word, cut)) then 0.8
    when left(word, 1) = any (bank_words) then 0.4
    when length(word) = 1 and exists (select from unnest(bank_words) as long where starts_with(long, word)) then 0.4
    else 0 end), 2), 0)
  from unnest(name_words) as word
$$;

-- What a bank wrote, as people and banks write order numbers: without the hyphen, O for 0, I or L for 1.
create function private.number_text(line public.statement_lines)
returns text
language sql immutable
set search_path = ''
as $$
  select translate(upper(regexp_replace(line.description || coalesce(line.reference, ''), '[^0-9A-Za-z]', '', 'g')), 'OIL', '011')
$$;

-- The orders that a credit names, by their number or by the reference that their shopper showed: those that wait for money first,
-- at most five.
create function private.named_orders(line public.statement_lines)
returns uuid[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_text text := private.number_text(line);
begin
  return array(
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
end $$;

-- An order as one that a credit may pay: { order_id, number, name, owed_minor, status, placed_at, name_likeness (0 to 1: how much
-- of the customer's name the bank wrote), number_fragment (half of its number stands in the bank's text), same_amount }.
create function private.candidate_json(orders public.orders, line public.statement_lines)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'order_id', orders.id, 'number', orders.number, 'name', orders.name,
    'owed_minor', orders.total_minor - orders.paid_minor + orders.refunded_minor, 'status', orders.status,
    'placed_at', orders.placed_at,
    'name_likeness', private.name_likeness(private.plain_words(line.description), private.plain_words(orders.name)),
    'number_fragment', private.has_number_fragment(orders.number, line),
    'same_amount', orders.total_minor - orders.paid_minor + orders.refunded_minor = line.amount_minor);
end $$;

create function private.has_number_fragment(number text, line public.statement_lines)
returns boolean
language sql immutable
set search_path = ''
as $$
  select position(left(number, 4) in private.number_text(line)) > 0 or position(right(number, 4) in private.number_text(line)) > 0
$$;

-- The candidates of a credit among orders, the likeliest first: by the payer's name, a fragment of the number, the amount, and how
-- near its placement is.
create function private.rank_candidates(line public.statement_lines, order_ids uuid[], max_rows int)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(ranked.candidate order by ranked.position), '[]') from (
      select candidate, row_number() over (order by
        (candidate ->> 'name_likeness')::numeric desc, (candidate ->> 'number_fragment')::boolean desc,
        (candidate ->> 'same_amount')::boolean desc,
        abs(extract(epoch from (candidate ->> 'placed_at')::timestamptz - line.booked_on)), candidate ->> 'number') as position
      from (
        select private.candidate_json(orders, line) as candidate from public.orders where orders.id = any (order_ids)
      ) as candidates
    ) as ranked
    where ranked.position <= max_rows
  );
end $$;

-- The waiting orders that owe exactly a sum, oldest first, at most so many.
create function private.owing_orders(line public.statement_lines, max_rows int)
returns uuid[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return array(
    select orders.id from public.orders
    where orders.shop_id = line.shop_id and orders.payment_method = 'bank_transfer'
      and orders.state in ('pending_payment', 'awaiting_verification')
      and orders.total_minor - orders.paid_minor + orders.refunded_minor = line.amount_minor
      and orders.placed_at < line.booked_on + interval '2 days'
    order by orders.placed_at limit max_rows);
end $$;

-- Which order a credit pays: { match, order_id, number, name, owed_minor, status, candidates, same_amount_count }, match one of
-- · exact: it names a waiting order, or the reference that its shopper showed, and is what the order costs
-- · amount_differs: it names one, but is another amount · too_early: it names one that was placed after it
-- · known: it names one that a verifier confirmed with this very money, by hand · paid: it names one that has been paid with
--   other money · cancelled: it names one that has ended without it
-- · amount_only: no name, but one waiting order owes exactly this · several: more than one does, or it names more · none.
-- `candidates`: the five likeliest (private.candidate_json); `same_amount_count`: how many waiting orders owe exactly this, 500 standing
-- for all that are more. `order_id` and what follows it are of the one order, where there is one.
create function private.match_line(line public.statement_lines)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_named uuid[] := private.named_orders(line);
  v_owing uuid[];
  v_order public.orders;
  v_owed bigint;
  v_match text;
begin
  if cardinality(v_named) = 0 then
    v_owing := private.owing_orders(line, 500);
    v_match := case cardinality(v_owing) when 0 then 'none' when 1 then 'amount_only' else 'several' end;
  end if;
  if v_match in ('none', 'several') then
    return jsonb_build_object('match', v_match, 'candidates', private.rank_candidates(line, v_owing, 5),
      'same_amount_count', cardinality(v_owing));
  end if;
  select * into v_order from public.orders where orders.id = coalesce(v_named[1], v_owing[1]);
  v_owed := v_order.total_minor - v_order.paid_minor + v_order.refunded_minor;
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
    'candidates', private.rank_candidates(line, coalesce(nullif(v_named, '{}'), v_owing), 5),
    'same_amount_count', coalesce(cardinality(v_owing), 0));
end $$;

-- The orders that a credit may pay, the likeliest first, for staff with `payments.read`: waiting ones, or with `search` those that
-- private.search_orders finds, whatever their state: [private.candidate_json]. Refuses `line_not_found` (404).
create function public.list_line_candidates(line_id uuid, search text default null, max_rows int default 10)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_line public.statement_lines;
  v_ids uuid[];
begin
  select * into v_line from public.statement_lines as lines where lines.id = list_line_candidates.line_id;
  if v_line.id is null or not private.has_permission(v_line.shop_id, 'payments.read') then
    perform private.refuse(404, 'line_not_found');
  end if;
  if trim(search) <> '' then
    v_ids := private.search_orders(v_line.shop_id, search, true, 'payment_method = ''bank_transfer''', null, null, false, 2000);
  else
    v_ids := array(
      select orders.id from public.orders
      where orders.shop_id = v_line.shop_id and orders.payment_method = 'bank_transfer'
        and orders.state in ('pending_payment', 'awaiting_verification')
      order by orders.placed_at desc limit 2000);
  end if;
  return private.rank_candidates(v_line, v_ids, least(max_rows, 50));
end $$;

-- A page of the credits that are no order's yet (`decided`: of those that are, or were dismissed), newest first, below
-- (`from_booked_on`, `from_id`), for staff with `payments.read`: [{ line_id, bank_account_id, bank, booked_on, amount_minor,
-- currency, description, reference, order_number, order_name, settled_at, dismissed_reason, decided_by_name, move, match: as
-- private.match_line }]; `move`: { move_id, to_number, to_name, reason, requested_by_name, is_mine }, of a credit that somebody wants
-- to give to another order, until a second person has said yes. Refuses `forbidden` (403).
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
        page.description, page.reference, orders.number as order_number, orders.name as order_name, page.settled_at,
        page.dismissed_reason, nullif(profiles.name, '') as decided_by_name, (
          select jsonb_build_object('move_id', moves.id, 'to_number', target.number, 'to_name', target.name,
            'reason', moves.reason, 'requested_by_name', nullif(askers.name, ''),
            'is_mine', coalesce(moves.requested_by = (select auth.uid()), false))
          from public.statement_moves as moves join public.orders as target on target.id = moves.to_order_id
          left join public.profiles as askers on askers.user_id = moves.requested_by
          where moves.line_id = page.id and moves.state = 'requested') as move,
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

-- Confirms orders with the credits that pay them: `picks`: [{ line_id, order_id, another, even_if_short, names_compared }], at most
-- 200; each as verify_payment would, and each for itself, so that one that is refused keeps none of the others back. `order_id` may
-- be another than the match; where the bank's text does not name the order, `names_compared` says that a person has seen both names. What a verifier has confirmed by hand is noted, and makes no second
-- payment (outcome replayed); a second transfer for a paid order wants `another`.
-- Answers [{ line_id, order_id, ok, outcome, reason, details }]. For staff with `payments.verify`.
-- Refuses `invalid_lines` (422). Reasons of single ones: what verify_payment refuses, `line_not_found`, `line_decided`,
-- `names_not_compared` (422, details: { description, reference, name, number }).
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
  if not v_order.id = any (private.named_orders(v_line)) and pick -> 'names_compared' is distinct from 'true' then
    perform private.refuse(422, 'names_not_compared', jsonb_build_object('description', v_line.description,
      'reference', v_line.reference, 'name', v_order.name, 'number', v_order.number));
  end if;
  v_payment_id := private.unseen_payment(v_order.id, v_line);
  if v_payment_id is null then
    -- the credit itself is the transaction: what banks write as a reference may be the same on two of them
    v_outcome := public.verify_payment(v_order.id, 'confirm', jsonb_build_object(
      'amount_minor', v_line.amount_minor, 'currency', v_line.currency,
      -- the clock of a bank in another time zone may be ahead of the shop's
      'received_at', (select least(v_line.booked_on, (now() at time zone shops.time_zone)::date)
        from public.shops where shops.id = v_line.shop_id),
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

-- Gives a confirmed credit to the order whose money it really is (`order_id`): the payment that it made ends with a refund of the
-- kind `moved`, which is sent nowhere, and the other order gets a payment of its own. The first order, if it goes on, is held with the
-- question `payment_moved`. Where goods of it are packed or gone, a second person has to say yes (decide_statement_move), if the shop
-- keeps duties apart. `answers`: { another, even_if_short }, of the receiving order as in verify_payment. Giving it again where it is
-- changes nothing. Answers { move_id, state: requested or done, outcome, order_id }. For staff with `payments.verify`.
-- Refuses `line_not_found`, `order_not_found` (404), `forbidden`, `separation_of_duties` (403), `line_open` (no order has it),
-- `reason_required`, `credit_refunded` (some of it went back), `dispute_open` (422), `move_waits` (409: for a second person already),
-- `stale` (409), and what verify_payment refuses of the receiving order.
create function public.reassign_statement_line(line_id uuid, order_id uuid, reason text, answers jsonb default '{}')
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_line public.statement_lines;
  v_move public.statement_moves;
  v_from public.orders;
begin
  select * into v_line from public.statement_lines as lines where lines.id = reassign_statement_line.line_id;
  if v_line.id is null or not private.has_permission(v_line.shop_id, 'payments.read') then
    perform private.refuse(404, 'line_not_found');
  elsif not private.has_permission(v_line.shop_id, 'payments.verify') then
    perform private.refuse(403, 'forbidden');
  elsif v_line.order_id is null then
    perform private.refuse(422, 'line_open');
  elsif not exists (select from public.orders
    where orders.id = reassign_statement_line.order_id and orders.shop_id = v_line.shop_id) then
    perform private.refuse(404, 'order_not_found', field => 'order_id');
  elsif v_line.order_id = reassign_statement_line.order_id then
    return jsonb_build_object('move_id', null, 'state', 'done', 'outcome', 'replayed', 'order_id', v_line.order_id);
  elsif length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  v_line := private.lock_credit(v_line, reassign_statement_line.order_id);
  if exists (select from public.statement_moves as moves where moves.line_id = v_line.id and moves.state = 'requested') then
    perform private.refuse(409, 'move_waits');
  end if;
  insert into public.statement_moves (shop_id, line_id, from_order_id, to_order_id, reason, answers, requested_by)
  values (v_line.shop_id, v_line.id, v_line.order_id, reassign_statement_line.order_id, trim(reason),
    jsonb_build_object('another', answers -> 'another', 'even_if_short', answers -> 'even_if_short'), (select auth.uid()))
  returning * into v_move;
  select * into v_from from public.orders where orders.id = v_line.order_id;
  if private.separates_duties(v_line.shop_id)
    and (v_from.pieces_shipped > 0 or v_from.state in ('ready_for_shipment', 'shipped', 'delivered', 'completed')) then
    perform private.guard_move_of_credit(v_line, v_move);
    perform private.log_order(v_from, v_from, 'request_move', v_move.reason);
    return jsonb_build_object('move_id', v_move.id, 'state', 'requested', 'outcome', null, 'order_id', v_move.to_order_id);
  end if;
  return private.move_credit(v_line, v_move);
end $$;

-- The second person's yes or no to giving a credit to another order; a no gives a reason. Whoever asked may withdraw it. Answers as
-- reassign_statement_line, with state done or declined. For staff with `payments.verify`. Deciding the same twice changes nothing.
-- Refuses `move_not_found` (404), `forbidden`, `separation_of_duties` (403), `invalid_transition`, `reason_required` (422), and what
-- reassign_statement_line refuses.
create function public.decide_statement_move(move_id uuid, approve boolean, reason text default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_move public.statement_moves;
  v_line public.statement_lines;
  v_state public.statement_move_state := case when approve then 'done' else 'declined' end;
  v_from public.orders;
begin
  select * into v_move from public.statement_moves as moves where moves.id = decide_statement_move.move_id;
  if v_move.id is null or not private.has_permission(v_move.shop_id, 'payments.read') then
    perform private.refuse(404, 'move_not_found');
  elsif not private.has_permission(v_move.shop_id, 'payments.verify') then
    perform private.refuse(403, 'forbidden');
  end if;
  select * into v_line from public.statement_lines as lines where lines.id = v_move.line_id;
  v_line := private.lock_credit(v_line, v_move.to_order_id);
  select * into v_move from public.statement_moves as moves where moves.id = v_move.id for update;
  if v_move.state = v_state then
    return jsonb_build_object('move_id', v_move.id, 'state', v_move.state, 'outcome', 'replayed', 'order_id', v_move.to_order_id);
  elsif v_move.state <> 'requested' then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_move.state));
  elsif approve and v_move.requested_by = (select auth.uid()) and private.separates_duties(v_move.shop_id) then
    perform private.refuse(403, 'separation_of_duties');
  elsif not coalesce(approve, false) and length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  elsif approve then
    return private.move_credit(v_line, v_move);
  end if;
  update public.statement_moves as moves
  set state = 'declined', decided_by = (select auth.uid()), decided_at = now(), decline_reason = trim(decide_statement_move.reason)
  where moves.id = v_move.id;
  select * into v_from from public.orders where orders.id = v_move.from_order_id;
  perform private.log_order(v_from, v_from, 'decline_move', trim(reason));
  return jsonb_build_object('move_id', v_move.id, 'state', 'declined', 'outcome', null, 'order_id', v_move.to_order_id);
end $$;

-- Locks what giving a credit away touches, in the one order: both orders, the credit, the stock of the order that gets it. Refuses
-- `stale` (409) where the credit has gone elsewhere meanwhile.
create function private.lock_credit(line public.statement_lines, to_order_id uuid)
returns public.statement_lines
language plpgsql security definer
set search_path = ''
as $$
declare
  v_line public.statement_lines;
begin
  perform 1 from public.orders where orders.id in (line.order_id, to_order_id) order by orders.id for update;
  select * into v_line from public.statement_lines as lines where lines.id = line.id for update;
  if v_line.order_id is distinct from line.order_id then
    perform private.refuse(409, 'stale');
  end if;
  perform private.lock_stock_rows(to_order_id);
  return v_line;
end $$;

-- Refuses to give a credit away that cannot be, or by whom it may not.
create function private.guard_move_of_credit(line public.statement_lines, move public.statement_moves)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_from public.orders;
  v_to public.orders;
begin
  select * into v_from from public.orders where orders.id = move.from_order_id;
  select * into v_to from public.orders where orders.id = move.to_order_id;
  perform private.guard_verifier(v_from);
  perform private.guard_verifier(v_to);
  if line.order_id is distinct from move.from_order_id then
    perform private.refuse(409, 'stale');
  elsif v_from.dispute_open then
    perform private.refuse(422, 'dispute_open');
  elsif exists (select from public.refunds where refunds.payment_id = line.payment_id and private.counts(refunds.state)
    and not (refunds.state in ('requested', 'approved') and refunds.sent_at is null)) then
    perform private.refuse(422, 'credit_refunded');
  end if;
end $$;

-- Gives a credit to another order, which is settled as any transfer is; then ends the payment that it was, and holds the order that
-- thought it was paid. What waited to be sent back of it is not to be sent any more. All is locked by the caller.
create function private.move_credit(line public.statement_lines, move public.statement_moves)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_to public.orders;
  -- the credit itself, and how many payments it has been
  v_transaction_id text := line.id || '/' || 2 + (
    select count(*) from public.statement_moves as moves where moves.line_id = line.id and moves.state = 'done');
  v_payment public.payments;
  v_refund public.refunds;
  v_before public.orders;
  v_from public.orders;
  v_outcome text;
begin
  perform private.guard_move_of_credit(line, move);
  select * into v_to from public.orders where orders.id = move.to_order_id;
  v_outcome := private.settle_transfer(v_to, jsonb_build_object(
    'amount_minor', line.amount_minor, 'currency', line.currency, 'received_at', line.booked_on,
    'another', move.answers -> 'another', 'even_if_short', move.answers -> 'even_if_short'), v_transaction_id);
  select * into v_payment from public.payments
  where payments.gateway = 'bank_transfer' and payments.transaction_id = v_transaction_id;
  perform private.decide_proofs(v_to, 'accepted', payment_id => v_payment.id);

  perform private.move_refund(refunds, 'declined', 'The money is another order''s') from public.refunds
  where refunds.payment_id = line.payment_id and refunds.state in ('requested', 'approved') and refunds.sent_at is null;
  insert into public.refunds
    (shop_id, order_id, payment_id, kind, amount_minor, currency, reason, state, requested_by, requested_by_role, gateway, settled_at)
  select line.shop_id, move.from_order_id, payments.id, 'moved', payments.amount_minor, payments.currency, move.reason, 'succeeded',
    (select auth.uid()), private.actor_role(line.shop_id), payments.gateway, now()
  from public.payments where payments.id = line.payment_id
  returning * into v_refund;
  update public.statement_lines as lines
  set order_id = v_to.id, payment_id = v_payment.id, settled_at = now(), decided_by = (select auth.uid())
  where lines.id = line.id;
  update public.statement_moves as moves
  set state = 'done', refund_id = v_refund.id, payment_id = v_payment.id, decided_by = (select auth.uid()), decided_at = now()
  where moves.id = move.id;

  select * into v_before from public.orders where orders.id = move.from_order_id;
  update public.orders as o set
    refunded_minor = o.refunded_minor + v_refund.amount_minor, moved_minor = o.moved_minor + v_refund.amount_minor,
    version = o.version + 1,
    hold_reason = case when private.lacks_money(o, v_refund.amount_minor) and o.state <> 'completed'
      then coalesce(o.hold_reason, 'payment_moved') else o.hold_reason end
  where o.id = v_before.id returning * into v_from;
  perform private.log_order(v_before, v_from, 'move_payment', move.reason);
  if private.lacks_money(v_from) then
    perform private.open_exception(v_from, 'payment_moved', payment_id => v_refund.payment_id);
  end if;
  perform private.watch_money(v_from);
  return jsonb_build_object('move_id', move.id, 'state', 'done', 'outcome', v_outcome, 'order_id', v_to.id);
end $$;

-- Whether an order goes on although it holds less than it costs, once so much more is gone.
create function private.lacks_money(orders public.orders, gone_minor bigint default 0)
returns boolean
language sql immutable
set search_path = ''
as $$
  select orders.confirmed_at is not null and orders.state <> 'cancelled'
    and orders.paid_minor - orders.refunded_minor - gone_minor < orders.total_minor
$$;

grant execute on function public.import_statement(uuid, jsonb, jsonb), public.confirm_statement_lines(jsonb),
  public.list_statement_lines(text, boolean, date, uuid, int), public.dismiss_statement_line(uuid, text),
  public.list_line_candidates(uuid, text, int), public.reassign_statement_line(uuid, uuid, text, jsonb),
  public.decide_statement_move(uuid, boolean, text) to authenticated, service_role;
