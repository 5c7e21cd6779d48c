-- Which order a credit pays: the ranked candidates, and the list of credits for staff.

-- The payment of an order that is the same money as a credit: a verifier confirmed it by hand, it has the same amount, and no credit is
-- linked to it.
create function private.unmatched_payment(order_id uuid, line public.statement_lines)
returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select payments.id from public.payments
    where payments.order_id = unmatched_payment.order_id and payments.gateway = 'bank_transfer'
      and payments.amount_minor = line.amount_minor and payments.currency = line.currency
      and not exists (select from public.statement_lines as others where others.payment_id = payments.id)
      and not private.is_moved(payments)
    order by payments.created_at limit 1
  );
end $$;

-- The words of a text for a comparison: in upper case, without accents; words with digits are left out.
create function private.split_words(value text)
returns text[]
language sql stable
set search_path = ''
as $$
  select array(
    select word from regexp_split_to_table(upper(private.strip_accents(coalesce(value, ''))), '[^A-Z0-9]+') as word
    where word ~ '^[A-Z]+$')
$$;

-- How much of a person's name is in a bank's text, from 0 to 1: whole words, long words that the bank cut off, and
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

-- Normalizes a bank's text for the search for order numbers: no hyphens, 0 for O, 1 for I and L.
create function private.order_number_text(line public.statement_lines)
returns text
language sql immutable
set search_path = ''
return translate(upper(regexp_replace(line.description || coalesce(line.reference, ''), '[^0-9A-Za-z]', '', 'g')), 'OIL', '011');

-- The orders that a credit names, by their number or by the reference in their shopper's proof; at most five, those that wait for money
-- first.
create function private.named_orders(line public.statement_lines)
returns uuid[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_text text := private.order_number_text(line);
begin
  return array(
    select orders.id from public.orders
    where orders.shop_id = line.shop_id and orders.payment_method = 'bank_transfer' and orders.id in (
      -- any eight consecutive characters may be an order number
      select named.id from generate_series(1, length(v_text) - 7) as i
      join public.orders as named on named.number = substr(v_text, i, 4) || '-' || substr(v_text, i + 4, 4)
      union
      select proofs.order_id from public.payment_proofs as proofs
      where proofs.shop_id = line.shop_id and proofs.bank_reference = line.reference
        -- a reference that several credits have identifies no order
        and length(line.reference) >= 5 and line.reference ~ '[0-9]' and not exists (
          select from public.statement_lines as others
          where others.shop_id = line.shop_id and others.reference = line.reference and others.id <> line.id))
      and (orders.awaits_money or orders.placed_at > now() - interval '60 days')
    order by orders.awaits_money desc, orders.placed_at desc limit 5);
end $$;

-- An order as a candidate for a credit: { order_id, number, name, owed_minor, status, placed_at, name_likeness (0 to 1: how much
-- of the customer's name the bank wrote), number_fragment (half of its number is in the bank's text), same_amount }.
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
    'name_likeness', private.name_likeness(private.split_words(line.description), private.split_words(orders.name)),
    'number_fragment', private.has_number_fragment(orders.number, line),
    'same_amount', orders.total_minor - orders.paid_minor + orders.refunded_minor = line.amount_minor);
end $$;

create function private.has_number_fragment(number text, line public.statement_lines)
returns boolean
language sql immutable
set search_path = ''
return position(left(number, 4) in private.order_number_text(line)) > 0
  or position(right(number, 4) in private.order_number_text(line)) > 0;

