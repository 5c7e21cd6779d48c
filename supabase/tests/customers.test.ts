import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { email } from '@/lib/text';
import { type Caller, expectRefusal, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  address,
  checkoutAt,
  createOrder,
  fillCart,
  openShop,
  placeOrder,
  readOrder,
  signUp,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  soap: { price_minor: 150_000, on_hand: 100 },
  voucher: { price_minor: 500_000, on_hand: null },
});
const { soap, voucher } = shop.variants;

describe('customers', () => {
  test('are unique per email and shop, in any letter case', async () => {
    const other = await openShop(sql);
    const orders = [
      await placeOrder(sql, shop, [[voucher, 1]], { email: 'Zainab@Example.com' }),
      await placeOrder(sql, shop, [[voucher, 1]], { email: 'zainab@example.COM', name: 'Z.' }),
      await placeOrder(sql, other, [[other.variants.voucher, 1]], { email: 'zainab@example.com' }),
    ];
    const rows = await Promise.all(orders.map(({ order_id }) => readOrder(sql, order_id)));
    expect(rows[1]?.customer_id).toBe(rows[0]?.customer_id);
    expect(rows[2]?.customer_id).not.toBe(rows[0]?.customer_id);
    expect(rows[1], 'the order keeps the email as entered').toMatchObject({
      email: 'zainab@example.COM',
      name: 'Z.',
    });
  });

  test('are linked only to the account that has confirmed the email', async () => {
    const guest = await placeOrder(sql, shop, [[voucher, 1]], { email: 'chidi@example.com' });
    const { customer_id } = await readOrder(sql, guest.order_id);
    const account = async () =>
      (await sql`select user_id from customers where id = ${customer_id}`)[0]?.user_id;
    const buyAs = (caller: Caller) =>
      placeOrder(sql, shop, [[voucher, 1]], { email: 'chidi@example.com' }, caller);

    await buyAs(await signUp(sql, 'mallory@example.com'));
    const unconfirmed = await signUp(sql, 'CHIDI@example.com');
    await sql`update auth.users set email_confirmed_at = null where id = ${unconfirmed.userId}`;
    await buyAs(unconfirmed);
    expect(await account()).toBeNull();

    await sql`update auth.users set email_confirmed_at = now() where id = ${unconfirmed.userId}`;
    await buyAs(unconfirmed);
    expect(await account()).toBe(unconfirmed.userId);
  });

  test('with an account can use only addresses of their own address book', async () => {
    const ada = await signUp(sql, 'ada.book@example.com');
    const bo = await signUp(sql);
    const { order_id } = await placeOrder(sql, shop, [[voucher, 1]], { email: 'Ada.Book@example.com' }, ada);
    const { customer_id } = await readOrder(sql, order_id);
    const id = randomUUID();
    await sql`insert into addresses (id, shop_id, customer_id, line1, landmark, city, country)
      values (${id}, ${shop.id}, ${customer_id}, '3 Allen Avenue', 'By the bank', 'Ikeja', 'NG')`;
    const again = await placeOrder(
      sql,
      shop,
      [[voucher, 1]],
      { address_id: id, shipping_address: undefined },
      ada,
    );
    expect(await readOrder(sql, again.order_id)).toMatchObject({
      user_id: ada.userId,
      shipping_address: { line1: '3 Allen Avenue', landmark: 'By the bank', city: 'Ikeja', country: 'NG' },
    });
    const token = await fillCart(sql, [[voucher, 1]]);
    for (const stranger of [bo, visitor]) {
      await expectRefusal(
        sql,
        () => createOrder(sql, token, checkoutAt(shop, { address_id: id }), randomUUID(), stranger),
        {
          status: 404,
          reason: 'unknown_address',
        },
      );
    }
  });
});

describe('contact details', () => {
  /** Whether the database accepts an email. */
  const accepts = (address: string) =>
    sql`select private.check_contact(${sql.json({ email: address, phone: '+2348031234567', name: 'Ada' })})`.then(
      () => true,
      (error: Error) => {
        if (error.message !== 'invalid_email') throw error;
        return false;
      },
    );

  test.each([
    ['a&b@example.com', 'a&b@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['ada+shop@Example.COM', 'ada+shop@Example.COM'],
    ['ada@xn--e1afmkfd.xn--p1ai', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['\u2068ada@example.com\u2069 ', 'ada@example.com'],
  ])('an order with the email %s is stored with the email %s', async (input, stored) => {
    const token = await fillCart(sql, [[soap, 1]]);
    const { order_id } = await createOrder(sql, token, checkoutAt(shop, { email: email.parse(input) }));
    expect((await readOrder(sql, order_id)).email).toBe(stored);
  });

  test('the form and the database accept the same emails', async () => {
    const part = fc.string({
      unit: fc.constantFrom(...'aZ09.-_+&!#$%\'*/=?^`{|}~@,;<>"() \\ü例\u200b\u00a0\n'),
      maxLength: 8,
    });
    const address = fc.tuple(part, part, part).map(([local, host, end]) => `${local}@${host}.${end}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(address, part), async (input) => {
        const read = email.safeParse(input);
        if (read.success) expect(await accepts(read.data)).toBe(true);
        else expect(await accepts(input)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('the country code is accepted in either case', async () => {
    const token = await fillCart(sql, [[soap, 1]]);
    const { order_id } = await createOrder(
      sql,
      token,
      checkoutAt(shop, { shipping_address: { ...address, country: 'ng' } }),
    );
    expect((await readOrder(sql, order_id)).shipping_address).toMatchObject({ country: 'NG' });
  });
});
