import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, as, type Caller, call, type FunctionName, person } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, staffRoles } from './fixtures.ts';
import { sendingOn } from './refund-sending.ts';
import { type Refund, refundsOn, settleRefund } from './refunds.ts';
import { transferredOrder } from './transfers.ts';
import { tried } from './undone.ts';

/*
 * The actions that the order page and the refund list offer must match what the database accepts, for a refund in each status and for each
 * staff role that may read payments.
 */

interface Action {
  command: string;
  blocked_by: string | null;
}
interface RefundView {
  refund_id: string;
  standing: string;
  actions: Action[];
}
interface OrderMoney {
  refunds: RefundView[];
  refund_steps: { up_to_minor: number; state: string }[];
  refund_blocked_by: string | null;
  refundable_minor: number;
  items: { variant_id: string; refundable_quantity: number }[];
}

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 10_000 },
  soap: { price_minor: 150_000, on_hand: 10_000 },
});
const { finance, admin, paid, lines, refund, decide, limit } = refundsOn(sql, shop);
const { claim, note } = sendingOn(sql);
const { soap } = shop.variants;

const see = (caller: Caller, number: string | null) => call<OrderMoney>(sql, caller, 'get_order', { number });
const listed = (caller: Caller, stage = 'all', args: Args = {}) =>
  call<RefundView[]>(sql, caller, 'list_refunds', { shop: shop.slug, stage, max_rows: 101, ...args });
const dispute = (order_id: string) =>
  call<{ dispute_id: string }>(sql, finance, 'open_dispute', { order_id, reason: 'Not mine' });
const failed = async (args: object = {}) => {
  const order = await paid();
  const { refund_id } = await refund(order.order_id, { amount_minor: 100_000, ...args });
  await claim({ only_id: refund_id });
  await settleRefund(sql, refund_id, 'failed');
  return { ...order, refund_id };
};
const askForRefund = async () => {
  await limit(0);
  const order = await paid();
  const { refund_id } = await refund(order.order_id, { amount_minor: 100_000 });
  await limit(null);
  return { ...order, refund_id };
};
const approved = async () => {
  const order = await paid();
  return { ...order, ...(await refund(order.order_id, { amount_minor: 100_000 })) };
};

type Subject = { order_id: string; number: string; refund_id: string };

/** The status (`standing`) expected for each case, and how to reach it. */
const statuses: Record<string, [standing: string, reach: () => Promise<Subject>]> = {
  'requested by finance': ['requested', askForRefund],
  'approved, and not sent yet': ['approved', approved],
  'approved, during a dispute': [
    'after_dispute',
    async () => {
      const one = await approved();
      await dispute(one.order_id);
      return one;
    },
  ],
  'tried once, and not sent': [
    'approved',
    async () => {
      const one = await approved();
      await claim({ only_id: one.refund_id });
      await note(one.refund_id, 'not_sent');
      return one;
    },
  ],
  'sent to the gateway': [
    'submitted',
    async () => {
      const one = await approved();
      await claim({ only_id: one.refund_id });
      return one;
    },
  ],
  'approved, to be paid out by hand': [
    'to_pay_out',
    async () => {
      const order = await transferredOrder(sql, shop, lines);
      return { ...order, ...(await refund(order.order_id, { amount_minor: 100_000 })) };
    },
  ],
  failed: ['failed', failed],
  'failed, during a dispute': [
    'failed',
    async () => {
      const one = await failed();
      await dispute(one.order_id);
      return one;
    },
  ],
  'failed, and refunded in another way since': [
    'failed',
    async () => {
      const one = await failed();
      await refund(one.order_id);
      return one;
    },
  ],
  'failed, and its items were removed': [
    'failed',
    async () => {
      const one = await failed({ amount_minor: null, lines: [{ variant_id: soap, quantity: 2 }] });
      await call(sql, admin, 'cancel_order_items', {
        ...{ order_id: one.order_id, lines: [{ variant_id: soap, quantity: 1 }], reason: 'Broken' },
      });
      return one;
    },
  ],
  'failed, and retried': [
    'retried',
    async () => {
      const one = await failed();
      await call(sql, finance, 'retry_refund', { refund_id: one.refund_id });
      return one;
    },
  ],
  'stuck at the gateway': [
    'needs_attention',
    async () => {
      const one = await approved();
      await claim({ only_id: one.refund_id });
      await settleRefund(sql, one.refund_id, 'needs_attention');
      return one;
    },
  ],
  succeeded: [
    'succeeded',
    async () => {
      const one = await approved();
      await claim({ only_id: one.refund_id });
      await settleRefund(sql, one.refund_id, 'succeeded');
      return one;
    },
  ],
  declined: [
    'declined',
    async () => {
      const one = await askForRefund();
      await decide(one.refund_id, false, admin, 'No');
      return one;
    },
  ],
};

