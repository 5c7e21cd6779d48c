-- Bank transfers: the shopper shows a proof, a verifier looks for the money on the shop's account and says so.

-- Types

create type public.proof_state as enum ('submitted', 'accepted', 'rejected');

-- Tables

-- A picture that our server has checked and drawn anew: what a proof may show, and nothing else. It lies in the private
-- bucket `payment-proofs` under its path.
create table public.proof_files (
  path text primary key check (length(path) between 1 and 300),
  shop_id uuid not null,
  order_id uuid not null,
  -- of what was uploaded
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- looks alike where few bits differ
  picture_hash bit(256) not null,
  created_at timestamptz not null default now(),
  unique (shop_id, order_id, path),
  check (starts_with(path, shop_id || '/' || order_id || '/')),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index proof_files_recent_idx on public.proof_files (shop_id, created_at);

-- Which pictures of different orders look alike, each pair from both sides; found once, when the later one comes, because looking
-- through all of a shop's pictures takes its time.
create table public.proof_likenesses (
  shop_id uuid not null,
  path text not null references public.proof_files (path) on delete cascade,
  other_path text not null references public.proof_files (path) on delete cascade,
  -- how many of 256 differ
  bits int not null check (bits between 0 and 10),
  primary key (path, other_path),
  foreign key (shop_id) references public.shops (id) on delete cascade
);
create index proof_likenesses_other_idx on public.proof_likenesses (other_path);
create index proof_likenesses_shop_idx on public.proof_likenesses (shop_id);

-- What a shopper shows of a transfer. The picture lies in storage; here is what it says.
create table public.payment_proofs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  bank text check (length(bank) between 1 and 100),
  -- as the bank writes it on both statements
  bank_reference text check (length(bank_reference) between 1 and 100),
  paid_on date,
  -- its picture
  file_path text,
  state public.proof_state not null default 'submitted',
  decided_by uuid references public.profiles (user_id) on delete set null,
  decided_at timestamptz,
  reject_reason text check (length(reject_reason) between 1 and 300),
  -- the money that was seen when it was accepted
  payment_id uuid,
  -- the network that it was shown from (private.client_of)
  client_hash bytea,
  submitted_at timestamptz not null default now(),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id),
  foreign key (shop_id, payment_id) references public.payments (shop_id, id),
  foreign key (shop_id, order_id, file_path) references public.proof_files (shop_id, order_id, path)
);
create index payment_proofs_file_idx on public.payment_proofs (shop_id, order_id, file_path);
create index payment_proofs_by_order_idx on public.payment_proofs (order_id);
create index payment_proofs_client_idx on public.payment_proofs (shop_id, client_hash, submitted_at);
create index payment_proofs_order_idx on public.payment_proofs (shop_id, order_id, submitted_at desc);
create index payment_proofs_reference_idx on public.payment_proofs (shop_id, bank_reference);
create index payment_proofs_decided_by_idx on public.payment_proofs (decided_by);
create index payment_proofs_payment_idx on public.payment_proofs (shop_id, payment_id);

