-- An order as people see it: shoppers by account or link, staff by permission.

-- The moves that the caller may make now, as rows of order_transitions: [{ command, to_state }]. Guests can cancel and
-- dispute; the other moves of shoppers want an account.
create function private.order_actions(orders public.orders, caller text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('command', moves.command, 'to_state', moves.to_state)
      order by moves.to_state, moves.command), '[]')
    from public.order_transitions as moves
    where moves.from_state = orders.state and caller <> 'system' and private.may_move(orders, moves, caller)
      and (caller <> 'shopper' or moves.command in ('cancel', 'cancel_items', 'open_dispute', 'confirm_request')
        or orders.user_id = (select auth.uid()))
      -- what other functions do than update_order_status, cancel_order and cancel_order_items is offered where it is decided
      and moves.command not in ('settle', 'approve', 'ask_rest', 'submit_proof', 'reject_proof', 'close_dispute')
      and case moves.command
        when 'hold' then orders.hold_reason is null
        when 'release' then orders.hold_reason is not null and not private.is_held_for_money(orders)
        when 'archive' then orders.archived_at is null
        when 'cancel' then orders.pieces_shipped = 0 and not orders.dispute_open
        -- the last piece is what cancel is for, unless others have left before it
        when 'cancel_items' then not orders.dispute_open
          and orders.pieces - orders.pieces_cancelled - orders.pieces_shipped > case when orders.pieces_shipped > 0 then 0 else 1 end
        when 'mark_in_transit' then (not orders.in_transit or orders.delivery_failed_at is not null) and not orders.returned_all
        when 'fail_delivery' then orders.delivery_failed_at is null and not orders.returned_all
        when 'refuse_delivery' then orders.refused_at is null and not orders.returned_all
        when 'collect' then orders.payment_method = 'cod' and not orders.returned_all
          and orders.paid_minor - orders.refunded_minor < orders.total_minor
        when 'confirm_request' then orders.confirms_by_link
          and private.target_of(orders, 'accept', 'accept') = 'confirmed'
        when 'return_items' then not orders.returned_all and moves.to_state = orders.state
        when 'allocate' then orders.backordered
        when 'open_dispute' then not orders.dispute_open
        when 'revive' then moves.to_state = private.target_of(orders, 'revive', 'revive')
          and private.is_revivable(orders, moves.to_state)
        when 'accept' then moves.to_state = private.target_of(orders, 'accept', 'accept')
        -- a part can be sent where the whole can
        when 'ship' then orders.hold_reason is null and not orders.dispute_open and not private.is_going_back(orders)
          and moves.to_state = 'shipped'
          and not (caller = 'staff' and private.separates_duties(orders.shop_id)
            and coalesce(orders.confirmed_by = (select auth.uid()), false))
        else orders.hold_reason is null and not (orders.returned_all and moves.command = 'deliver')
          and not (orders.dispute_open and moves.command in ('process', 'mark_ready', 'complete'))
          and not (private.is_going_back(orders) and moves.command in ('process', 'mark_ready'))
      end
  );
end $$;

-- The next step

-- What is to be done next about an order, whoever asks; private.step_command says by which command.
-- · decide_dispute, answer_bank: it waits for the end of a dispute, which the shop or the customer's bank decides
-- · refund_and_cancel, take_off_rest: nobody has paid for it any more, so its goods stay here
-- · decide_money, mend_refund, approve_refund, pay_out, wait_for_refund: what its money waits for
-- · release: staff put it on hold · accept: the shop says yes to it · verify: somebody looks for its money on the account
-- · wait_for_payment, wait_for_gateway (money is under way), pay_again (the last attempt failed), wait_for_email (the gateway
--   refuses its address), wait_for_transfer, wait_for_rest, wait_for_cancel (its time is over): the customer's, or nobody's, turn
-- · wait_for_stock, allocate, pack, mark_packed, ship, retry_delivery, take_back, collect, deliver, complete: its goods
-- · refund_return: all of it came back, and it still holds money · nothing.
create type public.order_step as enum (
  'decide_dispute', 'answer_bank', 'refund_and_cancel', 'take_off_rest', 'decide_money', 'mend_refund', 'approve_refund', 'pay_out',
  'wait_for_refund', 'release', 'accept', 'verify', 'wait_for_payment', 'wait_for_gateway', 'pay_again', 'wait_for_email',
  'wait_for_transfer', 'wait_for_rest', 'wait_for_cancel', 'wait_for_stock', 'allocate', 'pack', 'mark_packed', 'ship',
  'retry_delivery', 'take_back', 'collect', 'deliver', 'complete', 'refund_return', 'nothing'
);

