-- The verification queue: transfers to verify, the earliest deadline first, with warnings.

-- What a verifier should know before confirming: [{ kind, … }], kinds
-- · same_picture: its picture looks like one of another order ({ number, file_path, bits: how many of 256 differ })
-- · same_reference: its bank reference was submitted or confirmed for another order ({ number })
-- · amount_differs: the proof has another amount than the order owes ({ amount_minor })
-- · promise_gone: the reservation has expired, and the stock may have been sold to others ({ lines }: those that are short, if any)
-- · own_order: it is the caller's own order, even if they were not signed in when they placed it.
create function private.proof_warnings(orders public.orders)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(warning), '[]') from (
      (select distinct on (others.order_id) jsonb_build_object('kind', 'same_picture', 'number', found.number,
        'file_path', others.path, 'bits', alike.bits) as warning
      from public.payment_proofs as proofs
      join public.proof_likenesses as alike on alike.path = proofs.file_path
      join public.proof_files as others on others.path = alike.other_path
      join public.orders as found on found.id = others.order_id
      where proofs.order_id = orders.id and proofs.state = 'submitted'
        and exists (select from public.payment_proofs as shown where shown.shop_id = others.shop_id
          and shown.order_id = others.order_id and shown.file_path = others.path)
      order by others.order_id, alike.bits
      limit 5)
      union all
      (select jsonb_build_object('kind', 'same_reference', 'number', found.number)
      from (
        select distinct others.order_id from public.payment_proofs as proofs
        join public.payment_proofs as others on others.shop_id = proofs.shop_id
          and others.bank_reference = proofs.bank_reference and others.order_id <> proofs.order_id
        where proofs.order_id = orders.id and proofs.state = 'submitted'
        union
        select distinct lines.order_id from public.payment_proofs as proofs
        join public.statement_lines as lines on lines.shop_id = proofs.shop_id
          and lines.reference = proofs.bank_reference and lines.order_id <> proofs.order_id
        where proofs.order_id = orders.id and proofs.state = 'submitted'
        limit 5
      ) as seen join public.orders as found on found.id = seen.order_id)
      union all
      (select distinct jsonb_build_object('kind', 'amount_differs', 'amount_minor', proofs.amount_minor)
      from public.payment_proofs as proofs
      where proofs.order_id = orders.id and proofs.state = 'submitted'
        and proofs.amount_minor <> orders.total_minor - (orders.paid_minor - orders.refunded_minor))
      union all
      select jsonb_build_object('kind', 'promise_gone', 'lines', private.short_lines(orders.id))
      where orders.state <> 'cancelled' and orders.lock_for is not null and not exists (
        select from public.inventory_locks as locks where locks.order_id = orders.id and locks.expires_at > now())
        and exists (select from public.order_items as items where items.order_id = orders.id and items.is_tracked)
      union all
      select jsonb_build_object('kind', 'own_order') where private.is_own_order(orders)
    ) as warnings
  );
end $$;

-- A page of the orders to verify, for staff with `payments.read`, the earliest deadline first, after (`from_expires_at`, `from_id`): [{
-- order_id, number, name, total_minor, owed_minor, currency, placed_at, expires_at, submitted_at, proofs, standing
-- (private.verification_status), blocked_by (private.verify_refusal), hold_reason, hold_note, claimed_by, claimed_by_name, claimed_until,
-- is_mine, warnings: [kind] }]. `submitted_at`: when the first undecided proof was submitted; `proofs`: how many are undecided. Refuses
-- `forbidden` (403).
create function public.list_verifications(
  shop text, from_expires_at timestamptz default null, from_id uuid default null, max_rows int default 31
)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_verifications.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(rows) order by rows.expires_at, rows.order_id), '[]') from (
      select page.id as order_id, page.number, page.name, page.total_minor, page.currency, page.placed_at, page.expires_at,
        page.total_minor - (page.paid_minor - page.refunded_minor) as owed_minor, page.hold_reason, page.hold_note,
        proofs.submitted_at, proofs.proofs, private.verification_status(page) as standing,
        private.verify_refusal(page) as blocked_by, claims.user_id as claimed_by, profiles.name as claimed_by_name,
        claims.claimed_until, coalesce(claims.user_id = (select auth.uid()), false) as is_mine,
        (select coalesce(jsonb_agg(distinct warning -> 'kind'), '[]')
          from jsonb_array_elements(private.proof_warnings(page)) as warning) as warnings
      from (
        select * from public.orders
        where orders.shop_id = v_shop_id and orders.state = 'awaiting_verification'
          and (from_expires_at is null or (orders.expires_at, orders.id) > (from_expires_at, from_id))
        order by orders.expires_at, orders.id
        limit least(max_rows, 101)
      ) as page
      left join lateral (
        select min(shown.submitted_at) as submitted_at, count(*)::int as proofs from public.payment_proofs as shown
        where shown.order_id = page.id and shown.state = 'submitted') as proofs on true
      left join public.verification_claims as claims on claims.order_id = page.id and claims.claimed_until > now()
      left join public.profiles on profiles.user_id = claims.user_id
    ) as rows
  );
end $$;
comment on function public.list_verifications is 'A page of the orders to verify.';

-- The number of the order to verify after `order_id`: the first one that the caller may verify after (`from_expires_at`, `order_id`), else
-- the first one of the queue. Null if there is none among the next thousand. For staff with `payments.read`. Refuses `forbidden` (403).
create function public.find_next_verification(shop text, order_id uuid, from_expires_at timestamptz default null)
returns text
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = find_next_verification.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select (queue.waiting).number from (
      select orders as waiting, orders.expires_at, orders.id,
        coalesce((orders.expires_at, orders.id) > (from_expires_at, order_id), false) as is_after
      from public.orders
      where orders.shop_id = v_shop_id and orders.state = 'awaiting_verification' and orders.id <> order_id
      order by is_after desc, orders.expires_at, orders.id
      limit 1000
    ) as queue
    where private.verification_status(queue.waiting) = 'to_verify' and private.verify_refusal(queue.waiting) is null
    order by queue.is_after desc, queue.expires_at, queue.id
    limit 1
  );
end $$;
comment on function public.find_next_verification is 'The order to verify after another one.';

grant execute on function public.list_verifications(text, timestamptz, uuid, int),
  public.find_next_verification(text, uuid, timestamptz) to authenticated, service_role;
