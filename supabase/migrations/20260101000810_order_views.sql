-- An order as people see it: shoppers by account or link, staff by permission.

-- The timeline of an order: [{ at, action, by, by_name, from, to, note, reason, amount_minor, currency, kind, paid_on }]; the amount is
-- that of a refund, the kind that of an exception, `paid_on` the day of a payment whose time is not known. Shoppers see moves, payments and
-- refunds that arrived, without names, and notes only where a cancellation, a rejection or a dispute has one.
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
      'note', case when caller <> 'shopper'
        or logs.action::public.order_action in ('cancel', 'cancel_items', 'reject_proof', 'open_dispute') then logs.note end,
      -- the reason code; its wording depends on the reader
      'reason', case when caller <> 'shopper' or logs.action in ('cancel', 'reject_proof') then logs.new_value ->> 'reason' end,
      'amount_minor', logs.new_value -> 'amount_minor', 'currency', logs.new_value ->> 'currency',
      'kind', case when caller <> 'shopper' then logs.new_value ->> 'kind' end,
      'paid_on', (
        select payments.paid_on from public.payments
        where payments.order_id = orders.id and payments.created_at <= logs.created_at
          and payments.outcome = case logs.action when 'settle' then 'confirmed' when 'revive' then 'revived'
            else substr(logs.action, length('payment_') + 1) end
          -- staff may reinstate orders without any money
          and (logs.action <> 'revive' or logs.new_value -> 'paid_minor' <> logs.old_value -> 'paid_minor')
        order by payments.created_at desc limit 1)
    ) order by logs.created_at, logs.seq), '[]')
    from public.activity_logs as logs
    -- verification claims have a chain of their own
    where logs.entity_type in ('order', 'verification_claim') and logs.entity_id = orders.id
      and (caller <> 'shopper' or logs.action::public.order_action in ('create_order', 'accept', 'submit_proof', 'reject_proof', 'settle',
        'approve', 'ask_rest', 'revive', 'payment_failed', 'payment_paid_short', 'payment_mismatch', 'payment_overpaid', 'process',
        'mark_ready', 'ship', 'mark_in_transit', 'fail_delivery', 'refuse_delivery', 'collect', 'confirm_request',
        'payment_collected', 'deliver', 'complete', 'cancel', 'cancel_items', 'return_items',
        'open_dispute', 'close_dispute', 'refund_succeeded', 'correct_email',
        'give_payout_details', 'change_payout_details'))
  );
end $$;

-- The payment behind an accepted proof: { amount_minor, currency, received_on (in the shop's time zone), reference (null: the bank shows
-- none) }; null while none is recorded.
create function private.received_payment_json(proof public.payment_proofs)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('amount_minor', payments.amount_minor, 'currency', payments.currency,
      'received_on', coalesce(payments.paid_on, (payments.paid_at at time zone shops.time_zone)::date),
      -- the payment of a credit has the credit's id there: the reference is the bank's
      'reference', case when payments.raw ->> 'bank_reference' = lines.id::text then lines.reference
        else payments.raw ->> 'bank_reference' end)
    from public.payments
    join public.shops on shops.id = payments.shop_id
    left join public.statement_lines as lines on lines.payment_id = payments.id
    where payments.shop_id = proof.shop_id and payments.id = proof.payment_id
  );
end $$;

-- A refund as staff see it on the page of its order and in the list.
create function private.refund_json(refund public.refunds, orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'refund_id', refund.id, 'payment_id', refund.payment_id, 'kind', refund.kind, 'state', refund.state,
    'amount_minor', refund.amount_minor, 'currency', refund.currency, 'requested_by', refund.requested_by,
    'is_retried', private.is_retried(refund),
    'standing', private.refund_status(refund, orders.dispute_open), 'actions', private.refund_actions(refund),
    'reason', refund.reason, 'note', refund.note, 'requested_by_role', refund.requested_by_role,
    'requested_by_name', (select nullif(profiles.name, '') from public.profiles where profiles.user_id = refund.requested_by),
    'gateway', refund.gateway, 'gateway_refund_id', refund.gateway_refund_id,
    -- not of one that succeeded, was declined or was retried
    'last_error', case when refund.state in ('approved', 'submitted', 'failed', 'needs_attention') and not private.is_retried(refund)
      then refund.last_error end,
    'paid_out_reference', refund.paid_out_reference, 'payout', private.payout_json(refund),
    'created_at', refund.created_at, 'settled_at', refund.settled_at);
