import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, placeOrder, readOrder, rowsOf, type Shop, signUp } from './fixtures.ts';
import { openAccount, submitProof } from './transfers.ts';

/** Whoever looks for the money of transfers also buys where they work, and not always signed in. */
const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const verifier = person(shop.staff.verifier);
const ownEmail = `verifier@${shop.slug}.example`;
await sql`update profiles set phone = '+2348031234567' where user_id = ${verifier.userId}`;

const anybody = () => ({ email: `${randomUUID()}@example.com`, phone: '+234 809 999 9999' });

/** An order by transfer of which a proof was shown. */
async function shown(
  contact: Args,
  { at = shop, caller = visitor }: { at?: Shop<'serum'>; caller?: Caller } = {},
) {
  const checkout = { ...anybody(), ...contact, payment_method: 'bank_transfer' };
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
/** Imports a credit, and says that it is an order's. */
async function pickCredit(order_id: string, caller: Caller, at = shop, description: string = randomUUID()) {
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
  ['with their address', { email: ownEmail }],
  ['with their address in capitals', { email: ownEmail.toUpperCase() }],
  ['with their phone number', { phone: '+234 803 123 4567' }],
  ['with their phone number as it is dialled at home', { phone: '0803-123-4567' }],
  ['with their phone number as it is dialled abroad', { phone: '00234 803 123 4567' }],
];
const others: [string, Args][] = [
  ['somebody with another number', { phone: '+234 803 123 4568' }],
  ['somebody whose address begins as theirs', { email: `x${ownEmail}` }],
];

describe('a verifier', () => {
  test.each(own)('cannot decide about an order %s', async (_, contact, caller) => {
    const order = await shown(contact, { caller });
    await expectRefusal(sql, () => verify(order.order_id, 'confirm'), refusal);
    await expectRefusal(sql, () => verify(order.order_id, 'reject'), refusal);
    expect(await pickCredit(order.order_id, verifier)).toMatchObject({ ok: false, reason: refusal.reason });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'awaiting_verification',
      paid_minor: 0,
    });
    // a colleague can
    expect(await verify(order.order_id, 'confirm', person(shop.staff.admin))).toMatchObject({
      outcome: 'confirmed',
    });
  });

  test.each(own)('is warned of one %s, and colleagues are not', async (_, contact, caller) => {
    const order = await shown(contact, { caller });
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

  test.each(others)('decides about that of %s', async (_, contact) => {
    const order = await shown(contact);
    expect(await warningsOf(order)).not.toContain('own_order');
    expect(await verify(order.order_id, 'confirm')).toMatchObject({ outcome: 'confirmed' });
  });

  test('without a phone number of their own is not taken for everybody', async () => {
    const at = await openShop(sql);
    const order = await shown({}, { at });
    expect(await verify(order.order_id, 'confirm', person(at.staff.verifier))).toMatchObject({
      outcome: 'confirmed',
    });
  });

  test('cannot hang a stranger’s credit on their own order, though a colleague has confirmed it', async () => {
    const order = await shown({ email: ownEmail });
    await verify(order.order_id, 'confirm', person(shop.staff.admin));
    expect(await pickCredit(order.order_id, verifier)).toMatchObject({ ok: false, reason: refusal.reason });
    expect(await pickCredit(order.order_id, person(shop.staff.admin))).toMatchObject({ outcome: 'replayed' });
  });

  test('cannot move a stranger’s credit to their own order, nor one of theirs away', async () => {
    const [mine, anothers, third] = [await shown({ email: ownEmail }), await shown({}), await shown({})];
    const admin = person(shop.staff.admin);
    const lineOf = async (order: PlacedOrder) => {
      await pickCredit(order.order_id, admin);
      const [line] = await sql<[{ id: string }]>`
        select id from statement_lines where order_id = ${order.order_id}`;
      return line.id;
    };
    const move = (line_id: string, { order_id }: PlacedOrder, caller = verifier) =>
      call(sql, caller, 'reassign_statement_line', { line_id, order_id, reason: 'It is theirs' });
    const stranger = await lineOf(anothers);
    await expectRefusal(sql, () => move(stranger, mine), refusal);
    const own = await lineOf(mine);
    await expectRefusal(sql, () => move(own, third), refusal);
    expect(await move(own, third, admin)).toMatchObject({ state: 'done' });
  });

  test('of a country with short numbers is known by theirs', async () => {
    const at = await openShop(sql);
    const caller = person(at.staff.verifier);
    await sql`update profiles set phone = '+6591234567' where user_id = ${caller.userId}`;
    const order = await shown({ phone: '9123 4567' }, { at });
    await expectRefusal(sql, () => verify(order.order_id, 'confirm', caller), refusal);
    const stranger = await shown({ phone: '9123 4568' }, { at });
    expect(await verify(stranger.order_id, 'confirm', caller)).toMatchObject({ outcome: 'confirmed' });
  });

  test('may, where the shop does not keep duties apart; they are warned all the same', async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set separation_of_duties = false where shop_id = ${at.id}`;
    const caller = person(at.staff.verifier);
    const order = await shown({ email: `verifier@${at.slug}.example` }, { at });
    expect(await warningsOf(order, caller)).toContain('own_order');
    expect(await verify(order.order_id, 'confirm', caller)).toMatchObject({ outcome: 'confirmed' });
    const again = await shown({ email: `verifier@${at.slug}.example` }, { at });
    expect(await pickCredit(again.order_id, caller, at)).toMatchObject({ outcome: 'confirmed' });
  });
});

describe('whoever resolves exceptions', () => {
  const finance = person(shop.staff.finance);
  const answer = async (order_id: string, decision: string, caller: Caller) => {
    const exceptions = await rowsOf(sql, 'money_exceptions', order_id);
    const open = exceptions.find((exception) => exception.resolved_at === null);
    return call(sql, caller, 'resolve_exception', { exception_id: open?.id, decision, note: 'Agreed' });
  };
  /** Their own order, for which too little came. */
  async function short() {
    const order = await shown({ email: `finance@${shop.slug}.example` });
    await call(sql, person(shop.staff.admin), 'verify_payment', {
      ...{ order_id: order.order_id, decision: 'confirm' },
      seen: { amount_minor: 100, bank_reference: randomUUID(), received_at: '2026-03-01' },
    });
    return order.order_id;
  }

  test('cannot confirm their own order with what little came for it', async () => {
    const order_id = await short();
    await expectRefusal(sql, () => answer(order_id, 'confirm', finance), refusal);
    await expectRefusal(sql, () => answer(order_id, 'backorder', finance), refusal);
    const { number } = await readOrder(sql, order_id);
    const asked = async (caller: Caller) =>
      (await call<{ exceptions: object[] }>(sql, caller, 'get_order', { number })).exceptions[0];
    expect(await asked(finance), 'is offered what they may, and told why not more').toMatchObject({
      is_own: true,
      choices: ['ask_rest', 'refund'],
    });
    expect(await asked(person(shop.staff.owner))).toMatchObject({
      is_own: false,
      choices: ['confirm', 'ask_rest', 'refund'],
    });
    await answer(order_id, 'confirm', person(shop.staff.owner));
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'confirmed' });
  });

  test('may give its money back: that confirms nothing', async () => {
    const order_id = await short();
    await answer(order_id, 'refund', finance);
    expect(await rowsOf(sql, 'refunds', order_id)).toHaveLength(1);
  });
});

test('an order of one shop is not theirs for a verifier of another, who may not see it at all', async () => {
  const elsewhere = await openShop(sql);
  const order = await shown({ email: ownEmail }, { at: elsewhere });
  await expectRefusal(sql, () => verify(order.order_id, 'confirm'), {
    status: 404,
    reason: 'order_not_found',
  });
});

test('an account with the same address in capitals is known by it', async () => {
  const at = await openShop(sql);
  const caller = await signUp(sql, `Ada.${randomUUID()}@Example.com`);
  await sql`insert into staff (shop_id, user_id, role) values (${at.id}, ${caller.userId}, 'verifier')`;
  const [user] = await sql<[{ email: string }]>`select email from auth.users where id = ${caller.userId}`;
  const order = await shown({ email: user.email.toLowerCase() }, { at });
  await expectRefusal(sql, () => verify(order.order_id, 'confirm', caller), refusal);
});

test('an own order that was cancelled is not taken up by its verifier, whose money came late', async () => {
  const at = await openShop(sql);
  const order = await shown({ email: `verifier@${at.slug}.example` }, { at });
  await letPass(sql, at.id, '25 hours');
  await sql`select cancel_expired_orders()`;
  await expectRefusal(sql, () => verify(order.order_id, 'confirm', person(at.staff.verifier)), refusal);
});
