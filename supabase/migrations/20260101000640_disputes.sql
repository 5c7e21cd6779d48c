-- Disputes: opened by shoppers, staff and banks, closed by staff and banks.

create function private.dispute_json(dispute public.disputes, orders public.orders)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return private.order_json(orders) || jsonb_build_object('dispute_id', dispute.id, 'dispute_state', dispute.state);
end $$;

-- Updates the order's `dispute_open`, logs it, and opens or closes the exception.
create function private.sync_dispute(orders public.orders, dispute public.disputes, note text)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  update public.orders as o set version = o.version + 1, dispute_open = exists (
    select from public.disputes where disputes.order_id = o.id and disputes.state = 'open')
  where o.id = orders.id returning * into v_after;
  perform private.log_order(
    orders, v_after, (case dispute.state when 'open' then 'open_dispute' else 'close_dispute' end)::public.order_action, note);
  if dispute.state = 'open' then
    perform private.open_exception(v_after, 'dispute', payment_id => dispute.payment_id, dispute_id => dispute.id,
      deadline => dispute.due_at);
  else
    perform private.close_exceptions(v_after, ('dispute_' || dispute.state)::public.exception_resolution, dispute_id => dispute.id);
    if dispute.state = 'lost' and dispute.payment_id is not null then
      -- the bank takes the money: unsent refunds of the payment are declined and must be decided again
      perform private.move_refund(refunds, 'declined', reason => 'bank_took_it') from public.refunds
      where refunds.payment_id = dispute.payment_id and refunds.is_unsent;
    end if;
    if dispute.state = 'lost' and dispute.gateway is null then
      -- the customer was right: the order is not packed before staff refund or release it
      perform private.hold_order(v_after.id, 'dispute_lost');
    end if;
    -- if the order holds unexplained money, it needs another exception now that this one is closed
    perform private.reconcile_exceptions(v_after);
    select * into v_after from public.orders as o where o.id = orders.id;
  end if;
  return v_after;
end $$;

