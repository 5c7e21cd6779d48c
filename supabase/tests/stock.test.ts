import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, refusalOf, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, placeOrder, staffRoles } from './fixtures.ts';
import { catalog } from './products.ts';
import { addProducts, type History, stockOn } from './stock.ts';

const { sql } = await testDatabase();
const { stockOf, skus, add, history, setLevel } = stockOn(sql);

describe('the list of stock', () => {
  test('shows the quantities on hand, committed, reserved and available', async () => {
    const shop = await openShop(sql);
    await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
    await placeOrder(sql, shop, [[shop.variants.serum, 3]]);
    const rows = await stockOf(shop);
    expect(rows.find(({ sku }) => sku === 'serum')).toMatchObject({
      name: 'Care',
      on_hand: 10,
      committed: 2,
      reserved: 3,
      available: 5,
      low_stock_at: null,
      is_tracked: true,
    });
    expect(rows.find(({ sku }) => sku === 'voucher')).toMatchObject({ is_tracked: false, available: null });
  });

  test('is for staff with stock.read, in their own shop', async () => {
    const shop = await openShop(sql);
    const foreign = await openShop(sql);
    const reads = ['owner', 'admin', 'verifier', 'fulfiller', 'catalog', 'auditor'];
    for (const role of staffRoles) {
      const read = () => call(sql, person(shop.staff[role]), 'list_stock', { shop: shop.slug });
      if (reads.includes(role)) expect(await read()).toMatchObject({ low_stock_at: 3 });
      else await expectRefusal(sql, read, { status: 403, reason: 'forbidden' });
    }
    for (const name of ['list_stock', 'count_low_stock'] as const) {
      for (const slug of [shop.slug, 'no-such-shop', null]) {
        await expectRefusal(sql, () => call(sql, catalog(foreign), name, { shop: slug }), {
          status: 403,
          reason: 'forbidden',
        });
      }
    }
    const variant_id = shop.variants.serum;
    await expectRefusal(sql, () => call(sql, catalog(foreign), 'get_stock', { variant_id }), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(
      sql,
      () => call(sql, catalog(shop), 'list_stock', { shop: shop.slug, view: 'gone' }),
      {
        status: 422,
        reason: 'unknown_stage',
        field: 'view',
      },
    );
  });

  test('is paged through all variants by product name, in both directions, with any page size', async () => {
    const shop = await openShop(sql);
    await addProducts(sql, shop, 7, 3);
    const all = await skus(shop, { max_rows: 101 });
    expect(all).toHaveLength(24);
    expect(all.slice(3)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].flatMap((i) => [1, 2, 3].map((j) => `item-${i}-${j}`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (max_rows) => {
        const down: Awaited<ReturnType<typeof stockOf>> = [];
        for (let page = await stockOf(shop, { max_rows }); page.length > 0; ) {
          down.push(...page);
          page = await stockOf(shop, { max_rows, from_id: down.at(-1)?.variant_id });
        }
        expect(down.map(({ sku }) => sku)).toEqual(all);
        const up = down.slice(-1);
        for (;;) {
          const page = await stockOf(shop, { max_rows, from_id: up.at(-1)?.variant_id, upwards: true });
          if (page.length === 0) break;
          up.push(...page);
        }
        expect(up.map(({ sku }) => sku).reverse()).toEqual(all);
      }),
      { numRuns: 9 },
    );
  });

  test('is searched by product name, SKU, barcode and option, whatever the word order and accents', async () => {
    const shop = await openShop(sql);
    await sql`update products set name = 'Àjàlá Body Oil' where id = ${shop.product}`;
    await sql.begin(async (tx) => {
      await tx`update product_options set choices = array['30 ml', 'soap', 'voucher'] where product_id = ${shop.product}`;
      await tx`update variants set options = array['30 ml'], barcode = '6009705210014' where id = ${shop.variants.serum}`;
    });
    const cases: [string, string[]][] = [
      ['ajala', ['serum', 'soap', 'voucher']],
      ['oil body', ['serum', 'soap', 'voucher']],
      ['oil soap', ['soap']],
      ['30 ML', ['serum']],
      ['6009705210014', ['serum']],
      ['ser', ['serum']],
      ['soap serum', []],
      ['cream', []],
      ['…', []],
      ['%', []],
    ];
    for (const [search, found] of cases) {
      expect([...(await skus(shop, { search }))].sort(), search).toEqual(found);
    }
    await sql`update variants set sku = 'SRM-30' where id = ${shop.variants.serum}`;
    expect(await skus(shop, { search: 'srm-30' })).toEqual(['SRM-30']);
    await sql`delete from variants where id = ${shop.variants.voucher}`;
    expect(await skus(shop, { search: 'voucher' })).toEqual([]);
  });
});

describe('adding and removing units', () => {
  test('changes the units on hand by that number, with a movement and a log row', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    expect(await add(shop, serum, 5, ' Delivery 12 ')).toBe(15);
    expect(await add(shop, serum, -2, 'Damaged')).toBe(13);
    const { stock, movements } = await history(shop, serum);
    expect(stock).toMatchObject({ on_hand: 13, committed: 0, available: 13 });
    expect(movements).toMatchObject([
      { reason: 'remove', note: 'Damaged', on_hand_delta: -2, on_hand: 13, committed: 0 },
      { reason: 'receive', note: 'Delivery 12', on_hand_delta: 5, on_hand: 15, committed: 0 },
      { reason: 'count', note: 'opening count', on_hand_delta: 10, on_hand: 10, committed: 0 },
    ]);
    const [log] = await sql`select action, old_value, new_value, note, actor_role from activity_logs
      where entity_type = 'variant' and entity_id = ${serum} order by seq desc limit 1`;
    expect(log).toEqual({
      action: 'adjust_stock',
      old_value: { on_hand: 15 },
      new_value: { on_hand: 13 },
      note: 'Damaged',
      actor_role: 'catalog',
    });
  });

  test('refuses invalid input and callers without permission, and changes nothing', async () => {
    const shop = await openShop(sql);
    const { serum, voucher } = shop.variants;
    await paidOrder(sql, shop, [[serum, 4]]);
    for (const quantity of [0, null, 1_000_000, -2_147_483_648]) {
      await expectRefusal(sql, () => add(shop, serum, quantity), {
        status: 422,
        reason: 'invalid_quantity',
        field: 'quantity',
      });
    }
    const details = await expectRefusal(sql, () => add(shop, serum, -7), {
      status: 422,
      reason: 'below_committed',
      field: 'quantity',
    });
    expect(details).toEqual({ committed: 4 });
    await expectRefusal(sql, () => add(shop, serum, 1, ' '), { status: 422, reason: 'reason_required' });
    await expectRefusal(
      sql,
      () => call(sql, server, 'add_stock', { variant_id: voucher, quantity: 1, reason: 'x' }),
      {
        status: 404,
        reason: 'unknown_variant',
      },
    );
    for (const caller of [visitor, catalog(await openShop(sql)), person(shop.staff.fulfiller)]) {
      const ask = () => call(sql, caller, 'add_stock', { variant_id: serum, quantity: 1, reason: 'x' });
      if (caller === visitor) await expect(ask()).rejects.toThrow(/permission denied/);
      else await expectRefusal(sql, ask, { status: 403, reason: 'forbidden' });
    }
  });

  test('is done once per key, and a key belongs to one change', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    const idempotency_key = randomUUID();
    const addOnce = (quantity: number) =>
      call<number>(sql, catalog(shop), 'add_stock', {
        ...{ variant_id: serum, quantity, reason: 'Delivery', idempotency_key },
      });
    expect(await Promise.all([addOnce(5), addOnce(5), addOnce(5)])).toEqual([15, 15, 15]);
    await expectRefusal(sql, () => addOnce(6), { status: 422, reason: 'idempotency_mismatch' });
    expect((await history(shop, serum)).movements).toHaveLength(2);
  });

  test('adds up under concurrent changes', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => add(shop, serum, index % 2 === 0 ? 3 : -1, `Change ${index}`)),
    );
    const { stock, movements } = await history(shop, serum);
    expect(stock.on_hand).toBe(10 + 10 * 3 - 10);
    expect(movements).toHaveLength(21);
  });
});

