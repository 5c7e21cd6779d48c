import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, person } from './caller.ts';
import { testDatabase } from './database.ts';
import { address, openShop, paidOrder, placeOrder, type Shop, settle, startPayment } from './fixtures.ts';
import { addPastOrders } from './past-orders.ts';
import { openAccount, submitProof } from './transfers.ts';

const { sql } = await testDatabase();

interface Found {
  id: string;
  number: string;
  name: string;
  placed_at: string;
}
type Store = { slug: string; staff: Shop['staff'] };

const find = (shop: Store, search: string, args: object = {}, role: keyof Shop['staff'] = 'owner') =>
  call<Found[]>(sql, person(shop.staff[role]), 'list_orders', { shop: shop.slug, search, ...args });
const numbersOf = async (found: Promise<Found[]>) => (await found).map(({ number }) => number);

const goods = {
  'ITN-SOAP.150': { price_minor: 150_000, on_hand: 100 },
  'GIFT-50': { price_minor: 500_000, on_hand: null },
};

describe('an order', async () => {
  const shop = await openShop(sql, goods);
  await sql`update products set name = 'Crème de karité' where id = ${shop.product}`;
  const order = await placeOrder(sql, shop, [[shop.variants['ITN-SOAP.150'], 1]], {
    name: "Ngọ\u0300zi O'Brien-Adé",
    email: 'ngo.zi+shop@example.com',
    phone: '+2348035550002',
    shipping_address: { ...address, city: 'Port Harcourt', region: 'Rivers' },
  });
  const intent = await startPayment(sql, order);
  await settle(sql, intent, { transaction_id: '4099260516' });
  const transfer = await placeOrder(sql, shop, [[shop.variants['GIFT-50'], 1]], {
    payment_method: 'bank_transfer',
  });
  await submitProof(sql, transfer, { bank_reference: 'NIP/000013/260301' });
  const account = await openAccount(sql, shop);
  const lines = [{ booked_on: '2026-03-01', amount_minor: 650_000, description: 'X', reference: 'S-77 120' }];
  await call(sql, person(shop.staff.verifier), 'import_statement', { bank_account_id: account, lines });
  const [line] = await sql<
    [{ id: string }]
  >`select id from statement_lines where bank_account_id = ${account}`;
  await call(sql, person(shop.staff.verifier), 'confirm_statement_lines', {
    picks: [{ line_id: line.id, order_id: transfer.order_id, names_compared: true }],
  });

  test.each([
    ['parts of a name in another order', 'obrien ade ngozi'],
    ['an apostrophe from a phone’s keyboard', 'O’Brien'],
    ['a modifier letter', 'oʼbrien'],
    ['an accent instead of an apostrophe', 'O´BRIEN'],
    ['a space instead of the apostrophe', 'o brien'],
    ['the first two letters of a name', 'ng'],
    ['the middle of a name', 'rien'],
    ['a non-breaking hyphen', 'o‘brien‑adé'],
    ['the city and the name', 'harcourt, ngozi'],
    ['the region', 'rivers'],
    ['its SKU', 'itn-soap.150'],
    ['part of its SKU', 'SOAP'],
    ['its product', 'creme karite'],
    ['its product as it is written', 'Crème de karité'],
    ['the reference of its attempt', intent.reference],
    ['the gateway’s transaction', '4099260516'],
    ['part of the email', 'ngo.zi+shop@'],
    ['the phone in national format', '0803 555 0002'],
    ['the phone with the prefix 00', '00234 803 555 0002'],
    ['the phone with an optional zero', '+234 (0)803-555-0002'],
    ['the phone with an extra zero', '+23408035550002'],
    ['the end of the phone', '0002'],
    ['name and phone', 'ngozi 08035550002'],
    ['its number without a hyphen', order.number.replace('-', '').toLowerCase()],
    ['its number with O for 0 and I for 1', order.number.replaceAll('0', 'O').replaceAll('1', 'I')],
    ['its number with a number sign', `#${order.number}`],
    ['half of its number', order.number.slice(5)],
    ['more than its first half', order.number.slice(0, 7)],
  ])('is found by %s', async (_, search) => {
    expect(await numbersOf(find(shop, search))).toContain(order.number);
  });

  test.each([
    ['the reference of its proof', 'nip/000013/260301'],
    ['that reference without its slashes', 'NIP 000013'],
    ['the reference on the statement', 's-77 120'],
    ['its SKU', 'gift-50'],
  ])('that was paid by transfer is found by %s', async (_, search) => {
    expect(await numbersOf(find(shop, search))).toEqual([transfer.number]);
  });

  test.each(['ngozi okafor', '0803 555 0003', '0703 555 0002', 'o%brien', 'zi', 'ngo_zi', '@@', '-', '+'])(
    'is not found by %j',
    async (search) => {
      expect(await numbersOf(find(shop, search))).toEqual([]);
    },
  );

  test('is found by its words in any order', async () => {
    expect(await numbersOf(find(shop, 'brien o'))).toEqual([order.number]);
  });

  test('is found by its current values only', async () => {
    const other = await placeOrder(sql, shop, [[shop.variants['ITN-SOAP.150'], 1]], {
      name: 'Before Marriage',
      email: 'before@example.com',
    });
    await sql`update orders set name = 'After Marriage', email = 'after@example.com' where id = ${other.order_id}`;
    expect(await find(shop, 'before')).toEqual([]);
    expect(await numbersOf(find(shop, 'after marriage'))).toEqual([other.number]);
    expect(await numbersOf(find(shop, 'soap after'))).toEqual([other.number]);
  });

  test('is found by payment references only for staff who can read payments', async () => {
    for (const reference of [intent.reference.slice(10), '4099260516', 'NIP/000013/260301', 'S-77 120']) {
      expect(await find(shop, reference, {}, 'verifier'), reference).toHaveLength(1);
      expect(await find(shop, reference, {}, 'fulfiller'), reference).toEqual([]);
    }
    expect(await numbersOf(find(shop, 'ngozi soap', {}, 'fulfiller'))).toEqual([order.number]);
  });

  test('is found in its own shop only', async () => {
    const foreign = await openShop(sql, { soap: { price_minor: 1000, on_hand: 10 } });
    await paidOrder(sql, foreign, [[foreign.variants.soap, 1]]);
    for (const search of ['ngozi', '4099260516', '0803 555 0002', order.number]) {
      expect(await find(foreign, search)).toEqual([]);
    }
  });
});

