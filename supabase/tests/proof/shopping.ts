import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Args } from '../caller.ts';
import { checkoutAt, type PlacedOrder } from '../fixtures.ts';
import { kind } from './act.ts';
import { ask, choose, compare, recordMade, type Shopper, variantsOnSale, type World } from './world.ts';

const shopper = fc.nat({ max: 2 });
const variant = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4);

/** How a command names a line of a cart: by its answer (XL is not offered), by its variant alone, or by its id. */
type Named = 'S' | 'L' | 'XL' | 'variant' | 'id';
const named = fc.constantFrom<Named>('S', 'S', 'S', 'L', 'L', 'L', 'XL', 'variant', 'id');

interface HeldLine {
  id: string;
  variant_id: string;
  size: string;
  quantity: number;
}

/** The lines of a cart as the database holds them; null: there is no such cart. */
async function linesOf({ sql }: World, token: string | null): Promise<HeldLine[] | null> {
  const [cart] = await sql<[{ lines: HeldLine[] }?]>`
    select (select coalesce(jsonb_agg(jsonb_build_object('id', items.id, 'variant_id', items.variant_id,
      'size', items.answers -> 0 ->> 'value', 'quantity', items.quantity) order by added_at, items.id), '[]')
      from cart_items as items where cart_id = carts.id) as lines
    from carts where token_hash = sha256(convert_to(${token}::text, 'UTF8'))`;
  return cart?.lines ?? null;
}

const contentOf = (lines: Omit<HeldLine, 'id'>[]) =>
  lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ variant_id, size, quantity }) => `${quantity} of ${variant_id} in ${size}`)
    .sort()
    .join(', ');

/** Predicts set_cart_item: the content of the cart afterwards, or why it is refused. */
function predictFill(
  shopper: Shopper,
  before: HeldLine[] | null,
  { variant_id, name, line, quantity }: FillStep,
  onSale: Set<string>,
): string {
  const isAdded = !line && name !== 'variant';
  if (quantity === 0 && (shopper.cart === null || isAdded)) return 'invalid_quantity';
  if (shopper.cart !== null && before === null) return 'cart_not_found';
  if (quantity > 0 && !onSale.has(line?.variant_id ?? variant_id)) return 'unknown_variant';
  if (name === 'XL') return 'answer_not_offered';
  const lines = before ?? [];
  const meant = line
    ? [line]
    : lines.filter((held) => held.variant_id === variant_id && (name === 'variant' || held.size === name));
  if (meant.length > 1) return 'ambiguous_line';
  const [one] = meant;
  if (one)
    return contentOf(
      lines.map((held) =>
        held.id === one.id ? { ...held, quantity: quantity + (isAdded ? held.quantity : 0) } : held,
      ),
    );
  if (quantity > 0 && name === 'variant') return 'answers_missing';
  return contentOf([...lines, { variant_id, size: name, quantity }]);
}

interface FillStep {
  variant_id: string;
  name: Named;
  line: HeldLine | undefined;
  quantity: number;
}

async function fill(world: World, who: number, variant: number, quantity: number, name: Named) {
  const shopper = world.shoppers[who] as Shopper;
  const before = await linesOf(world, shopper.cart);
  const line = name === 'id' ? choose(before ?? [], variant) : undefined;
  const step: FillStep = {
    variant_id: world.variants[variant] ?? (world.variants[0] as string),
    name: name === 'id' ? 'S' : name,
    line,
    quantity,
  };
  const expected = predictFill(shopper, before, step, await variantsOnSale(world));
  const answers = step.name === 'variant' ? null : { [world.question]: step.name };
  const cart = await ask<{ token: string }>(world, shopper.who, 'set_cart_item', {
    ...{ cart_token: shopper.cart, quantity },
    ...(line ? { line_id: line.id } : { variant_id: step.variant_id, answers }),
  });
  if (cart.reason === 'cart_not_found') shopper.cart = null;
  if (cart.answer) shopper.cart = cart.answer.token;
  const content = world.isAlone && cart.answer ? contentOf((await linesOf(world, shopper.cart)) ?? []) : '';
  compare(world, 'set_cart_item', expected, cart.reason ?? content);
  return cart.reason ?? 'done';
}

