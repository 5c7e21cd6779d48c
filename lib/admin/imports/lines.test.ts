import { describe, expect, test } from 'vitest';
import { type Cell, FormulaError } from './cells';
import { readProducts } from './read';

const read = (rows: Cell[][], currency = 'NGN') => {
  const reading = readProducts([{ name: '', rows }], currency);
  if (!('products' in reading)) throw new Error(JSON.stringify(reading));
  return reading.products;
};
/** The errors of a file with one product that has `cell` in one of its columns. */
const errorsOf = (head: string, cell: Cell, currency?: string) =>
  read(
    [
      ['SKU', 'Name', head],
      ['A', 'Shirt', cell],
    ],
    currency,
  ).flatMap(({ errors }) => errors);

test.each([
  ['Standard', 'standard'],
  ['reduced', 'reduced'],
  ['Zero-rated', 'zero_rated'],
  ['zero rated', 'zero_rated'],
  ['EXEMPT', 'exempt'],
])('a tax class is recognized by its name: %s', (cell, tax_class) => {
  const [product] = read([
    ['SKU', 'Tax class'],
    ['A', cell],
    ['B', ''],
  ]);
  expect(product?.parsed.variants).toEqual([{ line: 2, sku: 'A', tax_class }]);
});

describe('a line is refused with its column', () => {
  test.each<[string, Cell, string, string]>([
    ['Price', '-5', 'price_minor', 'price_negative'],
    ['Price', -5, 'price_minor', 'price_negative'],
    ['Price', '(5.00)', 'price_minor', 'price_negative'],
    ['Price', 'five', 'price_minor', 'amount_unreadable'],
    ['Price', '1.2345', 'price_minor', 'too_many_decimals'],
    ['Price', 1.234, 'price_minor', 'too_many_decimals'],
    ['Price', '$12.50', 'price_minor', 'other_currency'],
    ['Price', 'USD 12', 'price_minor', 'other_currency'],
    ['Currency', 'USD', 'currency', 'other_currency'],
    ['Price', new FormulaError('#REF!'), 'price_minor', 'formula_error'],
    ['Price', 1e20, 'price_minor', 'amount_too_large'],
    ['Stock', '2.5', 'on_hand', 'number_unreadable'],
    ['Stock', '-1', 'on_hand', 'number_unreadable'],
    ['Stock', 'some', 'on_hand', 'number_unreadable'],
    ['Weight (g)', '2 kg', 'weight_grams', 'number_unreadable'],
    ['Track stock', 'maybe', 'is_tracked', 'yes_or_no'],
    ['Expected on', '1.2.2027', 'backorder_on', 'date_unreadable'],
    ['Status', 'live', 'status', 'status_unknown'],
    ['Condition', 'broken', 'condition', 'condition_unknown'],
    ['Tax class', 'Luxury', 'tax_class', 'tax_class_unknown'],
    ['Summary', 'x'.repeat(201), 'summary', 'too_long'],
    ['Tags', 'x'.repeat(41), 'tags', 'too_long'],
    ['Option 4 value', 'Red', 'option4_value', 'too_many_options'],
  ])('%s %j', (head, cell, field, reason) => {
    expect(errorsOf(head, cell)).toMatchObject([{ line: 2, field, reason }]);
  });

  test.each<[string, Cell]>([
    ['a number with more digits than a spreadsheet keeps', 1.2345678901234567e19],
    ['a SKU that a spreadsheet converted to a date', new Date('2026-01-02')],
  ])('SKU: %s', (_, sku) => {
    expect(
      read([
        ['SKU', 'Price'],
        [sku, 1],
      ])[0]?.errors,
    ).toMatchObject([{ field: 'sku', reason: 'sku_rewritten' }]);
  });

  test('a SKU that occurs twice, even in another product', () => {
    const products = read([
      ['SKU', 'Name', 'Price'],
      ['A', 'One', 1],
      ['B', 'Two', 1],
      ['A', 'Three', 1],
    ]);
    expect(products.map(({ errors }) => errors)).toEqual([
      [],
      [],
      [{ line: 4, field: 'sku', reason: 'duplicate_sku', details: { value: 'A', first: 2 } }],
    ]);
  });

  test('a variant without a choice that the others have', () => {
    const heads = [
      'Handle',
      'Name',
      'Option 1 name',
      'Option 1 value',
      'Option 2 name',
      'Option 2 value',
      'SKU',
      'Price',
    ];
    const [product] = read([
      heads,
      ['shirt', 'Shirt', 'Size', 'S', 'Colour', 'Red', 'A', 1],
      ['shirt', '', '', 'L', '', '', 'B', 1],
    ]);
    expect(product?.errors).toMatchObject([{ line: 3, field: 'option2_value', reason: 'choice_missing' }]);
  });
});