end $$;

-- The money of an order for staff with `payments.read`: payments, refunds, exceptions, disputes, proofs, and attempts at a gateway, each
-- list oldest first.
-- Long because it is one query, most of which is the columns of its answer.
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
        -- the bank's own text about it
        'credit', (select jsonb_build_object('line_id', lines.id, 'bank', accounts.bank, 'booked_on', lines.booked_on,
          'description', lines.description, 'reference', lines.reference)
          from public.statement_lines as lines join public.bank_accounts as accounts on accounts.id = lines.bank_account_id
          where lines.payment_id = payments.id),
        -- the order that had this money before
        'moved_from', (select source.number from public.statement_moves as moves
          join public.orders as source on source.id = moves.from_order_id where moves.payment_id = payments.id),
        -- the order that it was moved to
        'moved_to', (select target.number from public.refunds
          join public.statement_moves as moves on moves.refund_id = refunds.id
          join public.orders as target on target.id = moves.to_order_id where refunds.payment_id = payments.id limit 1)
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
      where intents.shop_id = orders.shop_id and intents.order_id = orders.id
        and intents.gateway = any (array(select private.online_gateways()))), '[]'),
    'refunds', coalesce((
      select jsonb_agg(private.refund_json(refunds, orders) || jsonb_build_object('moved_to', (
        select target.number from public.statement_moves as moves
        join public.orders as target on target.id = moves.to_order_id where moves.refund_id = refunds.id)) order by refunds.created_at)
      from public.refunds where refunds.shop_id = orders.shop_id and refunds.order_id = orders.id), '[]'),
    'refund_steps', private.refund_steps(orders),
    'refund_blocked_by', private.issue_refusal(orders),
    -- whether a refund in any currency waits for approval, and how much does in the order's currency
    'awaits_approval', exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'requested'),
    'awaiting_approval_minor', (select coalesce(sum(refunds.amount_minor), 0)::bigint from public.refunds
      where refunds.order_id = orders.id and refunds.state = 'requested' and refunds.currency = orders.currency),
    'exceptions', coalesce((
      select jsonb_agg(jsonb_build_object(
        'exception_id', exceptions.id, 'kind', exceptions.kind, 'owner_role', exceptions.owner_role,
        'payment_id', exceptions.payment_id, 'refund_id', exceptions.refund_id, 'dispute_id', exceptions.dispute_id,
        'deadline', exceptions.deadline, 'opened_at', exceptions.opened_at, 'owed_minor', exceptions.owed_minor,
        'received_minor', (select payments.amount_minor from public.payments where payments.id = exceptions.payment_id),
        -- the caller's own order, which a colleague has to confirm
        'is_own', exceptions.kind in ('paid_short', 'amount_mismatch') and private.is_own_order(orders)
          and private.separates_duties(orders.shop_id),
        'may_decide', private.may_decide(exceptions), 'waits_for_customer', private.waits_for_customer(exceptions),
        'preview', case when exceptions.resolved_at is null then private.exception_preview(orders, exceptions) end,
        'choices', to_jsonb(private.exception_choices(orders, exceptions)), 'decision', exceptions.decision,
        'note', exceptions.note, 'resolved_at', exceptions.resolved_at, 'resolution', exceptions.resolution
      ) order by exceptions.opened_at)
      from public.money_exceptions as exceptions
      where exceptions.shop_id = orders.shop_id and exceptions.order_id = orders.id), '[]'),
    'disputes', coalesce((
      select jsonb_agg(jsonb_build_object(
        'dispute_id', disputes.id, 'gateway', disputes.gateway, 'state', disputes.state,
        'reason', disputes.reason,
        'amount_minor', disputes.amount_minor, 'currency', disputes.currency, 'due_at', disputes.due_at,
        'resolution', disputes.resolution, 'opened_at', disputes.opened_at, 'closed_at', disputes.closed_at,
        -- a bank's dispute ends when the gateway reports it
        'can_close', disputes.state = 'open' and disputes.gateway is null
          and private.has_permission(orders.shop_id, 'disputes.manage')
      ) order by disputes.opened_at)
      from public.disputes where disputes.shop_id = orders.shop_id and disputes.order_id = orders.id), '[]'),
    'proofs', coalesce((
      select jsonb_agg(jsonb_build_object(
        'proof_id', proofs.id, 'amount_minor', proofs.amount_minor, 'bank', proofs.bank, 'bank_reference', proofs.bank_reference,
        'paid_on', proofs.paid_on, 'state', proofs.state, 'reject_reason', proofs.reject_reason,
        'reject_note', proofs.reject_note,
        'file_path', proofs.file_path, 'submitted_at', proofs.submitted_at, 'seen', private.received_payment_json(proofs),
        'decided_at', proofs.decided_at, 'decided_by_name', nullif(profiles.name, '')
      ) order by proofs.submitted_at)
      from public.payment_proofs as proofs left join public.profiles on profiles.user_id = proofs.decided_by
      where proofs.shop_id = orders.shop_id and proofs.order_id = orders.id), '[]'),
    'verification', case when orders.payment_method = 'bank_transfer' then jsonb_build_object(
      'standing', private.verification_status(orders), 'blocked_by', private.verify_refusal(orders),
      'is_another', private.has_other_payment(orders)) end,
    'warnings', case when orders.state = 'awaiting_verification' then private.proof_warnings(orders) else '[]' end,
    'claim', (
      select jsonb_build_object('name', profiles.name, 'claimed_until', claims.claimed_until,
        'seconds_left', extract(epoch from claims.claimed_until - now())::int,
        'is_mine', claims.user_id = (select auth.uid()), 'can_take_over', private.can_take_over(orders.shop_id))
      from public.verification_claims as claims join public.profiles on profiles.user_id = claims.user_id
      where claims.order_id = orders.id and claims.claimed_until > now())
  );