/** Predicts create_order from the cart: its total, its stock, and what the buyer already holds. */
async function predictOrder(
  { sql, shop, orders }: World,
  request: Args,
  shopper: Shopper,
): Promise<string | null> {
  const { email, phone } = request.checkout as { email: string; phone: string };
  const placedFromAddress = orders
    .filter(({ address }) => address === shopper.who.address)
    .map(({ order_id }) => order_id);
  const isOwner = shopper.who.userId !== null && email === shopper.email;
  const [seen] = await sql<[{ expected: string | null }]>`
    with lines as (
      select items.variant_id, items.quantity, variants.price_minor, is_tracked, allows_backorder,
        is_active and published_at <= now() and archived_at is null as is_on_sale,
        coalesce((select on_hand - committed from inventory
          where inventory.variant_id = items.variant_id), 0) as unsold, coalesce((select sum(locks.quantity) from inventory_locks as locks
          where locks.variant_id = items.variant_id and expires_at > now()), 0) as promised
      from (
        select variant_id, sum(quantity)::int as quantity from cart_items
        where cart_id = (select id from carts where token_hash = sha256(convert_to(${request.cart_token as string}::text, 'UTF8')))
        group by variant_id
      ) as items join variants on variants.id = items.variant_id join products on products.id = variants.product_id
    ), others as (
      select orders.id, lower(email) = lower(${email}) or right(regexp_replace(phone, '[^0-9]', '', 'g'), 9)
          = right(regexp_replace(${phone}, '[^0-9]', '', 'g'), 9) or cart_id
          = (select id from carts where token_hash = sha256(convert_to(${request.cart_token as string}::text, 'UTF8'))) as is_own
      from orders where shop_id = ${shop.id} and paid_minor - refunded_minor < total_minor
        and state not in ('requested', 'shipped', 'delivered', 'completed', 'cancelled')
    ), held as (
      select others.id, others.is_own, items.variant_id, items.committed, coalesce((
        select sum(locks.quantity) from inventory_locks as locks where locks.order_id = others.id
          and locks.variant_id = items.variant_id and expires_at > now()), 0) as promised
      from others join (
        select order_id, variant_id, sum(committed_quantity) as committed from order_items
        where shop_id = ${shop.id} group by order_id, variant_id
      ) as items on items.order_id = others.id
      where coalesce(others.is_own, false) or others.id = any (${placedFromAddress}::uuid[])
    ), asked as (
      select methods.*, settings.reserve_share, settings.reserve_units, settings.max_unpaid_orders, cash_link_above_minor,
        accepts_free_orders, coalesce((select sum(lines.quantity * lines.price_minor) from lines), 0) + rates.price_minor as total,
        exists (select from lines where lines.is_tracked and methods.stock_policy <> 'untracked' and (
          select coalesce(sum(held.committed + held.promised), 0) from held where held.variant_id = lines.variant_id)
          + case when allows_backorder then least(lines.quantity, greatest(0, unsold - promised)) else lines.quantity end
          > greatest(reserve_units, floor(reserve_share * (lines.unsold + (
            select coalesce(sum(held.committed), 0) from held where held.variant_id = lines.variant_id)))))
        or (select count(distinct held.id) from held where held.is_own and held.committed + held.promised > 0) >= max_unpaid_orders
          as is_too_much
      from payment_methods as methods, shipping_rates as rates, shop_settings as settings
      where methods.shop_id = ${shop.id} and method::text = ${(request.checkout as Args).payment_method as string}
        and rates.id = ${(request.checkout as Args).shipping_rate_id as string} and settings.shop_id = ${shop.id}
    )
    select case
      when exists (select from idempotency_keys where shop_id = ${shop.id} and key = ${request.idempotency_key as string}) then null
      when not exists (select from carts where token_hash = sha256(convert_to(${request.cart_token as string}::text, 'UTF8')))
        then 'cart_not_found'
      when not exists (select from lines) then 'cart_empty'
      when (select bool_or(not is_on_sale) from lines) then 'unavailable'
      when (select bool_or(is_tracked and not allows_backorder and unsold - promised < quantity) from lines)
        and stock_policy <> 'deduct_on_confirm' then 'sold_out'
      when ${(request.checkout as Args).expected_total_minor as number | null}::int is not null then null
      when (select count(*) >= limits.max_count from orders, usage_limits as limits where limits.shop_id = ${shop.id}
        and limits.action = 'order' and orders.id = any (${placedFromAddress}::uuid[]) and orders.placed_at > now() - limits.every
        group by limits.max_count) then 'too_many_requests'
      when requires_acceptance then 'requested'
      when total = 0 and not accepts_free_orders then 'requested'
      when method = 'cod' and total > cash_link_above_minor and not ${isOwner} and not exists (
        select from orders where orders.shop_id = ${shop.id} and lower(email) = lower(${email})
          and right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) = right(regexp_replace(${phone}, '[^0-9]', '', 'g'), 9)
          and state in ('delivered', 'completed') and refused_at is null and not returned_all) then 'requested'
      when method = 'cod' or total = 0 then case when is_too_much then 'requested, unreserved'
        when (select bool_or(is_tracked and not allows_backorder and unsold - promised < quantity) from lines) then 'sold_out'
        else 'confirmed' end
      else 'pending_payment' || case when is_too_much and stock_policy in ('lock_then_deduct', 'lock_until_verified')
        then ', unreserved' else '' end end as expected
    from asked`;
  return seen.expected;
}

