import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Order, orderSchema } from '@/lib/orders/order';
import { type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  markIntent,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  settle,
  signUp,
  startPayment,
  waitingOrder,
} from './fixtures.ts';
import { issueRefund } from './refunds.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { serum, soap } = shop.variants;

/** Reads the order as its page does. Fails if the answer does not match the schema that the pages rely on. */
const see = async (
  caller: Caller,
  number: string | null,
  access_token: string | null = null,
): Promise<Order> => orderSchema.parse(await call(sql, caller, 'get_order', { number, access_token }));
const asGuest = ({ number, access_token }: PlacedOrder) => see(visitor, number, access_token);
const staff = (role: keyof typeof shop.staff) => person(shop.staff[role]);
const move = (order: PlacedOrder, to_state: string) =>
  call(sql, staff('admin'), 'update_order_status', {
    order_id: order.order_id,
    to_state,
    details: { reason: 'Looks odd', carrier: 'GIG', tracking_number: 'T-1' },
  });

test('a guest with the link sees the whole order and its allowed commands', async () => {
  const order = await placeOrder(sql, shop, [
    [soap, 2],
    [serum, 1],
  ]);
  const seen = await asGuest(order);
  expect(seen).toMatchObject({
    order_id: order.order_id,
    shop: shop.slug,
    status: 'pending_payment',
    payment_status: 'pending',
    total_minor: 900_000,
    can_pay: true,
    promised_until: expect.any(String),
    shipments: [],
    actions: [
      { command: 'cancel_items', to_state: 'pending_payment' },
      { command: 'cancel', to_state: 'cancelled' },
    ],
  });
  expect(seen.items.map((item) => [item.sku, item.quantity, item.line_total_minor])).toEqual([
    ['soap', 2, 300_000],
    ['serum', 1, 450_000],
  ]);
  expect(seen.timeline).toMatchObject([
    { action: 'create_order', by: 'shopper', from: null, to: 'pending_payment' },
  ]);
  expect(seen).not.toHaveProperty('payments');
});

test('get_order accepts an order number as people type it', async () => {
  const order = await placeOrder(sql, shop, [[soap, 1]]);
  const { number, access_token } = order;
  await sql`update orders set number = '01XY-1ZA0' where number = ${number}`;
  for (const input of ['01XY-1ZA0', '01xy1za0', ' 01xy 1za0 ', '#oIxy.LzaO']) {
    expect(await see(visitor, input, access_token)).toMatchObject({ number: '01XY-1ZA0' });
  }
  for (const input of ['01XY-1ZA', '01XY-1ZA00', '', null]) {
    await expectRefusal(sql, () => see(visitor, input, access_token), {
      status: 404,
      reason: 'order_not_found',
      field: 'number',
    });
  }
});

test('get_order shows an order to its shopper and to staff who may read orders, and answers "not found" to others', async () => {
  const ada = await signUp(sql);
  const order = await placeOrder(sql, shop, [[soap, 1]], {}, ada);
  const another = await placeOrder(sql, shop, [[soap, 1]], {}, ada);
  expect(await see(ada, order.number)).toMatchObject({ order_id: order.order_id });
  expect(await asGuest(order)).toMatchObject({ order_id: order.order_id });
  for (const role of ['owner', 'admin', 'verifier', 'fulfiller', 'finance', 'auditor'] as const) {
    expect(await see(staff(role), order.number), role).toMatchObject({ order_id: order.order_id });
  }
  const refusal = { status: 404, reason: 'order_not_found' };
  for (const caller of [
    staff('catalog'),
    await signUp(sql),
    visitor,
    person((await openShop(sql)).staff.owner),
  ]) {
    for (const token of [null, randomUUID(), another.access_token]) {
      await expectRefusal(sql, () => see(caller, order.number, token), refusal);
    }
  }
});

