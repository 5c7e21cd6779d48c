import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, list, person, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openQuestions, openShop, paidOrder, readOrder, rowsOf } from './fixtures.ts';
import { issueRefund, type Refund } from './refunds.ts';

const { sql } = await testDatabase();
const finance = new Map<string, ReturnType<typeof person>>();

interface Claimed {
  refund_id: string;
  gateway: string;
  reference: string;
  transaction_id: string;
  amount_minor: number;
  must_look: boolean;
}
const claim = (args: Args = {}) =>
  list<Claimed>(sql, server, 'claim_refunds', { max_rows: 10, ...args }).then((rows) =>
    rows.map((row) => ({ ...row })),
  );
const settleRefund = (refund_id: string, state: string, args: Args = {}) =>
  call<Refund>(sql, server, 'settle_refund', { refund_id, state, ...args });
const note = (refund_id: string, outcome: string | null, error: string | null = null) =>
  call(sql, server, 'note_refund_attempt', { refund_id, outcome, error });
const resend = (refund_id: string) => call<boolean>(sql, server, 'resend_refund', { refund_id });
const listed = (transaction_id: string, refund: Args) =>
  call<{ outcome: string; refund_id: string | null }>(sql, server, 'record_gateway_refund', {
    gateway: 'paystack',
    transaction_id,
    refund: { refund_id: randomUUID(), state: 'processing', amount_minor: 100_000, ...refund },
  });

/** A shop of its own with an order of 6,000.00, of which 1,000.00 is to go back. */
async function due(amount_minor = 100_000) {
  const shop = await openShop(sql);
  const { order_id } = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  const caller = person(shop.staff.finance);
  finance.set(order_id, caller);
  const { refund_id } = await issueRefund(sql, caller, order_id, { amount_minor });
  const [payment] = await rowsOf(sql, 'payments', order_id);
  return { shop, order_id, refund_id, caller, transaction_id: payment?.transaction_id as string };
}
const refundsOf = async (order_id: string) =>
  (await rowsOf(sql, 'refunds', order_id)).map((refund) => refund.state);
const issue = (order_id: string, amount_minor: number) =>
  issueRefund(sql, finance.get(order_id) as never, order_id, { amount_minor });

