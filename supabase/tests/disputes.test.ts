import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { commandsOn, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { keyOf, openExceptions, openShop, paidOrder, readOrder, rowsOf, signUp } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const { move, cancel, orderIn } = commandsOn(sql, shop);
const finance = person(shop.staff.finance);

interface Disputed {
  dispute_id: string;
  dispute_state: string;
  state: string;
  status: string;
  version: number;
}
const open = (order_id: string, args: Args = {}, caller = finance) =>
  call<Disputed>(sql, caller, 'open_dispute', { order_id, reason: 'Leaks', ...args });
const close = (
  dispute_id: string,
  outcome: string | null = 'won',
  resolution: string | null = 'It was fine',
) => call<Disputed>(sql, finance, 'close_dispute', { dispute_id, outcome, resolution });
const admin = person(shop.staff.admin);

describe('a dispute', () => {
  test('can be opened by the shopper after shipment, by link or account, with a reason', async () => {
    const ada = await signUp(sql);
    const guest = await orderIn('shipped');
    const own = await orderIn('delivered', ada);
    for (const reason of [null, ' ', 'x'.repeat(501)]) {
      await expectRefusal(sql, () => open(own.order_id, { reason }, ada), {
        status: 422,
        reason: 'reason_required',
      });
    }
    const access_token = guest.access_token;
    expect(await open(guest.order_id, { access_token }, visitor)).toMatchObject({
      status: 'disputed',
      state: 'shipped',
      dispute_state: 'open',
    });
    expect(await open(own.order_id, {}, ada)).toMatchObject({ status: 'disputed' });
    expect(await openExceptions(sql, own.order_id)).toEqual(['dispute']);
    expect(await readOrder(sql, own.order_id)).toMatchObject({ payment_status: 'disputed' });
  });

  test('is the same one when opened again', async () => {
    const order = await orderIn('shipped');
    const first = await open(order.order_id, { access_token: order.access_token }, visitor);
    expect(await open(order.order_id, { reason: 'Still leaks' }, finance)).toEqual(first);
    expect(await rowsOf(sql, 'disputes', order.order_id)).toMatchObject([{ reason: 'Leaks', gateway: null }]);
  });

  test('that the shop loses puts an unshipped order on hold until staff release it', async () => {
    const lost = await orderIn('confirmed');
    await close((await open(lost.order_id)).dispute_id, 'lost');
    expect(await readOrder(sql, lost.order_id)).toMatchObject({
      status: 'on_hold',
      hold_reason: 'dispute_lost',
    });
    await expectRefusal(sql, () => move(admin, lost.order_id, 'processing'), {
      status: 422,
      reason: 'on_hold',
    });
    await move(admin, lost.order_id, 'release');
    await move(admin, lost.order_id, 'processing');
    for (const [state, outcome] of [
      ['confirmed', 'won'],
      ['shipped', 'lost'],
    ] as const) {
      const { order_id } = await orderIn(state);
      await close((await open(order_id)).dispute_id, outcome);
      expect(await readOrder(sql, order_id)).toMatchObject({ hold_reason: null });
    }
  });

  test('is refused to the shopper before shipment, when the order can be cancelled', async () => {
    const { order_id, access_token } = await orderIn('processing');
    await expectRefusal(sql, () => open(order_id, { access_token }, visitor), {
      status: 403,
      reason: 'forbidden',
    });
  });
});

test('an open dispute blocks packing, shipping, completing and cancelling, but not delivery', async () => {
  const refusal = { status: 422, reason: 'dispute_open' };
  const refused: [string, string][] = [
    ['confirmed', 'processing'],
    ['processing', 'ready_for_shipment'],
    ['ready_for_shipment', 'shipped'],
    ['delivered', 'completed'],
  ];
  for (const [state, to_state] of refused) {
    const { order_id } = await orderIn(state);
    await open(order_id);
    await expectRefusal(sql, () => move(admin, order_id, to_state, { details: parcel }), refusal);
  }
  const { order_id } = await orderIn('confirmed');
  await open(order_id);
  await expectRefusal(sql, () => cancel(admin, order_id), refusal);
  const lines = [{ variant_id: shop.variants.serum, quantity: 1 }];
  await expectRefusal(
    sql,
    () => call(sql, admin, 'cancel_order_items', { order_id, lines, reason: 'x' }),
    refusal,
  );
  const shipped = await orderIn('shipped');
  await open(shipped.order_id);
  expect(await move(admin, shipped.order_id, 'delivered')).toMatchObject({
    state: 'delivered',
    status: 'disputed',
  });
});

describe('a dispute opened in the shop', () => {
  test.each([['won'], ['lost'], ['withdrawn']])(
    'ends as %s, which resolves its exception, and the order continues',
    async (outcome) => {
      const { order_id } = await orderIn('delivered');
      const { dispute_id } = await open(order_id);
      const closed = await close(dispute_id, outcome);
      expect(closed).toMatchObject({ dispute_state: outcome, status: 'delivered' });
      expect(await close(dispute_id, 'won'), 'it ends once').toEqual(closed);
      expect(await rowsOf(sql, 'disputes', order_id)).toMatchObject([
        { state: outcome, resolution: 'It was fine', closed_at: expect.any(String) },
      ]);
      expect(await openExceptions(sql, order_id)).toEqual([]);
      expect(await move(admin, order_id, 'completed')).toMatchObject({ state: 'completed' });
    },
  );

  test('needs an outcome and a resolution', async () => {
    const { dispute_id } = await open((await orderIn('shipped')).order_id);
    for (const outcome of ['open', 'settled', '', null]) {
      await expectRefusal(sql, () => close(dispute_id, outcome), {
        status: 422,
        reason: 'unknown_state',
        field: 'outcome',
      });
    }
    for (const resolution of [null, ' ', 'x'.repeat(501)]) {
      await expectRefusal(sql, () => close(dispute_id, 'won', resolution), {
        status: 422,
        reason: 'reason_required',
        field: 'resolution',
      });
    }
    await expectRefusal(sql, () => close(randomUUID()), { status: 404, reason: 'dispute_not_found' });
  });
});

describe('a dispute reported by the gateway', () => {
  const paid = async () => {
    const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    const [intent] = await sql<[{ reference: string }]>`
      select reference from payment_intents where order_id = ${order.order_id}`;
    const dispute_id = `D-${order.number}`;
    const report = (dispute: Args = {}, reference: string | null = intent.reference) =>
      call<{ dispute_id: string; order_id: string; outcome: string }>(sql, server, 'record_gateway_dispute', {
        gateway: 'paystack',
        reference,
        dispute: {
          dispute_id,
          state: 'open',
          reason: 'Not received',
          amount_minor: 600_000,
          currency: 'NGN',
          ...dispute,
        },
      });
    return { ...order, report };
  };

  test('is opened, updated and closed by reports, repeated or not', async () => {
    const { order_id, report } = await paid();
    const due_at = '2030-01-01T00:00:00+00:00';
    const first = await report({ due_at });
    expect(first).toMatchObject({ order_id, outcome: 'opened' });
    expect(await rowsOf(sql, 'money_exceptions', order_id)).toMatchObject([
      { kind: 'dispute', deadline: due_at },
    ]);
    const { version } = await readOrder(sql, order_id);
    expect(await report({ due_at })).toEqual({ ...first, outcome: 'known' });
    await report({ due_at: '2031-01-01T00:00:00+00:00' });
    expect(await rowsOf(sql, 'disputes', order_id)).toMatchObject([
      { state: 'open', reason: 'Not received', amount_minor: 600_000, due_at: '2031-01-01T00:00:00+00:00' },
    ]);
    expect(await rowsOf(sql, 'money_exceptions', order_id)).toMatchObject([
      { kind: 'dispute', deadline: '2031-01-01T00:00:00+00:00' },
    ]);
    expect(await readOrder(sql, order_id)).toMatchObject({ version, status: 'disputed' });

    expect(await report({ state: 'lost', resolution: 'Charged back' })).toEqual({
      ...first,
      outcome: 'closed',
    });
    expect(await report({ state: 'open' }), 'an outdated report').toMatchObject({ outcome: 'known' });
    expect(await report({ state: 'won' }), 'it ends once').toMatchObject({ outcome: 'known' });
    expect(await rowsOf(sql, 'disputes', order_id)).toMatchObject([
      { state: 'lost', resolution: 'Charged back' },
    ]);
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid' });
  });

  test('first reported when it is over is recorded as closed', async () => {
    const { order_id, report } = await paid();
    expect(await report({ state: 'won' })).toMatchObject({ outcome: 'closed' });
    expect(await rowsOf(sql, 'disputes', order_id)).toMatchObject([{ state: 'won' }]);
    const logs =
      await sql`select action from activity_logs where entity_id = ${order_id} and action like '%_dispute' order by seq`;
    expect(logs.map((log) => log.action)).toEqual(['open_dispute', 'close_dispute']);
  });

  test('reported ten times at once is recorded once', async () => {
    const { order_id, report } = await paid();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => report()));
    expect(outcomes.filter(({ outcome }) => outcome === 'opened')).toHaveLength(1);
    expect(await rowsOf(sql, 'disputes', order_id)).toHaveLength(1);
  });

  test('cannot be closed by hand', async () => {
    const { report } = await paid();
    const { dispute_id } = await report();
    await expectRefusal(sql, () => close(dispute_id), { status: 422, reason: 'dispute_of_gateway' });
  });

  test('next to one opened in the shop keeps the order disputed until both are closed', async () => {
    const { order_id, report } = await paid();
    const { dispute_id } = await open(order_id);
    expect(await report()).toMatchObject({ outcome: 'opened' });
    expect(await openExceptions(sql, order_id)).toEqual(['dispute', 'dispute']);
    expect(await close(dispute_id)).toMatchObject({ status: 'disputed' });
    await report({ state: 'won' });
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid', dispute_open: false });
  });

  test('without a known payment is unmatched, and an incomplete one is refused', async () => {
    const { order_id, report } = await paid();
    expect(await report({}, 'ZZZZ-ZZZZ-ZZZZZZZZ')).toEqual({
      dispute_id: null,
      order_id: null,
      outcome: 'unmatched',
    });
    for (const wrong of [{ dispute_id: '' }, { state: 'pending' }, { state: null }]) {
      await expectRefusal(sql, () => report(wrong), { status: 422, reason: 'invalid_dispute' });
    }
    expect(await rowsOf(sql, 'disputes', order_id)).toEqual([]);
  });
});

test('a disputed order does not complete automatically', async () => {
  const at = await openShop(sql);
  const { orderIn: deliver } = commandsOn(sql, at);
  const order = await deliver('delivered');
  const access = keyOf(order);
  await call(sql, visitor, 'open_dispute', { ...access, reason: 'Leaks' });
  await letPass(sql, at.id, '30 days');
  expect(await call(sql, server, 'complete_delivered_orders')).toBe(0);
});
