-- Payout details: the bank account to which a refund is paid by hand. The shopper enters it with the order's link; our server encrypts it
-- with a key that the database never has, so a copy of the database does not reveal it.

-- Whether a text has the format of our server's encryption: { key id }.{ nonce }.{ ciphertext and tag }, see
-- lib/payout-details/encryption.ts. Only our server can decrypt it.
create function private.is_encrypted(text text)
returns boolean
language sql immutable
set search_path = ''
return coalesce(text ~ '^[0-9a-f]{8}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+$' and length(text) between 80 and 1500, false);

-- Tables

-- One row per order, for all of its refunds that are paid by hand. Details may be replaced ten times until the refunds are settled, and are
-- deleted 30 days later.
create table public.payout_details (
  order_id uuid constraint payout_details_pkey primary key,
  shop_id uuid not null,
  -- bank, account number and name on the account
  ciphertext text not null check (private.is_encrypted(ciphertext)),
  -- how often they were replaced
  changes int not null default 0 check (changes between 0 and 10),
  given_at timestamptz not null default now(),
  -- null: they were never replaced
  changed_at timestamptz,
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index payout_details_order_idx on public.payout_details (shop_id, order_id);

-- No role reads or writes the table itself: there is no policy and no grant. Each function below says who may call it.
alter table public.payout_details enable row level security;

-- Which refunds need details

-- Whether a refund still has to be paid by hand: no gateway can send it, or the gateway failed and the money was not refunded in another
-- way since. A refund that waits for approval counts, although it cannot be paid out yet.
create function private.awaits_payout(refund public.refunds)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (private.can_pay_out(refund) and (refund.state <> 'failed' or private.fits_remaining(refund)))
    or (refund.state = 'requested' and not private.sends_refunds(refund.gateway));
end $$;

create function private.order_awaits_payout(order_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.refunds
    where refunds.order_id = order_awaits_payout.order_id and private.awaits_payout(refunds));
end $$;

-- Emails the shopper to ask for bank details when a refund needs them: once, however many refunds need them. A trigger, so that it runs
-- whichever function opens or changes a refund.
create function private.request_payout_details()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if private.awaits_payout(new)
    and not exists (select from public.payout_details as details where details.order_id = new.order_id)
    and not exists (select from public.refunds as others
      where others.order_id = new.order_id and others.id <> new.id and private.awaits_payout(others)) then
    perform private.notify(orders, 'payout_details_wanted', 'payout_details_wanted:' || new.id)
    from public.orders where orders.id = new.order_id;
  end if;
  return null;
end $$;

-- Its name makes it run after apply_refund_totals (triggers run sorted by name), whose totals decide whether a failed refund fits.
create trigger request_payout_details after insert or update of state on public.refunds
for each row execute function private.request_payout_details();

-- The shopper

-- What the shopper sees of refunds that are paid by hand, without the details themselves: { is_given, amounts: [{ amount_minor,
-- currency }], refunding_minor (their part of the order's refunding_minor), must_open_mail (the caller has to open the link of an email
-- before giving details) }. Null if no details are needed.
create function private.order_payout(orders public.orders, access_token uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    with awaited as (
      select refunds.currency, sum(refunds.amount_minor)::bigint as amount_minor,
        sum(refunds.amount_minor) filter (where refunds.is_live)::bigint as refunding_minor
      from public.refunds where refunds.order_id = orders.id and private.awaits_payout(refunds)
      group by refunds.currency
    )
    select jsonb_build_object(
      'is_given', exists (select from public.payout_details as details where details.order_id = orders.id),
      'amounts', jsonb_agg(jsonb_build_object('amount_minor', awaited.amount_minor, 'currency', awaited.currency)
        order by awaited.currency <> orders.currency, awaited.currency),
      'refunding_minor', coalesce(sum(awaited.refunding_minor) filter (where awaited.currency = orders.currency), 0),
      'must_open_mail', not private.controls_order_email(orders, access_token))
    from awaited having count(*) > 0
  );
end $$;

create function private.payout_details_json(details public.payout_details)
returns jsonb
language plpgsql immutable
set search_path = ''
as $$
begin
  return jsonb_build_object('given_at', details.given_at, 'changed_at', details.changed_at, 'changes_left', 10 - details.changes);
end $$;

-- Gives or replaces the bank details to which the order's refunds are paid by hand; `ciphertext` as our server encrypts them. The log
-- records that they were given, without the details; an email to the order's address says so. Answers { given_at, changed_at,
-- changes_left }. Repeating it changes nothing. For the shopper with an emailed link, or with an account that has confirmed the order's
-- address: placing an order does not prove who owns the address.
-- Refuses `order_not_found` (404), `forbidden`, `payout_by_mail` (403: open the link of the email first), `no_payout_due`,
-- `invalid_payout_details` (422), `payout_changes_used_up` (429: ten changes).
create function public.submit_payout_details(order_id uuid, ciphertext text, access_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_details public.payout_details;
  v_is_new boolean;
begin
  if private.order_caller(v_order, access_token) <> 'shopper' then
    perform private.refuse(403, 'forbidden');
  elsif not private.order_awaits_payout(v_order.id) then
    perform private.refuse(422, 'no_payout_due');
  elsif not private.controls_order_email(v_order, access_token) then
    perform private.refuse(403, 'payout_by_mail');
  elsif not private.is_encrypted(ciphertext) then
    perform private.refuse(422, 'invalid_payout_details');
  end if;
  select * into v_details from public.payout_details as details where details.order_id = v_order.id;
  v_is_new := not found;
  if v_details.ciphertext = submit_payout_details.ciphertext then
    return private.payout_details_json(v_details);
  elsif v_details.changes >= 10 then
    perform private.refuse(429, 'payout_changes_used_up');
  end if;

  insert into public.payout_details as details (order_id, shop_id, ciphertext)
  values (v_order.id, v_order.shop_id, submit_payout_details.ciphertext)
  on conflict on constraint payout_details_pkey do update
    set ciphertext = excluded.ciphertext, changes = details.changes + 1, changed_at = now()
  returning * into v_details;
  perform private.log_activity(v_order.shop_id, 'order', v_order.id,
    case when v_is_new then 'give_payout_details' else 'change_payout_details' end);
  perform private.notify(v_order, case when v_is_new then 'payout_details_given' else 'payout_details_changed' end,
    'payout_details:' || encode(private.sha256(submit_payout_details.ciphertext), 'hex'));
  return private.payout_details_json(v_details);
end $$;
comment on function public.submit_payout_details is
  'Gives or replaces the bank details to which refunds of an order are paid by hand.';

-- The shopper's own details, still encrypted, for a caller who may replace them, while a refund needs them: { ciphertext, given_at,
-- changed_at, changes_left }; null: there are none to show. Refuses `order_not_found` (404), `forbidden` (403).
create function public.get_own_payout_details(order_id uuid, access_token uuid default null)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_caller text;
begin
  select * into v_order from public.orders where orders.id = get_own_payout_details.order_id;
  v_caller := private.order_caller(v_order, access_token);
  if v_order.id is null or v_caller is null then
    perform private.refuse(404, 'order_not_found');
  elsif v_caller <> 'shopper' then
    perform private.refuse(403, 'forbidden');
  elsif not private.controls_order_email(v_order, access_token) or not private.order_awaits_payout(v_order.id) then
    return null;
  end if;
  return (
    select jsonb_build_object('ciphertext', details.ciphertext) || private.payout_details_json(details)
    from public.payout_details as details where details.order_id = v_order.id
  );
