import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { z } from 'zod';
import { CLIENT_HEADER, signAddress } from '../lib/signed-address';
import { expect, setting, sql } from './fixtures';

const placed = z.object({
  order_id: z.uuid(),
  number: z.string(),
  access_token: z.guid(),
  total_minor: z.int(),
});

export type PlacedOrder = z.infer<typeof placed> & { email: string; phone: string };

/** Calls a function of the public API, as our server does for a visitor, or with our secret key. */
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

/** A phone number of nobody else: the shop counts how many orders in cash are under way to one. */
export const anyPhone = () => `+234803${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

/** A guest's order of one product in the first demo shop, placed without a browser. */
export async function placeOrder(
  payment_method: 'paystack' | 'bank_transfer' | 'cod' = 'paystack',
  quantity = 1,
  name = 'Ada Obi',
): Promise<PlacedOrder> {
  const [variant] = await sql()<{ id: string; rate_id: string }[]>`
    select v.id, (select id from shipping_rates r where r.shop_id = v.shop_id and regions is null limit 1) as rate_id
    from variants v join shops s on s.id = v.shop_id join inventory i on i.variant_id = v.id
    where s.slug = 'itanna' and i.on_hand - i.committed > 30 limit 1`;
  const [email, phone] = [`${randomUUID()}@example.com`, anyPhone()];
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

/** Begins an attempt to pay an order, of which the gateway has not heard yet. */
export async function startPayment({ order_id, access_token }: PlacedOrder) {
  return z
    .object({ intent_id: z.uuid(), reference: z.string(), amount_minor: z.int() })
    .parse(await rpc('start_payment', { order_id, access_token }));
}

/** Opens a checkout page at the gateway for an order, as the app does. Answers the attempt's reference. */
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
      callback_url: `${setting('SITE_URL')}/checkout/return`,
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

/** Tells the simulator something: how its world is, or what a payer does. */
export async function simulator(path: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${setting('PAYSTACK_BASE_URL')}/control${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok, `simulator ${path}: ${response.status}`).toBe(true);
  return response.json();
}

type Hooks = Pick<typeof import('@playwright/test').test, 'beforeAll' | 'afterAll' | 'setTimeout'>;

/** For a file of journeys that needs something to itself: waits for its turn before the first, and lets go after the last. */
function takeTurn(
  test: Hooks,
  name: string,
  { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> } = {},
) {
  const turn = postgres(setting('DATABASE_URL'), { max: 1, onnotice: () => {} });
  test.beforeAll(async () => {
    test.setTimeout(600_000);
    await turn`select pg_advisory_lock(hashtext(${name}))`;
    await before?.();
  });
  test.afterAll(async () => {
    await after?.();
    await turn.end();
  });
}

/** The simulator is one for all files, so only one of them at a time may make the gateway fail. It leaves a calm one. */
export function ownWeather(test: Hooks) {
  const calm = () => simulator('/calm');
  takeTurn(test, 'weather', { before: calm, after: calm });
}

/** Whoever decides at the verifiers' desk is given the next order of the queue, whosever journey that is. */
export const ownDesk = (test: Hooks) => takeTurn(test, 'desk');

/** The order as the database has it, with what it was paid. */
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