-- What the money of an order waits for; null: nothing that anybody has to do.
create function private.money_step(orders public.orders)
returns public.order_step
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state in ('failed', 'needs_attention')
      and private.can_pay_out(refunds) and exists (select from public.money_exceptions as exceptions
        where exceptions.refund_id = refunds.id and exceptions.resolved_at is null)) then 'mend_refund'
    when exists (select from public.money_exceptions as exceptions
      where exceptions.order_id = orders.id and exceptions.resolved_at is null
        and (exceptions.decision is null or exceptions.decision = 'ask_rest' and not private.waits_for_customer(exceptions))
        and private.exception_choices(orders, exceptions) <> '{}'
        -- what nobody owes goes back by itself
        and not (exceptions.kind in ('overpaid', 'refund_due') and exists (select from public.refunds
          where refunds.order_id = orders.id and private.is_under_way(refunds.state)))) then 'decide_money'
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'requested') then 'approve_refund'
    when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'approved'
      and private.can_pay_out(refunds)) then 'pay_out'
    when exists (select from public.refunds where refunds.order_id = orders.id and private.is_under_way(refunds.state))
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
    when orders.payment_method = 'paystack' and private.payment_refusal(orders) is not null then 'wait_for_email'
    when orders.last_attempt_failed then 'pay_again'
    when private.rest_until(orders) is not null then 'wait_for_rest'
    when orders.payment_method = 'bank_transfer' then 'wait_for_transfer'
    else 'wait_for_payment'
  end::public.order_step;
end $$;

create function private.step_of(orders public.orders)
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
    when v_is_here and private.is_going_back(orders) then
      case when orders.pieces_shipped = 0 then 'refund_and_cancel' else 'take_off_rest' end
    when orders.hold_reason is not null and not private.is_held_for_money(orders) then coalesce(
      -- what was decided about its money has not come true yet
      case when orders.hold_reason in ('paid_short', 'amount_mismatch', 'payment_moved', 'refund_failed') then v_money end, 'release')
    when orders.hold_reason is not null then case when v_money = 'decide_money' then v_money else coalesce(
      case when private.rest_until(orders) is not null then 'wait_for_rest' end, v_money, 'decide_money') end
    when orders.state = 'requested' then 'accept'
    when orders.state = 'pending_payment' then
      case when v_money in ('mend_refund', 'decide_money', 'approve_refund', 'pay_out') then v_money else private.unpaid_step(orders)::text end
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

-- How a step is taken, and by whom: { command, permission }; the command is one of order_transitions, or of those around them that
-- move money. Null where nobody of the shop can do anything.
create function private.step_command(step public.order_step)
returns table (command text, permission public.permission)
language sql immutable
set search_path = ''
as $$
  select taken.command, taken.permission::public.permission
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

-- The next step for a member of staff: { step, command (null: nobody of the shop takes it), blocked_by (why this person may not:
-- `forbidden`, `separation_of_duties`, or `claimed`: a colleague is at it; null: they may), roles (who of the shop's staff may), until (when it is over: of a dispute,
-- a question, the time to pay, or until the system takes the step) }.
create function private.next_step(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_step public.order_step := private.step_of(orders);
  v_command text;
  v_permissions public.permission[];
begin
  select taken.command, array[taken.permission] into v_command, v_permissions from private.step_command(v_step) as taken;
  -- some questions are a verifier's, too
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
      when v_step = 'verify' and exists (select from public.verification_claims as claims where claims.order_id = orders.id
        and claims.user_id <> (select auth.uid()) and claims.claimed_until > now()) then 'claimed'
      when not private.separates_duties(orders.shop_id) then null
      when v_step = 'ship' and orders.confirmed_by = (select auth.uid())
        or v_step = 'verify' and private.is_own_order(orders)
        or v_step = 'approve_refund' and not exists (select from public.refunds where refunds.order_id = orders.id
          and refunds.state = 'requested' and refunds.requested_by is distinct from (select auth.uid())) then 'separation_of_duties' end,
    'roles', array(select distinct staff.role from public.staff join public.role_permissions as granted using (role)
      where staff.shop_id = orders.shop_id and granted.permission = any (v_permissions) order by staff.role),
    'until', case
      when orders.dispute_open then (select min(disputes.due_at) from public.disputes
        where disputes.order_id = orders.id and disputes.state = 'open')
      when v_step = 'decide_money' then (select min(exceptions.deadline) from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null and exceptions.decision is null)
      when v_step = 'wait_for_rest' then private.rest_until(orders)
      when v_step = 'complete' then orders.delivered_at + (select settings.complete_after from public.shop_settings as settings
        where settings.shop_id = orders.shop_id)
      else orders.expires_at end);
end $$;

