import { expect, test } from 'vitest';
import { readOrderNumber } from './number';

test('a shopper may type the number of an order any way', () => {
  for (const input of ['7K3M-Q2XD', '7k3mq2xd', ' 7k3m q2xd ', '7K3M–Q2XD'])
    expect(readOrderNumber(input), input).toBe('7K3M-Q2XD');
  expect(readOrderNumber('oil0-0000')).toBe('0110-0000');
});

test('what cannot be a number of ours is not looked up', () => {
  for (const input of ['', '7K3M', '7K3M-Q2XDE', 'U000-0000', '../admin'])
    expect(readOrderNumber(input), input).toBeNull();
});