test('a name is found by any of its parts in any order, in any encoding of accents and apostrophes', async () => {
  const shop = await openShop(sql, { soap: { price_minor: 1000, on_hand: 10_000 } });
  const letters = [...'aeiouyn', ...'áèîọṣẹǹñüçåøßłđɗƙæœ', 'ọ\u0300', 'e\u0301\u0323'];
  const apostrophes = [..."'’‘ʼʻ`´＇′ʹ"];
  const syllables = fc
    .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 6 })
    .map((parts) => parts.join(''));
  const part = fc.tuple(fc.option(fc.constantFrom('o', 'd', 'n')), syllables);
  const marked = ([prefix, rest]: [string | null, string], apostrophe: string) =>
    prefix ? `${prefix}${apostrophe}${rest}` : rest;
  const form = fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD');
  const searched = fc
    .uniqueArray(part, { minLength: 1, maxLength: 4, selector: (it) => it[1] })
    .chain((parts) =>
      fc.record({
        parts: fc.constant(parts),
        permuted: fc.shuffledSubarray(parts, { minLength: 1 }),
        stored: fc.record({ form, apostrophe: fc.constantFrom(...apostrophes) }),
        input: fc.record({
          form,
          apostrophe: fc.constantFrom(...apostrophes, ''),
          isUpperCase: fc.boolean(),
          separator: fc.constantFrom(' ', '  ', '\u00a0', ', ', '-'),
        }),
      }),
    );
  const order = await placeOrder(sql, shop, [[shop.variants.soap, 1]]);
  await fc.assert(
    fc.asyncProperty(searched, async ({ parts, permuted, stored, input }) => {
      const name = parts.map((it) => marked(it, stored.apostrophe)).join(' ');
      await sql`update orders set name = ${name.normalize(stored.form)} where id = ${order.order_id}`;
      const words = permuted.map((it) => marked(it, input.apostrophe)).join(input.separator);
      const search = (input.isUpperCase ? words.toLocaleUpperCase('en') : words).normalize(input.form);
      expect(await numbersOf(find(shop, search)), `${name} by ${search}`).toEqual([order.number]);
    }),
    { numRuns: 150 },
  );
});

