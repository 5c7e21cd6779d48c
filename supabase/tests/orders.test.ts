import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { commandsOn, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import {
  openExceptions,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  signUp,
  waitingOrder,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100_000 },
  soap: { price_minor: 150_000, on_hand: 100_000 },
});
const { move, cancel, orderIn } = commandsOn(sql, shop);
const admin = person(shop.staff.admin);

describe('shipping', () => {
  test('reduces the stock, stores the parcel and emails the shopper', async () => {
    const other = await openShop(sql);
    const { order_id } = await paidOrder(sql, other, [
      [other.variants.serum, 3],
      [other.variants.voucher, 1],
    ]);
    const staff = person(other.staff.fulfiller);
    await move(staff, order_id, 'processing');
    await move(staff, order_id, 'shipped', { details: parcel });
    expect(await readStock(sql, other.variants.serum)).toEqual({
      on_hand: 7,
      committed: 0,
      promised: 0,
      available: 7,
    });
    expect(await readOrder(sql, order_id)).toMatchObject({
      pieces_shipped: 4,
      shipped_at: expect.any(String),
    });
    const shipments =
      await sql`select carrier, tracking_number, tracking_url from shipments where order_id = ${order_id}`;
    expect(shipments.map((row) => ({ ...row }))).toEqual([parcel]);

    await move(staff, order_id, 'delivered');
    await move(staff, order_id, 'completed');
    const emails =
      await sql`select template from notification_queue where order_id = ${order_id} order by created_at`;
    expect(emails.map((email) => email.template)).toEqual([
      'order_placed',
      'order_confirmed',
      'order_shipped',
      'order_delivered',
    ]);
  });

  test.each([
    [{ carrier: ' ' }, 'carrier_required', 'carrier'],
    [{ carrier: null }, 'carrier_required', 'carrier'],
    [{ carrier: 'x'.repeat(81) }, 'carrier_required', 'carrier'],
    [{ tracking_number: '' }, 'tracking_number_required', 'tracking_number'],
    [{ tracking_number: 'x'.repeat(81) }, 'tracking_number_required', 'tracking_number'],
    [{ tracking_url: 'javascript:alert(1)' }, 'invalid_tracking_url', 'tracking_url'],
    [{ tracking_url: `https://x.example/${'x'.repeat(500)}` }, 'invalid_tracking_url', 'tracking_url'],
  ])('refuses invalid parcel details: %o', async (wrong, reason, field) => {
    const { order_id } = await orderIn('processing');
    await expectRefusal(sql, () => move(admin, order_id, 'shipped', { details: { ...parcel, ...wrong } }), {
      status: 422,
      reason,
      field,
    });
  });

  test('needs no tracking number if the shop has its own riders', async () => {
    const other = await openShop(sql);
    await sql`update shop_settings set requires_tracking = false where shop_id = ${other.id}`;
    const { order_id } = await paidOrder(sql, other, [[other.variants.soap, 1]]);
    const staff = person(other.staff.fulfiller);
    await move(staff, order_id, 'processing');
    const details = { carrier: 'Our rider', tracking_number: ' ' };
    await expectRefusal(
      sql,
      () => move(staff, order_id, 'shipped', { details: { ...details, tracking_number: 'x'.repeat(81) } }),
      { reason: 'tracking_number_required' },
    );
    await move(staff, order_id, 'shipped', { details });
    const [sent] = await sql`select carrier, tracking_number from shipments where order_id = ${order_id}`;
    expect(sent).toEqual({ carrier: 'Our rider', tracking_number: null });
  });

  test('deducts restored stock again, or is refused and names the items that sold out', async () => {
    const other = await openShop(sql);
    const { order_id } = await paidOrder(sql, other, [[other.variants.soap, 3]]);
    const staff = person(other.staff.fulfiller);
    await move(staff, order_id, 'processing');
    await call(sql, server, 'restore_inventory', { order_id });
    const rival = await placeOrder(sql, other, [[other.variants.soap, 3]]);
    const details = await expectRefusal(sql, () => move(staff, order_id, 'shipped', { details: parcel }), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'soap', requested: 3, available: 2 }]);
    await cancel(visitor, rival.order_id, null, rival.access_token);
    await move(staff, order_id, 'shipped', { details: parcel });
    expect(await readStock(sql, other.variants.soap)).toMatchObject({ on_hand: 2, committed: 0 });
  });
});

