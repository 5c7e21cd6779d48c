import { expect, test } from 'vitest';
import { productJsonLd, scriptJson } from './structured-data';

test('states the availability of each variant', () => {
  const product = {
    id: 'p',
    slug: 'oil',
    name: 'Night oil',
    summary: '',
    description: 'Baobab, pressed cold.',
    details: [],
    condition: 'second_hand' as const,
    seo_title: '',
    seo_description: '',
    product_fields: [],
    product_options: [{ position: 1, name: 'Size', choices: ['30 ml', '50 ml'] }],
    category_id: null,
    variants: [
      {
        ...{ id: 's', sku: 'OIL-30', options: ['30 ml'], option_value: '30 ml' },
        ...{ price_minor: 1650000, compare_at_minor: null, backorder_on: null },
      },
      {
        ...{ id: 'l', sku: 'OIL-50', options: ['50 ml'], option_value: '50 ml' },
        ...{ price_minor: 2450000, compare_at_minor: null, backorder_on: null },
      },
    ],
    product_images: [
      {
        ...{ id: 'i', src: '/oil.webp', alt: 'Oil', width: 4, height: 5, variant_id: null, choice: null },
        ...{ focal_x: 0.5, focal_y: 0.5, placeholder: null },
      },
    ],
  };
  const data = productJsonLd(
    product,
    { s: 3, l: 0 },
    { url: 'https://shop.example/products/oil', currency: 'NGN' },
  );
  expect(data.image).toEqual(['https://shop.example/oil.webp']);
  expect(data.offers.map(({ name, availability }) => [name, availability])).toEqual([
    ['Night oil, 30 ml', 'https://schema.org/InStock'],
    ['Night oil, 50 ml', 'https://schema.org/OutOfStock'],
  ]);
  const backordered = productJsonLd(
    product,
    { s: 'backorder' },
    { url: 'https://shop.example/', currency: 'NGN' },
  );
  expect(backordered.offers[0]?.availability).toBe('https://schema.org/BackOrder');
  const conditionOf = (condition: 'new' | 'second_hand') =>
    productJsonLd({ ...product, condition }, {}, { url: 'https://shop.example/', currency: 'NGN' }).offers[0]
      ?.itemCondition;
  expect(conditionOf('second_hand')).toBe('https://schema.org/UsedCondition');
  expect(conditionOf('new')).toBe('https://schema.org/NewCondition');
});

test('escapes a product name that would end the script element', () => {
  expect(scriptJson({ name: '</script><script>alert(1)' })).not.toContain('<');
});
