import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { call, expectRefusal, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { address, checkoutAt, createOrder, fillCart, openShop, placeOrder } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100 },
  soap: { price_minor: 150_000, on_hand: 100 },
  voucher: { price_minor: 500_000, on_hand: null },
  sample: { price_minor: 0, on_hand: 100 },
});
const { soap } = shop.variants;

const cases: [string, Record<string, unknown>, number, string, string][] = [
  ['no email', { email: null }, 422, 'invalid_email', 'email'],
  ['an email that is a number', { email: 7 }, 422, 'invalid_email', 'email'],
  ['an email without a host', { email: 'ada@' }, 422, 'invalid_email', 'email'],
  ['an email without a top-level domain', { email: 'ada@localhost' }, 422, 'invalid_email', 'email'],
  ['an email with two dots', { email: 'ada@example..com' }, 422, 'invalid_email', 'email'],
  ['two emails', { email: 'ada@example.com,bo@example.com' }, 422, 'invalid_email', 'email'],
  ['an email with a header in it', { email: 'ada@example.com\nBcc: x@y.z' }, 422, 'invalid_email', 'email'],
  ['an email whose host no mailer takes', { email: 'ada@bücher.example' }, 422, 'invalid_email', 'email'],
  ['an email whose name no mailer takes', { email: 'adä@example.com' }, 422, 'invalid_email', 'email'],
  ['an email that is too long', { email: `${'a'.repeat(250)}@b.co` }, 422, 'invalid_email', 'email'],
  ['no phone', { phone: ' ' }, 422, 'invalid_phone', 'phone'],
  ['a phone of letters', { phone: 'call me' }, 422, 'invalid_phone', 'phone'],
  ['a phone of six digits', { phone: '123456' }, 422, 'invalid_phone', 'phone'],
  ['a phone of sixteen digits', { phone: '1234567890123456' }, 422, 'invalid_phone', 'phone'],
  ['no name', { name: '' }, 422, 'name_required', 'name'],
  ['a name that is too long', { name: 'a'.repeat(121) }, 422, 'name_required', 'name'],
  ['a note that is too long', { note: 'a'.repeat(501) }, 422, 'note_too_long', 'note'],
  ['no address', { shipping_address: null }, 422, 'invalid_address', 'line1'],
  ['an address that is a string', { shipping_address: 'Lagos' }, 422, 'invalid_address', 'line1'],
  [
    'an address without a street',
    { shipping_address: { ...address, line1: ' ' } },
    422,
    'invalid_address',
    'line1',
  ],
  [
    'an address without a city',
    { shipping_address: { ...address, city: null } },
    422,
    'invalid_address',
    'city',
  ],
  [
    'an address without a country',
    { shipping_address: { ...address, country: '' } },
    422,
    'invalid_address',
    'country',
  ],
  [
    'a country by name',
    { shipping_address: { ...address, country: 'Nigeria' } },
    422,
    'invalid_address',
    'country',
  ],
  [
    'a landmark that is too long',
    { shipping_address: { ...address, landmark: 'x'.repeat(201) } },
    422,
    'invalid_address',
    'landmark',
  ],
  ['an unknown address id', { address_id: randomUUID() }, 404, 'unknown_address', 'address_id'],
  ['an invalid address id', { address_id: 'home' }, 404, 'unknown_address', 'address_id'],
  ['no shipping rate', { shipping_rate_id: null }, 422, 'unknown_shipping_rate', 'shipping_rate_id'],
  [
    'an invalid shipping rate',
    { shipping_rate_id: 'by air' },
    422,
    'unknown_shipping_rate',
    'shipping_rate_id',
  ],
  [
    'a country without delivery',
    { shipping_address: { ...address, country: 'GH' } },
    422,
    'not_delivered_there',
    'shipping_rate_id',
  ],
  ['no payment method', { payment_method: null }, 422, 'unknown_payment_method', 'payment_method'],
  [
    'an unknown payment method',
    { payment_method: 'bitcoin' },
    422,
    'unknown_payment_method',
    'payment_method',
  ],
];

test.each(cases)('refuses %s', async (_, overrides, status, reason, field) => {
  const token = await fillCart(sql, [[soap, 1]]);
  await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(shop, overrides)), {
    status,
    reason,
    field,
  });
});

