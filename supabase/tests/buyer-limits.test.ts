import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Buyer, buyersOn, type Placed } from './buyers.ts';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  checkoutAt,
  fillCart,
  openGuardedShop,
  readOrder,
  readStock,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { behindGate, shelfOf, split } from './gate.ts';
import { brokenInvariants } from './invariants.ts';
import { recordPicture, submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const { newBuyer, buy } = buyersOn(sql);

afterEach(async () => {
  for (const { id } of await sql<{ id: string }[]>`select id from shops`) {
    expect(await brokenInvariants(sql, id)).toEqual([]);
  }
});

describe('what one buyer may hold unpaid', () => {
  test('is half of a variant’s stock, and at least three units', async () => {
    const shop = await openGuardedShop(sql, {
      many: { price_minor: 450_000, on_hand: 20 },
      few: { price_minor: 450_000, on_hand: 3 },
    });
    expect(await buy(shop, shop.variants.many, 10)).toMatchObject({
      state: 'pending_payment',
      is_unreserved: false,
    });
    expect(await buy(shop, shop.variants.few, 3)).toMatchObject({ is_unreserved: false });
    expect(await readStock(sql, shop.variants.many)).toMatchObject({ promised: 10 });
    expect(await readStock(sql, shop.variants.few)).toMatchObject({ promised: 3 });
  });

  test('leaves a larger order unreserved, which is confirmed once paid', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    const order = await buy(shop, shop.variants.serum, 11);
    expect(order).toMatchObject({ state: 'pending_payment', is_unreserved: true });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ promised: 0, available: 20 });
    const page = await call<{ is_unreserved: boolean }>(sql, visitor, 'get_order', {
      number: order.number,
      access_token: order.access_token,
    });
    expect(page).toMatchObject({ is_unreserved: true });
    await settle(sql, await startPayment(sql, order));
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', status: 'paid' });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 11 });
  });

  test.each(['email', 'phone', 'cart', 'address'] as const)('is counted by %s', async (shared) => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    const [first, second] = [newBuyer(), newBuyer()];
    let cart_token: string | null = null;
    const place = async (who: Buyer) => {
      const cart: { token: string } = await call(sql, who.caller, 'set_cart_item', {
        cart_token: shared === 'cart' ? cart_token : null,
        variant_id: shop.variants.serum,
        quantity: 6,
      });
      cart_token = cart.token;
      return call<Placed>(sql, who.caller, 'create_order', {
        cart_token,
        idempotency_key: randomUUID(),
        checkout: checkoutAt(shop, who.contact),
      });
    };
    const third = newBuyer();
    if (shared === 'email') second.contact.email = first.contact.email.toUpperCase();
    if (shared === 'phone') second.contact.phone = first.contact.phone.replace('+234', '0');
    if (shared === 'address') second.caller = first.caller;
    expect(await place(first)).toMatchObject({ is_unreserved: false });
    expect(await place(second)).toMatchObject({ is_unreserved: true });
    if (shared === 'cart') cart_token = null;
    expect(await place(third), 'another buyer').toMatchObject({ is_unreserved: false });
    await letPass(sql, shop.id, '31 minutes');
    expect(await place(second), 'the first reservation has expired').toMatchObject({ is_unreserved: false });
  });

  test('is nothing for a caller without a signed address, unless the shop has no limit', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    const direct = () => ({ ...newBuyer(), caller: visitor });
    const order = await buy(shop, shop.variants.serum, 1, direct());
    expect(order).toMatchObject({ state: 'pending_payment', is_unreserved: true });
    const cash = await buy(shop, shop.variants.serum, 1, direct(), 'cod');
    expect(cash).toMatchObject({ state: 'requested' });
    const transfer = await buy(shop, shop.variants.serum, 1, direct(), 'bank_transfer');
    await submitProof(sql, transfer, {
      amount_minor: transfer.total_minor,
      file_path: await recordPicture(sql, shop, transfer),
    });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 0, promised: 0 });
    await settle(sql, await startPayment(sql, order));
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 1 });
    await sql`update shop_settings set reserve_share = 1 where shop_id = ${shop.id}`;
    expect(await buy(shop, shop.variants.serum, 2, direct())).toMatchObject({ is_unreserved: false });
  });

  test('excludes a customer’s sixth unpaid order; paid orders do not count', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
    const { contact } = newBuyer();
    const place = () => buy(shop, shop.variants.serum, 1, { caller: newBuyer().caller, contact });
    const orders: Placed[] = [];
    for (let count = 0; count < 5; count++) orders.push(await place());
    expect(orders.map((order) => order.is_unreserved)).toEqual(Array(5).fill(false));
    expect(await place()).toMatchObject({ is_unreserved: true });
    await settle(sql, await startPayment(sql, orders[0] as Placed));
    expect(await place()).toMatchObject({ is_unreserved: false });
  });

  test('is not exceeded by ten simultaneous checkouts', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    const carts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const who = newBuyer('203.0.113.5');
        return { who, cart_token: await fillCart(sql, [[shop.variants.serum, 3]], who.caller) };
      }),
    );
    const { answers } = split(
      await behindGate<Placed>(
        sql,
        shelfOf(shop),
        carts.map(
          ({ who, cart_token }) =>
            () =>
              call(sql, who.caller, 'create_order', {
                cart_token,
                idempotency_key: randomUUID(),
                checkout: checkoutAt(shop, who.contact),
              }),
        ),
      ),
    );
    expect(answers.map((order) => order.is_unreserved).sort()).toEqual([
      ...Array(3).fill(false),
      ...Array(7).fill(true),
    ]);
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ promised: 9 });
  });

  test('does not apply to orders by the shop’s own staff', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    const owner = { ...newBuyer(), caller: person(shop.staff.owner) };
    expect(await buy(shop, shop.variants.serum, 20, owner)).toMatchObject({ is_unreserved: false });
  });

  test('is never exceeded by random orders from one address, which hold nothing after a day', {
    timeout: 120_000,
  }, async () => {
    const step = fc.record({
      variant: fc.nat({ max: 3 }),
      quantity: fc.constantFrom(1, 2, 3, 5, 10, 40, 999),
      method: fc.constantFrom('paystack', 'bank_transfer', 'bank_transfer', 'cod'),
      proof: fc.constantFrom('none', 'sum', 'picture'),
      reject: fc.boolean(),
      minutes: fc.constantFrom(0, 0, 0, 20, 45),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const shop = await openGuardedShop(sql, {
          a: { price_minor: 450_000, on_hand: 100 },
          b: { price_minor: 100_000, on_hand: 7 },
          c: { price_minor: 1_000, on_hand: 2 },
          d: { price_minor: 0, on_hand: 50 },
        });
        const stock = { a: 100, b: 7, c: 2, d: 50 };
        const names = ['a', 'b', 'c', 'd'] as const;
        for (const { variant, quantity, method, proof, reject, minutes } of steps) {
          const who = newBuyer('203.0.113.66');
          const name = names[variant] as 'a';
          const order = await buy(shop, shop.variants[name], quantity, who, method).catch((error) => {
            if (!/^PT/.test(error.code)) throw error;
            return null;
          });
          if (order && method === 'bank_transfer' && proof !== 'none') {
            const file_path = proof === 'picture' ? await recordPicture(sql, shop, order) : undefined;
            await submitProof(sql, order, { amount_minor: order.total_minor, file_path });
            if (reject)
              await call(sql, person(shop.staff.verifier), 'verify_payment', {
                order_id: order.order_id,
                decision: 'reject',
                seen: { reason: 'Not there' },
              });
          }
          for (const each of names) {
            const stocked = await readStock(sql, shop.variants[each]);
            expect((stocked?.committed ?? 0) + (stocked?.promised ?? 0), each).toBeLessThanOrEqual(
              Math.max(3, Math.floor(stock[each] / 2)),
            );
          }
          if (minutes) await letPass(sql, shop.id, `${minutes} minutes`);
        }
        await letPass(sql, shop.id, '24 hours');
        for (const each of names) {
          expect(await readStock(sql, shop.variants[each])).toMatchObject({ committed: 0, promised: 0 });
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('cash', () => {
  const emailOf = async ({ order_id }: Placed) =>
    (
      await sql<{ template: string; token: string }[]>`
        select template, payload ->> 'access_token' as token from notification_queue where order_id = ${order_id}`
    )[0];
  const confirm = async (order: Placed) =>
    call<{ state: string }>(sql, visitor, 'confirm_request', {
      order_id: order.order_id,
      access_token: (await emailOf(order))?.token,
    });

  test('of a new buyer waits for confirmation by the link in the email, reserves nothing, and expires', async () => {
    const shop = await openGuardedShop(sql);
    const [order, other] = [
      await buy(shop, shop.variants.serum, 2, newBuyer(), 'cod'),
      await buy(shop, shop.variants.serum, 2, newBuyer(), 'cod'),
    ];
    expect(order).toMatchObject({ state: 'requested', is_unreserved: false });
    expect(await emailOf(order)).toMatchObject({ template: 'order_to_confirm' });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 0, promised: 0 });
    expect(await confirm(order)).toMatchObject({ state: 'confirmed' });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 2 });
    await letPass(sql, shop.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await readOrder(sql, other.order_id)).toMatchObject({ state: 'cancelled' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed' });
  });

  test('is confirmed at once up to the shop’s limit, for the signed-in owner of the email, and after a delivered order', async () => {
    const shop = await openGuardedShop(sql);
    await sql`update shop_settings set cash_link_above_minor = 600000 where shop_id = ${shop.id}`;
    const known = newBuyer();
    const small = await buy(shop, shop.variants.serum, 1, known, 'cod');
    expect(small.state, '6,000 is not above 6,000').toBe('confirmed');
    expect((await buy(shop, shop.variants.serum, 2, newBuyer(), 'cod')).state).toBe('requested');
    const email = 'signed-in@example.com';
    const own = {
      contact: { ...newBuyer().contact, email },
      caller: { ...(await signUp(sql, email)), address: '203.0.113.41' },
    };
    expect((await buy(shop, shop.variants.serum, 2, own, 'cod')).state).toBe('confirmed');
    expect((await buy(shop, shop.variants.serum, 2, known, 'cod')).state, 'nothing was delivered yet').toBe(
      'requested',
    );
    const staff = person(shop.staff.owner);
    for (const [to_state, details] of [
      ['processing', {}],
      ['ready_for_shipment', {}],
      ['shipped', { carrier: 'GIG', tracking_number: 'T-1' }],
    ] as const) {
      await call(sql, staff, 'update_order_status', { order_id: small.order_id, to_state, details });
    }
    await call(sql, staff, 'collect_cash', {
      order_id: small.order_id,
      collected: { amount_minor: small.total_minor },
    });
    expect((await buy(shop, shop.variants.serum, 2, known, 'cod')).state).toBe('confirmed');
    const impostor = { ...newBuyer(), contact: { ...newBuyer().contact, email: known.contact.email } };
    expect((await buy(shop, shop.variants.serum, 2, impostor, 'cod')).state, 'knows only the email').toBe(
      'requested',
    );
    await sql`update shop_settings set cash_link_above_minor = null where shop_id = ${shop.id}`;
    expect((await buy(shop, shop.variants.soap, 2, newBuyer(), 'cod')).state).toBe('confirmed');
  });

  test('above what one buyer may hold also waits for confirmation', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 20 } });
    await sql`update shop_settings set cash_link_above_minor = null where shop_id = ${shop.id}`;
    const who = newBuyer();
    expect(await buy(shop, shop.variants.serum, 10, who, 'cod')).toMatchObject({ state: 'confirmed' });
    const order = await buy(shop, shop.variants.serum, 1, who, 'cod');
    expect(order).toMatchObject({ state: 'requested', is_unreserved: true });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ committed: 10 });
    expect(await confirm(order)).toMatchObject({ state: 'confirmed' });
  });
});

describe('an order that costs nothing', () => {
  test('waits for acceptance, unless the shop accepts free orders', async () => {
    const shop = await openGuardedShop(sql, { sample: { price_minor: 0, on_hand: 10 } });
    await sql`update shipping_rates set price_minor = 0 where shop_id = ${shop.id}`;
    for (const method of ['paystack', 'bank_transfer', 'cod']) {
      const order = await buy(shop, shop.variants.sample, 1, newBuyer(), method);
      expect(order).toMatchObject({ state: 'requested', total_minor: 0 });
      const { order_id, access_token } = order;
      await expectRefusal(sql, () => call(sql, visitor, 'confirm_request', { order_id, access_token }), {
        status: 403,
      });
      const accept = { order_id, to_state: 'accept' };
      expect(await call(sql, person(shop.staff.owner), 'update_order_status', accept)).toMatchObject({
        state: 'confirmed',
      });
    }
    await sql`update shop_settings set accepts_free_orders = true where shop_id = ${shop.id}`;
    expect(await buy(shop, shop.variants.sample, 1)).toMatchObject({ state: 'confirmed' });
  });
});
