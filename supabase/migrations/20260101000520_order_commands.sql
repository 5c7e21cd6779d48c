-- The simple commands on orders: accept, pack, ship, deliver, hold, reinstate, and notes.

-- Ships units in one parcel: those of `details.lines`, or all that are left. Answers whether the whole order is now shipped. Stock that is
-- not deducted yet is deducted first; if there is not enough, the command is refused.
create function private.ship_order(orders public.orders, details jsonb)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_tracking text := nullif(trim(details ->> 'tracking_number'), '');
  v_short jsonb;
  v_line record;
  v_shipment_id uuid;
  v_quantity int := 0;
begin
  if length(trim(coalesce(details ->> 'carrier', ''))) not between 1 and 80 then
    perform private.refuse(422, 'carrier_required', field => 'carrier');
  elsif length(v_tracking) > 80 or v_tracking is null and (select settings.requires_tracking from public.shop_settings as settings
    where settings.shop_id = orders.shop_id) then
    perform private.refuse(422, 'tracking_number_required', field => 'tracking_number');
  elsif nullif(details ->> 'tracking_url', '') !~ '^https?://' or length(details ->> 'tracking_url') > 500 then
    perform private.refuse(422, 'invalid_tracking_url', field => 'tracking_url');
  end if;
  v_short := private.try_deduct(orders);
  insert into public.shipments (shop_id, order_id, carrier, tracking_number, tracking_url)
  values (orders.shop_id, orders.id, trim(details ->> 'carrier'), v_tracking,
    nullif(details ->> 'tracking_url', ''))
  returning id into v_shipment_id;

  for v_line in
    select (lines.item).id, (lines.item).variant_id, (lines.item).is_tracked, lines.quantity,
      (lines.item).quantity - (lines.item).cancelled_quantity - (lines.item).shipped_quantity as left_over,
      (lines.item).committed_quantity
    from private.read_order_lines(orders, coalesce(nullif(details -> 'lines', 'null'), (
      select jsonb_agg(jsonb_build_object('item_id', items.id,
        'quantity', items.quantity - items.cancelled_quantity - items.shipped_quantity))
      from public.order_items as items
      where items.order_id = orders.id and items.quantity > items.cancelled_quantity + items.shipped_quantity))) as lines
  loop
    if v_line.quantity > v_line.left_over then
      perform private.refuse(422, 'invalid_lines', field => 'lines');
    elsif v_line.is_tracked and v_line.quantity > v_line.committed_quantity then
      perform private.refuse(409, 'sold_out', v_short);
    end if;
    if v_line.is_tracked then
      perform private.move_stock(
        orders.shop_id, v_line.variant_id, -v_line.quantity, -v_line.quantity, 'ship', orders.id);
    end if;
    update public.order_items as items set
      committed_quantity = case when items.is_tracked then items.committed_quantity - v_line.quantity else 0 end,
      shipped_quantity = items.shipped_quantity + v_line.quantity
    where items.id = v_line.id;
    insert into public.shipment_items (shop_id, shipment_id, order_item_id, quantity)
    values (orders.shop_id, v_shipment_id, v_line.id, v_line.quantity);
    v_quantity := v_quantity + v_line.quantity;
  end loop;
  update public.orders as o set pieces_shipped = o.pieces_shipped + v_quantity where o.id = orders.id;
  return orders.pieces_shipped + v_quantity = orders.pieces - orders.pieces_cancelled;
end $$;

-- Changes an order but not its state: on hold or released, archived, in transit, delivery failed or refused. For `allocate` and for a
-- parcel with a part of the order, it only counts up the version and writes the log.
create function private.set_order_flag(orders public.orders, command public.order_command, reason text)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  update public.orders as o set
    version = o.version + 1,
    hold_reason = case command when 'hold' then 'by_staff' when 'release' then null else o.hold_reason end,
    hold_note = case command when 'hold' then reason when 'release' then null else o.hold_note end,
    in_transit = o.in_transit or command = 'mark_in_transit',
    delivery_failed_at = case when command in ('fail_delivery', 'refuse_delivery') then now()
      when command <> 'mark_in_transit' then o.delivery_failed_at end,
    refused_at = case when command = 'refuse_delivery' then now() when command <> 'mark_in_transit' then o.refused_at end,
    archived_at = case when command = 'archive' then now() else o.archived_at end
  where o.id = orders.id
  returning * into v_after;
  perform private.log_order(orders, v_after, command::text::public.order_action, reason);
  return v_after;