describe('a price', () => {
  test.each<[string, string[], number[]]>([
    ['decimal commas', ['1.234,50', '12,00'], [123_450, 1200]],
    ['decimal points', ['1,234.50', '12.00'], [123_450, 1200]],
    ['separators between thousands', ['1,234', '12,000'], [123_400, 1_200_000]],
    ['its own currency', ['₦1,234.50', 'NGN 12'], [123_450, 1200]],
    ['a plus sign', ['+5', '6'], [500, 600]],
  ])('is read with %s', (_, prices, minor) => {
    const products = read([['SKU', 'Price'], ...prices.map((price, at) => [`S${at}`, price])]);
    expect(products.map(({ parsed }) => parsed.variants[0])).toMatchObject(
      minor.map((price_minor) => ({ price_minor })),
    );
  });

  test('has as many decimals as its currency', () => {
    expect(
      read(
        [
          ['SKU', 'Price'],
          ['A', '1500'],
        ],
        'JPY',
      )[0]?.parsed.variants,
    ).toMatchObject([{ price_minor: 1500 }]);
    expect(
      read([
        ['SKU', 'Price'],
        ['A', 0.1 + 0.2],
      ])[0]?.parsed.variants,
    ).toMatchObject([{ price_minor: 30 }]);
  });
});

describe('a product', () => {
  test('has all lines with its handle, and only the fields that the file has columns for', () => {
    const [product] = read([
      ['Handle', 'Name', 'Tags', 'Option 1 name', 'Option 1 value', 'SKU', 'Price', 'Compare-at price'],
      ['shirt', 'Shirt', 'linen, summer', 'Size', 'S', 'A', '1', ''],
      ['Shirt', '', '', '', 'L', 'B', '2', '3'],
    ]);
    expect(product).toEqual({
      ...{ key: 'shirt', lines: [2, 3], errors: [] },
      parsed: {
        ...{
          handle: 'shirt',
          name: 'Shirt',
          tags: ['linen', 'summer'],
          options: [{ name: 'Size', choices: ['S', 'L'] }],
        },
        variants: [
          { line: 2, sku: 'A', options: ['S'], price_minor: 100, compare_at_minor: null },
          { line: 3, sku: 'B', options: ['L'], price_minor: 200, compare_at_minor: 300 },
        ],
      },
    });
  });

  test('is one line of a price list that has only SKUs', () => {
    const products = read([
      ['SKU', 'Price'],
      ['A', '1'],
      ['B', '2'],
    ]);
    expect(products.map(({ parsed }) => parsed)).toEqual([
      { variants: [{ line: 2, sku: 'A', price_minor: 100 }] },
      { variants: [{ line: 3, sku: 'B', price_minor: 200 }] },
    ]);
  });

  test('keeps the names of its options if the file has none', () => {
    const [product] = read([
      ['SKU', 'Price', 'Option 1 value', 'Option 2 name', 'Option 2 value'],
      ['A', '1', 'S', '', 'Red'],
    ]);
    expect(product?.parsed.options).toEqual([
      { name: null, choices: ['S'] },
      { name: null, choices: ['Red'] },
    ]);
  });

  test('gets a SKU from its name and choices if the file has none', () => {
    const [product] = read([
      ['Name', 'SKU', 'Price', 'Option 1 name', 'Option 1 value'],
      ['Linen shirt', '', '1', 'Size', 'S'],
    ]);
    expect(product?.parsed.variants).toMatchObject([{ sku: null, proposed_sku: 'LINEN-SHIRT-S' }]);
  });

  test('skips empty lines and keeps the row numbers of the spreadsheet', () => {
    expect(read([['My shop'], [], ['SKU', 'Price'], ['', ''], ['A', '1']])[0]?.lines).toEqual([5]);
  });
});