describe('a refund on its way', () => {
  test('is handed to the gateway once, and is back when the gateway says so', async () => {
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
    expect(await claim({ only_id: refund_id }), 'held while it is being sent').toEqual([]);
    expect(await refundsOf(order_id)).toEqual(['submitted']);
    await settleRefund(refund_id, 'processing', { gateway_refund_id: `G-${refund_id}` });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 0, payment_status: 'paid' });
    await settleRefund(refund_id, 'succeeded', { gateway_refund_id: `G-${refund_id}` });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    const logs = await sql`select action from activity_logs where entity_id = ${order_id} order by seq`;
    expect(logs.map((log) => log.action).slice(-4)).toEqual([
      'request_refund',
      'refund_submitted',
      'refund_processing',
      'refund_succeeded',
    ]);
  });

  test('whose worker died after taking it is looked up before it is ever sent again', async () => {
    const { shop, refund_id } = await due();
    await claim({ only_id: refund_id });
    expect(await resend(refund_id), 'it may be there and not yet in the list').toBe(false);
    await letPass(sql, shop.id, '2 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ refund_id, must_look: true }]);
    expect(await resend(refund_id), 'the list was read, and does not have it').toBe(true);
    expect(await resend(refund_id), 'one more try, not two').toBe(false);
  });

  test('that is in the list is matched by what we wrote on it, and not sent again', async () => {
    const { shop, order_id, refund_id, transaction_id } = await due();
    await claim({ only_id: refund_id });
    await letPass(sql, shop.id, '2 minutes');
    await claim({ only_id: refund_id });
    const theirs = { refund_id: `G-${refund_id}`, our_refund_id: refund_id };
    expect(await listed(transaction_id, theirs)).toEqual({ outcome: 'matched', refund_id });
    expect(await listed(transaction_id, theirs), 'read twice').toEqual({ outcome: 'known', refund_id });
    await letPass(sql, shop.id, '1 hour');
    expect(await resend(refund_id)).toBe(false);
    expect(await refundsOf(order_id)).toEqual(['processing']);
  });

  test('and not sent, certainly, is sent later as if for the first time', async () => {
    const { shop, order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'not_sent', 'No connection');
    expect(await refundsOf(order_id)).toEqual(['approved']);
    expect(await claim({ only_id: refund_id }), 'not at once').toEqual([]);
    await letPass(sql, shop.id, '3 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ must_look: false }]);
  });

  test('or perhaps sent, is looked up next', async () => {
    const { shop, order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'unknown', 'Timed out');
    expect(await refundsOf(order_id)).toEqual(['submitted']);
    await letPass(sql, shop.id, '3 minutes');
    expect(await claim({ only_id: refund_id })).toMatchObject([{ must_look: true }]);
  });

  test('or refused, fails, frees its money and asks finance', async () => {
    const { order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    await note(refund_id, 'refused', 'Insufficient balance');
    expect((await rowsOf(sql, 'refunds', order_id))[0]).toMatchObject({
      state: 'failed',
      last_error: 'Insufficient balance',
      settled_at: expect.any(String),
    });
    expect((await rowsOf(sql, 'payments', order_id))[0]).toMatchObject({ refunding_minor: 0 });
    expect(await openQuestions(sql, order_id)).toEqual(['refund_failed']);
    await note(refund_id, 'not_sent');
    expect(await refundsOf(order_id), 'older news change nothing').toEqual(['failed']);
  });

  test('is looked at again until it has ended, less and less often', async () => {
    const { shop, refund_id } = await due();
    const waits = async (time: string) => {
      await letPass(sql, shop.id, time);
      await claim({ only_id: refund_id });
      await settleRefund(refund_id, 'processing');
      const [row] = await sql<[{ waits: number }]>`
        select round(extract(epoch from next_attempt_at - now()))::int as waits from refunds where id = ${refund_id}`;
      return row.waits;
    };
    expect(await waits('0 seconds')).toBe(300);
    expect(await waits('1 hour')).toBe(3600);
    expect(await waits('1 day')).toBe(21_600);
    await settleRefund(refund_id, 'succeeded');
    await letPass(sql, shop.id, '1 day');
    expect(await claim({ only_id: refund_id })).toEqual([]);
  });

  test('is claimed by one of two workers', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => due()));
    const ids = all.map(({ refund_id }) => refund_id);
    // the first worker has taken its refunds and not yet said so
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

  test.each([['settled'], [''], [null]])('has no state %j', async (state) => {
    const { refund_id } = await due();
    const refusal = { status: 422, reason: 'unknown_state' };
    await expectRefusal(sql, () => settleRefund(refund_id, state as string), refusal);
    await expectRefusal(sql, () => note(refund_id, state), refusal);
  });

  test('has one id at the gateway, that no other has', async () => {
    const [one, two] = [await due(), await due()];
    const gateway_refund_id = `G-${one.refund_id}`;
    await settleRefund(one.refund_id, 'processing', { gateway_refund_id });
    const refusal = { status: 422, reason: 'invalid_refund', field: 'gateway_refund_id' };
    await expectRefusal(sql, () => settleRefund(two.refund_id, 'processing', { gateway_refund_id }), refusal);
    await expectRefusal(
      sql,
      () => settleRefund(one.refund_id, 'succeeded', { gateway_refund_id: randomUUID() }),
      refusal,
    );
    await expectRefusal(sql, () => settleRefund(randomUUID(), 'succeeded'), {
      status: 404,
      reason: 'refund_not_found',
    });
  });
});

test('in whatever order the news of a refund come, and how often, money that is back stays back', async () => {
  for (const news of [
    ['processing', 'succeeded', 'processing'],
    ['succeeded', 'failed', 'succeeded'],
    ['failed', 'processing', 'succeeded'],
    ['needs_attention', 'succeeded', 'needs_attention'],
  ]) {
    const { order_id, refund_id } = await due();
    await claim({ only_id: refund_id });
    for (const state of news) await settleRefund(refund_id, state);
    expect(await refundsOf(order_id), news.join()).toEqual(['succeeded']);
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    expect(await openQuestions(sql, order_id)).toEqual([]);
    const mails =
      await sql`select from notification_queue where order_id = ${order_id} and template = 'order_refunded'`;
    expect(mails).toHaveLength(1);
  }
});

