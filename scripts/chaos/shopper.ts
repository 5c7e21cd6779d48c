import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  anyVisitor,
  inParallel,
  randomOrigin,
  request,
  rpc,
  Tally,
  type Visitor,
  type World,
} from './http.ts';

type Placed = { order_id: string; number: string; access_token: string };

/** Simulates `count` shoppers, sixteen at a time. Each pays one order, whatever the gateway does. */
export async function simulateShoppers(world: World, count: number): Promise<Tally> {
  const tally = new Tally();
  const [variant] = await world.sql<{ id: string; rate_id: string }[]>`
    select v.id, (select id from shipping_rates r where r.shop_id = v.shop_id and regions is null limit 1) as rate_id
    from variants v join shops s on s.id = v.shop_id join inventory i on i.variant_id = v.id
    where s.slug = 'itanna' limit 1`;
  if (!variant) throw new Error('the demo shop has no variant with stock');
  // Enough for all orders: this test is about money.
  await world.sql`select adjust_stock(${variant.id}, ${count * 4}, 'Chaos')`;
  await inParallel(16, Array.from({ length: count }), async () => {
    tally.add(await orderAndPay(world, variant));
  });
  return tally;
}

async function orderAndPay(world: World, variant: { id: string; rate_id: string }): Promise<string> {
  const visitor = anyVisitor(world);
  const order = await placeOrder(world, visitor, variant);
  const reference = await openPaymentPage(world, visitor, order);
  await request(world, `${world.env.PAYSTACK_BASE_URL}/control/pay`, { reference });
  const chance = Math.random();
  if (chance < 0.4) return 'paid, and did not return to the shop';
  await returnToShop(world, visitor, reference);
  if (chance < 0.5) {
    await Promise.all([returnToShop(world, visitor, reference), returnToShop(world, visitor, reference)]);
    return 'paid, and opened the return page three times';
  }
  return 'paid, and returned to the shop';
}

async function placeOrder(
  world: World,
  visitor: Visitor,
  variant: { id: string; rate_id: string },
): Promise<Placed> {
  const item = { variant_id: variant.id, quantity: 1 + Math.floor(Math.random() * 2) };
  const cart = await rpc(world, 'set_cart_item', item, visitor());
  const checkout = {
    cart_token: cart.token,
    idempotency_key: randomUUID(),
    checkout: {
      ...{
        email: `${randomUUID()}@example.com`,
        phone: `+234803${randomInt(1_000_000, 10_000_000)}`,
        name: 'Ada Obi',
        payment_method: 'paystack',
      },
      shipping_rate_id: variant.rate_id,
      shipping_address: { line1: '12 Herbert Macaulay Way', city: 'Yaba', region: 'Lagos', country: 'NG' },
    },
  };
  // A double click: the same form sent twice creates one order.
  const [order, again] = await Promise.all([
    rpc(world, 'create_order', checkout, visitor()),
    rpc(world, 'create_order', checkout, visitor()),
  ]);
  if (order.order_id !== again.order_id) throw new Error('one idempotency key created two orders');
  return order;
}

/** Submits the pay form on the order's page, without JavaScript, until the gateway's page opens. Returns the payment's reference. */
async function openPaymentPage(world: World, visitor: Visitor, order: Placed): Promise<string> {
  for (let press = 0; press < 20; press++) {
    const origin = randomOrigin(world);
    const opened = await fetch(`${origin}/orders/${order.number}/open/${order.access_token}`, {
      headers: visitor(),
      redirect: 'manual',
    });
    const cookie = opened.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const page = await (
      await fetch(`${origin}/orders/${order.number}`, { headers: { cookie, ...visitor() } })
    ).text();
    const form = formAround(page, 'name="order_id"', /Pay now|Try again/);
    if (form) {
      const answer = await fetch(`${origin}/orders/${order.number}`, {
        method: 'POST',
        headers: { cookie, origin, ...visitor() },
        body: form,
        redirect: 'manual',
      });
      await answer.body?.cancel();
      const page = /\/checkout\/([^/?]+)/.exec(answer.headers.get('location') ?? '');
      if (page) return referenceOf(world, order);
    }
    await sleep(200);
  }
  throw new Error(`${order.number} could not be paid`);
}

/** The input values of the page's form that contains this field and this button. */
function formAround(page: string, field: string, button: RegExp): FormData | null {
  const html = page.split('<form').find((part) => {
    const inside = part.split('</form>')[0] ?? '';
    return inside.includes(field) && button.test(inside);
  });
  if (!html) return null;
  const form = new FormData();
  for (const [tag] of (html.split('</form>')[0] ?? '').matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (name) form.append(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return form;
}

async function referenceOf(world: World, { order_id }: Placed): Promise<string> {
  const [intent] = await world.sql<{ reference: string }[]>`
    select reference from payment_intents where order_id = ${order_id} and checkout_url is not null
    order by created_at desc limit 1`;
  if (!intent) throw new Error(`order ${order_id} has no payment page`);
  return intent.reference;
}

async function returnToShop(world: World, visitor: Visitor, reference: string): Promise<void> {
  const url = `${randomOrigin(world)}/checkout/return?trxref=${reference}&reference=${reference}`;
  const answer = await fetch(url, { headers: visitor(), redirect: 'manual' });
  await answer.body?.cancel();
  if (answer.status >= 500) throw new Error(`the return page answered ${answer.status}`);
}