test('get_order shows payments to staff who may read payments', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { amount_minor: 5, fee_minor: 1 });
  for (const role of ['owner', 'verifier', 'finance', 'auditor'] as const) {
    const seen = await see(staff(role), order.number);
    expect(seen.payments).toMatchObject([
      { amount_minor: 5, fee_minor: 1, outcome: 'mismatch', reference: intent.reference },
    ]);
    expect(seen.exceptions).toMatchObject([{ kind: 'amount_mismatch', resolved_at: null }]);
  }
  expect(await see(staff('fulfiller'), order.number)).not.toHaveProperty('payments');
});

test('get_order shows staff who may read payments all money details, and the shopper only refund totals and the timeline', async () => {
  const order = await placeOrder(sql, shop, [[soap, 3]], { payment_method: 'bank_transfer' });
  await submitProof(sql, order);
  await call(sql, staff('verifier'), 'verify_payment', {
    order_id: order.order_id,
    decision: 'confirm',
    seen: { amount_minor: 600_000, bank_reference: 'FT-1', received_at: '2026-03-01' },
  });
  const { refund_id } = await issueRefund(sql, staff('finance'), order.order_id, { amount_minor: 150_000 });
  await call(sql, staff('finance'), 'pay_out_refund', { refund_id, reference: 'Bank, 3 March' });
  await issueRefund(sql, staff('finance'), order.order_id, { amount_minor: 50_000 });
  await call(sql, staff('finance'), 'open_dispute', { order_id: order.order_id, reason: 'Never came' });

  const seen = await see(staff('auditor'), order.number);
  expect(seen).toMatchObject({
    status: 'disputed',
    refunded_minor: 150_000,
    refunding_minor: 50_000,
    refundable_minor: 400_000,
    payments: [{ amount_minor: 600_000, refunding_minor: 200_000, outcome: 'confirmed' }],
    refunds: [
      { amount_minor: 150_000, standing: 'paid_out', paid_out_reference: 'Bank, 3 March' },
      { amount_minor: 50_000, standing: 'to_pay_out', requested_by_role: 'finance' },
    ],
    disputes: [{ state: 'open', reason: 'Never came', gateway: null }],
    exceptions: [{ kind: 'dispute', resolved_at: null }],
    proofs: [{ state: 'accepted', bank_reference: 'FT-1' }],
    attempts: [],
  });
  const shopper = await asGuest(order);
  expect(shopper).toMatchObject({ refunded_minor: 150_000, refunding_minor: 50_000 });
  expect(shopper).not.toHaveProperty('refunds');
  expect(shopper.timeline.map(({ action, amount_minor, note }) => [action, amount_minor, note])).toEqual([
    ['create_order', null, null],
    ['submit_proof', null, null],
    ['settle', null, null],
    ['refund_succeeded', 150_000, null],
    ['open_dispute', null, 'Never came'],
  ]);
});

test('get_order shows shoppers the state changes, and shows notes, holds and names only to staff', async () => {
  const order = await paidOrder(sql, shop, [[soap, 1]]);
  await sql`update profiles set name = 'Tunde' where user_id = ${shop.staff.admin}`;
  await call(sql, staff('verifier'), 'add_order_log', {
    order_id: order.order_id,
    note: ' Called, nobody there ',
  });
  for (const to_state of ['hold', 'release', 'processing']) await move(order, to_state);
  const actions = (seen: Order) =>
    seen.timeline.map(({ action, by, by_name, note }) => [action, by, by_name, note]);
  expect(actions(await asGuest(order))).toEqual([
    ['create_order', 'shopper', null, null],
    ['settle', 'system', null, null],
    ['process', 'shop', null, null],
  ]);
  expect(actions(await see(staff('auditor'), order.number))).toEqual([
    ['create_order', 'shopper', null, null],
    ['settle', 'system', null, null],
    ['note', 'verifier', null, 'Called, nobody there'],
    ['hold', 'admin', 'Tunde', 'Looks odd'],
    ['release', 'admin', 'Tunde', 'Looks odd'],
    ['process', 'admin', 'Tunde', 'Looks odd'],
  ]);
});