-- What happened to an order: [{ at, action, by, by_name, from, to, note, amount_minor, currency, kind, paid_on }]; the amount is
-- that of a refund, the kind that of a question, `paid_on` the day of money of which only the day is known. Shoppers see moves,
-- payments and refunds that arrived, not notes or names.
create function private.order_timeline(orders public.orders, caller text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'at', logs.created_at, 'action', logs.action,
      'by', case when caller = 'shopper' and logs.actor_role not in ('shopper', 'system') then 'shop' else logs.actor_role end,
      'by_name', case when caller <> 'shopper' then logs.actor_name end,
      'from', logs.old_value ->> 'status', 'to', logs.new_value ->> 'status',
      'note', case when caller <> 'shopper' or logs.action in ('cancel', 'cancel_items', 'reject_proof', 'open_dispute')
        then logs.note end,
      'amount_minor', logs.new_value -> 'amount_minor', 'currency', logs.new_value ->> 'currency',
      'kind', case when caller <> 'shopper' then logs.new_value ->> 'kind' end,
      'paid_on', (
        select payments.paid_on from public.payments
        where payments.order_id = orders.id and payments.created_at <= logs.created_at
          and payments.outcome = case logs.action when 'settle' then 'confirmed' when 'revive' then 'revived'
            else substr(logs.action, length('payment_') + 1) end
          -- people revive orders, too, without any money
          and (logs.action <> 'revive' or logs.new_value -> 'paid_minor' <> logs.old_value -> 'paid_minor')
        order by payments.created_at desc limit 1)
    ) order by logs.created_at, logs.seq), '[]')
    from public.activity_logs as logs
    -- who took it to verify it is a chain beside its own
    where logs.entity_type in ('order', 'verification_claim') and logs.entity_id = orders.id
      and (caller <> 'shopper' or logs.action in ('create_order', 'accept', 'submit_proof', 'reject_proof', 'settle', 'approve',
        'ask_rest', 'revive', 'payment_failed', 'payment_paid_short', 'payment_mismatch', 'payment_overpaid', 'process',
        'mark_ready', 'ship', 'mark_in_transit', 'fail_delivery', 'refuse_delivery', 'collect', 'confirm_request', 'payment_collected', 'deliver', 'complete', 'cancel', 'cancel_items', 'return_items',
        'open_dispute', 'close_dispute', 'refund_succeeded', 'correct_email',
        'give_payout_details', 'change_payout_details'))
  );
end $$;

-- What a verifier saw of a transfer that was accepted: { amount_minor, currency, received_on (in the shop's time zone), reference
-- (null: the bank shows none) }; null while nothing was seen.
create function private.seen_money(proof public.payment_proofs)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('amount_minor', payments.amount_minor, 'currency', payments.currency,
      'received_on', coalesce(payments.paid_on, (payments.paid_at at time zone shops.time_zone)::date),
      -- of money that a statement showed, what the bank wrote there
      'reference', case when payments.raw ->> 'bank_reference' = lines.id::text then lines.reference
        else payments.raw ->> 'bank_reference' end)
    from public.payments
    join public.shops on shops.id = payments.shop_id
    left join public.statement_lines as lines on lines.payment_id = payments.id
    where payments.shop_id = proof.shop_id and payments.id = proof.payment_id
  );
end $$;