-- Ranks orders as candidates for a credit, the likeliest first: by the payer's name, a fragment of the number, the amount, and the nearest
-- date. Each has is_named (the bank's text names it; if not, a person has to compare the names first, see private.settle_line) and effect
-- (what the credit would do to it, private.payment_effect).
create function private.rank_candidates(line public.statement_lines, order_ids uuid[], max_rows int)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_named uuid[] := private.named_orders(line);
begin
  return (
    select coalesce(jsonb_agg(ranked.candidate || jsonb_build_object(
      'is_named', orders.id = any (v_named), 'effect', private.payment_effect(orders, line.amount_minor, line.currency)
    ) order by ranked.position), '[]') from (
      select candidate, row_number() over (order by
        (candidate ->> 'name_likeness')::numeric desc, (candidate ->> 'number_fragment')::boolean desc,
        (candidate ->> 'same_amount')::boolean desc,
        abs(extract(epoch from (candidate ->> 'placed_at')::timestamptz - line.booked_on)), candidate ->> 'number') as position
      from (
        select private.candidate_json(orders, line) as candidate from public.orders where orders.id = any (order_ids)
      ) as candidates
    ) as ranked
    join public.orders on orders.id = (ranked.candidate ->> 'order_id')::uuid
    where ranked.position <= max_rows
  );
end $$;

-- The waiting orders that owe exactly the amount of a credit, oldest first, at most `max_rows`.
create function private.owing_orders(line public.statement_lines, max_rows int)
returns uuid[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return array(
    select orders.id from public.orders
    where orders.shop_id = line.shop_id and orders.payment_method = 'bank_transfer' and orders.awaits_money
      and orders.total_minor - orders.paid_minor + orders.refunded_minor = line.amount_minor
      and orders.placed_at < line.booked_on + interval '2 days'
    order by orders.placed_at limit max_rows);
end $$;

-- What the caller may do with a credit and the one order that it matches.
-- · confirm: confirms the order with it, or links it to a known payment · another: records it as a second payment
-- · even_if_short: confirms the order although its stock is gone
create function private.line_actions(line public.statement_lines, match text, state public.order_state)
returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.has_permission(line.shop_id, 'payments.verify') then '{}'
    when match in ('exact', 'cancelled') then array['confirm', 'even_if_short']
    when match in ('known', 'amount_differs') then array['confirm']
    when match = 'paid' and state <> 'requested' then array['another']
    else '{}' end;
end $$;

-- Which order a credit pays: { match, names_order (the bank's text names it), actions (private.line_actions), order_id, number, name,
-- owed_minor, status, candidates, same_amount_count }. `match` is one of
-- · exact: it names a waiting order, by its number or its shopper's reference, and its amount is what the order owes
-- · amount_differs: it names one, but has another amount · too_early: it names one that was placed later
-- · known: it names one that a verifier confirmed by hand with the same money · cancelled: it names one that was cancelled
-- · paid: it names one that was paid with other money, or still waits for the shop's approval
-- · amount_only: it names none, but one waiting order owes exactly this · several: more than one does, or it names more than one · none.
-- `candidates`: the five likeliest (private.rank_candidates); `same_amount_count`: how many waiting orders owe exactly this; 500 means
-- 500 or more. `order_id` to `status`: the first order that it names, or the only one that owes exactly this.
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
    return jsonb_build_object('match', v_match, 'names_order', false, 'actions', '{}'::text[],
      'candidates', private.rank_candidates(line, v_owing, 5), 'same_amount_count', cardinality(v_owing));
  end if;
  select * into v_order from public.orders where orders.id = coalesce(v_named[1], v_owing[1]);
  v_owed := v_order.total_minor - v_order.paid_minor + v_order.refunded_minor;
  v_match := coalesce(v_match, case
      when private.unmatched_payment(v_order.id, line) is not null then 'known'
      when v_order.state = 'cancelled' then 'cancelled'
      when not v_order.awaits_money then 'paid'
      when cardinality(v_named) > 1 and exists (select from public.orders as others
        where others.id = v_named[2] and others.awaits_money) then 'several'
      when line.booked_on < (v_order.placed_at - interval '1 day')::date then 'too_early'
      when line.amount_minor <> v_owed or line.currency <> v_order.currency then 'amount_differs'
      else 'exact' end);
  return jsonb_build_object('match', v_match, 'names_order', cardinality(v_named) > 0,
    'actions', private.line_actions(line, v_match, v_order.state),
    'order_id', v_order.id, 'number', v_order.number, 'name', v_order.name, 'owed_minor', v_owed, 'status', v_order.status,
    'candidates', private.rank_candidates(line, coalesce(nullif(v_named, '{}'), v_owing), 5),
    'same_amount_count', coalesce(cardinality(v_owing), 0));
end $$;

-- The orders that a credit may pay, for staff with `payments.read`: the waiting ones, or with `search` those in any state that
-- private.search_orders finds. Answers as private.rank_candidates. Refuses `line_not_found` (404).
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
      where orders.shop_id = v_line.shop_id and orders.payment_method = 'bank_transfer' and orders.awaits_money
      order by orders.placed_at desc limit 2000);
  end if;
  return private.rank_candidates(v_line, v_ids, least(max_rows, 50));
end $$;
comment on function public.list_line_candidates is 'The orders that a credit may pay, the likeliest first.';

-- Why the caller may not approve moving a credit to another order, as a reason of private.refuse; null: they may.
create function private.approve_move_refusal(move public.statement_moves)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.has_permission(move.shop_id, 'payments.verify') then 'forbidden'
    when move.state <> 'requested' then 'invalid_transition'
    when move.requested_by = (select auth.uid()) and private.separates_duties(move.shop_id) then 'separation_of_duties' end;
end $$;

-- What the caller may do with a requested move: approve_move, and decline_move, or withdraw_move if they requested it themselves.
create function private.move_actions(move public.statement_moves)
returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return array_remove(array[
    case when private.approve_move_refusal(move) is null then 'approve_move' end,
    case when private.has_permission(move.shop_id, 'payments.verify') and move.state = 'requested' then
      case when move.requested_by = (select auth.uid()) then 'withdraw_move' else 'decline_move' end end], null);
end $$;

-- A page of the undecided credits (`decided`: of those that have an order or were dismissed), newest first, after (`from_booked_on`,
-- `from_id`), for staff with `payments.read`: [{ line_id, bank_account_id, bank, booked_on, amount_minor, currency, description, reference,
-- order_number, order_name, settled_at, dismissed_reason, decided_by_name, move, match: as private.match_line }]. `move`: { move_id,
-- to_number, to_name, reason, requested_by_name, is_mine, actions (private.move_actions) }, the requested move of a credit to another
-- order, until it is decided. Refuses `forbidden` (403).
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
            'reason', moves.reason, 'requested_by_name', nullif(requesters.name, ''),
            'is_mine', coalesce(moves.requested_by = (select auth.uid()), false), 'actions', private.move_actions(moves))
          from public.statement_moves as moves join public.orders as target on target.id = moves.to_order_id
          left join public.profiles as requesters on requesters.user_id = moves.requested_by
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
comment on function public.list_statement_lines is 'A page of the credits of a shop.';

grant execute on function public.list_line_candidates(uuid, text, int),
  public.list_statement_lines(text, boolean, date, uuid, int) to authenticated, service_role;