test('get_order shows the shopper why the order was cancelled, but not why it was held', async () => {
  const order = await placeOrder(sql, shop, [[soap, 1]]);
  await move(order, 'hold');
  expect(await asGuest(order)).toMatchObject({ hold_reason: null, hold_note: null });
  const held = await see(staff('admin'), order.number);
  expect([held.hold_reason, held.hold_note]).toEqual(['by_staff', 'Looks odd']);
  await call(sql, staff('admin'), 'cancel_order', { order_id: order.order_id, reason: 'Out of season' });
  const seen = await asGuest(order);
  expect(seen).toMatchObject({
    ...{ status: 'cancelled', cancelled_by: 'staff', cancel_reason: 'asked', cancel_note: 'Out of season' },
  });
  const last = { action: 'cancel', by: 'shop', reason: 'asked', note: 'Out of season' };
  expect(seen.timeline.at(-1)).toMatchObject(last);
});

test('get_order offers each caller only the commands that they may run', async () => {
  const ada = await signUp(sql);
  const order = await placeOrder(sql, shop, [[soap, 1]], { payment_method: 'cod' }, ada);
  const offered = async (caller: Caller, token: string | null = null) =>
    (await see(caller, order.number, token)).actions
      .filter(({ command, blocked_by }) => blocked_by === null && !ignored.includes(command))
      .map(({ command }) => command)
      .sort();
  const ignored = ['note', 'reissue_keys', 'check_payment', 'clone'];
  expect(await offered(staff('fulfiller'))).toEqual(['hold', 'mark_ready', 'process']);
  expect(await offered(staff('verifier'))).toEqual(['cancel', 'hold']);
  expect(await offered(staff('auditor'))).toEqual([]);
  await move(order, 'hold');
  expect(await offered(staff('admin'))).toEqual(['cancel', 'release']);
  await move(order, 'release');
  for (const to_state of ['processing', 'shipped']) await move(order, to_state);
  expect(await offered(staff('fulfiller'))).toEqual([
    ...['collect', 'deliver', 'fail_delivery', 'hold', 'mark_in_transit', 'refuse_delivery', 'return_items'],
  ]);
  expect(await offered(ada)).toEqual(['deliver', 'open_dispute']);
  expect(await offered(visitor, order.access_token), 'a guest has no command to confirm delivery').toEqual([
    'open_dispute',
  ]);
  for (const to_state of ['delivered', 'completed']) await move(order, to_state);
  expect(await offered(staff('admin'))).toEqual(['archive', 'collect', 'open_dispute', 'return_items']);
  await move(order, 'archive');
  expect(await offered(staff('admin'))).toEqual(['collect', 'open_dispute', 'return_items']);
});

test('an order can be paid only while it waits for a gateway payment', async () => {
  const other = await openShop(sql);
  const { variants } = other;
  const canPay = async (order: PlacedOrder) => (await asGuest(order)).can_pay;
  expect(await canPay(await placeOrder(sql, other, [[variants.voucher, 1]], { payment_method: 'cod' }))).toBe(
    false,
  );
  expect(
    await canPay(await placeOrder(sql, other, [[variants.voucher, 1]], { payment_method: 'bank_transfer' })),
  ).toBe(false);
  expect(await canPay(await paidOrder(sql, other, [[variants.voucher, 1]]))).toBe(false);
  const late = await placeOrder(sql, other, [[variants.serum, 1]]);
  expect(await asGuest(late)).toMatchObject({ can_pay: true, promised_until: expect.any(String) });
  await letPass(sql, other.id, '31 minutes');
  expect(await asGuest(late)).toMatchObject({ can_pay: true, promised_until: null });
  await letPass(sql, other.id, '24 hours');
  expect(await canPay(late)).toBe(false);
});

describe('notes', () => {
  test('can be added by staff whose role allows it', async () => {
    const order = await placeOrder(sql, shop, [[soap, 1]]);
    const note = (caller: Caller, text: string | null = 'Hello') =>
      call(sql, caller, 'add_order_log', { order_id: order.order_id, note: text });
    for (const role of ['owner', 'admin', 'verifier', 'fulfiller', 'finance'] as const)
      await note(staff(role));
    for (const role of ['catalog', 'auditor'] as const) {
      await expectRefusal(sql, () => note(staff(role)), { status: 403, reason: 'forbidden' });
    }
    for (const text of [null, ' ', 'x'.repeat(2001)]) {
      await expectRefusal(sql, () => note(staff('admin'), text), {
        status: 422,
        reason: 'note_required',
        field: 'note',
      });
    }
    await note(server, 'From a job');
  });

  test('cannot be added by shoppers', async () => {
    const ada = await signUp(sql);
    const { order_id } = await placeOrder(sql, shop, [[soap, 1]], {}, ada);
    await expectRefusal(sql, () => call(sql, ada, 'add_order_log', { order_id, note: 'Hello' }), {
      status: 403,
      reason: 'forbidden',
    });
  });
});

