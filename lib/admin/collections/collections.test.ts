import { expect, test } from 'vitest';
import { moved } from './order';
import { draftOf, newCondition } from './rule';
import { collectionSchema, ruleSchema } from './schema';

const shop = { currency: 'NGN', locale: 'en-NG', time_zone: 'Africa/Lagos' };

test('an item moves to its new place, and the others shift', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a'], 3, 0)).toEqual(['a']);
});

test('a rule is shown in the shop’s currency, and submitted unchanged', () => {
  const rule = {
    match: 'any' as const,
    conditions: [
      { field: 'price_from' as const, value: 450_000 },
      { field: 'tag' as const, value: 'summer' },
      { field: 'added_within' as const, value: 30 },
    ],
  };
  const draft = draftOf(rule, shop);
  expect(draft.conditions[0]?.value).toBe('4500.00');
  expect(ruleSchema(shop).parse(draft)).toEqual(rule);
});

test('a new rule has one condition, with a default value if there is one', () => {
  expect(draftOf(null, shop)).toEqual({ match: 'all', conditions: [{ id: 0, field: 'tag', value: '' }] });
  expect(newCondition(1, 'condition').value).toBe('new');
  expect(newCondition(1, 'in_stock').value).toBe('');
});

test('a condition without its value is refused', () => {
  const wrong = [
    { field: 'tag', value: '' },
    { field: 'category', value: '' },
    { field: 'price_to', value: '' },
    { field: 'added_within', value: '0' },
    { field: 'added_within', value: '9999' },
  ];
  for (const condition of wrong)
    expect(ruleSchema(shop).safeParse({ match: 'all', conditions: [condition] }).success).toBe(false);
  expect(ruleSchema(shop).safeParse({ match: 'all', conditions: [] }).success).toBe(false);
});

test('a collection is published now, later or not yet', () => {
  const collection = {
    ...{ collection_id: null, version: null, name: 'Gifts', slug: '', description: '', image_src: '' },
    ...{ image_alt: '', seo_title: '', seo_description: '', rule: null, product_ids: [] },
    ...{ publish_at: '', published_at: null, status: 'published' },
  };
  const parse = (more: object) => collectionSchema(shop).safeParse({ ...collection, ...more });
  expect(parse({}).data).toMatchObject({ published_at: 'now', slug: null });
  expect(parse({ published_at: '2026-01-01T00:00:00Z' }).data?.published_at).toBe('2026-01-01T00:00:00Z');
  expect(parse({ status: 'draft', published_at: '2026-01-01T00:00:00Z' }).data?.published_at).toBeNull();
  expect(parse({ status: 'scheduled', publish_at: '2100-01-01T09:00' }).data?.published_at).toBe(
    '2100-01-01T08:00:00.000Z',
  );
  expect(parse({ status: 'scheduled', publish_at: '' }).success).toBe(false);
});