describe('a hold', () => {
  test('blocks state changes until it is released', async () => {
    const { order_id } = await orderIn('confirmed');
    expect(await move(admin, order_id, 'hold', { details: { reason: 'Looks odd' } })).toMatchObject({
      status: 'on_hold',
    });
    for (const to_state of ['processing', 'ready_for_shipment']) {
      const details = await expectRefusal(sql, () => move(admin, order_id, to_state), {
        status: 422,
        reason: 'on_hold',
      });
      expect(details).toEqual({ hold_reason: 'by_staff', hold_note: 'Looks odd' });
    }
    expect(await move(admin, order_id, 'release')).toMatchObject({ status: 'confirmed' });
    expect(await move(admin, order_id, 'processing')).toMatchObject({ status: 'processing' });
  });

  test.each([[null], [' '], ['x'.repeat(201)]])('refuses the reason %j', async (reason) => {
    const { order_id } = await orderIn('confirmed');
    await expectRefusal(sql, () => move(admin, order_id, 'hold', { details: { reason } }), {
      status: 422,
      reason: 'reason_required',
      field: 'reason',
    });
  });
});

test('refuses a command on an outdated version and answers with the current state', async () => {
  const { order_id } = await orderIn('confirmed');
  const { version } = await move(admin, order_id, 'processing', { expected_version: 1 });
  const details = await expectRefusal(
    sql,
    () => move(admin, order_id, 'ready_for_shipment', { expected_version: 1 }),
    { status: 409, reason: 'stale' },
  );
  expect(details).toEqual({ state: 'processing', status: 'processing', version });
  expect(
    await move(admin, order_id, 'processing', { expected_version: 1 }),
    'repeating a move is no conflict',
  ).toMatchObject({ version });
});

test.each([['confirmed'], ['cancelled'], ['nonsense'], [''], [null]])(
  'refuses to move an order to %j by hand',
  async (to_state) => {
    const { order_id } = await orderIn('confirmed');
    await expectRefusal(sql, () => move(admin, order_id, to_state), {
      status: 422,
      reason: 'unknown_state',
      field: 'to_state',
    });
  },
);

describe('shoppers', () => {
  test('with an account can confirm delivery and complete the order, and nothing else', async () => {
    const ada = await signUp(sql);
    const { order_id } = await orderIn('shipped', ada);
    for (const to_state of ['processing', 'shipped', 'hold', 'archive']) {
      await expectRefusal(sql, () => move(ada, order_id, to_state), { status: 403, reason: 'forbidden' });
    }
    expect(await move(ada, order_id, 'delivered')).toMatchObject({ state: 'delivered' });
    expect(await move(ada, order_id, 'completed')).toMatchObject({ state: 'completed' });
    await expectRefusal(sql, () => move(ada, order_id, 'delivered'), {
      status: 422,
      reason: 'invalid_transition',
    });
  });

  test.each([['pending_payment'], ['confirmed']])(
    'can cancel a %s order with its token or their account, without a reason',
    async (state) => {
      const ada = await signUp(sql);
      const guest = await orderIn(state);
      const own = await orderIn(state, ada);
      expect(await cancel(visitor, guest.order_id, null, guest.access_token)).toMatchObject({
        state: 'cancelled',
      });
      expect(await cancel(ada, own.order_id, 'Too dear')).toMatchObject({ state: 'cancelled' });
      expect(await readOrder(sql, guest.order_id)).toMatchObject({
        cancelled_by: 'shopper',
        ...{ cancel_reason: 'asked', cancel_note: null },
      });
      expect(await readOrder(sql, own.order_id)).toMatchObject({
        cancelled_by: 'shopper',
        ...{ cancel_reason: 'asked', cancel_note: 'Too dear' },
      });
      const emails =
        await sql`select recipient from notification_queue where order_id = ${own.order_id} and template = 'order_cancelled'`;
      expect(emails).toHaveLength(1);
    },
  );

  test('cannot cancel an order that is being packed', async () => {
    for (const state of ['processing', 'ready_for_shipment']) {
      const { order_id, access_token } = await orderIn(state);
      await expectRefusal(sql, () => cancel(visitor, order_id, null, access_token), {
        status: 403,
        reason: 'forbidden',
      });
    }
  });
});

