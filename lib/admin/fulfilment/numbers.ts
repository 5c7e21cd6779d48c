import { readOrderNumber } from '@/lib/orders/number';

/** Maximum number of orders to print or change at once: about three pages of the queue. */
export const MOST = 100;

/** Parses the untrusted `?orders=7K3M-Q2XD,…`: each number once, in the given order. */
export function numbersOf(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const numbers = text.split(',').flatMap((input) => readOrderNumber(input) ?? []);
  return [...new Set(numbers)].slice(0, MOST);
}