describe('the status of an order', () => {
  const cases: [string, string, Record<string, unknown>][] = [
    [
      'disputed',
      'disputed',
      { paid_minor: 900, refunded_minor: 900, dispute_open: true, archived_at: new Date() },
    ],
    ['refunded', 'refunded', { paid_minor: 900, refunded_minor: 900, archived_at: new Date() }],
    ['refunding', 'refunded', { paid_minor: 900, refunded_minor: 900, refunding_minor: 900 }],
    ['refunding', 'paid', { paid_minor: 900, refunding_minor: 900, hold_reason: 'paid_short' }],
    ['paid', 'paid', { paid_minor: 1000, refunding_minor: 100 }],
    ['archived', 'not_paid', { archived_at: new Date(), hold_reason: 'paid_short' }],
    ['on_hold', 'not_paid', { hold_reason: 'paid_short', returned_all: true }],
    ['returned', 'not_paid', { returned_all: true, backordered: true }],
    ['backordered', 'not_paid', { backordered: true }],
    ['confirmed', 'not_paid', {}],
    ['confirmed', 'partially_paid', { paid_minor: 899 }],
    ['paid', 'paid', { paid_minor: 900 }],
    ['paid', 'overpaid', { paid_minor: 901 }],
    ['paid', 'paid', { paid_minor: 1000, refunded_minor: 100 }],
    ['confirmed', 'partially_refunded', { paid_minor: 900, refunded_minor: 100 }],
    ['partially_shipped', 'not_paid', { pieces_shipped: 1 }],
  ];

  test.each(cases)('is %s, with payment status %s, when %o', async (status, payment_status, change) => {
    const { order_id } = await placeOrder(sql, shop, [[soap, 2]], { payment_method: 'cod' });
    await sql`update orders set ${sql({ subtotal_minor: 900, shipping_minor: 0, ...change })} where id = ${order_id}`;
    const [row] = await sql`select status, payment_status from orders where id = ${order_id}`;
    expect(row).toMatchObject({ status, payment_status });
  });

  test('follows the order until it is completed', async () => {
    const order = await paidOrder(sql, shop, [[soap, 2]]);
    const currentStatus = async () => (await asGuest(order)).status;
    for (const [to_state, status] of [
      ['processing', 'processing'],
      ['ready_for_shipment', 'ready_for_shipment'],
      ['shipped', 'shipped'],
    ] as const) {
      await move(order, to_state);
      expect(await currentStatus()).toBe(status);
    }
    await sql`update orders set in_transit = true where id = ${order.order_id}`;
    expect(await currentStatus()).toBe('in_transit');
    await move(order, 'delivered');
    expect(await currentStatus()).toBe('delivered');
    await sql`update orders set refunded_minor = 1 where id = ${order.order_id}`;
    expect(await asGuest(order)).toMatchObject({
      status: 'partially_refunded',
      payment_status: 'partially_refunded',
    });
    await sql`update orders set refunded_minor = 0 where id = ${order.order_id}`;
    await move(order, 'completed');
    expect(await currentStatus()).toBe('completed');
  });

  test('is rejected when the seller declined, and payment_failed after a failed attempt', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await markIntent(sql, intent, { state: 'failed' });
    expect(await asGuest(order)).toMatchObject({ status: 'payment_failed', payment_status: 'failed' });
    await startPayment(sql, order);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await sql`update orders set cancelled_by = 'seller' where id = ${order.order_id}`;
    expect(await asGuest(order)).toMatchObject({ status: 'rejected', payment_status: 'not_paid' });
  });
});
