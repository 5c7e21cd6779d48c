-- Refunds: requesting, approving, retrying and paying out.

-- The value of units of an order whose price can be refunded (private.refundable_quantity). Refuses `invalid_lines` (422).
create function private.lines_value(orders public.orders, lines jsonb)
returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
  v_line record;
  v_value bigint := 0;
begin
  for v_line in select * from private.read_order_lines(orders, lines) loop
    if v_line.quantity > private.refundable_quantity(v_line.item) then
      perform private.refuse(422, 'invalid_lines', field => 'lines');
    end if;
    v_value := v_value + v_line.quantity * (v_line.item).unit_price_minor;
  end loop;
  return v_value;
end $$;

-- Refunds money of an order. `amount_minor`: in minor units of its currency; null: the value of the lines, or all that can be refunded.
-- `lines`: [{ item_id, quantity }] whose price is refunded; null: none in particular. Answers { refund_id, order_id, payment_id, state,
-- amount_minor, currency, gateway, replayed, refunds }; `refunds`: one row for each payment that is refunded, at least in part. A
-- `requested` refund waits for a second person, an `approved` one for the worker. The same key with the same request answers the same
-- refund. For staff with `refunds.issue` and our servers. Stock does not move.
-- Refuses `order_not_found` (404), `forbidden` (403), `invalid_amount`, `refund_exceeds_paid` (details: { refundable_minor }),
-- `nothing_to_refund`, `reason_required`, `invalid_lines`, `ambiguous_line`, `dispute_open`, `invalid_idempotency_key`,
-- `idempotency_mismatch` (422).
create function public.issue_refund(
  order_id uuid, amount_minor bigint, reason text, idempotency_key uuid, lines jsonb default null
)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_lines jsonb := nullif(lines, 'null');
  v_hash bytea := private.sha256(jsonb_build_array(order_id, amount_minor, reason, nullif(lines, 'null'))::text);
  v_key public.idempotency_keys;
  v_refundable bigint;
  v_amount bigint;
  v_refunds public.refunds[];
  v_response jsonb;
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'refunds.issue') then
    perform private.refuse(403, 'forbidden');
  elsif idempotency_key is null then
    perform private.refuse(422, 'invalid_idempotency_key', field => 'idempotency_key');
  end if;
  insert into public.idempotency_keys (shop_id, scope, key, request_hash)
  values (v_order.shop_id, 'issue_refund', idempotency_key, v_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if not found then
    select * into v_key from public.idempotency_keys as keys
    where keys.shop_id = v_order.shop_id and keys.scope = 'issue_refund' and keys.key = issue_refund.idempotency_key;
    if v_key.request_hash <> v_hash then
      perform private.refuse(422, 'idempotency_mismatch', field => 'idempotency_key');
    end if;
    return v_key.response || jsonb_build_object('replayed', true);
  end if;

  v_refundable := private.refundable(v_order);
  v_amount := coalesce(amount_minor,
    case when v_lines is not null then private.lines_value(v_order, v_lines) else v_refundable end);
  if length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  elsif private.issue_refusal(v_order) is not null then
    perform private.refuse(422, private.issue_refusal(v_order));
  elsif v_amount <= 0 or (v_lines is not null and v_amount > private.lines_value(v_order, v_lines)) then
    perform private.refuse(422, 'invalid_amount', field => 'amount_minor');
  elsif v_amount > v_refundable then
    perform private.refuse(422, 'refund_exceeds_paid', jsonb_build_object('refundable_minor', v_refundable), 'amount_minor');
  end if;
  v_refunds := array(select private.refund_amount(
    v_order, v_amount, 'asked', private.initial_refund_state(v_order, v_amount), trim(reason)));
  if v_lines is not null then
    perform private.attach_lines(v_order, v_refunds, v_lines);
  end if;
  perform private.reconcile_exceptions(v_order);
  v_response := private.refund_summary_json(v_refunds[1]) || jsonb_build_object(
    'refunds', (select jsonb_agg(private.refund_summary_json(refund)) from unnest(v_refunds) as refund));
  update public.idempotency_keys as keys set response = v_response
  where keys.shop_id = v_order.shop_id and keys.scope = 'issue_refund' and keys.key = issue_refund.idempotency_key;
  return v_response || jsonb_build_object('replayed', false);
end $$;
comment on function public.issue_refund is 'Refunds money of an order, or requests a second person''s approval.';

-- Assigns units to the refunds that cover them, so that only the units of a failed or declined refund can be refunded again. The total of
-- the prices up to and including a unit falls into the amount of one refund: the unit belongs to that one. Units beyond the refunded amount
-- belong to the last refund.
create function private.attach_lines(orders public.orders, refunds public.refunds[], lines jsonb)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.refund_items (shop_id, refund_id, order_item_id, quantity)
  select orders.shop_id, parts.id, units.item_id, count(*)
  from (
    select (wanted.item).id as item_id,
      sum((wanted.item).unit_price_minor) over (order by (wanted.item).position, unit) as price_ends
    from private.read_order_lines(orders, lines) as wanted, generate_series(1, wanted.quantity) as unit
  ) as units
  join (
    select (refunds[i]).id, sum((refunds[i]).amount_minor) over (order by i) as ends,
      sum((refunds[i]).amount_minor) over (order by i) - (refunds[i]).amount_minor as begins,
      sum((refunds[i]).amount_minor) over () as all_minor
    from generate_subscripts(refunds, 1) as i
  ) as parts on greatest(1, least(units.price_ends, parts.all_minor)) > parts.begins
    and greatest(1, least(units.price_ends, parts.all_minor)) <= parts.ends
  group by parts.id, units.item_id;
end $$;

-- The refund, locked with its order, for staff with the permission. Refuses `refund_not_found` (404), `forbidden` (403).
create function private.lock_refund(refund_id uuid, permission public.permission)
returns public.refunds
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  perform 1 from public.orders where orders.id = (select refunds.order_id from public.refunds where refunds.id = refund_id)
  for update;
  select * into v_refund from public.refunds where refunds.id = refund_id for update;
  if v_refund.id is null or not private.has_permission(v_refund.shop_id, 'payments.read') then
    perform private.refuse(404, 'refund_not_found');
  elsif not private.has_permission(v_refund.shop_id, permission) then
    perform private.refuse(403, 'forbidden');
  end if;
  return v_refund;
end $$;

-- Approves or declines a refund that waits for a second person; declining needs a reason. An approved refund that was not sent yet can
-- still be declined. Repeating a decision changes nothing. Answers as issue_refund. For staff with `refunds.approve`.
-- Refuses `refund_not_found` (404), `forbidden`, `separation_of_duties` (403), `invalid_transition`, `reason_required` (422).
create function public.decide_refund(refund_id uuid, approve boolean, reason text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.approve');
  v_state public.refund_state := case when approve then 'approved' else 'declined' end;
begin
  if v_refund.state = v_state then
    return private.refund_summary_json(v_refund);
  end if;
  perform private.guard_refund(v_refund, case when approve then 'approve_refund' else 'decline_refund' end::public.order_command);
  if not coalesce(approve, false) and length(trim(coalesce(reason, ''))) not between 1 and 300 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  return private.refund_summary_json(private.move_refund(v_refund, v_state, left(trim(reason), 300),
    case when v_state = 'declined' then 'by_staff'::public.decline_reason end));
end $$;
comment on function public.decide_refund is 'Approves or declines a refund that waits for a second person.';

-- Retries a failed refund, as a new one of the same amount. Answers as issue_refund. For staff with `refunds.issue`. Repeating it answers
-- the same new one. Refuses `refund_not_found` (404), `forbidden` (403), `invalid_transition`, `refund_exceeds_paid`, `dispute_open` (422).
create function public.retry_refund(refund_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.issue');
  v_order public.orders;
  v_payment public.payments;
  v_retry public.refunds;
begin
  select * into v_retry from public.refunds where refunds.retries_refund_id = v_refund.id and refunds.state <> 'declined';
  if found then
    return private.refund_summary_json(v_retry);
  end if;
  select * into v_order from public.orders where orders.id = v_refund.order_id;
  select * into v_payment from public.payments where payments.id = v_refund.payment_id;
  perform private.guard_refund(v_refund, 'retry_refund');
  v_retry := private.open_refund(v_order, v_payment, v_refund.amount_minor, v_refund.reason,
    private.initial_refund_state(v_order, v_refund.amount_minor), v_refund.note, v_refund.id);
  insert into public.refund_items (shop_id, refund_id, order_item_id, quantity)
  select lines.shop_id, v_retry.id, lines.order_item_id, lines.quantity
  from public.refund_items as lines where lines.refund_id = v_refund.id;
  perform private.close_exceptions(v_order, 'refunded_again', refund_id => v_refund.id);
  perform private.reconcile_exceptions(v_order);
  return private.refund_summary_json(v_retry);
end $$;
comment on function public.retry_refund is 'Retries a failed refund, as a new one.';

-- Records that a refund was paid by hand: one that failed or is stuck at the gateway, or whose gateway cannot send refunds. `reference`
-- is the reference of that payment. Answers as issue_refund. For staff with `refunds.issue`.
-- Refuses `refund_not_found` (404), `forbidden` (403), `invalid_transition`, `reference_required`, `refund_exceeds_paid` (422).
create function public.pay_out_refund(refund_id uuid, reference text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.issue');
begin
  if v_refund.state = 'succeeded' and v_refund.paid_out_reference = trim(reference) then
    return private.refund_summary_json(v_refund);
  end if;
  perform private.guard_refund(v_refund, 'pay_out_refund');
  if length(trim(coalesce(reference, ''))) not between 1 and 200 then
    perform private.refuse(422, 'reference_required', field => 'reference');
  end if;
  update public.refunds set paid_out_by = (select auth.uid()), paid_out_reference = trim(reference)
  where refunds.id = v_refund.id returning * into v_refund;
  return private.refund_summary_json(private.move_refund(v_refund, 'succeeded', trim(reference)));
end $$;
comment on function public.pay_out_refund is 'Records that a refund was paid by hand.';

grant execute on function public.issue_refund(uuid, bigint, text, uuid, jsonb), public.decide_refund(uuid, boolean, text),
  public.retry_refund(uuid), public.pay_out_refund(uuid, text) to authenticated, service_role;
