import { readOrderNumber } from '@/lib/orders/number';

/** So many orders are printed at once: about three pages of the queue. */
export const MOST = 100;

/** `?orders=7K3M-Q2XD,…` as somebody may have typed it: each number once, in the order in which they are given. */
export function numbersOf(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const numbers = text.split(',').flatMap((input) => readOrderNumber(input) ?? []);
  return [...new Set(numbers)].slice(0, MOST);
}
