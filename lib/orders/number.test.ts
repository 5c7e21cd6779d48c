import { expect, test } from 'vitest';
import { readOrderNumber } from './number';

test('reads an order number in any notation', () => {
  for (const input of ['7K3M-Q2XD', '7k3mq2xd', ' 7k3m q2xd ', '7K3M–Q2XD'])
    expect(readOrderNumber(input), input).toBe('7K3M-Q2XD');
  expect(readOrderNumber('oil0-0000')).toBe('0110-0000');
});

test('refuses what cannot be an order number', () => {
  for (const input of ['', '7K3M', '7K3M-Q2XDE', 'U000-0000', '../admin'])
    expect(readOrderNumber(input), input).toBeNull();
});
