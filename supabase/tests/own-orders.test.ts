import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, placeOrder, readOrder, rowsOf, type Shop, signUp } from './fixtures.ts';
import { openAccount, submitProof } from './transfers.ts';

/* Verifiers also buy from the shop where they work, and not always signed in: their orders are recognised by account, email or phone. */
const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const verifier = person(shop.staff.verifier);
const ownEmail = `verifier@${shop.slug}.example`;
await sql`update profiles set phone = '+2348031234567' where user_id = ${verifier.userId}`;

const anyContact = () => ({ email: `${randomUUID()}@example.com`, phone: '+234 809 999 9999' });

/** Places an order by bank transfer and submits a proof. */
async function orderWithProof(
  contact: Args,
  { at = shop, caller = visitor }: { at?: Shop<'serum'>; caller?: Caller } = {},
) {
  const checkout = { ...anyContact(), ...contact, payment_method: 'bank_transfer' };
  const order = await placeOrder(sql, at, [[at.variants.serum, 1]], checkout, caller);
  await submitProof(sql, order, { bank_reference: randomUUID() });
  return order;
}

const refusal = { status: 403, reason: 'separation_of_duties' };
const verify = (order_id: string, decision: 'confirm' | 'reject', caller = verifier) =>
  call<Args>(sql, caller, 'verify_payment', {
    order_id,
    decision,
    seen: {
      amount_minor: 600_000,
      bank_reference: randomUUID(),
      received_at: '2026-03-01',
      reason: 'Not there',
    },
  });
/** Imports a credit and matches it to the order. */
async function matchCredit(order_id: string, caller: Caller, at = shop, description: string = randomUUID()) {
  const bank_account_id = await openAccount(sql, at);
  const lines = [{ booked_on: '2026-03-01', amount_minor: 600_000, description }];
  await call(sql, person(at.staff.admin), 'import_statement', { bank_account_id, lines });
  const [line] = await sql<
    { id: string }[]
  >`select id from statement_lines where bank_account_id = ${bank_account_id}`;
  const picks = [{ line_id: line?.id, order_id, names_compared: true }];
  const [answer] = await call<Args[]>(sql, caller, 'confirm_statement_lines', { picks });
  return answer;
}
const warningsOf = async ({ number }: PlacedOrder, caller = verifier) => {
  const order = await call<{ warnings: { kind: string }[] }>(sql, caller, 'get_order', { number });
  return order.warnings.map(({ kind }) => kind);
};

const own: [string, Args, Caller?][] = [
  ['placed with their account', {}, verifier],
  ['with their email address', { email: ownEmail }],
  ['with their email address in capitals', { email: ownEmail.toUpperCase() }],
  ['with their phone number', { phone: '+234 803 123 4567' }],
  ['with their phone number in national format', { phone: '0803-123-4567' }],
  ['with their phone number with an international prefix', { phone: '00234 803 123 4567' }],
];
const others: [string, Args][] = [
  ['a customer with another number', { phone: '+234 803 123 4568' }],
  ['a customer whose email address contains theirs', { email: `x${ownEmail}` }],
];

