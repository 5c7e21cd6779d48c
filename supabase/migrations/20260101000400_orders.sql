-- Orders: who bought what, the state of the order, and the facts about its money and goods.

-- Types

create type public.order_state as enum (
  'requested', 'pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment',
  'shipped', 'delivered', 'completed', 'cancelled'
);

create type public.order_payment_status as enum (
  'not_paid', 'pending', 'under_verification', 'failed', 'partially_paid', 'paid', 'overpaid',
  'partially_refunded', 'refunded', 'disputed'
);

create type public.order_status as enum (
  'requested', 'pending_payment', 'payment_failed', 'awaiting_verification', 'confirmed', 'paid', 'processing',
  'ready_for_shipment', 'partially_shipped', 'shipped', 'in_transit', 'delivered', 'completed', 'cancelled', 'rejected',
  'on_hold', 'backordered', 'returned', 'partially_refunded', 'refunding', 'refunded', 'disputed', 'archived'
);

-- What can be done with an order: first the commands of order_transitions, then those that are not in that table.
create type public.order_command as enum (
  'accept', 'confirm_request', 'submit_proof', 'reject_proof', 'settle', 'approve', 'ask_rest', 'revive', 'allocate',
  'process', 'mark_ready', 'ship', 'mark_in_transit', 'fail_delivery', 'refuse_delivery', 'deliver', 'collect',
  'complete', 'return_items', 'cancel', 'cancel_items', 'hold', 'release', 'archive', 'open_dispute', 'close_dispute',
  'note', 'clone', 'reissue_keys', 'check_payment', 'resolve', 'refund', 'approve_refund', 'decline_refund',
  'retry_refund', 'pay_out_refund'
);

-- The actions in the log of an order: its commands, and what happened to its money, its access links and its exceptions.
create type public.order_action as enum (
  'accept', 'confirm_request', 'submit_proof', 'reject_proof', 'settle', 'approve', 'ask_rest', 'revive', 'allocate',
  'process', 'mark_ready', 'ship', 'mark_in_transit', 'fail_delivery', 'refuse_delivery', 'deliver', 'collect',
  'complete', 'return_items', 'cancel', 'cancel_items', 'hold', 'release', 'archive', 'open_dispute', 'close_dispute',
  'create_order', 'clone_order', 'note', 'correct_email', 'reissue_order_keys', 'payment_failed', 'payment_mismatch',
  'payment_paid_short', 'payment_overpaid', 'payment_collected', 'request_move', 'decline_move', 'move_payment',
  'request_refund', 'refund_approved', 'refund_submitted', 'refund_processing', 'refund_succeeded', 'refund_failed',
  'refund_needs_attention', 'refund_declined', 'give_payout_details', 'change_payout_details', 'read_payout_details',
  'delete_payout_details', 'open_exception', 'resolve_exception', 'close_exception', 'add_verification_claims',
  'edit_verification_claims', 'delete_verification_claims'
);

-- Why a command is blocked now, although the staff member's role permits it; the command is refused with the same reason.
create type public.order_block as enum (
  'on_hold', 'dispute_open', 'order_refunded', 'payment_undecided', 'partly_shipped', 'not_revivable',
  'separation_of_duties'
);

create type public.cancelled_by as enum ('shopper', 'seller', 'staff', 'system');

-- Why an order was cancelled; the text depends on the reader.
-- · asked: a person asked for it, in their own words (`cancel_note`) if they gave any · not_accepted, not_paid, not_verified: not in time
-- · sold_out: paid, and its stock was gone · payment_not_found: its payment was another order's · returned_to_cart: put back into the cart.
create type public.cancel_reason as enum (
  'asked', 'not_accepted', 'not_paid', 'not_verified', 'sold_out', 'payment_not_found', 'returned_to_cart'
);

-- Why an order is on hold.
-- · by_staff: for a reason in their own words (`hold_note`) · amount_mismatch, paid_short, payment_moved, refund_failed: an exception about
--   its money is open · dispute_lost: the customer won the dispute, and the goods are still here.
create type public.hold_reason as enum (
  'by_staff', 'amount_mismatch', 'paid_short', 'payment_moved', 'refund_failed', 'dispute_lost'
);

