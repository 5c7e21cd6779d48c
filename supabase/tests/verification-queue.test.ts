import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, paidOrder, type Shop } from './fixtures.ts';
import { openAccount, placeTransfer, randomBits, recordPicture, submitProof } from './transfers.ts';

const { sql } = await testDatabase();
type Store = Shop<'serum'>;

const open = () => openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });

describe('the verification queue', () => {
  interface Waiting {
    order_id: string;
    number: string;
    expires_at: string;
    owed_minor: number;
    proofs: number;
    claimed_by_name: string | null;
    is_mine: boolean;
    warnings: string[];
  }
  const queue = (shop: Store, args: Args = {}, caller = person(shop.staff.verifier)) =>
    call<Waiting[]>(sql, caller, 'list_verifications', { shop: shop.slug, ...args });

  test('starts with the earliest deadline, and continues where a page ended', async () => {
    const shop = await open();
    const orders: PlacedOrder[] = [];
    for (let index = 0; index < 5; index++) {
      const order = await placeTransfer(sql, shop);
      await submitProof(sql, order);
      orders.push(order);
      await letPass(sql, shop.id, '1 hour');
    }
    await placeTransfer(sql, shop);
    // the driver drops microseconds
    await sql`update orders set expires_at = date_trunc('milliseconds', expires_at) where shop_id = ${shop.id}`;
    const seen: string[] = [];
    for (let page = await queue(shop, { max_rows: 2 }); page.length > 0; ) {
      seen.push(...page.map(({ number }) => number));
      const last = page.at(-1);
      page = await queue(shop, { max_rows: 2, from_expires_at: last?.expires_at, from_id: last?.order_id });
    }
    expect(seen).toEqual(orders.map(({ number }) => number));
    expect((await queue(shop))[0]).toMatchObject({ owed_minor: 600_000, proofs: 1, claimed_by_name: null });
  });

  test('shows who claimed an order, until they release it or ten minutes have passed', async () => {
    const shop = await open();
    const order = await placeTransfer(sql, shop);
    await submitProof(sql, order);
    await sql`update profiles set name = 'Ngozi' where user_id = ${shop.staff.verifier}`;
    const [one, two] = [person(shop.staff.verifier), person(shop.staff.admin)];
    const run = (caller: Caller, name: 'claim_verification' | 'release_verification') =>
      call(sql, caller, name, { order_id: order.order_id });
    await run(one, 'claim_verification');
    expect(await queue(shop, {}, two)).toMatchObject([{ claimed_by_name: 'Ngozi', is_mine: false }]);
    expect(await queue(shop, {}, one)).toMatchObject([{ is_mine: true }]);
    await run(two, 'release_verification');
    expect(await queue(shop), 'a colleague’s claim cannot be released').toMatchObject([{ is_mine: true }]);
    await run(one, 'release_verification');
    expect(await queue(shop)).toMatchObject([{ claimed_by_name: null }]);
    await run(two, 'claim_verification');
    await letPass(sql, shop.id, '10 minutes');
    expect(await queue(shop)).toMatchObject([{ claimed_by_name: null }]);
    await expectRefusal(sql, () => run(person(shop.staff.fulfiller), 'release_verification'), {
      status: 403,
      reason: 'forbidden',
    });
  });

  test('lets an owner take over a claim, and no other role', async () => {
    const shop = await open();
    const order = await placeTransfer(sql, shop);
    await submitProof(sql, order);
    const claim = (role: 'verifier' | 'admin' | 'owner', take_over: boolean) =>
      call<{ seconds_left: number }>(sql, person(shop.staff[role]), 'claim_verification', {
        order_id: order.order_id,
        take_over,
      });
    expect((await claim('verifier', false)).seconds_left).toBe(600);
    await expectRefusal(sql, () => claim('owner', false), { status: 409, reason: 'claimed' });
    await expectRefusal(sql, () => claim('admin', true), { status: 403, reason: 'forbidden' });
    await claim('owner', true);
    expect(await queue(shop, {}, person(shop.staff.owner))).toMatchObject([{ is_mine: true }]);
    await expectRefusal(sql, () => claim('verifier', false), { status: 409, reason: 'claimed' });
    const seen = await call<{ claim: object }>(sql, person(shop.staff.verifier), 'get_order', {
      number: order.number,
    });
    expect(seen.claim).toMatchObject({
      is_mine: false,
      can_take_over: false,
      seconds_left: expect.any(Number),
    });
  });

  describe('leads from one decision to the next order', () => {
    const next = (shop: Store, order_id: string, args: Args = {}, caller = person(shop.staff.verifier)) =>
      call<string | null>(sql, caller, 'find_next_verification', { shop: shop.slug, order_id, ...args });
    /** Orders with a proof each, the earliest deadline first. */
    const queued = async (shop: Store, count: number) => {
      const orders: PlacedOrder[] = [];
      for (let index = 0; index < count; index++) {
        const order = await placeTransfer(sql, shop);
        await submitProof(sql, order);
        orders.push(order);
      }
      await sql`update orders set expires_at = now() + array_position(${orders.map(({ order_id }) => order_id)}::uuid[], id)
        * interval '1 hour' where shop_id = ${shop.id}`;
      return orders;
    };
    const deadlineOf = async ({ order_id }: PlacedOrder) => {
      const [row] = await sql<
        [{ at: string }]
      >`select expires_at::text as at from orders where id = ${order_id}`;
      return { from_expires_at: row.at };
    };

    test('which is the one due next, or else the first of the queue, and never the same one', async () => {
      const shop = await open();
      const [first, second, last] = (await queued(shop, 3)) as [PlacedOrder, PlacedOrder, PlacedOrder];
      expect(await next(shop, first.order_id, await deadlineOf(first))).toBe(second.number);
      expect(await next(shop, last.order_id, await deadlineOf(last))).toBe(first.number);
      expect(await next(shop, first.order_id)).toBe(second.number);
    });

    test('past any number of orders that this user cannot decide', async () => {
      const shop = await open();
      const orders = await queued(shop, 4);
      const [decided, claimed, withFinance, free] = orders as [
        PlacedOrder,
        PlacedOrder,
        PlacedOrder,
        PlacedOrder,
      ];
      await call(sql, person(shop.staff.admin), 'claim_verification', { order_id: claimed.order_id });
      await sql`update payment_proofs set state = 'accepted' where order_id = ${withFinance.order_id}`;
      expect(await next(shop, decided.order_id, await deadlineOf(decided))).toBe(free.number);
      await call(sql, person(shop.staff.admin), 'claim_verification', { order_id: free.order_id });
      expect(await next(shop, decided.order_id, await deadlineOf(decided))).toBeNull();
      const auditor = person(shop.staff.auditor);
      expect(await next(shop, free.order_id, {}, auditor), 'an auditor decides nothing').toBeNull();
      await expectRefusal(sql, () => next(shop, free.order_id, {}, person(shop.staff.catalog)), {
        status: 403,
        reason: 'forbidden',
      });
    });
  });

  test('is for staff who may read payments', async () => {
    const shop = await open();
    for (const role of ['fulfiller', 'catalog'] as const) {
      await expectRefusal(sql, () => queue(shop, {}, person(shop.staff[role])), {
        status: 403,
        reason: 'forbidden',
      });
    }
    expect(await queue(shop, {}, person(shop.staff.auditor))).toEqual([]);
  });

  describe('warns', () => {
    const warnings = async (shop: Store, order: PlacedOrder, caller = person(shop.staff.verifier)) =>
      (await call<{ warnings: { kind: string }[] }>(sql, caller, 'get_order', { number: order.number }))
        .warnings;
    const bits = randomBits();
    const flip = (count: number) =>
      [...bits].map((bit, index) => (index < count ? (bit === '0' ? '1' : '0') : bit)).join('');
    /** An order by transfer with a proof whose picture has this hash. */
    const orderWithProof = async (
      shop: Store,
      hash = randomBits(),
      proof: Args = {},
      caller: Caller = visitor,
    ) => {
      const order = await placeTransfer(sql, shop, 1, caller);
      const file_path = await recordPicture(sql, shop, order, hash);
      await submitProof(sql, order, { file_path, bank_reference: null, ...proof });
      return order;
    };

    test('of nothing if nothing is suspicious', async () => {
      const shop = await open();
      expect(await warnings(shop, await orderWithProof(shop))).toEqual([]);
    });

    test.each([
      [0, true],
      [10, true],
      [11, false],
      [128, false],
    ])('of a picture with a hash %i bits away from another order’s: %s', async (count, isWarned) => {
      const shop = await open();
      const first = await orderWithProof(shop, bits);
      const expected = isWarned
        ? [{ kind: 'same_picture', number: first.number, file_path: expect.any(String), bits: count }]
        : [];
      const second = await orderWithProof(shop, flip(count));
      expect(await warnings(shop, second)).toEqual(expected);
      expect(await warnings(shop, first), 'both orders have the warning').toHaveLength(isWarned ? 1 : 0);
    });

    test('of no picture from another shop or from the same order', async () => {
      const [shop, other] = [await open(), await open()];
      await orderWithProof(other, bits);
      const order = await orderWithProof(shop, bits);
      await submitProof(sql, order, {
        file_path: await recordPicture(sql, shop, order, bits),
        bank_reference: null,
      });
      expect(await warnings(shop, order)).toEqual([]);
    });

    test('of a reference that was submitted for another order or has paid one', async () => {
      const shop = await open();
      const first = await orderWithProof(shop, randomBits(), { bank_reference: 'FT-7' });
      expect(
        await warnings(shop, await orderWithProof(shop, randomBits(), { bank_reference: 'FT-7' })),
      ).toMatchObject([{ kind: 'same_reference', number: first.number }]);
      const paid = await placeTransfer(sql, shop);
      const bank_account_id = await openAccount(sql, shop);
      const lines = [{ booked_on: '2026-03-01', amount_minor: 600_000, reference: 'FT-8' }];
      await call(sql, person(shop.staff.verifier), 'import_statement', { bank_account_id, lines });
      const [line] = await sql<[{ id: string }]>`select id from statement_lines where shop_id = ${shop.id}`;
      const picks = [{ line_id: line.id, order_id: paid.order_id, names_compared: true }];
      await call(sql, person(shop.staff.verifier), 'confirm_statement_lines', { picks });
      expect(
        await warnings(shop, await orderWithProof(shop, randomBits(), { bank_reference: 'FT-8' })),
      ).toMatchObject([{ kind: 'same_reference', number: paid.number }]);
    });

    test('of another amount, of a lost reservation, and of the verifier’s own order', async () => {
      const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 2 } });
      expect(await warnings(shop, await orderWithProof(shop, randomBits(), { amount_minor: 5 }))).toEqual([
        { kind: 'amount_differs', amount_minor: 5 },
      ]);
      const late = await placeTransfer(sql, shop);
      await letPass(sql, shop.id, '25 hours');
      // its stock is sold before the proof comes
      await sql`update orders set expires_at = now() + interval '1 day' where id = ${late.order_id}`;
      await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
      await submitProof(sql, late, { bank_reference: null });
      expect(await warnings(shop, late)).toMatchObject([
        { kind: 'promise_gone', lines: [{ sku: 'serum', requested: 1, available: 0 }] },
      ]);
      const own = person(shop.staff.verifier);
      await sql`select adjust_stock(${shop.variants.serum}, 5, 'count')`;
      expect(await warnings(shop, await orderWithProof(shop, randomBits(), {}, own), own)).toEqual([
        { kind: 'own_order' },
      ]);
      expect((await queue(shop)).flatMap((row) => row.warnings).sort()).toEqual([
        'amount_differs',
        'own_order',
        'promise_gone',
        // the first order's reservation expired in the meantime
        'promise_gone',
      ]);
    });
  });
});