const commands: Record<string, [FunctionName, Args]> = {
  approve_refund: ['decide_refund', { approve: true }],
  retry_refund: ['retry_refund', {}],
  pay_out_refund: ['pay_out_refund', { reference: 'FT-1' }],
  decline_refund: ['decide_refund', { approve: false, reason: 'No' }],
};

/** The command that led to each status. Repeating it returns the same answer, but it is no longer offered. */
const doneBefore: Record<string, string> = {
  ...{ approved: 'approve_refund', to_pay_out: 'approve_refund', after_dispute: 'approve_refund' },
  ...{ retried: 'retry_refund', declined: 'decline_refund' },
};

/** The reason for which a command on a refund is refused, or null. Its changes are rolled back. */
async function refusedBy(caller: Caller, command: string, refund_id: string): Promise<string | null> {
  const [name, args] = commands[command] as [FunctionName, Args];
  return (await tried(sql, caller, name, { refund_id, ...args })).reason;
}

describe.each(Object.entries(statuses))('a refund that is %s', (_name, [standing, reach]) => {
  test('offers exactly what the database accepts', async () => {
    const { number, refund_id } = await reach();
    for (const role of staffRoles.filter((role) => role !== 'catalog' && role !== 'fulfiller')) {
      const caller = person(shop.staff[role]);
      const seen = (await see(caller, number)).refunds.find((one) => one.refund_id === refund_id);
      expect(seen, role).toMatchObject({ standing });
      const inList = (await listed(caller)).find((one) => one.refund_id === refund_id);
      expect([role, inList?.actions]).toEqual([role, seen?.actions]);
      for (const command of Object.keys(commands)) {
        const offered = seen?.actions.find((action) => action.command === command);
        const refused = await refusedBy(caller, command, refund_id);
        const label = `${command} by ${role}`;
        if (offered) expect([label, refused]).toEqual([label, offered.blocked_by]);
        else {
          const again = refused === null && doneBefore[standing] === command;
          expect([label, again || ['forbidden', 'invalid_transition'].includes(refused ?? '')]).toEqual([
            label,
            true,
          ]);
        }
      }
    }
  }, 120_000);
});

test('the stages of the list contain each open refund once', async () => {
  const subjects = [await askForRefund(), await approved(), await failed()];
  const stages = await Promise.all(
    ['waiting', 'under_way', 'attention'].map((stage) => listed(finance, stage)),
  );
  expect(
    subjects.map(({ refund_id }) => stages.map((rows) => rows.some((row) => row.refund_id === refund_id))),
  ).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  const states = stages.flat().map(({ standing }) => standing);
  const [{ open }] = await sql<[{ open: number }]>`
    select count(*)::int as open from refunds where shop_id = ${shop.id} and state not in ('succeeded', 'declined')`;
  expect(states).toHaveLength(open);
});

test('the list can be paged down and up', async () => {
  const all = await listed(finance);
  const half = all[Math.floor(all.length / 2)] as RefundView & { created_at: string };
  // the position is text in the query, because the driver rounds microseconds
  const from = async (upwards: boolean) => {
    const [row] = await as(sql, finance, (tx) =>
      tx.unsafe<[{ page: RefundView[] }]>(
        `select public.list_refunds('${shop.slug}', 'all', '${half.created_at}', '${half.refund_id}', ${upwards}, 101) as page`,
      ),
    );
    return row.page;
  };
  const [below, above] = [await from(false), await from(true)];
  expect([...above.reverse(), half, ...below].map(({ refund_id }) => refund_id)).toEqual(
    all.map(({ refund_id }) => refund_id),
  );
});