-- The money of an order for staff with `payments.read`: what arrived, what goes back, what is asked, what is disputed, what was
-- shown as proof, and the attempts at a gateway, each list oldest first.
create function private.order_money(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'refundable_minor', private.refundable(orders),
    'refund_limit_minor', private.refund_limit(orders),
    'payments', coalesce((
      select jsonb_agg(jsonb_build_object(
        'payment_id', payments.id, 'gateway', payments.gateway, 'reference', intents.reference,
        'transaction_id', payments.transaction_id, 'amount_minor', payments.amount_minor, 'currency', payments.currency,
        'refunding_minor', payments.refunding_minor,
        'fee_minor', payments.fee_minor, 'channel', payments.channel, 'paid_at', payments.paid_at, 'paid_on', payments.paid_on,
        'outcome', payments.outcome,
        -- what the bank itself wrote of it
        'credit', (select jsonb_build_object('line_id', lines.id, 'bank', accounts.bank, 'booked_on', lines.booked_on,
          'description', lines.description, 'reference', lines.reference)
          from public.statement_lines as lines join public.bank_accounts as accounts on accounts.id = lines.bank_account_id
          where lines.payment_id = payments.id),
        -- the order that had this money before
        'moved_from', (select source.number from public.statement_moves as moves
          join public.orders as source on source.id = moves.from_order_id where moves.payment_id = payments.id)
      ) order by payments.created_at)
      from public.payments
      join public.payment_intents as intents on intents.shop_id = payments.shop_id and intents.id = payments.intent_id
      where payments.shop_id = orders.shop_id and payments.order_id = orders.id), '[]'),
    'attempts', coalesce((
      select jsonb_agg(jsonb_build_object(
        'reference', intents.reference, 'gateway', intents.gateway, 'state', intents.state,
        'amount_minor', intents.amount_minor, 'currency', intents.currency, 'failure_reason', intents.failure_reason,
        'is_processing', intents.is_processing, 'created_at', intents.created_at, 'checked_at', intents.checked_at
      ) order by intents.created_at)
      from public.payment_intents as intents
      where intents.shop_id = orders.shop_id and intents.order_id = orders.id and intents.gateway not in ('bank_transfer', 'cash')), '[]'),
    'refunds', coalesce((
      select jsonb_agg(jsonb_build_object(
        'refund_id', refunds.id, 'payment_id', refunds.payment_id, 'kind', refunds.kind, 'amount_minor', refunds.amount_minor,
        'moved_to', (select target.number from public.statement_moves as moves
          join public.orders as target on target.id = moves.to_order_id where moves.refund_id = refunds.id),
        'currency', refunds.currency, 'state', refunds.state, 'reason', refunds.reason, 'gateway', refunds.gateway,
        'gateway_refund_id', refunds.gateway_refund_id, 'requested_by', refunds.requested_by,
        'requested_by_name', nullif(profiles.name, ''), 'requested_by_role', refunds.requested_by_role,
        'last_error', refunds.last_error, 'paid_out_reference', refunds.paid_out_reference,
        'is_retried', exists (select from public.refunds as again where again.retries_refund_id = refunds.id
          and again.state <> 'declined'),
        'payout', private.payout_of(refunds), 'created_at', refunds.created_at, 'settled_at', refunds.settled_at
      ) order by refunds.created_at)
      from public.refunds left join public.profiles on profiles.user_id = refunds.requested_by
      where refunds.shop_id = orders.shop_id and refunds.order_id = orders.id), '[]'),
    'exceptions', coalesce((
      select jsonb_agg(jsonb_build_object(
        'exception_id', exceptions.id, 'kind', exceptions.kind, 'owner_role', exceptions.owner_role,
        'payment_id', exceptions.payment_id, 'refund_id', exceptions.refund_id, 'dispute_id', exceptions.dispute_id,
        'deadline', exceptions.deadline, 'opened_at', exceptions.opened_at, 'owed_minor', exceptions.owed_minor,
        'received_minor', (select payments.amount_minor from public.payments where payments.id = exceptions.payment_id),
        -- the caller's own, which somebody else has to confirm
        'is_own', exceptions.kind in ('paid_short', 'amount_mismatch') and private.is_own_order(orders)
          and private.separates_duties(orders.shop_id),
        'choices', to_jsonb(private.exception_choices(orders, exceptions)), 'decision', exceptions.decision,
        'note', exceptions.note, 'resolved_at', exceptions.resolved_at, 'resolution', exceptions.resolution
      ) order by exceptions.opened_at)
      from public.money_exceptions as exceptions
      where exceptions.shop_id = orders.shop_id and exceptions.order_id = orders.id), '[]'),
    'disputes', coalesce((
      select jsonb_agg(jsonb_build_object(
        'dispute_id', disputes.id, 'gateway', disputes.gateway, 'state', disputes.state, 'reason', disputes.reason,
        'amount_minor', disputes.amount_minor, 'currency', disputes.currency, 'due_at', disputes.due_at,
        'resolution', disputes.resolution, 'opened_at', disputes.opened_at, 'closed_at', disputes.closed_at
      ) order by disputes.opened_at)
      from public.disputes where disputes.shop_id = orders.shop_id and disputes.order_id = orders.id), '[]'),
    'proofs', coalesce((
      select jsonb_agg(jsonb_build_object(
        'proof_id', proofs.id, 'amount_minor', proofs.amount_minor, 'bank', proofs.bank, 'bank_reference', proofs.bank_reference,
        'paid_on', proofs.paid_on, 'state', proofs.state, 'reject_reason', proofs.reject_reason,
        'file_path', proofs.file_path, 'submitted_at', proofs.submitted_at, 'seen', private.seen_money(proofs),
        'decided_at', proofs.decided_at, 'decided_by_name', nullif(profiles.name, '')
      ) order by proofs.submitted_at)
      from public.payment_proofs as proofs left join public.profiles on profiles.user_id = proofs.decided_by
      where proofs.shop_id = orders.shop_id and proofs.order_id = orders.id), '[]'),
    'warnings', case when orders.state = 'awaiting_verification' then private.proof_warnings(orders) else '[]' end,
    'claim', (
      select jsonb_build_object('name', profiles.name, 'claimed_until', claims.claimed_until,
        'seconds_left', extract(epoch from claims.claimed_until - now())::int,
        'is_mine', claims.user_id = (select auth.uid()), 'can_take_over', private.can_take_over(orders.shop_id))
      from public.verification_claims as claims join public.profiles on profiles.user_id = claims.user_id
      where claims.order_id = orders.id and claims.claimed_until > now())
  );
end $$;

