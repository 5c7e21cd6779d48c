-- Bank transfers: the shopper submits a proof; a verifier looks for the money on the shop's account and decides (verifications).

-- Types

create type public.proof_state as enum ('submitted', 'accepted', 'rejected');

-- Why a proof was rejected. · not_there: the money is not on the account · amount: another amount · unreadable · other_account: the money
-- went to another account · wrong_picture · other: in the verifier's own words (`reject_note`), which any other reason may also have.
create type public.reject_reason as enum ('not_there', 'amount', 'unreadable', 'other_account', 'wrong_picture', 'other');

-- Tables

-- A picture that our server has checked and re-encoded: the only kind that a proof may refer to. It is in the private bucket
-- `payment-proofs` under its path.
create table public.proof_files (
  path text primary key check (length(path) between 1 and 300),
  shop_id uuid not null,
  order_id uuid not null,
  -- of the uploaded file
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- similar pictures differ in few bits
  picture_hash bit(256) not null,
  created_at timestamptz not null default now(),
  unique (shop_id, order_id, path),
  check (starts_with(path, shop_id || '/' || order_id || '/')),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index proof_files_recent_idx on public.proof_files (shop_id, created_at);

-- Similar pictures of different orders, each pair in both directions. They are compared once, when the later one is stored, because
-- comparing all pictures of a shop is slow.
create table public.proof_likenesses (
  shop_id uuid not null,
  path text not null references public.proof_files (path) on delete cascade,
  other_path text not null references public.proof_files (path) on delete cascade,
  -- how many of the 256 bits differ
  bits int not null check (bits between 0 and 10),
  primary key (path, other_path),
  foreign key (shop_id) references public.shops (id) on delete cascade
);
create index proof_likenesses_other_idx on public.proof_likenesses (other_path);
create index proof_likenesses_shop_idx on public.proof_likenesses (shop_id);

-- Proofs of payment: what a shopper enters about a transfer. The picture is in storage.
create table public.payment_proofs (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  bank text check (length(bank) between 1 and 100),
  -- as it appears on the bank statements of the payer and of the shop
  bank_reference text check (length(bank_reference) between 1 and 100),
  paid_on date,
  -- the path of its picture
  file_path text,
  state public.proof_state not null default 'submitted',
  decided_by uuid references public.profiles (user_id) on delete set null,
  decided_at timestamptz,
  reject_reason public.reject_reason,
  reject_note text check (length(reject_note) between 1 and 300),
  -- the payment that was found when it was accepted
  payment_id uuid,
  -- the network that it was submitted from (private.client_key)
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

-- Claims on verifications, so that no two people verify the same order; they expire after ten minutes.
create table public.verification_claims (
  order_id uuid constraint verification_claims_pkey primary key,
  shop_id uuid not null,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  claimed_until timestamptz not null,
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index verification_claims_order_idx on public.verification_claims (shop_id, order_id);
create index verification_claims_user_idx on public.verification_claims (user_id);

-- Logs who claims and who releases a verification, but not the renewals of a claim.
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

-- Records a picture that was checked, re-encoded and put into the bucket: `path` is shop_id/order_id/…, `sha256` that of the uploaded file,
-- `picture_hash` 256 binary digits. The five nearest pictures of other orders in the last 180 days are recorded as similar, if at most 10
-- digits differ. Refuses `order_not_found` (404).
create function public.record_proof_file(order_id uuid, path text, sha256 text, picture_hash text)
returns void
language plpgsql volatile security definer
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
comment on function public.record_proof_file is 'Records the picture of a proof that our server has checked and re-encoded.';

-- Submits a proof of a transfer: { amount_minor, bank, bank_reference, paid_on, file_path }; file_path is the path of a picture that
-- record_proof_file has recorded for this order. The order then waits for a verifier. A proof with a picture and a plausible amount
-- extends the order's reservation to the verification deadline, once, if there is still stock; a rejection deletes the reservation.
-- Another proof may follow. Answers as update_order_status, with proof_id and expires_at. For the shopper (account or `access_token`).
-- Refuses `order_not_found` (404), `forbidden` (403), `unknown_payment_method`, `invalid_transition`, `order_expired`,
-- `invalid_proof` (422, the field named), `too_many_requests` (429) after twenty proofs of an order, or too many from one network address.
create function public.submit_payment_proof(order_id uuid, access_token uuid, proof jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_deadline timestamptz := now() + (
    select settings.verification_window from public.shop_settings as settings
    where settings.shop_id = v_order.shop_id);
  v_client bytea := private.client_key(v_order.shop_id);
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
  v_order := private.extend_reservation(v_order, proof, v_deadline);
  if v_order.state = 'awaiting_verification' then
    v_order := private.move_order(v_order, 'submit_proof', 'awaiting_verification');
  else
    v_order := private.move_order(v_order, 'submit_proof', 'awaiting_verification',
      expires_at => greatest(v_order.expires_at, v_deadline));
    -- a proof of the balance extends its deadline, too
    update public.money_exceptions as exceptions set deadline = v_order.expires_at
    where exceptions.order_id = v_order.id and exceptions.resolved_at is null and exceptions.decision = 'ask_rest';
  end if;
  return private.order_json(v_order) || jsonb_build_object('proof_id', v_proof_id, 'expires_at', v_order.expires_at);
end $$;
comment on function public.submit_payment_proof is 'Submits a proof of a transfer.';

-- Extends an order's reservation to the verification deadline, if the proof has a picture and an amount between half and twice what is
-- owed. Only once, so that stock cannot be reserved forever. To renew an expired reservation, the order must be within the limit of one
-- buyer.
create function private.extend_reservation(orders public.orders, proof jsonb, until timestamptz)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_owed bigint := orders.total_minor - orders.paid_minor + orders.refunded_minor;
begin
  if orders.reservation_extended_at is not null or orders.lock_for is null or private.to_text(proof, 'file_path') is null
    or (proof ->> 'amount_minor')::bigint not between v_owed / 2 and v_owed * 2 then
    return orders;
  end if;
  perform private.lock_stock_rows(orders.id);
  if not exists (select from public.inventory_locks as locks where locks.order_id = orders.id and locks.expires_at > now())
    and private.exceeds_reserve(orders, private.outstanding_lines(orders.id)) then
    return orders;
  elsif private.lock_inventory(orders, until) is null then
    update public.orders as o set reservation_extended_at = now() where o.id = orders.id returning * into orders;
  end if;
  return orders;
end $$;

-- Refuses a proof that has missing or invalid values, is late, is one too many, or is for an order that is not paid by transfer.
create function private.check_proof(orders public.orders, proof jsonb)
returns void
language plpgsql volatile
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

grant execute on function public.record_proof_file(uuid, text, text, text) to service_role;
grant execute on function public.submit_payment_proof(uuid, uuid, jsonb) to anon, authenticated, service_role;