end $$;

-- The command that `to_state` means: the command with that name, or the only one that leads to that state. Null: there is none.
create function private.command_for_target(to_state text)
returns public.order_command
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select min(simple.command)
    from unnest(array['accept', 'revive', 'allocate', 'process', 'mark_ready', 'ship', 'mark_in_transit', 'fail_delivery',
      'refuse_delivery', 'deliver', 'complete', 'hold', 'release', 'archive']::public.order_command[]) as simple (command)
    where simple.command::text = command_for_target.to_state or exists (
      select from public.order_transitions as moves
      where moves.command = simple.command and moves.to_state <> moves.from_state and moves.to_state::text = command_for_target.to_state)
    having count(*) = 1);
end;
$$;

-- The state that a command leads to in order_transitions; the current one if it keeps the state. An order that is accepted or reinstated
-- is confirmed if it is paid or needs no payment first; any other waits for payment.
create function private.target_state(orders public.orders, command public.order_command)
returns public.order_state
language plpgsql stable
set search_path = ''
as $$
begin
  return case
    when command not in ('accept', 'revive') then coalesce((
      select moves.to_state from public.order_transitions as moves
      where moves.command = target_state.command and moves.to_state <> moves.from_state limit 1), orders.state)
    when orders.payment_method = 'cod' or orders.paid_minor - orders.refunded_minor >= orders.total_minor then 'confirmed'
    else 'pending_payment'
  end;
end $$;

-- Accepts a requested order, or reinstates a cancelled one, and reserves or deducts stock by its stock policy. Refuses `sold_out` (409).
create function private.resume_order(orders public.orders, command public.order_command, target public.order_state, note text)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  v_order := private.move_order(orders, command, target, note, expires_at => now() + (
    select settings.payment_window from public.shop_settings as settings
    where settings.shop_id = orders.shop_id));
  v_order := private.reserve_or_deduct(v_order);
  if target = 'confirmed' then
    perform private.notify(v_order, 'order_confirmed', 'confirmed:' || v_order.id || ':' || v_order.version);
    perform private.refund_overpayment(v_order, 'overpaid');
    perform private.reconcile_exceptions(v_order);
  else
    -- the customer has to learn that they can pay
    perform private.notify(v_order, 'order_placed', 'placed:' || v_order.id || ':' || v_order.version);
  end if;
  return v_order;
end $$;

-- Whether a command has been carried out already, so that repeating it changes nothing.
create function private.is_done(orders public.orders, command public.order_command, target public.order_state)
returns boolean
language sql immutable
set search_path = ''
return case command
  when 'hold' then orders.hold_reason is not null
  when 'release' then orders.hold_reason is null
  when 'archive' then orders.archived_at is not null
  when 'mark_in_transit' then orders.in_transit and orders.delivery_failed_at is null
  -- a refused delivery has failed, too
  when 'fail_delivery' then orders.delivery_failed_at is not null
  when 'refuse_delivery' then orders.refused_at is not null
  when 'allocate' then not orders.backordered
  else orders.state = target end;

-- The simple commands on an order. `to_state` is a command: accept, revive, allocate, process, mark_ready, ship, mark_in_transit,
-- fail_delivery, refuse_delivery, deliver, complete, hold, release or archive. It may also be the state that a command leads to:
-- processing, ready_for_shipment, shipped, delivered or completed (private.command_for_target). mark_in_transit also starts a new try after
-- a failed or refused delivery.
-- `details` for ship: { carrier, tracking_number (if the shop requires one), tracking_url, lines: [{ item_id, quantity }] (for a part of
-- the order) }; for hold, fail_delivery and refuse_delivery: { reason }. `expected_version` is the version that the caller saw (null: any).
-- A command that is already done (private.is_done) changes nothing. Answers { order_id, number, state, status, payment_status, version }.
-- For staff by permission; shoppers with an account may use delivered and completed.
-- Refuses `order_not_found` (404), `forbidden`, `separation_of_duties` (403), `stale`, `sold_out` (409), `invalid_transition`, `on_hold`,
-- `dispute_open`, `order_refunded`, `payment_undecided`, `not_revivable`, `unknown_state`, `reason_required`, `carrier_required`,
-- `tracking_number_required`, `invalid_tracking_url`, `invalid_lines`, `ambiguous_line` (422).
create function public.update_order_status(
  order_id uuid, to_state text, expected_version int default null, details jsonb default '{}'
)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_command public.order_command := private.command_for_target(to_state);
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_target public.order_state;
  v_reason text := nullif(trim(details ->> 'reason'), '');
  v_short jsonb;
