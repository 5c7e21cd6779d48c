import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Api, rpc } from './api.ts';
import { startApi, testDatabase } from './database.ts';
import { checkoutAt, openShop, type PlacedOrder, readStock } from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';

const { sql, url } = await testDatabase();
const apis = [await startApi(url), await startApi(url)] as const;

interface Buyer {
  key: string;
  email: string;
  cart: string | null;
}

const crowd = (): Buyer[] =>
  Array.from({ length: 200 }, (_, index) => ({
    key: randomUUID(),
    email: `buyer${index}@example.com`,
    cart: null,
  }));
const openSale = () => openShop(sql, { bottle: { price_minor: 100, on_hand: 20 } });
type Sale = Awaited<ReturnType<typeof openSale>>;

/** Everybody puts the bottle into a cart and checks out, all at once, over HTTP. Answers how it went, and how long it took. */
async function rush(shop: Sale, buyers: Buyer[], doors: readonly Api[]) {
  const start = performance.now();
  const answers = await Promise.all(
    buyers.map(async (buyer, index) => {
      const api = doors[index % doors.length] as Api;
      const item = { cart_token: buyer.cart, variant_id: shop.variants.bottle, quantity: 1 };
      const cart = await rpc<{ token: string }>(api, 'set_cart_item', item);
      buyer.cart = cart.body.token;
      const checkout = checkoutAt(shop, { email: buyer.email });
      return rpc<Partial<PlacedOrder> & { message?: string }>(api, 'create_order', {
        cart_token: buyer.cart,
        idempotency_key: buyer.key,
        checkout,
      });
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const count: Record<string, number> = {};
  for (const { status, body } of answers) {
    const word = body.message ?? (body.replayed ? 'replayed' : 'ordered');
    count[`${status} ${word}`] = (count[`${status} ${word}`] ?? 0) + 1;
  }
  const [orders] = await sql<
    [{ count: number }]
  >`select count(*)::int from orders where shop_id = ${shop.id}`;
  return { count, orders: orders.count, seconds };
}

test.each([
  ['one API process', apis.slice(0, 1)],
  ['two API processes', apis],
])(
  'two hundred buyers of twenty bottles before %s: twenty orders, 180 times sold out, nothing else, within 3 s',
  async (name, doors) => {
    // the first requests of a process are not what a rush meets
    await rush(await openSale(), crowd().slice(0, 20), doors);
    const shop = await openSale();
    const buyers = crowd();
    const first = await rush(shop, buyers, doors);
    console.log(`200 buyers, 20 bottles, ${name}: ${first.seconds.toFixed(2)} s`);
    expect(first).toMatchObject({ count: { '200 ordered': 20, '409 sold_out': 180 }, orders: 20 });
    expect(await readStock(sql, shop.variants.bottle)).toEqual({
      on_hand: 20,
      committed: 0,
      promised: 20,
      available: 0,
    });

    const again = await rush(shop, buyers, doors);
    expect(again, 'the same requests again').toMatchObject({
      count: { '200 replayed': 20, '409 sold_out': 180 },
      orders: 20,
    });
    const carts = buyers.map((buyer) => ({ ...buyer, cart: null }));
    const anew = await rush(shop, carts, doors);
    expect(anew, 'the same keys with new carts').toMatchObject({
      count: { '422 idempotency_mismatch': 20, '409 sold_out': 180 },
      orders: 20,
    });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
    expect(first.seconds).toBeLessThan(3);
  },
);
