import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { type Reason, refusedIn } from '@/lib/refusals';
import {
  fieldOf,
  newCell,
  newQuestion,
  refusedFields,
  savedVariants,
  submissionOf,
  valuesOf,
} from './editor-form';
import type { Product } from './editor-queries';
import { editOptions } from './matrix';
import { productSchema } from './product-schema';

const shop = { currency: 'NGN', locale: 'en-NG', time_zone: 'Africa/Lagos' };
const [white, indigo] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

const variant = {
  ...{ barcode: null, price_minor: 950_050, compare_at_minor: null, cost_minor: 400_000, weight_grams: 180 },
  ...{ is_tracked: true, needs_delivery: true, is_active: true, on_hand: 4, available: 3 },
  ...{ tax_class: 'reduced' as const, allows_backorder: true, backorder_on: '2199-03-01' },
};
const shirt: Product = {
  ...{ product_id: '00000000-0000-4000-8000-000000000009', shop: 'itanna', version: 3, status: 'published' },
  ...{ name: 'Linen shirt', slug: 'linen-shirt', summary: 'Cool', description: '', details: [] },
  ...{ category_id: null, condition: 'new', tags: ['linen'], seo_title: '', seo_description: '' },
  ...{ is_featured: false, published_at: '2026-01-01T08:00:00+00:00', archived_at: null, images: [] },
  related: [{ product_id: '00000000-0000-4000-8000-000000000008', name: 'Scarf', image: null }],
  fields: [
    {
      ...{ field_id: white, kind: 'number', label: 'Chest', help: 'In cm', is_required: true },
      ...{ max_length: null, min_value: 60.5, max_value: null, choices: [] },
    },
    {
      ...{ field_id: indigo, kind: 'choice', label: 'Fit', help: '', is_required: false },
      ...{ max_length: null, min_value: null, max_value: null, choices: ['Slim', 'Wide'] },
    },
  ],
  options: [
    { name: 'Size', choices: ['S', 'L'] },
    { name: 'Colour', choices: ['White', 'Indigo'] },
  ],
  variants: [
    { ...variant, variant_id: white, options: ['S', 'White'], sku: 'SH-S-W' },
    { ...variant, variant_id: indigo, options: ['S', 'Indigo'], sku: 'SH-S-I', is_active: false },
  ],
};

const read = (product: object) => productSchema(shop).safeParse(product);

test('an unchanged product is submitted as it was saved, without combinations that have no variant', () => {
  const sent = submissionOf(valuesOf(shirt, shop), shirt, true);
  expect(sent.keys).toEqual([white, indigo]);
  const { data } = read(sent.product);
  expect(data).toMatchObject({
    ...{ product_id: shirt.product_id, version: 3, slug: 'linen-shirt', tags: ['linen'], category_id: null },
    published_at: shirt.published_at,
    related: [{ product_id: '00000000-0000-4000-8000-000000000008' }],
    fields: shirt.fields,
    options: shirt.options,
    variants: [
      {
        variant_id: white,
        options: ['S', 'White'],
        sku: 'SH-S-W',
        price_minor: 950_050,
        on_hand: null,
        backorder_on: '2199-03-01',
      },
      {
        variant_id: indigo,
        options: ['S', 'Indigo'],
        is_active: false,
        cost_minor: 400_000,
        weight_grams: 180,
      },
    ],
  });
});

test('a picture keeps a choice that is renamed, and loses one that is removed', () => {
  const image = { src: '/s.webp', alt: '', width: 8, height: 8, variant_id: null, choice: null };
  const ids = { image_id: shirt.product_id, media_id: white };
  const images = [
    { ...image, ...ids, choice: 'White' },
    { ...image, ...ids, variant_id: indigo },
    { ...image, ...ids, choice: 'Gone' },
    { ...image, ...ids, choice: 'L' },
  ];
  const values = valuesOf({ ...shirt, images }, shop);
  const [size, colour] = values.matrix.options;
  const [renamed] = colour?.choices ?? [];
  if (!size || !renamed) throw new Error('a shirt has a size and a colour');
  renamed.name = 'Chalk';
  size.choices.splice(1, 1);
  expect(submissionOf(values, shirt, true).product.images).toEqual([
    { ...ids, variant_id: null, choice: 'Chalk' },
    { ...ids, variant_id: indigo, choice: null },
    { ...ids, variant_id: null, choice: null },
    { ...ids, variant_id: null, choice: null },
  ]);
});

test('a picture can show a saved variant, but not one that the next save adds', () => {
  const { matrix, cells } = valuesOf(shirt, shop);
  expect(savedVariants(matrix, cells).map(({ variant_id }) => variant_id)).toEqual([white, indigo]);
  const [size] = matrix.options;
  const option = size?.id ?? '';
  const next = editOptions(matrix, { type: 'add_choices', option, names: ['XL'] }, () => crypto.randomUUID());
  expect(next.combinations).toHaveLength(6);
  for (const { key } of next.combinations) cells[key] ??= newCell(undefined);
  expect(savedVariants(next, cells).map(({ variant_id }) => variant_id)).toEqual([white, indigo]);
});