-- Whether the refunds of an order, approved or not, cover all of its payments. Money that was moved to another order does not count.
-- False for an order that costs nothing, or whose money was all moved.
create function private.refunds_cover_payments(paid_minor bigint, moved_minor bigint, refunding_minor bigint, total_minor bigint)
returns boolean
language sql immutable
set search_path = ''
return total_minor > 0 and paid_minor > moved_minor and refunding_minor >= paid_minor;

-- Whether an order is not confirmed yet, and not cancelled: until `expires_at` it waits for an approval, a confirmation or its payment.
create function private.awaits_confirmation(state public.order_state)
returns boolean
language sql immutable
set search_path = ''
return state in ('requested', 'pending_payment', 'awaiting_verification');

-- Whether an order waits for its payment.
create function private.awaits_money(state public.order_state)
returns boolean
language sql immutable
set search_path = ''
return state in ('pending_payment', 'awaiting_verification');

-- The part of a phone number that stays the same however it is written: with the country's prefix, a zero, or hyphens.
create function private.phone_key(phone text)
returns text
language sql immutable
set search_path = ''
return right(regexp_replace(phone, '\D', '', 'g'), 9);

-- Tables

create table public.orders (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null references public.shops (id),
  -- eight random Crockford base32 characters: they cannot be guessed, do not reveal how many orders there are, and need no counter
  number text not null constraint orders_number_key unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  customer_id uuid not null,
  -- the account that placed it; null for guests
  user_id uuid references public.profiles (user_id) on delete set null,

  -- changed by commands only
  state public.order_state not null,
  version int not null default 1,
  awaits_confirmation boolean not null generated always as (private.awaits_confirmation(state)) stored,
  awaits_money boolean not null generated always as (private.awaits_money(state)) stored,

  payment_method public.payment_method not null,
  stock_policy public.stock_policy not null,
  -- how long its stock is reserved, copied from its payment method at placement; null if its policy reserves none
  lock_for interval,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint not null check (subtotal_minor >= 0),
  shipping_minor bigint not null check (shipping_minor >= 0),
  -- the price of the units that were cancelled after placement; the subtotal still includes it
  cancelled_minor bigint not null default 0,
  total_minor bigint not null generated always as (subtotal_minor + shipping_minor - cancelled_minor) stored,

  -- copied at placement: later edits of the customer, the address book or the rates do not change them
  email text not null,
  phone text not null,
  phone_key text not null generated always as (private.phone_key(phone)) stored,
  name text not null,
  -- null, like the rate, where nothing needs delivery
  shipping_address jsonb,
  shipping_rate_id uuid,
  shipping_rate_name text,
  note text check (length(note) <= 500),
  -- what identifies a buyer, besides the customer: the cart, and the network address (private.client_key; null: our servers or staff)
  cart_id uuid,
  client_hash bytea,
  -- placed beyond what one buyer may reserve unpaid: it reserves no stock until it is paid or confirmed
  is_unreserved boolean not null default false,
  -- whether the shopper may also confirm it, by the link in an email
  confirms_by_link boolean not null default false,

  -- facts beside the state
  hold_reason public.hold_reason,
  hold_note text check (length(hold_note) between 1 and 200),
  backordered boolean not null default false,
  paid_minor bigint not null default 0 check (paid_minor >= 0),
  refunded_minor bigint not null default 0,
  -- the part of `paid_minor` that is refunded or being refunded, by refunds in the order's currency that were neither declined nor failed
  refunding_minor bigint not null default 0 check (refunding_minor >= 0),
  -- the part of `refunded_minor` that was moved to another order instead of being sent
  moved_minor bigint not null default 0 check (moved_minor between 0 and refunded_minor),
  last_attempt_failed boolean not null default false,
  dispute_open boolean not null default false,
  returned_all boolean not null default false,
  pieces int not null check (pieces > 0),
  pieces_shipped int not null default 0,
  pieces_cancelled int not null default 0,
  in_transit boolean not null default false,
  -- the delivery failed, or was refused at the door; null again once it is retried or delivered
  delivery_failed_at timestamptz,
  refused_at timestamptz,
  -- the person who confirmed its payment; null: the gateway, or no one
  confirmed_by uuid references public.profiles (user_id) on delete set null,
  cancelled_by public.cancelled_by,
  cancel_reason public.cancel_reason,
  cancel_note text check (length(cancel_note) between 1 and 500),

  placed_at timestamptz not null default now(),
  -- until when it waits for approval or payment; null once it does not
  expires_at timestamptz,
  -- when a proof of its transfer extended its stock reservation, which happens only once
  reservation_extended_at timestamptz,
  confirmed_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  archived_at timestamptz,

  payment_status public.order_payment_status not null generated always as (
    case
      when dispute_open then 'disputed'::public.order_payment_status
      when refunded_minor > moved_minor and refunded_minor >= paid_minor then 'refunded'
      -- an overpayment that is being refunded no longer counts
      when paid_minor - greatest(refunded_minor, refunding_minor) > subtotal_minor + shipping_minor - cancelled_minor then 'overpaid'
      when paid_minor - refunded_minor >= subtotal_minor + shipping_minor - cancelled_minor then 'paid'
      when refunded_minor > moved_minor then 'partially_refunded'
      when paid_minor > refunded_minor then 'partially_paid'
      when state = 'awaiting_verification' then 'under_verification'
      when state = 'pending_payment' and last_attempt_failed then 'failed'
      when state = 'pending_payment' then 'pending'
      else 'not_paid'
    end
  ) stored,

  -- the one word that people see and filter by; the first match wins
  status public.order_status not null generated always as (
    case
      when dispute_open then 'disputed'::public.order_status
      -- the goods are still here, and their money is refunded or being refunded: the order has to be cancelled
      when state in ('confirmed', 'processing', 'ready_for_shipment') and private.refunds_cover_payments(
        paid_minor, moved_minor, refunding_minor, subtotal_minor + shipping_minor - cancelled_minor) then 'refunding'
      when refunded_minor > moved_minor and refunded_minor >= paid_minor then 'refunded'
      when archived_at is not null then 'archived'
      when state = 'cancelled' and cancelled_by = 'seller' then 'rejected'
      when state = 'cancelled' then 'cancelled'
      when hold_reason is not null then 'on_hold'
      when returned_all then 'returned'
      when state in ('delivered', 'completed') and refunded_minor > moved_minor
        and paid_minor - refunded_minor < subtotal_minor + shipping_minor - cancelled_minor then 'partially_refunded'
      when backordered then 'backordered'
      when state = 'pending_payment' and last_attempt_failed then 'payment_failed'
      when state = 'confirmed' and paid_minor - refunded_minor >= subtotal_minor + shipping_minor - cancelled_minor then 'paid'
      when state in ('confirmed', 'processing', 'ready_for_shipment') and pieces_shipped > 0 then 'partially_shipped'
      when state = 'shipped' and in_transit then 'in_transit'
      when state = 'requested' then 'requested'
      when state = 'pending_payment' then 'pending_payment'
      when state = 'awaiting_verification' then 'awaiting_verification'
      when state = 'confirmed' then 'confirmed'
      when state = 'processing' then 'processing'
      when state = 'ready_for_shipment' then 'ready_for_shipment'
      when state = 'shipped' then 'shipped'
      when state = 'delivered' then 'delivered'
      else 'completed'
    end
  ) stored,

  unique (shop_id, id),
  foreign key (shop_id, customer_id) references public.customers (shop_id, id),
  constraint orders_address_with_rate check ((shipping_address is null) = (shipping_rate_name is null)),
  foreign key (shop_id, shipping_rate_id) references public.shipping_rates (shop_id, id)
    on delete set null (shipping_rate_id),
  check (0 <= refunded_minor and refunded_minor <= paid_minor),
  check (0 <= cancelled_minor and cancelled_minor <= subtotal_minor),
  check (pieces_shipped >= 0 and pieces_cancelled >= 0 and pieces_shipped + pieces_cancelled <= pieces),
  check ((state = 'cancelled') = (cancelled_by is not null and cancelled_at is not null)),
  constraint orders_cancel_note check (cancel_note is null or cancel_reason is not distinct from 'asked'),
  constraint orders_hold_note check ((hold_note is not null) = (hold_reason is not distinct from 'by_staff')),
  -- every waiting order has a deadline
  check (not awaits_confirmation or expires_at is not null)
);
create index orders_list_idx on public.orders (shop_id, placed_at desc, id desc);
create index orders_status_list_idx on public.orders (shop_id, status, placed_at desc, id desc);
create index orders_customer_idx on public.orders (shop_id, customer_id, placed_at desc);
create index orders_user_id_idx on public.orders (user_id, placed_at desc);
create index orders_confirmed_by_idx on public.orders (confirmed_by) where confirmed_by is not null;
create index orders_shipping_rate_idx on public.orders (shop_id, shipping_rate_id);
create index orders_email_idx on public.orders (shop_id, lower(email));
create index orders_phone_idx on public.orders (shop_id, phone_key);
-- the verifiers' queue, the earliest deadline first
create index orders_verification_idx on public.orders (shop_id, expires_at, id) where state = 'awaiting_verification';
-- orders that a bank credit may pay, by the amount that they owe
create index orders_owing_idx on public.orders (shop_id, (total_minor - paid_minor + refunded_minor))
  where payment_method = 'bank_transfer' and awaits_money;
