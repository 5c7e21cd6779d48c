import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Caller, call, person, server, visitor } from './caller.ts';
import {
  fillCart,
  keyOf,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  type Shop,
  settle,
  signUp,
  waitingOrder,
} from './fixtures.ts';

export interface BusyShop extends Shop<'serum' | 'soap' | 'voucher'> {
  /** a shopper with an account, who has bought */
  ada: Caller;
  cart: string;
  /** waits for its money; ada's */
  waiting: PlacedOrder;
  /** is paid and shipped; a guest's */
  shipped: PlacedOrder;
}

/** A shop with a row in every table that can have one, some of them not for the public. */
export async function openBusyShop(sql: Sql): Promise<BusyShop> {
  const shop = await openShop(sql);
  const ada = await signUp(sql, `ada@${shop.slug}.example`);
  const cart = await fillCart(sql, [[shop.variants.soap, 1]]);
  const email = `ada@${shop.slug}.example`;
  const waiting = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { email }, ada);
  const shipped = await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
  for (const to_state of ['processing', 'shipped']) {
    await call(sql, person(shop.staff.fulfiller), 'update_order_status', {
      order_id: shipped.order_id,
      to_state,
      details: { carrier: 'GIG', tracking_number: 'T-1' },
    });
  }
  const { intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { amount_minor: 1 });
  await call(sql, visitor, 'start_payment', keyOf(waiting));
  await call(sql, server, 'record_webhook_event', {
    gateway: 'paystack',
    dedupe_key: randomUUID(),
    event_type: 'charge.success',
  });
  await call(sql, server, 'take_rate_limit', {
    bucket: 'checkout',
    key: shop.id,
    max: 1,
    window_seconds: 60,
  });
  await addMore(sql, shop, waiting);
  return { ...shop, ada, cart, waiting, shipped };
}

/** An address book, a category, a picture, a host, and things that the shop does not show. */
async function addMore(sql: Sql, shop: Shop, order: PlacedOrder) {
  const [hidden, unsold, id] = [randomUUID(), randomUUID(), shop.id];
  await sql.begin(async (tx) => {
    await tx`insert into shop_domains (host, shop_id, is_primary) values (${`${shop.slug}.example`}, ${id}, true)`;
    await tx`insert into categories (shop_id, slug, name) values (${id}, 'skin', 'Skin')`;
    await tx`insert into product_images (shop_id, product_id, src, alt, width, height)
      values (${id}, ${shop.product}, '/care.webp', 'A jar', 8, 8)`;
    await tx`insert into addresses (shop_id, customer_id, line1, city, country)
      select shop_id, customer_id, '3 Allen Avenue', 'Ikeja', 'NG' from orders where id = ${order.order_id}`;

    // nothing but the policies keeps this one from being removed
    await tx`insert into products (id, shop_id, slug, name, published_at) values (${unsold}, ${id}, 'new', 'New', now())`;
    await tx`insert into products (id, shop_id, slug, name) values (${hidden}, ${id}, 'secret', 'Secret')`;
    await tx`insert into variants (shop_id, product_id, sku, price_minor) values (${id}, ${hidden}, 'secret', 1)`;
    await tx`insert into variants (shop_id, product_id, sku, price_minor, is_active)
      values (${id}, ${shop.product}, 'retired', 1, false)`;
    await tx`insert into product_images (shop_id, product_id, src, alt, width, height)
      values (${id}, ${hidden}, '/secret.webp', 'Secret', 8, 8)`;
    await tx`insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days, is_active)
      values (${id}, 'Retired', 1, 'NG', 1, 1, false)`;
    await tx`update payment_methods set is_enabled = false where shop_id = ${id} and method = 'bank_transfer'`;
  });
}
