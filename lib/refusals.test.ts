import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalOf, words } from './refusals';

const folder = new URL('../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

test('every reason with which the database refuses has words for people', () => {
  const reasons = [...sql.matchAll(/private\.refuse\(\s*\d{3},\s*'([a-z_]+)'/g)].map(
    (match) => match[1] ?? '',
  );
  expect(reasons.length).toBeGreaterThan(30);
  expect(reasons.filter((reason) => !Object.hasOwn(words, reason))).toEqual([]);
});

test('a refusal names its field and carries its details', () => {
  expect(
    refusalOf({
      code: 'PT409',
      message: 'sold_out',
      details: '[{"sku":"A","available":1}]',
      hint: 'quantity',
    }),
  ).toEqual({
    ok: false,
    reason: 'sold_out',
    message: words.sold_out,
    fields: { quantity: words.sold_out },
    details: [{ sku: 'A', available: 1 }],
  });
});

test('an error that is no refusal is a bug and is thrown', () => {
  expect(() => refusalOf({ code: '23505', message: 'duplicate key', details: '', hint: '' })).toThrow(
    '23505',
  );
});
