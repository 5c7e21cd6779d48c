-- Deciding on credits: confirming them for orders, dismissing them, moving them to the right order.

-- Confirms credits for the orders that they pay, each separately by verify_payment, so that one refusal does not stop the others.
-- `picks`: [{ line_id, order_id, another, even_if_short, names_compared }], at most 200. `order_id` may differ from the match; if the
-- bank's text does not name the order, `names_compared` says that a person has compared both names. A payment that a
-- verifier confirmed by hand is linked, not recorded twice (outcome replayed); a second transfer for a paid order needs `another`.
-- Answers [{ line_id, order_id, ok, outcome, reason, details }]. For staff with `payments.verify`.
-- Refuses `invalid_lines` (422). Reasons of single credits: what verify_payment refuses, `line_not_found`, `line_decided`,
-- `names_not_compared` (422, details: { description, reference, name, number }).
create function public.confirm_statement_lines(picks jsonb)
returns jsonb
language plpgsql volatile security definer
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
  -- locks all rows at once and in the common order: orders, credits, inventory. Callers who may not verify lock nothing.
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
      -- only refusals are answered; a bug or a deadlock fails the whole call
      if v_state !~ '^PT' then
        raise;
      end if;
      v_answers := v_answers || jsonb_build_object('line_id', v_pick.line_id, 'order_id', v_pick.order_id, 'ok', false,
        'reason', v_reason, 'details', nullif(v_details, '')::jsonb);
    end;
  end loop;
  return v_answers;
end $$;
comment on function public.confirm_statement_lines is 'Confirms credits for the orders that they pay.';

-- The day on which the money of a credit arrived: never later than today in the shop's time zone, which may be behind the bank's.
create function private.received_on(line public.statement_lines)
returns date
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (select least(line.booked_on, (now() at time zone shops.time_zone)::date) from public.shops where shops.id = line.shop_id);
end $$;

-- Confirms one order with one credit. The order is locked before the line, as everywhere.
create function private.settle_line(line_id uuid, order_id uuid, pick jsonb)
returns text
language plpgsql volatile security definer
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
  v_payment_id := private.unmatched_payment(v_order.id, v_line);
  if v_payment_id is null then
    -- the credit itself is the transaction: two credits may have the same text as their reference
    v_outcome := public.verify_payment(v_order.id, 'confirm', jsonb_build_object(
      'amount_minor', v_line.amount_minor, 'currency', v_line.currency,
      -- the clock of a bank in another time zone may be ahead of the shop's
      'received_at', private.received_on(v_line),
      'bank_reference', v_line.id, 'another', pick -> 'another', 'even_if_short', pick -> 'even_if_short')) ->> 'outcome';
    select payments.id into v_payment_id from public.payments
    where payments.gateway = 'bank_transfer' and payments.transaction_id = v_order.number || '/' || v_line.id;
  end if;
  update public.statement_lines as lines
  set order_id = v_order.id, payment_id = v_payment_id, settled_at = now(), decided_by = (select auth.uid())
  where lines.id = v_line.id;
  return v_outcome;
end $$;

-- Dismisses a credit that pays no order, with a reason; without a reason, reopens it. For staff with `payments.verify`. Refuses
-- `line_not_found` (404), `forbidden` (403), `line_decided`, `reason_required` (422).
create function public.dismiss_statement_line(line_id uuid, reason text)
returns void
language plpgsql volatile security definer
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
comment on function public.dismiss_statement_line is 'Dismisses a credit that pays no order, or undoes that.';

-- Moves a confirmed credit to the order that it really paid (`order_id`). Its payment is closed by a refund of the kind `moved`, which
-- sends no money, and the other order gets its own payment. The first order is put on hold with the exception `payment_moved`, if it is
-- confirmed and now holds too little. If its goods are packed or shipped and the shop separates duties, a second person has to approve
-- (decide_statement_move). `answers`: { another, even_if_short }, for the receiving order as in verify_payment. Moving it to the same order
-- changes nothing. Answers { move_id, state: requested or done, outcome, order_id }. For staff with `payments.verify`.
-- Refuses `line_not_found`, `order_not_found` (404), `forbidden`, `separation_of_duties` (403), `line_open` (it was not confirmed for an
-- order), `reason_required`, `credit_refunded` (a part was refunded), `dispute_open` (422), `move_waits` (409: it already waits for a
-- second person), `stale` (409), and what verify_payment refuses for the receiving order.
create function public.reassign_statement_line(line_id uuid, order_id uuid, reason text, answers jsonb default '{}')
returns jsonb
language plpgsql volatile security definer
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
comment on function public.reassign_statement_line is 'Moves a confirmed credit to the order that it really paid.';

