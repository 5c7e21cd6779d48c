import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLIENT_HEADER, signAddress } from '../lib/signed-address';
import { expect, setting, sql, url } from './fixtures';
import { ownHost, ownShop } from './shop';

const placed = z.object({
  order_id: z.uuid(),
  number: z.string(),
  access_token: z.guid(),
  total_minor: z.int(),
});

export type PlacedOrder = z.infer<typeof placed> & { email: string; phone: string };

/** Calls a database function over the API, as our server does for a visitor, or with the secret key. */
export async function rpc(
  name: string,
  args: object,
  key = setting('SUPABASE_PUBLISHABLE_KEY'),
): Promise<unknown> {
  const response = await fetch(`${setting('SUPABASE_URL')}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: {
      apikey: key,
      'Content-Type': 'application/json',
      [CLIENT_HEADER]: signAddress('203.0.113.7', setting('CLIENT_ADDRESS_SECRET')),
    },
    body: JSON.stringify(args),
  });
  const text = await response.text();
  expect(response.ok, `${name}: ${response.status} ${text}`).toBe(true);
  return text ? JSON.parse(text) : null;
}

/** A random phone number, because the shop limits the open cash orders of each number. */
export const randomPhone = () => `+234803${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

/** Places a guest's order of one product without a browser. */
export async function placeOrder(
  payment_method: 'paystack' | 'bank_transfer' | 'cod' = 'paystack',
  quantity = 1,
  name = 'Ada Obi',
): Promise<PlacedOrder> {
  const [variant] = await sql()<{ id: string; rate_id: string }[]>`
    select v.id, (select id from shipping_rates r where r.shop_id = v.shop_id and regions is null limit 1) as rate_id
    from variants v join shops s on s.id = v.shop_id join inventory i on i.variant_id = v.id
    where s.slug = ${ownShop()} and i.on_hand - i.committed > 30 limit 1`;
  const [email, phone] = [`${randomUUID()}@example.com`, randomPhone()];
  const cart = z
    .object({ token: z.uuid() })
    .parse(await rpc('set_cart_item', { variant_id: variant?.id, quantity }));
  const order = await rpc('create_order', {
    cart_token: cart.token,
    idempotency_key: randomUUID(),
    checkout: {
      ...{
        email,
        phone,
        name,
        payment_method,
        shipping_rate_id: variant?.rate_id,
      },
      shipping_address: { line1: '12 Herbert Macaulay Way', city: 'Yaba', region: 'Lagos', country: 'NG' },
    },
  });
  return { ...placed.parse(order), email, phone };
}

/** Starts a payment of an order, before the gateway is called. */
export async function startPayment({ order_id, access_token }: PlacedOrder) {
  return z
    .object({ intent_id: z.uuid(), reference: z.string(), amount_minor: z.int() })
    .parse(await rpc('start_payment', { order_id, access_token }));
}

/** Opens a payment page at the gateway for an order, as the app does. Returns the payment's reference. */
export async function openCheckout(order: PlacedOrder): Promise<string> {
  const intent = await startPayment(order);
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/transaction/initialize`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${setting('PAYSTACK_SECRET_KEY')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      ...{ email: order.email, amount: intent.amount_minor, currency: 'NGN', reference: intent.reference },
      callback_url: url('/checkout/return'),
    }),
  });
  const { data } = z.object({ data: z.object({ authorization_url: z.url() }) }).parse(await response.json());
  await rpc(
    'save_intent_checkout',
    { intent_id: intent.intent_id, checkout_url: data.authorization_url, mode: 'test' },
    setting('SUPABASE_SECRET_KEY'),
  );
  return intent.reference;
}

/** Posts to the simulator's control API: an action or, with an empty path or `/calm`, settings for this file's shop. */
export async function simulator(path: string, body: object = {}): Promise<unknown> {
  const shop = ['', '/calm'].includes(path) ? { shop: ownHost() } : {};
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/control${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...shop, ...body }),
  });
  expect(response.ok, `simulator ${path}: ${response.status}`).toBe(true);
  return response.json();
}

/** The order in the database, with its payments and open exceptions. */
export async function readOrder({ order_id }: Pick<PlacedOrder, 'order_id'>) {
  const [order] = await sql()<
    {
      state: string;
      status: string;
      payment_status: string;
      paid_minor: string;
      payments: number;
      exceptions: number;
    }[]
  >`
    select state, status, payment_status, paid_minor,
      (select count(*)::int from payments p where p.order_id = o.id) as payments,
      (select count(*)::int from money_exceptions e where e.order_id = o.id and resolved_at is null) as exceptions
    from orders o where id = ${order_id}`;
  if (!order) throw new Error(`no order ${order_id}`);
  return order;
}
