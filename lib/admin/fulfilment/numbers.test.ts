import { expect, test } from 'vitest';
import { MOST, numbersOf } from './numbers';

test('numbers are read as people write them, and each is meant once', () => {
  expect(numbersOf('7K3M-Q2XD,7k3mq2xd, 1111-2222')).toEqual(['7K3M-Q2XD', '1111-2222']);
});

test.each([undefined, '', ['7K3M-Q2XD'], 'all of them', '7K3M'])('what is no number (%j) is none', (text) => {
  expect(numbersOf(text)).toEqual([]);
});

test('nobody prints a whole year by mistake', () => {
  const many = Array.from({ length: 300 }, (_, index) => String(10_000_000 + index)).join(',');
  expect(numbersOf(many)).toHaveLength(MOST);
});
