import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oddJson, UNSTORABLE } from './odd-json.ts';
import { cleanText, parseJson } from './parse-json.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

test('returns only what can be stored: no NUL, no lone surrogate, limited depth', () => {
  fc.assert(
    fc.property(oddJson, (value) => {
      const read = parseJson(JSON.stringify(value ?? null));
      expect(JSON.stringify(read)).not.toMatch(UNSTORABLE);
      expect(depthOf(read)).toBeLessThanOrEqual(64);
    }),
  );
});

test('keeps storable values unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!UNSTORABLE.test(text) && !/\d{16}/.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('replaces NUL and lone surrogates in keys and values', () => {
  expect(parseJson('{"a\\u0000":"cut \\ud83d","b":["\\udc00 \\ud83d\\ude00"]}')).toEqual({
    'a\uFFFD': 'cut \uFFFD',
    b: ['\uFFFD 😀'],
  });
  expect(cleanText('\0\ud83d')).toBe('\uFFFD\uFFFD');
});

test('keeps all digits of large integers', () => {
  expect(parseJson('{"id":18446744073709551557,"list":[9007199254740993],"amount":1875000}')).toEqual({
    id: '18446744073709551557',
    list: ['9007199254740993'],
    amount: 1_875_000,
  });
  expect(parseJson('[1.5,1e21,"9007199254740993"]')).toEqual([1.5, 1e21, '9007199254740993']);
});

test('cuts off extreme nesting, and reads the values next to it', () => {
  const [deep, end] = ['[{"a":'.repeat(200_000), '}]'.repeat(200_000)];
  expect(parseJson(`{"before":1,"log":${deep}"]}\\"{["${end},"after":"]"}`)).toMatchObject({
    before: 1,
    after: ']',
  });
});

test('ignores brackets in strings', () => {
  const value = { message: '[{'.repeat(100), key: '"\\', reference: ']}'.repeat(100), log: [{ after: 1 }] };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
});

test.each(['', 'no JSON', '{"a":', '['.repeat(200_000), ']'.repeat(200_000), '{"a":1]'])(
  'returns undefined for text that is not JSON (%#)',
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);