describe('a count', () => {
  test('is refused if the stock has changed since it was entered', async () => {
    const shop = await openShop(sql);
    const variant_id = shop.variants.serum;
    const count = (expected: number | null) =>
      call(sql, catalog(shop), 'adjust_stock', { variant_id, on_hand: 12, reason: 'Count', expected });
    const details = await expectRefusal(sql, () => count(9), { status: 409, reason: 'stock_changed' });
    expect(details).toEqual({ on_hand: 10 });
    expect(await count(10)).toBe(12);
    expect(await count(null)).toBe(12);
  });

  test('is refused if another with the same expected quantity was saved first', async () => {
    const shop = await openShop(sql);
    const variant_id = shop.variants.serum;
    const answers = await Promise.all(
      [11, 12].map((on_hand) =>
        call(sql, catalog(shop), 'adjust_stock', { variant_id, on_hand, reason: 'Count', expected: 10 }).then(
          () => 'written',
          (error) => refusalOf(error).reason,
        ),
      ),
    );
    expect(answers.sort()).toEqual(['stock_changed', 'written']);
  });
});

test('a new variant has zero stock, and can be deleted until its stock changes', async () => {
  const shop = await openShop(sql);
  const [fresh] = await sql<
    [{ id: string }]
  >`insert into variants (shop_id, product_id, sku, price_minor, is_active)
    values (${shop.id}, ${shop.product}, 'fresh', 100, false) returning id`;
  expect(await sql`select on_hand, committed from inventory where variant_id = ${fresh.id}`).toEqual([
    { on_hand: 0, committed: 0 },
  ]);
  await sql`delete from variants where id = ${fresh.id}`;
  expect(await sql`select from inventory where variant_id = ${fresh.id}`).toHaveLength(0);
  await expect(sql`delete from variants where id = ${shop.variants.serum}`).rejects.toThrow(
    /stock_movements/,
  );
});

