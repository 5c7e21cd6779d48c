-- Verifying transfers: who looks at which, and what they say.

-- Takes an order's money to look for, for ten minutes; taking it again renews that. Answers { order_id, claimed_until, seconds_left }:
-- clocks of browsers are not to be trusted. An owner may take over what a colleague has: their browser may be closed. For staff with
-- `payments.verify`. Refuses `order_not_found` (404), `forbidden` (403: also to take over, for all but owners), `invalid_transition`
-- (422), `claimed` (409, details: { name, claimed_until }).
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
comment on function public.claim_verification is 'Takes an order to look for its money.';

-- Whether the caller may take over what a colleague is looking for.
create function private.can_take_over(shop_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.staff
    where staff.shop_id = can_take_over.shop_id and staff.user_id = (select auth.uid()) and staff.role = 'owner');
end $$;

-- Gives an order's money back to the queue, for who leaves it undecided. What is not the caller's stays. For staff with
-- `payments.verify`. Refuses `order_not_found` (404), `forbidden` (403).
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
comment on function public.release_verification is 'Gives an order that the caller had taken back to the queue.';

-- Refuses an order that a colleague is looking at (`claimed`, 409).
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

-- What a verifier saw on the account: `decision` is `confirm` (seen: { amount_minor, currency, bank_reference (null: the bank
-- shows none), received_at }; `received_at` is a day such as 2026-01-31, in the shop's time zone. The money is settled as any
-- other, what was seen is kept with it, and with stock that is gone it is refused unless seen.even_if_short), or `reject`
-- (seen: { code (one of reject_reason), reason (in the verifier's own words; without a code alone), proofs: how many the caller looked
-- at, null: all of them }; the shopper may show another proof; not once all that was shown is accepted). Money that comes after the
-- cancellation revives the order, or is asked about; a second transfer for an order that holds money already is confirmed with
-- seen.another, under a reference of its own. Answers as update_order_status, with the outcome of settle_payment.
-- Repeating a decision changes nothing. For staff with `payments.verify`; about their own order nobody decides.
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
      return private.order_answer(v_order);
    end if;
    perform private.guard_move(v_order, 'reject_proof', 'pending_payment', v_caller);
    if not exists (select from public.payment_proofs as proofs where proofs.order_id = v_order.id and proofs.state <> 'accepted') then
      -- what it shows was found on the account
      perform private.refuse(422, 'invalid_transition',
        jsonb_build_object('state', v_order.state, 'status', v_order.status, 'command', 'reject_proof'));
    end if;
    if v_reason is null or v_reason <> all (enum_range(null::public.reject_reason)::text[]) or length(v_note) > 300
      or v_reason = 'other' and v_note is null then
      perform private.refuse(422, 'reason_required', field => 'reason');
    elsif nullif(seen -> 'proofs', 'null') <> (select to_jsonb(count(*)) from public.payment_proofs as proofs
      where proofs.order_id = v_order.id and proofs.state = 'submitted') then
      -- the shopper has shown one more, at which nobody has looked
      perform private.refuse(409, 'stale', jsonb_build_object('state', v_order.state, 'status', v_order.status));
    end if;
    perform private.decide_proofs(v_order, 'rejected', v_reason::public.reject_reason, v_note);
    v_order := private.move_order(v_order, 'reject_proof', 'pending_payment', v_note, reason => v_reason);
    -- whose money is not there holds back nothing; it can be paid as long as there is stock
    delete from public.inventory_locks as locks where locks.order_id = v_order.id;
    perform private.notify(v_order, 'proof_rejected', 'proof_rejected:' || v_order.id || ':' || v_order.version);
    return private.order_answer(v_order);
  end if;

  v_outcome := private.settle_transfer(v_order, seen);
  if v_outcome <> 'replayed' then
    -- what this transaction has recorded of the order
    perform private.decide_proofs(v_order, 'accepted', payment_id => (
      select payments.id from public.payments where payments.order_id = v_order.id and payments.created_at = now() limit 1));
  end if;
  select * into v_order from public.orders where orders.id = v_order.id;
  return private.order_answer(v_order) || jsonb_build_object('outcome', v_outcome);
end $$;
comment on function public.verify_payment is 'Says what a verifier saw of an order''s transfer on the account.';

-- Why the caller may not say what came for an order, as a reason of private.refuse: `forbidden`, `unknown_payment_method`,
-- `separation_of_duties` (it is their own), `claimed` (a colleague is looking at it); null: they may.
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

-- Refuses whoever may not say what came for an order: `forbidden`, `separation_of_duties` (403), `claimed` (409, details: { name,
-- claimed_until }), `unknown_payment_method` (422).
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

-- Where an order stands for a verifier.
-- · to_verify: a proof waits for their word · with_finance: its money was noted and does not fit · not_accepted: by the shop, yet ·
--   rest_asked: of the customer, who has shown no proof of it · proof_rejected, no_proof: it waits for one · cancelled · paid.
create type public.verification_standing as enum (
  'to_verify', 'with_finance', 'not_accepted', 'rest_asked', 'proof_rejected', 'no_proof', 'cancelled', 'paid'
);

create function private.verification_standing(orders public.orders)
returns public.verification_standing
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case
    when orders.state = 'awaiting_verification' then case when exists (select from public.payment_proofs as proofs
      where proofs.order_id = orders.id and proofs.state = 'submitted') then 'to_verify' else 'with_finance' end
    when orders.state = 'requested' then 'not_accepted'
    when orders.state = 'pending_payment' then case
      when private.rest_until(orders) is not null then 'rest_asked'
      when exists (select from public.payment_proofs as proofs
        where proofs.order_id = orders.id and proofs.state = 'rejected') then 'proof_rejected'
      else 'no_proof' end
    when orders.state = 'cancelled' then 'cancelled'
    else 'paid' end::public.verification_standing;
end $$;

-- Whether an order holds money of its own already, but for the transaction named, and not only what came before its customer was asked
-- for the rest: what is seen now is another transfer then, and has to be said to be one.
create function private.holds_transfer(orders public.orders, transaction_id text default '')
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.payments
    where payments.order_id = orders.id and payments.transaction_id <> holds_transfer.transaction_id
      and not private.is_moved(payments)
      -- the rest that the shopper was asked for since
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

-- Refuses money that nobody has seen (`invalid_payment`): without its amount, or without the day on which it arrived, which has
-- begun in the shop.
create function private.check_seen(orders public.orders, payment jsonb)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_zone text := (select shops.time_zone from public.shops where shops.id = orders.shop_id);
  v_value text := payment ->> 'paid_at';
  -- whoever knows the moment may say it, and so says the day
  v_day date := coalesce(private.to_date(v_value),
    case when v_value ~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:' then (private.to_time(v_value) at time zone v_zone)::date end);
begin
  perform private.check_payment(payment);
  if coalesce(v_day not between '2000-01-01' and (now() at time zone v_zone)::date, true) then
    perform private.refuse(422, 'invalid_payment', field => 'received_at');
  end if;
end $$;

-- Settles money that a verifier saw, under the transfer's own attempt. The bank's reference is the transaction's; without one
-- the order's number is, so that the same money is not confirmed twice. `transaction_id`: of a credit that was another order's.
-- Whatever leads here, nobody settles their own order.
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
  elsif seen -> 'another' is distinct from 'true' and private.holds_transfer(orders, v_payment ->> 'transaction_id') then
    -- two people who saw the same money must not make two of it, whatever the first of them made of the order
    perform private.refuse(422, 'already_paid');
  elsif seen -> 'another' = 'true' and exists (select from public.payments
    where payments.gateway = 'bank_transfer' and payments.transaction_id = v_payment ->> 'transaction_id') then
    -- more money under a reference that is taken would be swallowed as the same
    perform private.refuse(422, 'invalid_payment', field => 'bank_reference');
  end if;
  perform private.check_seen(orders, v_payment);
  insert into public.payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, state, next_check_at)
  -- money may come for an order that costs nothing, and then goes back; an attempt is over something
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