-- Approves or declines a requested move of a credit, as the second person; declining needs a reason. The requester may withdraw the request
-- by declining it. Answers as reassign_statement_line, with state done or declined. For staff with `payments.verify`. Repeating a decision
-- changes nothing.
-- Refuses `move_not_found` (404), `forbidden`, `separation_of_duties` (403), `invalid_transition`, `reason_required` (422), and what
-- reassign_statement_line refuses.
create function public.decide_statement_move(move_id uuid, approve boolean, reason text default null)
returns jsonb
language plpgsql volatile security definer
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
  elsif approve and private.approve_move_refusal(v_move) is not null then
    perform private.refuse(403, private.approve_move_refusal(v_move));
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
comment on function public.decide_statement_move is 'Approves or declines, as the second person, moving a credit to another order.';

-- Locks what moving a credit changes, in the common order: both orders, the credit, the stock of the receiving order. Refuses `stale` (409)
-- if the credit was moved meanwhile.
create function private.lock_credit(line public.statement_lines, to_order_id uuid)
returns public.statement_lines
language plpgsql volatile security definer
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

-- Refuses if the credit cannot be moved, or the caller may not move it.
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
  elsif exists (select from public.refunds where refunds.payment_id = line.payment_id and refunds.is_live
    and not refunds.is_unsent) then
    perform private.refuse(422, 'credit_refunded');
  end if;
end $$;

-- Moves a credit to another order, where it is settled like any transfer. Then closes the payment of the first order and puts that order on
-- hold if it is now underpaid. Unsent refunds of that payment are declined. The caller has locked everything.
create function private.move_credit(line public.statement_lines, move public.statement_moves)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_to public.orders;
  -- the credit's id, and the number of this payment among the credit's payments
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
    'amount_minor', line.amount_minor, 'currency', line.currency, 'received_at', private.received_on(line),
    'another', move.answers -> 'another', 'even_if_short', move.answers -> 'even_if_short'), v_transaction_id);
  select * into v_payment from public.payments
  where payments.gateway = 'bank_transfer' and payments.transaction_id = v_transaction_id;
  perform private.decide_proofs(v_to, 'accepted', payment_id => v_payment.id);

  perform private.move_refund(refunds, 'declined', reason => 'of_another_order') from public.refunds
  where refunds.payment_id = line.payment_id and refunds.is_unsent;
  insert into public.refunds
    (shop_id, order_id, payment_id, kind, amount_minor, currency, reason, note, state, requested_by, requested_by_role, gateway, settled_at)
  select line.shop_id, move.from_order_id, payments.id, 'moved', payments.amount_minor, payments.currency, 'moved', move.reason,
    'succeeded', (select auth.uid()), private.actor_role(line.shop_id), payments.gateway, now()
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
    hold_reason = case when private.is_underpaid(o, v_refund.amount_minor) and o.state <> 'completed'
      then coalesce(o.hold_reason, 'payment_moved') else o.hold_reason end
  where o.id = v_before.id returning * into v_from;
  perform private.log_order(v_before, v_from, 'move_payment', move.reason);
  if private.is_underpaid(v_from) then
    perform private.open_exception(v_from, 'payment_moved', payment_id => v_refund.payment_id);
  end if;
  perform private.reconcile_exceptions(v_from);
  return jsonb_build_object('move_id', move.id, 'state', 'done', 'outcome', v_outcome, 'order_id', v_to.id);
end $$;

-- Whether a confirmed order holds less than its total, once `gone_minor` is moved away as well.
create function private.is_underpaid(orders public.orders, gone_minor bigint default 0)
returns boolean
language sql immutable
set search_path = ''
return orders.confirmed_at is not null and orders.state <> 'cancelled'
  and orders.paid_minor - orders.refunded_minor - gone_minor < orders.total_minor;

grant execute on function public.confirm_statement_lines(jsonb), public.dismiss_statement_line(uuid, text),
  public.reassign_statement_line(uuid, uuid, text, jsonb), public.decide_statement_move(uuid, boolean, text)
  to authenticated, service_role;
