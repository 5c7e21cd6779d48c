import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  openExceptions,
  openShop,
  type PlacedOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { openAccount, submitProof } from './transfers.ts';

const { sql } = await testDatabase();

async function open(on_hand = 20) {
  const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand } });
  await openAccount(sql, shop);
  const [verifier, finance] = [person(shop.staff.verifier), person(shop.staff.finance)];
  const serum = shop.variants.serum;
  const order = (quantity = 1, payment_method = 'bank_transfer') =>
    placeOrder(sql, shop, [[serum, quantity]], { payment_method });
  const verify = ({ order_id }: PlacedOrder, amount_minor: number, args: Args = {}) =>
    call<{ outcome: string }>(sql, verifier, 'verify_payment', {
      order_id,
      decision: 'confirm',
      seen: {
        amount_minor,
        bank_reference: `R-${amount_minor}`,
        received_at: new Date().toISOString(),
        ...args,
      },
    });
  const exception = async ({ order_id }: PlacedOrder, kind = 'amount_mismatch') =>
    (await rowsOf(sql, 'money_exceptions', order_id)).findLast(
      (one) => one.kind === kind && !one.resolved_at,
    );
  const decide = async (of: PlacedOrder, decision: string, kind?: string, caller: Caller = finance) =>
    call(sql, caller, 'resolve_exception', {
      exception_id: (await exception(of, kind))?.id,
      decision,
      note: 'Called them',
    });
  const choices = async ({ number }: PlacedOrder) => {
    type Seen = { exceptions: { choices: string[]; resolved_at: string | null }[] };
    const seen = await call<Seen>(sql, finance, 'get_order', { number });
    return seen.exceptions.filter(({ resolved_at }) => !resolved_at).map((one) => one.choices);
  };
  const stock = () => readStock(sql, serum);
  const emailCount = async ({ order_id }: PlacedOrder, template: string) =>
    (await sql`select from notification_queue where order_id = ${order_id} and template = ${template}`).count;
  const expectInvariants = async () => expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  return {
    shop,
    verifier,
    finance,
    order,
    verify,
    exception,
    decide,
    choices,
    stock,
    emailCount,
    expectInvariants,
  };
}