end $$;
comment on function public.get_own_payout_details is 'The shopper''s own bank details of an order, encrypted.';

-- Emails a new link to the order's own address, since submit_payout_details requires an emailed one. At most one in five minutes and five
-- a day. For the shopper. Refuses `order_not_found` (404), `forbidden` (403), `no_payout_due` (422), `link_just_sent` (429).
create function public.send_payout_link(order_id uuid, access_token uuid default null)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
begin
  if private.order_caller(v_order, access_token) <> 'shopper' then
    perform private.refuse(403, 'forbidden');
  elsif not private.order_awaits_payout(v_order.id) then
    perform private.refuse(422, 'no_payout_due');
  elsif private.is_email_throttled(v_order, 'payout_details_wanted') then
    perform private.refuse(429, 'link_just_sent');
  end if;
  perform private.notify(v_order, 'payout_details_wanted', 'payout_details_wanted:' || gen_random_uuid());
end $$;
comment on function public.send_payout_link is 'Emails a new link for giving bank details.';

-- Staff

-- When the payout details of a refund were given: { given_at, changed_at }, both null until they are. Null if the refund need not be paid
-- by hand.
create function private.payout_json(refund public.refunds)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case when private.awaits_payout(refund) then (
    select jsonb_build_object('given_at', max(details.given_at), 'changed_at', max(details.changed_at))
    from public.payout_details as details where details.order_id = refund.order_id) end;
