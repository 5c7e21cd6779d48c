-- The rules of refunds: whether an order may be refunded, and what may be done with a refund in its state. The commands enforce them
-- (refund_requests), and the order page and the refund list show what they allow. The amounts, and when a second person has to approve, are
-- in refunds, because earlier files need them, too.

-- What can be refunded

-- Units of a line whose price can be refunded: neither refunded nor cancelled.
create function private.refundable_quantity(item public.order_items)
returns int
language sql immutable
set search_path = ''
return greatest(0, item.quantity - item.cancelled_quantity - item.refunded_quantity);

-- Whether a failed refund may become live again, for example because it arrives after all: it does not exceed what is left of its payment
-- and its lines.
create function private.can_reactivate(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return refund.amount_minor <= (
    select payments.unrefunded_minor from public.payments where payments.id = refund.payment_id
  ) and not exists (
    select from public.refund_items as lines join public.order_items as items on items.id = lines.order_item_id
    where lines.refund_id = refund.id and items.refunded_quantity + lines.quantity > items.quantity
  );
end $$;

-- Whether a failed refund may be sent again: it fits what is left of its payment, and none of its units was refunded or cancelled since.
create function private.fits_remaining(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.can_reactivate(refund) and not exists (
    select from public.refund_items as lines join public.order_items as items on items.id = lines.order_item_id
    where lines.refund_id = refund.id and lines.quantity > private.refundable_quantity(items)
  );
end $$;

-- Whether a failed refund was retried by another one.
create function private.is_retried(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.refunds as again where again.retries_refund_id = refund.id and again.state <> 'declined');
end $$;

-- Whether a refund may be paid by hand in its state.
create function private.can_pay_out(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (refund.state in ('failed', 'needs_attention')
      or (refund.state = 'approved' and not private.sends_refunds(refund.gateway)))
    -- a retried refund is paid through its retry only
    and not private.is_retried(refund);
end $$;

-- Why the caller cannot refund money of an order now, as a reason of private.refuse; null: they can.
create function private.issue_refusal(orders public.orders)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.is_service() and not private.has_permission(orders.shop_id, 'refunds.issue') then 'forbidden'
    when orders.dispute_open then 'dispute_open'
    when private.refundable(orders) = 0 then 'nothing_to_refund' end;
end $$;

-- The initial state of a refund that the caller requests, for each range of amounts: [{ up_to_minor, state }], the smallest first. `state`
-- is `approved`, or `requested` if a second person has to approve it; earlier refunds count. More than the last amount cannot be refunded.
create function private.refund_steps(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_refundable bigint := private.refundable(orders);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('up_to_minor', up_to, 'state', private.initial_refund_state(orders, up_to))
      order by up_to), '[]')
    from (select distinct up_to from unnest(array[least(private.refund_limit(orders), v_refundable), v_refundable]) as up_to
      where up_to > 0) as steps
  );
end $$;

-- What would happen to the money of an order if it were cancelled now: { refund_minor, needs_approval (by a second person), going_back (a
-- part is being refunded already: `to_approve` or `under_way`) }.
create function private.cancel_preview(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_refundable bigint := private.refundable(orders);
begin
  return jsonb_build_object('refund_minor', v_refundable,
    'needs_approval', v_refundable > 0 and private.initial_refund_state(orders, v_refundable) = 'requested',
    'going_back', case
      when exists (select from public.refunds where refunds.order_id = orders.id and refunds.state = 'requested') then 'to_approve'
      when orders.refunding_minor > orders.refunded_minor then 'under_way' end);
end $$;

-- What may be done with a refund

-- The status of a refund for staff: its state, refined by how it is paid.
-- · moved: it was another order's money · paid_out: by hand · to_pay_out: approved, and no gateway can send it · after_dispute: approved,
--   and sent once the dispute has ended · retried: it failed, and another refund replaces it
create type public.refund_status as enum (
  'requested', 'to_pay_out', 'after_dispute', 'approved', 'submitted', 'processing', 'succeeded', 'paid_out', 'failed', 'retried',
  'needs_attention', 'declined', 'moved'
);

create function private.refund_status(refund public.refunds, dispute_open boolean)
returns public.refund_status
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when refund.kind = 'moved' then 'moved'
    when refund.state = 'succeeded' and refund.paid_out_reference is not null then 'paid_out'
    when refund.state = 'approved' and not private.sends_refunds(refund.gateway) then 'to_pay_out'
    when refund.state = 'approved' and dispute_open then 'after_dispute'
    when refund.state = 'failed' and private.is_retried(refund) then 'retried'
    else refund.state::text end::public.refund_status;
end $$;

-- The permission that a command on a refund needs.
create function private.refund_permission(command public.order_command)
returns public.permission
language sql immutable
set search_path = ''
return case when command in ('approve_refund', 'decline_refund') then 'refunds.approve' else 'refunds.issue' end::public.permission;

-- Why a command on a refund is blocked now, as a reason of private.refuse (`invalid_transition`: its state does not allow it); null: it is
-- not. The commands enforce this, and lists and pages show it. Which permission the command needs is in refund_permission.
create function private.refund_refusal(refund public.refunds, command public.order_command)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case command
    when 'approve_refund' then case
      when refund.state <> 'requested' then 'invalid_transition'
      when refund.requested_by = (select auth.uid()) and private.separates_duties(refund.shop_id) then 'separation_of_duties' end
    when 'decline_refund' then case
      when refund.state <> 'requested' and not (refund.state = 'approved' and refund.sent_at is null) then 'invalid_transition' end
    when 'retry_refund' then case
      when refund.state <> 'failed' or private.is_retried(refund) then 'invalid_transition'
      when (select orders.dispute_open from public.orders where orders.id = refund.order_id) then 'dispute_open'
      when not private.fits_remaining(refund) or refund.amount_minor > (
        select private.refundable_of(payments) from public.payments where payments.id = refund.payment_id) then 'refund_exceeds_paid' end
    when 'pay_out_refund' then case
      when not private.can_pay_out(refund) then 'invalid_transition'
      when refund.state = 'failed' and not private.fits_remaining(refund) then 'refund_exceeds_paid' end
  end;
end $$;

-- Refuses a command that private.refund_refusal blocks. The details have the refund's state, or the amount of its payment that can still be
-- refunded.
create function private.guard_refund(refund public.refunds, command public.order_command)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_reason text := private.refund_refusal(refund, command);
begin
  if v_reason is not null then
    perform private.refuse(case v_reason when 'separation_of_duties' then 403 else 422 end, v_reason, case v_reason
      when 'invalid_transition' then jsonb_build_object('state', refund.state)
      when 'refund_exceeds_paid' then (select jsonb_build_object('refundable_minor', private.refundable_of(payments))
        from public.payments where payments.id = refund.payment_id) end);
  end if;
end $$;

-- What the caller may do with a refund: [{ command, blocked_by }], by permission and by its state, in the order of the buttons.
-- `blocked_by` says why not now (separation_of_duties: a colleague has to do it; dispute_open, refund_exceeds_paid); null: they may.
create function private.refund_actions(refund public.refunds)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('command', offered.command, 'blocked_by', offered.refusal)
      order by offered.position), '[]')
    from (
      select command, position, private.refund_refusal(refund, command) as refusal
      from unnest(array['approve_refund', 'retry_refund', 'pay_out_refund', 'decline_refund']::public.order_command[])
        with ordinality as commands (command, position)
      where private.has_permission(refund.shop_id, private.refund_permission(command))
    ) as offered
    where offered.refusal is distinct from 'invalid_transition'
  );
end $$;
