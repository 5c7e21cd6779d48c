import { expect, test } from 'vitest';
import { call, expectRefusal, person } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  openShop,
  paidOrder,
  placeOrder,
  settle,
  staffRoles,
  startPayment,
} from './fixtures.ts';

const { sql } = await testDatabase();

interface ListedOrder {
  id: string;
  number: string;
  placed_at: string;
  status: string;
  exceptions: string[];
}

const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
const list = (args: object = {}, role: keyof typeof shop.staff = 'owner') =>
  call<ListedOrder[]>(sql, person(shop.staff[role]), 'list_orders', { shop: shop.slug, ...args });
const buy = (overrides: Record<string, unknown> = {}) =>
  placeOrder(sql, shop, [[shop.variants.serum, 1]], overrides);

const unpaid = await buy({
  name: 'Oluwaseun Adébáyọ̀',
  email: 'seun_100%@example.com',
  phone: '+234 803 555 0001',
});
const paid = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
const underpaid = await buy({ name: 'Zainab Yusuf' });
await settle(sql, await startPayment(sql, underpaid), { amount_minor: 100 });
const paidTwice = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
const [intent] = await sql<Intent[]>`select * from payment_intents where order_id = ${paidTwice.order_id}`;
if (intent) await settle(sql, intent, { transaction_id: 'again' });

const numbers = (orders: { number: string }[]) => orders.map(({ number }) => number);

test('staff list the orders of their shop, newest first', async () => {
  const all = [unpaid, paid, underpaid, paidTwice];
  expect(numbers(await list())).toEqual(numbers(all.toReversed()));
  expect(numbers(await list({ statuses: ['paid'] }))).toEqual(numbers([paidTwice, paid]));
  expect(numbers(await list({ statuses: ['pending_payment', 'on_hold'] }))).toEqual(
    numbers([underpaid, unpaid]),
  );
  expect(await list({ statuses: [] })).toEqual([]);
});

test('orders with exceptions are listed in any status, for staff who can read payments', async () => {
  const attention = { statuses: ['on_hold', 'disputed'], with_exceptions: true };
  expect(await list(attention)).toMatchObject([
    { number: paidTwice.number, status: 'paid', exceptions: ['overpaid'] },
    { number: underpaid.number, status: 'on_hold', exceptions: ['amount_mismatch'] },
  ]);
  expect(await list(attention, 'fulfiller')).toMatchObject([{ number: underpaid.number, exceptions: [] }]);
});

test.each([
  ['its number in lower case, with a space for the hyphen', unpaid.number.toLowerCase().replace('-', ' ')],
  ['half of its number', unpaid.number.slice(0, 4)],
  ['part of its name', 'oluwaS'],
  ['part of an email with LIKE wildcards', 'n_100%'],
])('an order is found by %s', async (_, search) => {
  expect(numbers(await list({ search }))).toContain(unpaid.number);
});

test.each([
  ['direction marks around it', '\u202a0803 555 0002\u202c'],
  ['direction isolates around it', '\u20680803 555 0002\u2069'],
  ['a mark before its plus', '\u200e+2348035550002'],
  ['a zero-width space', '\u200b08035550002'],
  ['no-break spaces', '0803\u00a0555\u202f0002'],
  ['a bracket first', '(080) 3555 0002'],
  ['dashes', '0803–555–0002'],
  ['non-breaking hyphens', '0803‑555‑0002'],
  ['full-width digits', '０８０３５５５０００２'],
])('a phone number pasted with %s finds its order', async (_, search) => {
  const other = await openShop(sql, { soap: { price_minor: 1000, on_hand: 1 } });
  const order = await placeOrder(sql, other, [[other.variants.soap, 1]], { phone: '+2348035550002' });
  const args = { shop: other.slug, search };
  const found = await call<ListedOrder[]>(sql, person(other.staff.owner), 'list_orders', args);
  expect(numbers(found)).toEqual([order.number]);
});

test('a name pasted with invisible marks is found, and marks alone find nothing', async () => {
  expect(numbers(await list({ search: '\u2068Zainab\u2069\ufeff' }))).toEqual([underpaid.number]);
  expect(await list({ search: '\u200b\u2068' })).toEqual([]);
});

test('a search takes wildcards and SQL literally, and a blank one lists all orders', async () => {
  expect(await list({ search: '100%@' })).toHaveLength(1);
  expect(await list({ search: 'n%100' })).toEqual([]);
  expect(await list({ search: 'Zainab', statuses: ['paid'] })).toEqual([]);
  expect(await list({ search: "'; drop table orders; --" })).toEqual([]);
  expect(await list({ search: '  ' })).toHaveLength(4);
});

test('paging down and up returns every order once, even those placed at the same time', async () => {
  const other = await openShop(sql, { soap: { price_minor: 1000, on_hand: 100 } });
  for (let count = 0; count < 12; count++) await placeOrder(sql, other, [[other.variants.soap, 1]]);
  await sql`update orders set placed_at = '2026-03-01 08:00:00+00'::timestamptz
    + (ascii(right(number, 1)) % 3) * interval '1 millisecond' where shop_id = ${other.id}`;
  const page = (args: object) =>
    call<ListedOrder[]>(sql, person(other.staff.verifier), 'list_orders', {
      shop: other.slug,
      max_rows: 5,
      ...args,
    });
  const beyond = (order?: ListedOrder) => ({ from_placed_at: order?.placed_at, from_id: order?.id });

  const down = await page({});
  for (let count = 0; count < 3; count++) down.push(...(await page(beyond(down.at(-1)))));
  expect(new Set(numbers(down)).size).toBe(12);
  expect(down).toHaveLength(12);
  const up = await page({ ...beyond(down.at(-1)), upwards: true });
  expect(up).toEqual(down.slice(6, 11).toReversed());
});

test.each(staffRoles.filter((role) => role !== 'catalog'))('the %s may read the list', async (role) => {
  expect(await list({}, role)).toHaveLength(4);
});

test('a role that cannot read orders, and staff of another shop, get no list', async () => {
  await expectRefusal(sql, () => list({}, 'catalog'), { status: 403, reason: 'forbidden' });
  const stranger = person((await openShop(sql)).staff.owner);
  for (const slug of [shop.slug, 'nowhere']) {
    await expectRefusal(sql, () => call(sql, stranger, 'list_orders', { shop: slug }), {
      reason: 'forbidden',
    });
  }
});