test('the history shows order numbers to staff who may read orders, and is paged', async () => {
  const shop = await openShop(sql);
  const { serum } = shop.variants;
  const { number } = await paidOrder(sql, shop, [[serum, 1]]);
  expect((await history(shop, serum)).movements[0]).toMatchObject({ reason: 'deduct', number: null });
  const args = { variant_id: serum, max_rows: 1 };
  const first = await call<History>(sql, person(shop.staff.owner), 'get_stock', args);
  expect(first.movements).toMatchObject([{ number, committed_delta: 1, committed: 1, on_hand: 10 }]);
  const from_id = first.movements[0]?.id;
  const next = await call<History>(sql, person(shop.staff.owner), 'get_stock', { ...args, from_id });
  expect(next.movements).toMatchObject([{ reason: 'count', number: null }]);
  for (const variant_id of [randomUUID(), null]) {
    await expectRefusal(sql, () => call(sql, catalog(shop), 'get_stock', { variant_id }), {
      status: 403,
      reason: 'forbidden',
    });
  }
});

test('a low-stock level is logged, and refused if it is invalid or the variant is not tracked', async () => {
  const shop = await openShop(sql);
  const { serum, voucher } = shop.variants;
  await setLevel(shop, serum, 4);
  await setLevel(shop, serum, 4);
  const logs = await sql`select old_value, new_value from activity_logs where entity_id = ${serum}
    and action = 'set_low_stock_level'`;
  expect(logs).toEqual([{ old_value: { low_stock_at: null }, new_value: { low_stock_at: 4 } }]);
  for (const level of [-1, 1_000_001]) {
    await expectRefusal(sql, () => setLevel(shop, serum, level), {
      status: 422,
      reason: 'invalid_quantity',
      field: 'level',
    });
  }
  await expectRefusal(sql, () => setLevel(shop, voucher, 4), { status: 404, reason: 'unknown_variant' });
});
