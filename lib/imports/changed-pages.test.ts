import { expect, test } from 'vitest';
import { type Changes, tagsOfChanges } from './changed-pages';

const product = (slug: string, facts: Partial<Changes['changed'][number]> = {}) => ({
  ...{ product_id: `id-of-${slug}`, slug, category_id: null, is_featured: false, collections: [] },
  ...facts,
});

test('expires the pages of changed products, and the lists that showed or show them', () => {
  const changed = [
    product('mug', { category_id: 'cups', is_featured: true, collections: ['gifts'] }),
    product('mug', { category_id: 'kitchen' }),
    product('pot'),
  ];
  expect(tagsOfChanges('itanna', { changed, has_new_category: false }).sort()).toEqual(
    [
      ...['products:itanna', 'redirects:itanna', 'product:itanna:mug', 'product:itanna:pot'],
      ...['card:itanna:id-of-mug', 'card:itanna:id-of-pot', 'featured:itanna', 'collection:itanna:gifts'],
      ...['category:itanna:cups', 'category:itanna:kitchen'],
    ].sort(),
  );
});

test('expires nothing if nothing changed', () => {
  expect(tagsOfChanges('itanna', { changed: [], has_new_category: false })).toEqual([]);
});

test('expires the whole shop if very many products changed, or a category was added', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => product(`product-${at}`));
  const after = (changed: Changes['changed'], has_new_category = false) =>
    tagsOfChanges('itanna', { changed, has_new_category });
  expect(after(many(100))).not.toContain('shop:itanna');
  expect(after([...many(100), ...many(100)])).not.toContain('shop:itanna');
  expect(after(many(101))).toEqual(['shop:itanna']);
  expect(after(many(1), true)).toEqual(['shop:itanna']);
});
