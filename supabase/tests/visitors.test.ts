import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { signAddress } from '@/lib/signed-address';
import { buyersOn, type Placed } from './buyers.ts';
import { type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { clientSecret } from './client-secret.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailedKey } from './emails.ts';
import {
  checkoutAt,
  fillCart,
  type Intent,
  keyOf,
  markIntent,
  openGuardedShop,
  placeOrder,
  type Shop,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';

const { sql } = await testDatabase();
const { at, newBuyer, buy } = buyersOn(sql);

afterEach(async () => {
  for (const { id } of await sql<{ id: string }[]>`select id from shops`) {
    expect(await brokenInvariants(sql, id)).toEqual([]);
  }
});

/** The address that the database reads from request headers (null if it does not trust them), and the hash by which it is counted. */
const hashOf = async (headers: object, shop_id: string) => {
  const [row] = await sql.begin(async (tx) => {
    await tx`select set_config('request.headers', ${JSON.stringify(headers)}, true)`;
    return tx<[{ hash: string; address: string | null }]>`
      select encode(private.hash_client(${shop_id}, coalesce(private.client_address(), 'direct')), 'hex') as hash,
        private.client_address() as address`;
  });
  return row;
};

describe('the address of a visitor', () => {
  test('is trusted for a minute if the server signed it, and never if the client sends it', async () => {
    const shop = await openGuardedShop(sql);
    const now = Math.floor(Date.now() / 1000);
    const read = (header?: string) => hashOf(header ? { 'x-kedai-client': header } : {}, shop.id);
    const direct = (await read()).hash;
    expect(await read(signAddress('203.0.113.7', clientSecret))).toMatchObject({ address: '203.0.113.7' });
    expect((await read(signAddress('203.0.113.7', clientSecret))).hash).not.toBe(direct);
    expect(await read(signAddress('2001:db8::1', clientSecret))).toMatchObject({ address: '2001:db8::1' });
    expect(await read(signAddress('buyer 17.of.many', clientSecret))).toMatchObject({
      address: 'buyer 17.of.many',
    });
    for (const forged of [
      signAddress('203.0.113.7', clientSecret, now - 120),
      signAddress('203.0.113.7', clientSecret, now + 120),
      signAddress('203.0.113.7', 'another secret that is long enough as well', now),
      signAddress('203.0.113.7', clientSecret).replace('203', '204'),
      `203.0.113.7.${now}.${'0'.repeat(64)}`,
      `203.0.113.7, ${signAddress('', clientSecret)}`,
      '203.0.113.7',
      '.'.repeat(50),
    ]) {
      expect(await read(forged), forged).toEqual({ address: null, hash: direct });
    }
  });

  test('is counted by its network if it is IPv6, and as the IPv4 address if it is a mapped one', async () => {
    const shop = await openGuardedShop(sql);
    const hash = async (address: string) =>
      (await hashOf({ 'x-kedai-client': signAddress(address, clientSecret) }, shop.id)).hash;
    expect(await hash('2001:db8:1:2::1')).toBe(await hash('2001:db8:1:2:ffff::9'));
    expect(await hash('2001:db8:1:2::1')).not.toBe(await hash('2001:db8:1:3::1'));
    expect(await hash('::ffff:203.0.113.7')).toBe(await hash('203.0.113.7'));
    expect(await hash('203.0.113.7')).not.toBe(await hash('203.0.113.8'));
  });
});

describe('a usage limit', () => {
  const limit = (shop: Shop, action: string, max_count: number, max_direct: number | null = max_count) =>
    sql`update usage_limits set max_count = ${max_count}, max_direct = ${max_direct}, every = '10 minutes'
      where shop_id = ${shop.id} and action = ${action}`;
  const tooMany = { status: 429, reason: 'too_many_requests' };

  test('refuses with the time to wait, and does not affect other callers', async () => {
    const shop = await openGuardedShop(sql);
    await limit(shop, 'cart', 2);
    const cart = (caller: Caller) =>
      call(sql, caller, 'set_cart_item', { variant_id: shop.variants.serum, quantity: 1 });
    const [one, other] = [at('203.0.113.1'), at('203.0.113.2')];
    await cart(one);
    await letPass(sql, shop.id, '4 minutes');
    await cart(one);
    const { retry_after } = await expectRefusal<{ retry_after: number }>(sql, () => cart(one), tooMany);
    expect(retry_after).toBeGreaterThan(5 * 60);
    expect(retry_after).toBeLessThanOrEqual(6 * 60);
    await cart(other);
    await call(sql, person(shop.staff.verifier), 'set_cart_item', {
      variant_id: shop.variants.serum,
      quantity: 1,
    });
    await letPass(sql, shop.id, '6 minutes');
    await cart(one);
  });

  test('is lower for direct callers, which are counted together', async () => {
    const shop = await openGuardedShop(sql);
    await limit(shop, 'order', 3, 2);
    const serum = shop.variants.serum;
    const direct = () => buy(shop, serum, 1, { ...newBuyer(), caller: visitor });
    await direct();
    await direct();
    const cart_token = await fillCart(sql, [[serum, 1]]);
    await expectRefusal(
      sql,
      () =>
        call(sql, visitor, 'create_order', {
          cart_token,
          idempotency_key: randomUUID(),
          checkout: checkoutAt(shop, newBuyer().contact),
        }),
      tooMany,
    );
    for (let count = 0; count < 3; count++) await buy(shop, serum, 1, newBuyer('203.0.113.9'));
    await expect(buy(shop, serum, 1, newBuyer('203.0.113.9'))).rejects.toMatchObject(tooManyError);
  });

  test('does not count a repeated order request', async () => {
    const shop = await openGuardedShop(sql);
    await limit(shop, 'order', 1);
    const request = {
      cart_token: await fillCart(sql, [[shop.variants.serum, 1]], at('203.0.113.3')),
      idempotency_key: randomUUID(),
      checkout: checkoutAt(shop),
    };
    const first = await call<Placed>(sql, at('203.0.113.3'), 'create_order', request);
    const again = await call<Placed>(sql, at('203.0.113.3'), 'create_order', request);
    expect(again).toMatchObject({ order_id: first.order_id, replayed: true });
  });

  test('counts payment attempts per order, from any address', async () => {
    const shop = await openGuardedShop(sql);
    await limit(shop, 'order_payment', 3, null);
    const order = await buy(shop, shop.variants.serum, 1);
    const pay = (address: string) => call<Intent>(sql, at(address), 'start_payment', keyOf(order));
    for (let count = 0; count < 3; count++) {
      const intent = await pay(`203.0.113.${count}`);
      expect(intent.is_new).toBe(true);
      await markIntent(sql, intent, { state: 'failed', reason: 'Declined' });
    }
    await expectRefusal(sql, () => pay('203.0.113.77'), tooMany);
    await letPass(sql, shop.id, '11 minutes');
    await pay('203.0.113.77');
  });

  test('counts payment attempts and proofs per address', async () => {
    const shop = await openGuardedShop(sql);
    await limit(shop, 'payment', 1);
    await limit(shop, 'proof', 1);
    const buyer = newBuyer('203.0.113.21');
    const pay = async () => {
      const order = await buy(shop, shop.variants.serum, 1, buyer);
      return call(sql, buyer.caller, 'start_payment', keyOf(order));
    };
    await pay();
    await expect(pay()).rejects.toMatchObject(tooManyError);
    const submit = async () => {
      const order = await buy(shop, shop.variants.soap, 1, buyer, 'bank_transfer');
      return call(sql, buyer.caller, 'submit_payment_proof', {
        ...keyOf(order),
        proof: { amount_minor: 300_000 },
      });
    };
    await submit();
    await expect(submit()).rejects.toMatchObject(tooManyError);
  });

  describe('counts emails to one address', () => {
    const victim = 'victim@example.com';
    const open = async () => {
      const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
      await limit(shop, 'recipient', 3, null);
      return shop;
    };
    const send = (shop: Shop) =>
      sql`update notification_queue set sent_at = now() where shop_id = ${shop.id}`;
    const emails = (shop: Shop) =>
      sql`select from notification_queue where shop_id = ${shop.id} and recipient = ${victim}`;

    test('caused by correcting the email address of an order', async () => {
      const shop = await open();
      const place = async () => {
        const buyer = newBuyer();
        const order = await buy(shop, shop.variants.serum, 1, buyer, 'bank_transfer');
        await send(shop);
        return () => call(sql, buyer.caller, 'correct_order_email', { ...keyOf(order), email: victim });
      };
      for (let count = 0; count < 3; count++) await (await place())();
      await expectRefusal(sql, await place(), { ...tooMany, field: 'email' });
      expect(await emails(shop)).toHaveLength(3);
    });

    test('caused by removing units from an order, unless the link in one of the emails is used', async () => {
      const shop = await open();
      const buyer = newBuyer();
      buyer.contact.email = victim;
      const order = await buy(shop, shop.variants.serum, 999, buyer, 'bank_transfer');
      const removeUnit = (access_token: string) =>
        call(sql, buyer.caller, 'cancel_order_items', {
          ...{ order_id: order.order_id, access_token, reason: null },
          lines: [{ variant_id: shop.variants.serum, quantity: 1 }],
        });
      await removeUnit(order.access_token);
      await removeUnit(order.access_token);
      await expectRefusal(sql, () => removeUnit(order.access_token), tooMany);
      expect(await emails(shop)).toHaveLength(3);
      await removeUnit(await emailedKey(sql, order));
    });
  });

  test('counts emails to one address, unless its owner is signed in', async () => {
    const shop = await openGuardedShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
    await limit(shop, 'recipient', 2, null);
    const email = 'Victim@example.com';
    const order = (caller: Caller) =>
      placeOrder(
        sql,
        shop,
        [[shop.variants.serum, 1]],
        { email, phone: newBuyer().contact.phone, payment_method: 'bank_transfer' },
        caller,
      );
    await order(newBuyer().caller);
    await order(newBuyer().caller);
    const cart_token = await fillCart(sql, [[shop.variants.serum, 1]], newBuyer().caller);
    const checkout = checkoutAt(shop, { email: email.toLowerCase(), payment_method: 'bank_transfer' });
    await expectRefusal(
      sql,
      () =>
        call(sql, newBuyer().caller, 'create_order', { cart_token, idempotency_key: randomUUID(), checkout }),
      { ...tooMany, field: 'email' },
    );
    await order({ ...(await signUp(sql, email.toLowerCase())), address: '203.0.113.40' });
  });

  const tooManyError = { code: 'PT429', message: 'too_many_requests' };
});

describe('a page that waits for a payment', () => {
  test('checks the gateway every three seconds, then less and less often, and no more after it is paid', async () => {
    const shop = await openGuardedShop(sql);
    const order = await buy(shop, shop.variants.serum, 1);
    const intent = await startPayment(sql, order);
    const args = { gateway: 'paystack', reference: intent.reference };
    const check = () => call<boolean>(sql, server, 'claim_payment_check', args);
    /** Checks as if exactly this much time had passed since the last check, regardless of the machine's speed. */
    const checkAfter = (time: string) =>
      sql.begin(async (tx) => {
        await tx`update payment_intents set page_checked_at = now() - ${time}::interval where id = ${intent.intent_id}`;
        await tx`select set_config('role', 'service_role', true)`;
        const [row] = await tx<[{ claimed: boolean }]>`
          select claim_payment_check(${args.gateway}, ${args.reference}) as claimed`;
        return row.claimed;
      });
    expect((await Promise.all(Array.from({ length: 10 }, check))).filter(Boolean)).toHaveLength(1);
    expect(await checkAfter('2 seconds')).toBe(false);
    for (let count = 1; count < 20; count++) expect(await checkAfter('3.1 seconds')).toBe(true);
    expect(await checkAfter('29 seconds')).toBe(false);
    for (let count = 20; count < 60; count++) expect(await checkAfter('30.1 seconds')).toBe(true);
    expect(await checkAfter('9 minutes')).toBe(false);
    expect(await checkAfter('10.1 minutes')).toBe(true);
    await settle(sql, intent);
    expect(await checkAfter('1 hour')).toBe(false);
    expect(
      await call(sql, server, 'claim_payment_check', { gateway: 'paystack', reference: 'unknown' }),
    ).toBe(false);
  });

  test('checks at once when a shopper opens the gateway again, up to a limit', async () => {
    const shop = await openGuardedShop(sql);
    const order = await buy(shop, shop.variants.serum, 1);
    const intent = await startPayment(sql, order);
    const check = () =>
      call<boolean>(sql, server, 'claim_payment_check', { gateway: 'paystack', reference: intent.reference });
    expect([await check(), await check()]).toEqual([true, false]);
    for (let count = 1; count < 20; count++) {
      expect((await startPayment(sql, order)).intent_id).toBe(intent.intent_id);
      expect(await check()).toBe(true);
    }
    await startPayment(sql, order);
    expect(await check()).toBe(false);
  });
});
