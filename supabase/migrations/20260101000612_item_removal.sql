-- Removing items from an order before they are shipped, which may leave a total that its money covers.

-- Removes items (`lines`: [{ item_id, quantity }]) from an order before they are shipped. Their stock is restored and their price refunded,
-- but not the delivery price. Removing all that is left cancels the order. If the order waits for payment, and the money that it holds
-- covers the rest, it is confirmed. For staff with `orders.cancel`, and the shopper of a requested, unpaid or confirmed order (account or
-- `access_token`).
-- Answers as update_order_status. Refuses `order_not_found` (404), `forbidden` (403), `stale` (409), `invalid_transition`,
-- `dispute_open`, `invalid_lines`, `ambiguous_line`, `reason_required` (422), `needs_approval` (422) and `sold_out` (409: the rest costs
-- nothing, see private.settle_reduced_order), `too_many_requests` (429: each change is emailed, and the caller has not proven that they own
-- the address).
create function public.cancel_order_items(
  order_id uuid, lines jsonb, reason text, expected_version int default null, access_token uuid default null
)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_reason text := nullif(trim(reason), '');
  v_line record;
  v_quantity int := 0;
  v_minor bigint := 0;
  v_after public.orders;
begin
  perform private.guard_command(v_order, 'cancel_items', v_caller);
  perform private.guard_version(v_order, expected_version);
  perform private.guard_move(v_order, 'cancel_items', v_order.state, v_caller);
  if length(v_reason) > 500 or (v_reason is null and v_caller = 'staff') then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  perform private.lock_stock_rows(v_order.id);
  for v_line in select * from private.read_order_lines(v_order, lines) loop
    if v_line.quantity > (v_line.item).quantity - (v_line.item).cancelled_quantity - (v_line.item).shipped_quantity then
      perform private.refuse(422, 'invalid_lines', field => 'lines');
    end if;
    v_quantity := v_quantity + v_line.quantity;
    v_minor := v_minor + v_line.quantity * (v_line.item).unit_price_minor;
  end loop;
  if v_quantity = v_order.pieces - v_order.pieces_cancelled then
    return public.cancel_order(order_id, reason, access_token);
  elsif v_caller = 'shopper' and not private.controls_order_email(v_order, access_token) then
    perform private.guard_recipient(v_order.shop_id, v_order.email);
  end if;

  for v_line in select * from private.read_order_lines(v_order, lines) loop
    perform private.cancel_quantity(v_order, v_line.item, v_line.quantity);
  end loop;
  update public.orders as o set
    cancelled_minor = o.cancelled_minor + v_minor, pieces_cancelled = o.pieces_cancelled + v_quantity, version = o.version + 1,
    backordered = o.backordered and exists (select from public.order_items as items
      where items.order_id = o.id and items.is_tracked and private.outstanding_quantity(items) > 0)
  where o.id = v_order.id
  returning * into v_after;
  perform private.log_order(v_order, v_after, 'cancel_items', v_reason);
  -- an attempt with the old total would collect more than is owed
  update public.payment_intents as intents set state = 'abandoned', updated_at = now()
  where intents.order_id = v_order.id and intents.state in ('created', 'open');
  v_after := private.ship_if_fully_shipped(v_after);
  perform private.notify(v_after, 'order_changed', 'changed:' || v_after.id || ':' || v_after.version);
  v_after := private.settle_reduced_order(v_after);
  perform private.refund_overpayment(v_after, 'items_cancelled',
    private.initial_refund_state(v_after, private.refundable(v_after) - v_after.total_minor));
  perform private.reconcile_exceptions(v_after);
  return private.order_json(v_after);
end $$;
comment on function public.cancel_order_items is
  'Removes items from an order before they are shipped; restores their stock and refunds their price.';