end $$;

-- How a transfer is made, and its proofs, for the shopper of the order and staff with `payments.read`: { accounts: [{ bank,
-- account_name, account_number, instructions, qr_src, qr_label }], can_submit, proofs: [{ proof_id, amount_minor, bank, bank_reference,
-- paid_on, state, reject_reason, reject_note, file_path, submitted_at, seen (private.received_payment_json) }], accounts_changed_at },
-- oldest proof first; null for another payment method. The accounts are shown only while the order waits for its payment, or when its
-- customer was asked for the balance. `accounts_changed_at` warns shoppers who ordered before the accounts changed: their money may be on
-- its way to the account that was shown then.
create function private.order_transfer(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case when orders.payment_method = 'bank_transfer' then jsonb_build_object(
    'can_submit', orders.awaits_money and orders.expires_at > now(),
    'accounts', case when orders.awaits_money
      or private.balance_due_until(orders) is not null then coalesce((
      select jsonb_agg(jsonb_build_object('bank', accounts.bank, 'account_name', accounts.account_name,
        'account_number', accounts.account_number, 'instructions', accounts.instructions, 'qr_src', accounts.qr_src,
        'qr_label', accounts.qr_label) order by accounts.position, accounts.created_at)
      from public.bank_accounts as accounts where accounts.shop_id = orders.shop_id
        and private.account_state(accounts) = 'shown'), '[]') else '[]' end,
    'accounts_changed_at', case when orders.awaits_money then (
      select max(accounts.shown_until) from public.bank_accounts as accounts where accounts.shop_id = orders.shop_id
        and private.account_state(accounts) = 'hidden' and accounts.shown_until > orders.placed_at) end,
    'proofs', coalesce((
      select jsonb_agg(jsonb_build_object('proof_id', proofs.id, 'amount_minor', proofs.amount_minor, 'bank', proofs.bank,
        'bank_reference', proofs.bank_reference, 'paid_on', proofs.paid_on, 'state', proofs.state,
        'reject_reason', proofs.reject_reason, 'reject_note', proofs.reject_note, 'file_path', proofs.file_path,
        'submitted_at', proofs.submitted_at, 'seen', private.received_payment_json(proofs))
        order by proofs.submitted_at)
      from public.payment_proofs as proofs where proofs.shop_id = orders.shop_id and proofs.order_id = orders.id), '[]')) end;
end $$;

-- How many other orders of this customer, identified by email address or phone number, were refused at the door in this shop, and how many
-- were delivered.
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
      and (lower(others.email) = lower(orders.email) or others.phone_key = orders.phone_key)
  );