-- Opens a dispute about an order. For staff with `disputes.manage`; for the shopper (account or `access_token`) once it was shipped. If one
-- is open already, nothing changes. Answers as update_order_status, with dispute_id and dispute_state.
-- Refuses `order_not_found` (404), `forbidden` (403), `invalid_transition`, `reason_required` (422).
create function public.open_dispute(order_id uuid, reason text, access_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_dispute public.disputes;
begin
  perform private.guard_command(v_order, 'open_dispute', v_caller);
  select * into v_dispute from public.disputes
  where disputes.order_id = v_order.id and disputes.state = 'open' order by disputes.opened_at limit 1;
  if found then
    return private.dispute_json(v_dispute, v_order);
  end if;
  perform private.guard_move(v_order, 'open_dispute', v_order.state, v_caller);
  if length(trim(coalesce(reason, ''))) not between 1 and 500 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  insert into public.disputes (shop_id, order_id, reason) values (v_order.shop_id, v_order.id, trim(reason))
  returning * into v_dispute;
  return private.dispute_json(v_dispute, private.sync_dispute(v_order, v_dispute, v_dispute.reason));
end $$;
comment on function public.open_dispute is 'Opens a dispute about an order.';

-- Ends a dispute that was opened here: `outcome` is won (the shop was right), lost or withdrawn. A bank's dispute ends when the gateway
-- reports it. Answers as open_dispute. For staff with `disputes.manage`. Refuses `dispute_not_found` (404), `forbidden`
-- (403), `dispute_of_gateway`, `unknown_state`, `reason_required` (422).
create function public.close_dispute(dispute_id uuid, outcome text, resolution text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_dispute public.disputes;
  v_order public.orders;
begin
  select * into v_dispute from public.disputes where disputes.id = close_dispute.dispute_id;
  if v_dispute.id is null or not private.has_permission(v_dispute.shop_id, 'payments.read') then
    perform private.refuse(404, 'dispute_not_found');
  elsif not private.has_permission(v_dispute.shop_id, 'disputes.manage') then
    perform private.refuse(403, 'forbidden');
  end if;
  v_order := private.lock_order(v_dispute.order_id);
  select * into v_dispute from public.disputes where disputes.id = close_dispute.dispute_id for update;
  if v_dispute.gateway is not null then
    perform private.refuse(422, 'dispute_of_gateway');
  elsif coalesce(outcome, '') not in ('won', 'lost', 'withdrawn') then
    perform private.refuse(422, 'unknown_state', field => 'outcome');
  elsif length(trim(coalesce(resolution, ''))) not between 1 and 500 then
    perform private.refuse(422, 'reason_required', field => 'resolution');
  elsif v_dispute.state = 'open' then
    update public.disputes set state = outcome::public.dispute_state, resolution = trim(close_dispute.resolution), closed_at = now()
    where disputes.id = v_dispute.id returning * into v_dispute;
    v_order := private.sync_dispute(v_order, v_dispute, v_dispute.resolution);
  end if;
  return private.dispute_json(v_dispute, v_order);
end $$;
comment on function public.close_dispute is 'Ends a dispute that was opened here.';

-- Records the gateway's report of a dispute about one of our payments: { dispute_id (the gateway's), state: open, won, lost or withdrawn,
-- reason, amount_minor, currency, due_at, resolution, raw }; malformed values other than dispute_id and state are ignored. A repeated or
-- older report changes nothing but `due_at` and `raw`. Answers { dispute_id, order_id, outcome }: opened, closed, known or unmatched.
-- Refuses `invalid_dispute` (422).
create function public.record_gateway_dispute(gateway text, reference text, dispute jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_order public.orders;
  v_dispute public.disputes;
  v_outcome text := 'known';
  v_state text := dispute ->> 'state';
  v_amount bigint := case when dispute ->> 'amount_minor' ~ '^[1-9][0-9]{0,14}$' then (dispute ->> 'amount_minor')::bigint end;
  v_due_at timestamptz := private.to_time(dispute ->> 'due_at');
begin
  if coalesce(length(dispute ->> 'dispute_id'), 0) not between 1 and 100
    or coalesce(v_state, '') not in ('open', 'won', 'lost', 'withdrawn') then
    perform private.refuse(422, 'invalid_dispute', field => 'dispute');
  end if;
  select payments.* into v_payment from public.payments
  join public.payment_intents as intents on intents.id = payments.intent_id
  where intents.gateway = record_gateway_dispute.gateway and intents.reference = record_gateway_dispute.reference
  order by payments.created_at limit 1;
  if not found then
    return jsonb_build_object('dispute_id', null, 'order_id', null, 'outcome', 'unmatched');
  end if;
  select * into v_order from public.orders where orders.id = v_payment.order_id for update;
  select * into v_dispute from public.disputes
  where disputes.gateway = v_payment.gateway and disputes.gateway_dispute_id = dispute ->> 'dispute_id';
  if not found then
    v_outcome := 'opened';
    insert into public.disputes
      (shop_id, order_id, payment_id, gateway, gateway_dispute_id, reason, amount_minor, currency, due_at)
    values (v_order.shop_id, v_order.id, v_payment.id, v_payment.gateway, dispute ->> 'dispute_id',
      left(private.to_text(dispute, 'reason'), 500), v_amount,
      case when dispute ->> 'currency' ~ '^[A-Z]{3}$' then dispute ->> 'currency' end, v_due_at)
    returning * into v_dispute;
    v_order := private.sync_dispute(v_order, v_dispute, v_dispute.reason);
  end if;
  update public.disputes set raw = coalesce(dispute -> 'raw', '{}'), due_at = coalesce(v_due_at, disputes.due_at)
  where disputes.id = v_dispute.id;
  update public.money_exceptions as exceptions set deadline = v_due_at
  where exceptions.dispute_id = v_dispute.id and exceptions.resolved_at is null and v_due_at is not null;
  if v_dispute.state = 'open' and v_state <> 'open' then
    v_outcome := 'closed';
    update public.disputes set state = v_state::public.dispute_state, closed_at = now(),
      resolution = left(private.to_text(dispute, 'resolution'), 500)
    where disputes.id = v_dispute.id returning * into v_dispute;
    v_order := private.sync_dispute(v_order, v_dispute, v_dispute.resolution);
  end if;
  return jsonb_build_object('dispute_id', v_dispute.id, 'order_id', v_order.id, 'outcome', v_outcome);
end $$;
comment on function public.record_gateway_dispute is 'Records a dispute as the gateway reports it.';

grant execute on function public.open_dispute(uuid, text, uuid) to anon, authenticated, service_role;
grant execute on function public.close_dispute(uuid, text, text) to authenticated, service_role;
grant execute on function public.record_gateway_dispute(text, text, jsonb) to service_role;