end $$;

-- When the payout details of refunds were given, for staff with `payments.read`: one row for each of `refund_ids` that has to be paid by
-- hand. Refuses `forbidden` (403).
create function public.list_payouts(shop text, refund_ids uuid[])
returns table (refund_id uuid, given_at timestamptz, changed_at timestamptz)
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_payouts.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return query
    select refunds.id, details.given_at, details.changed_at
    from public.refunds
    left join public.payout_details as details on details.order_id = refunds.order_id
    where refunds.shop_id = v_shop_id and refunds.id = any (refund_ids) and private.awaits_payout(refunds);
end $$;
comment on function public.list_payouts is 'When the bank details of refunds were given, for staff.';

-- The bank details for paying a refund, still encrypted: { order_id, ciphertext, given_at, changed_at }; null until they are given.
-- Each view is written to the order's log. For staff with `refunds.issue`, and only while the refund can be paid out.
-- Refuses `refund_not_found` (404), `forbidden` (403), `invalid_transition` (422).
create function public.read_payout_details(refund_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refund public.refunds := private.lock_refund(refund_id, 'refunds.issue');
  v_details public.payout_details;
begin
  if v_refund.state = 'requested' or not private.awaits_payout(v_refund) then
    perform private.refuse(422, 'invalid_transition', jsonb_build_object('state', v_refund.state));
  end if;
  select * into v_details from public.payout_details as details where details.order_id = v_refund.order_id;
  if not found then
    return null;
  end if;
  perform private.log_refund(orders, v_refund, 'read_payout_details') from public.orders where orders.id = v_refund.order_id;
  return jsonb_build_object('order_id', v_details.order_id, 'ciphertext', v_details.ciphertext,
    'given_at', v_details.given_at, 'changed_at', v_details.changed_at);
end $$;
comment on function public.read_payout_details is
  'The bank details to which a refund is to be paid, encrypted; reading them is logged.';

-- Deleting

-- Since when details are no longer needed: since the last refund of their order was settled. Null while one has to be paid by hand.
create function private.payout_settled_at(details public.payout_details)
returns timestamptz
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return case when not private.order_awaits_payout(details.order_id) then coalesce(
    (select max(refunds.settled_at) from public.refunds where refunds.order_id = details.order_id),
    details.changed_at, details.given_at) end;
end $$;

-- Deletes up to `max_rows` details whose refunds were settled more than 30 days ago, and logs that on their orders. Answers how many.
-- Called by cleanup_stale_rows.
create function private.delete_settled_payout_details(max_rows int)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_count int := 0;
begin
  for v_order in
    select orders.* from public.payout_details as details join public.orders on orders.id = details.order_id
    where private.payout_settled_at(details) < now() - interval '30 days'
    limit max_rows
    for update of orders skip locked
  loop
    -- checked again: while the order is locked, no one can open a refund of it
    delete from public.payout_details as details
    where details.order_id = v_order.id and private.payout_settled_at(details) < now() - interval '30 days';
    if found then
      perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'delete_payout_details');
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end $$;

grant execute on function public.submit_payout_details(uuid, text, uuid), public.get_own_payout_details(uuid, uuid),
  public.send_payout_link(uuid, uuid) to anon, authenticated, service_role;
grant execute on function public.list_payouts(text, uuid[]), public.read_payout_details(uuid) to authenticated, service_role;
