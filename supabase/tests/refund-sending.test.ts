import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openExceptions, readOrder, rowsOf } from './fixtures.ts';
import { sendingOn } from './refund-sending.ts';

const { sql } = await testDatabase();
const { claim, settle, note, resend, listed, due, statesOf, issue } = sendingOn(sql);

describe('a refund in progress', () => {
  test('is sent to the gateway once, and succeeds when the gateway says so', async () => {
    const { order_id, refund_id, transaction_id } = await due();
    expect(await claim({ only_id: refund_id })).toEqual([
      {
        refund_id,
        gateway: 'paystack',
        reference: transaction_id,
        transaction_id,
        amount_minor: '100000',
        currency: 'NGN',
        must_look: false,
      },
    ]);
    expect(await claim({ only_id: refund_id }), 'claimed while it is being sent').toEqual([]);
    expect(await statesOf(order_id)).toEqual(['submitted']);
    await settle(refund_id, 'processing', { gateway_refund_id: `G-${refund_id}` });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 0, payment_status: 'paid' });
    await settle(refund_id, 'succeeded', { gateway_refund_id: `G-${refund_id}` });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    const logs = await sql`select action from activity_logs where entity_id = ${order_id} order by seq`;
    expect(logs.map((log) => log.action).slice(-4)).toEqual([
      'request_refund',
      'refund_submitted',
      'refund_processing',
      'refund_succeeded',
    ]);
  });

  test('whose worker died after claiming it is looked up before it is sent again', async () => {
    const { shop, refund_id } = await due();
    await claim({ only_id: refund_id });
    expect(await resend(refund_id), 'the gateway may not list it yet').toBe(false);
    await letPass(sql, shop.id, '2 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ refund_id, must_look: true }]);
    expect(await resend(refund_id), 'the list was read and does not contain it').toBe(true);
    expect(await resend(refund_id), 'one more try, not two').toBe(false);
  });

  test('that is in the gateway list is matched by our id and not sent again', async () => {
    const { shop, order_id, refund_id, transaction_id } = await due();
    await claim({ only_id: refund_id });
    await letPass(sql, shop.id, '2 minutes');
    await claim({ only_id: refund_id });
    const gatewayRefund = { refund_id: `G-${refund_id}`, our_refund_id: refund_id };
    expect(await listed(transaction_id, gatewayRefund)).toEqual({ outcome: 'matched', refund_id });
    expect(await listed(transaction_id, gatewayRefund), 'read twice').toEqual({
      outcome: 'known',
      refund_id,
    });
    await letPass(sql, shop.id, '1 hour');
    expect(await resend(refund_id)).toBe(false);
    expect(await statesOf(order_id)).toEqual(['processing']);
  });

  test('that was certainly not sent is sent later without a look-up', async () => {
    const { shop, order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'not_sent', 'No connection');
    expect(await statesOf(order_id)).toEqual(['approved']);
    expect(await claim({ only_id: refund_id }), 'not at once').toEqual([]);
    await letPass(sql, shop.id, '3 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ must_look: false }]);
  });

  test('that was perhaps sent is looked up first', async () => {
    const { shop, order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'unknown', 'Timed out');
    expect(await statesOf(order_id)).toEqual(['submitted']);
    await letPass(sql, shop.id, '3 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ must_look: true }]);
  });

  test('that the gateway refuses fails, frees its money and opens an exception', async () => {
    const { order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'refused', 'Insufficient balance');
    expect((await rowsOf(sql, 'refunds', order_id))[0]).toMatchObject({
      state: 'failed',
      last_error: 'Insufficient balance',
      settled_at: expect.any(String),
    });
    expect((await rowsOf(sql, 'payments', order_id))[0]).toMatchObject({ refunding_minor: 0 });
    expect(await openExceptions(sql, order_id)).toEqual(['refund_failed']);
    await note(refund_id, 'not_sent');
    expect(await statesOf(order_id), 'a late report changes nothing').toEqual(['failed']);
  });

  test('is checked less and less often until it is settled', async () => {
    const { shop, refund_id } = await due();
    const waits = async (time: string) => {
      await letPass(sql, shop.id, time);
      await claim({ only_id: refund_id });
      await settle(refund_id, 'processing');
      const [row] = await sql<[{ waits: number }]>`
        select round(extract(epoch from next_attempt_at - now()))::int as waits from refunds where id = ${refund_id}`;
      return row.waits;
    };
    expect(await waits('0 seconds')).toBe(300);
    expect(await waits('1 hour')).toBe(3600);
    expect(await waits('1 day')).toBe(21_600);
    await settle(refund_id, 'succeeded');
    await letPass(sql, shop.id, '1 day');
    expect(await claim({ only_id: refund_id })).toEqual([]);
  });

  test('is claimed by one of two workers', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => due()));
    const ids = all.map(({ refund_id }) => refund_id);
    // the first worker has claimed its refunds but not committed
    await sql.begin(async (tx) => {
      const held = await tx<{ refund_id: string }[]>`select refund_id from claim_refunds(4)`;
      const others = await claim();
      expect(held).toHaveLength(4);
      expect(others.length).toBeGreaterThanOrEqual(2);
      const taken = [...held, ...others].map((row) => row.refund_id);
      expect(new Set(taken).size).toBe(taken.length);
      expect(ids.filter((id) => !taken.includes(id))).toEqual([]);
    });
  });

  test.each([['settled'], [''], [null]])('refuses the state %j', async (state) => {
    const { refund_id } = await due();
    const refusal = { status: 422, reason: 'unknown_state' };
    await expectRefusal(sql, () => settle(refund_id, state as string), refusal);
    await expectRefusal(sql, () => note(refund_id, state), refusal);
  });

  test('has one gateway id, which no other refund can have', async () => {
    const [one, two] = [await due(), await due()];
    const gateway_refund_id = `G-${one.refund_id}`;
    await settle(one.refund_id, 'processing', { gateway_refund_id });
    const refusal = { status: 422, reason: 'invalid_refund', field: 'gateway_refund_id' };
    await expectRefusal(sql, () => settle(two.refund_id, 'processing', { gateway_refund_id }), refusal);
    await expectRefusal(
      sql,
      () => settle(one.refund_id, 'succeeded', { gateway_refund_id: randomUUID() }),
      refusal,
    );
    await expectRefusal(sql, () => settle(randomUUID(), 'succeeded'), {
      status: 404,
      reason: 'refund_not_found',
    });
  });
});

