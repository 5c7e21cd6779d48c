import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { signInSchema } from './schema';

const t = translatorFor('en', 'refusals');

const password = ' correct\u200bhorse ';

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ['a&b@example.com', 'a&b@example.com'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['\u2068ada@example.com\u2069', 'ada@example.com'],
])('reads the email %j as %s, and keeps the password exactly as entered', (email, stored) => {
  expect(signInSchema.parse({ email, password })).toEqual({ email: stored, password });
});

test('refuses an invalid email or password at its field', () => {
  const { error } = signInSchema.safeParse({ email: 'ada\0', password: 'correct\0horse' });
  expect(error && Object.keys(fieldErrors(t, error))).toEqual(['email', 'password']);
});