-- How a transfer is made and what became of it, for whoever placed the order and staff with `payments.read`: { accounts: [{ bank, account_name, account_number,
-- instructions, qr_src, qr_label }], can_submit, proofs: [{ proof_id, amount_minor, bank, bank_reference, paid_on, state, reject_reason,
-- file_path, submitted_at, seen (private.seen_money) }], accounts_changed_at }, oldest proof first; null where it is paid in another
-- way. The accounts are shown while money may still be sent to them: before it is confirmed, or when its customer was asked for the
-- rest. Whoever ordered before they changed is told so (`accounts_changed_at`): the money may be on its way to the account that was
-- shown then.
create function private.order_transfer(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case when orders.payment_method = 'bank_transfer' then jsonb_build_object(
    'can_submit', orders.state in ('pending_payment', 'awaiting_verification') and orders.expires_at > now(),
    'accounts', case when orders.state in ('pending_payment', 'awaiting_verification')
      or private.rest_until(orders) is not null then coalesce((
      select jsonb_agg(jsonb_build_object('bank', accounts.bank, 'account_name', accounts.account_name,
        'account_number', accounts.account_number, 'instructions', accounts.instructions, 'qr_src', accounts.qr_src,
        'qr_label', accounts.qr_label) order by accounts.position, accounts.created_at)
      from public.bank_accounts as accounts where accounts.shop_id = orders.shop_id
        and private.account_state(accounts) = 'shown'), '[]') else '[]' end,
    'accounts_changed_at', case when orders.state in ('pending_payment', 'awaiting_verification') then (
      select max(accounts.shown_until) from public.bank_accounts as accounts where accounts.shop_id = orders.shop_id
        and private.account_state(accounts) = 'hidden' and accounts.shown_until > orders.placed_at) end,
    'proofs', coalesce((
      select jsonb_agg(jsonb_build_object('proof_id', proofs.id, 'amount_minor', proofs.amount_minor, 'bank', proofs.bank,
        'bank_reference', proofs.bank_reference, 'paid_on', proofs.paid_on, 'state', proofs.state,
        'reject_reason', proofs.reject_reason, 'file_path', proofs.file_path, 'submitted_at', proofs.submitted_at,
        'seen', private.seen_money(proofs))
        order by proofs.submitted_at)
      from public.payment_proofs as proofs where proofs.shop_id = orders.shop_id and proofs.order_id = orders.id), '[]')) end;
end $$;

-- How often parcels of this customer, known by address or phone number, were refused at the door in this shop, and how often
-- they were taken.
create function private.customer_history(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'refused', count(*) filter (where others.refused_at is not null),
      'delivered', count(*) filter (where others.delivered_at is not null))
    from public.orders as others
    where others.shop_id = orders.shop_id and others.id <> orders.id
      and (lower(others.email) = lower(orders.email)
        or right(regexp_replace(others.phone, '\D', '', 'g'), 9) = right(regexp_replace(orders.phone, '\D', '', 'g'), 9))
  );
end $$;