test.each([[null], [[]], ['a text'], [7], [{}]])('refuses a checkout that is %j', async (checkout) => {
  const token = await fillCart(sql, [[soap, 1]]);
  await expectRefusal(sql, () => createOrder(sql, token, checkout), { status: 422, reason: 'invalid_email' });
});

test("refuses another shop's shipping rate and an inactive one", async () => {
  const other = await openShop(sql);
  const inactive = await openShop(sql);
  await sql`update shipping_rates set is_active = false where id = ${inactive.rate}`;
  for (const [at, rate] of [
    [shop, other.rate],
    [inactive, inactive.rate],
  ] as const) {
    const token = await fillCart(sql, [[at.variants.soap, 1]]);
    await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(at, { shipping_rate_id: rate })), {
      status: 422,
      reason: 'unknown_shipping_rate',
    });
  }
});

test('refuses a disabled payment method', async () => {
  const other = await openShop(sql);
  await sql`update payment_methods set is_enabled = false where shop_id = ${other.id} and method = 'cod'`;
  const token = await fillCart(sql, [[other.variants.soap, 1]]);
  await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(other, { payment_method: 'cod' })), {
    reason: 'unknown_payment_method',
  });
});

test('refuses an empty cart and a guessed cart token', async () => {
  const token = await fillCart(sql, [[soap, 1]]);
  await call(sql, visitor, 'clear_cart', { cart_token: token });
  await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(shop)), {
    status: 422,
    reason: 'cart_empty',
  });
  for (const guessed of [randomUUID(), null]) {
    await expectRefusal(sql, () => createOrder(sql, guessed, checkoutAt(shop)), {
      status: 404,
      reason: 'cart_not_found',
      field: 'cart_token',
    });
  }
});

test('refuses a missing idempotency key', async () => {
  const token = await fillCart(sql, [[soap, 1]]);
  await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(shop), null), {
    status: 422,
    reason: 'invalid_idempotency_key',
  });
});

test.each([[1], [299_999], ['300000'], [-300_000], [true]])(
  'refuses a wrong expected total of %j',
  async (expected) => {
    const token = await fillCart(sql, [[soap, 1]]);
    const details = await expectRefusal(
      sql,
      () => createOrder(sql, token, checkoutAt(shop, { expected_total_minor: expected })),
      { status: 409, reason: 'price_changed', field: 'expected_total_minor' },
    );
    expect(details).toEqual({
      subtotal_minor: 150_000,
      shipping_minor: 150_000,
      total_minor: 300_000,
      currency: 'NGN',
    });
  },
);

test('refuses an outdated price and returns the new total', async () => {
  const other = await openShop(sql);
  const token = await fillCart(sql, [[other.variants.soap, 2]]);
  await sql`update variants set price_minor = 160000 where id = ${other.variants.soap}`;
  const details = await expectRefusal(
    sql,
    () => createOrder(sql, token, checkoutAt(other, { expected_total_minor: 450_000 })),
    { reason: 'price_changed' },
  );
  expect(details).toMatchObject({ total_minor: 470_000 });
});

test('refuses variants that are no longer sold and lists them', async () => {
  const other = await openShop(sql);
  const token = await fillCart(sql, [
    [other.variants.soap, 1],
    [other.variants.serum, 1],
  ]);
  await sql`update variants set is_active = false where id = ${other.variants.serum}`;
  const details = await expectRefusal(sql, () => createOrder(sql, token, checkoutAt(other)), {
    status: 409,
    reason: 'unavailable',
  });
  expect(details).toEqual([
    { line_id: expect.any(String), variant_id: other.variants.serum, sku: 'serum', name: 'Care' },
  ]);
});

test.each([['paystack'], ['bank_transfer'], ['cod']])(
  'with %s, refuses more than is left and lists only the lines with too little stock',
  async (payment_method) => {
    const other = await openShop(sql);
    await placeOrder(sql, other, [[other.variants.serum, 7]]);
    const token = await fillCart(sql, [
      [other.variants.soap, 5],
      [other.variants.serum, 4],
      [other.variants.voucher, 999],
    ]);
    const details = await expectRefusal(
      sql,
      () => createOrder(sql, token, checkoutAt(other, { payment_method })),
      {
        status: 409,
        reason: 'sold_out',
      },
    );
    expect(details).toEqual([
      {
        line_id: expect.any(String),
        variant_id: other.variants.serum,
        sku: 'serum',
        name: 'Care',
        option_value: 'serum',
        answers: [],
        requested: 4,
        available: 3,
      },
    ]);
  },
);