describe('the preview of a refund', () => {
  test('counts earlier refunds of the order', async () => {
    await limit(100_000);
    const { order_id, number } = await paid();
    const steps = async (caller = finance) => (await see(caller, number)).refund_steps;
    expect(await steps()).toEqual([
      { up_to_minor: 100_000, state: 'approved' },
      { up_to_minor: 900_000, state: 'requested' },
    ]);
    await refund(order_id, { amount_minor: 60_000 });
    expect(await steps()).toEqual([
      { up_to_minor: 40_000, state: 'approved' },
      { up_to_minor: 840_000, state: 'requested' },
    ]);
    // each refund gets the state that was previewed
    for (const [amount_minor, state] of [
      [40_000, 'approved'],
      [40_001, 'requested'],
      [840_000, 'requested'],
    ] as const) {
      const args = { order_id, amount_minor, reason: 'x', idempotency_key: randomUUID(), lines: null };
      const actual = (await tried<Refund>(sql, finance, 'issue_refund', args)).answer?.state;
      expect([amount_minor, actual]).toEqual([amount_minor, state]);
    }
    await refund(order_id, { amount_minor: 40_000 });
    expect(await steps()).toEqual([{ up_to_minor: 800_000, state: 'requested' }]);
    await limit(null);
    expect(await steps()).toEqual([{ up_to_minor: 800_000, state: 'approved' }]);
  });

  test('says why a refund is not possible', async () => {
    const order = await paidOrder(sql, shop, lines);
    const why = async (caller = finance) => (await see(caller, order.number)).refund_blocked_by;
    expect([await why(), await why(person(shop.staff.verifier))]).toEqual([null, 'forbidden']);
    const { dispute_id } = await dispute(order.order_id);
    expect(await why()).toBe('dispute_open');
    await call(sql, finance, 'close_dispute', { dispute_id, outcome: 'won', resolution: 'It came' });
    await refund(order.order_id);
    expect(await why()).toBe('nothing_to_refund');
  });

  test('says when cancelling needs approval for its refund', async () => {
    const { order_id, number } = await paid();
    const onCancel = async () =>
      (await call<{ on_cancel: object }>(sql, admin, 'get_order', { number })).on_cancel;
    expect(await onCancel()).toEqual({ refund_minor: 900_000, needs_approval: false, going_back: null });
    await limit(100_000);
    await refund(order_id, { amount_minor: 60_000 });
    expect(await onCancel()).toEqual({
      refund_minor: 840_000,
      needs_approval: true,
      going_back: 'under_way',
    });
    await refund(order_id);
    expect(await onCancel()).toEqual({ refund_minor: 0, needs_approval: false, going_back: 'to_approve' });
    await limit(null);
  });
});

test('items that were refunded when they were removed are not refunded again by an earlier failed refund', async () => {
  const { number, order_id, refund_id } = await failed({
    ...{ amount_minor: null, lines: [{ variant_id: soap, quantity: 2 }] },
  });
  await call(sql, admin, 'cancel_order_items', {
    ...{ order_id, lines: [{ variant_id: soap, quantity: 1 }], reason: 'Broken' },
  });
  const again = await refusedBy(finance, 'retry_refund', refund_id);
  expect([again, await refusedBy(finance, 'pay_out_refund', refund_id)]).toEqual([
    'refund_exceeds_paid',
    'refund_exceeds_paid',
  ]);
  expect((await see(finance, number)).items.find((one) => one.variant_id === soap)).toMatchObject({
    refundable_quantity: 1,
  });
  // a refund that the gateway made anyway is recorded and opens an exception
  await settleRefund(sql, refund_id, 'succeeded');
  const [row] = await sql`select state from refunds where id = ${refund_id}`;
  expect(row).toEqual({ state: 'succeeded' });
  const kinds =
    await sql`select kind from money_exceptions where order_id = ${order_id} and resolved_at is null`;
  expect(kinds.map(({ kind }) => kind)).toEqual(['refund_mismatch']);
});
