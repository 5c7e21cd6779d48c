import { expect, test } from 'vitest';
import { invalid } from '@/lib/refusals';
import { signInSchema } from './schema';

const password = ' correct\u200bhorse ';

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ['a&b@example.com', 'a&b@example.com'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['\u2068ada@example.com\u2069', 'ada@example.com'],
])('who signs in as %j is looked for as %s, with the password as it was typed', (email, looked) => {
  expect(signInSchema.parse({ email, password })).toEqual({ email: looked, password });
});

test('what cannot be an address or a password is said at its field', () => {
  const { error } = signInSchema.safeParse({ email: 'ada\0', password: 'correct\0horse' });
  expect(error && Object.keys(invalid(error).fields ?? {})).toEqual(['email', 'password']);
});
