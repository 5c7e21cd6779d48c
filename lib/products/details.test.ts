import { expect, test } from 'vitest';
import { detailsSchema } from './details';

test('a product with malformed details is shown without them', () => {
  expect(detailsSchema.parse([{ title: 'Care', body: 'Wash cold.' }])).toHaveLength(1);
  expect(detailsSchema.parse([{ title: 'Care' }])).toEqual([]);
});