async function checkout(world: World, request: Args, shopper: Shopper): Promise<string> {
  const expected = world.isAlone && shopper.cart ? await predictOrder(world, request, shopper) : null;
  const made = await ask<PlacedOrder & { is_unreserved: boolean }>(
    world,
    shopper.who,
    'create_order',
    request,
  );
  const state = made.answer && `${made.answer.state}${made.answer.is_unreserved ? ', unreserved' : ''}`;
  compare(world, 'create_order', expected, state ?? made.reason ?? '');
  if (made.reason === 'cart_not_found') shopper.cart = null;
  if (!made.answer) return made.reason;
  recordMade(world, request.idempotency_key as string, made.answer.order_id);
  if (made.answer.replayed) return 'replayed';
  world.orders.push({ ...made.answer, shopper, address: shopper.who.address ?? null });
  return state ?? '';
}

/** Carts and checkouts. */
export const shopping = [
  kind(
    2,
    'fill',
    fc.record({ shopper, variant, quantity: fc.integer({ min: 0, max: 3 }), named }),
    (world, chosen) => fill(world, chosen.shopper, chosen.variant, chosen.quantity, chosen.named),
  ),
  kind(
    14,
    'checkout',
    fc.record({
      shopper,
      takes: fc.tuple(
        variant,
        fc.constantFrom(1, 1, 1, 2, 2, 3, 3, 9),
        fc.constantFrom<Named>('S', 'S', 'L'),
      ),
      /** the same variant in another size, on a line of its own */
      twin: fc.constantFrom(false, false, false, true),
      method: fc.constantFrom('paystack', 'paystack', 'paystack', 'cod', 'bank_transfer', 'bank_transfer'),
      pickup: fc.boolean(),
      again: fc.constantFrom(false, false, false, true),
      expects: fc.constantFrom(null, null, null, null, null, null, null, 1),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
    async (world, chosen) => {
      const shopper = world.shoppers[chosen.shopper] as Shopper;
      if (!chosen.again) {
        const [variant, quantity, size] = chosen.takes;
        await fill(world, chosen.shopper, variant, quantity, size);
        if (chosen.twin) await fill(world, chosen.shopper, variant, 1, size === 'S' ? 'L' : 'S');
      }
      const request = (chosen.again ? shopper.request : null) ?? {
        cart_token: shopper.cart,
        idempotency_key: randomUUID(),
        checkout: checkoutAt(world.shop, {
          email: shopper.email,
          phone: shopper.phone,
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
