import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvStream, type ExportedProduct, exportLines, xlsxStream } from '@/lib/admin/imports/export';
import { readProducts } from '@/lib/admin/imports/read';
import { readSheets } from '@/lib/admin/imports/table';
import { TAX_CLASSES } from '@/lib/admin/products/tax-class';
import { cleanText } from '@/lib/text';
import { call, expectRefusal, person } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { importsOn, type Parsed } from './imports.ts';
import { addPicture } from './media.ts';
import { type AnyShop, catalog, productsOn, simple } from './products.ts';

const { sql } = await testDatabase();
const { save } = productsOn(sql);
const imports = importsOn(sql);

const pageOf = (shop: AnyShop, args: Record<string, unknown> = {}) =>
  call<ExportedProduct[]>(sql, catalog(shop), 'list_exported_products', { shop: shop.slug, ...args });

/** All products, in pages of three. */
async function* pages(shop: AnyShop) {
  for (let from_id: string | undefined; ; ) {
    const page = await pageOf(shop, { max_rows: 3, ...(from_id && { from_id }) });
    yield page.flatMap((product) => exportLines(product, 'NGN'));
    from_id = page.at(-1)?.product_id;
    if (page.length < 3) return;
  }
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

async function readBack(bytes: Uint8Array) {
  const sheets = await readSheets(bytes, 'products');
  if ('refused' in sheets) throw new Error(sheets.refused);
  const reading = readProducts(sheets, 'NGN');
  if (!('products' in reading)) throw new Error(JSON.stringify(reading));
  return reading.products;
}

/** Texts that spreadsheets, formulas, encodings and our own separators might break. */
const odd = fc.constantFrom(
  ...[
    '=1+1',
    '+27',
    '-5',
    '@me',
    "'=x",
    "''-",
    "it's",
    'a,b',
    'a;b',
    'say "no"',
    'two\nlines',
    '00123',
    '1E5',
    '1.5E+10',
    '12,50',
  ],
  ...[
    'TRUE',
    'no',
    '#REF!',
    '_x000D_',
    '₦5',
    'Ọ̀ṣun',
    '日本',
    '1/2',
    '2026-01-02',
    'sep=;',
    '\u200dx',
    '=HYPERLINK("x")',
    '99999999999999999999',
  ],
);
const text = (maxLength: number) =>
  fc
    .oneof(odd, fc.string({ unit: 'grapheme', maxLength }))
    .map((value) => [...cleanText(value).trim()].slice(0, maxLength).join('').trim());
const filled = (maxLength: number, fallback: string) => text(maxLength).map((value) => value || fallback);
const minor = fc.integer({ min: 1, max: 100_000_000 });

const variantFacts = fc.record({
  barcode: fc.option(filled(60, 'B'), { nil: null }),
  price_minor: minor,
  cost_minor: fc.option(minor, { nil: null }),
  tax_class: fc.constantFrom(...TAX_CLASSES),
  weight_grams: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }),
  is_tracked: fc.boolean(),
  needs_delivery: fc.boolean(),
  allows_backorder: fc.boolean(),
  backorder_on: fc.constantFrom(null, '2027-02-28'),
  on_hand: fc.integer({ min: 0, max: 999 }),
  rise: fc.integer({ min: 0, max: 500 }),
  sku: filled(50, 'S'),
});
const product = fc.record({
  name: filled(110, 'N'),
  summary: text(200),
  description: fc.oneof(text(300), fc.constant('One\n\nTwo\r\nThree')),
  tags: fc.uniqueArray(
    filled(40, 'T').map((tag) => tag.replace(/\s*[\n\r]\s*/g, ' ')),
    { maxLength: 4 },
  ),
  condition: fc.constantFrom('new', 'second_hand'),
  seo_title: text(80),
  seo_description: text(300),
  is_featured: fc.boolean(),
  published_at: fc.constantFrom(null, '2026-01-01T10:00:00.123456Z', '2199-01-01T00:00:00Z'),
  choices: fc.uniqueArray(filled(50, 'C'), { maxLength: 3, selector: (choice) => choice.toLowerCase() }),
  option: filled(40, 'O'),
  variants: fc.array(variantFacts, { minLength: 3, maxLength: 3 }),
  /** which of the shop's pictures it shows */
  pictures: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }),
});

