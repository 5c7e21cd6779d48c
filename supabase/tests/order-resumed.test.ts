import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import {
  keyOf,
  openExceptions,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  requestedOrder,
  rowsOf,
  type Shop,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { changesOn, openShelves } from './order-changes.ts';

const { sql } = await testDatabase();
const { move } = changesOn(sql);

describe('an order that has to be accepted first', () => {
  test('reserves nothing before that if paid by card, then waits for payment and sends an email', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await requestedOrder(sql, shop, [[serum, 4]]);
    expect(order).toMatchObject({ state: 'requested', status: 'requested' });
    expect(await readStock(sql, serum)).toMatchObject({ promised: 0, available: 10 });
    await expectRefusal(sql, () => startPayment(sql, order), { status: 422, reason: 'not_payable' });
    await letPass(sql, shop.id, '23 hours');
    expect(await move(by('verifier'), order, 'accept')).toMatchObject({ state: 'pending_payment' });
    expect(await readStock(sql, serum)).toMatchObject({ promised: 4 });
    const { expires_at } = await readOrder(sql, order.order_id);
    expect(Date.parse(expires_at as string) - Date.now(), 'the payment window begins now').toBeGreaterThan(
      23.9 * 3_600_000,
    );
    expect(await emailsOf(sql, order)).toEqual(['order_placed']);
  });

  test('is confirmed with its stock if paid in cash, or refused if the stock is gone', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const [first, second] = [
      await requestedOrder(sql, shop, [[serum, 6]], { payment_method: 'cod' }),
      await requestedOrder(sql, shop, [[serum, 6]], { payment_method: 'cod' }),
    ];
    expect(await move(by('admin'), first, 'accept')).toMatchObject({ state: 'confirmed' });
    expect(await readStock(sql, serum)).toMatchObject({ committed: 6 });
    expect(await emailsOf(sql, first)).toEqual(['order_confirmed']);
    await expectRefusal(sql, () => move(by('admin'), second, 'accept'), { status: 409, reason: 'sold_out' });
  });

  test('can be rejected by the shop or cancelled by its shopper', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const [one, two] = [
      await requestedOrder(sql, shop, [[serum, 1]]),
      await requestedOrder(sql, shop, [[serum, 1]]),
    ];
    const reject = { order_id: one.order_id, reason: 'Not in stock any more' };
    expect(await call(sql, by('verifier'), 'cancel_order', reject)).toMatchObject({ status: 'rejected' });
    expect(await call(sql, visitor, 'cancel_order', { ...keyOf(two), reason: null })).toMatchObject({
      status: 'cancelled',
    });
    expect(await readOrder(sql, one.order_id)).toMatchObject({ cancelled_by: 'seller' });
  });
});

describe('reinstating a cancelled order', () => {
  const isOffered = async (shop: Shop, { number }: PlacedOrder) => {
    const { actions } = await call<{ actions: { command: string; blocked_by: string | null }[] }>(
      sql,
      person(shop.staff.owner),
      'get_order',
      { number },
    );
    return actions.some(({ command, blocked_by }) => command === 'revive' && blocked_by === null);
  };

  test('that is unpaid reserves its stock and waits for payment again', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [[serum, 4]]);
    await call(sql, by('admin'), 'cancel_order', { order_id: order.order_id, reason: 'By mistake' });
    await move(by('admin'), order, 'archive');
    expect(await isOffered(shop, order)).toBe(true);
    expect(await move(by('owner'), order, 'revive')).toMatchObject({
      state: 'pending_payment',
      status: 'pending_payment',
    });
    expect(await readStock(sql, serum)).toMatchObject({ promised: 4 });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      cancelled_by: null,
      cancelled_at: null,
      archived_at: null,
    });
    expect(await emailsOf(sql, order)).toEqual(['order_placed', 'order_cancelled', 'order_placed']);
    expect(await settle(sql, await startPayment(sql, order))).toMatchObject({ outcome: 'confirmed' });
  });

  test('is refused when its stock is gone', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [[serum, 6]]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await paidOrder(sql, shop, [[serum, 6]]);
    await expectRefusal(sql, () => move(by('owner'), order, 'revive'), { status: 409, reason: 'sold_out' });
  });

  test('is refused while a refund is under way, and confirms the order once the refund is declined', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await paidOrder(sql, shop, [[serum, 4]]);
    await call(sql, by('admin'), 'cancel_order', { order_id: order.order_id, reason: 'By mistake' });
    expect(await isOffered(shop, order)).toBe(false);
    await expectRefusal(sql, () => move(by('owner'), order, 'revive'), {
      status: 422,
      reason: 'not_revivable',
    });
    const [refund] = await rowsOf(sql, 'refunds', order.order_id);
    await call(sql, by('finance'), 'decide_refund', {
      refund_id: refund?.id,
      approve: false,
      reason: 'By mistake',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual(['refund_due']);
    expect(await isOffered(shop, order)).toBe(true);
    expect(await move(by('owner'), order, 'revive')).toMatchObject({ state: 'confirmed', status: 'paid' });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    expect(await readStock(sql, serum)).toMatchObject({ committed: 4 });
  });

  test('is refused while the order holds a part of its money', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    const intent = await startPayment(sql, order);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await settle(sql, intent, { amount_minor: 100 });
    expect(await isOffered(shop, order)).toBe(false);
    await expectRefusal(sql, () => move(by('owner'), order, 'revive'), {
      status: 422,
      reason: 'not_revivable',
    });
  });
});

