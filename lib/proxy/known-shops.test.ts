import { expect, test } from 'vitest';
import { knownShop, rememberShop } from './known-shops';

test('made-up host names push out no shop and do not fill the memory', () => {
  rememberShop('itanna.example', 'itanna');
  rememberShop('closed.example', '');
  for (let n = 0; n < 25_000; n++) rememberShop(`${n}.example`, null);
  expect(knownShop('itanna.example')?.slug).toBe('itanna');
  expect(knownShop('closed.example')?.slug).toBe('');
  expect(knownShop('24999.example')?.slug).toBeNull();
  expect(knownShop('0.example')).toBeUndefined();
});
