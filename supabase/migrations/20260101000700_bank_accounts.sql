-- Bank accounts: where shoppers send their money. The details of an account are never rewritten: an edit is a new row. It takes effect
-- after a day, or once a second person approves it, so that one person alone cannot redirect a shop's money unnoticed.

-- Tables

-- An account as shoppers see it during one period.
create table public.bank_accounts (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id) on delete cascade,
  bank text not null constraint bank_accounts_bank_check check (length(bank) between 1 and 60),
  account_name text not null constraint bank_accounts_account_name_check check (length(account_name) between 1 and 100),
  account_number text not null constraint bank_accounts_account_number_check check (account_number ~ '^[0-9A-Z][0-9A-Z -]{3,39}$'),
  -- what else the payer needs: a branch code, a wallet
  instructions text constraint bank_accounts_instructions_check check (length(instructions) between 1 and 300),
  -- the picture of a static payment code, such as DuitNow's or QRIS's, and the name of the code
  qr_src text constraint bank_accounts_qr_src_check check (qr_src ~ '^(/|https?://)' and length(qr_src) <= 500),
  qr_label text constraint bank_accounts_qr_label_check check (length(qr_label) between 1 and 40),
  -- how this bank's statements are read; see lib/admin/statements
  statement_mapping jsonb check (jsonb_typeof(statement_mapping) = 'object'),
  position int not null default 0,
  -- the period in which shoppers see it (null: no end); one that ends before it begins was withdrawn, and never shown
  shown_from timestamptz not null default now(),
  shown_until timestamptz,
  -- the account that it replaces
  replaces_id uuid,
  requested_by uuid references public.profiles (user_id) on delete set null,
  -- the second person, who approved it
  approved_by uuid references public.profiles (user_id) on delete set null check (approved_by <> requested_by),
  created_at timestamptz not null default now(),
  unique (shop_id, id),
  foreign key (shop_id, replaces_id) references public.bank_accounts (shop_id, id)
);
-- one account per number, however it is spaced; rows with an end do not count
create unique index bank_accounts_number_key on public.bank_accounts (shop_id, translate(account_number, ' -', ''))
  where shown_until is null;
create index bank_accounts_replaces_idx on public.bank_accounts (shop_id, replaces_id);
create index bank_accounts_requested_by_idx on public.bank_accounts (requested_by);
create index bank_accounts_approved_by_idx on public.bank_accounts (approved_by);

-- The pictures of a shop that our server has checked and re-encoded. Accounts show only these: a picture at any other URL could be replaced
-- after a second person has approved it.
create table public.shop_pictures (
  src text primary key check (src ~ '^(/|https?://)' and length(src) <= 500),
  shop_id uuid not null references public.shops (id) on delete cascade,
  created_at timestamptz not null default now()
);
create index shop_pictures_shop_idx on public.shop_pictures (shop_id);
alter table public.shop_pictures enable row level security;
grant select on public.shop_pictures to service_role;

-- Policies and grants: staff read; only the functions below change accounts. Shoppers read the accounts of their order's shop through
-- get_order.

alter table public.bank_accounts enable row level security;
create policy select_staff on public.bank_accounts for select to authenticated
  using (shop_id in (select private.permitted_shops('payments.read')));
grant select on public.bank_accounts to authenticated, service_role;
grant insert, update, delete on public.bank_accounts to service_role;

create trigger refuse_rewrite before update of
  id, shop_id, bank, account_name, account_number, instructions, qr_src, qr_label, replaces_id, created_at
on public.bank_accounts for each row execute function private.refuse_rewrite();
create trigger guard_money_settings after insert or update or delete on public.bank_accounts
for each row execute function private.guard_money_settings();
create trigger log_edit after insert or update or delete on public.bank_accounts
for each row execute function private.log_edit('shop', 'shop_id');

-- Functions

-- pending: will be shown · shown · hidden: was shown · withdrawn: was never shown, and will not be.
create function private.account_state(accounts public.bank_accounts)
returns text
language sql stable
set search_path = ''
return case
  when accounts.shown_until <= accounts.shown_from then 'withdrawn'
  when accounts.shown_until <= now() then 'hidden'
  when accounts.shown_from > now() then 'pending'
  else 'shown' end;

