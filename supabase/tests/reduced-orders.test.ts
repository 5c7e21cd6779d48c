import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import type { Moved } from './commands.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import {
  type Line,
  openExceptions,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { toLines } from './order-changes.ts';
import { refundsOf } from './refunds.ts';
import { openAccount, submitProof } from './transfers.ts';

/* Items are removed from an order that waits for payment, until the money that it holds covers the rest. */

const { sql } = await testDatabase();

/** Serums at 4,500.00, soaps at 1,500.00 and free samples; delivery costs nothing. */
async function open() {
  const shop = await openShop(sql, {
    serum: { price_minor: 450_000, on_hand: 10 },
    soap: { price_minor: 150_000, on_hand: 5 },
    sample: { price_minor: 0, on_hand: 3 },
  });
  await sql`update shipping_rates set price_minor = 0 where shop_id = ${shop.id}`;
  await openAccount(sql, shop);
  const by = (role: keyof typeof shop.staff) => person(shop.staff[role]);
  const { serum, soap, sample } = shop.variants;
  const order = (lines: Line[], payment_method = 'paystack') =>
    placeOrder(sql, shop, lines, { payment_method });
  const remove = (caller: Caller, of: PlacedOrder, lines: Line[], args: Args = {}) =>
    call<Moved>(sql, caller, 'cancel_order_items', {
      order_id: of.order_id,
      lines: toLines(lines),
      reason: 'Fewer',
      ...(caller === visitor && { access_token: of.access_token }),
      ...args,
    });
  const decide = async (of: PlacedOrder, decision: string) => {
    const [exception] = (await rowsOf(sql, 'money_exceptions', of.order_id)).filter(
      (one) => !one.resolved_at,
    );
    return call(sql, by('finance'), 'resolve_exception', {
      ...{ exception_id: exception?.id, decision, note: 'Called them' },
    });
  };
  /** Pays a part by card, and asks for the balance. */
  const payPart = async (of: PlacedOrder, amount_minor: number) => {
    await settle(sql, await startPayment(sql, of), { amount_minor });
    await decide(of, 'ask_rest');
  };
  const verify = ({ order_id }: PlacedOrder, amount_minor: number) =>
    call(sql, by('verifier'), 'verify_payment', {
      ...{ order_id, decision: 'confirm' },
      seen: { amount_minor, bank_reference: `R-${amount_minor}`, received_at: new Date().toISOString() },
    });
  const expectPaid = async ({ order_id }: PlacedOrder, total_minor: number, state = 'confirmed') => {
    expect(await readOrder(sql, order_id)).toMatchObject({ state, total_minor, hold_reason: null });
    expect(await openExceptions(sql, order_id)).toEqual([]);
    await letPass(sql, shop.id, '3 days');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, order_id), 'it does not expire').toMatchObject({ state });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  };
  return { shop, serum, soap, sample, by, order, remove, decide, payPart, verify, expectPaid };
}