begin
  if v_command is null then
    perform private.refuse(422, 'unknown_state', field => 'to_state');
  end if;
  perform private.guard_command(v_order, v_command, v_caller);
  v_target := private.target_state(v_order, v_command);
  if private.is_done(v_order, v_command, v_target) then
    return private.order_json(v_order);
  end if;
  perform private.guard_version(v_order, expected_version);
  perform private.guard_move(v_order, v_command, v_target, v_caller);
  if v_command in ('hold', 'fail_delivery', 'refuse_delivery') and coalesce(length(v_reason), 0) not between 1 and 200 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;

  if v_command in ('accept', 'revive') then
    return private.order_json(private.resume_order(v_order, v_command, v_target, left(v_reason, 500)));
  elsif v_command in ('allocate', 'mark_ready') then
    v_short := private.try_deduct(v_order);
    if v_short is not null then
      perform private.refuse(409, 'sold_out', v_short);
    end if;
  elsif v_command = 'ship' then
    if not private.ship_order(v_order, details) then
      v_target := v_order.state;
    end if;
  elsif v_command = 'deliver' then
    update public.shipments set delivered_at = now()
    where shipments.order_id = v_order.id and shipments.delivered_at is null;
  end if;
  if v_target = v_order.state then
    v_order := private.set_order_flag(v_order, v_command, left(v_reason, 200));
  else
    v_order := private.move_order(v_order, v_command, v_target, left(v_reason, 500));
  end if;
  if v_command = 'ship' then
    perform private.notify(v_order, 'order_shipped', 'shipped:' || v_order.id || ':' || v_order.version);
  elsif v_command = 'deliver' then
    perform private.notify(v_order, 'order_delivered', 'delivered:' || v_order.id || ':' || v_order.version);
  elsif v_command = 'fail_delivery' then
    perform private.notify(v_order, 'delivery_failed', 'delivery_failed:' || v_order.id || ':' || v_order.version);
  end if;
  return private.order_json(v_order);
end $$;
comment on function public.update_order_status is 'Moves an order to another state, or sets a flag such as a hold.';

-- Notes

-- Adds a staff note to the timeline; shoppers never see it.
-- Refuses `order_not_found` (404), `forbidden` (403), `note_required` (422).
create function public.add_order_log(order_id uuid, note text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
begin
  if not private.is_service() and not private.has_permission(v_order.shop_id, 'orders.note') then
    perform private.refuse(403, 'forbidden');
  elsif length(trim(coalesce(note, ''))) not between 1 and 2000 then
    perform private.refuse(422, 'note_required', field => 'note');
  end if;
  perform private.log_activity(v_order.shop_id, 'order', v_order.id, 'note', note => trim(note));
end $$;
comment on function public.add_order_log is 'Adds a staff note to an order''s timeline.';

-- Scheduled

-- Completes orders that were delivered long enough ago and have no hold and no open dispute, exception or refund. Answers how many. Safe to
-- skip, to repeat and to run twice at once.
create function public.complete_delivered_orders()
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_count int := 0;
begin
  for v_order in
    select orders.* from public.orders
    join public.shop_settings as settings on settings.shop_id = orders.shop_id
    where orders.state = 'delivered' and orders.hold_reason is null and not orders.dispute_open
      and orders.delivered_at <= now() - settings.complete_after
      and not exists (select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.resolved_at is null)
      and not exists (select from public.refunds where refunds.order_id = orders.id
        and refunds.is_in_flight)
    order by orders.delivered_at
    limit 500
    for update of orders skip locked
  loop
    perform private.move_order(v_order, 'complete', 'completed');
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
comment on function public.complete_delivered_orders is
  'Completes orders that were delivered long enough ago and have nothing open.';

grant execute on function public.update_order_status(uuid, text, int, jsonb), public.add_order_log(uuid, text)
  to authenticated, service_role;
grant execute on function public.complete_delivered_orders() to service_role;