describe("a refund that somebody made on the gateway's own pages", () => {
  test('becomes ours', async () => {
    const { order_id, transaction_id } = await due();
    const theirs = { refund_id: `G-${order_id}`, state: 'succeeded', amount_minor: 250_000 };
    const { outcome, refund_id } = await listed(transaction_id, theirs);
    expect(outcome).toBe('adopted');
    expect((await rowsOf(sql, 'refunds', order_id)).find((refund) => refund.id === refund_id)).toMatchObject({
      state: 'succeeded',
      reason: 'Made at the gateway',
      requested_by_role: 'system',
      gateway_refund_id: `G-${order_id}`,
    });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 250_000 });
    expect(await listed(transaction_id, theirs)).toEqual({ outcome: 'known', refund_id });
    expect(await refundsOf(order_id)).toHaveLength(2);
  });

  test('takes the place of ours that were not sent, the newest first, as many as it needs', async () => {
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

  test('that there is no room for is a question', async () => {
    const { order_id, refund_id, transaction_id } = await due(600_000);
    await claim({ only_id: refund_id });
    expect(await listed(transaction_id, { state: 'succeeded', amount_minor: 1 })).toEqual({
      outcome: 'unmatched',
      refund_id: null,
    });
    expect(await refundsOf(order_id), 'what was sent is not withdrawn').toEqual(['submitted']);
    expect(await openQuestions(sql, order_id)).toEqual(['refund_mismatch']);
  });

  test('and failed there, or is of no payment here, is none', async () => {
    const { order_id, transaction_id } = await due();
    expect(await listed(transaction_id, { state: 'failed' })).toMatchObject({ outcome: 'unmatched' });
    expect(await listed(randomUUID(), {})).toMatchObject({ outcome: 'unmatched' });
    expect(await refundsOf(order_id)).toEqual(['approved']);
  });

  test('says all that is needed, or is refused', async () => {
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

describe('a refund that failed', () => {
  const failed = async (amount_minor?: number) => {
    const one = await due(amount_minor);
    await claim({ only_id: one.refund_id });
    await settleRefund(one.refund_id, 'failed', { raw: { reason: 'Account closed' } });
    const retry = () => call<Refund>(sql, one.caller, 'retry_refund', { refund_id: one.refund_id });
    const payOut = () =>
      call<Refund>(sql, one.caller, 'pay_out_refund', { refund_id: one.refund_id, reference: 'Cash' });
    return { ...one, retry, payOut };
  };

  test('is taken up again once, which answers its question', async () => {
    const { order_id, refund_id, retry } = await failed();
    expect(await openQuestions(sql, order_id)).toEqual(['refund_failed']);
    const again = await retry();
    expect(again).toMatchObject({ state: 'approved', amount_minor: 100_000 });
    expect(again.refund_id).not.toBe(refund_id);
    expect(await retry()).toEqual(again);
    expect(await refundsOf(order_id)).toEqual(['failed', 'approved']);
    expect(await openQuestions(sql, order_id)).toEqual([]);
  });

  describe('while the goods are still here', () => {
    const pack = ({ shop, order_id }: { shop: { staff: { admin: string } }; order_id: string }) =>
      call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'processing' });
    const release = ({ shop, order_id }: { shop: { staff: { admin: string } }; order_id: string }) =>
      call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'release' });

    test('keeps them here when it was all of the money, until somebody decides', async () => {
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

      const [question] = (await rowsOf(sql, 'money_exceptions', one.order_id)).filter(
        (row) => !row.resolved_at,
      );
      await call(sql, one.caller, 'resolve_exception', {
        ...{ exception_id: question?.id, decision: 'dismiss', note: 'They keep the order' },
      });
      expect(await readOrder(sql, one.order_id)).toMatchObject({ status: 'paid', hold_reason: null });
      await pack(one);
    });

    test('does not when it was a part of the money, nor when staff hold the order for a reason of their own', async () => {
      await pack(await failed());
      const two = await due(600_000);
      await call(sql, person(two.shop.staff.admin), 'update_order_status', {
        ...{ order_id: two.order_id, to_state: 'hold', details: { reason: 'Looks stolen' } },
      });
      await claim({ only_id: two.refund_id });
      await settleRefund(two.refund_id, 'failed');
      expect(await readOrder(sql, two.order_id)).toMatchObject({ hold_reason: 'Looks stolen' });
    });
  });

  test('or is paid out by hand, which is the end of it', async () => {
    const { order_id, retry, payOut } = await failed();
    expect(await payOut()).toMatchObject({ state: 'succeeded' });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
    expect(await openQuestions(sql, order_id)).toEqual([]);
    await expectRefusal(sql, retry, { status: 422, reason: 'invalid_transition' });
  });

  test('but never both', async () => {
    const { retry, payOut } = await failed();
    await retry();
    await expectRefusal(sql, payOut, { status: 422, reason: 'invalid_transition' });
  });

  test('is taken up anew when its second try was withdrawn', async () => {
    const { shop, order_id, retry } = await failed();
    const { refund_id } = await retry();
    await call(sql, person(shop.staff.admin), 'decide_refund', { refund_id, approve: false, reason: 'Wait' });
    expect(await retry()).toMatchObject({ state: 'approved' });
    expect(await refundsOf(order_id)).toEqual(['failed', 'declined', 'approved']);
  });

  test.each([[100_000], [600_000]])(
    'and arrived after all (%i) withdraws its second try',
    async (amount_minor) => {
      const { order_id, refund_id, retry } = await failed(amount_minor);
      await retry();
      await settleRefund(refund_id, 'succeeded');
      expect(await refundsOf(order_id)).toEqual(['succeeded', 'declined']);
      expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: amount_minor });
      expect(await openQuestions(sql, order_id)).toEqual([]);
    },
  );

  test('and arrived after its second try was sent is a question', async () => {
    const { order_id, refund_id, retry } = await failed();
    await claim({ only_id: (await retry()).refund_id });
    await settleRefund(refund_id, 'succeeded');
    expect(await refundsOf(order_id)).toEqual(['succeeded', 'submitted']);
    expect(await openQuestions(sql, order_id)).toEqual(['refund_mismatch']);
  });

  test('is not taken up while there is no money for it, or a dispute is open', async () => {
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

test('a refund at which the gateway waits for somebody asks finance, and is paid out by hand or goes on', async () => {
  const [stuck, moved] = [await due(), await due()];
  for (const { order_id, refund_id } of [stuck, moved]) {
    await claim({ only_id: refund_id });
    await settleRefund(refund_id, 'needs_attention', { raw: { reason: 'No bank account' } });
    expect(await openQuestions(sql, order_id)).toEqual(['refund_needs_attention']);
  }
  await settleRefund(moved.refund_id, 'processing');
  expect(await openQuestions(sql, moved.order_id)).toEqual([]);
  await call(sql, stuck.caller, 'pay_out_refund', { refund_id: stuck.refund_id, reference: 'Cash' });
  expect(await openQuestions(sql, stuck.order_id)).toEqual([]);
});

test('money that was given back by hand and then by the gateway as well leaves a question', async () => {
  const { order_id, refund_id, caller, transaction_id } = await due();
  await claim({ only_id: refund_id });
  await settleRefund(refund_id, 'needs_attention', { gateway_refund_id: `G-${refund_id}` });
  await call(sql, caller, 'pay_out_refund', { refund_id, reference: 'Cash' });
  await settleRefund(refund_id, 'failed', { gateway_refund_id: `G-${refund_id}` });
  expect(await openQuestions(sql, order_id)).toEqual([]);
  await listed(transaction_id, { refund_id: `G-${refund_id}`, state: 'succeeded' });
  expect(await refundsOf(order_id)).toEqual(['succeeded']);
  expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 100_000 });
  expect(await openQuestions(sql, order_id)).toEqual(['refund_mismatch']);
});