-- the fulfillers' queue, longest waiting first
create index orders_fulfilment_idx on public.orders (shop_id, state, confirmed_at, id)
  where state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped');
create index orders_expiring_idx on public.orders (expires_at) where awaits_confirmation;
-- the unpaid orders of one buyer, found by customer, phone number, cart and network address
create index orders_unpaid_customer_idx on public.orders (shop_id, customer_id)
  where state in ('pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment');
create index orders_unpaid_phone_idx on public.orders (shop_id, phone_key)
  where state in ('pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment');
create index orders_unpaid_cart_idx on public.orders (shop_id, cart_id)
  where state in ('pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment');
create index orders_unpaid_client_idx on public.orders (shop_id, client_hash)
  where state in ('pending_payment', 'awaiting_verification', 'confirmed', 'processing', 'ready_for_shipment');
create index orders_client_idx on public.orders (shop_id, client_hash, placed_at);
create index orders_delivered_idx on public.orders (delivered_at) where state = 'delivered';
create index orders_unconfirmed_money_idx on public.orders (shop_id)
  where paid_minor > refunded_minor and (awaits_confirmation or state = 'cancelled');

-- The items of an order. They are copies, so that later changes of the catalogue do not change the order. A variant may have several.
create table public.order_items (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  variant_id uuid not null,
  position int not null,
  sku text not null,
  name text not null,
  option_value text,
  -- what the product asked, and the answers: [{ field_id, label, value }]
  answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array'),
  image_src text,
  is_tracked boolean not null,
  -- as of the sale
  tax_class public.tax_class not null default 'standard',
  -- as of the sale: can be backordered, and is sent on `backorder_on` if that was known
  allows_backorder boolean not null default false,
  backorder_on date,
  quantity int not null check (quantity > 0),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  line_total_minor bigint not null generated always as (quantity * unit_price_minor) stored,
  -- units of the line that are deducted and still on the shelf: they sum to inventory.committed
  committed_quantity int not null default 0 check (committed_quantity >= 0),
  shipped_quantity int not null default 0 check (shipped_quantity >= 0),
  -- units that were cancelled before they were shipped
  cancelled_quantity int not null default 0 check (cancelled_quantity >= 0),
  -- units that were shipped and returned
  returned_quantity int not null default 0 check (returned_quantity between 0 and shipped_quantity),
  -- units whose price was refunded, or is being refunded: none is refunded twice
  refunded_quantity int not null default 0 check (refunded_quantity between 0 and quantity),
  unique (order_id, position),
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade,
  foreign key (shop_id, variant_id) references public.variants (shop_id, id),
  check (committed_quantity + shipped_quantity + cancelled_quantity <= quantity),
  check (is_tracked or committed_quantity = 0)
);
create index order_items_order_idx on public.order_items (shop_id, order_id, position);
create index order_items_variant_idx on public.order_items (shop_id, variant_id);