-- Whether a payment at a gateway may be started or resumed.
create function private.is_payable(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return orders.payment_method = 'paystack' and orders.state = 'pending_payment' and orders.hold_reason is null
    and orders.expires_at > now() and orders.paid_minor - orders.refunded_minor < orders.total_minor;
end $$;

-- The newest attempt to pay an order at a gateway: { reference, is_processing (its money is under way), unpaid_at (its payer was
-- on the gateway's page, and then the gateway said that there is no money) }; null: there was none.
create function private.last_attempt(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('reference', intents.reference, 'is_processing', intents.is_processing,
      'unpaid_at', case when intents.checkout_url is not null and not intents.is_processing then intents.checked_at end)
    from public.payment_intents as intents
    where intents.shop_id = orders.shop_id and intents.order_id = orders.id and intents.gateway not in ('bank_transfer', 'cash')
    order by intents.created_at desc limit 1
  );
end $$;

-- The order with its items, shipments, timeline and what the caller may do next, in one answer. For whoever holds a
-- token or the account, and for staff with `orders.read`. `number` is read as people type it: 7k3mq2xd will do.
-- { order_id, number, shop, shop_name, state, status, payment_status, version, payment_method, currency, subtotal_minor,
--   shipping_minor, total_minor, paid_minor, refunded_minor, email, phone, name, shipping_address, shipping_rate_name,
--   note, hold_reason, cancel_reason, placed_at, expires_at, …, items, shipments, timeline, actions, can_pay,
--   last_attempt (private.last_attempt),
--   payment_refusal (why the gateway will not take its money: email or other; null: it does, as far as is known),
--   promised_until, is_unreserved (it waits and holds no stock, being more than one buyer may hold unpaid), short_until (paid, but its stock is gone: decided by then, or the money goes back by itself),
--   rest_until (the customer was asked for what it still costs, and may pay that until then),
--   refunding_minor (on its way back), transfer (private.order_transfer), must_open_mail (the shopper's yes is waited for, and
--   counts once the link of the mail was opened), payout (private.order_payout, for the shopper) }, and for staff next_step
--   (private.next_step) and history (private.customer_history), and with `payments.read` what private.order_money says.
-- Refuses `order_not_found` (404).
create function public.get_order(number text, access_token uuid default null)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_caller text;
  v_answer jsonb;
begin
  select * into v_order from public.orders
  where orders.number = private.read_order_number(get_order.number);
  v_caller := private.order_caller(v_order, access_token);
  if v_caller = 'staff' and not private.has_permission(v_order.shop_id, 'orders.read') then
    v_caller := case when private.is_holder(v_order, access_token) then 'shopper' end;
  end if;
  if v_order.id is null or v_caller is null then
    perform private.refuse(404, 'order_not_found', field => 'number');
  end if;

  v_answer := private.order_answer(v_order) || (
    select to_jsonb(facts) from (select
      shops.slug as shop, shops.name as shop_name, shops.time_zone,
      v_order.payment_method, v_order.currency, v_order.subtotal_minor, v_order.shipping_minor, v_order.cancelled_minor,
      -- money that turned out to be another order's was never this one's
      v_order.total_minor, v_order.paid_minor - v_order.moved_minor as paid_minor,
      v_order.refunded_minor - v_order.moved_minor as refunded_minor,
      v_order.refunding_minor - v_order.refunded_minor as refunding_minor,
      v_order.dispute_open, v_order.backordered, v_order.in_transit, v_order.returned_all, v_order.delivery_failed_at, v_order.refused_at, v_order.email, v_order.phone, v_order.name, v_order.shipping_address,
      v_order.shipping_rate_name, v_order.note, v_order.cancelled_by, v_order.cancel_reason,
      case when v_caller <> 'shopper' then v_order.hold_reason end as hold_reason,
      v_order.placed_at, v_order.expires_at, v_order.confirmed_at, v_order.shipped_at, v_order.delivered_at,
      v_order.completed_at, v_order.cancelled_at, v_order.archived_at,
      private.is_payable(v_order) as can_pay, private.last_attempt(v_order) as last_attempt,
      case when v_order.payment_method = 'paystack' and v_order.state = 'pending_payment'
        then private.payment_refusal(v_order) end as payment_refusal,
      (select min(locks.expires_at) from public.inventory_locks as locks
        where locks.order_id = v_order.id and locks.expires_at > now()) as promised_until,
      v_order.is_unreserved and v_order.state in ('requested', 'pending_payment', 'awaiting_verification') and not exists (
        select from public.inventory_locks as locks where locks.order_id = v_order.id and locks.expires_at > now()) as is_unreserved,
      (select min(exceptions.deadline) from public.money_exceptions as exceptions
        where exceptions.order_id = v_order.id and exceptions.kind = 'paid_short' and exceptions.resolved_at is null
          and exceptions.decision is null) as short_until,
      private.rest_until(v_order) as rest_until
    from public.shops where shops.id = v_order.shop_id) as facts
  ) || jsonb_build_object(
    'items', (select jsonb_agg(to_jsonb(lines) order by lines.position) from (
      select items.id as order_item_id, items.variant_id, items.position, items.sku, items.name, items.option_value,
        items.image_src, items.quantity, items.shipped_quantity, items.cancelled_quantity, items.returned_quantity,
        items.refunded_quantity, items.unit_price_minor, items.line_total_minor
      from public.order_items as items where items.order_id = v_order.id) as lines),
    'shipments', coalesce((select jsonb_agg(to_jsonb(parcels) order by parcels.shipped_at) from (
      select shipments.id as shipment_id, shipments.carrier, shipments.tracking_number, shipments.tracking_url,
        shipments.shipped_at, shipments.delivered_at, (
          select jsonb_agg(jsonb_build_object('order_item_id', parts.order_item_id, 'quantity', parts.quantity))
          from public.shipment_items as parts where parts.shipment_id = shipments.id) as items
      from public.shipments where shipments.order_id = v_order.id) as parcels), '[]'),
    'timeline', private.order_timeline(v_order, v_caller),
    'actions', private.order_actions(v_order, v_caller),
    'next_step', case when v_caller = 'staff' then private.next_step(v_order) end,
    'transfer', case when v_caller <> 'staff' or private.has_permission(v_order.shop_id, 'payments.read')
      then private.order_transfer(v_order) end,
    'must_open_mail', v_caller = 'shopper' and v_order.state = 'requested' and v_order.confirms_by_link
      and not private.has_read_mail(v_order, access_token),
    'payout', case when v_caller = 'shopper' then private.order_payout(v_order, access_token) end,
    'history', case when v_caller <> 'shopper' then private.customer_history(v_order) end);
  if v_caller = 'system' or private.has_permission(v_order.shop_id, 'payments.read') then
    v_answer := v_answer || private.order_money(v_order);
  end if;
  return v_answer;
end $$;

grant execute on function public.get_order(text, uuid) to anon, authenticated, service_role;

-- Whether the shopper can still send a transfer for an order, and has shown no proof of one.
create function private.awaits_transfer(orders public.orders)
returns boolean
language sql stable
set search_path = ''
as $$
  select orders.payment_method = 'bank_transfer' and orders.state = 'pending_payment' and orders.hold_reason is null
    and orders.expires_at > now()
$$;

-- What the holder of these keys may look for after leaving a checkout, newest first, five at most: orders of the shop that wait for
-- money, and those of the last hour that were not cancelled. [{ order_id, number, name (of its first item), pieces, owed_minor,
-- currency, expires_at, can_pay (at a gateway), can_transfer, can_return (return_to_cart takes it) }].
create function public.list_recent_orders(shop text, access_tokens uuid[])
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(recent) - 'placed_at' order by recent.placed_at desc), '[]')
    from (
      select orders.id as order_id, orders.number, orders.placed_at, orders.expires_at, orders.currency,
        orders.total_minor - (orders.paid_minor - orders.refunded_minor) as owed_minor,
        orders.pieces - orders.pieces_cancelled as pieces,
        (select items.name from public.order_items as items where items.order_id = orders.id order by items.position limit 1) as name,
        private.is_payable(orders) as can_pay, private.can_return(orders) as can_return,
        private.awaits_transfer(orders) as can_transfer
      from public.orders join public.shops on shops.id = orders.shop_id
      where shops.slug = list_recent_orders.shop and orders.id in (
        select tokens.order_id from public.order_access_tokens as tokens
        where tokens.token_hash in (select private.sha256(key::text) from unnest(access_tokens[1:100]) as key))
        and (private.is_payable(orders) or private.awaits_transfer(orders)
          or orders.placed_at > now() - interval '1 hour' and orders.state <> 'cancelled'
            and coalesce(orders.expires_at > now(), true))
      order by orders.placed_at desc limit 5
    ) as recent
  );
