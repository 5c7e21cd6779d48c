import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delivers } from '@/lib/store/checkout/delivery';
import { violatedLimit } from '@/lib/store/checkout/payment';
import { placeName } from '@/lib/store/checkout/places';
import { testDatabase } from './database.ts';
import { address, openShop, placeOrder } from './fixtures.ts';

const { sql } = await testDatabase();

/** Places as merchants and shoppers type them: in any case, with or without accents, surrounded by any spaces. */
const place = fc
  .tuple(
    fc.constantFrom('Lagos', 'Ilé-Ifẹ̀', 'Ile-Ife', 'FCT', 'Kuala Lumpur', 'İzmir', 'Θεσσαλονίκης', 'Straße'),
    fc.constantFrom(
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => name.toLowerCase(),
      (name: string) => name.normalize('NFD'),
      (name: string) => name.normalize('NFC'),
      (name: string) => name.replace(' ', '\u00a0 '),
    ),
    fc.constantFrom('', ' ', '\t'),
  )
  .map(([name, write, space]) => `${space}${write(name)}${space}`);
const regions = fc.option(fc.array(place, { minLength: 1, maxLength: 3 }));
const region = fc.option(place);

test('the checkout page offers delivery and cash exactly where the database accepts them', async () => {
  await fc.assert(
    fc.asyncProperty(regions, region, place, async (regions, region, city) => {
      const [answer] = await sql<[{ served: boolean }]>`
        select private.is_in_regions(${regions}, ${sql.json({ region, city })}) as served`;
      const at = { country: 'NG', region: region ?? '', city };
      const shown = [
        delivers({ country: 'NG', regions }, at),
        violatedLimit({ max_total_minor: null, regions }, { ...at, total_minor: 1 }) === null,
      ];
      expect(shown).toEqual([answer.served, answer.served]);
    }),
    { numRuns: 500 },
  );
});

test('TypeScript and SQL normalize a place name in the same way', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'aZéẸ̀ıİßŞşÑñΣσςЁё Ｌⅳ\u00a0\t\n-’') });
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      const [{ name }] = await sql<[{ name: string }]>`select private.place_name(${input}) as name`;
      expect(placeName(input)).toBe(name);
    }),
    { numRuns: 500 },
  );
});

test('delivery and cash regions are matched in the same way', async () => {
  const shop = await openShop(sql);
  await sql`update shipping_rates set regions = '{Ọ̀yọ́,Ikeja}' where id = ${shop.rate}`;
  await sql`update payment_methods set regions = '{Ọ̀yọ́,Ikeja}' where shop_id = ${shop.id} and method = 'cod'`;
  const buy = (payment_method: string, place: object) =>
    placeOrder(sql, shop, [[shop.variants.voucher, 1]], {
      payment_method,
      shipping_address: { ...address, ...place },
    }).then(
      () => 'placed',
      ({ message }: Error) => message,
    );
  for (const [place, isServed] of [
    [{ region: 'OYO', city: 'Ibadan' }, true],
    [{ region: 'Lagos', city: ' ikeja' }, true],
    [{ region: null, city: 'Oyo' }, true],
    [{ region: 'Lagos', city: 'Surulere' }, false],
    [{ region: null, city: 'Ibadan' }, false],
  ] as const) {
    expect(await buy('paystack', place), JSON.stringify(place)).toBe(
      isServed ? 'placed' : 'not_delivered_there',
    );
    if (isServed) expect(await buy('cod', place), JSON.stringify(place)).toBe('placed');
  }
  await sql`update shipping_rates set regions = null where id = ${shop.rate}`;
  expect(await buy('cod', { region: 'Lagos', city: 'Surulere' })).toBe('cod_not_there');
  expect(await buy('cod', { region: 'Oyo', city: 'Surulere' })).toBe('placed');
});
