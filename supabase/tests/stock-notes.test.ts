import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, list, refusalOf, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { countsOn } from './counts.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readStock,
  settle,
  startPayment,
} from './fixtures.ts';

const { sql } = await testDatabase();

const { count, left } = countsOn(sql);

describe('a change of availability is reported', () => {
  const price_minor = 100;
  const openSmallShop = () =>
    openShop(sql, { serum: { price_minor, on_hand: 2 }, cream: { price_minor, on_hand: 5 } });
  /** The shops with stock changes since the last call. */
  const reported = async () =>
    (
      await list<{ shop: string; product: string }>(sql, server, 'claim_stock_changes', { max_rows: 100 })
    ).map(({ shop }) => shop);

  test('once when a variant sells out or becomes available, and not otherwise', async () => {
    const shop = await openSmallShop();
    const { serum, cream } = shop.variants;
    await reported();
    const sold = [shop.slug];
    await placeOrder(sql, shop, [
      [serum, 1],
      [cream, 2],
    ]);
    expect(await reported(), 'one is left').toEqual([]);
    const last = await placeOrder(sql, shop, [[serum, 1]]);
    expect(await reported(), 'the last is reserved').toEqual(sold);
    expect(await reported(), 'each change is reported once').toEqual([]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(last), reason: null });
    expect(await reported(), 'it is available again').toEqual(sold);
    await paidOrder(sql, shop, [[serum, 1]]);
    await reported();
    await count(server, serum, 1);
    expect(await reported(), 'what is counted is already sold or reserved').toEqual([]);
    await count(server, serum, 4);
    expect(await reported()).toEqual(sold);
  });

  test('but not when reserved units are sold, because they were unavailable before', async () => {
    const shop = await openSmallShop();
    const order = await placeOrder(sql, shop, [[shop.variants.serum, 2]]);
    expect(await reported()).toContain(shop.slug);
    await settle(sql, await startPayment(sql, order));
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 2 });
    expect(await reported()).toEqual([]);
  });

  test('when the cleanup removes an expired reservation', async () => {
    const shop = await openSmallShop();
    await placeOrder(sql, shop, [[shop.variants.serum, 2]]);
    await reported();
    await letPass(sql, shop.id, '31 minutes');
    expect(await reported()).toEqual([]);
    await call(sql, server, 'cleanup_expired_inventory_locks');
    expect(await reported()).toEqual([shop.slug]);
  });

  test('once per change, and orders do not wait for the transaction that claims the changes', async () => {
    const shop = await openSmallShop();
    await placeOrder(sql, shop, [[shop.variants.serum, 2]]);
    await sql.begin(async (tx) => {
      const taken = await tx<{ shop: string }[]>`select shop from claim_stock_changes(100)`;
      expect(taken.map((row) => row.shop)).toContain(shop.slug);
      expect(await reported()).toEqual([]);
      await placeOrder(sql, shop, [[shop.variants.cream, 5]]);
    });
    expect(await reported()).toEqual([shop.slug]);
  });

  test('neither too often nor too rarely, for any sequence of commands', async () => {
    const shop = await openSmallShop();
    const { serum } = shop.variants;
    const waiting: PlacedOrder[] = [];
    /** Undefined if the database refuses, as it may when too little is left. */
    const unlessRefused = <T>(answer: Promise<T>) => answer.catch((error) => void refusalOf(error));
    const commands = {
      count: async (quantity: number) => void (await unlessRefused(count(server, serum, quantity))),
      order: async (quantity: number) => {
        const order = await unlessRefused(placeOrder(sql, shop, [[serum, quantity]]));
        if (order) waiting.push(order);
      },
      pay: async (which: number) => {
        const [order] = waiting.splice(which % Math.max(waiting.length, 1), 1);
        const intent = order && (await unlessRefused(startPayment(sql, order)));
        if (intent) await settle(sql, intent);
      },
      cancel: async (which: number) => {
        const [order] = waiting.splice(which % Math.max(waiting.length, 1), 1);
        if (order) await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
      },
    };
    const command = fc.record({
      name: fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[])),
      number: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 16 }), async (sequence) => {
        for (const { name, number } of sequence) {
          const before = await left(serum);
          await reported();
          await commands[name](number);
          const after = await left(serum);
          const hasChanged = (before === 0) !== (after === 0);
          expect([name, number, before, after, (await reported()).length > 0]).toEqual([
            name,
            number,
            before,
            after,
            hasChanged,
          ]);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  }, 120_000);
});
