import { expect, test } from 'vitest';
import { arrayLiteral } from './array-literal';

test('texts with commas, quotes and braces stay one text each', () => {
  expect(arrayLiteral([])).toBe('{}');
  expect(arrayLiteral(['S', ''])).toBe('{"S",""}');
  expect(arrayLiteral(['12" x 9", flat', '{NULL}', 'a\\b'])).toBe(
    String.raw`{"12\" x 9\", flat","{NULL}","a\\b"}`,
  );
});