test('a refund that succeeded stays succeeded, in whatever order the gateway reports', async () => {
  for (const states of [
    ['processing', 'succeeded', 'processing'],
    ['succeeded', 'failed', 'succeeded'],
    ['failed', 'processing', 'succeeded'],
    ['needs_attention', 'succeeded', 'needs_attention'],
  ]) {
    const { order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    for (const state of states) await settle(refund_id, state);
    expect(await statesOf(order_id), states.join()).toEqual(['succeeded']);
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    expect(await openExceptions(sql, order_id)).toEqual([]);
    const emails =
      await sql`select from notification_queue where order_id = ${order_id} and template = 'order_refunded'`;
    expect(emails).toHaveLength(1);
  }
});

describe("a refund made in the gateway's dashboard", () => {
  test('is imported', async () => {
    const { order_id, transaction_id } = await due();
    const gatewayRefund = { refund_id: `G-${order_id}`, state: 'succeeded', amount_minor: 250_000 };
    const { outcome, refund_id } = await listed(transaction_id, gatewayRefund);
    expect(outcome).toBe('adopted');
    expect((await rowsOf(sql, 'refunds', order_id)).find((refund) => refund.id === refund_id)).toMatchObject({
      state: 'succeeded',
      reason: 'at_gateway',
      requested_by_role: 'system',
      gateway_refund_id: `G-${order_id}`,
    });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 250_000 });
    expect(await listed(transaction_id, gatewayRefund)).toEqual({ outcome: 'known', refund_id });
    expect(await statesOf(order_id)).toHaveLength(2);
  });

  test('replaces unsent refunds, newest first, as many as needed', async () => {
    const { order_id, transaction_id } = await due(200_000);
    await issue(order_id, 150_000);
    await issue(order_id, 250_000);
    expect(await listed(transaction_id, { amount_minor: 300_000 })).toMatchObject({ outcome: 'adopted' });
    expect(
      (await rowsOf(sql, 'refunds', order_id)).map((refund) => [refund.amount_minor, refund.state]),
    ).toEqual([
      [200_000, 'approved'],
      [150_000, 'declined'],
      [250_000, 'declined'],
      [300_000, 'processing'],
    ]);
  });

  test('that exceeds what is left of the payment opens an exception', async () => {
    const { order_id, refund_id, transaction_id } = await due(600_000);
    await claim({ only_id: refund_id });
    expect(await listed(transaction_id, { state: 'succeeded', amount_minor: 1 })).toEqual({
      outcome: 'unmatched',
      refund_id: null,
    });
    expect(await statesOf(order_id), 'a sent refund is not withdrawn').toEqual(['submitted']);
    expect(await openExceptions(sql, order_id)).toEqual(['refund_mismatch']);
  });

  test('is ignored if it failed or its payment is unknown', async () => {
    const { order_id, transaction_id } = await due();
    expect(await listed(transaction_id, { state: 'failed' })).toMatchObject({ outcome: 'unmatched' });
    expect(await listed(randomUUID(), {})).toMatchObject({ outcome: 'unmatched' });
    expect(await statesOf(order_id)).toEqual(['approved']);
  });

  test('is refused if its data is invalid', async () => {
    const { transaction_id } = await due();
    for (const wrong of [
      { refund_id: '' },
      { amount_minor: 0 },
      { amount_minor: 1.5 },
      { state: 'lost' },
      { state: null },
    ]) {
      await expectRefusal(sql, () => listed(transaction_id, wrong), {
        status: 422,
        reason: 'invalid_refund',
      });
    }
  });
});
