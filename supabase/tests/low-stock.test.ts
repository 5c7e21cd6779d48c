import { describe, expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, placeOrder } from './fixtures.ts';
import { addProducts, stockOn } from './stock.ts';

const { sql } = await testDatabase();
const { stockOf, skus, countLow, add, setLevel } = stockOn(sql);

describe('low stock', () => {
  test('is at or below the level of the variant, or else of the shop, and lists the lowest first', async () => {
    const shop = await openShop(sql);
    const { serum, soap } = shop.variants;
    expect(await skus(shop, { view: 'low' })).toEqual([]);
    await sql`update shop_settings set low_stock_at = 5 where shop_id = ${shop.id}`;
    expect(await skus(shop, { view: 'low' })).toEqual(['soap']);
    await setLevel(shop, serum, 10);
    expect(await skus(shop, { view: 'low' })).toEqual(['soap', 'serum']);
    await setLevel(shop, soap, 0);
    expect(await skus(shop, { view: 'low' })).toEqual(['serum']);
    await add(shop, soap, -5, 'Damaged');
    expect(await skus(shop, { view: 'low' })).toEqual(['soap', 'serum']);
    expect(await skus(shop, { view: 'out' })).toEqual(['soap']);
    expect((await stockOf(shop)).map(({ sku, mark }) => [sku, mark])).toEqual(
      expect.arrayContaining([
        ['soap', 'out'],
        ['serum', 'low'],
        ['voucher', null],
      ]),
    );
    expect(await countLow(shop)).toBe(2);
    await setLevel(shop, serum, null);
    expect(await skus(shop, { view: 'low' })).toEqual(['soap']);
  });

  test('is at or below a variant’s own level, also in a shop whose level is 0', async () => {
    const shop = await openShop(sql);
    await sql`update shop_settings set low_stock_at = 0 where shop_id = ${shop.id}`;
    await setLevel(shop, shop.variants.serum, 20);
    expect(await skus(shop, { view: 'low' })).toEqual(['serum']);
    expect(await countLow(shop)).toBe(1);
    expect(await skus(shop, { view: 'out' })).toEqual([]);
  });

  test('follows committed units and ignores reservations', async () => {
    const shop = await openShop(sql);
    await placeOrder(sql, shop, [[shop.variants.soap, 4]]);
    expect(await countLow(shop)).toBe(0);
    await paidOrder(sql, shop, [[shop.variants.serum, 7]]);
    expect(await skus(shop, { view: 'low' })).toEqual(['serum']);
  });

  test('ignores inactive and untracked variants until they change back', async () => {
    const shop = await openShop(sql, { soap: { price_minor: 100, on_hand: 1 } });
    const { soap } = shop.variants;
    for (const column of ['is_active', 'is_tracked']) {
      await sql`update variants set ${sql(column)} = false where id = ${soap}`;
      expect(await countLow(shop), column).toBe(0);
      await sql`update variants set ${sql(column)} = true where id = ${soap}`;
      expect(await countLow(shop), column).toBe(1);
    }
  });

  test('is paged in both directions across equal quantities', async () => {
    const shop = await openShop(sql, { soap: { price_minor: 100, on_hand: 1 } });
    await addProducts(sql, shop, 4, 5);
    const all = await skus(shop, { view: 'low', max_rows: 101 });
    expect(all).toHaveLength(21);
    expect(all.at(-1)).toBe('soap');
    const down: Awaited<ReturnType<typeof stockOf>> = [];
    for (let page = await stockOf(shop, { view: 'low', max_rows: 4 }); page.length > 0; ) {
      down.push(...page);
      page = await stockOf(shop, { view: 'low', max_rows: 4, from_id: down.at(-1)?.variant_id });
    }
    expect(down.map(({ sku }) => sku)).toEqual(all);
    const up = await skus(shop, { view: 'low', from_id: down[10]?.variant_id, upwards: true, max_rows: 4 });
    expect(up).toEqual(all.slice(6, 10).reverse());
  });
});