-- Cancels units of one line and restores what was deducted or reserved for them.
create function private.cancel_quantity(orders public.orders, item public.order_items, quantity int)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  -- units that were never deducted are cancelled first
  v_restored int := greatest(0, quantity - private.outstanding_quantity(item));
  v_outstanding int;
begin
  if item.is_tracked and v_restored > 0 then
    perform private.move_stock(orders.shop_id, item.variant_id, 0, -v_restored, 'restore', orders.id);
  else
    v_restored := 0;
  end if;
  update public.order_items as items set
    committed_quantity = items.committed_quantity - v_restored,
    cancelled_quantity = items.cancelled_quantity + cancel_quantity.quantity
  where items.id = item.id;
  -- units of the variant that the order still needs, on all of its lines
  v_outstanding := (select sum(private.outstanding_quantity(items)) from public.order_items as items
    where items.order_id = orders.id and items.variant_id = item.variant_id);
  delete from public.inventory_locks as locks
  where locks.order_id = orders.id and locks.variant_id = item.variant_id and v_outstanding = 0;
  -- a variant that can be backordered may have less reserved
  update public.inventory_locks as locks set quantity = least(locks.quantity, v_outstanding)
  where locks.order_id = orders.id and locks.variant_id = item.variant_id;
end $$;

-- Marks a partly shipped order as shipped, if all of its other items were removed.
create function private.ship_if_fully_shipped(orders public.orders)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if orders.pieces_shipped > 0 and orders.pieces_shipped = orders.pieces - orders.pieces_cancelled
    and orders.state in ('processing', 'ready_for_shipment') then
    return private.move_order(orders, 'ship', 'shipped');
  end if;
  return orders;
end $$;

-- Settles an order whose total fell to the money that it holds, or below, as a payment of the balance would: if it waits for payment, it is
-- confirmed, or held as `paid_short` if its stock is gone. Exceptions about parts of its money end. The caller refunds what it holds above
-- its total. Refuses, for an order that now costs nothing: `needs_approval` (422) if its shopper could not have placed it without an
-- approval, and `sold_out` (409).
create function private.settle_reduced_order(orders public.orders)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_held bigint := private.refundable(orders);
  v_short jsonb;
  v_order public.orders := orders;
begin
  -- a requested order is confirmed when it is accepted
  if v_held < orders.total_minor or orders.state = 'requested' then
    return orders;
  end if;
  if orders.awaits_money then
    if orders.total_minor = 0
      and private.confirmation_blocker(orders, null, private.outstanding_lines(orders.id)) is not null then
      perform private.refuse(422, 'needs_approval', field => 'lines');
    end if;
    v_short := private.try_deduct(orders);
    if v_short is null then
      v_order := private.settle_order(orders, 'settle', 'confirmed:' || orders.id || ':' || orders.version);
      perform private.leave_proof(v_order);
    elsif v_held = 0 then
      perform private.refuse(409, 'sold_out', v_short);
    else
      update public.orders as o set
        hold_reason = coalesce(nullif(o.hold_reason, 'amount_mismatch'), 'paid_short'), version = o.version + 1
      where o.id = orders.id
      returning * into v_order;
      perform private.log_order(orders, v_order, 'payment_paid_short');
      perform private.open_exception(v_order, 'paid_short', payment_id => (select payments.id from public.payments
        where payments.order_id = orders.id and payments.currency = orders.currency and private.refundable_of(payments) > 0
        order by payments.created_at desc, payments.id limit 1))
      where not exists (select from public.money_exceptions as exceptions
        where exceptions.order_id = orders.id and exceptions.kind = 'paid_short' and exceptions.resolved_at is null);
    end if;
  end if;
  perform private.close_exceptions(v_order, 'in_order', kinds => array['amount_mismatch', 'payment_moved']::public.exception_kind[]
    || case when v_short is null then 'paid_short'::public.exception_kind end);
  return v_order;
end $$;

grant execute on function public.cancel_order_items(uuid, jsonb, text, int, uuid) to anon, authenticated, service_role;
