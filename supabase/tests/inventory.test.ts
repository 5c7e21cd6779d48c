import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { countsOn } from './counts.ts';
import { testDatabase } from './database.ts';
import { keyOf, openShop, paidOrder, placeOrder, readStock, signUp, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();

const { count, left } = countsOn(sql);
const movements = async (variant_id: string) =>
  (
    await sql`select on_hand_delta, committed_delta, reason, note from stock_movements where variant_id = ${variant_id} order by id`
  ).map((row) => Object.values(row));

describe('available stock', () => {
  test('is the stock on hand without what is committed and reserved', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    expect(await left(serum)).toBe(10);
    await placeOrder(sql, shop, [[serum, 3]]);
    expect(await left(serum)).toBe(7);
    await paidOrder(sql, shop, [[serum, 2]]);
    expect(await left(serum)).toBe(5);
    await letPass(sql, shop.id, '31 minutes');
    expect(await left(serum), 'a reservation ends without a cleanup').toBe(8);
  });

  test('is zero before the first count, and null for untracked variants', async () => {
    const shop = await openShop(sql, {
      fresh: { price_minor: 100, on_hand: 0 },
      voucher: { price_minor: 100, on_hand: null },
    });
    expect(await left(shop.variants.fresh)).toBe(0);
    expect(await left(shop.variants.voucher)).toBeNull();
    const products = await sql<{ id: string }[]>`select id from products where shop_id = ${shop.id}`;
    const all = await list<{ variant_id: string; available: number | null }>(
      sql,
      visitor,
      'list_available_stock',
      { product_ids: products.map(({ id }) => id) },
    );
    expect(Object.fromEntries(all.map((row) => [row.variant_id, row.available]))).toEqual({
      [shop.variants.fresh]: 0,
      [shop.variants.voucher]: null,
    });
  });

  test('is never negative', async () => {
    const shop = await openShop(sql);
    await placeOrder(sql, shop, [[shop.variants.serum, 8]]);
    expect(await count(server, shop.variants.serum, 3)).toBe(0);
    expect(await left(shop.variants.serum)).toBe(0);
  });

  test('is refused for an unknown variant', async () => {
    for (const variant of [randomUUID(), null]) {
      await expectRefusal(sql, () => left(variant), {
        status: 404,
        reason: 'unknown_variant',
        field: 'variant_id',
      });
    }
  });
});

describe('a stock count', () => {
  test('sets the quantity, and adds a movement and a log row with actor and reason', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    expect(await count(person(shop.staff.catalog), serum, 12, ' Found two ')).toBe(12);
    expect(await movements(serum)).toEqual([
      [10, 0, 'count', 'opening count'],
      [2, 0, 'count', 'Found two'],
    ]);
    const [log] = await sql`select actor, actor_role, old_value, new_value, note from activity_logs
      where entity_type = 'variant' and entity_id = ${serum} order by seq desc limit 1`;
    expect(log).toEqual({
      actor: shop.staff.catalog,
      actor_role: 'catalog',
      old_value: { on_hand: 10 },
      new_value: { on_hand: 12 },
      note: 'Found two',
    });
  });

  test('without a difference writes nothing', async () => {
    const shop = await openShop(sql);
    await count(server, shop.variants.serum, 10);
    expect(await movements(shop.variants.serum)).toHaveLength(1);
    expect(
      await sql`select from activity_logs where entity_id = ${shop.variants.serum} and action <> 'add_variants'`,
    ).toHaveLength(1);
  });

  test('is for staff of the shop who may adjust stock', async () => {
    const shop = await openShop(sql);
    const foreign = await openShop(sql);
    for (const role of staffRoles) {
      const attempt = () => count(person(shop.staff[role]), shop.variants.soap, 5);
      if (['owner', 'admin', 'catalog'].includes(role)) expect(await attempt()).toBe(5);
      else await expectRefusal(sql, attempt, { status: 403, reason: 'forbidden' });
    }
    for (const caller of [person(foreign.staff.catalog), await signUp(sql)]) {
      for (const variant of [shop.variants.soap, randomUUID()]) {
        await expectRefusal(sql, () => count(caller, variant, 5), { status: 403, reason: 'forbidden' });
      }
    }
  });

  test('is refused below the committed stock, with an invalid number or variant, and without a reason', async () => {
    const shop = await openShop(sql);
    const { serum, voucher } = shop.variants;
    await paidOrder(sql, shop, [[serum, 4]]);
    const details = await expectRefusal(sql, () => count(server, serum, 3), {
      status: 422,
      reason: 'below_committed',
      field: 'on_hand',
    });
    expect(details).toEqual({ committed: 4 });
    for (const on_hand of [-1, 1_000_001, null]) {
      await expectRefusal(sql, () => count(server, serum, on_hand), {
        status: 422,
        reason: 'invalid_quantity',
        field: 'on_hand',
      });
    }
    for (const reason of [null, '  ', 'x'.repeat(201)]) {
      await expectRefusal(sql, () => count(server, serum, 9, reason), {
        status: 422,
        reason: 'reason_required',
        field: 'reason',
      });
    }
    for (const variant of [voucher, randomUUID(), null]) {
      await expectRefusal(sql, () => count(server, variant, 9), {
        status: 404,
        reason: 'unknown_variant',
        field: 'variant_id',
      });
    }
  });
});