-- Access tokens of an order, for people without an account: one for the shopper at placement, one for each email with a link.
create table public.order_access_tokens (
  token_hash bytea primary key,
  shop_id uuid not null,
  order_id uuid not null,
  -- it was emailed, so its holder has access to the mailbox of the order's email address
  by_email boolean not null default false,
  created_at timestamptz not null default now(),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index order_access_tokens_order_idx on public.order_access_tokens (shop_id, order_id);

create table public.shipments (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  order_id uuid not null,
  carrier text not null check (length(carrier) between 1 and 80),
  -- null: the courier has none, such as the shop's own rider
  tracking_number text check (length(tracking_number) between 1 and 80),
  tracking_url text check (tracking_url ~ '^https?://' and length(tracking_url) <= 500),
  shipped_at timestamptz not null default now(),
  delivered_at timestamptz,
  unique (shop_id, id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
create index shipments_recent_idx on public.shipments (shop_id, shipped_at desc);
create index shipments_by_order_idx on public.shipments (order_id, shipped_at);
create index shipments_order_idx on public.shipments (shop_id, order_id, shipped_at);

create table public.shipment_items (
  shop_id uuid not null,
  shipment_id uuid not null,
  order_item_id uuid not null,
  quantity int not null check (quantity > 0),
  primary key (shipment_id, order_item_id),
  foreign key (shop_id, shipment_id) references public.shipments (shop_id, id) on delete cascade,
  foreign key (shop_id, order_item_id) references public.order_items (shop_id, id) on delete cascade
);
create index shipment_items_shipment_idx on public.shipment_items (shop_id, shipment_id);
create index shipment_items_item_idx on public.shipment_items (shop_id, order_item_id);

-- Stock that is reserved or moved for an order belongs to the same shop.
alter table public.inventory_locks add foreign key (shop_id, order_id)
  references public.orders (shop_id, id) on delete cascade;
create index inventory_locks_order_idx on public.inventory_locks (shop_id, order_id);
alter table public.stock_movements add foreign key (shop_id, order_id) references public.orders (shop_id, id);

-- Policies and grants: staff read the orders of their shop, shoppers with an account their own; guests read through get_order.

alter table public.orders enable row level security;
alter table public.order_items enable row level security;
alter table public.order_access_tokens enable row level security;
alter table public.shipments enable row level security;
alter table public.shipment_items enable row level security;

create policy select_self_or_staff on public.orders for select to authenticated
  using (user_id = (select auth.uid()) or shop_id in (select private.permitted_shops('orders.read')));
create policy select_self_or_staff on public.order_items for select to authenticated
  using (order_id in (select orders.id from public.orders where orders.user_id = (select auth.uid()))
    or shop_id in (select private.permitted_shops('orders.read')));
create policy select_self_or_staff on public.shipments for select to authenticated
  using (order_id in (select orders.id from public.orders where orders.user_id = (select auth.uid()))
    or shop_id in (select private.permitted_shops('orders.read')));
create policy select_self_or_staff on public.shipment_items for select to authenticated
  using (shipment_id in (select shipments.id from public.shipments
      join public.orders on orders.id = shipments.order_id where orders.user_id = (select auth.uid()))
    or shop_id in (select private.permitted_shops('orders.read')));

grant select on public.order_items, public.shipments, public.shipment_items to authenticated, service_role;
grant select on public.orders to service_role;
-- shoppers read this table, too, so the grant leaves out internal columns, the hold (which staff get from get_order) and who confirmed it
grant select (id, shop_id, number, customer_id, user_id, state, version, payment_method, stock_policy, lock_for, currency, subtotal_minor,
  shipping_minor, cancelled_minor, total_minor, email, phone, name, shipping_address, shipping_rate_id, shipping_rate_name, note,
  backordered, paid_minor, refunded_minor, refunding_minor, moved_minor, last_attempt_failed, dispute_open, returned_all, pieces,
  pieces_shipped, pieces_cancelled, in_transit, delivery_failed_at, refused_at, cancelled_by, cancel_reason, cancel_note, placed_at,
  expires_at, confirmed_at,
  shipped_at, delivered_at, completed_at, cancelled_at, archived_at, payment_status, status) on public.orders to authenticated;
