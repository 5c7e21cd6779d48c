import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { cashOn } from './cash.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openExceptions, type PlacedOrder, readOrder, readStock, rowsOf, signUp } from './fixtures.ts';
import { behindGate, shelfOf } from './gate.ts';

const { sql } = await testDatabase();
const { open, buy, limit, move, collect, expectInvariants } = cashOn(sql);

describe('cash on delivery is offered', () => {
  test('up to the maximum total', async () => {
    const shop = await open();
    await limit(shop, { max_total_minor: 600_000 });
    await buy(shop);
    await expect(buy(shop, {}, 2)).rejects.toMatchObject({
      message: 'cod_over_limit',
      detail: JSON.stringify({ currency: 'NGN', max_total_minor: 600_000 }).replaceAll(/([:,])/g, '$1 '),
      hint: 'payment_method',
    });
    expect(await sql`select from orders where shop_id = ${shop.id}`).toHaveLength(1);
  });

  test.each([
    ['Lagos', null, true],
    ['Ikeja', 'lagos', true],
    ['Kano', 'Kano', false],
    ['Kano', null, false],
  ])('only in its regions: %s, %s', async (city, region, isServed) => {
    const shop = await open();
    await limit(shop, { regions: ['Lagos', 'FCT'] });
    const order = buy(shop, { shipping_address: { line1: '1 Road', city, region, country: 'NG' } });
    if (isServed) expect((await order).state).toBe('confirmed');
    else await expect(order).rejects.toMatchObject({ message: 'cod_not_there' });
  });

  test('until the customer, by email or phone, has too many open orders, even in a race', async () => {
    const shop = await open();
    await limit(shop, { max_open_orders: 2 });
    // the gate is the lock on stock, which a checkout takes after the check of the limits
    const race = await behindGate(
      sql,
      shelfOf(shop),
      Array.from(
        { length: 5 },
        (_, index) => () => buy(shop, index < 3 ? { email: `other${index}@example.com` } : {}),
      ),
    );
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const result of race) {
      if (result.status === 'rejected') expect(result.reason.message).toBe('cod_too_many_open');
    }
    await buy(shop, { email: 'bola@example.com', phone: '+234 803 999 9999' });
    // another payment method is still accepted
    expect(await buy(shop, { payment_method: 'paystack' })).toMatchObject({ state: 'pending_payment' });
  });

  test('unless the customer has refused too many parcels', async () => {
    const shop = await open();
    await limit(shop, { max_refusals: 1 });
    const refused = await shippedForCash(sql, shop);
    await move(shop, refused, 'refuse_delivery');
    await expect(buy(shop, { email: 'ADA@example.com', phone: '+234 1 000 0000' })).rejects.toMatchObject({
      message: 'cod_refused_before',
    });
    await expect(buy(shop, { email: 'new@example.com' })).rejects.toMatchObject({
      message: 'cod_refused_before',
    });
    await buy(shop, { email: 'new@example.com', phone: '+234 1 000 0000' });
  });

  test('only within valid limits: the table refuses others', async () => {
    const shop = await open();
    await expect(limit(shop, { max_total_minor: 0 })).rejects.toMatchObject({ code: '23514' });
    await expect(limit(shop, { regions: [] })).rejects.toMatchObject({ code: '23514' });
    await expect(
      sql`update payment_methods set max_total_minor = 5 where shop_id = ${shop.id} and method = 'paystack'`,
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('an order that waits for the shopper’s confirmation', () => {
  const requested = async () => {
    const shop = await open();
    await limit(shop, { requires_acceptance: true, accept_by_link: true });
    const order = await buy(shop);
    const [email] = await sql<[{ template: string; token: string }]>`
      select template, payload ->> 'access_token' as token from notification_queue where order_id = ${order.order_id}`;
    const confirm = (access_token: string | null, caller: Caller = visitor) =>
      call<{ state: string }>(sql, caller, 'confirm_request', { order_id: order.order_id, access_token });
    return { shop, order, email, confirm };
  };

  test('takes stock only when confirmed by the link in the email', async () => {
    const { shop, order, email, confirm } = await requested();
    expect(order.state).toBe('requested');
    expect(email.template).toBe('order_to_confirm');
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 0, promised: 0 });
    await expectRefusal(sql, () => confirm(order.access_token), { status: 403, reason: 'confirm_by_mail' });
    expect(await confirm(email.token)).toMatchObject({ state: 'confirmed' });
    expect(await confirm(email.token)).toMatchObject({ state: 'confirmed' });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 1 });
    await expectInvariants(shop);
  });

  test('says on its page that the email must be opened', async () => {
    const { order, email } = await requested();
    const page = (access_token: string) =>
      call<{ must_open_mail: boolean; actions: { command: string }[] }>(sql, visitor, 'get_order', {
        number: order.number,
        access_token,
      });
    expect(await page(order.access_token)).toMatchObject({ must_open_mail: true });
    const opened = await page(email.token);
    expect(opened.must_open_mail).toBe(false);
    expect(opened.actions.map(({ command }) => command)).toContain('confirm_request');
  });

  test('can be confirmed by an account with the same email, and by no other', async () => {
    const { shop } = await requested();
    const ada = await signUp(sql);
    const [user] = await sql<
      [{ email: string }]
    >`select email from auth.users where id = ${ada.userId as string}`;
    const [own, other] = [await buy(shop, { email: user.email }, 1, ada), await buy(shop, {}, 1, ada)];
    const confirm = ({ order_id }: PlacedOrder) =>
      call(sql, ada, 'confirm_request', { order_id, access_token: null });
    expect(await confirm(own)).toMatchObject({ state: 'confirmed' });
    await expectRefusal(sql, () => confirm(other), { status: 403, reason: 'confirm_by_mail' });
  });

  test('cannot be confirmed once its stock is gone or it has expired', async () => {
    const { shop, email, confirm } = await requested();
    await buy(shop, { payment_method: 'paystack' }, 10);
    await expectRefusal(sql, () => confirm(email.token), { status: 409, reason: 'sold_out' });
    await letPass(sql, shop.id, '25 hours');
    await expectRefusal(sql, () => confirm(email.token), { status: 422, reason: 'order_expired' });
  });

  test('is accepted by staff where the link is off', async () => {
    const shop = await open();
    await limit(shop, { requires_acceptance: true });
    const order = await buy(shop);
    const { order_id, access_token } = order;
    await expectRefusal(sql, () => call(sql, visitor, 'confirm_request', { order_id, access_token }), {
      status: 403,
      reason: 'forbidden',
    });
    const accepted = await call(sql, person(shop.staff.verifier), 'update_order_status', {
      order_id: order.order_id,
      to_state: 'accept',
    });
    expect(accepted).toMatchObject({ state: 'confirmed' });
  });
});

