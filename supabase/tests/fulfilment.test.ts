import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal } from './caller.ts';
import { letPass } from './clock.ts';
import type { Moved } from './commands.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import { paidOrder, placeOrder, readOrder, readStock, rowsOf, settle, startPayment } from './fixtures.ts';
import { changesOn, openShelves } from './order-changes.ts';
import { refundsOf } from './refunds.ts';

const { sql } = await testDatabase();
const { move, shipPart } = changesOn(sql);

describe('an order that is shipped in parts', () => {
  test('has a shipment per part, until all of it has left', async () => {
    const { shop, serum, soap, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    const fulfiller = by('fulfiller');
    const { version } = await move(fulfiller, order, 'processing');
    expect(await shipPart(fulfiller, order, [[serum, 2]], { expected_version: version })).toMatchObject({
      state: 'processing',
      status: 'partially_shipped',
    });
    await expectRefusal(sql, () => shipPart(fulfiller, order, [[serum, 2]], { expected_version: version }), {
      status: 409,
      reason: 'stale',
    });
    expect(await readStock(sql, serum)).toEqual({ on_hand: 8, committed: 1, promised: 0, available: 7 });
    await expectRefusal(sql, () => shipPart(fulfiller, order, [[serum, 2]]), { reason: 'invalid_lines' });
    await move(fulfiller, order, 'ready_for_shipment');
    expect(await shipPart(fulfiller, order, [[soap, 1]])).toMatchObject({ state: 'ready_for_shipment' });
    expect(await move(fulfiller, order, 'shipped'), 'the rest').toMatchObject({
      state: 'shipped',
      status: 'shipped',
    });
    const parcels = await sql`
      select array_agg(sku || ' ' || parts.quantity order by sku) as parts from shipments
      join shipment_items as parts on parts.shipment_id = shipments.id
      join order_items as items on items.id = parts.order_item_id
      where shipments.order_id = ${order.order_id} group by shipments.id order by min(shipments.shipped_at)`;
    expect(parcels.map((parcel) => parcel.parts)).toEqual([['serum 2'], ['soap 1'], ['serum 1', 'soap 1']]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ pieces_shipped: 5 });
    expect(await emailsOf(sql, order)).toEqual([
      'order_placed',
      'order_confirmed',
      'order_shipped',
      'order_shipped',
      'order_shipped',
    ]);
  });

  test('has every shipment marked as delivered when the order is delivered', async () => {
    const { shop, serum, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    await move(by('fulfiller'), order, 'processing');
    await shipPart(by('fulfiller'), order, [[serum, 2]]);
    await move(by('fulfiller'), order, 'shipped');
    expect(await move(by('fulfiller'), order, 'mark_in_transit')).toMatchObject({
      state: 'shipped',
      status: 'in_transit',
    });
    await move(by('fulfiller'), order, 'delivered');
    const parcels = await sql`select delivered_at from shipments where order_id = ${order.order_id}`;
    expect(parcels.map((parcel) => parcel.delivered_at)).toEqual([expect.any(Date), expect.any(Date)]);
  });

  test('ships no part while it is backordered, since stock is taken as a whole', async () => {
    const { shop, serum, soap, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [
      [serum, 6],
      [soap, 1],
    ]);
    const intent = await startPayment(sql, order);
    await letPass(sql, shop.id, '31 minutes');
    await paidOrder(sql, shop, [[serum, 6]]);
    await settle(sql, intent);
    const [exception] = await rowsOf(sql, 'money_exceptions', order.order_id);
    await call(sql, by('finance'), 'resolve_exception', {
      exception_id: exception?.id,
      decision: 'backorder',
      note: 'Next week',
    });
    await move(by('fulfiller'), order, 'processing');
    for (const variant of [serum, soap]) {
      await expectRefusal(sql, () => shipPart(by('fulfiller'), order, [[variant, 1]]), {
        status: 409,
        reason: 'sold_out',
      });
    }
  });
});

describe('returned units', () => {
  const shipped = async () => {
    const opened = await openShelves(sql);
    const order = await paidOrder(sql, opened.shop, [...opened.lines, [opened.voucher, 1]]);
    for (const to_state of ['processing', 'shipped']) await move(opened.by('fulfiller'), order, to_state);
    const returnItems = (lines: object[], args: Args = {}, caller = opened.by('fulfiller')) =>
      call<Moved>(sql, caller, 'return_order_items', {
        order_id: order.order_id,
        lines,
        reason: 'Unopened',
        ...args,
      });
    return { ...opened, order, returnItems };
  };

  test('are restocked only if they can be sold again, and no money moves', async () => {
    const { serum, soap, order, returnItems } = await shipped();
    const { version } = await readOrder(sql, order.order_id);
    const first = [
      { variant_id: serum, quantity: 2, restock: true },
      { variant_id: soap, quantity: 1 },
    ];
    await returnItems(first, { expected_version: version });
    await expectRefusal(sql, () => returnItems(first, { expected_version: version }), {
      status: 409,
      reason: 'stale',
    });
    expect(await readStock(sql, serum)).toEqual({ on_hand: 9, committed: 0, promised: 0, available: 9 });
    expect(await readStock(sql, soap)).toEqual({ on_hand: 3, committed: 0, promised: 0, available: 3 });
    const moved = await sql`select on_hand_delta, note from stock_movements
      where order_id = ${order.order_id} and reason = 'return'`;
    expect(moved.map((row) => ({ ...row }))).toEqual([{ on_hand_delta: 2, note: 'Unopened' }]);
    expect(await refundsOf(sql, order.order_id)).toEqual([]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'shipped', returned_all: false });
  });

  test('that are the whole order end its delivery, so delivery commands are refused', async () => {
    const { serum, soap, voucher, returnItems, order, by } = await shipped();
    const lines = [serum, soap, voucher].map((variant_id) => ({ variant_id, quantity: 1, restock: true }));
    await returnItems(lines);
    const left = (
      await sql<{ variant_id: string; quantity: number }[]>`
      select variant_id, (shipped_quantity - returned_quantity)::int as quantity from order_items
      where order_id = ${order.order_id} and shipped_quantity > returned_quantity`
    ).map((line) => ({ ...line, restock: true }));
    if (left.length > 0) await returnItems(left);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'shipped', returned_all: true });
    const commands = ['delivered', 'mark_in_transit', 'fail_delivery', 'refuse_delivery'];
    for (const to_state of commands) {
      await expectRefusal(
        sql,
        () => move(by('fulfiller'), order, to_state, { details: { reason: 'Because' } }),
        {
          ...{ status: 422, reason: 'invalid_transition' },
        },
      );
    }
    const { actions } = await call<{ actions: { command: string }[] }>(sql, by('admin'), 'get_order', {
      number: order.number,
    });
    const offered = actions.map(({ command }) => command);
    for (const command of ['deliver', 'mark_in_transit', 'fail_delivery', 'refuse_delivery'])
      expect(offered).not.toContain(command);
  });

  test('that are the whole order before delivery give it the status returned', async () => {
    const { serum, soap, voucher, returnItems } = await shipped();
    await returnItems([
      { variant_id: serum, quantity: 3 },
      { variant_id: soap, quantity: 2 },
    ]);
    expect(await returnItems([{ variant_id: voucher, quantity: 1, restock: true }])).toMatchObject({
      state: 'shipped',
      status: 'returned',
    });
  });

  test('are at most the shipped units, and need a reason', async () => {
    const { serum, returnItems } = await shipped();
    await expectRefusal(sql, () => returnItems([{ variant_id: serum, quantity: 4, restock: true }]), {
      status: 422,
      reason: 'invalid_lines',
    });
    await returnItems([{ variant_id: serum, quantity: 3 }]);
    await expectRefusal(sql, () => returnItems([{ variant_id: serum, quantity: 1 }]), {
      reason: 'invalid_lines',
    });
    for (const reason of [null, ' ', 'x'.repeat(501)]) {
      await expectRefusal(sql, () => returnItems([{ variant_id: serum, quantity: 1 }], { reason }), {
        status: 422,
        reason: 'reason_required',
      });
    }
  });
});
