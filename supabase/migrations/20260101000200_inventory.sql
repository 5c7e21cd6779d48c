-- Stock: the units on the shelf, those that are sold, and those that are reserved for orders in progress.

-- Types

create type public.stock_reason as enum ('count', 'receive', 'remove', 'deduct', 'restore', 'ship', 'return', 'import');

-- Tables

-- One row per tracked variant and location (there is one location now; the key allows more).
-- The check makes overselling impossible, even if the code above it has a bug.
create table public.inventory (
  shop_id uuid not null references public.shops (id) on delete cascade,
  variant_id uuid not null,
  location text not null default 'main',
  -- physical units on the shelf
  on_hand int not null default 0,
  -- units of them that belong to confirmed orders not yet shipped
  committed int not null default 0,
  -- units reserved for orders in progress: the sum of inventory_locks, including expired ones that are not deleted yet
  reserved int not null default 0 check (reserved >= 0),
  -- low on stock at this many unsold units or fewer; null: the level of the shop
  low_stock_at int constraint inventory_low_stock_at_check check (low_stock_at between 0 and 1000000),
  -- whether low stock is reported: the variant is active and tracked (private.watch_stock)
  is_watched boolean not null default true,
  updated_at timestamptz not null default now(),
  constraint inventory_pkey primary key (variant_id, location),
  -- a variant that has ever had stock has movements, which keep it from being deleted
  foreign key (shop_id, variant_id) references public.variants (shop_id, id) on delete cascade,
  constraint inventory_never_oversold check (0 <= committed and committed <= on_hand)
);
create index inventory_shop_id_idx on public.inventory (shop_id, variant_id);
-- Two lists, the scarcest first: the variants without a level of their own, and those that are low by their own level.
create index inventory_scarce_idx on public.inventory (shop_id, (on_hand - committed), variant_id)
  where is_watched and low_stock_at is null;
create index inventory_low_idx on public.inventory (shop_id, (on_hand - committed), variant_id)
  where is_watched and on_hand - committed <= low_stock_at;

-- Why a quantity changed: the deltas of a variant always add up to its quantities.
create table public.stock_movements (
  id bigint generated always as identity primary key,
  shop_id uuid not null references public.shops (id) on delete cascade,
  variant_id uuid not null,
  location text not null default 'main',
  on_hand_delta int not null,
  committed_delta int not null,
  -- the quantities after the change
  on_hand int not null,
  committed int not null,
  reason public.stock_reason not null,
  order_id uuid,
  note text,
  actor uuid,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (shop_id, variant_id) references public.variants (shop_id, id),
  check (on_hand_delta <> 0 or committed_delta <> 0)
);
create index stock_movements_variant_idx on public.stock_movements (shop_id, variant_id, id desc);
create index stock_movements_order_idx on public.stock_movements (shop_id, order_id);

-- A stock reservation for one order. It takes nothing off the shelf, and it is live while expires_at > now(): expiry is decided on reading,
-- and the clean-up only deletes rows.
create table public.inventory_locks (
  shop_id uuid not null references public.shops (id) on delete cascade,
  order_id uuid not null,
  variant_id uuid not null,
  quantity int not null check (quantity > 0),
  expires_at timestamptz not null,
  constraint inventory_locks_pkey primary key (order_id, variant_id),
  foreign key (shop_id, variant_id) references public.variants (shop_id, id)
);
create index inventory_locks_live_idx on public.inventory_locks (variant_id, expires_at) include (quantity, order_id);
create index inventory_locks_variant_idx on public.inventory_locks (shop_id, variant_id);
create index inventory_locks_expires_at_idx on public.inventory_locks (expires_at);

-- Variants that have sold out or are back in stock, until the catalogue pages that show them are revalidated (claim_stock_changes). Rows
-- are only inserted and deleted, so no two orders wait for each other here.
create table private.stock_changes (
  variant_id uuid not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (variant_id, transaction_id)
);
alter table private.stock_changes enable row level security;

create trigger refuse_rewrite before update or delete on public.stock_movements
for each row execute function private.refuse_rewrite();
create trigger refuse_truncate before truncate on public.stock_movements
for each statement execute function private.refuse_rewrite();

-- Policies and grants: staff read; every write goes through a function.

alter table public.inventory enable row level security;
alter table public.stock_movements enable row level security;
alter table public.inventory_locks enable row level security;

create policy select_staff on public.inventory for select to authenticated
  using (shop_id in (select private.permitted_shops('stock.read')));
create policy select_staff on public.stock_movements for select to authenticated
  using (shop_id in (select private.permitted_shops('stock.read')));
create policy select_staff on public.inventory_locks for select to authenticated
  using (shop_id in (select private.permitted_shops('stock.read')));

grant select on public.inventory, public.stock_movements, public.inventory_locks to authenticated, service_role;

-- Functions