describe('the stock of an order', () => {
  test('is deducted once, however often the call is repeated', async () => {
    const shop = await openShop(sql);
    const { order_id } = await placeOrder(sql, shop, [[shop.variants.serum, 4]]);
    for (let count = 0; count < 2; count++) await call(sql, server, 'deduct_inventory', { order_id });
    expect(await readStock(sql, shop.variants.serum)).toEqual({
      on_hand: 10,
      committed: 4,
      promised: 0,
      available: 6,
    });
  });

  test('is deducted in full or not at all', async () => {
    const shop = await openShop(sql);
    const { order_id } = await placeOrder(sql, shop, [
      [shop.variants.serum, 4],
      [shop.variants.soap, 4],
    ]);
    await letPass(sql, shop.id, '31 minutes');
    await placeOrder(sql, shop, [[shop.variants.soap, 2]]);
    const details = await expectRefusal(sql, () => call(sql, server, 'deduct_inventory', { order_id }), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'soap', requested: 4, available: 3 }]);
  });

  test('is restored in part or in full, and never more than was deducted', async () => {
    const shop = await openShop(sql);
    const { serum, soap } = shop.variants;
    const { order_id } = await paidOrder(sql, shop, [
      [serum, 4],
      [soap, 2],
    ]);
    const restore = (lines: unknown) => call(sql, server, 'restore_inventory', { order_id, lines });
    const taken = async () => [
      (await readStock(sql, serum))?.committed,
      (await readStock(sql, soap))?.committed,
    ];
    await restore([{ variant_id: serum, quantity: 1 }]);
    expect(await taken()).toEqual([3, 2]);
    for (const line of [
      { variant_id: serum, quantity: -5 },
      { variant_id: randomUUID(), quantity: 5 },
    ])
      await expectRefusal(sql, () => restore([line]), { status: 422, reason: 'invalid_lines' });
    await restore([
      { variant_id: serum, quantity: 1 },
      { variant_id: serum, quantity: 1 },
    ]);
    expect(await taken()).toEqual([1, 2]);
    await restore(null);
    await restore(null);
    expect(await taken()).toEqual([0, 0]);
  });

  test('can be neither deducted nor restored for an unknown order', async () => {
    for (const name of ['deduct_inventory', 'restore_inventory'] as const) {
      await expectRefusal(sql, () => call(sql, server, name, { order_id: randomUUID() }), {
        status: 404,
        reason: 'order_not_found',
      });
    }
  });
});

test('the cleanup removes expired reservations and no others', async () => {
  const shop = await openShop(sql);
  const cleanUp = () => call<number>(sql, server, 'cleanup_expired_inventory_locks');
  await cleanUp();
  await placeOrder(sql, shop, [
    [shop.variants.serum, 1],
    [shop.variants.soap, 1],
  ]);
  await letPass(sql, shop.id, '31 minutes');
  const live = await placeOrder(sql, shop, [[shop.variants.serum, 1]]);
  expect(await cleanUp()).toBe(2);
  expect(await cleanUp()).toBe(0);
  const locks = await sql`select order_id from inventory_locks where shop_id = ${shop.id}`;
  expect(locks.map((row) => row.order_id)).toEqual([live.order_id]);
});

test('cancelling ends the reservation at once', async () => {
  const shop = await openShop(sql);
  const order = await placeOrder(sql, shop, [[shop.variants.serum, 4]]);
  await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
  expect(await readStock(sql, shop.variants.serum)).toEqual({
    on_hand: 10,
    committed: 0,
    promised: 0,
    available: 10,
  });
});

describe('the database guarantees that', () => {
  test('committed stock never exceeds the stock on hand', async () => {
    const shop = await openShop(sql);
    const { serum } = shop.variants;
    for (const change of ['committed = 11', 'committed = -1', 'on_hand = -1']) {
      await expect(
        sql.unsafe(`update inventory set ${change} where variant_id = '${serum}'`),
      ).rejects.toMatchObject({
        constraint_name: 'inventory_never_oversold',
      });
    }
  });

  test('no stock moves without an inventory row, and no movement is rewritten', async () => {
    const shop = await openShop(sql);
    const { serum, voucher } = shop.variants;
    await expect(sql`select private.move_stock(${shop.id}, ${voucher}, 1, 0, 'count')`).rejects.toThrow(
      'has no inventory row',
    );
    const refusal = { status: 403, reason: 'log_is_append_only' };
    await expectRefusal(
      sql,
      () => sql`update stock_movements set on_hand_delta = 1 where variant_id = ${serum}`,
      refusal,
    );
    await expectRefusal(sql, () => sql`delete from stock_movements where variant_id = ${serum}`, refusal);
    await expectRefusal(sql, () => sql`truncate stock_movements`, refusal);
  });
});
