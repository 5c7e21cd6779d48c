import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { invalid, refusalOf, words } from './refusals';

const folder = new URL('../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

test('every reason that the database refuses with has a text', () => {
  const reasons = [...sql.matchAll(/private\.refuse\(\s*\d{3},\s*'([a-z_]+)'/g)].map(
    (match) => match[1] ?? '',
  );
  expect(reasons.length).toBeGreaterThan(30);
  expect(reasons.filter((reason) => !Object.hasOwn(words, reason))).toEqual([]);
});

test('a refusal has its field and details', () => {
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

test('a rate limit states when to try again', () => {
  const wordsOf = (retry_after: number) =>
    refusalOf({
      code: 'PT429',
      message: 'too_many_requests',
      details: `{"retry_after":${retry_after}}`,
      hint: 'email',
    });
  expect(wordsOf(60)).toMatchObject({
    message: 'Too many attempts. Try again in a minute.',
    fields: { email: 'Too many attempts. Try again in a minute.' },
  });
  expect(wordsOf(61)?.message).toBe('Too many attempts. Try again in 2 minutes.');
});

test('returns null for an error that is not a refusal', () => {
  expect(refusalOf({ code: '23505', message: 'duplicate key', details: '', hint: '' })).toBeNull();
  expect(refusalOf({ code: 'PT409', message: 'no_such_reason', details: '', hint: '' })).toBeNull();
});

test('treats text that the database cannot store as a refusal', () => {
  const errors = [
    ['22021', 'invalid byte sequence for encoding "UTF8": 0x00'],
    ['22P05', 'unsupported Unicode escape sequence'],
    ['22P02', 'invalid input syntax for type json'],
  ] as const;
  for (const [code, message] of errors) {
    expect(refusalOf({ code, message, details: '', hint: '' })).toEqual({
      ok: false,
      reason: 'invalid_text',
      message: words.invalid_text,
    });
  }
  // a programming error has the same code
  const mistake = {
    code: '22P02',
    message: 'invalid input syntax for type uuid: "x"',
    details: '',
    hint: '',
  };
  expect(refusalOf(mistake)).toBeNull();
});

test('shows the error of a hidden field above the form', () => {
  const refusal = refusalOf({
    code: 'PT422',
    message: 'invalid_idempotency_key',
    details: '',
    hint: 'idempotency_key',
  });
  expect(refusal).toMatchObject({ message: words.invalid_idempotency_key, fields: undefined });
});

test('reports an error inside a field at the field', () => {
  const { error } = z
    .object({ lines: z.array(z.object({ quantity: z.int('Whole numbers only.') })) })
    .safeParse({
      lines: [{ quantity: 0.5 }],
    });
  expect(error && invalid(error).fields).toEqual({ lines: 'Whole numbers only.' });
});
