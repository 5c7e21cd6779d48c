import { expect, test } from 'vitest';
import { trackLatest } from './latest';

/** Resolves the responses in the given order, and returns what is then shown. */
async function shownAfter(order: number[]) {
  const begin = trackLatest();
  const shown: string[] = [];
  const calls = ['first', 'second', 'third'].map((text) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const isLatest = begin();
    return { resolve, over: promise.then(() => isLatest() && shown.push(text)) };
  });
  for (const index of order) {
    calls[index]?.resolve();
    await calls[index]?.over;
  }
  return shown;
}

test('only the response to the latest call counts, whenever it arrives', async () => {
  expect(await shownAfter([0, 1, 2])).toEqual(['third']);
  expect(await shownAfter([2, 1, 0])).toEqual(['third']);
});

test('trackers are independent of each other', () => {
  const isLatest = trackLatest()();
  trackLatest()();
  expect(isLatest()).toBe(true);
});