describe('cloning an order', () => {
  const clone = (caller: Caller, { order_id }: PlacedOrder, idempotency_key = randomUUID()) =>
    call<PlacedOrder>(sql, caller, 'clone_order', { order_id, idempotency_key });

  test("by staff uses today's prices, and sends the link only to the shopper", async () => {
    const { shop, serum, by, lines } = await openShelves(sql);
    const ada = await signUp(sql);
    const order = await placeOrder(sql, shop, lines, { note: 'Ring twice' }, ada);
    await sql`update variants set price_minor = 400000 where id = ${serum}`;
    const again = await clone(by('verifier'), order);
    expect(again).toMatchObject({ state: 'pending_payment', total_minor: 1_650_000, replayed: false });
    expect(again).not.toHaveProperty('access_token');
    expect(await readOrder(sql, again.order_id)).toMatchObject({
      user_id: ada.userId,
      email: 'ada@example.com',
      note: 'Ring twice',
      pieces: 5,
    });
    expect(await emailsOf(sql, again)).toEqual(['order_placed']);
    expect(await readStock(sql, serum)).toMatchObject({ promised: 6 });
    const logs =
      await sql`select action, actor_role, note from activity_logs where entity_id = ${again.order_id} order by seq`;
    expect(logs.map((log) => ({ ...log }))).toEqual([
      { action: 'create_order', actor_role: 'verifier', note: null },
      { action: 'clone_order', actor_role: 'verifier', note: order.number },
    ]);
  });

  test('leaves out the units that were removed from it', async () => {
    const { shop, serum, soap, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [
      [serum, 2],
      [soap, 1],
    ]);
    for (const variant_id of [serum, soap])
      await call(sql, by('admin'), 'cancel_order_items', {
        ...{ order_id: order.order_id, lines: [{ variant_id, quantity: 1 }], reason: 'One broke' },
      });
    const again = await clone(by('admin'), order);
    const items = await sql`select variant_id, quantity from order_items where order_id = ${again.order_id}`;
    expect(items.map((item) => ({ ...item }))).toEqual([{ variant_id: serum, quantity: 1 }]);
  });

  test('happens once per idempotency key, even in a race', async () => {
    const { shop, by, lines } = await openShelves(sql);
    const order = await placeOrder(sql, shop, lines, { payment_method: 'cod' });
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => clone(by('admin'), order, key)));
    expect(new Set(answers.map((answer) => answer.order_id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect(answers[0]).toMatchObject({ state: 'confirmed' });
  });

  test('needs the permission, an idempotency key, stock and active variants', async () => {
    const { shop, soap, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [[soap, 3]]);
    for (const role of ['fulfiller', 'catalog', 'finance', 'auditor'] as const) {
      await expectRefusal(sql, () => clone(by(role), order), { status: 403, reason: 'forbidden' });
    }
    await expectRefusal(sql, () => clone(by('admin'), order, null as never), {
      reason: 'invalid_idempotency_key',
    });
    await expectRefusal(sql, () => clone(by('admin'), order), { status: 409, reason: 'sold_out' });
    await sql`update variants set is_active = false where id = ${soap}`;
    await expectRefusal(sql, () => clone(by('admin'), order), { status: 409, reason: 'unavailable' });
  });
});

describe('a delivered order completes automatically', () => {
  const delivered = async () => {
    const opened = await openShelves(sql);
    const order = await paidOrder(sql, opened.shop, [[opened.serum, 1]]);
    for (const to_state of ['processing', 'shipped', 'delivered'])
      await move(opened.by('fulfiller'), order, to_state);
    return { ...opened, order };
  };
  const completeAll = () => call<number>(sql, server, 'complete_delivered_orders');

  test('after seven days, once, by the system', async () => {
    const { shop, order } = await delivered();
    await letPass(sql, shop.id, '6 days 23 hours');
    expect(await completeAll()).toBe(0);
    await letPass(sql, shop.id, '1 hour');
    expect([await completeAll(), await completeAll()]).toEqual([1, 0]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'completed',
      completed_at: expect.any(String),
    });
  });

  test('after the time set by the shop', async () => {
    const { shop } = await delivered();
    await sql`update shop_settings set complete_after = '1 hour' where shop_id = ${shop.id}`;
    await letPass(sql, shop.id, '1 hour');
    expect(await completeAll()).toBe(1);
  });

  test('but not while it is on hold, or has a refund under way or an open exception', async () => {
    const [held, refunding, undecided] = [await delivered(), await delivered(), await delivered()];
    await move(held.by('admin'), held.order, 'hold', { details: { reason: 'Calls back' } });
    const args = { amount_minor: 1, reason: 'x', idempotency_key: randomUUID() };
    const refund = await call<{ refund_id: string }>(sql, refunding.by('finance'), 'issue_refund', {
      order_id: refunding.order.order_id,
      ...args,
    });
    const failing = await call<{ refund_id: string }>(sql, undecided.by('finance'), 'issue_refund', {
      order_id: undecided.order.order_id,
      ...args,
    });
    await call(sql, server, 'settle_refund', { refund_id: failing.refund_id, state: 'failed' });
    for (const { shop } of [held, refunding, undecided]) await letPass(sql, shop.id, '30 days');
    expect(await completeAll()).toBe(0);
    await call(sql, server, 'settle_refund', { refund_id: refund.refund_id, state: 'succeeded' });
    await move(held.by('admin'), held.order, 'release');
    expect(await completeAll()).toBe(2);
  });
});
