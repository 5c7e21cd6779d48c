import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  markIntent,
  openShop,
  type PlacedOrder,
  placeOrder,
  readOrder,
  settle,
  signUp,
  startPayment,
  waitingOrder,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });

/** An order for which the gateway refused to open a checkout, by default because of its email. */
async function refusedOrder(refusal = 'email') {
  const { order, intent } = await waitingOrder(sql, shop);
  await markIntent(sql, intent, { state: 'abandoned', refusal, reason: 'must be a valid email' });
  return order;
}

const correct = (order: PlacedOrder, email: unknown, caller: Caller = visitor, args: object = {}) =>
  call(sql, caller, 'correct_order_email', { ...keyOf(order), email, ...args });

const show = (order: PlacedOrder, caller: Caller = visitor) =>
  call<Record<string, unknown>>(sql, caller, 'get_order', {
    number: order.number,
    access_token: caller === visitor ? order.access_token : null,
  });

describe('an email that the gateway refuses', () => {
  test('is not retried: the shopper corrects it and pays', async () => {
    const order = await refusedOrder();
    expect(await show(order)).toMatchObject({ payment_refusal: 'email', can_pay: true });
    await expectRefusal(sql, () => startPayment(sql, order), {
      ...{ status: 422, reason: 'email_refused', field: 'email' },
    });
    expect(await correct(order, ' Ada@Right.example ')).toMatchObject({
      state: 'pending_payment',
      version: 2,
    });
    expect(await show(order)).toMatchObject({ payment_refusal: null, email: 'Ada@Right.example' });
    const next = await startPayment(sql, order);
    expect(next).toMatchObject({ is_new: true, email: 'Ada@Right.example' });
    expect(await settle(sql, next)).toMatchObject({ outcome: 'confirmed' });
  });

  test('can be corrected to one that the gateway also refuses', async () => {
    const order = await refusedOrder();
    await correct(order, 'ada@second.example');
    await markIntent(sql, await startPayment(sql, order), { state: 'abandoned', refusal: 'email' });
    expect(await show(order)).toMatchObject({ payment_refusal: 'email' });
    await expectRefusal(sql, () => startPayment(sql, order), { reason: 'email_refused' });
  });

  test('is shown to staff with the gateway’s message, also after the correction', async () => {
    const order = await refusedOrder();
    await correct(order, 'ada@right.example');
    expect(await show(order, person(shop.staff.owner))).toMatchObject({
      attempts: [{ state: 'abandoned', failure_reason: 'must be a valid email' }],
      timeline: [{ action: 'create_order' }, { action: 'correct_email', by: 'shopper' }],
    });
    expect(await show(order)).toMatchObject({ timeline: [{}, { action: 'correct_email', note: null }] });
  });
});

test('a refusal that only the shop can fix is shown, and the payment can be retried', async () => {
  const order = await refusedOrder('other');
  expect(await show(order)).toMatchObject({ payment_refusal: 'other', can_pay: true });
  const next = await startPayment(sql, order);
  expect(next).toMatchObject({ is_new: true });
  expect(await show(order), 'the new attempt may succeed').toMatchObject({ payment_refusal: null });
});

test('a refusal of an unknown kind is not shown, and the payment can be retried', async () => {
  const order = await refusedOrder('nonsense');
  expect(await show(order)).toMatchObject({ payment_refusal: null });
  expect(await startPayment(sql, order)).toMatchObject({ is_new: true });
});

