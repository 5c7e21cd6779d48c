import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  openExceptions,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const goods = { serum: { price_minor: 450_000, on_hand: 100 } };

/** A paid order of one unit, and its payment. */
async function paid() {
  const shop = await openShop(sql, goods);
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  const [payment] = await rowsOf(sql, 'payments', order.order_id);
  return { shop, order, payment, by: (role: keyof typeof shop.staff) => person(shop.staff[role]) };
}

const issue = (order: { order_id: string }, amount_minor: number | null, caller = server) =>
  call<{ refund_id: string; state: string }>(sql, caller, 'issue_refund', {
    order_id: order.order_id,
    amount_minor,
    reason: 'Came late',
    idempotency_key: randomUUID(),
  });

const fail = (refund_id: string) => call(sql, server, 'settle_refund', { refund_id, state: 'failed' });

const listedAtGateway = (transaction_id: unknown, refund: object) =>
  call<{ outcome: string }>(sql, server, 'record_gateway_refund', {
    gateway: 'paystack',
    transaction_id,
    refund: { refund_id: '77', our_refund_id: null, state: 'succeeded', currency: 'NGN', ...refund },
  });

test('an order that was paid, cancelled, refunded and reinstated can be paid again', async () => {
  const { shop, order, by } = await paid();
  await call(sql, by('admin'), 'cancel_order', { order_id: order.order_id, reason: 'A mistake' });
  const [refund] = await rowsOf(sql, 'refunds', order.order_id);
  await call(sql, server, 'settle_refund', { refund_id: refund?.id, state: 'succeeded' });
  await call(sql, by('admin'), 'update_order_status', { order_id: order.order_id, to_state: 'revive' });
  const intent = await startPayment(sql, order);
  expect(await settle(sql, intent, { transaction_id: 'again' })).toMatchObject({ outcome: 'confirmed' });
  expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });
  expect(await brokenInvariants(sql, shop.id)).toEqual([]);
});

test('an order cancelled after a proof was submitted opens an exception, because the money may have arrived', async () => {
  const shop = await openShop(sql, goods);
  const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' });
  await submitProof(sql, order);
  await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
  expect(await openExceptions(sql, order.order_id)).toEqual(['unverified_proof']);
});

test('two verifiers cannot record the same transfer under two references', async () => {
  const shop = await openShop(sql, goods);
  const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' });
  await submitProof(sql, order);
  const confirm = (role: 'verifier' | 'admin', seen: object) =>
    call(sql, person(shop.staff[role]), 'verify_payment', {
      order_id: order.order_id,
      decision: 'confirm',
      seen: { amount_minor: order.total_minor, received_at: '2026-03-01', ...seen },
    });
  await confirm('verifier', {});
  await expectRefusal(sql, () => confirm('admin', { bank_reference: 'FT-9' }), {
    status: 422,
    reason: 'already_paid',
  });
  expect(await confirm('admin', { bank_reference: 'FT-9', another: true })).toMatchObject({
    outcome: 'overpaid',
  });
});

test('a refund that was perhaps sent once is looked up before it is sent, even after a retry that was not sent', async () => {
  const { order } = await paid();
  const { refund_id } = await issue(order, 100_000);
  const claim = async () => {
    await sql`update refunds set sent_at = sent_at - interval '3 minutes', next_attempt_at = now() where id = ${refund_id}`;
    const [claimed] = await list<{ must_look: boolean }>(sql, server, 'claim_refunds', {
      max_rows: 1,
      only_id: refund_id,
    });
    return claimed?.must_look;
  };
  const note = (outcome: string) =>
    call(sql, server, 'note_refund_attempt', { refund_id, outcome, error: 'no answer' });
  expect(await claim(), 'never sent before').toBe(false);
  await note('not_sent');
  expect(await claim(), 'certainly not sent').toBe(false);
  await note('unknown');
  expect(await claim()).toBe(true);
  expect(await call(sql, server, 'resend_refund', { refund_id })).toBe(true);
  await note('not_sent');
  expect(await claim(), 'the first attempt may have arrived').toBe(true);
});

test('a gateway refund above the payment opens one exception and leaves other refunds unchanged', async () => {
  const { order, payment, by } = await paid();
  const { refund_id } = await issue(order, 100_000);
  const tooMuch = () => listedAtGateway(payment?.transaction_id, { amount_minor: 900_000 });
  expect(await tooMuch()).toMatchObject({ outcome: 'unmatched' });
  expect(await openExceptions(sql, order.order_id)).toEqual(['refund_mismatch']);
  const [exception] = await rowsOf(sql, 'money_exceptions', order.order_id);
  await call(sql, by('finance'), 'resolve_exception', {
    exception_id: exception?.id,
    decision: 'dismiss',
    note: 'Settled with Paystack',
  });
  await tooMuch();
  expect(await openExceptions(sql, order.order_id), 'a dismissed exception does not open again').toEqual([]);
  const [waiting] = await rowsOf(sql, 'refunds', order.order_id);
  expect(waiting).toMatchObject({ id: refund_id, state: 'approved' });
});

test('a failed refund whose retry was declined opens its exception again', async () => {
  const { shop, order, by } = await paid();
  await sql`update shop_settings set refund_approval_above_minor = 50000 where shop_id = ${shop.id}`;
  const { refund_id } = await issue(order, 100_000);
  await fail(refund_id);
  const again = await call<{ refund_id: string }>(sql, by('finance'), 'retry_refund', { refund_id });
  expect(await openExceptions(sql, order.order_id)).toEqual([]);
  await call(sql, by('admin'), 'decide_refund', {
    refund_id: again.refund_id,
    approve: false,
    reason: 'Not owed',
  });
  expect(await openExceptions(sql, order.order_id)).toEqual(['refund_failed']);
});

test('a failed refund and its failed retry cannot both be paid out by hand', async () => {
  const { order, by } = await paid();
  const { refund_id } = await issue(order, 100_000);
  await fail(refund_id);
  const again = await call<{ refund_id: string }>(sql, by('finance'), 'retry_refund', { refund_id });
  await fail(again.refund_id);
  const payOut = (id: string) =>
    call(sql, by('finance'), 'pay_out_refund', { refund_id: id, reference: 'GTB 12' });
  await expectRefusal(sql, () => payOut(refund_id), { status: 422, reason: 'invalid_transition' });
  expect(await payOut(again.refund_id)).toMatchObject({ state: 'succeeded' });
});

test('a large amount cannot be split into small refunds to avoid approval', async () => {
  const { shop, order, by } = await paid();
  await sql`update shop_settings set refund_approval_above_minor = 200000 where shop_id = ${shop.id}`;
  expect(await issue(order, 150_000, by('finance'))).toMatchObject({ state: 'approved' });
  expect(await issue(order, 150_000, by('finance'))).toMatchObject({ state: 'requested' });
});

test('a refund that is not sent yet is declined when a dispute over its payment is lost', async () => {
  const { order, by } = await paid();
  const [intent] = await sql`select reference from payment_intents where order_id = ${order.order_id}`;
  const report = (state: string) =>
    call(sql, server, 'record_gateway_dispute', {
      gateway: 'paystack',
      reference: intent?.reference,
      dispute: { dispute_id: '5', state, amount_minor: 100_000, currency: 'NGN', reason: 'chargeback' },
    });
  const { refund_id } = await issue(order, 100_000, by('finance'));
  await report('open');
  await report('lost');
  const [refund] = await rowsOf(sql, 'refunds', order.order_id);
  expect(refund).toMatchObject({ id: refund_id, state: 'declined' });
});
