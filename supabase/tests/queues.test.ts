import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { type Args, as, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, paidOrder, placeOrder, type Shop, signUp } from './fixtures.ts';
import { openAccount, randomBits, recordPicture, submitProof } from './transfers.ts';

const { sql } = await testDatabase();
type Store = Shop<'serum'>;

const open = () => openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
const transfer = (shop: Store, quantity = 1, caller: Caller = visitor) =>
  placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'bank_transfer' }, caller);
const move = (shop: Store, order: Pick<PlacedOrder, 'order_id'>, to_state: string, args: Args = {}) =>
  call<{ state: string }>(sql, person(shop.staff.fulfiller), 'update_order_status', {
    order_id: order.order_id,
    to_state,
    details: { ...parcel, reason: 'Nobody at home', ...args },
  });

describe('the queue of a verifier', () => {
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

  test('begins with the oldest promise, and goes on below where a page ended', async () => {
    const shop = await open();
    const orders: PlacedOrder[] = [];
    for (let index = 0; index < 5; index++) {
      const order = await transfer(shop);
      await submitProof(sql, order);
      orders.push(order);
      await letPass(sql, shop.id, '1 hour');
    }
    await transfer(shop);
    // the driver of these tests keeps no microseconds
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

  test('says who is on it, until they leave or ten minutes have passed', async () => {
    const shop = await open();
    const order = await transfer(shop);
    await submitProof(sql, order);
    await sql`update profiles set name = 'Ngozi' where user_id = ${shop.staff.verifier}`;
    const [one, two] = [person(shop.staff.verifier), person(shop.staff.admin)];
    const give = (caller: Caller, name: 'claim_verification' | 'release_verification') =>
      call(sql, caller, name, { order_id: order.order_id });
    await give(one, 'claim_verification');
    expect(await queue(shop, {}, two)).toMatchObject([{ claimed_by_name: 'Ngozi', is_mine: false }]);
    expect(await queue(shop, {}, one)).toMatchObject([{ is_mine: true }]);
    await give(two, 'release_verification');
    expect(await queue(shop), 'what is not theirs they cannot give up').toMatchObject([{ is_mine: true }]);
    await give(one, 'release_verification');
    expect(await queue(shop)).toMatchObject([{ claimed_by_name: null }]);
    await give(two, 'claim_verification');
    await letPass(sql, shop.id, '10 minutes');
    expect(await queue(shop)).toMatchObject([{ claimed_by_name: null }]);
    await expectRefusal(sql, () => give(person(shop.staff.fulfiller), 'release_verification'), {
      status: 403,
      reason: 'forbidden',
    });
  });

  test('is taken over by an owner where a browser was closed, and by nobody else', async () => {
    const shop = await open();
    const order = await transfer(shop);
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

  test('is for who reads payments', async () => {
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
    /** A transfer with a proof whose picture has these bits. */
    const proven = async (shop: Store, hash = randomBits(), proof: Args = {}, caller: Caller = visitor) => {
      const order = await transfer(shop, 1, caller);
      const file_path = await recordPicture(sql, shop, order, hash);
      await submitProof(sql, order, { file_path, bank_reference: null, ...proof });
      return order;
    };

    test('of nothing where nothing is odd', async () => {
      const shop = await open();
      expect(await warnings(shop, await proven(shop))).toEqual([]);
    });

    test.each([
      [0, true],
      [10, true],
      [11, false],
      [128, false],
    ])('of a picture of which %i bits differ from another order’s: %s', async (count, isWarned) => {
      const shop = await open();
      const first = await proven(shop, bits);
      const expected = isWarned
        ? [{ kind: 'same_picture', number: first.number, file_path: expect.any(String), bits: count }]
        : [];
      const second = await proven(shop, flip(count));
      expect(await warnings(shop, second)).toEqual(expected);
      expect(await warnings(shop, first), 'both are told').toHaveLength(isWarned ? 1 : 0);
    });

    test('of no picture of another shop, and of none that the same order showed before', async () => {
      const [shop, other] = [await open(), await open()];
      await proven(other, bits);
      const order = await proven(shop, bits);
      await submitProof(sql, order, {
        file_path: await recordPicture(sql, shop, order, bits),
        bank_reference: null,
      });
      expect(await warnings(shop, order)).toEqual([]);
    });

    test('of a reference that another order has shown, or that has paid another one', async () => {
      const shop = await open();
      const first = await proven(shop, randomBits(), { bank_reference: 'FT-7' });
      expect(
        await warnings(shop, await proven(shop, randomBits(), { bank_reference: 'FT-7' })),
      ).toMatchObject([{ kind: 'same_reference', number: first.number }]);
      const paid = await transfer(shop);
      const bank_account_id = await openAccount(sql, shop);
      const lines = [{ booked_on: '2026-03-01', amount_minor: 600_000, reference: 'FT-8' }];
      await call(sql, person(shop.staff.verifier), 'import_statement', { bank_account_id, lines });
      const [line] = await sql<[{ id: string }]>`select id from statement_lines where shop_id = ${shop.id}`;
      const picks = [{ line_id: line.id, order_id: paid.order_id, names_compared: true }];
      await call(sql, person(shop.staff.verifier), 'confirm_statement_lines', { picks });
      expect(
        await warnings(shop, await proven(shop, randomBits(), { bank_reference: 'FT-8' })),
      ).toMatchObject([{ kind: 'same_reference', number: paid.number }]);
    });

    test('of another amount, of a promise that is gone, and of one’s own order', async () => {
      const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 2 } });
      expect(await warnings(shop, await proven(shop, randomBits(), { amount_minor: 5 }))).toEqual([
        { kind: 'amount_differs', amount_minor: 5 },
      ]);
      const late = await transfer(shop);
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
      expect(await warnings(shop, await proven(shop, randomBits(), {}, own), own)).toEqual([
        { kind: 'own_order' },
      ]);
      expect((await queue(shop)).flatMap((row) => row.warnings).sort()).toEqual([
        'amount_differs',
        'own_order',
        'promise_gone',
        // that of the first one lapsed while the time passed
        'promise_gone',
      ]);
    });
  });
});

describe('a picture', () => {
  test('is a proof of the order that it was checked for, and of no other', async () => {
    const shop = await open();
    const [one, other] = [await transfer(shop), await transfer(shop)];
    const file_path = await recordPicture(sql, shop, one);
    for (const path of [file_path, 'anything.webp', `${shop.id}/${other.order_id}/x.webp`]) {
      await expectRefusal(sql, () => submitProof(sql, other, { file_path: path }), {
        status: 422,
        reason: 'invalid_proof',
        field: 'file_path',
      });
    }
    expect(await submitProof(sql, one, { file_path })).toMatchObject({ state: 'awaiting_verification' });
  });

  test('is known to its shopper and to who reads payments, not to who packs', async () => {
    const shop = await open();
    const order = await transfer(shop);
    const file_path = await recordPicture(sql, shop, order);
    await submitProof(sql, order, { file_path });
    const seen = (caller: Caller, access_token: string | null = null) =>
      call<{ transfer: { proofs: { file_path: string }[] } | null }>(sql, caller, 'get_order', {
        ...{ number: order.number, access_token },
      });
    expect((await seen(visitor, order.access_token)).transfer?.proofs).toMatchObject([{ file_path }]);
    expect((await seen(person(shop.staff.auditor))).transfer?.proofs).toMatchObject([{ file_path }]);
    expect((await seen(person(shop.staff.fulfiller))).transfer).toBeNull();
  });

  test('lies where its order’s pictures lie', async () => {
    const shop = await open();
    const order = await transfer(shop);
    const args = { order_id: order.order_id, sha256: '0'.repeat(64), picture_hash: randomBits() };
    await expect(
      call(sql, server, 'record_proof_file', { ...args, path: `${shop.id}/elsewhere/x.webp` }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('is read in storage by who reads the shop’s payments, and by the account that ordered', async () => {
    const shop = await open();
    const ada = await signUp(sql);
    const [hers, guests] = [await transfer(shop, 1, ada), await transfer(shop)];
    const paths = [await recordPicture(sql, shop, hers), await recordPicture(sql, shop, guests)];
    await sql`insert into storage.objects (bucket_id, name)
      select 'payment-proofs', name from unnest(${paths}::text[]) as name`;
    const seen = async (caller: Caller) =>
      (
        await as(
          sql,
          caller,
          (tx) => tx<{ name: string }[]>`
          select name from storage.objects where bucket_id = 'payment-proofs' order by name`,
        )
      ).map(({ name }) => name);
    const stranger = await open();
    for (const role of ['owner', 'admin', 'verifier', 'finance', 'auditor'] as const) {
      expect(await seen(person(shop.staff[role])), role).toEqual([...paths].sort());
      expect(await seen(person(stranger.staff[role])), role).toEqual([]);
    }
    for (const role of ['fulfiller', 'catalog'] as const)
      expect(await seen(person(shop.staff[role]))).toEqual([]);
    expect(await seen(ada)).toEqual([paths[0]]);
    expect(await seen(visitor)).toEqual([]);
    for (const caller of [ada, visitor, person(shop.staff.owner)]) {
      const put = (bucket: string) =>
        as(
          sql,
          caller,
          (tx) => tx`
          insert into storage.objects (bucket_id, name) values (${bucket}, ${`${shop.id}/${hers.order_id}/new.webp`})`,
        );
      await expect(put('payment-proofs')).rejects.toMatchObject({ code: '42501' });
      await expect(put('proof-uploads')).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the queue of a fulfiller', () => {
  interface Row {
    order_id: string;
    number: string;
    confirmed_at: string;
    to_collect_minor: number;
    is_confirmed_by_me: boolean;
    carrier: string | null;
    items: { sku: string; quantity: number; shipped_quantity: number }[];
  }
  const stage = (shop: Store, stage: string | null, args: Args = {}, caller = person(shop.staff.fulfiller)) =>
    call<Row[]>(sql, caller, 'list_fulfilment', { shop: shop.slug, stage, ...args });
  const counts = (shop: Store, caller = person(shop.staff.fulfiller)) =>
    call<Record<string, number | null>>(sql, caller, 'count_queues', { shop: shop.slug });

  test('follows an order from the till to the door, and back', async () => {
    const shop = await open();
    const order = await paidOrder(sql, shop, [[shop.variants.serum, 3]]);
    expect(await stage(shop, 'to_pack')).toMatchObject([
      { number: order.number, to_collect_minor: 0, items: [{ sku: 'serum', quantity: 3 }] },
    ]);
    await move(shop, order, 'processing');
    expect(await counts(shop)).toEqual({
      to_verify: null,
      to_approve: null,
      to_pack: 1,
      to_ship: 0,
      on_hold: 0,
      on_the_way: 0,
      came_back: 0,
    });
    await move(shop, order, 'shipped', { lines: [{ variant_id: shop.variants.serum, quantity: 1 }] });
    expect(await stage(shop, 'to_pack')).toMatchObject([{ items: [{ quantity: 2, shipped_quantity: 1 }] }]);
    await move(shop, order, 'ready_for_shipment');
    expect(await stage(shop, 'to_ship')).toHaveLength(1);
    await move(shop, order, 'shipped');
    expect(await stage(shop, 'on_the_way')).toMatchObject([{ carrier: parcel.carrier }]);
    await move(shop, order, 'delivery_failed');
    expect(await stage(shop, 'on_the_way')).toEqual([]);
    expect(await stage(shop, 'came_back')).toMatchObject([{ failure_reason: 'Nobody at home' }]);
    expect(await counts(shop, person(shop.staff.owner))).toMatchObject({
      to_verify: 0,
      to_pack: 0,
      came_back: 1,
    });
    await move(shop, order, 'in_transit');
    expect(await stage(shop, 'on_the_way')).toHaveLength(1);
  });

  test('offers nothing to pack or to ship that is on hold, disputed or given back, and shows it apart', async () => {
    const shop = await open();
    const [free, held, disputed, refunded, packed] = await Promise.all(
      Array.from({ length: 5 }, () => paidOrder(sql, shop, [[shop.variants.serum, 1]])),
    );
    if (!free || !held || !disputed || !refunded || !packed) throw new Error('five orders were placed');
    await move(shop, held, 'processing');
    await move(shop, packed, 'ready_for_shipment');
    for (const order of [held, packed]) await move(shop, order, 'hold');
    await call(sql, person(shop.staff.finance), 'open_dispute', {
      order_id: disputed.order_id,
      reason: 'Bank',
    });
    const refund = await call<{ refund_id: string }>(sql, person(shop.staff.finance), 'issue_refund', {
      order_id: refunded.order_id,
      amount_minor: refunded.total_minor,
      reason: 'They asked',
      idempotency_key: crypto.randomUUID(),
    });
    await call(sql, server, 'settle_refund', { refund_id: refund.refund_id, state: 'succeeded' });
    const numbers = async (name: string) => (await stage(shop, name)).map(({ number }) => number).sort();
    expect(await numbers('to_pack')).toEqual([free.number]);
    expect(await numbers('to_ship')).toEqual([]);
    const waiting = [held, disputed, refunded, packed];
    expect(await numbers('on_hold')).toEqual(waiting.map(({ number }) => number).sort());
    expect(await counts(shop)).toMatchObject({ to_pack: 1, to_ship: 0, on_hold: 4, on_the_way: 0 });
    for (const order of waiting) {
      const next = order === packed ? 'shipped' : 'ready_for_shipment';
      await expect(move(shop, order, next)).rejects.toMatchObject({ code: 'PT422' });
    }
    await move(shop, held, 'release');
    await move(shop, packed, 'release');
    expect(await numbers('to_pack')).toEqual([free.number, held.number].sort());
    expect(await numbers('to_ship')).toEqual([packed.number]);
  });

  test('begins with who has waited longest, across both states, and goes on below', async () => {
    const shop = await open();
    const orders: PlacedOrder[] = [];
    for (let index = 0; index < 5; index++) {
      const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
      if (index % 2) await move(shop, order, 'processing');
      orders.push(order);
      await letPass(sql, shop.id, '1 minute');
    }
    // the driver of these tests keeps no microseconds
    await sql`update orders set confirmed_at = date_trunc('milliseconds', confirmed_at) where shop_id = ${shop.id}`;
    const seen: string[] = [];
    for (let page = await stage(shop, 'to_pack', { max_rows: 2 }); page.length > 0; ) {
      seen.push(...page.map(({ number }) => number));
      const last = page.at(-1);
      page = await stage(shop, 'to_pack', {
        ...{ max_rows: 2, from_confirmed_at: last?.confirmed_at, from_id: last?.order_id },
      });
    }
    expect(seen).toEqual(orders.map(({ number }) => number));
  });

  test('says what is to be asked for at the door, and whose payment one has confirmed', async () => {
    const shop = await open();
    const cash = await shippedForCash(sql, shop);
    expect(await stage(shop, 'on_the_way')).toMatchObject([
      { number: cash.number, to_collect_minor: 600_000 },
    ]);
    const order = await transfer(shop);
    await call(sql, person(shop.staff.admin), 'verify_payment', {
      order_id: order.order_id,
      decision: 'confirm',
      seen: { amount_minor: 600_000, received_at: '2026-03-01' },
    });
    expect(await stage(shop, 'to_pack')).toMatchObject([{ is_confirmed_by_me: false }]);
    expect(await stage(shop, 'to_pack', {}, person(shop.staff.admin))).toMatchObject([
      { is_confirmed_by_me: true },
    ]);
  });

  test('has the stages that it has, for who reads orders', async () => {
    const shop = await open();
    for (const name of ['shipped', '', null]) {
      await expectRefusal(sql, () => stage(shop, name), {
        status: 422,
        reason: 'unknown_stage',
        field: 'stage',
      });
    }
    await expectRefusal(sql, () => stage(shop, 'to_pack', {}, person(shop.staff.catalog)), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(sql, () => counts(shop, person(shop.staff.catalog)), {
      status: 403,
      reason: 'forbidden',
    });
  });
});
