-- Verifying transfers: claims and decisions.

-- Claims an order for verification, for ten minutes; claiming it again renews that. Answers { order_id, claimed_until, seconds_left (for
-- browsers whose clock is wrong) }. An owner may take over a colleague's claim, as the colleague's browser may be closed. For staff with
-- `payments.verify`. Refuses `order_not_found` (404), `forbidden` (403; only owners may take over), `invalid_transition` (422), `claimed`
-- (409, details: { name, claimed_until }).
create function public.claim_verification(order_id uuid, take_over boolean default false)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_claim public.verification_claims;
begin
  perform private.guard_command(v_order, 'reject_proof', private.order_caller(v_order));
  if v_order.state <> 'awaiting_verification' then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_order.state, 'status', v_order.status));
  end if;
  if not coalesce(take_over, false) then
    perform private.guard_claim(v_order);
  elsif not private.can_take_over(v_order.shop_id) then
    perform private.refuse(403, 'forbidden');
  end if;
  insert into public.verification_claims as claims (order_id, shop_id, user_id, claimed_until)
  values (v_order.id, v_order.shop_id, (select auth.uid()), now() + interval '10 minutes')
  on conflict on constraint verification_claims_pkey do update
    set user_id = excluded.user_id, claimed_until = excluded.claimed_until
  returning * into v_claim;
  return jsonb_build_object('order_id', v_claim.order_id, 'claimed_until', v_claim.claimed_until,
    'seconds_left', extract(epoch from v_claim.claimed_until - now())::int);
end $$;
comment on function public.claim_verification is 'Claims an order for verification.';

-- Whether the caller may take over a colleague's claim.
create function private.can_take_over(shop_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.staff
    where staff.shop_id = can_take_over.shop_id and staff.user_id = (select auth.uid()) and staff.role = 'owner');
end $$;