end $$;

-- Whether a payment at a gateway may be started or resumed.
create function private.is_payable(orders public.orders)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return orders.state = 'pending_payment' and orders.hold_reason is null and orders.expires_at > now()
    and orders.paid_minor - orders.refunded_minor < orders.total_minor
    and private.online_gateway(orders.payment_method) is not null;
end $$;

-- The newest attempt to pay an order at a gateway: { reference, is_processing (its money is under way), unpaid_at (when the gateway last
-- said that no money has arrived; null while it has no checkout page, or money is under way) }; null: there was none.
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
    where intents.shop_id = orders.shop_id and intents.order_id = orders.id
      and intents.gateway = any (array(select private.online_gateways()))
    order by intents.created_at desc limit 1
  );
end $$;

-- The order with its items, shipments, timeline and what the caller may do next, in one answer. For callers with an access
-- token or the account, and for staff with `orders.read`. `number` may be written as people type it, such as 7k3mq2xd.
-- { order_id, number, shop, shop_name, state, status, payment_status, version, payment_method, currency, subtotal_minor,
--   shipping_minor, total_minor, paid_minor, refunded_minor, email, phone, name, shipping_address, shipping_rate_name,
--   note, hold_reason, hold_note, cancel_reason, cancel_note, placed_at, expires_at, …, items, shipments, timeline, actions,
--   is_refunded_by_hand (no gateway sends its refunds), can_pay,
--   last_attempt (private.last_attempt),
--   payment_refusal (why the gateway will not take its money: email or other; null: it does, as far as is known),
--   promised_until (the end of its stock lock), is_unreserved (it waits and reserves no stock: it exceeds what one buyer may reserve
--   unpaid), short_until (paid, but its stock is gone: decided by then, or the money is refunded automatically),
--   rest_until (until when the customer may pay the balance that they were asked for),
--   refunding_minor (being refunded), transfer (private.order_transfer), must_open_mail (the shopper has to open the
--   link in an email to confirm it), payout (private.order_payout, for the shopper) }, and for staff next_step
--   (private.next_step), payment_steps (private.payment_steps), on_cancel (private.cancel_preview), history
--   (private.customer_history), and with `payments.read` what private.order_money says.
-- Refuses `order_not_found` (404).
-- Long because it is one query, most of which is the columns of its answer.
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
    v_caller := case when private.has_order_access(v_order, access_token) then 'shopper' end;
  end if;
  if v_order.id is null or v_caller is null then
    perform private.refuse(404, 'order_not_found', field => 'number');
  end if;

  v_answer := private.order_json(v_order) || (
    select to_jsonb(facts) from (select
      shops.slug as shop, shops.name as shop_name, shops.time_zone,
      v_order.payment_method, v_order.currency, v_order.subtotal_minor, v_order.shipping_minor, v_order.cancelled_minor,
      -- without the money that was moved to another order
      v_order.total_minor, v_order.paid_minor - v_order.moved_minor as paid_minor,
      v_order.refunded_minor - v_order.moved_minor as refunded_minor,
      v_order.refunding_minor - v_order.refunded_minor as refunding_minor,
      v_order.dispute_open, v_order.backordered, v_order.in_transit, v_order.returned_all, v_order.delivery_failed_at,
      v_order.refused_at, v_order.email, v_order.phone, v_order.name, v_order.shipping_address,
      v_order.shipping_rate_name, v_order.note, v_order.cancelled_by, v_order.cancel_reason, v_order.cancel_note,
      case when v_caller <> 'shopper' then v_order.hold_reason end as hold_reason,
      case when v_caller <> 'shopper' then v_order.hold_note end as hold_note,
      v_order.placed_at, v_order.expires_at, v_order.confirmed_at, v_order.shipped_at, v_order.delivered_at,
      v_order.completed_at, v_order.cancelled_at, v_order.archived_at,
      (select not gateways.sends_refunds from private.gateways
        where gateways.method = v_order.payment_method) as is_refunded_by_hand,
      private.is_payable(v_order) as can_pay, private.last_attempt(v_order) as last_attempt,
      case when v_order.state = 'pending_payment' then private.payment_refusal(v_order) end as payment_refusal,
      (select min(locks.expires_at) from public.inventory_locks as locks
        where locks.order_id = v_order.id and locks.expires_at > now()) as promised_until,
      v_order.is_unreserved and v_order.awaits_confirmation and not exists (
        select from public.inventory_locks as locks where locks.order_id = v_order.id and locks.expires_at > now()) as is_unreserved,
      (select min(exceptions.deadline) from public.money_exceptions as exceptions
        where exceptions.order_id = v_order.id and exceptions.kind = 'paid_short' and exceptions.resolved_at is null
          and exceptions.decision is null) as short_until,
      private.balance_due_until(v_order) as rest_until
    from public.shops where shops.id = v_order.shop_id) as facts
  ) || jsonb_build_object(
    'items', (select jsonb_agg(to_jsonb(lines) order by lines.position) from (
      select items.id as order_item_id, items.variant_id, items.position, items.sku, items.name, items.option_value, items.answers,
        items.image_src, items.quantity, items.shipped_quantity, items.cancelled_quantity, items.returned_quantity,
        items.refunded_quantity, items.unit_price_minor, items.tax_class, items.line_total_minor,
        -- left: what can be shipped or cancelled; out: what can be returned
        items.quantity - items.cancelled_quantity - items.shipped_quantity as left_quantity,
        -- what it waits for, and when that is expected to be sent
        case when v_order.backordered and items.is_tracked then private.outstanding_quantity(items) else 0 end as backordered_quantity,
        private.still_ahead(items.backorder_on, items.shop_id) as backorder_on,
        items.shipped_quantity - items.returned_quantity as out_quantity, private.refundable_quantity(items) as refundable_quantity
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
    'payment_steps', case when v_caller = 'staff' and v_order.payment_method in ('bank_transfer', 'cod')
      then private.payment_steps(v_order) end,
    'on_cancel', case when v_caller = 'staff' then private.cancel_preview(v_order) end,
    'transfer', case when v_caller <> 'staff' or private.has_permission(v_order.shop_id, 'payments.read')
      then private.order_transfer(v_order) end,
    'must_open_mail', v_caller = 'shopper' and v_order.state = 'requested' and v_order.confirms_by_link
      and not private.controls_order_email(v_order, access_token),
    'payout', case when v_caller = 'shopper' then private.order_payout(v_order, access_token) end,
    'history', case when v_caller <> 'shopper' then private.customer_history(v_order) end);
  if v_caller = 'system' or private.has_permission(v_order.shop_id, 'payments.read') then
    v_answer := v_answer || private.order_money(v_order);
  end if;
  return v_answer;
end $$;
comment on function public.get_order is 'An order with everything that the caller may see of it and do with it.';

grant execute on function public.get_order(text, uuid) to anon, authenticated, service_role;
