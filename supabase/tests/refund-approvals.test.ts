import { describe, expect, test } from 'vitest';
import { call, expectRefusal, list, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openExceptions, openShop, paidOrder, readOrder, rowsOf } from './fixtures.ts';
import { issueRefund, refundsOf, refundsOn } from './refunds.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { finance, admin, paid, refund, decide, limit } = refundsOn(sql, shop);

describe("a refund above the shop's limit", () => {
  test('needs approval by a second person', async () => {
    await limit(100_000);
    const { order_id } = await paid();
    expect(await refund(order_id, { amount_minor: 100_000 }), 'the limit itself').toMatchObject({
      state: 'approved',
    });
    const { refund_id, state } = await refund(order_id, { amount_minor: 100_001 });
    expect(state).toBe('requested');
    await expectRefusal(sql, () => decide(refund_id, true, finance), {
      status: 403,
      reason: 'separation_of_duties',
    });
    expect(await decide(refund_id, true)).toMatchObject({ state: 'approved' });
    expect(
      await decide(refund_id, true, person(shop.staff.owner)),
      'deciding twice changes nothing',
    ).toMatchObject({
      state: 'approved',
    });
    expect((await rowsOf(sql, 'refunds', order_id))[1]).toMatchObject({
      requested_by: finance.userId,
      approved_by: admin.userId,
    });
    await limit(null);
  });

  test('is measured together with earlier refunds of the order, as shown in the form', async () => {
    await limit(100_000);
    const { order_id, number } = await paid();
    const remaining = async () =>
      (await call<{ refund_limit_minor: number }>(sql, finance, 'get_order', { number })).refund_limit_minor;
    const queueCounts = (caller: typeof finance) =>
      call<{ to_approve: number | null }>(sql, caller, 'count_queues', { shop: shop.slug });
    expect(await remaining()).toBe(100_000);
    await refund(order_id, { amount_minor: 60_000 });
    expect(await remaining()).toBe(40_000);
    const before = await queueCounts(admin);
    expect(await refund(order_id, { amount_minor: 40_001 })).toMatchObject({ state: 'requested' });
    expect(await remaining()).toBe(0);
    expect(await queueCounts(admin)).toMatchObject({ to_approve: (before.to_approve ?? 0) + 1 });
    expect(await queueCounts(finance), 'their own request does not count').toEqual(
      expect.objectContaining({ to_approve: 0 }),
    );
    expect(await queueCounts(person(shop.staff.verifier))).toMatchObject({ to_approve: null });
    await limit(null);
  });

  test('is declined with a reason, which frees its money and is final', async () => {
    await limit(0);
    const { order_id } = await paid();
    const { refund_id } = await refund(order_id);
    for (const reason of [null, ' ']) {
      await expectRefusal(sql, () => decide(refund_id, false, admin, reason), {
        status: 422,
        reason: 'reason_required',
      });
    }
    expect(await decide(refund_id, false, admin, 'Worn')).toMatchObject({ state: 'declined' });
    await expectRefusal(sql, () => decide(refund_id, true), { status: 422, reason: 'invalid_transition' });
    expect(await refund(order_id)).toMatchObject({ amount_minor: 900_000, state: 'requested' });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 0, payment_status: 'paid' });
    await limit(null);
  });

  test('needs no second person in a shop with one person, nor if the server issues it', async () => {
    const other = await openShop(sql);
    await limit(0, other);
    await sql`delete from staff where shop_id = ${other.id} and role <> 'owner'`;
    const alone = person(other.staff.owner);
    const { order_id } = await paidOrder(sql, other, [[other.variants.serum, 1]]);
    const { refund_id } = await issueRefund(sql, alone, order_id, { amount_minor: 1 });
    expect(await decide(refund_id, true, alone)).toMatchObject({ state: 'approved' });
    expect(await issueRefund(sql, server, order_id)).toMatchObject({ state: 'approved' });
  });
});

test('an approved refund can be declined until it is sent', async () => {
  const { order_id } = await paid();
  const { refund_id } = await refund(order_id);
  await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
  await expectRefusal(sql, () => decide(refund_id, false, admin, 'No'), { reason: 'invalid_transition' });
  const order = await paid();
  const other = await refund(order.order_id);
  expect(await decide(other.refund_id, false, admin, 'No')).toMatchObject({ state: 'declined' });
});

test('cancelling an order above the limit needs approval for the refund; declining leaves an exception', async () => {
  await limit(100_000);
  const { order_id } = await paid();
  await call(sql, person(shop.staff.verifier), 'cancel_order', { order_id, reason: 'Out of stock' });
  await limit(null);
  const [request] = await rowsOf(sql, 'refunds', order_id);
  expect(request).toMatchObject({
    state: 'requested',
    amount_minor: 900_000,
    reason: 'order_cancelled',
    note: 'Out of stock',
  });
  await decide(request?.id as string, false, finance, 'Not yet');
  expect(await readOrder(sql, order_id)).toMatchObject({ state: 'cancelled', refunded_minor: 0 });
  expect(await openExceptions(sql, order_id)).toEqual(['refund_due']);
});

test('while a dispute is open, new refunds are refused and approved ones wait', async () => {
  const { order_id } = await paid();
  const { refund_id } = await refund(order_id, { amount_minor: 100_000 });
  const { dispute_id } = await call<{ dispute_id: string }>(sql, finance, 'open_dispute', {
    order_id,
    reason: 'Chargeback',
  });
  await expectRefusal(sql, () => refund(order_id), { status: 422, reason: 'dispute_open' });
  await expectRefusal(sql, () => call(sql, admin, 'cancel_order', { order_id, reason: 'x' }), {
    status: 422,
    reason: 'dispute_open',
  });
  const claim = () => list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
  await claim();
  expect(await refundsOf(sql, order_id)).toEqual([['approved', 100_000]]);
  await call(sql, finance, 'close_dispute', { dispute_id, outcome: 'won', resolution: 'It came' });
  await claim();
  expect(await refundsOf(sql, order_id)).toEqual([['submitted', 100_000]]);
});
