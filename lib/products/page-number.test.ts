import { expect, test } from 'vitest';
import { pageNumber } from './page-number';

test('a page has one address', () => {
  expect(['1', '2', '10', '999999'].map(pageNumber)).toEqual([1, 2, 10, 999_999]);
  for (const segment of ['', '0', '-1', '01', '+2', '2.0', '1e3', '٢', ' 2', '2 ', 'two', '1000000'])
    expect(pageNumber(segment), segment).toBeNull();
});