describe('cancelling', () => {
  test('a second time changes nothing', async () => {
    const { order_id } = await orderIn('confirmed');
    const first = await cancel(admin, order_id, 'First');
    expect(await cancel(admin, order_id, 'Second')).toEqual(first);
    expect(await readOrder(sql, order_id)).toMatchObject({
      cancelled_by: 'staff',
      ...{ cancel_reason: 'asked', cancel_note: 'First' },
      cancelled_at: expect.any(String),
    });
    expect(
      await sql`select from stock_movements where order_id = ${order_id} and reason = 'restore'`,
    ).toHaveLength(1);
  });

  test('by staff requires a reason of at most 500 characters', async () => {
    const { order_id } = await orderIn('confirmed');
    for (const reason of [null, '  ', 'x'.repeat(501)]) {
      await expectRefusal(sql, () => cancel(admin, order_id, reason), {
        status: 422,
        reason: 'reason_required',
        field: 'reason',
      });
    }
  });

  test('refunds all money of the order, for shoppers and staff and for any amount', async () => {
    const paid = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    const { order: partly, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { amount_minor: 1 });
    await cancel(visitor, paid.order_id, null, paid.access_token);
    await cancel(admin, partly.order_id);
    for (const [order, amount_minor] of [
      [paid, 600_000],
      [partly, 1],
    ] as const) {
      expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'cancelled', refunded_minor: 0 });
      expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
        { state: 'approved', amount_minor },
      ]);
    }
    expect(await openExceptions(sql, paid.order_id), 'stays open until the refund succeeds').toEqual([
      'refund_due',
    ]);
    expect(await openExceptions(sql, partly.order_id)).toEqual(['amount_mismatch']);
  });
});

test('answers "not found" to callers without access to the order', async () => {
  const { order_id } = await orderIn('shipped');
  const other = await orderIn('shipped');
  const refusal = { status: 404, reason: 'order_not_found' };
  for (const caller of [await signUp(sql), person((await openShop(sql)).staff.owner)]) {
    await expectRefusal(sql, () => move(caller, order_id, 'delivered'), refusal);
    await expectRefusal(sql, () => cancel(caller, order_id, 'Mine', other.access_token), refusal);
    await expectRefusal(sql, () => move(caller, randomUUID(), 'delivered'), refusal);
  }
  await expectRefusal(sql, () => cancel(visitor, order_id, null, null), refusal);
});

test('the database itself refuses an unknown transition, a direct write to a status, and a refund without a payment', async () => {
  const { order_id } = await orderIn('confirmed');
  await expect(sql`update orders set state = 'delivered' where id = ${order_id}`).rejects.toThrow(
    'no transition from confirmed to delivered',
  );
  await expect(sql`update orders set status = 'paid' where id = ${order_id}`).rejects.toMatchObject({
    code: '428C9',
  });
  await expect(sql`update orders set payment_status = 'paid' where id = ${order_id}`).rejects.toMatchObject({
    code: '428C9',
  });
  await expect(sql`update orders set refunded_minor = 1 where id = ${order_id}`).rejects.toMatchObject({
    code: '23514',
  });
});