end $$;

-- Whether an order that was not paid can be put back into a cart: no money of it is here or known to be under way.
create function private.can_return(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.is_payable(orders) and orders.paid_minor = 0 and not orders.dispute_open and not exists (
    select from public.payment_intents as intents
    where intents.shop_id = orders.shop_id and intents.order_id = orders.id and intents.is_processing);
end $$;

-- Cancels an order that waits for its payment and puts what it held into the cart, on top of what is there: the stock that it was
-- promised must not be missing from the new order. A null token, or one of no cart of the shop, makes a new cart. What is no longer
-- sold stays out. Money that comes after all revives the order, as that of any cancelled one. Answers the cart, as get_cart does.
-- For the shopper. Refuses `order_not_found` (404), `forbidden` (403), `not_returnable`, `cart_full` (422), `too_many_requests` (429).
create function public.return_to_cart(order_id uuid, access_token uuid default null, cart_token uuid default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_cart public.carts;
  v_order public.orders;
  v_token uuid := cart_token;
  v_client bytea;
begin
  -- as everywhere: the cart before the order
  select * into v_cart from public.carts where carts.token_hash = private.sha256(cart_token::text) for update;
  v_order := private.lock_order(order_id, access_token);
  if not private.is_holder(v_order, access_token) then
    perform private.refuse(403, 'forbidden');
  elsif not private.can_return(v_order) then
    perform private.refuse(422, 'not_returnable');
  end if;
  if v_cart.shop_id is distinct from v_order.shop_id then
    v_token := gen_random_uuid();
    v_client := private.client_of(v_order.shop_id);
    perform private.guard_usage(v_order.shop_id, 'cart', v_client);
    insert into public.carts (shop_id, token_hash, client_hash)
    values (v_order.shop_id, private.sha256(v_token::text), v_client) returning * into v_cart;
  end if;
  perform private.end_order(v_order, 'shopper', 'Put back into the cart');
  insert into public.cart_items as held (shop_id, cart_id, variant_id, quantity)
  select items.shop_id, v_cart.id, items.variant_id, items.quantity - items.cancelled_quantity
  from public.order_items as items
  where items.order_id = v_order.id and items.quantity > items.cancelled_quantity and private.is_for_sale(items.variant_id)
  order by items.position
  on conflict on constraint cart_items_pkey do update set quantity = least(held.quantity + excluded.quantity, 999);
  if (select count(*) from public.cart_items as items where items.cart_id = v_cart.id) > 100 then
    perform private.refuse(422, 'cart_full', jsonb_build_object('max', 100));
  end if;
  update public.carts set updated_at = now() where carts.id = v_cart.id;
  return private.cart_answer(v_cart, v_token);
end $$;

grant execute on function public.list_recent_orders(text, uuid[]), public.return_to_cart(uuid, uuid, uuid)
  to anon, authenticated, service_role;

-- A page of a shop's orders for staff with `orders.read`: [{ id, number, name, placed_at, pieces, total_minor, currency,
-- status, payment_status, exceptions }]; `exceptions` are the kinds of open questions, for staff with `payments.read`.
-- Newest first, from the top or below an order (`from_placed_at`, `from_id`); `upwards`: oldest first, above it.
-- `statuses`: only those; `questioned`: also others with an open question. What waits for the customer alone is none.
-- `search`: as private.search_conditions reads it. Refuses `forbidden` (403).
-- A definer function, because under row level security the index over the status lies idle: comparing enums is not leakproof,
-- so every order of the shop would be read. Here each status is read by that index, in the order of the page.
create function public.list_orders(
  shop text, statuses public.order_status[] default null, questioned boolean default false, search text default null,
  from_placed_at timestamptz default null, from_id uuid default null, upwards boolean default false,
  max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_orders.shop);
  v_sees_money boolean := private.has_permission(v_shop_id, 'payments.read');
  v_beyond text := case when upwards then '>' else '<' end;
  v_order text := case when upwards then 'placed_at, id' else 'placed_at desc, id desc' end;
  v_questioned text := 'id in (
    select order_id from public.money_exceptions as questions
    where shop_id = $1 and resolved_at is null and not private.waits_for_customer(questions))';
  v_heap text := 'shop_id = $1';
  v_heaps text;
  v_rows int := least(max_rows, 101);
  v_ids uuid[];
  v_page jsonb;
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'orders.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  if from_placed_at is not null then
    -- the first half is what the index is entered by
    v_heap := v_heap || format(' and placed_at %1$s= $2 and (placed_at %1$s $2 or id %1$s $3)', v_beyond);
  end if;
  v_heap := 'select * from public.orders where ' || v_heap || ' and %s order by ' || v_order || ' limit $4';
  v_heaps := (
    select string_agg('(' || replace(v_heap, '%s', format('status = %L', status)) || ')', ' union ')
    from unnest(statuses) as status);
  v_heaps := coalesce(v_heaps, '(' || replace(v_heap, '%s', (statuses is null)::text) || ')');
  if questioned and v_sees_money then
    v_heaps := v_heaps || ' union (' || replace(v_heap, '%s', v_questioned) || ')';
  end if;
  if trim(search) <> '' then
    v_ids := private.search_orders(v_shop_id, search, v_sees_money,
      case when statuses is null then 'true'
        when questioned and v_sees_money then format('(status = any (%L) or %s)', statuses, v_questioned)
        else format('status = any (%L)', statuses) end,
      from_placed_at, from_id, upwards, v_rows);
    v_heaps := '(select * from public.orders where id = any ($6))';
  end if;
  execute format($page$
    select jsonb_agg(to_jsonb(page)) from (
      select id, number, name, placed_at, pieces, total_minor, currency, status, payment_status, array(
        select distinct questions.kind from public.money_exceptions as questions where $5
          and questions.shop_id = $1 and questions.order_id = heaps.id and questions.resolved_at is null
          and not private.waits_for_customer(questions)) as exceptions
      from (%s) as heaps order by %s limit $4) as page $page$, v_heaps, v_order)
  into v_page
  using v_shop_id, from_placed_at, from_id, v_rows, v_sees_money, v_ids;
  return coalesce(v_page, '[]');