describe('a verifier', () => {
  test.each(own)('cannot decide on an order %s', async (_, contact, caller) => {
    const order = await orderWithProof(contact, { caller });
    await expectRefusal(sql, () => verify(order.order_id, 'confirm'), refusal);
    await expectRefusal(sql, () => verify(order.order_id, 'reject'), refusal);
    expect(await matchCredit(order.order_id, verifier)).toMatchObject({ ok: false, reason: refusal.reason });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'awaiting_verification',
      paid_minor: 0,
    });
    // a colleague can
    expect(await verify(order.order_id, 'confirm', person(shop.staff.admin))).toMatchObject({
      outcome: 'confirmed',
    });
  });

  test.each(own)('is warned of an order %s, and colleagues are not', async (_, contact, caller) => {
    const order = await orderWithProof(contact, { caller });
    expect(await warningsOf(order)).toContain('own_order');
    expect(await warningsOf(order, person(shop.staff.admin))).not.toContain('own_order');
    const queue = await call<{ order_id: string; warnings: string[] }[]>(
      sql,
      verifier,
      'list_verifications',
      {
        shop: shop.slug,
        max_rows: 101,
      },
    );
    expect(queue.find((row) => row.order_id === order.order_id)?.warnings).toContain('own_order');
  });

  test.each(others)('can decide on an order of %s', async (_, contact) => {
    const order = await orderWithProof(contact);
    expect(await warningsOf(order)).not.toContain('own_order');
    expect(await verify(order.order_id, 'confirm')).toMatchObject({ outcome: 'confirmed' });
  });

  test('without a phone number is not mistaken for other customers', async () => {
    const at = await openShop(sql);
    const order = await orderWithProof({}, { at });
    expect(await verify(order.order_id, 'confirm', person(at.staff.verifier))).toMatchObject({
      outcome: 'confirmed',
    });
  });

  test('cannot match another customer’s credit to their own order, even after a colleague confirmed it', async () => {
    const order = await orderWithProof({ email: ownEmail });
    await verify(order.order_id, 'confirm', person(shop.staff.admin));
    expect(await matchCredit(order.order_id, verifier)).toMatchObject({ ok: false, reason: refusal.reason });
    expect(await matchCredit(order.order_id, person(shop.staff.admin))).toMatchObject({
      outcome: 'replayed',
    });
  });

  test('cannot move a credit to their own order or away from it', async () => {
    const [ownOrder, othersOrder, third] = [
      await orderWithProof({ email: ownEmail }),
      await orderWithProof({}),
      await orderWithProof({}),
    ];
    const admin = person(shop.staff.admin);
    const lineOf = async (order: PlacedOrder) => {
      await matchCredit(order.order_id, admin);
      const [line] = await sql<[{ id: string }]>`
        select id from statement_lines where order_id = ${order.order_id}`;
      return line.id;
    };
    const move = (line_id: string, { order_id }: PlacedOrder, caller = verifier) =>
      call(sql, caller, 'reassign_statement_line', { line_id, order_id, reason: 'It is theirs' });
    const othersLine = await lineOf(othersOrder);
    await expectRefusal(sql, () => move(othersLine, ownOrder), refusal);
    const ownLine = await lineOf(ownOrder);
    await expectRefusal(sql, () => move(ownLine, third), refusal);
    expect(await move(ownLine, third, admin)).toMatchObject({ state: 'done' });
  });

  test('is recognised by a short phone number', async () => {
    const at = await openShop(sql);
    const caller = person(at.staff.verifier);
    await sql`update profiles set phone = '+6591234567' where user_id = ${caller.userId}`;
    const order = await orderWithProof({ phone: '9123 4567' }, { at });
    await expectRefusal(sql, () => verify(order.order_id, 'confirm', caller), refusal);
    const stranger = await orderWithProof({ phone: '9123 4568' }, { at });
    expect(await verify(stranger.order_id, 'confirm', caller)).toMatchObject({ outcome: 'confirmed' });
  });

  test('may decide if the shop turned off separation of duties, but is still warned', async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set separation_of_duties = false where shop_id = ${at.id}`;
    const caller = person(at.staff.verifier);
    const order = await orderWithProof({ email: `verifier@${at.slug}.example` }, { at });
    expect(await warningsOf(order, caller)).toContain('own_order');
    expect(await verify(order.order_id, 'confirm', caller)).toMatchObject({ outcome: 'confirmed' });
    const again = await orderWithProof({ email: `verifier@${at.slug}.example` }, { at });
    expect(await matchCredit(again.order_id, caller, at)).toMatchObject({ outcome: 'confirmed' });
  });
});

describe('staff who resolve exceptions', () => {
  const finance = person(shop.staff.finance);
  const resolve = async (order_id: string, decision: string, caller: Caller) => {
    const exceptions = await rowsOf(sql, 'money_exceptions', order_id);
    const open = exceptions.find((exception) => exception.resolved_at === null);
    return call(sql, caller, 'resolve_exception', { exception_id: open?.id, decision, note: 'Agreed' });
  };
  /** An order of the finance staff member that was paid short. */
  async function shortPaidOrder() {
    const order = await orderWithProof({ email: `finance@${shop.slug}.example` });
    await call(sql, person(shop.staff.admin), 'verify_payment', {
      ...{ order_id: order.order_id, decision: 'confirm' },
      seen: { amount_minor: 100, bank_reference: randomUUID(), received_at: '2026-03-01' },
    });
    return order.order_id;
  }

  test('cannot confirm their own order that was paid short', async () => {
    const order_id = await shortPaidOrder();
    await expectRefusal(sql, () => resolve(order_id, 'confirm', finance), refusal);
    await expectRefusal(sql, () => resolve(order_id, 'backorder', finance), refusal);
    const { number } = await readOrder(sql, order_id);
    const firstException = async (caller: Caller) =>
      (await call<{ exceptions: object[] }>(sql, caller, 'get_order', { number })).exceptions[0];
    expect(await firstException(finance), 'offers only the allowed choices and says why').toMatchObject({
      is_own: true,
      choices: ['ask_rest', 'refund'],
    });
    expect(await firstException(person(shop.staff.owner))).toMatchObject({
      is_own: false,
      choices: ['confirm', 'ask_rest', 'refund'],
    });
    await resolve(order_id, 'confirm', person(shop.staff.owner));
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'confirmed' });
  });

  test('may refund their own order, because a refund confirms nothing', async () => {
    const order_id = await shortPaidOrder();
    await resolve(order_id, 'refund', finance);
    expect(await rowsOf(sql, 'refunds', order_id)).toHaveLength(1);
  });
});

test('a verifier cannot see their own order in another shop', async () => {
  const elsewhere = await openShop(sql);
  const order = await orderWithProof({ email: ownEmail }, { at: elsewhere });
  await expectRefusal(sql, () => verify(order.order_id, 'confirm'), {
    status: 404,
    reason: 'order_not_found',
  });
});

test('an account is recognised by its email address in any case', async () => {
  const at = await openShop(sql);
  const caller = await signUp(sql, `Ada.${randomUUID()}@Example.com`);
  await sql`insert into staff (shop_id, user_id, role) values (${at.id}, ${caller.userId}, 'verifier')`;
  const [user] = await sql<[{ email: string }]>`select email from auth.users where id = ${caller.userId}`;
  const order = await orderWithProof({ email: user.email.toLowerCase() }, { at });
  await expectRefusal(sql, () => verify(order.order_id, 'confirm', caller), refusal);
});

test('a verifier cannot reinstate their own cancelled order with a late payment', async () => {
  const at = await openShop(sql);
  const order = await orderWithProof({ email: `verifier@${at.slug}.example` }, { at });
  await letPass(sql, at.id, '25 hours');
  await sql`select cancel_expired_orders()`;
  expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'cancelled' });
  await expectRefusal(sql, () => verify(order.order_id, 'confirm', person(at.staff.verifier)), refusal);
});