describe('a transfer below the order total', () => {
  test('confirms the order when the requested balance arrives, without the flag `another`', async () => {
    const at = await open();
    const order = await at.order();
    await submitProof(sql, order);
    expect(await at.verify(order, 400_000)).toMatchObject({ outcome: 'mismatch' });
    expect(await at.exception(order)).toMatchObject({ owed_minor: 600_000 });
    expect(await at.choices(order)).toEqual([['confirm', 'ask_rest', 'refund']]);
    await letPass(sql, at.shop.id, '3 hours');
    await at.decide(order, 'ask_rest');

    const waiting = await readOrder(sql, order.order_id);
    expect(waiting).toMatchObject({ state: 'pending_payment', hold_reason: null, paid_minor: 400_000 });
    const hours = (Date.parse(waiting.expires_at ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23);
    expect(await at.stock()).toMatchObject({ promised: 1 });
    expect(await at.emailCount(order, 'order_rest_due')).toBe(1);
    // the order waits for the shopper, and its exception stays open
    expect(await openExceptions(sql, order.order_id)).toEqual(['amount_mismatch']);
    expect(await at.choices(order)).toEqual([['confirm', 'refund']]);
    await at.expectInvariants();

    await submitProof(sql, order, { amount_minor: 200_000 });
    expect(await at.verify(order, 200_000)).toMatchObject({ outcome: 'confirmed' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      payment_status: 'paid',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('shows the shopper when the balance is due, and is not listed as an exception until then', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    const seen = () =>
      call<{ rest_until: string | null; timeline: { action: string }[] }>(sql, visitor, 'get_order', {
        number: order.number,
        access_token: order.access_token,
      });
    const listed = async (with_exceptions = false) =>
      call<{ number: string; exceptions: string[] }[]>(sql, at.finance, 'list_orders', {
        shop: at.shop.slug,
        ...(with_exceptions && { statuses: ['on_hold'], with_exceptions }),
      });
    expect(await seen()).toMatchObject({ rest_until: null });
    expect(await listed(true)).toMatchObject([{ number: order.number, exceptions: ['amount_mismatch'] }]);
    await expectRefusal(
      sql,
      () => call(sql, at.verifier, 'update_order_status', { order_id: order.order_id, to_state: 'release' }),
      { status: 422, reason: 'payment_undecided' },
    );
    await at.decide(order, 'ask_rest');
    const { expires_at } = await readOrder(sql, order.order_id);
    const shopperView = await seen();
    expect(Date.parse(shopperView.rest_until ?? '')).toBe(Date.parse(expires_at ?? ''));
    expect(shopperView.timeline.map(({ action }) => action)).toContain('ask_rest');
    expect(await listed(true)).toEqual([]);
    expect(await listed()).toMatchObject([{ number: order.number, exceptions: [] }]);

    // a late proof extends the deadline of the balance together with the order's
    await letPass(sql, at.shop.id, '20 hours');
    await submitProof(sql, order, { amount_minor: 100_000 });
    const waiting = await readOrder(sql, order.order_id);
    expect(Date.parse((await seen()).rest_until ?? '')).toBe(Date.parse(waiting.expires_at ?? ''));
    await letPass(sql, at.shop.id, '5 hours');
    expect(await listed(true)).toEqual([]);

    // a balance that is short again needs a new decision, and the shopper is not asked to pay until then
    await at.verify(order, 100_000);
    expect(await seen()).toMatchObject({ rest_until: null });
    expect(await listed(true)).toMatchObject([{ exceptions: ['amount_mismatch'] }]);
  });

  test('cancels the order with a refund and an exception if the balance does not arrive in time', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await at.decide(order, 'ask_rest');
    await letPass(sql, at.shop.id, '23 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'pending_payment' });
    await letPass(sql, at.shop.id, '2 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'cancelled',
      cancelled_by: 'system',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual(['refund_due']);
    expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
      { amount_minor: 400_000, state: 'approved' },
    ]);
    expect(await at.stock()).toMatchObject({ promised: 0, committed: 0 });
    await at.expectInvariants();
  });

  test('does not let the order expire while it is undecided', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await letPass(sql, at.shop.id, '9 days');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'pending_payment',
      paid_minor: 400_000,
    });
  });

  test('needs another decision if the balance is short again, and a third part completes the payment', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 300_000);
    await at.decide(order, 'ask_rest');
    expect(await at.verify(order, 200_000)).toMatchObject({ outcome: 'mismatch' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      hold_reason: 'amount_mismatch',
      paid_minor: 500_000,
    });
    expect(await at.exception(order)).toMatchObject({ owed_minor: 300_000 });
    await at.decide(order, 'ask_rest');
    expect(await at.verify(order, 100_000)).toMatchObject({ outcome: 'confirmed' });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('counts the balance once if two verifiers record it', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await at.decide(order, 'ask_rest');
    await at.verify(order, 200_000, { bank_reference: 'R-1' });
    await expectRefusal(sql, () => at.verify(order, 200_000, { bank_reference: 'R-2' }), {
      status: 422,
      reason: 'already_paid',
    });
    await at.expectInvariants();
  });

  test('needs a decision if the balance is too much, and confirms if the full price is paid again', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await at.decide(order, 'ask_rest');
    expect(await at.verify(order, 250_000)).toMatchObject({ outcome: 'mismatch' });
    const again = await at.order();
    await at.verify(again, 400_000);
    await at.decide(again, 'ask_rest');
    expect(await at.verify(again, 600_000)).toMatchObject({ outcome: 'confirmed' });
    // the first part is refunded
    expect(await rowsOf(sql, 'refunds', again.order_id)).toMatchObject([
      { amount_minor: 400_000, state: 'approved' },
    ]);
    await at.expectInvariants();
  });

  test('needs a decision if the stock is gone when the balance arrives, and both parts are refunded together', async () => {
    const at = await open(1);
    const order = await at.order();
    await at.verify(order, 400_000);
    await letPass(sql, at.shop.id, '3 hours');
    const rival = await at.order();
    await at.verify(rival, 600_000);
    await at.decide(order, 'ask_rest');
    expect(await at.stock()).toMatchObject({ promised: 0 });
    expect(await at.verify(order, 200_000, { even_if_short: true })).toMatchObject({ outcome: 'paid_short' });
    expect((await at.choices(order)).flat()).toContain('backorder');
    expect((await at.choices(order)).flat()).not.toContain('confirm');
    await at.decide(order, 'refund', 'paid_short');
    const refunds = await rowsOf(sql, 'refunds', order.order_id);
    expect(refunds.reduce((sum, one) => sum + one.amount_minor, 0)).toBe(600_000);
    await at.expectInvariants();
  });

  test('can be confirmed only while there is stock, and backordered only when there is not', async () => {
    const at = await open(1);
    const order = await at.order();
    await at.verify(order, 400_000);
    await expectRefusal(sql, () => at.decide(order, 'backorder'), {
      status: 422,
      reason: 'stock_available',
    });
    await letPass(sql, at.shop.id, '3 hours');
    const rival = await at.order();
    await at.verify(rival, 600_000);
    expect(await at.choices(order)).toEqual([['backorder', 'ask_rest', 'refund']]);
    await expectRefusal(sql, () => at.decide(order, 'confirm'), { status: 409, reason: 'sold_out' });
    await at.decide(order, 'backorder');
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', backordered: true });
    await at.expectInvariants();
  });
});

