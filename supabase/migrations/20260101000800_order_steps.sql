-- The actions and the next step of an order.

-- Whether a move of order_transitions would change the order now, and belongs among its actions: decisions about its money are offered
-- elsewhere.
create function private.is_offered(orders public.orders, move public.order_transitions, caller text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (caller <> 'shopper' or orders.user_id = (select auth.uid())
      or move.command in ('cancel', 'cancel_items', 'open_dispute', 'confirm_request'))
    and case move.command
      -- the last unit is removed by cancelling the order, unless others were shipped before
      when 'cancel_items' then
        orders.pieces - orders.pieces_cancelled - orders.pieces_shipped > case when orders.pieces_shipped > 0 then 0 else 1 end
      when 'return_items' then not orders.returned_all and move.to_state = orders.state
      when 'collect' then orders.payment_method = 'cod' and not orders.returned_all
        and orders.paid_minor - orders.refunded_minor < orders.total_minor
      when 'confirm_request' then orders.confirms_by_link and private.target_state(orders, 'accept') = 'confirmed'
      -- there is nothing to dispute about an order that was neither paid nor shipped
      when 'open_dispute' then not orders.dispute_open and (orders.paid_minor > 0 or orders.pieces_shipped > 0)
      when 'settle' then false
      when 'reject_proof' then false
      when 'submit_proof' then false
      when 'approve' then false
      when 'ask_rest' then false
      when 'close_dispute' then false
      -- of two moves of one command (ship a part or all; accept or reinstate, paid or not) the one that applies, so that it is offered once
      else move.to_state = private.target_state(orders, move.command) and not private.is_done(orders, move.command, move.to_state)
    end;
end $$;

-- What the caller may do to an order now: [{ command, to_state, blocked_by }]. `blocked_by` is null, or, for staff, why a command within
-- their permissions is blocked (private.move_refusal). Guests can cancel, remove items, dispute and confirm a request; the other
-- moves of shoppers need an account.
create function private.order_actions(orders public.orders, caller text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('command', found.command, 'to_state', found.to_state, 'blocked_by', found.blocked_by)
      order by found.to_state, found.command), '[]')
    from (
      select moves.command, moves.to_state, private.move_refusal(orders, moves, caller) as blocked_by
      from public.order_transitions as moves
      where moves.from_state = orders.state and caller <> 'system' and private.is_offered(orders, moves, caller)
      union all
      select beside.command::public.order_command, orders.state, null
      from (values ('note', 'orders.note'), ('reissue_keys', 'orders.note'), ('check_payment', 'payments.check'),
        ('clone', 'orders.create')) as beside (command, permission)
      where caller = 'staff' and private.has_permission(orders.shop_id, beside.permission::public.permission)
        -- before it is shipped or cancelled, there is no need to place it again
        and (beside.command <> 'clone' or orders.state in ('shipped', 'delivered', 'completed', 'cancelled'))
    ) as found
    where found.blocked_by is null or caller = 'staff' and found.blocked_by not in ('forbidden', 'invalid_transition')
  );
end $$;

-- The next step

-- The next step of an order, the same for every caller; private.step_command names its command.
-- · decide_dispute, answer_bank: it waits for the end of a dispute, which the shop or the customer's bank decides
-- · refund_and_cancel, take_off_rest: its money is refunded or being refunded, so its goods are not shipped
-- · decide_money, mend_refund, approve_refund, pay_out, wait_for_refund: what its money waits for
-- · release: staff put it on hold · accept: the shop has to accept it · verify: a verifier looks for its money on the bank account
-- · wait_for_payment, wait_for_gateway (money is processing), pay_again (the last attempt failed), wait_for_email (the gateway refuses its
--   payment, mostly because of the email address), wait_for_transfer, wait_for_rest, wait_for_cancel (its time is over): it waits for
--   the customer or for the system
-- · wait_for_stock, allocate, pack, mark_packed, ship, retry_delivery, take_back, collect, deliver, complete: what its goods need
-- · refund_return: everything was returned, and it still holds money · nothing.
create type public.order_step as enum (
  'decide_dispute', 'answer_bank', 'refund_and_cancel', 'take_off_rest', 'decide_money', 'mend_refund', 'approve_refund', 'pay_out',
  'wait_for_refund', 'release', 'accept', 'verify', 'wait_for_payment', 'wait_for_gateway', 'pay_again', 'wait_for_email',
  'wait_for_transfer', 'wait_for_rest', 'wait_for_cancel', 'wait_for_stock', 'allocate', 'pack', 'mark_packed', 'ship',
  'retry_delivery', 'take_back', 'collect', 'deliver', 'complete', 'refund_return', 'nothing'
);

