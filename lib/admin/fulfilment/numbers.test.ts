import { expect, test } from 'vitest';
import { MOST, numbersOf } from './numbers';

test('reads numbers in any notation, without duplicates', () => {
  expect(numbersOf('7K3M-Q2XD,7k3mq2xd, 1111-2222')).toEqual(['7K3M-Q2XD', '1111-2222']);
});

test.each([undefined, '', ['7K3M-Q2XD'], 'all of them', '7K3M'])(
  'ignores %j, which is not a list of numbers',
  (text) => {
    expect(numbersOf(text)).toEqual([]);
  },
);

test('limits how many orders are printed at once', () => {
  const many = Array.from({ length: 300 }, (_, index) => String(10_000_000 + index)).join(',');
  expect(numbersOf(many)).toHaveLength(MOST);
});