-- Releases the caller's claim on an order that they leave undecided. A colleague's claim stays. For staff with `payments.verify`. Refuses
-- `order_not_found` (404), `forbidden` (403).
create function public.release_verification(order_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  perform private.guard_command(v_order, 'reject_proof', private.order_caller(v_order));
  delete from public.verification_claims as claims where claims.order_id = v_order.id and claims.user_id = (select auth.uid());
end $$;
comment on function public.release_verification is 'Releases the caller''s claim on an order.';

-- Refuses an order that a colleague has claimed (`claimed`, 409).
create function private.guard_claim(orders public.orders)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_claim record;
begin
  select profiles.name, claims.claimed_until into v_claim
  from public.verification_claims as claims join public.profiles on profiles.user_id = claims.user_id
  where claims.order_id = orders.id and claims.user_id <> (select auth.uid()) and claims.claimed_until > now();
  if found then
    perform private.refuse(409, 'claimed', jsonb_build_object('name', v_claim.name, 'claimed_until', v_claim.claimed_until));
  end if;
end $$;

-- Confirms or rejects a transfer, after a verifier looked at the account. `decision` is
-- · `confirm`, with seen: { amount_minor, currency, bank_reference (null: the bank shows none), received_at (a day such as 2026-01-31, in
--   the shop's time zone), even_if_short, another }. The money is settled like any other, and `seen` is stored with it. Refused if the
--   stock is gone, unless even_if_short.
-- · `reject`, with seen: { code (one of reject_reason; null: other), reason (the verifier's own words, required for other), proofs (how
--   many the caller has seen; null: all) }. The shopper may submit another proof. Not possible once all proofs are accepted.
-- Money that arrives after the cancellation reinstates the order, or opens an exception. A second transfer for an order that already holds
-- money is confirmed with `another`, under its own reference. Answers as update_order_status, with the outcome of settle_payment.
-- Repeating a decision changes nothing. For staff with `payments.verify`; where duties are separated, no one decides on their own order.
-- Refuses `order_not_found` (404), `forbidden`, `separation_of_duties` (403), `claimed`, `stale`, `sold_out` (409),
-- `unknown_payment_method`, `unknown_decision`, `invalid_transition`, `already_paid`, `invalid_payment`, `reason_required` (422).
create function public.verify_payment(order_id uuid, decision text, seen jsonb default '{}')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_note text := private.to_text(seen, 'reason');
  v_reason text := coalesce(private.to_text(seen, 'code'), case when v_note is not null then 'other' end);
  v_outcome text;
begin
  perform private.guard_verifier(v_order);
  if coalesce(decision, '') not in ('confirm', 'reject') then
    perform private.refuse(422, 'unknown_decision', field => 'decision');
  end if;

  if decision = 'reject' then
    if v_order.state = 'pending_payment' and exists (
      select from public.payment_proofs as proofs where proofs.order_id = v_order.id and proofs.state = 'rejected') then
      return private.order_json(v_order);
    end if;
    perform private.guard_move(v_order, 'reject_proof', 'pending_payment', v_caller);
    if not exists (select from public.payment_proofs as proofs where proofs.order_id = v_order.id and proofs.state <> 'accepted') then
      -- all proofs are accepted: the money was found on the account
      perform private.refuse(422, 'invalid_transition',
        jsonb_build_object('state', v_order.state, 'status', v_order.status, 'command', 'reject_proof'));
    end if;
    if v_reason is null or v_reason <> all (enum_range(null::public.reject_reason)::text[]) or length(v_note) > 300
      or v_reason = 'other' and v_note is null then
      perform private.refuse(422, 'reason_required', field => 'reason');
    elsif nullif(seen -> 'proofs', 'null') <> (select to_jsonb(count(*)) from public.payment_proofs as proofs
      where proofs.order_id = v_order.id and proofs.state = 'submitted') then
      -- the shopper has submitted another proof, which the verifier has not seen
      perform private.refuse(409, 'stale', jsonb_build_object('state', v_order.state, 'status', v_order.status));
    end if;
    perform private.decide_proofs(v_order, 'rejected', v_reason::public.reject_reason, v_note);
    v_order := private.move_order(v_order, 'reject_proof', 'pending_payment', v_note, reason => v_reason);
    -- releases its reservation; it can still be paid as long as there is stock
    perform private.lock_stock_rows(v_order.id);
    delete from public.inventory_locks as locks where locks.order_id = v_order.id;
    perform private.notify(v_order, 'proof_rejected', 'proof_rejected:' || v_order.id || ':' || v_order.version);
    return private.order_json(v_order);
  end if;

  v_outcome := private.settle_transfer(v_order, seen);
  if v_outcome <> 'replayed' then
    -- the payment that this transaction has recorded
    perform private.decide_proofs(v_order, 'accepted', payment_id => (
      select payments.id from public.payments where payments.order_id = v_order.id and payments.created_at = now() limit 1));
  end if;
  select * into v_order from public.orders where orders.id = v_order.id;
  return private.order_json(v_order) || jsonb_build_object('outcome', v_outcome);
end $$;
comment on function public.verify_payment is 'Confirms or rejects an order''s transfer, after a verifier looked at the account.';

-- Why the caller may not verify an order, as a reason of private.refuse: `forbidden`, `unknown_payment_method`, `separation_of_duties`
-- (it is their own), `claimed` (by a colleague); null: they may.
create function private.verify_refusal(orders public.orders)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when not private.has_permission(orders.shop_id, 'payments.verify') then 'forbidden'
    when orders.payment_method <> 'bank_transfer' then 'unknown_payment_method'
    when private.is_own_order(orders) and private.separates_duties(orders.shop_id) then 'separation_of_duties'
    when exists (select from public.verification_claims as claims where claims.order_id = orders.id
      and claims.user_id <> (select auth.uid()) and claims.claimed_until > now()) then 'claimed' end;
end $$;

-- Refuses callers who may not verify an order: `forbidden`, `separation_of_duties` (403), `claimed` (409, details:
-- { name, claimed_until }), `unknown_payment_method` (422).
create function private.guard_verifier(orders public.orders)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_reason text := private.verify_refusal(orders);
begin
  if v_reason = 'claimed' then
    perform private.guard_claim(orders);
  elsif v_reason is not null then
    perform private.refuse(case v_reason when 'unknown_payment_method' then 422 else 403 end, v_reason);
  end if;
end $$;

-- The verification status of an order.
-- · to_verify: a proof waits for a decision · with_finance: its money was recorded and does not match
-- · not_accepted: the shop has not accepted it yet · rest_asked: the customer was asked for the balance, and no proof waits
-- · proof_rejected, no_proof: it waits for a proof · cancelled · paid.
create type public.verification_status as enum (
  'to_verify', 'with_finance', 'not_accepted', 'rest_asked', 'proof_rejected', 'no_proof', 'cancelled', 'paid'
);

create function private.verification_status(orders public.orders)
returns public.verification_status
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when orders.state = 'awaiting_verification' then case when exists (select from public.payment_proofs as proofs
      where proofs.order_id = orders.id and proofs.state = 'submitted') then 'to_verify' else 'with_finance' end
    when orders.state = 'requested' then 'not_accepted'
    when orders.state = 'pending_payment' then case
      when private.balance_due_until(orders) is not null then 'rest_asked'
      when exists (select from public.payment_proofs as proofs
        where proofs.order_id = orders.id and proofs.state = 'rejected') then 'proof_rejected'
      else 'no_proof' end
    when orders.state = 'cancelled' then 'cancelled'
    else 'paid' end::public.verification_status;
end $$;

-- Whether an order already has another payment than `transaction_id`. Payments that were moved away, or came before its customer was asked
-- for the balance, do not count. If it has one, a new transfer must be marked as `another`.
create function private.has_other_payment(orders public.orders, transaction_id text default '')
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.payments
    where payments.order_id = orders.id and payments.transaction_id <> has_other_payment.transaction_id
      and not private.is_moved(payments)
      and payments.created_at >= coalesce((select max(exceptions.decided_at) from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.decision = 'ask_rest' and exceptions.resolved_at is null), '-infinity'));
end $$;

create function private.decide_proofs(
  orders public.orders, state public.proof_state, reason public.reject_reason default null, note text default null,
  payment_id uuid default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.payment_proofs as proofs
  set state = decide_proofs.state, decided_by = (select auth.uid()), decided_at = now(), reject_reason = decide_proofs.reason,
    reject_note = decide_proofs.note,
    payment_id = decide_proofs.payment_id
  where proofs.order_id = orders.id and proofs.state = 'submitted';
  delete from public.verification_claims as claims where claims.order_id = orders.id;
end $$;

-- Refuses a received payment without an amount or a day of arrival, or with a day that is in the future in the shop's time zone
-- (`invalid_payment`, 422).
create function private.check_received_payment(orders public.orders, payment jsonb)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_zone text := (select shops.time_zone from public.shops where shops.id = orders.shop_id);
  v_value text := payment ->> 'paid_at';
  -- a timestamp is accepted, too, and gives the day
  v_day date := coalesce(private.to_date(v_value),
    case when v_value ~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:' then (private.to_time(v_value) at time zone v_zone)::date end);
begin
  perform private.check_payment(payment);
  if coalesce(v_day not between '2000-01-01' and (now() at time zone v_zone)::date, true) then
    perform private.refuse(422, 'invalid_payment', field => 'received_at');
  end if;
end $$;

-- Settles money that a verifier saw, under the order's one attempt for transfers. The bank's reference identifies the transaction; without
-- one, the order's number does, so that the same money is not confirmed twice. `transaction_id`: for a credit that is moved from another
-- order. Where duties are separated, no one settles their own order, whichever function calls this.
create function private.settle_transfer(orders public.orders, seen jsonb, transaction_id text default null)
returns text
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_reference text := orders.number || '-TRANSFER';
  v_payment jsonb := jsonb_build_object(
    'transaction_id', coalesce(settle_transfer.transaction_id,
      orders.number || '/' || coalesce(private.to_text(seen, 'bank_reference'), 'transfer')),
    'amount_minor', seen ->> 'amount_minor',
    'currency', coalesce(seen ->> 'currency', orders.currency),
    'paid_at', seen ->> 'received_at', 'channel', 'bank_transfer',
    'raw', jsonb_strip_nulls(jsonb_build_object('amount_minor', seen -> 'amount_minor', 'currency', seen -> 'currency',
      'received_at', seen -> 'received_at', 'bank_reference', private.to_text(seen, 'bank_reference'))));
  v_short jsonb;
begin
  perform private.guard_own_order(orders);
  if orders.state = 'requested' then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', orders.state, 'status', orders.status));
  elsif seen -> 'another' is distinct from 'true' and private.has_other_payment(orders, v_payment ->> 'transaction_id') then
    -- two people who saw the same money must not record it twice, whatever state the order is in now
    perform private.refuse(422, 'already_paid');
  elsif seen -> 'another' = 'true' and exists (select from public.payments
    where payments.gateway = 'bank_transfer' and payments.transaction_id = v_payment ->> 'transaction_id') then
    -- another payment under the same reference would be ignored as a replay
    perform private.refuse(422, 'invalid_payment', field => 'bank_reference');
  end if;
  perform private.check_received_payment(orders, v_payment);
  insert into public.payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, state, next_check_at)
  -- an order that costs nothing may receive money, which is refunded; an attempt needs an amount above zero
  values (orders.shop_id, orders.id, 'bank_transfer', v_reference, greatest(orders.total_minor, 1), orders.currency, 'open', null)
  on conflict on constraint payment_intents_gateway_reference_key do nothing;
  if (orders.confirmed_at is null or orders.state = 'cancelled') and seen -> 'even_if_short' is distinct from 'true' then
    perform private.lock_stock_rows(orders.id);
    v_short := private.short_lines(orders.id);
    if v_short is not null then
      perform private.refuse(409, 'sold_out', v_short);
    end if;
  end if;
  return public.settle_payment('bank_transfer', v_reference, v_payment) ->> 'outcome';
end $$;

-- Whether the money of a payment turned out to be another order's.
create function private.is_moved(payment public.payments)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.refunds where refunds.payment_id = payment.id and refunds.kind = 'moved');
end $$;

grant execute on function public.claim_verification(uuid, boolean), public.release_verification(uuid),
  public.verify_payment(uuid, text, jsonb) to authenticated, service_role;
