import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { refusedIn } from '@/lib/refusals';
import { refusalWords, shortLinesOf } from './words';

const t = translatorFor('en', 'admin');
const refusals = translatorFor('en', 'refusals');
const timeOf = (at: string) => at.slice(11, 16);

test('names the colleague who claimed the order, and until when', () => {
  const claimed = refusedIn(refusals, 'claimed', {
    details: { name: 'Ada Obi', claimed_until: '2026-11-20T14:32:00+00:00' },
  });
  expect(refusalWords(t, claimed, timeOf)).toBe(
    'Ada Obi is verifying this transfer until 14:32. Nothing was changed.',
  );
  expect(refusalWords(t, refusedIn(refusals, 'claimed'), timeOf)).toContain('A colleague');
});

test("uses the review page's own text for a refusal if there is one, else the general text", () => {
  expect(refusalWords(t, refusedIn(refusals, 'separation_of_duties'), timeOf)).toContain('your own order');
  expect(refusalWords(t, refusedIn(refusals, 'already_paid'), timeOf)).toContain('a second payment');
  expect(refusalWords(t, refusedIn(refusals, 'stale'), timeOf)).toContain('Check it again');
});

test('reads the items that are out of stock', () => {
  const lines = [{ sku: 'SER-30', name: 'Serum', option_value: '30 ml', requested: 2, available: 1 }];
  expect(shortLinesOf(refusedIn(refusals, 'sold_out', { details: lines }))).toEqual([
    { sku: 'SER-30', name: 'Serum', requested: 2, available: 1 },
  ]);
  expect(shortLinesOf(refusedIn(refusals, 'invalid_lines', { details: lines }))).toEqual([]);
  expect(shortLinesOf(refusedIn(refusals, 'sold_out'))).toEqual([]);
});