test('any export is imported again without any change, as CSV and as a workbook', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(product, { minLength: 1, maxLength: 5 }), async (products) => {
      const shop = await openShop(sql);
      const skus = new Set<string>();
      const library = [
        await addPicture(sql, shop),
        await addPicture(sql, shop, { src: '/demo/itanna/serum.webp' }),
        await addPicture(sql, shop, { src: 'http://127.0.0.1:54321/media/a/b,c/800.webp' }),
      ];
      for (const { choices, option, variants, pictures, ...facts } of products) {
        const sold = variants.slice(0, choices.length || 1).map(({ rise, sku, ...variant }, index) => {
          const uniqueSku = skus.has(sku) ? `${sku}-${skus.size}` : sku;
          skus.add(uniqueSku);
          // an untracked variant has no opening stock
          const on_hand = variant.is_tracked ? variant.on_hand : 0;
          const compare_at_minor = rise > 0 ? variant.price_minor + rise : null;
          return {
            ...variant,
            on_hand,
            sku: uniqueSku,
            compare_at_minor,
            options: choices.length > 0 ? [choices[index]] : [],
          };
        });
        const options = choices.length > 0 ? [{ name: option, choices }] : [];
        const images = pictures.map((index) => ({ media_id: library[index]?.media_id }));
        await save(shop, { ...facts, shop: shop.slug, options, variants: sold, images });
      }
      for (const stream of [csvStream(pages(shop)), xlsxStream(pages(shop))]) {
        const read = await readBack(await bytesOf(stream));
        expect(read.flatMap(({ errors }) => errors)).toEqual([]);
        const id = await imports.check(
          shop,
          read.map(({ parsed }) => parsed as Parsed),
        );
        const rows = await imports.rows(shop, id);
        expect(rows.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
        expect(rows).toHaveLength(products.length + 1);
        expect(await sql`select from import_pictures where shop_id = ${shop.id}`).toEqual([]);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 240_000);

test('an export has the products of the list, page by page, with their costs', async () => {
  const shop = await openShop(sql);
  for (const [index, name] of ['Apron', 'Bag', 'Cap'].entries())
    await save(
      shop,
      simple(shop, name, {
        tags: index === 1 ? ['chosen'] : [],
        published_at: index === 2 ? null : '2026-01-01T00:00:00Z',
      }),
    );
  expect((await pageOf(shop)).map(({ name }) => name)).toEqual(['Apron', 'Bag', 'Cap', 'Care']);
  const [first] = await pageOf(shop, { max_rows: 1 });
  expect((await pageOf(shop, { from_id: first?.product_id, max_rows: 1 })).map(({ name }) => name)).toEqual([
    'Bag',
  ]);
  expect((await pageOf(shop, { tag: 'chosen' })).map(({ name }) => name)).toEqual(['Bag']);
  expect((await pageOf(shop, { status: 'draft' })).map(({ name }) => name)).toEqual(['Cap']);
  expect((await pageOf(shop, { search: 'apr' })).map(({ name }) => name)).toEqual(['Apron']);
  await expectRefusal(
    sql,
    () => call(sql, person(shop.staff.verifier), 'list_exported_products', { shop: shop.slug }),
    {
      reason: 'forbidden',
    },
  );
});

test('no cell of an export begins like a formula', async () => {
  const shop = await openShop(sql);
  await save(shop, {
    ...simple(shop, '=cmd|1'),
    summary: '@SUM(A1)',
    variants: [{ sku: '+1', options: [], price_minor: 1, barcode: '-1' }],
  });
  const csv = new TextDecoder().decode(await bytesOf(csvStream(pages(shop))));
  expect(csv).toContain(`'=cmd|1,'@SUM(A1)`);
  expect(csv).not.toMatch(/(^|[,\n"])[=+\-@\t]/);
});
