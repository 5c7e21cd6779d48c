import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person } from './caller.ts';
import { testDatabase } from './database.ts';
import { openExceptions, readOrder, rowsOf } from './fixtures.ts';
import { sendingOn } from './refund-sending.ts';
import { issueRefund, type Refund } from './refunds.ts';

const { sql } = await testDatabase();
const { claim, settle, listed, due, statesOf } = sendingOn(sql);

describe('a failed refund', () => {
  const failed = async (amount_minor?: number) => {
    const one = await due(amount_minor);
    await claim({ only_id: one.refund_id });
    await settle(one.refund_id, 'failed', { raw: { reason: 'Account closed' } });
    const retry = () => call<Refund>(sql, one.caller, 'retry_refund', { refund_id: one.refund_id });
    const payOut = () =>
      call<Refund>(sql, one.caller, 'pay_out_refund', { refund_id: one.refund_id, reference: 'Cash' });
    return { ...one, retry, payOut };
  };

  test('can be retried once, which resolves its exception', async () => {
    const { order_id, refund_id, retry } = await failed();
    expect(await openExceptions(sql, order_id)).toEqual(['refund_failed']);
    const again = await retry();
    expect(again).toMatchObject({ state: 'approved', amount_minor: 100_000 });
    expect(again.refund_id).not.toBe(refund_id);
    expect(await retry()).toEqual(again);
    expect(await statesOf(order_id)).toEqual(['failed', 'approved']);
    expect(await openExceptions(sql, order_id)).toEqual([]);
  });

  describe('before shipment', () => {
    const pack = ({ shop, order_id }: { shop: { staff: { admin: string } }; order_id: string }) =>
      call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'processing' });
    const release = ({ shop, order_id }: { shop: { staff: { admin: string } }; order_id: string }) =>
      call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'release' });

    test('of the full amount puts the order on hold until staff decide', async () => {
      const one = await failed(600_000);
      expect(await readOrder(sql, one.order_id)).toMatchObject({
        status: 'on_hold',
        hold_reason: 'refund_failed',
      });
      await expectRefusal(sql, () => pack(one), { status: 422, reason: 'on_hold' });
      await expectRefusal(sql, () => release(one), { status: 422, reason: 'payment_undecided' });
      const { refund_id } = await one.retry();
      expect(await readOrder(sql, one.order_id)).toMatchObject({ status: 'refunding', hold_reason: null });
      await call(sql, person(one.shop.staff.admin), 'decide_refund', {
        refund_id,
        approve: false,
        reason: 'Wait',
      });
      await expectRefusal(sql, () => pack(one), { status: 422, reason: 'on_hold' });

      const [exception] = (await rowsOf(sql, 'money_exceptions', one.order_id)).filter(
        (row) => !row.resolved_at,
      );
      await call(sql, one.caller, 'resolve_exception', {
        ...{ exception_id: exception?.id, decision: 'dismiss', note: 'They keep the order' },
      });
      expect(await readOrder(sql, one.order_id)).toMatchObject({ status: 'paid', hold_reason: null });
      await pack(one);
    });

    test('of a part sets no hold, and a hold by staff keeps its reason', async () => {
      await pack(await failed());
      const two = await due(600_000);
      await call(sql, person(two.shop.staff.admin), 'update_order_status', {
        ...{ order_id: two.order_id, to_state: 'hold', details: { reason: 'Looks stolen' } },
      });
      await claim({ only_id: two.refund_id });
      await settle(two.refund_id, 'failed');
      expect(await readOrder(sql, two.order_id)).toMatchObject({
        ...{ hold_reason: 'by_staff', hold_note: 'Looks stolen' },
      });
    });
  });

  test('can be paid out by hand, and then counts as succeeded', async () => {
    const { order_id, retry, payOut } = await failed();
    expect(await payOut()).toMatchObject({ state: 'succeeded' });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    expect(await openExceptions(sql, order_id)).toEqual([]);
    await expectRefusal(sql, retry, { status: 422, reason: 'invalid_transition' });
  });

  test('cannot be paid out by hand after a retry', async () => {
    const { retry, payOut } = await failed();
    await retry();
    await expectRefusal(sql, payOut, { status: 422, reason: 'invalid_transition' });
  });

  test('can be retried again when its retry was declined', async () => {
    const { shop, order_id, retry } = await failed();
    const { refund_id } = await retry();
    await call(sql, person(shop.staff.admin), 'decide_refund', { refund_id, approve: false, reason: 'Wait' });
    expect(await retry()).toMatchObject({ state: 'approved' });
    expect(await statesOf(order_id)).toEqual(['failed', 'declined', 'approved']);
  });

  test.each([[100_000], [600_000]])(
    'that succeeds after all (%i) declines its retry',
    async (amount_minor) => {
      const { order_id, refund_id, retry } = await failed(amount_minor);
      await retry();
      await settle(refund_id, 'succeeded');
      expect(await statesOf(order_id)).toEqual(['succeeded', 'declined']);
      expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: amount_minor });
      expect(await openExceptions(sql, order_id)).toEqual([]);
    },
  );

  test('that succeeds after its retry was sent opens an exception', async () => {
    const { order_id, refund_id, retry } = await failed();
    await claim({ only_id: (await retry()).refund_id });
    await settle(refund_id, 'succeeded');
    expect(await statesOf(order_id)).toEqual(['succeeded', 'submitted']);
    expect(await openExceptions(sql, order_id)).toEqual(['refund_mismatch']);
  });

  test('cannot be retried without enough money or during a dispute', async () => {
    const { order_id, caller, retry } = await failed(600_000);
    const { dispute_id } = await call<{ dispute_id: string }>(sql, caller, 'open_dispute', {
      order_id,
      reason: 'x',
    });
    await expectRefusal(sql, retry, { status: 422, reason: 'dispute_open' });
    await call(sql, caller, 'close_dispute', { dispute_id, outcome: 'won', resolution: 'y' });
    await issueRefund(sql, caller, order_id, { amount_minor: 1 });
    expect(await expectRefusal(sql, retry, { status: 422, reason: 'refund_exceeds_paid' })).toEqual({
      refundable_minor: 599_999,
    });
  });
});

