-- Cancelling orders, and returns.

-- Cancelling

-- Cancels an order, restores its stock, and refunds the money that it holds. The callers check permissions.
create function private.cancel_order_internal(
  orders public.orders, cancelled_by public.cancelled_by, reason public.cancel_reason, note text default null
)
returns public.orders
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_after public.orders;
begin
  perform private.restore_stock(orders);
  v_after := private.move_order(orders, 'cancel', 'cancelled', left(note, 500), cancelled_by, reason => cancel_order_internal.reason::text);
  update public.payment_intents as intents set state = 'abandoned', updated_at = now()
  where intents.order_id = orders.id and intents.state in ('created', 'open');
  perform private.notify(v_after, 'order_cancelled', 'cancelled:' || v_after.id || ':' || v_after.version);
  perform private.leave_proof(v_after);
  perform private.refund_remaining(v_after, 'order_cancelled', left(note, 300));
  perform private.reconcile_exceptions(v_after);
  return v_after;
end $$;

-- Ends the verification of an order that no longer waits for its transfer: deletes a verifier's claim, and opens an exception if a proof
-- was submitted, because its transfer may have arrived.
create function private.leave_proof(orders public.orders)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  delete from public.verification_claims as claims where claims.order_id = orders.id;
  if exists (select from public.payment_proofs as proofs where proofs.order_id = orders.id and proofs.state = 'submitted') then
    perform private.open_exception(orders, 'unverified_proof', owner_role => 'verifier');
  end if;
end $$;

-- Cancels an order before it is shipped: stock is restored and its money refunded; above the shop's limit the refund needs a second
-- person's approval. For the shopper (account or `access_token`) and staff with `orders.cancel`, who give a reason. Staff who cancel a
-- requested order reject it. Repeating it changes nothing. Answers as update_order_status. Money that arrives later is handled by
-- settle_payment.
-- Refuses `order_not_found` (404), `forbidden` (403), `invalid_transition`, `partly_shipped`, `dispute_open`,
-- `reason_required` (422).
create function public.cancel_order(order_id uuid, reason text, access_token uuid default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id, access_token);
  v_caller text := private.order_caller(v_order, access_token);
  v_reason text := nullif(trim(reason), '');
begin
  perform private.guard_command(v_order, 'cancel', v_caller);
  if v_order.state = 'cancelled' then
    return private.order_json(v_order);
  end if;
  perform private.guard_move(v_order, 'cancel', 'cancelled', v_caller);
  if length(v_reason) > 500 or (v_reason is null and v_caller = 'staff') then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  return private.order_json(private.cancel_order_internal(v_order,
    (case when v_order.state = 'requested' and v_caller = 'staff' then 'seller' else v_caller end)::public.cancelled_by,
    'asked', v_reason));
end $$;
comment on function public.cancel_order is 'Cancels an order before it is shipped; restores its stock and refunds its money.';

-- Returns

-- Records returned units (`lines`: [{ item_id, quantity, restock }]); only lines with `restock` are put back into stock. Refunds nothing;
-- issue_refund does. An order that was returned in full before it was delivered is completed once it is fully refunded. For staff with
-- `orders.return`. Answers as update_order_status.
-- Refuses `order_not_found` (404), `forbidden` (403), `stale` (409), `invalid_transition`, `invalid_lines`,
-- `ambiguous_line`, `reason_required` (422).
create function public.return_order_items(order_id uuid, lines jsonb, reason text, expected_version int default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := private.lock_order(order_id);
  v_caller text := private.order_caller(v_order);
  v_line record;
  v_after public.orders;
begin
  perform private.guard_command(v_order, 'return_items', v_caller);
  perform private.guard_version(v_order, expected_version);
  perform private.guard_move(v_order, 'return_items', v_order.state, v_caller);
  if length(trim(coalesce(reason, ''))) not between 1 and 500 then
    perform private.refuse(422, 'reason_required', field => 'reason');
  end if;
  perform private.lock_stock_rows(v_order.id);
  for v_line in select * from private.read_order_lines(v_order, lines) loop
    if v_line.quantity > (v_line.item).shipped_quantity - (v_line.item).returned_quantity then
      perform private.refuse(422, 'invalid_lines', field => 'lines');
    end if;
    update public.order_items as items set returned_quantity = items.returned_quantity + v_line.quantity
    where items.id = (v_line.item).id;
    if v_line.restocked > 0 and (v_line.item).is_tracked then
      perform private.move_stock(
        v_order.shop_id, (v_line.item).variant_id, v_line.restocked, 0, 'return', v_order.id, trim(reason));
    end if;
  end loop;
  update public.orders as o set version = o.version + 1, returned_all = not exists (
    select from public.order_items as items
    where items.order_id = o.id and items.returned_quantity < items.quantity - items.cancelled_quantity)
  where o.id = v_order.id
  returning * into v_after;
  if v_after.state = 'shipped' and private.is_fully_returned(v_after) then
    return private.order_json(private.move_order(v_after, 'return_items', 'completed', trim(reason)));
  end if;
  perform private.log_order(v_order, v_after, 'return_items', trim(reason));
  return private.order_json(v_after);
end $$;
comment on function public.return_order_items is 'Records returned items of an order.';

grant execute on function public.cancel_order(uuid, text, uuid) to anon, authenticated, service_role;
grant execute on function public.return_order_items(uuid, jsonb, text, int) to authenticated, service_role;
