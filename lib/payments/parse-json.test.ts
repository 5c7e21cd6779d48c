import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oddJson, UNSTORABLE } from './odd-json.ts';
import { cleanText, parseJson } from './parse-json.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

test('whatever is read can be stored: no NUL, no half of a character, and nothing without a bottom', () => {
  fc.assert(
    fc.property(oddJson, (value) => {
      const read = parseJson(JSON.stringify(value ?? null));
      expect(JSON.stringify(read)).not.toMatch(UNSTORABLE);
      expect(depthOf(read)).toBeLessThanOrEqual(64);
    }),
  );
});

test('what can be stored comes as it was sent', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!UNSTORABLE.test(text) && !/\d{16}/.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('a NUL or half a character is replaced, in keys as well as in values', () => {
  expect(parseJson('{"a\\u0000":"cut \\ud83d","b":["\\udc00 \\ud83d\\ude00"]}')).toEqual({
    'a\uFFFD': 'cut \uFFFD',
    b: ['\uFFFD 😀'],
  });
  expect(cleanText('\0\ud83d')).toBe('\uFFFD\uFFFD');
});

test('integers that a double would round keep their digits, wherever they stand', () => {
  expect(parseJson('{"id":18446744073709551557,"list":[9007199254740993],"amount":1875000}')).toEqual({
    id: '18446744073709551557',
    list: ['9007199254740993'],
    amount: 1_875_000,
  });
  expect(parseJson('[1.5,1e21,"9007199254740993"]')).toEqual([1.5, 1e21, '9007199254740993']);
});

test('what is nested to death is cut off, and what stands beside it is read', () => {
  const [deep, end] = ['[{"a":'.repeat(200_000), '}]'.repeat(200_000)];
  expect(parseJson(`{"before":1,"log":${deep}"]}\\"{["${end},"after":"]"}`)).toMatchObject({
    before: 1,
    after: ']',
  });
});

test('brackets in texts are none, however many there are', () => {
  const value = { message: '[{'.repeat(100), key: '"\\', reference: ']}'.repeat(100), log: [{ after: 1 }] };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
});

test.each(['', 'no JSON', '{"a":', '['.repeat(200_000), ']'.repeat(200_000), '{"a":1]'])(
  'what is no JSON is nothing (%#)',
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);