-- The shop's first account with the same number. Credits are stored under it, so that an edit of the account does not change their
-- identity. Under a new row each credit would be imported again, and could pay a second order.
create function private.statement_account(account_id uuid)
returns uuid
language sql stable
set search_path = ''
as $$
  select first.id from public.bank_accounts as accounts
  join public.bank_accounts as first on first.shop_id = accounts.shop_id
    and translate(first.account_number, ' -', '') = translate(accounts.account_number, ' -', '')
  where accounts.id = statement_account.account_id
  order by first.created_at, first.id limit 1
$$;

-- Serializes changes of a shop's accounts, and checks the caller's permission. Refuses `forbidden` (403).
create function private.lock_accounts(shop_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not coalesce(private.has_permission(lock_accounts.shop_id, 'settings.write'), false) then
    perform private.refuse(403, 'forbidden');
  end if;
  perform 1 from public.shops where shops.id = lock_accounts.shop_id for no key update;
end $$;

-- The account, with its shop locked. Refuses `account_not_found` (404), `forbidden` (403).
create function private.lock_account(account_id uuid)
returns public.bank_accounts
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts;
begin
  select * into v_account from public.bank_accounts as accounts where accounts.id = account_id;
  if v_account.id is null or not private.has_permission(v_account.shop_id, 'payments.read') then
    perform private.refuse(404, 'account_not_found');
  end if;
  perform private.lock_accounts(v_account.shop_id);
  select * into v_account from public.bank_accounts as accounts where accounts.id = account_id;
  return v_account;
end $$;

-- What a shopper is shown of an account, and what the shop's owners are emailed.
create function private.account_json(accounts public.bank_accounts)
returns jsonb
language sql immutable
set search_path = ''
return jsonb_build_object('bank', accounts.bank, 'account_name', accounts.account_name,
  'account_number', accounts.account_number, 'instructions', accounts.instructions, 'qr_src', accounts.qr_src,
  'qr_label', accounts.qr_label);

-- Records a picture that was checked, re-encoded and put into the bucket: `src` is its URL.
create function public.record_shop_picture(shop_id uuid, src text)
returns void
language sql volatile security definer
set search_path = ''
as $$
  insert into public.shop_pictures (shop_id, src) values (record_shop_picture.shop_id, record_shop_picture.src)
$$;
comment on function public.record_shop_picture is 'Records a picture that our server has checked and re-encoded.';

-- Refuses a picture that our server has not re-encoded for this shop (`unknown_picture`, 422). A picture that an account of the shop has
-- or had is accepted.
create function private.guard_picture(account public.bank_accounts)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if account.qr_src is not null
    and not exists (select from public.shop_pictures as pictures
      where pictures.src = account.qr_src and pictures.shop_id = account.shop_id)
    and not exists (select from public.bank_accounts as others
      where others.shop_id = account.shop_id and others.qr_src = account.qr_src) then
    perform private.refuse(422, 'unknown_picture', field => 'qr');
  end if;
end $$;

-- Adds an account, or replaces one (`replaces_id`, which is shown until the new one is); `account`: { bank, account_name, account_number,
-- instructions, qr_src, qr_label, position }. It is shown after 24 hours, or at once in a shop that has had no order yet.
-- If only its position differs, the account is kept. Every owner is emailed. Answers { account_id, shown_from }. For staff with
-- `settings.write`. Refuses `forbidden`, `reauthentication_required` (403), `account_not_found` (404), `account_changed` (409; it is no
-- longer shown, or is being replaced already), `account_exists`, `unknown_picture` (422).
create function public.save_bank_account(shop_id uuid, account jsonb, replaces_id uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_old public.bank_accounts;
  v_new public.bank_accounts;
begin
  perform private.lock_accounts(save_bank_account.shop_id);
  if replaces_id is not null then
    v_old := private.lock_account(replaces_id);
    if v_old.shop_id <> save_bank_account.shop_id then
      perform private.refuse(404, 'account_not_found');
    elsif private.account_state(v_old) <> 'shown' or v_old.shown_until is not null then
      perform private.refuse(409, 'account_changed');
    end if;
  end if;
  v_new := private.read_account(account);
  v_new.shop_id := save_bank_account.shop_id;
  perform private.guard_picture(v_new);
  if private.account_json(v_new) = private.account_json(v_old) then
    return private.move_account(v_old, v_new.position);
  elsif exists (
    select from public.bank_accounts as others
    where others.shop_id = v_new.shop_id and others.id is distinct from v_old.id
      and translate(others.account_number, ' -', '') = translate(v_new.account_number, ' -', '')
      and private.account_state(others) in ('pending', 'shown')) then
    perform private.refuse(422, 'account_exists', field => 'account_number');
  end if;

  v_new.shown_from := now() + case when exists (select from public.orders where orders.shop_id = v_new.shop_id)
    then interval '24 hours' else interval '0' end;
  update public.bank_accounts as accounts set shown_until = v_new.shown_from where accounts.id = v_old.id;
  insert into public.bank_accounts (shop_id, bank, account_name, account_number, instructions, qr_src, qr_label, position,
    statement_mapping, shown_from, replaces_id, requested_by)
  select v_new.shop_id, v_new.bank, v_new.account_name, v_new.account_number, v_new.instructions, v_new.qr_src, v_new.qr_label,
    v_new.position, (
      select others.statement_mapping from public.bank_accounts as others
      where others.shop_id = v_new.shop_id
        and translate(others.account_number, ' -', '') = translate(v_new.account_number, ' -', '')
      order by others.created_at desc, others.id desc limit 1),
    v_new.shown_from, v_old.id, (select auth.uid())
  returning * into v_new;
  perform private.notify_owners(v_new.shop_id, case when v_old.id is null then 'account_added' else 'account_replaced' end,
    jsonb_build_object('account', private.account_json(v_new), 'shown_from', v_new.shown_from,
      'before', case when v_old.id is not null then private.account_json(v_old) end));
  return jsonb_build_object('account_id', v_new.id, 'shown_from', v_new.shown_from);
end $$;
comment on function public.save_bank_account is 'Adds a bank account, or replaces one.';

-- Parses an account from untrusted input. The table's constraints refuse missing fields.
create function private.read_account(account jsonb)
returns public.bank_accounts
language plpgsql stable
set search_path = ''
as $$
declare
  v_account public.bank_accounts;
begin
  v_account.bank := coalesce(private.to_text(account, 'bank'), '');
  v_account.account_name := coalesce(private.to_text(account, 'account_name'), '');
  v_account.account_number := coalesce(upper(private.to_text(account, 'account_number')), '');
  v_account.instructions := private.to_text(account, 'instructions');
  v_account.qr_src := private.to_text(account, 'qr_src');
  v_account.qr_label := private.to_text(account, 'qr_label');
  v_account.position := case when account ->> 'position' ~ '^[0-9]{1,3}$' then (account ->> 'position')::int else 0 end;
  return v_account;
end $$;

-- Changes the position of an account, and emails the owners: most shoppers use the first account.
create function private.move_account(account public.bank_accounts, new_position int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if account.position <> new_position then
    update public.bank_accounts as accounts set position = new_position where accounts.id = account.id;
    perform private.notify_owners(account.shop_id, 'settings_changed', jsonb_build_object('table', 'bank_accounts',
      'account', private.account_json(account), 'old', jsonb_build_object('position', account.position),
      'new', jsonb_build_object('position', new_position)));
  end if;
  return jsonb_build_object('account_id', account.id, 'shown_from', account.shown_from);
end $$;

-- Approves an account, which is then shown at once; the account that it replaces is hidden. Approving twice changes nothing. Every owner is
-- emailed. For a second person with `settings.write`. Refuses `account_not_found` (404), `forbidden`, `separation_of_duties` (403, for the
-- requester), `reauthentication_required` (403), `account_changed` (409; it was withdrawn or hidden).
create function public.approve_bank_account(account_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts := private.lock_account(account_id);
begin
  if private.account_state(v_account) = 'shown' then
    return;
  elsif private.account_state(v_account) <> 'pending' then
    perform private.refuse(409, 'account_changed');
  elsif v_account.requested_by = (select auth.uid()) then
    perform private.refuse(403, 'separation_of_duties');
  end if;
  update public.bank_accounts as accounts set shown_until = now()
  where accounts.id = v_account.replaces_id and accounts.shown_until = v_account.shown_from;
  update public.bank_accounts as accounts set shown_from = now(), approved_by = (select auth.uid())
  where accounts.id = v_account.id;
  perform private.notify_owners(v_account.shop_id, 'account_approved',
    jsonb_build_object('account', private.account_json(v_account)));
end $$;
comment on function public.approve_bank_account is 'Approves a bank account as the second person, so that it is shown at once.';

-- Withdraws an account before it is shown; the one that it would have replaced stays. Every owner is emailed. For staff with
-- `settings.write`. Refuses `account_not_found` (404), `forbidden`, `reauthentication_required` (403), `account_changed` (409; it is
-- already shown, withdrawn or hidden).
create function public.withdraw_bank_account(account_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts := private.lock_account(account_id);
begin
  if private.account_state(v_account) <> 'pending' then
    perform private.refuse(409, 'account_changed');
  end if;
  update public.bank_accounts as accounts set shown_until = now() where accounts.id = v_account.id;
  update public.bank_accounts as accounts set shown_until = null
  where accounts.id = v_account.replaces_id and accounts.shown_until = v_account.shown_from;
  perform private.notify_owners(v_account.shop_id, 'account_withdrawn',
    jsonb_build_object('account', private.account_json(v_account)));
end $$;
comment on function public.withdraw_bank_account is 'Withdraws a bank account before it is shown.';

-- Hides an account that is shown. To show it again, add it again. Every owner is emailed. For staff with `settings.write`.
-- Refuses `account_not_found` (404), `forbidden`, `reauthentication_required` (403), `account_changed` (409; it is not shown).
create function public.hide_bank_account(account_id uuid)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_account public.bank_accounts := private.lock_account(account_id);
begin
  if private.account_state(v_account) <> 'shown' then
    perform private.refuse(409, 'account_changed');
  end if;
  update public.bank_accounts as accounts set shown_until = now() where accounts.id = v_account.id;
  perform private.notify_owners(v_account.shop_id, 'account_hidden',
    jsonb_build_object('account', private.account_json(v_account)));
end $$;
comment on function public.hide_bank_account is 'Hides a bank account that is shown.';

-- The accounts of a shop, sorted as shoppers see them, for staff with `payments.read`: [{ account_id, bank,
-- account_name, account_number, instructions, qr_src, qr_label, position, state (private.account_state), shown_from, shown_until,
-- replaces_id, requested_by_name, may_approve, statement_mapping, read_up_to (the last day of its statements), takes_statements (whether
-- statements are imported for it: it is the latest row of its number) }]. Refuses `forbidden` (403).
create function public.list_bank_accounts(shop text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_shop_id uuid := (select shops.id from public.shops where shops.slug = list_bank_accounts.shop);
begin
  if v_shop_id is null or not private.has_permission(v_shop_id, 'payments.read') then
    perform private.refuse(403, 'forbidden');
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(rows) order by rows.position, rows.shown_from, rows.account_id), '[]') from (
      select accounts.id as account_id, accounts.bank, accounts.account_name, accounts.account_number, accounts.instructions,
        accounts.qr_src, accounts.qr_label, accounts.position, private.account_state(accounts) as state, accounts.shown_from,
        accounts.shown_until, accounts.replaces_id, nullif(profiles.name, '') as requested_by_name,
        private.account_state(accounts) = 'pending' and accounts.requested_by is distinct from (select auth.uid())
          and private.has_permission(v_shop_id, 'settings.write') as may_approve,
        accounts.statement_mapping,
        (select max(lines.booked_on) from public.statement_lines as lines
          where lines.bank_account_id = private.statement_account(accounts.id)) as read_up_to,
        private.account_state(accounts) <> 'withdrawn' and not exists (
          select from public.bank_accounts as later
          where later.shop_id = v_shop_id
            and translate(later.account_number, ' -', '') = translate(accounts.account_number, ' -', '')
            and private.account_state(later) <> 'withdrawn'
            and (later.created_at, later.id) > (accounts.created_at, accounts.id)) as takes_statements
      from public.bank_accounts as accounts left join public.profiles on profiles.user_id = accounts.requested_by
      where accounts.shop_id = v_shop_id
    ) as rows
  );
end $$;
comment on function public.list_bank_accounts is 'The bank accounts of a shop, for its staff.';

grant execute on function public.record_shop_picture(uuid, text) to service_role;
grant execute on function public.save_bank_account(uuid, jsonb, uuid), public.approve_bank_account(uuid),
  public.withdraw_bank_account(uuid), public.hide_bank_account(uuid), public.list_bank_accounts(text)
  to authenticated, service_role;