-- The next step about an order's money; null: none.
create function private.money_step(orders public.orders)
returns public.order_step
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state in ('failed', 'needs_attention')
      and private.refund_refusal(refunds, 'pay_out_refund') is null and exists (select from public.money_exceptions as exceptions
        where exceptions.refund_id = refunds.id and exceptions.resolved_at is null)) then 'mend_refund'
    when exists (select from public.money_exceptions as exceptions
      where exceptions.order_id = orders.id and exceptions.resolved_at is null
        and private.is_undecided(exceptions)
        and private.exception_choices(orders, exceptions) <> '{}'
        -- an overpayment is refunded automatically
        and not (exceptions.kind in ('overpaid', 'refund_due') and exists (select from public.refunds
          where refunds.order_id = orders.id and refunds.is_in_flight))) then 'decide_money'
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'requested') then 'approve_refund'
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'approved'
      and private.can_pay_out(refunds)) then 'pay_out'
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.is_in_flight)
      then 'wait_for_refund'
  end::public.order_step;
end $$;

create function private.unpaid_step(orders public.orders)
returns public.order_step
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when exists (select from public.payment_intents as intents
      where intents.order_id = orders.id and intents.is_processing and intents.state <> 'succeeded') then 'wait_for_gateway'
    when orders.expires_at <= now() then 'wait_for_cancel'
    when private.payment_refusal(orders) is not null then 'wait_for_email'
    when orders.last_attempt_failed then 'pay_again'
    when private.balance_due_until(orders) is not null then 'wait_for_rest'
    when orders.payment_method = 'bank_transfer' then 'wait_for_transfer'
    else 'wait_for_payment'
  end::public.order_step;
end $$;

create function private.current_step(orders public.orders)
returns public.order_step
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_is_here boolean := orders.state in ('confirmed', 'processing', 'ready_for_shipment');
  v_owes_cash boolean := orders.payment_method = 'cod' and not orders.returned_all
    and orders.paid_minor - orders.refunded_minor < orders.total_minor;
  v_money text := private.money_step(orders);
begin
  return case
    when orders.dispute_open then case when exists (select from public.disputes
      where disputes.order_id = orders.id and disputes.state = 'open' and disputes.gateway is null)
      then 'decide_dispute' else 'answer_bank' end
    when v_is_here and private.is_fully_refunding(orders) then
      case when orders.pieces_shipped = 0 then 'refund_and_cancel' else 'take_off_rest' end
    when orders.hold_reason is not null and not private.is_held_for_money(orders) then coalesce(
      -- the decision about its money has not taken effect yet
      case when orders.hold_reason in ('paid_short', 'amount_mismatch', 'payment_moved', 'refund_failed') then v_money end, 'release')
    when orders.hold_reason is not null then case when v_money = 'decide_money' then v_money else coalesce(
      case when private.balance_due_until(orders) is not null then 'wait_for_rest' end, v_money, 'decide_money') end
    when orders.state = 'requested' then 'accept'
    when orders.state = 'pending_payment' then
      case when v_money in ('mend_refund', 'decide_money', 'approve_refund', 'pay_out') then v_money
        else private.unpaid_step(orders)::text end
    when orders.state = 'awaiting_verification' then case when exists (select from public.payment_proofs as proofs
      where proofs.order_id = orders.id and proofs.state = 'submitted') then 'verify' else coalesce(v_money, 'verify') end
    when v_is_here and orders.backordered then
      case when private.short_lines(orders.id) is null then 'allocate' else 'wait_for_stock' end
    when orders.state = 'confirmed' then 'pack'
    when orders.state = 'processing' then 'mark_packed'
    when orders.state = 'ready_for_shipment' then 'ship'
    when orders.state = 'shipped' and not orders.returned_all then
      case when orders.refused_at is not null then 'take_back' when orders.delivery_failed_at is not null then 'retry_delivery'
        when v_owes_cash then 'collect' else 'deliver' end
    when v_money is not null then v_money
    when orders.returned_all and private.refundable(orders) > 0 then 'refund_return'
    when v_owes_cash and orders.state in ('delivered', 'completed') then 'collect'
    when orders.state = 'delivered' then 'complete'
    else 'nothing'
  end::public.order_step;
