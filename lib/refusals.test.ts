import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldErrors, fieldMessage } from './field-messages';
import { messages, translatorFor } from './messages/messages';
import { refusalOf, refusedIn } from './refusals';

const { reasons, fields } = messages.en.refusals;
const t = translatorFor('en', 'refusals');

const root = new URL('../', import.meta.url);
const read = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !/\.test\.|\.d\.ts$/.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8'))
    .join('\n');
const sql = read('supabase/migrations', /\.sql$/);
const code = ['app', 'components', 'lib'].map((folder) => read(folder, /\.tsx?$/)).join('\n');

test('every reason that the database refuses with has a text', () => {
  const raised = [...sql.matchAll(/private\.refuse\(\s*\d{3},\s*'([a-z_]+)'/g)].map(
    (match) => match[1] ?? '',
  );
  expect(raised.length).toBeGreaterThan(30);
  expect(raised.filter((reason) => !Object.hasOwn(reasons, reason))).toEqual([]);
});

test('every reason is used in SQL or code, and every field message in code', () => {
  const isNamed = (reason: string) =>
    sql.includes(`'${reason}'`) || code.includes(`'${reason}'`) || code.includes(`'reasons.${reason}'`);
  expect(Object.keys(reasons).filter((reason) => !isNamed(reason))).toEqual([]);
  expect(Object.keys(fields).filter((field) => !code.includes(`'fields.${field}'`))).toEqual([]);
});

test('reads reason, field and details of a refusal', () => {
  const error = {
    ...{ code: 'PT409', message: 'sold_out', hint: 'quantity' },
    details: '[{"sku":"A","available":1}]',
  };
  expect(refusalOf(error)).toEqual({
    ...{ reason: 'sold_out', field: 'quantity', details: [{ sku: 'A', available: 1 }] },
  });
});

test('shows the message of a refusal also at its field', () => {
  const details = [{ sku: 'A', available: 1 }];
  expect(refusedIn(t, 'sold_out', { field: 'quantity', details })).toEqual({
    ...{ ok: false, reason: 'sold_out', message: reasons.sold_out, details },
    fields: { quantity: reasons.sold_out },
  });
});

test('a rate limit states when to try again', () => {
  const refusedFor = (retry_after: number) =>
    refusedIn(t, 'too_many_requests', { field: 'email', details: { retry_after } });
  expect(refusedFor(60)).toMatchObject({
    message: 'Too many attempts. Try again in a minute.',
    fields: { email: 'Too many attempts. Try again in a minute.' },
  });
  expect(refusedFor(61).message).toBe('Too many attempts. Try again in 2 minutes.');
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
    expect(refusalOf({ code, message, details: '', hint: '' })).toEqual({ reason: 'invalid_text' });
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
  const codes = refusalOf({
    code: 'PT422',
    message: 'invalid_idempotency_key',
    details: '',
    hint: 'idempotency_key',
  });
  expect(codes).toEqual({ reason: 'invalid_idempotency_key' });
});

test('shows a problem in a part of a field at the field, with the numbers of its rule', () => {
  const short = z.string().max(3, fieldMessage('fields.tooLong'));
  const { error } = z.object({ lines: z.array(z.object({ name: short })) }).safeParse({
    lines: [{ name: 'Ada' }, { name: 'Adaọbí' }],
  });
  expect(error && fieldErrors(t, error)).toEqual({ lines: 'Keep this to 3 characters or fewer.' });
});

test('replaces zod’s own message where a schema has none', () => {
  const { error } = z.object({ note: z.string() }).safeParse({});
  expect(error && fieldErrors(t, error)).toEqual({ note: fields.invalid });
});