describe('correcting the email of an order', () => {
  test('is logged with the old and the new one', async () => {
    const order = await refusedOrder();
    await correct(order, 'ada@right.example');
    const [log] = await sql`
      select actor_role, old_value, new_value from activity_logs
      where entity_id = ${order.order_id} and action = 'correct_email'`;
    expect(log).toMatchObject({
      actor_role: 'shopper',
      old_value: { email: 'ada@example.com', state: 'pending_payment' },
      new_value: { email: 'ada@right.example', state: 'pending_payment' },
    });
    const [chain] = await sql`select verify_activity_chain('order', ${order.order_id}) as holds`;
    expect(chain).toEqual({ holds: true });
  });

  test('sends unsent and later emails to the new address', async () => {
    const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
      payment_method: 'bank_transfer',
    });
    const emails = () => sql`
      select template, recipient, idempotency_key from notification_queue
      where order_id = ${order.order_id} order by created_at`;
    const [placed, ...others] = await emails();
    expect([placed, others]).toMatchObject([{ template: 'order_placed', recipient: 'ada@example.com' }, []]);
    await correct(order, 'ada@right.example');
    const [corrected, ...more] = await emails();
    expect([corrected, more], 'without an additional email').toMatchObject([
      { recipient: 'ada@right.example' },
      [],
    ]);
    expect(corrected?.idempotency_key, 'it may have reached the wrong address').not.toBe(
      placed?.idempotency_key,
    );
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    expect(await emails()).toMatchObject([
      {},
      { template: 'order_cancelled', recipient: 'ada@right.example' },
    ]);
  });

  test('while a worker sends to the old address sends the email to the new one, too', async () => {
    await list(sql, server, 'claim_notifications', { max_rows: 1000 });
    const order = await refusedOrder();
    const claim = () =>
      list<{ id: string; recipient: string; idempotency_key: string }>(sql, server, 'claim_notifications', {
        max_rows: 10,
      });
    const finish = (email?: { id: string; idempotency_key: string }) =>
      call(sql, server, 'finish_notification', { id: email?.id, key: email?.idempotency_key });
    const [old] = await claim();
    await correct(order, 'ada@right.example');
    await finish(old);
    const [email, ...others] = await claim();
    expect([old?.recipient, email, others]).toMatchObject([
      'ada@example.com',
      { id: old?.id, recipient: 'ada@right.example' },
      [],
    ]);
    await finish(email);
    const [unsent] =
      await sql`select from notification_queue where order_id = ${order.order_id} and sent_at is null`;
    expect(unsent).toBeUndefined();
  });

  test('does not resend sent emails, and sends a link to the new address', async () => {
    const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
      payment_method: 'bank_transfer',
    });
    await sql`update notification_queue set sent_at = now() where order_id = ${order.order_id}`;
    await correct(order, 'ada@right.example');
    expect(
      await sql`select template, recipient from notification_queue where order_id = ${order.order_id} order by created_at`,
    ).toMatchObject([
      { template: 'order_placed', recipient: 'ada@example.com' },
      { template: 'order_link', recipient: 'ada@right.example' },
    ]);
  });

  test('moves the order to the shop’s customer with that email', async () => {
    const first = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { email: 'bea@example.com' });
    const order = await refusedOrder();
    await correct(order, 'Bea@example.com');
    const { customer_id } = await readOrder(sql, first.order_id);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ customer_id, email: 'Bea@example.com' });
  });

  test('is for its shopper, by account or link, and for no one else', async () => {
    const ada = await signUp(sql);
    const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {}, ada);
    await correct(order, 'ada@right.example', ada, { access_token: null });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ email: 'ada@right.example' });
    for (const caller of [person(shop.staff.owner), person(shop.staff.verifier), server]) {
      const attempt = () => correct(order, 'eve@example.com', caller, { access_token: null });
      await expectRefusal(sql, attempt, { status: 403, reason: 'forbidden' });
    }
    for (const caller of [visitor, await signUp(sql)]) {
      const attempt = () => correct(order, 'eve@example.com', caller, { access_token: null });
      await expectRefusal(sql, attempt, { status: 404, reason: 'order_not_found' });
    }
  });

  test.each([
    ['a missing email', null, 'invalid_email'],
    ['an empty email', '  ', 'invalid_email'],
    ['an invalid email', 'ada', 'invalid_email'],
    ['two emails', 'ada@example.com,eve@example.com', 'invalid_email'],
    ['a very long email', `${'a'.repeat(250)}@example.com`, 'invalid_email'],
    ['the same email', ' ADA@example.com', 'email_unchanged'],
  ])('refuses %s', async (_, email, reason) => {
    const order = await refusedOrder();
    await expectRefusal(sql, () => correct(order, email), { status: 422, reason, field: 'email' });
  });

  test('is possible at most five times, so that it cannot be used to email strangers', async () => {
    const order = await refusedOrder();
    for (let count = 1; count <= 5; count++) await correct(order, `ada${count}@example.com`);
    await expectRefusal(sql, () => correct(order, 'ada6@example.com'), {
      ...{ status: 429, reason: 'email_corrected_too_often' },
    });
    const twelve = Array.from({ length: 12 }, (_, index) => `bea${index}@example.com`);
    const raced = await refusedOrder();
    const results = await Promise.allSettled(twelve.map((email) => correct(raced, email)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  test('is refused once the order is paid, holds money, is cancelled or overdue', async () => {
    const { order: paid, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent);
    const { order: short, intent: part } = await waitingOrder(sql, shop);
    await settle(sql, part, { amount_minor: 100 });
    const ended = await refusedOrder();
    await call(sql, visitor, 'cancel_order', { ...keyOf(ended), reason: null });
    for (const order of [paid, short, ended]) {
      const attempt = () => correct(order, 'ada@right.example');
      await expectRefusal(sql, attempt, { status: 422, reason: 'not_payable' });
    }
    const late = await refusedOrder();
    await sql`update orders set expires_at = now() where id = ${late.order_id}`;
    await expectRefusal(sql, () => correct(late, 'ada@right.example'), { reason: 'order_expired' });
  });
});