end $$;

-- How a step is taken, and by whom: { command, permission }; the command is one of order_transitions, or one that decides about money.
-- No row if staff can do nothing.
create function private.step_command(step public.order_step)
returns table (command public.order_command, permission public.permission)
language sql immutable
set search_path = ''
as $$
  select taken.command::public.order_command, taken.permission::public.permission
  from (values
    ('decide_dispute', 'close_dispute', 'disputes.manage'), ('refund_and_cancel', 'cancel', 'orders.cancel'),
    ('take_off_rest', 'cancel_items', 'orders.cancel'), ('decide_money', 'resolve', 'exceptions.resolve'),
    ('mend_refund', 'retry_refund', 'refunds.issue'), ('approve_refund', 'approve_refund', 'refunds.approve'),
    ('pay_out', 'pay_out_refund', 'refunds.issue'), ('release', 'release', 'orders.hold'), ('accept', 'accept', 'orders.accept'),
    ('verify', 'settle', 'payments.verify'), ('allocate', 'allocate', 'orders.process'), ('pack', 'process', 'orders.process'),
    ('mark_packed', 'mark_ready', 'orders.process'), ('ship', 'ship', 'orders.ship'),
    ('retry_delivery', 'mark_in_transit', 'orders.ship'), ('take_back', 'return_items', 'orders.return'),
    ('collect', 'collect', 'orders.deliver'), ('deliver', 'deliver', 'orders.deliver'), ('complete', 'complete', 'orders.complete'),
    ('refund_return', 'refund', 'refunds.issue')
  ) as taken (step, command, permission)
  where taken.step = step_command.step::text
$$;

-- The next step for a staff member: { step, command (null: no staff member takes it), blocked_by (why this person may not: `forbidden`,
-- `claimed` by a colleague, or a reason of private.move_refusal; null: they may), roles (which staff roles may), until (the deadline: of a
-- dispute, an exception or the payment, or when the system takes the step) }.
create function private.next_step(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_step public.order_step := private.current_step(orders);
  v_command public.order_command;
  v_permissions public.permission[];
begin
  select taken.command, array[taken.permission] into v_command, v_permissions from private.step_command(v_step) as taken;
  -- some exceptions are owned by verifiers
  if v_step = 'decide_money' and exists (select from public.money_exceptions as exceptions
    where exceptions.order_id = orders.id and exceptions.resolved_at is null and exceptions.owner_role = 'verifier') then
    v_permissions := v_permissions || 'payments.verify'::public.permission;
  end if;
  return jsonb_build_object(
    'step', v_step, 'command', v_command,
    'blocked_by', case
      when v_command is null then null
      when not exists (select from unnest(v_permissions) as permission where private.has_permission(orders.shop_id, permission))
        then 'forbidden'
      when v_step = 'approve_refund' then case when not exists (select from public.refunds where refunds.order_id = orders.id
        and refunds.state = 'requested' and private.refund_refusal(refunds, 'approve_refund') is null) then 'separation_of_duties' end
      when v_step = 'verify' then private.verify_refusal(orders)
      else (select private.move_refusal(orders, moves, 'staff') from public.order_transitions as moves
        where moves.from_state = orders.state and moves.command = v_command limit 1) end,
    'roles', array(select distinct staff.role from public.staff join public.role_permissions as granted using (role)
      where staff.shop_id = orders.shop_id and granted.permission = any (v_permissions) order by staff.role),
    'until', case
      when orders.dispute_open then (select min(disputes.due_at) from public.disputes
        where disputes.order_id = orders.id and disputes.state = 'open')
      when v_step = 'decide_money' then (select min(exceptions.deadline) from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null and private.is_undecided(exceptions))
      when v_step = 'wait_for_rest' then private.balance_due_until(orders)
      when v_step = 'complete' then orders.delivered_at + (select settings.complete_after from public.shop_settings as settings
        where settings.shop_id = orders.shop_id)
      else orders.expires_at end);
end $$;