-- Who is looking at which order's money, so that no two do; given up by itself after ten minutes.
create table public.verification_claims (
  order_id uuid primary key,
  shop_id uuid not null,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  claimed_until timestamptz not null,
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index verification_claims_order_idx on public.verification_claims (shop_id, order_id);
create index verification_claims_user_idx on public.verification_claims (user_id);

-- Who takes an order to verify it and who gives it up, but not that somebody is still looking.
create trigger log_edit after insert or update or delete on public.verification_claims
for each row execute function private.log_edit('verification_claim', 'order_id', 'claimed_until');

create trigger search_reference after insert on public.payment_proofs
for each row execute function private.search_reference('bank_reference');

alter table public.proof_files enable row level security;
alter table public.proof_likenesses enable row level security;
alter table public.payment_proofs enable row level security;
alter table public.verification_claims enable row level security;
create policy select_staff on public.payment_proofs for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.verification_claims for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.proof_files for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
create policy select_staff on public.proof_likenesses for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.payment_proofs, public.verification_claims, public.proof_files, public.proof_likenesses
  to authenticated, service_role;

-- Functions

-- Notes a picture that was checked, drawn anew and put into the bucket: `path` is shop_id/order_id/…, `sha256` of what was
-- uploaded, `picture_hash` 256 digits 0 or 1. Other orders' pictures of the last 180 days of which at most 10 digits differ are noted
-- as alike, the five nearest. Refuses `order_not_found` (404).
create function public.record_proof_file(order_id uuid, path text, sha256 text, picture_hash text)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  insert into public.proof_files (path, shop_id, order_id, sha256, picture_hash)
  values (record_proof_file.path, v_order.shop_id, v_order.id, record_proof_file.sha256, record_proof_file.picture_hash::bit(256));
  with alike as (
    select others.path, bit_count(others.picture_hash # record_proof_file.picture_hash::bit(256))::int as bits
    from public.proof_files as others
    where others.shop_id = v_order.shop_id and others.order_id <> v_order.id and others.created_at > now() - interval '180 days'
      and bit_count(others.picture_hash # record_proof_file.picture_hash::bit(256)) <= 10
    order by 2 limit 5
  )
  insert into public.proof_likenesses (shop_id, path, other_path, bits)
  select v_order.shop_id, record_proof_file.path, alike.path, alike.bits from alike
  union all select v_order.shop_id, alike.path, record_proof_file.path, alike.bits from alike;
end $$;

-- Shows a proof of a transfer: { amount_minor, bank, bank_reference, paid_on, file_path }; file_path is of a picture that
-- record_proof_file has noted for this order. The order waits for a verifier then. A picture of a plausible sum extends its promise of
-- stock to the verification deadline, once an order, if the stock is still there; a rejection ends the promise. Another proof may
-- follow. Answers as update_order_status, with proof_id and expires_at. For the shopper (account or `access_token`).
-- Refuses `order_not_found` (404), `forbidden` (403), `unknown_payment_method`, `invalid_transition`, `order_expired`,
-- `invalid_proof` (422, the field named), `too_many_requests` (429) after twenty proofs of an order, or too many of one address.
create function public.submit_payment_proof(order_id uuid, access_token uuid, proof jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_deadline timestamptz := now() + (
    select settings.verification_window from public.shop_settings as settings
    where settings.shop_id = v_order.shop_id);
  v_client bytea := private.client_of(v_order.shop_id);
  v_proof_id uuid;
begin
  perform private.guard_command(v_order, 'submit_proof', v_caller);
  perform private.guard_move(v_order, 'submit_proof', 'awaiting_verification', v_caller);
  perform private.check_proof(v_order, proof);
  perform private.guard_usage(v_order.shop_id, 'proof', v_client);
  insert into public.payment_proofs (shop_id, order_id, amount_minor, bank, bank_reference, paid_on, file_path, client_hash)
  values (v_order.shop_id, v_order.id, (proof ->> 'amount_minor')::bigint, private.to_text(proof, 'bank'),
    private.to_text(proof, 'bank_reference'), private.to_date(proof ->> 'paid_on'), private.to_text(proof, 'file_path'), v_client)
  returning id into v_proof_id;
  v_order := private.extend_promise(v_order, proof, v_deadline);
  if v_order.state = 'awaiting_verification' then
    v_order := private.move_order(v_order, 'submit_proof', 'awaiting_verification');
  else
    v_order := private.move_order(v_order, 'submit_proof', 'awaiting_verification',
      expires_at => greatest(v_order.expires_at, v_deadline));
    -- who was asked for the rest and shows it has as long
    update public.money_exceptions as exceptions set deadline = v_order.expires_at
    where exceptions.order_id = v_order.id and exceptions.resolved_at is null and exceptions.decision = 'ask_rest';
  end if;
  return private.order_answer(v_order) || jsonb_build_object('proof_id', v_proof_id, 'expires_at', v_order.expires_at);
end $$;

-- Extends an order's promise of stock until staff have had time to look for its money: for a picture of between half and twice what is
-- owed, once, or stock could be held back for ever. A promise that has lapsed is a new one, and has to fit what one buyer may hold.
create function private.extend_promise(orders public.orders, proof jsonb, until timestamptz)
returns public.orders
language plpgsql security definer
set search_path = ''
as $$
declare
  v_owed bigint := orders.total_minor - orders.paid_minor + orders.refunded_minor;
begin
  if orders.promise_extended_at is not null or private.promise_of(orders) is null or private.to_text(proof, 'file_path') is null
    or (proof ->> 'amount_minor')::bigint not between v_owed / 2 and v_owed * 2 then
    return orders;
  end if;
  perform private.lock_stock_rows(orders.id);
  if not exists (select from public.inventory_locks as locks where locks.order_id = orders.id and locks.expires_at > now())
    and private.exceeds_reserve(orders, private.lines_to_take(orders.id)) then
    return orders;
  elsif private.lock_inventory(orders, until) is null then
    update public.orders as o set promise_extended_at = now() where o.id = orders.id returning * into orders;
  end if;
  return orders;
end $$;

-- Refuses a proof that says nothing (`invalid_proof`), comes too late or is not for a transfer.
create function private.check_proof(orders public.orders, proof jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_field text;
begin
  if orders.payment_method <> 'bank_transfer' then
    perform private.refuse(422, 'unknown_payment_method');
  elsif orders.expires_at <= now() then
    perform private.refuse(422, 'order_expired');
  elsif (select count(*) from public.payment_proofs as proofs where proofs.order_id = orders.id) >= 20 then
    perform private.refuse(429, 'too_many_requests');
  elsif coalesce(proof ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,14}$' then
    v_field := 'amount_minor';
  elsif length(private.to_text(proof, 'bank')) > 100 then
    v_field := 'bank';
  elsif length(private.to_text(proof, 'bank_reference')) > 100 then
    v_field := 'bank_reference';
  elsif proof ->> 'paid_on' is not null and private.to_date(proof ->> 'paid_on') is null then
    v_field := 'paid_on';
  elsif private.to_text(proof, 'file_path') is not null and not exists (select from public.proof_files as files
    where files.order_id = orders.id and files.path = private.to_text(proof, 'file_path')) then
    v_field := 'file_path';
  end if;
  if v_field is not null then
    perform private.refuse(422, 'invalid_proof', field => v_field);
  end if;
end $$;

-- Takes an order's money to look for, for ten minutes; taking it again renews that. Answers { order_id, claimed_until, seconds_left }:
-- clocks of browsers are not to be trusted. An owner may take over what a colleague has: their browser may be closed. For staff with
-- `payments.verify`. Refuses `order_not_found` (404), `forbidden` (403: also to take over, for all but owners), `invalid_transition`
-- (422), `claimed` (409, details: { name, claimed_until }).
create function public.claim_verification(order_id uuid, take_over boolean default false)
returns jsonb
language plpgsql security definer
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
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  perform private.guard_command(v_order, 'reject_proof', private.order_caller(v_order));
  delete from public.verification_claims as claims where claims.order_id = v_order.id and claims.user_id = (select auth.uid());
end $$;

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
-- (seen: { reason, proofs: how many the caller looked at, null: all of them }; the shopper may show another proof; not once all that
-- was shown is accepted). Money that comes after the cancellation revives the order, or is asked
-- about; a second transfer for an order that holds money already is confirmed with seen.another, under a reference of its own. Answers as update_order_status, with the outcome of settle_payment.
-- Repeating a decision changes nothing. For staff with `payments.verify`; about their own order nobody decides.
-- Refuses `order_not_found` (404), `forbidden`, `separation_of_duties` (403), `claimed`, `stale`, `sold_out` (409),
-- `unknown_payment_method`, `unknown_decision`, `invalid_transition`, `already_paid`, `invalid_payment`, `reason_required` (422).
create function public.verify_payment(order_id uuid, decision text, seen jsonb default '{}')
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_reason text := private.to_text(seen, 'reason');
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
    if coalesce(length(v_reason), 0) not between 1 and 300 then
      perform private.refuse(422, 'reason_required', field => 'reason');
    elsif nullif(seen -> 'proofs', 'null') <> (select to_jsonb(count(*)) from public.payment_proofs as proofs
      where proofs.order_id = v_order.id and proofs.state = 'submitted') then
      -- the shopper has shown one more, at which nobody has looked
      perform private.refuse(409, 'stale', jsonb_build_object('state', v_order.state, 'status', v_order.status));
    end if;
    perform private.decide_proofs(v_order, 'rejected', reason => v_reason);
    v_order := private.move_order(v_order, 'reject_proof', 'pending_payment', v_reason);
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

-- Refuses whoever may not say what came for an order: `forbidden`, `separation_of_duties` (403: it is their own), `claimed` (409: a
-- colleague is looking at it), `unknown_payment_method` (422).
create function private.guard_verifier(orders public.orders)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform private.guard_command(orders, 'reject_proof', private.order_caller(orders));
  if orders.payment_method <> 'bank_transfer' then
    perform private.refuse(422, 'unknown_payment_method');
  end if;
  perform private.guard_own_order(orders);
  perform private.guard_claim(orders);
end $$;

create function private.decide_proofs(
  orders public.orders, state public.proof_state, reason text default null, payment_id uuid default null
)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.payment_proofs as proofs
  set state = decide_proofs.state, decided_by = (select auth.uid()), decided_at = now(), reject_reason = decide_proofs.reason,
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
language plpgsql security definer
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
  elsif seen -> 'another' is distinct from 'true' and exists (select from public.payments
    where payments.order_id = orders.id and payments.transaction_id <> v_payment ->> 'transaction_id'
      and not private.is_moved(payments)
      -- the rest that the shopper was asked for since
      and payments.created_at >= coalesce((select max(exceptions.decided_at) from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.decision = 'ask_rest' and exceptions.resolved_at is null), '-infinity')) then
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

grant execute on function public.submit_payment_proof(uuid, uuid, jsonb) to anon, authenticated, service_role;
grant execute on function public.record_proof_file(uuid, text, text, text) to service_role;
grant execute on function public.claim_verification(uuid, boolean), public.release_verification(uuid), public.verify_payment(uuid, text, jsonb) to authenticated, service_role;
