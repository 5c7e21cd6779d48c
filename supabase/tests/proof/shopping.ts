import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Args } from '../caller.ts';
import { checkoutAt, type PlacedOrder } from '../fixtures.ts';
import { kind } from './act.ts';
import { ask, compare, noteMade, type Shopper, type World } from './world.ts';

const shopper = fc.nat({ max: 2 });
const variant = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);

async function fill(world: World, who: number, variant: number, quantity: number) {
  const shopper = world.shoppers[who] as Shopper;
  const args = { cart_token: shopper.cart, variant_id: world.variants[variant], quantity };
  const cart = await ask<{ token: string }>(world, shopper.who, 'set_cart_item', args);
  if (cart.reason === 'cart_not_found') shopper.cart = null;
  if (cart.answer) shopper.cart = cart.answer.token;
  return cart.reason ?? 'done';
}

/** What the model knows of a cart before it is turned into an order: what it costs, and whether its stock is there. */
async function foretellOrder({ sql, shop }: World, request: Args): Promise<string | null> {
  const [seen] = await sql<[{ foretold: string | null }]>`
    with lines as (
      select items.quantity, variants.price_minor, is_tracked, coalesce((select on_hand - committed from inventory
          where inventory.variant_id = items.variant_id), 0) - coalesce((select sum(locks.quantity) from inventory_locks as locks
          where locks.variant_id = items.variant_id and expires_at > now()), 0) as free
      from cart_items as items join variants on variants.id = items.variant_id
      where cart_id = (select id from carts where token_hash = sha256(convert_to(${request.cart_token as string}::text, 'UTF8')))
    )
    select case
      when exists (select from idempotency_keys where shop_id = ${shop.id} and key = ${request.idempotency_key as string}) then null
      when not exists (select from carts where token_hash = sha256(convert_to(${request.cart_token as string}::text, 'UTF8')))
        then 'cart_not_found'
      when not exists (select from lines) then 'cart_empty'
      when (select bool_or(is_tracked and free < quantity) from lines)
        and methods.stock_policy <> 'deduct_on_confirm' then 'sold_out'
      when ${(request.checkout as Args).expected_total_minor as number | null}::int is not null then null
      when methods.requires_acceptance then 'requested'
      when method = 'cod' or (select sum(price_minor * quantity) from lines) + rates.price_minor = 0 then
        case when (select bool_or(is_tracked and free < quantity) from lines) then 'sold_out' else 'confirmed' end
      else 'pending_payment' end as foretold
    from payment_methods as methods, shipping_rates as rates
    where methods.shop_id = ${shop.id} and method::text = ${(request.checkout as Args).payment_method as string}
      and rates.id = ${(request.checkout as Args).shipping_rate_id as string}`;
  return seen.foretold;
}

async function checkout(world: World, request: Args, shopper: Shopper): Promise<string> {
  const foretold = world.isAlone && shopper.cart ? await foretellOrder(world, request) : null;
  const made = await ask<PlacedOrder>(world, shopper.who, 'create_order', request);
  compare(world, 'create_order', foretold, made.answer?.state ?? made.reason ?? '');
  if (made.reason === 'cart_not_found') shopper.cart = null;
  if (!made.answer) return made.reason;
  noteMade(world, request.idempotency_key as string, made.answer.order_id);
  if (made.answer.replayed) return 'replayed';
  world.orders.push({ ...made.answer, shopper });
  return made.answer.state;
}

/** From the shelf to an order. */
export const shopping = [
  kind(
    2,
    'fill',
    fc.record({ shopper, variant, quantity: fc.integer({ min: 0, max: 3 }) }),
    (world, chosen) => fill(world, chosen.shopper, chosen.variant, chosen.quantity),
  ),
  kind(
    14,
    'checkout',
    fc.record({
      shopper,
      takes: fc.tuple(variant, fc.integer({ min: 1, max: 3 })),
      method: fc.constantFrom('paystack', 'paystack', 'paystack', 'paystack', 'cod', 'bank_transfer'),
      pickup: fc.boolean(),
      again: fc.constantFrom(false, false, false, true),
      expects: fc.constantFrom(null, null, null, null, null, null, null, 1),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
    async (world, chosen) => {
      const shopper = world.shoppers[chosen.shopper] as Shopper;
      if (!chosen.again) await fill(world, chosen.shopper, ...chosen.takes);
      const request = (chosen.again ? shopper.request : null) ?? {
        cart_token: shopper.cart,
        idempotency_key: randomUUID(),
        checkout: checkoutAt(world.shop, {
          email: shopper.email,
          payment_method: chosen.method,
          expected_total_minor: chosen.expects,
          ...(chosen.pickup ? { shipping_rate_id: world.pickup } : {}),
        }),
      };
      shopper.request = request;
      const one = () => checkout(world, request, shopper);
      if (chosen.times === 1) return one();
      world.isAlone = false;
      return (await Promise.all([one(), one()])).sort().join(' + ');
    },
  ),
];