describe('collected cash', () => {
  test('of the exact amount marks the order delivered and paid, once', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    expect(await collect(shop, order)).toMatchObject({
      state: 'delivered',
      status: 'delivered',
      payment_status: 'paid',
      outcome: 'confirmed',
    });
    const before = await readOrder(sql, order.order_id);
    expect(await collect(shop, order)).toMatchObject({ outcome: 'replayed' });
    expect(await readOrder(sql, order.order_id)).toEqual(before);
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    expect(await rowsOf(sql, 'payments', order.order_id)).toMatchObject([
      { gateway: 'cash', channel: 'cash', amount_minor: 600_000, outcome: 'confirmed' },
    ]);
    await expectInvariants(shop);
  });

  test('entered by several people at once is recorded once', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    const callers = [person(shop.staff.fulfiller), person(shop.staff.admin), person(shop.staff.owner)];
    const outcomes = await Promise.all(callers.map((caller) => collect(shop, order, {}, caller)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['confirmed', 'replayed', 'replayed']);
    await expectInvariants(shop);
  });

  test('that is too little opens an exception, which the rest resolves', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    expect(await collect(shop, order, { amount_minor: 500_000 })).toMatchObject({
      state: 'delivered',
      status: 'on_hold',
      payment_status: 'partially_paid',
      outcome: 'mismatch',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual(['amount_mismatch']);
    const details = await expectRefusal(sql, () => collect(shop, order, { amount_minor: 100_000 }), {
      status: 422,
      reason: 'already_collected',
    });
    expect(details).toEqual({ paid_minor: 500_000 });
    expect(await collect(shop, order, { amount_minor: 100_000, another: true })).toMatchObject({
      status: 'delivered',
      payment_status: 'paid',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    await expectInvariants(shop);
  });

  test('that is too much opens a manual refund', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    expect(await collect(shop, order, { amount_minor: 650_000 })).toMatchObject({
      outcome: 'overpaid',
      state: 'delivered',
    });
    expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
      { amount_minor: 50_000, state: 'approved', gateway: 'cash' },
    ]);
    expect(await list(sql, server, 'claim_refunds', { max_rows: 10 })).toEqual([]);
    await expectInvariants(shop);
  });

  test.each([
    ['zero', 0],
    ['negative', -1],
    ['not a number', 'much'],
    ['missing', null],
  ])('that is %s is refused', async (_, amount_minor) => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    await expectRefusal(sql, () => collect(shop, order, { amount_minor }), {
      status: 422,
      reason: 'invalid_payment',
      field: 'amount_minor',
    });
  });

  test('is refused for an unshipped order, another payment method, an invalid courier or another role', async () => {
    const shop = await open();
    const unshipped = await buy(shop);
    await expectRefusal(sql, () => collect(shop, unshipped), { status: 422, reason: 'invalid_transition' });
    const card = await buy(shop, { payment_method: 'paystack' });
    await expectRefusal(sql, () => collect(shop, card), { status: 422, reason: 'unknown_payment_method' });
    const order = await shippedForCash(sql, shop);
    await expectRefusal(sql, () => collect(shop, order, { courier: 'x'.repeat(81) }), {
      status: 422,
      reason: 'courier_required',
      field: 'courier',
    });
    for (const role of ['verifier', 'catalog', 'finance', 'auditor'] as const) {
      await expectRefusal(sql, () => collect(shop, order, {}, person(shop.staff[role])), {
        status: 403,
        reason: 'forbidden',
      });
    }
  });
});