describe('an order of which a part is paid', () => {
  test('is confirmed when its shopper removes the unpaid items', async () => {
    const at = await open();
    const order = await at.order([
      [at.serum, 2],
      [at.soap, 1],
    ]);
    await at.payPart(order, 900_000);
    expect(await at.remove(visitor, order, [[at.soap, 1]])).toMatchObject({ state: 'confirmed' });
    expect(await emailsOf(sql, order)).toEqual([
      'order_placed',
      'order_rest_due',
      'order_changed',
      'order_confirmed',
    ]);
    expect(await refundsOf(sql, order.order_id)).toEqual([]);
    expect(await readStock(sql, at.serum)).toMatchObject({ committed: 2, promised: 0 });
    expect(await readStock(sql, at.soap)).toMatchObject({ committed: 0, promised: 0 });
    await at.expectPaid(order, 900_000);
  });

  test('is confirmed when more is removed, and the extra is refunded', async () => {
    const at = await open();
    const order = await at.order([
      [at.serum, 2],
      [at.soap, 1],
    ]);
    await at.payPart(order, 900_000);
    await at.remove(at.by('admin'), order, [[at.serum, 1]]);
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 300_000]]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ confirmed_by: at.shop.staff.admin });
    await at.expectPaid(order, 600_000);
  });

  test('is confirmed even before staff have decided about the part', async () => {
    const at = await open();
    const order = await at.order([
      [at.serum, 1],
      [at.soap, 2],
    ]);
    await settle(sql, await startPayment(sql, order), { amount_minor: 600_000 });
    await at.remove(visitor, order, [[at.soap, 2]]);
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 150_000]]);
    await at.expectPaid(order, 450_000);
  });

  test('still waits for the balance if it is owed', async () => {
    const at = await open();
    const order = await at.order([[at.soap, 3]]);
    await at.payPart(order, 200_000);
    await at.remove(visitor, order, [[at.soap, 1]]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'pending_payment' });
    expect(await startPayment(sql, order)).toMatchObject({ amount_minor: 100_000 });
  });

  test('is not confirmed with money that is being refunded', async () => {
    const at = await open();
    const order = await at.order([[at.soap, 3]]);
    await settle(sql, await startPayment(sql, order), { amount_minor: 300_000 });
    await at.decide(order, 'refund');
    await at.remove(visitor, order, [[at.soap, 1]]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'pending_payment' });
  });

  test('needs a decision if its stock is gone, until the missing items are removed, too', async () => {
    const at = await open();
    const order = await at.order([
      [at.serum, 6],
      [at.soap, 2],
    ]);
    await at.payPart(order, 2_850_000);
    await letPass(sql, at.shop.id, '31 minutes');
    await paidOrder(sql, at.shop, [[at.serum, 6]]);
    expect(await at.remove(visitor, order, [[at.soap, 1]])).toMatchObject({ state: 'pending_payment' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ hold_reason: 'paid_short' });
    expect(await openExceptions(sql, order.order_id)).toEqual(['paid_short']);
    expect(await brokenInvariants(sql, at.shop.id)).toEqual([]);
    await at.remove(visitor, order, [[at.serum, 2]]);
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 900_000]]);
    await at.expectPaid(order, 1_950_000);
  });

  test('by transfer keeps an exception for a verifier, about its other proof', async () => {
    const at = await open();
    const order = await at.order(
      [
        [at.serum, 1],
        [at.soap, 1],
      ],
      'bank_transfer',
    );
    await at.verify(order, 450_000);
    await at.decide(order, 'ask_rest');
    await submitProof(sql, order, { amount_minor: 150_000 });
    expect(await at.remove(at.by('verifier'), order, [[at.soap, 1]])).toMatchObject({ state: 'confirmed' });
    expect(await openExceptions(sql, order.order_id)).toEqual(['unverified_proof']);
    expect(await brokenInvariants(sql, at.shop.id)).toEqual([]);
    await at.decide(order, 'dismiss');
    await at.expectPaid(order, 450_000);
  });

  test('because the rest was moved to another order, goes on with what is left', async () => {
    const at = await open();
    const order = await at.order(
      [
        [at.serum, 1],
        [at.soap, 1],
      ],
      'bank_transfer',
    );
    await at.verify(order, 450_000);
    await at.decide(order, 'ask_rest');
    const [account] = await sql<[{ id: string }]>`select id from bank_accounts where shop_id = ${at.shop.id}`;
    const [{ day }] = await sql<[{ day: string }]>`select current_date::text as day`;
    const line = { booked_on: day, amount_minor: 150_000, description: `REST ${order.number}` };
    await call(sql, at.by('verifier'), 'import_statement', { bank_account_id: account.id, lines: [line] });
    const [{ id: line_id }] = await sql<
      [{ id: string }]
    >`select id from statement_lines where shop_id = ${at.shop.id}`;
    await call(sql, at.by('verifier'), 'confirm_statement_lines', {
      picks: [{ line_id, order_id: order.order_id }],
    });
    const other = await at.order([[at.soap, 1]], 'bank_transfer');
    await call(sql, at.by('verifier'), 'reassign_statement_line', {
      ...{ line_id, order_id: other.order_id, reason: 'It was theirs', answers: {} },
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ hold_reason: 'payment_moved' });
    await at.remove(at.by('admin'), order, [[at.soap, 1]]);
    await at.expectPaid(order, 450_000);
  });
});

describe('an order of which only free items are left', () => {
  const lines = (at: Awaited<ReturnType<typeof open>>): Line[] => [
    [at.soap, 1],
    [at.sample, 1],
  ];

  test('is confirmed, whether it waits for a card payment or for a transfer', async () => {
    for (const method of ['paystack', 'bank_transfer']) {
      const at = await open();
      const order = await at.order(lines(at), method);
      await at.remove(visitor, order, [[at.soap, 1]]);
      expect(await readStock(sql, at.sample)).toMatchObject({ committed: 1 });
      await at.expectPaid(order, 0);
    }
  });

  test('is reached only by staff where the shop approves free orders', async () => {
    const at = await open();
    await sql`update shop_settings set accepts_free_orders = false where shop_id = ${at.shop.id}`;
    const order = await at.order(lines(at));
    await expectRefusal(sql, () => at.remove(visitor, order, [[at.soap, 1]]), {
      ...{ status: 422, reason: 'needs_approval', field: 'lines' },
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ total_minor: 150_000 });
    await at.remove(at.by('verifier'), order, [[at.soap, 1]]);
    await at.expectPaid(order, 0);
  });

  test('is accepted as usual if it still waits for acceptance', async () => {
    const at = await open();
    await sql`update payment_methods set requires_acceptance = true where shop_id = ${at.shop.id}`;
    const order = await at.order(lines(at));
    expect(await at.remove(visitor, order, [[at.soap, 1]])).toMatchObject({ state: 'requested' });
    const accept = { order_id: order.order_id, to_state: 'accept' };
    await call(sql, at.by('owner'), 'update_order_status', accept);
    await at.expectPaid(order, 0);
  });

  test('is refused if they have sold out', async () => {
    const at = await open();
    const order = await at.order([
      [at.soap, 1],
      [at.sample, 3],
    ]);
    await letPass(sql, at.shop.id, '31 minutes');
    await at.order([[at.sample, 1]]);
    await expectRefusal(sql, () => at.remove(visitor, order, [[at.soap, 1]]), {
      ...{ status: 409, reason: 'sold_out' },
    });
  });

  test('does not count as confirmed by staff if its shopper has an account', async () => {
    const at = await open();
    const ada = await signUp(sql);
    const order = await placeOrder(sql, at.shop, lines(at), {}, ada);
    await at.remove(ada, order, [[at.soap, 1]]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', confirmed_by: null });
  });
});