-- The units of a variant in live reservations: `reserved` (inventory.reserved), less the expired ones. Only those are summed. The clean-up
-- deletes them every few minutes, so the cost does not grow with the number of orders in progress.
create function private.live_reserved(variant_id uuid, reserved bigint)
returns bigint
language plpgsql stable
set search_path = ''
as $$
begin
  if reserved = 0 then
    return 0;
  end if;
  return reserved - (
    select coalesce(sum(locks.quantity), 0) from public.inventory_locks as locks
    where locks.variant_id = live_reserved.variant_id and locks.expires_at <= now()
  );
end $$;

-- Units that are neither committed nor reserved: on_hand - committed - live locks, never below 0. An order with a live reservation
-- ignores the reservations of others: if a stock count left fewer units than were reserved, the first to pay gets them, instead of each
-- waiting for the other.
create function private.free_quantity(variant_id uuid, for_order uuid default null)
returns int
language plpgsql stable
set search_path = ''
as $$
declare
  v_unsold bigint;
  v_reserved bigint;
begin
  select coalesce(sum(inventory.on_hand - inventory.committed), 0), coalesce(sum(inventory.reserved), 0) into v_unsold, v_reserved
  from public.inventory where inventory.variant_id = free_quantity.variant_id;
  if for_order is not null and exists (
    select from public.inventory_locks as locks
    where locks.order_id = for_order and locks.variant_id = free_quantity.variant_id and locks.expires_at > now()
  ) then
    v_reserved := 0;
  end if;
  return greatest(0, v_unsold - private.live_reserved(variant_id, v_reserved));
end $$;

-- Units of a variant that can still be sold; null if it is untracked.
create function private.available_stock(variant_id uuid)
returns int
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select case when variants.is_tracked then private.free_quantity(variants.id) end
    from public.variants where variants.id = available_stock.variant_id
  );
end $$;

-- Whether anyone may buy the variant: it is active, its product listed and its shop published.
create function private.is_for_sale(variant_id uuid)
returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select exists (
      select from public.variants
      join public.products on products.id = variants.product_id
      join public.shops on shops.id = variants.shop_id
      where variants.id = is_for_sale.variant_id
        and variants.is_active and private.is_listed(products.published_at, products.archived_at) and shops.published_at is not null
    )
  );
end $$;

-- Units that can be sold now; null if there is no limit: the variant is untracked, or can be backordered. Refuses
-- `unknown_variant` (404).
create function public.get_available_stock(variant_id uuid)
returns int
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.is_for_sale(get_available_stock.variant_id) then
    perform private.refuse(404, 'unknown_variant', field => 'variant_id');
  end if;
  return (select case when not variants.allows_backorder then private.available_stock(variants.id) end
    from public.variants where variants.id = get_available_stock.variant_id);
end $$;
comment on function public.get_available_stock is 'Units of a variant that can be sold now.';

-- What shoppers see of a variant's stock: `available` as get_available_stock answers it; `is_backorder`: it can be backordered, and is out
-- of stock now.
create function private.shown_stock(variant public.variants)
returns table (variant_id uuid, available int, is_backorder boolean)
language plpgsql stable
set search_path = ''
as $$
declare
  v_available int := case when variant.is_tracked then private.free_quantity(variant.id) end;
begin
  return query select variant.id, case when not variant.allows_backorder then v_available end,
    variant.allows_backorder and coalesce(v_available = 0, false);
end $$;

-- The stock of products, by variant: of all of their variants that are for sale, or a page of them (up to `max_rows` after the variant
-- `from_id`). A caller over the API has to read pages, since the API returns a thousand rows at most and silently drops the rest.
create function public.list_available_stock(product_ids uuid[], from_id uuid default null, max_rows int default null)
returns table (variant_id uuid, available int, is_backorder boolean)
language sql stable security definer
set search_path = ''
as $$
  select stock.variant_id, stock.available, stock.is_backorder
  from public.products
  join public.shops on shops.id = products.shop_id
  join public.variants on variants.shop_id = products.shop_id and variants.product_id = products.id
  cross join lateral private.shown_stock(variants) as stock
  where products.id = any (list_available_stock.product_ids)
    and (list_available_stock.from_id is null or variants.id > list_available_stock.from_id)
    and variants.is_active and private.is_listed(products.published_at, products.archived_at) and shops.published_at is not null
  order by variants.id
  limit list_available_stock.max_rows
$$;
comment on function public.list_available_stock is 'The stock of products, by variant.';