test('a new product gets a SKU from its name, its opening stock and its publication time', () => {
  const values = valuesOf(null, shop);
  const [only] = values.matrix.combinations;
  const cell = values.cells[only?.key ?? ''];
  if (!cell) throw new Error('a product has a variant');
  Object.assign(values, { name: ' Shea butter ', status: 'scheduled', publish_at: '2199-03-01T09:00' });
  Object.assign(cell, { price_minor: '4,500.50', on_hand: '12' });
  const made = read(submissionOf(values, null, true).product).data;
  expect(made).toMatchObject({
    product_id: null,
    slug: null,
    name: 'Shea butter',
    published_at: '2199-03-01T08:00:00.000Z',
  });
  expect(made?.variants).toMatchObject([
    { sku: 'SHEA-BUTTER', options: [], price_minor: 450_050, on_hand: 12 },
  ]);
  expect(submissionOf(values, null, false).product.variants[0]?.on_hand, 'without the permission').toBe('');
  values.status = 'published';
  expect(read(submissionOf(values, null, true).product).data?.published_at).toBe('now');
});

test('errors are shown at the fields of the form', () => {
  const values = valuesOf(shirt, shop);
  const cell = values.cells[white];
  if (!cell) throw new Error('a variant has values');
  Object.assign(cell, { price_minor: '', compare_at_minor: '5', weight_grams: 'heavy' });
  values.matrix.options[0]?.choices.push({ id: 'more', name: 's' });
  Object.assign(values, { name: '', status: 'scheduled', publish_at: '2020-01-01T09:00' });
  const sent = submissionOf(values, shirt, true);
  const { error } = read(sent.product);
  const fields = error?.issues.map(({ path }) => fieldOf(path, sent.keys));
  expect(fields).toEqual(
    expect.arrayContaining([
      'name',
      `cells.${white}.price_minor`,
      `cells.${white}.weight_grams`,
      'options.0.choices',
    ]),
  );
  values.name = 'Linen shirt';
  values.matrix.options[0]?.choices.pop();
  Object.assign(cell, { price_minor: '9', weight_grams: '' });
  const late = submissionOf(values, shirt, true);
  expect(read(late.product).error?.issues.map(({ path }) => fieldOf(path, late.keys))).toEqual([
    `cells.${white}.compare_at_minor`,
  ]);
  cell.compare_at_minor = '';
  expect(read(submissionOf(values, shirt, true).product).error?.issues[0]?.path).toEqual(['publish_at']);
});

const refuse = (reason: Reason, extra?: Parameters<typeof refusedIn>[2]) =>
  refusedIn(translatorFor('en', 'refusals'), reason, extra);

test('a refusal is shown at its field, or else above the form', () => {
  const sent = submissionOf(valuesOf(shirt, shop), shirt, true);
  const taken = refuse('sku_taken', { fields: { variants: 'x' }, details: { sku: 'SH-S-I' } });
  expect(refusedFields(taken, sent)).toEqual([[`cells.${indigo}.sku`, taken.message]]);
  expect(refusedFields(refuse('sku_taken', { fields: { variants: 'x' } }), sent)).toEqual([]);
  expect(refusedFields(refuse('slug_taken', { fields: { slug: 'x' } }), sent)).toEqual([['slug', 'x']]);
  expect(refusedFields(refuse('product_changed'), sent)).toEqual([]);
  expect(refusedFields(refuse('invalid_product', { fields: { price_minor: 'x' } }), sent)).toEqual([]);
});

test('errors of a question are shown at its fields, and settings that its kind does not have are not submitted', () => {
  const values = valuesOf(shirt, shop);
  const [chest, fit] = values.fields;
  if (!chest || !fit) throw new Error('no questions');
  const fields = [
    { ...chest, label: ' ', min_value: '60,5', max_value: '60' },
    { ...fit, choices: 'Slim\n \nslim' },
    { ...fit, field_id: null, choices: ' ' },
    { ...newQuestion, label: 'Engraving', max_length: '0', min_value: 'a', choices: 'B' },
  ];
  const sent = submissionOf({ ...values, fields }, shirt, true);
  expect(sent.product.fields[3]).toMatchObject({ min_value: '', choices: [] });
  const { error } = read(sent.product);
  const found = error?.issues.map(({ path, message }) => [fieldOf(path, sent.keys), message]);
  expect(found).toEqual([
    ['fields.0.label', 'fields.question'],
    ['fields.0.max_value', 'fields.maxBelowMin'],
    ['fields.1.choices', 'reasons.duplicate_choice'],
    ['fields.2.choices', 'fields.questionChoices'],
    ['fields.3.max_length', 'fields.maxLength'],
  ]);
});