test('a refund that needs attention opens an exception, until it continues or is paid out by hand', async () => {
  const [stuck, moved] = [await due(), await due()];
  for (const { order_id, refund_id } of [stuck, moved]) {
    await claim({ only_id: refund_id });
    await settle(refund_id, 'needs_attention', { raw: { reason: 'No bank account' } });
    expect(await openExceptions(sql, order_id)).toEqual(['refund_needs_attention']);
  }
  await settle(moved.refund_id, 'processing');
  expect(await openExceptions(sql, moved.order_id)).toEqual([]);
  await call(sql, stuck.caller, 'pay_out_refund', { refund_id: stuck.refund_id, reference: 'Cash' });
  expect(await openExceptions(sql, stuck.order_id)).toEqual([]);
});

test('money that is refunded both by hand and by the gateway opens an exception', async () => {
  const { order_id, refund_id, caller, transaction_id } = await due();
  await claim({ only_id: refund_id });
  await settle(refund_id, 'needs_attention', { gateway_refund_id: `G-${refund_id}` });
  await call(sql, caller, 'pay_out_refund', { refund_id, reference: 'Cash' });
  await settle(refund_id, 'failed', { gateway_refund_id: `G-${refund_id}` });
  expect(await openExceptions(sql, order_id)).toEqual([]);
  await listed(transaction_id, { refund_id: `G-${refund_id}`, state: 'succeeded' });
  expect(await statesOf(order_id)).toEqual(['succeeded']);
  expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
  expect(await openExceptions(sql, order_id)).toEqual(['refund_mismatch']);
});