end $$;

grant execute on function public.list_orders(text, public.order_status[], boolean, text, timestamptz, uuid, boolean, int)
  to authenticated, service_role;

-- Whether strangers may know of a shop: it is published, or was while somebody ordered there.
create function private.is_known(shop public.shops)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return shop.published_at is not null or exists (select from public.orders where orders.shop_id = shop.id);
end $$;

-- The shop that has claimed a host name: one row with its slug, null where nobody may know of the shop yet; no row where none has
-- claimed it. What of the shop may be seen is decided where it is read.
create function public.find_shop(host text)
returns table (slug text)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
    select case when private.is_known(shops) then shops.slug end
    from public.shop_domains as domains join public.shops on shops.id = domains.shop_id
    where domains.host = find_shop.host;
end $$;

-- How a shop looks that is not published any more, for the pages of the orders that were placed in it: { id, slug, name, tagline,
-- currency, country, locale, time_zone, contact_email, contact_phone, theme }. Null for any other.
create function public.get_closed_shop(slug text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select to_jsonb(face) from (
      select shops.id, shops.slug, shops.name, shops.tagline, shops.currency, shops.country, shops.locale, shops.time_zone,
        shops.contact_email, shops.contact_phone, shops.theme
      from public.shops
      where shops.slug = get_closed_shop.slug and shops.published_at is null and private.is_known(shops)) as face
  );
end $$;

grant execute on function public.find_shop(text), public.get_closed_shop(text) to anon, authenticated, service_role;