describe('the balance', () => {
  test('of a card payment is paid by card', async () => {
    const at = await open();
    const order = await at.order(1, 'paystack');
    const intent = await startPayment(sql, order);
    await settle(sql, intent, { amount_minor: 400_000 });
    await at.decide(order, 'ask_rest');
    const rest = await startPayment(sql, order);
    expect(rest).toMatchObject({ amount_minor: 200_000, is_new: true } satisfies Partial<Intent>);
    expect(await settle(sql, rest)).toMatchObject({ outcome: 'confirmed' });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('cannot be requested if nothing is owed or a part is being refunded', async () => {
    const at = await open();
    const more = await at.order();
    await at.verify(more, 700_000);
    expect(await at.choices(more)).toEqual([['confirm', 'refund']]);
    await expectRefusal(sql, () => at.decide(more, 'ask_rest'), { status: 422, reason: 'nothing_owed' });
    const less = await at.order();
    await at.verify(less, 400_000);
    await call(sql, at.finance, 'issue_refund', {
      order_id: less.order_id,
      amount_minor: 100,
      reason: 'They asked',
      idempotency_key: crypto.randomUUID(),
    });
    await expectRefusal(sql, () => at.decide(less, 'ask_rest'), { status: 422, reason: 'not_revivable' });
  });

  test('of a cancelled order reopens it if its stock is available', async () => {
    const at = await open(1);
    const order = await at.order();
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await at.verify(order, 400_000);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'cancelled' });
    const rival = await at.order();
    await expectRefusal(sql, () => at.decide(order, 'ask_rest'), { status: 409, reason: 'sold_out' });
    await call(sql, visitor, 'cancel_order', { ...keyOf(rival), reason: null });
    await at.decide(order, 'ask_rest');
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'pending_payment' });
    expect(await at.verify(order, 200_000)).toMatchObject({ outcome: 'confirmed' });
    await at.expectInvariants();
  });

  test('can be requested by finance, but not by a verifier', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await expectRefusal(sql, () => at.decide(order, 'ask_rest', undefined, at.verifier), {
      status: 403,
      reason: 'forbidden',
    });
    await at.decide(order, 'ask_rest');
    // requesting it again sends no second email
    await at.decide(order, 'ask_rest');
    expect(await at.emailCount(order, 'order_rest_due')).toBe(1);
  });

  test('is matched to a bank credit by the amount owed', async () => {
    const at = await open();
    const order = await at.order();
    await at.verify(order, 400_000);
    await at.decide(order, 'ask_rest');
    const [account] = await sql<[{ id: string }]>`select id from bank_accounts where shop_id = ${at.shop.id}`;
    const [{ day }] = await sql<[{ day: string }]>`select current_date::text as day`;
    const line = { booked_on: day, amount_minor: 200_000, description: `REST ${order.number}` };
    await call(sql, at.verifier, 'import_statement', { bank_account_id: account.id, lines: [line] });
    const [listed] = await call<{ line_id: string; match: { match: string; owed_minor: number } }[]>(
      sql,
      at.verifier,
      'list_statement_lines',
      { shop: at.shop.slug },
    );
    expect(listed?.match).toMatchObject({ match: 'exact', owed_minor: 200_000 });
    const answers = await call<unknown[]>(sql, at.verifier, 'confirm_statement_lines', {
      picks: [{ line_id: listed?.line_id, order_id: order.order_id }],
    });
    expect(answers).toMatchObject([{ ok: true, outcome: 'confirmed' }]);
    await at.expectInvariants();
  });
});
