-- Refunds at the gateway: sending, looking up and settling the shop's refunds, and importing those that were made in the gateway's
-- dashboard.

-- Settling

-- Opens an exception for a refund that contradicts what the gateway reports, at most once per refund.
create function private.open_exception_once(orders public.orders, refund public.refunds)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not exists (select from public.money_exceptions as exceptions
    where exceptions.refund_id = refund.id and exceptions.kind = 'refund_mismatch') then
    perform private.open_exception(orders, 'refund_mismatch', payment_id => refund.payment_id, refund_id => refund.id);
  end if;
end $$;

-- Records the result of a refund, as the gateway reports it: `state` is processing, succeeded, failed or needs_attention. A refund that
-- succeeded or was declined stays so, and a failed one can only still succeed. Answers as issue_refund.
-- Refuses `refund_not_found` (404), `unknown_state`, `invalid_refund` (422: the id is another refund's).
create function public.settle_refund(refund_id uuid, state text, gateway_refund_id text default null, raw jsonb default '{}')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
  v_order public.orders;
  v_is_duplicate boolean;
begin
  if coalesce(state, '') not in ('processing', 'succeeded', 'failed', 'needs_attention') then
    perform private.refuse(422, 'unknown_state', field => 'state');
  end if;
  select * into v_order from public.orders
  where orders.id = (select refunds.order_id from public.refunds where refunds.id = settle_refund.refund_id) for update;
  select * into v_refund from public.refunds where refunds.id = settle_refund.refund_id for update;
  if v_refund.id is null then
    perform private.refuse(404, 'refund_not_found', field => 'refund_id');
  elsif v_refund.gateway_refund_id <> settle_refund.gateway_refund_id or exists (
    select from public.refunds as others where others.gateway = v_refund.gateway and others.id <> v_refund.id
      and others.gateway_refund_id = settle_refund.gateway_refund_id) then
    perform private.refuse(422, 'invalid_refund', field => 'gateway_refund_id');
  end if;
  update public.refunds set
    gateway_refund_id = coalesce(refunds.gateway_refund_id, settle_refund.gateway_refund_id),
    raw = coalesce(settle_refund.raw, '{}'),
    next_attempt_at = now() + private.refund_poll_interval(refunds.sent_at)
  where refunds.id = v_refund.id
  returning * into v_refund;

  -- the failed refund arrived after all: its retry is declined, if it was not sent yet
  perform private.move_refund(again, 'declined', reason => 'first_arrived') from public.refunds as again
  where again.retries_refund_id = v_refund.id and v_refund.state = 'failed' and settle_refund.state = 'succeeded'
    and again.is_unsent;

  if v_refund.paid_out_reference is not null and state in ('processing', 'succeeded') then
    -- paid by hand, and now refunded by the gateway as well: staff have to know
    perform private.open_exception_once(v_order, v_refund);
  elsif v_refund.state::text = state or v_refund.state in ('succeeded', 'declined')
    or (v_refund.state = 'failed' and state <> 'succeeded') then
    null;
  elsif v_refund.state = 'failed' and not private.can_reactivate(v_refund) then
    perform private.open_exception_once(v_order, v_refund);
  else
    -- its units were cancelled or refunded in another way since: their price was refunded twice
    v_is_duplicate := v_refund.state = 'failed' and not private.fits_remaining(v_refund);
    v_refund := private.move_refund(v_refund, state::public.refund_state,
      case when state in ('failed', 'needs_attention') then left(coalesce(raw ->> 'reason', raw ->> 'status'), 300) end);
    if v_refund.state = 'succeeded' and (v_is_duplicate or exists (
      select from public.refunds as again where again.retries_refund_id = v_refund.id and again.is_live)) then
      -- its retry arrived or will arrive, too: the money is refunded twice
      perform private.open_exception_once(v_order, v_refund);
    end if;
  end if;
  return private.refund_summary_json(v_refund);
end $$;
comment on function public.settle_refund is 'Records the result of a refund, as the gateway reports it.';

-- After how long the gateway is asked again about a refund that it has: minutes at first, then hours.
create function private.refund_poll_interval(sent_at timestamptz)
returns interval
language sql stable
set search_path = ''
return case when now() - coalesce(sent_at, now()) < interval '1 hour' then interval '5 minutes'
  when now() - sent_at < interval '1 day' then interval '1 hour' else interval '6 hours' end;

-- Sending

-- Claims up to `max_rows` refunds that are due (or the one named), each for two minutes, longer than any call lasts.
-- Answers { refund_id, gateway, reference, transaction_id, amount_minor, currency, must_look }. `must_look` is false for a refund that was
-- never sent: it is marked as submitted, and the caller sends it after the commit. Otherwise the caller must read the gateway's list first
-- (record_gateway_refund), and may send the refund again only if resend_refund allows it.
create function public.claim_refunds(max_rows int, only_id uuid default null)
returns table (
  refund_id uuid, gateway text, reference text, transaction_id text, amount_minor bigint, currency text, must_look boolean
)
language plpgsql volatile security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_refund public.refunds;
  v_ids uuid[];
begin
  v_ids := array(
    select refunds.id from public.refunds
    join public.orders on orders.id = refunds.order_id
    where refunds.is_in_flight and refunds.state <> 'requested' and refunds.next_attempt_at <= now()
      and private.sends_refunds(refunds.gateway) and (only_id is null or refunds.id = only_id)
      -- the bank may be taking the same money in the dispute
      and not (orders.dispute_open and refunds.state = 'approved')
    order by refunds.next_attempt_at
    limit max_rows
    for update of orders, refunds skip locked
  );
  for v_refund in
    update public.refunds set attempts = refunds.attempts + 1, next_attempt_at = now() + interval '2 minutes',
      sent_at = case when refunds.state = 'approved' and refunds.sent_at is null then now() else refunds.sent_at end
    where refunds.id = any (v_ids)
    returning refunds.*
  loop
    refund_id := v_refund.id;
    must_look := v_refund.state <> 'approved' or v_refund.sent_at < now();
    if v_refund.state = 'approved' then
      perform private.move_refund(v_refund, 'submitted');
    end if;
    select v_refund.gateway, intents.reference, payments.transaction_id, v_refund.amount_minor, v_refund.currency
    into gateway, reference, transaction_id, amount_minor, currency
    from public.payments join public.payment_intents as intents on intents.id = payments.intent_id
    where payments.id = v_refund.payment_id;
    return next;
  end loop;
end $$;
comment on function public.claim_refunds is 'Claims refunds that are due at their gateway.';

-- Whether a submitted refund with an unknown outcome may be sent to the gateway again. The caller has read the gateway's list and not found
-- the refund; the last try must be old enough to be in that list. True claims it for one more try.
create function public.resend_refund(refund_id uuid)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.refunds set sent_at = now(), next_attempt_at = now() + interval '2 minutes'
  where refunds.id = resend_refund.refund_id and refunds.state = 'submitted' and refunds.gateway_refund_id is null
    and refunds.sent_at <= now() - interval '2 minutes'
    and not exists (select from public.orders where orders.id = refunds.order_id and orders.dispute_open);
  return found;
end $$;
comment on function public.resend_refund is 'Whether a refund with an unknown outcome may be sent to the gateway again.';

-- Records that the gateway did not take a refund, or may not have. `outcome`: 'not_sent' (certainly not there: sent again later), 'unknown'
-- (perhaps there: looked up next) or 'refused' (failed).
-- Refuses `unknown_state` (422).
create function public.note_refund_attempt(refund_id uuid, outcome text, error text default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  if coalesce(outcome, '') not in ('not_sent', 'unknown', 'refused') then
    perform private.refuse(422, 'unknown_state', field => 'outcome');
  end if;
  perform 1 from public.orders
  where orders.id = (select refunds.order_id from public.refunds where refunds.id = note_refund_attempt.refund_id) for update;
  update public.refunds set
    last_error = left(error, 500),
    next_attempt_at = now() + greatest(private.backoff(refunds.attempts), interval '2 minutes'),
    -- only a refund that was tried once, and certainly not sent, counts as never sent; all others are looked up first
    sent_at = case when outcome = 'not_sent' and refunds.attempts = 1 then null else refunds.sent_at end
  where refunds.id = note_refund_attempt.refund_id and refunds.state = 'submitted' and refunds.gateway_refund_id is null
  returning * into v_refund;
  if outcome = 'not_sent' and v_refund.id is not null then
    perform private.move_refund(v_refund, 'approved', left(error, 300));
  elsif outcome = 'refused' and v_refund.id is not null then
    perform private.move_refund(v_refund, 'failed', left(error, 300));
  end if;
end $$;
comment on function public.note_refund_attempt is 'Records that the gateway did not take a refund, or may not have.';

-- Records a refund that is in the gateway's list: { refund_id (the gateway's), our_refund_id (the id that we sent with it, or null), state,
-- amount_minor, currency, raw }. It is matched by either id. Otherwise it was made at the gateway and is imported; unsent refunds of the
-- same payment are declined if there is not enough money for both.
-- Answers { outcome, refund_id }: known, matched, adopted (imported), or unmatched (no such payment here, or an unknown refund that failed
-- or exceeds what is left; refund_id null).
-- Refuses `invalid_refund` (422).
create function public.record_gateway_refund(gateway text, transaction_id text, refund jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_order public.orders;
  v_ours public.refunds;
  v_state public.refund_state;
  v_amount bigint;
  v_outcome text := 'known';
begin
  if coalesce(length(refund ->> 'refund_id'), 0) not between 1 and 100 or coalesce(refund ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$'
    or coalesce(refund ->> 'state', '') not in ('processing', 'succeeded', 'failed', 'needs_attention') then
    perform private.refuse(422, 'invalid_refund', field => 'refund');
  end if;
  select * into v_payment from public.payments
  where payments.gateway = record_gateway_refund.gateway and payments.transaction_id = record_gateway_refund.transaction_id;
  if not found then
    return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
  end if;
  select * into v_order from public.orders where orders.id = v_payment.order_id for update;
  v_state := (refund ->> 'state')::public.refund_state;
  v_amount := (refund ->> 'amount_minor')::bigint;

  select * into v_ours from public.refunds
  where refunds.gateway = v_payment.gateway and refunds.gateway_refund_id = refund ->> 'refund_id';
  if not found then
    v_outcome := 'matched';
    select * into v_ours from public.refunds
    where refunds.id = private.to_uuid(refund ->> 'our_refund_id') and refunds.payment_id = v_payment.id
      and refunds.gateway_refund_id is null and refunds.amount_minor = v_amount
      and refunds.state in ('approved', 'submitted');
  end if;
  if v_ours.id is null then
    if v_state = 'failed' then
      return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
    end if;
    v_outcome := 'adopted';
    v_ours := private.adopt_refund(v_order, v_payment, v_amount, refund);
    if v_ours.id is null then
      return jsonb_build_object('outcome', 'unmatched', 'refund_id', null);
    end if;
  end if;
  perform public.settle_refund(v_ours.id, v_state::text, refund ->> 'refund_id', coalesce(refund -> 'raw', '{}'));
  return jsonb_build_object('outcome', v_outcome, 'refund_id', v_ours.id);
end $$;
comment on function public.record_gateway_refund is 'Records a refund that is in the gateway''s list.';

-- Imports a refund that was made at the gateway. If it exceeds what is left of the payment, opens an exception and answers null.
create function private.adopt_refund(orders public.orders, payment public.payments, amount_minor bigint, refund jsonb)
returns public.refunds
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_unsent public.refunds;
  v_adopted public.refunds;
begin
  if payment.unrefunded_minor + (
    select coalesce(sum(refunds.amount_minor), 0) from public.refunds
    where refunds.payment_id = payment.id and refunds.is_unsent
  ) < amount_minor then
    if not exists (select from public.money_exceptions as exceptions
      where exceptions.payment_id = payment.id and exceptions.kind = 'refund_mismatch'
        and exceptions.gateway_refund_id = refund ->> 'refund_id') then
      perform private.open_exception(orders, 'refund_mismatch', payment_id => payment.id);
      -- so that it is not reported twice
      update public.money_exceptions as exceptions set gateway_refund_id = refund ->> 'refund_id'
      where exceptions.payment_id = payment.id and exceptions.kind = 'refund_mismatch' and exceptions.resolved_at is null
        and exceptions.refund_id is null and exceptions.gateway_refund_id is null;
    end if;
    return null;
  end if;
  for v_unsent in
    select * from public.refunds
    where refunds.payment_id = payment.id and refunds.is_unsent
    order by refunds.created_at desc
  loop
    select * into payment from public.payments where payments.id = payment.id;
    exit when payment.unrefunded_minor >= amount_minor;
    perform private.move_refund(v_unsent, 'declined', reason => 'refunded_at_gateway');
  end loop;
  select * into payment from public.payments where payments.id = payment.id;
  v_adopted := private.open_refund(orders, payment, amount_minor, 'at_gateway', 'submitted');
  update public.refunds set gateway_refund_id = refund ->> 'refund_id', sent_at = now()
  where refunds.id = v_adopted.id returning * into v_adopted;
  return v_adopted;
end $$;

grant execute on function public.settle_refund(uuid, text, text, jsonb), public.claim_refunds(int, uuid),
  public.resend_refund(uuid), public.note_refund_attempt(uuid, text, text), public.record_gateway_refund(text, text, jsonb)
  to service_role;