-- The only function that changes on_hand or committed; it also writes the movement that explains the change.
create function private.move_stock(
  shop_id uuid, variant_id uuid, on_hand_delta int, committed_delta int,
  reason public.stock_reason, order_id uuid default null, note text default null
)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_stock public.inventory;
begin
  update public.inventory as i
  set on_hand = i.on_hand + on_hand_delta, committed = i.committed + committed_delta, updated_at = now()
  where i.variant_id = move_stock.variant_id and i.location = 'main'
  returning * into v_stock;
  if not found then
    raise exception 'variant % has no inventory row', move_stock.variant_id;
  end if;
  insert into public.stock_movements
    (shop_id, variant_id, on_hand_delta, committed_delta, on_hand, committed, reason, order_id, note, actor)
  values
    (shop_id, variant_id, on_hand_delta, committed_delta, v_stock.on_hand, v_stock.committed, reason, order_id, note,
      (select auth.uid()));
end $$;

-- Every tracked variant has an inventory row from the start, so that readers need no fallback.
create function private.watch_stock()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if new.is_tracked then
    insert into public.inventory (shop_id, variant_id, is_watched) values (new.shop_id, new.id, new.is_active)
    on conflict on constraint inventory_pkey do update set is_watched = excluded.is_watched;
  else
    update public.inventory set is_watched = false where inventory.variant_id = new.id;
  end if;
  return null;
end $$;

create trigger watch_new_stock after insert on public.variants
for each row execute function private.watch_stock();
-- only if is_tracked or is_active changes: any other save must not wait for orders that have locked the inventory row
create trigger watch_changed_stock after update on public.variants
for each row when ((old.is_tracked, old.is_active) is distinct from (new.is_tracked, new.is_active))
execute function private.watch_stock();

-- What the catalogue shows

-- Records that a variant has sold out or is back in stock. An expired reservation counts as freed when it is deleted: nothing is written
-- at the moment it expires.
create function private.record_stock_change()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  -- two changes in one command cancel out: the units of a reservation are deducted before it is deleted
  delete from private.stock_changes as changes
  where changes.variant_id = new.variant_id and changes.transaction_id = pg_current_xact_id();
  if not found then
    insert into private.stock_changes (variant_id) values (new.variant_id);
  end if;
  return null;
end $$;

create trigger record_stock_change after update of on_hand, committed, reserved on public.inventory
for each row when ((old.on_hand - old.committed - old.reserved > 0) <> (new.on_hand - new.committed - new.reserved > 0))
execute function private.record_stock_change();

-- Keeps inventory.reserved equal to the sum of the reservations. The caller has locked the inventory rows, in the order of lock_stock_rows.
create function private.sum_reservations()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.inventory as i
  set reserved = i.reserved + coalesce(new.quantity, 0) - coalesce(old.quantity, 0), updated_at = now()
  where i.variant_id = coalesce(new.variant_id, old.variant_id) and i.location = 'main';
  return null;
end $$;

create trigger sum_added_and_removed after insert or delete on public.inventory_locks
for each row execute function private.sum_reservations();
create trigger sum_changed after update on public.inventory_locks
for each row when (old.quantity <> new.quantity) execute function private.sum_reservations();

-- Claims up to `max_rows` records of variants that sold out or are back in stock, and answers their products, so that the caller
-- revalidates their pages. If a claimed record is lost, the page is regenerated a minute later anyway.
create function public.claim_stock_changes(max_rows int)
returns table (shop text, product text)
language sql volatile security definer
set search_path = ''
as $$
  with claimed as (
    delete from private.stock_changes
    where ctid = any (array(
      select ctid from private.stock_changes
      limit claim_stock_changes.max_rows
      for update skip locked
    ))
    returning variant_id
  )
  select distinct shops.slug, products.slug
  from claimed
  join public.variants on variants.id = claimed.variant_id
  join public.products on products.id = variants.product_id
  join public.shops on shops.id = variants.shop_id
$$;
comment on function public.claim_stock_changes is
  'Claims products that sold out or are back in stock, so that their pages are revalidated.';

-- Deletes reservations that have expired. Skips variants that another command has locked: the next run deletes those. Safe to skip, to
-- repeat and to run twice at once.
create function public.cleanup_expired_inventory_locks()
returns int
language sql volatile security definer
set search_path = ''
as $$
  with held as (
    select inventory.variant_id from public.inventory
    where inventory.variant_id in (select locks.variant_id from public.inventory_locks as locks where locks.expires_at <= now())
    order by inventory.variant_id
    for update skip locked
  ), lapsed as (
    select locks.order_id, locks.variant_id from public.inventory_locks as locks
    where locks.expires_at <= now() and locks.variant_id in (select held.variant_id from held)
    for update skip locked
  ), deleted as (
    delete from public.inventory_locks using lapsed
    where inventory_locks.order_id = lapsed.order_id and inventory_locks.variant_id = lapsed.variant_id
    returning 1
  )
  select count(*)::int from deleted
$$;
comment on function public.cleanup_expired_inventory_locks is 'Deletes stock reservations that have expired.';

grant execute on function public.get_available_stock(uuid), public.list_available_stock(uuid[], uuid, int)
  to anon, authenticated, service_role;
grant execute on function public.cleanup_expired_inventory_locks(), public.claim_stock_changes(int) to service_role;
