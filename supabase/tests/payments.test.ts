import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  markIntent,
  openShop,
  paidOrder,
  readOrder,
  readStock,
  settle,
  startPayment,
  waitingOrder,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  voucher: { price_minor: 500_000, on_hand: null },
});

const intentState = async (intent: Intent) =>
  (
    await sql`select state, checkout_url, mode, failure_reason, is_processing, checked_at
    from payment_intents where id = ${intent.intent_id}`
  )[0];
const exceptions = async (order_id: string) =>
  (
    await sql`select kind from money_exceptions where order_id = ${order_id} and resolved_at is null order by opened_at`
  ).map((row) => row.kind);

describe('a payment', () => {
  test('of the right amount confirms the order, takes its stock and emails the shopper', async () => {
    const other = await openShop(sql);
    const { order, intent } = await waitingOrder(sql, other, 4);
    expect(await settle(sql, intent)).toEqual({ order_id: order.order_id, outcome: 'confirmed' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      status: 'paid',
      payment_status: 'paid',
      paid_minor: 1_950_000,
      expires_at: null,
      confirmed_at: expect.any(String),
    });
    expect(await readStock(sql, other.variants.serum)).toEqual({
      on_hand: 10,
      committed: 4,
      promised: 0,
      available: 6,
    });
    expect(await intentState(intent)).toMatchObject({ state: 'succeeded' });
    const emails =
      await sql`select template from notification_queue where order_id = ${order.order_id} order by created_at`;
    expect(emails.map((email) => email.template)).toEqual(['order_placed', 'order_confirmed']);
    const payments =
      await sql`select amount_minor::int, currency, channel, outcome from payments where order_id = ${order.order_id}`;
    expect(payments.map((payment) => ({ ...payment }))).toEqual([
      { amount_minor: 1_950_000, currency: 'NGN', channel: 'card', outcome: 'confirmed' },
    ]);
  });

  test('that is reported again changes nothing', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent);
    const before = await readOrder(sql, order.order_id);
    for (const again of [{}, { amount_minor: 1 }, { currency: 'USD' }]) {
      expect(await settle(sql, intent, again)).toEqual({ order_id: order.order_id, outcome: 'replayed' });
    }
    expect(await readOrder(sql, order.order_id)).toEqual(before);
  });

  test.each([
    ['of too little', { amount_minor: 599_999 }, 'amount_mismatch', 599_999, 'partially_paid'],
    ['of too much', { amount_minor: 600_001 }, 'amount_mismatch', 600_001, 'overpaid'],
    ['in another currency', { currency: 'USD' }, 'currency_mismatch', 0, 'pending'],
  ])(
    '%s does not confirm the order but puts it on hold for staff',
    async (_, payment, kind, paid_minor, payment_status) => {
      const other = await openShop(sql);
      const { order, intent } = await waitingOrder(sql, other);
      expect(await settle(sql, intent, payment)).toMatchObject({ outcome: 'mismatch' });
      expect(await readOrder(sql, order.order_id)).toMatchObject({
        state: 'pending_payment',
        status: 'on_hold',
        hold_reason: 'amount_mismatch',
        payment_status,
        paid_minor,
      });
      expect(await exceptions(order.order_id)).toEqual([kind]);
      expect(await readStock(sql, other.variants.serum)).toMatchObject({ committed: 0 });
      expect(
        await sql`select template from notification_queue where order_id = ${order.order_id}`,
        'only the email about the placed order',
      ).toEqual([{ template: 'order_placed' }]);
    },
  );

  test.each([['pending'], ['reversed']])(
    'that is already being reversed (%s) when it is first reported confirms nothing',
    async (reversal) => {
      const { order, intent } = await waitingOrder(sql, shop);
      expect(await settle(sql, intent, { reversal })).toMatchObject({ outcome: 'mismatch' });
      expect(await readOrder(sql, order.order_id)).toMatchObject({
        state: 'pending_payment',
        status: 'on_hold',
      });
      expect(await exceptions(order.order_id)).toEqual(['reversed']);
    },
  );

  test('for an order that is already paid is recorded as an overpayment', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { transaction_id: `${intent.reference}-1` });
    expect(await settle(sql, intent, { transaction_id: `${intent.reference}-2` })).toMatchObject({
      outcome: 'overpaid',
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      // the excess is being refunded; its exception stays open until the refund has arrived
      payment_status: 'paid',
      paid_minor: 1_200_000,
      refunding_minor: 600_000,
    });
    expect(await exceptions(order.order_id)).toEqual(['overpaid']);
  });

  test.each([
    ['cancelled by the shopper', 'cancel'],
    ['cancelled and archived', 'archive'],
    ['not paid in time', 'expire'],
  ])('for an order that was %s reinstates it while stock lasts', async (_, end) => {
    const other = await openShop(sql);
    const { order, intent } = await waitingOrder(sql, other, 4);
    if (end === 'expire') {
      await letPass(sql, other.id, '25 hours');
      await markIntent(sql, intent, { state: 'abandoned' });
      await call(sql, server, 'cancel_expired_orders');
    } else {
      await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: 'Changed my mind' });
    }
    if (end === 'archive') {
      await call(sql, person(other.staff.admin), 'update_order_status', {
        order_id: order.order_id,
        to_state: 'archive',
      });
    }
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'cancelled' });
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'revived' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      status: 'paid',
      cancelled_by: null,
      ...{ cancel_reason: null, cancel_note: null },
      cancelled_at: null,
      archived_at: null,
    });
    expect(await readStock(sql, other.variants.serum)).toMatchObject({ committed: 4 });
    expect(await exceptions(order.order_id)).toEqual([]);
  });

  test.each([['cancelled'], ['waiting']])(
    'for a %s order that is out of stock is recorded for staff to decide',
    async (state) => {
      const other = await openShop(sql);
      const { order, intent } = await waitingOrder(sql, other, 8);
      if (state === 'cancelled') await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
      else await letPass(sql, other.id, '31 minutes');
      await paidOrder(sql, other, [[other.variants.serum, 4]]);
      expect(await settle(sql, intent)).toMatchObject({ outcome: 'paid_short' });
      expect(await readOrder(sql, order.order_id)).toMatchObject({
        state: state === 'cancelled' ? 'cancelled' : 'pending_payment',
        hold_reason: 'paid_short',
        paid_minor: 3_750_000,
      });
      expect(await exceptions(order.order_id)).toEqual(['paid_short']);
      expect(await readStock(sql, other.variants.serum)).toMatchObject({ on_hand: 10, committed: 4 });
      const [exception] = await sql`select owner_role, deadline > now() + interval '23 hours' as has_a_day
      from money_exceptions where order_id = ${order.order_id}`;
      expect(exception).toMatchObject({ owner_role: 'finance', has_a_day: true });
    },
  );

  test('that comes late, without a reservation, still confirms while stock lasts', async () => {
    const other = await openShop(sql);
    const { intent } = await waitingOrder(sql, other, 8);
    await letPass(sql, other.id, '25 hours');
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'confirmed' });
  });

  test('gets the stock if it comes first, when less is left than was reserved', async () => {
    const other = await openShop(sql);
    const [first, second] = [await waitingOrder(sql, other, 4), await waitingOrder(sql, other, 4)];
    await call(sql, server, 'adjust_stock', {
      variant_id: other.variants.serum,
      on_hand: 7,
      reason: 'Three broke',
    });
    expect(await settle(sql, second.intent)).toMatchObject({ outcome: 'confirmed' });
    expect(await settle(sql, first.intent)).toMatchObject({ outcome: 'paid_short' });
    expect(await readStock(sql, other.variants.serum)).toMatchObject({ on_hand: 7, committed: 4 });
  });

  test('is recorded even if the variant’s stock is no longer tracked', async () => {
    const other = await openShop(sql);
    const { intent } = await waitingOrder(sql, other, 8);
    await call(sql, server, 'adjust_stock', {
      variant_id: other.variants.serum,
      on_hand: 2,
      reason: 'A flood',
    });
    await sql`update variants set is_tracked = false where id = ${other.variants.serum}`;
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'paid_short' });
  });

  test('for an old, abandoned attempt still counts for its order', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await markIntent(sql, intent, { state: 'abandoned' });
    const next = await startPayment(sql, order);
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'confirmed' });
    expect(await settle(sql, next)).toMatchObject({ outcome: 'overpaid' });
  });

  test('for an order on hold confirms it and keeps the hold', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await call(sql, person(shop.staff.verifier), 'update_order_status', {
      order_id: order.order_id,
      to_state: 'hold',
      details: { reason: 'Looks odd' },
    });
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'confirmed' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      status: 'on_hold',
      ...{ hold_reason: 'by_staff', hold_note: 'Looks odd' },
    });
  });

  test('cannot be updated or deleted', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent);
    const refusal = { status: 403, reason: 'log_is_append_only' };
    await expectRefusal(
      sql,
      () => sql`update payments set amount_minor = 1 where order_id = ${order.order_id}`,
      refusal,
    );
    await expectRefusal(sql, () => sql`delete from payments where order_id = ${order.order_id}`, refusal);
    await expectRefusal(sql, () => sql`truncate payments cascade`, refusal);
  });

  test("keeps the gateway's time and fee, and ignores invalid ones", async () => {
    const read = async (payment: Args) => {
      const { order, intent } = await waitingOrder(sql, shop);
      await settle(sql, intent, payment);
      const [row] =
        await sql`select paid_at, fee_minor::int, raw from payments where order_id = ${order.order_id}`;
      return row;
    };
    expect(
      await read({ paid_at: '2026-03-01T10:00:00.000Z', fee_minor: 10_283, raw: { id: 1 } }),
    ).toMatchObject({
      paid_at: new Date('2026-03-01T10:00:00.000Z'),
      fee_minor: 10_283,
      raw: { id: 1 },
    });
    for (const paid_at of ['yesterday-ish', '2026-13-45', '2026-03-01 10:00 Mars/Base', '', 7, null]) {
      expect(await read({ paid_at, fee_minor: -3 })).toMatchObject({
        paid_at: expect.any(Date),
        fee_minor: null,
      });
    }
  });

  test('with only a date keeps the date, and gets noon of that day in the shop’s time zone as its time', async () => {
    const at = await openShop(sql);
    await sql`update shops set time_zone = 'Asia/Jakarta' where id = ${at.id}`;
    const { order, intent } = await waitingOrder(sql, at);
    await settle(sql, intent, { paid_at: '2026-03-01' });
    expect(
      await sql`select paid_on::text, paid_at from payments where order_id = ${order.order_id}`,
    ).toMatchObject([{ paid_on: '2026-03-01', paid_at: new Date('2026-03-01T05:00:00Z') }]);
    const known = await waitingOrder(sql, at);
    await settle(sql, known.intent, { paid_at: '2026-03-01T10:00:00Z' });
    expect(
      await sql`select paid_on::text, paid_at from payments where order_id = ${known.order.order_id}`,
    ).toMatchObject([{ paid_on: null, paid_at: new Date('2026-03-01T10:00:00Z') }]);
    const change = sql`update payments set paid_on = '2026-03-02' where order_id = ${order.order_id}`;
    await expect(change).rejects.toMatchObject({ message: 'log_is_append_only' });
  });
});