describe('in a shop with many past orders', async () => {
  const shop = await openShop(sql, { soap: { price_minor: 1000, on_hand: null } });
  await addPastOrders(sql, shop, shop.variants.soap, { count: 3000, perMonth: 100 });

  test.each([
    ['a term of every order', 'black soap', 'true'],
    ['a term of one order in forty', 'family7', `name like '%Family7'`],
    ['a term of a few orders, far apart', 'person77 example', `name like 'Person77%'`],
    ['a term of one of the oldest orders', 'person2999', `name like 'Person2999%'`],
    ['terms of no order', 'family7 person8', `name like 'Person8% Family7'`],
  ])('%s can be paged down to the end and up again', async (_, search, where) => {
    const expected = await sql.unsafe<Found[]>(
      `select number from orders where shop_id = $1 and ${where} order by placed_at desc, id desc limit 240`,
      [shop.id],
    );
    const pageFrom = (from: Found | undefined, upwards = false) =>
      find(shop, search, {
        ...(from && { from_placed_at: from.placed_at, from_id: from.id }),
        ...{ upwards, max_rows: 40 },
      });
    const down: Found[] = [];
    do {
      const page = await pageFrom(down.at(-1));
      if (page.length === 0) break;
      down.push(...page);
    } while (down.length < 240);
    const numbers = down.map(({ number }) => number);
    expect(numbers).toEqual(expected.map(({ number }) => number));

    const up: Found[] = [];
    for (let page = await pageFrom(down.at(-1), true); page.length > 0; page = await pageFrom(up[0], true)) {
      up.unshift(...page.toReversed());
    }
    expect(up.map(({ number }) => number)).toEqual(numbers.slice(0, -1));
  });

  test('one or two letters match only the start of a word', async () => {
    const found = await find(shop, 'f pe', { max_rows: 5 });
    expect(found).toHaveLength(5);
    expect(await find(shop, 'il')).toEqual([]);
  });

  test('a search in a tab finds only orders of the tab', async () => {
    await sql`update orders set hold_reason = 'paid_short' where shop_id = ${shop.id} and name like 'Person2999%'`;
    expect(await find(shop, 'soap', { statuses: ['on_hold'] })).toHaveLength(1);
    expect(await find(shop, 'family1', { statuses: ['on_hold'] })).toEqual([]);
  });

  /** How many rows of orders and order_search a search reads. */
  async function rowsRead(search: string): Promise<number> {
    const claims = JSON.stringify({ role: 'authenticated', sub: shop.staff.owner });
    return sql.begin(async (tx) => {
      const count = async () => {
        const [row] = await tx<[{ rows: number }]>`
          select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
          where relname in ('orders', 'order_search')`;
        return row.rows;
      };
      await tx`select set_config('request.jwt.claims', ${claims}, true)`;
      const before = await count();
      await tx`select list_orders(${shop.slug}, search => ${search})`;
      return (await count()) - before;
    });
  }

  // the newest thousand rows of both tables, and the results
  test.each(['black soap', 'person2999', 'family7 person8', '0803 000 1111', 'nobody', 'city7 person29'])(
    'a search for %j reads only the newest orders and its results',
    async (search) => {
      expect(await rowsRead(search)).toBeLessThan(2200);
    },
  );
});
