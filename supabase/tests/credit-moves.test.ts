import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { openMoves } from './credit-moves.ts';
import { testDatabase } from './database.ts';
import { openExceptions, readOrder, readStock, rowsOf } from './fixtures.ts';
import { behindGate } from './gate.ts';

const { sql } = await testDatabase();

describe('a credit confirmed for the wrong order', () => {
  test('moves to the right one and counts once; the wrong one goes on hold with an exception', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    expect(await at.move(line, right)).toMatchObject({ state: 'done', outcome: 'confirmed' });

    expect(await readOrder(sql, right.order_id)).toMatchObject({
      state: 'confirmed',
      payment_status: 'paid',
    });
    expect((await rowsOf(sql, 'payments', right.order_id))[0]).toMatchObject({
      transaction_id: `${line}/2`,
      amount_minor: 600_000,
    });
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({
      state: 'confirmed',
      status: 'on_hold',
      hold_reason: 'payment_moved',
      payment_status: 'not_paid',
      moved_minor: 600_000,
    });
    expect(await rowsOf(sql, 'refunds', wrong.order_id)).toMatchObject([
      { kind: 'moved', state: 'succeeded', amount_minor: 600_000, gateway_refund_id: null },
    ]);
    expect(await openExceptions(sql, wrong.order_id)).toEqual(['payment_moved']);
    // no email says that money was refunded
    expect(await at.emails(wrong)).toEqual(['order_placed', 'order_confirmed']);
    const seen = await call(sql, at.verifier, 'get_order', { number: wrong.number });
    expect(seen).toMatchObject({
      paid_minor: 0,
      refunded_minor: 0,
      refunds: [{ kind: 'moved', moved_to: right.number }],
      exceptions: [{ kind: 'payment_moved', owed_minor: 600_000, choices: ['ask_rest', 'cancel'] }],
    });
    // the right order shows where its money came from
    expect(await call(sql, at.verifier, 'get_order', { number: right.number })).toMatchObject({
      payments: [{ moved_from: wrong.number, credit: { line_id: line } }],
    });
    // the wrong order cannot be packed
    await expectRefusal(sql, () => at.moveTo(wrong, 'processing'), { status: 422, reason: 'on_hold' });
    // or released by a fulfiller before the exception is resolved
    await expectRefusal(sql, () => at.moveTo(wrong, 'release'), { status: 422, reason: 'payment_undecided' });
    const queue = (stage: string) =>
      call<{ number: string; payment_status: string; held_minor: number }[]>(
        sql,
        person(at.shop.staff.fulfiller),
        'list_fulfilment',
        { shop: at.shop.slug, stage },
      );
    expect((await queue('to_pack')).map(({ number }) => number)).toEqual([right.number]);
    expect(await queue('on_hold')).toMatchObject([
      { number: wrong.number, payment_status: 'not_paid', held_minor: 0 },
    ]);
    await at.expectInvariants();

    // a repeat changes nothing, and the credit can be moved back
    expect(await at.move(line, right)).toMatchObject({ outcome: 'replayed' });
    expect(await at.move(line, wrong)).toMatchObject({ state: 'done', outcome: 'confirmed' });
    expect((await rowsOf(sql, 'payments', wrong.order_id)).map((one) => one.transaction_id)).toEqual([
      `${wrong.number}/${line}`,
      `${line}/3`,
    ]);
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ hold_reason: null, payment_status: 'paid' });
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    expect(await openExceptions(sql, right.order_id)).toEqual(['payment_moved']);
    await at.expectInvariants();
  });

  test('dated ahead of the shop’s time zone is recorded on the shop’s own day', async () => {
    const at = await openMoves(sql);
    await sql`update shops set time_zone = 'Pacific/Pago_Pago' where id = ${at.shop.id}`;
    const [day] = await sql<[{ ahead: string; here: string }]>`
      select (current_date + 1)::text as ahead, (now() at time zone 'Pacific/Pago_Pago')::date::text as here`;
    const [wrong, right] = [await at.order(), await at.order()];
    const line = await at.importCredit(wrong.number, { booked_on: day.ahead });
    expect(await at.confirm(line, wrong)).toMatchObject({ ok: true });
    expect(await at.move(line, right, { answers: {} })).toMatchObject({ outcome: 'confirmed' });
    expect(await rowsOf(sql, 'payments', right.order_id)).toMatchObject([{ paid_on: day.here }]);
  });

  test('lets staff ask for the balance: the wrong order waits with reserved stock, and its own payment confirms it', async () => {
    const at = await openMoves(sql, 2);
    const { wrong, right, line } = await at.mistaken();
    await at.move(line, right);
    await at.resolve(wrong, 'payment_moved', 'ask_rest');
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({
      state: 'pending_payment',
      hold_reason: null,
      confirmed_at: null,
    });
    expect(await readStock(sql, at.shop.variants.serum)).toMatchObject({ committed: 1, promised: 1 });
    expect(await at.emails(wrong)).toContain('order_rest_due');
    const own = await at.importCredit(`TRF ADA ${wrong.number}`);
    expect(await at.confirm(own, wrong)).toMatchObject({ ok: true, outcome: 'confirmed' });
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('lets the wrong order expire if the balance is not paid, with no exception left', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await at.move(line, right);
    await at.resolve(wrong, 'payment_moved', 'ask_rest');
    await letPass(sql, at.shop.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ state: 'cancelled', status: 'cancelled' });
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('lets staff cancel the wrong order, which releases its stock', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await at.move(line, right);
    await at.resolve(wrong, 'payment_moved', 'cancel');
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ state: 'cancelled', status: 'cancelled' });
    expect(await readStock(sql, at.shop.variants.serum)).toMatchObject({ committed: 1 });
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('needs a second person when the goods were shipped; the balance is then asked for without a hold', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await at.moveTo(wrong, 'processing', 'ready_for_shipment', 'shipped');
    const request = await at.move(line, right);
    expect(request).toMatchObject({ state: 'requested' });
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ hold_reason: null, paid_minor: 600_000 });
    await expectRefusal(sql, () => at.move(line, right, {}, at.owner), { status: 409, reason: 'move_waits' });
    await expectRefusal(sql, () => at.decide(request.move_id, true, at.verifier), {
      status: 403,
      reason: 'separation_of_duties',
    });
    for (const caller of [at.finance, person(at.shop.staff.fulfiller)])
      await expectRefusal(sql, () => at.decide(request.move_id, true, caller), {
        status: caller === at.finance ? 403 : 404,
        reason: caller === at.finance ? 'forbidden' : 'move_not_found',
      });
    expect(await at.decide(request.move_id, true, at.owner)).toMatchObject({
      state: 'done',
      outcome: 'confirmed',
    });
    expect(await at.decide(request.move_id, true, at.owner)).toMatchObject({ outcome: 'replayed' });
    await at.expectInvariants();

    await at.resolve(wrong, 'payment_moved', 'ask_rest');
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ state: 'shipped', hold_reason: null });
    // the shopper sees where and by when to pay, and cannot submit a proof
    const seen = await call<{ rest_until: string; transfer: { can_submit: boolean; accounts: unknown[] } }>(
      sql,
      visitor,
      'get_order',
      { number: wrong.number, access_token: wrong.access_token },
    );
    expect(Date.parse(seen.rest_until)).toBeGreaterThan(Date.now());
    expect(seen.transfer).toMatchObject({ can_submit: false, accounts: [{ bank: 'GTBank' }] });
    // a shipped order cannot expire, so staff decide again about its unpaid balance
    await letPass(sql, at.shop.id, '25 hours');
    expect(
      await sql`select ok, details from doctor() where "check" = 'exceptions_are_decided_in_time'`,
    ).toMatchObject([{ ok: false, details: expect.stringContaining(wrong.number) }]);
    const own = await at.importCredit(`TRF ADA ${wrong.number}`);
    expect(await at.confirm(own, wrong)).toMatchObject({ ok: true, outcome: 'confirmed' });
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ state: 'shipped', payment_status: 'paid' });
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('keeps the rest of a partly shipped order on hold until it is paid or dismissed', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken(2);
    await at.moveTo(wrong, 'processing');
    await call(sql, person(at.shop.staff.fulfiller), 'update_order_status', {
      order_id: wrong.order_id,
      to_state: 'shipped',
      details: {
        carrier: 'GIG',
        tracking_number: 'T-1',
        lines: [{ variant_id: at.shop.variants.serum, quantity: 1 }],
      },
    });
    const request = await at.move(line, right);
    await at.decide(request.move_id, true, at.owner);
    await at.resolve(wrong, 'payment_moved', 'ask_rest');
    const held = { state: 'processing', hold_reason: 'payment_moved' };
    expect(await readOrder(sql, wrong.order_id)).toMatchObject(held);
    await expectRefusal(sql, () => at.moveTo(wrong, 'release'), { status: 422, reason: 'payment_undecided' });
    await expectRefusal(sql, () => at.moveTo(wrong, 'ready_for_shipment'), {
      status: 422,
      reason: 'on_hold',
    });
    await at.expectInvariants();
    await letPass(sql, at.shop.id, '25 hours');
    expect(await call(sql, at.owner, 'get_order', { number: wrong.number })).toMatchObject({
      next_step: { step: 'decide_money', until: expect.any(String) },
    });
    await at.resolve(wrong, 'payment_moved', 'dismiss');
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ state: 'processing', hold_reason: null });
    await at.moveTo(wrong, 'ready_for_shipment', 'shipped');
  });

  test('stays where it is when the move is declined with a reason, and can be requested again', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await at.moveTo(wrong, 'processing', 'ready_for_shipment');
    const request = await at.move(line, right);
    await expectRefusal(sql, () => at.decide(request.move_id, false, at.owner), {
      status: 422,
      reason: 'reason_required',
    });
    expect(await at.decide(request.move_id, false, at.owner, 'The names fit')).toMatchObject({
      state: 'declined',
    });
    expect(await readOrder(sql, wrong.order_id)).toMatchObject({ paid_minor: 600_000, refunded_minor: 0 });
    expect(await at.move(line, right)).toMatchObject({ state: 'requested' });
    await at.expectInvariants();
  });

  test('cannot move after a partial refund or during a dispute', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await call(sql, at.owner, 'open_dispute', { order_id: wrong.order_id, reason: 'Broken' });
    await expectRefusal(sql, () => at.move(line, right), { status: 422, reason: 'dispute_open' });
    const [dispute] = await rowsOf(sql, 'disputes', wrong.order_id);
    await call(sql, at.owner, 'close_dispute', {
      dispute_id: dispute?.id,
      outcome: 'withdrawn',
      resolution: 'Agreed',
    });
    const refund = await call<{ refund_id: string }>(sql, at.finance, 'issue_refund', {
      order_id: wrong.order_id,
      amount_minor: 100,
      reason: 'Late',
      idempotency_key: crypto.randomUUID(),
    });
    await call(sql, at.finance, 'pay_out_refund', { refund_id: refund.refund_id, reference: 'T-1' });
    await expectRefusal(sql, () => at.move(line, right), { status: 422, reason: 'credit_refunded' });
    await at.expectInvariants();
  });

  test('moves although a refund is approved, and the refund is withdrawn', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    await call(sql, at.owner, 'cancel_order', { order_id: wrong.order_id, reason: 'Gave up' });
    expect((await rowsOf(sql, 'refunds', wrong.order_id)).map(({ state }) => state)).toEqual(['approved']);
    expect(await at.move(line, right)).toMatchObject({ state: 'done', outcome: 'confirmed' });
    expect((await rowsOf(sql, 'refunds', wrong.order_id)).map(({ state, kind }) => [kind, state])).toEqual([
      ['refund', 'declined'],
      ['moved', 'succeeded'],
    ]);
    expect(await openExceptions(sql, wrong.order_id)).toEqual([]);
    await at.expectInvariants();
  });

  test('moves to one order when two people move it at once', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    const other = await at.order('Chidi Eze');
    const lock = `select from orders where id = '${wrong.order_id}' for update`;
    const results = await behindGate(sql, lock, [
      () => at.move(line, right),
      () => at.move(line, other, {}, at.owner),
      () => at.move(line, right, {}, at.owner),
    ]);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const paid = await Promise.all([wrong, right, other].map(({ order_id }) => readOrder(sql, order_id)));
    expect(paid.reduce((sum, order) => sum + order.paid_minor - order.refunded_minor, 0)).toBe(600_000);
    await at.expectInvariants();
  });

  test('is moved only by verifiers of the shop, with a reason, and to an order of the shop', async () => {
    const at = await openMoves(sql);
    const { right, line } = await at.mistaken();
    const foreign = await openMoves(sql);
    const foreignOrder = await foreign.order();
    await expectRefusal(sql, () => at.move(line, right, {}, at.finance), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(sql, () => at.move(line, right, {}, foreign.owner), {
      status: 404,
      reason: 'line_not_found',
    });
    await expectRefusal(sql, () => at.move(line, foreignOrder), { status: 404, reason: 'order_not_found' });
    await expectRefusal(sql, () => at.move(line, right, { reason: ' ' }), {
      status: 422,
      reason: 'reason_required',
    });
    const openLine = await at.importCredit('NEW');
    await expectRefusal(sql, () => at.move(openLine, right), { status: 422, reason: 'line_open' });
  });

  test('leaves a record and a log entry that are never rewritten', async () => {
    const at = await openMoves(sql);
    const { wrong, right, line } = await at.mistaken();
    const { move_id } = await at.move(line, right);
    const [log] =
      await sql`select actor, note from activity_logs where entity_id = ${wrong.order_id} and action = 'move_payment'`;
    expect(log).toMatchObject({ actor: at.verifier.userId, note: 'The bank names another payer' });
    await expectRefusal(sql, () => sql`delete from statement_moves where id = ${move_id}`, {
      status: 403,
      reason: 'log_is_append_only',
    });
  });
});
