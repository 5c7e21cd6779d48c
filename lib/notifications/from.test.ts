import fc from 'fast-check';
import { addressParser } from 'postal-mime';
import { expect, test } from 'vitest';
import { fromHeader } from './from';

const address = 'orders@my-shop.example';
const inOneLine = (name: string) => name.replace(/\s+/g, ' ').trim();

test.each([
  ['Ìtànná', 'Ìtànná <orders@my-shop.example>'],
  ["Ada & Daughters' $& Co", "Ada & Daughters' $& Co <orders@my-shop.example>"],
  ['Beauty, Lagos', '"Beauty, Lagos" <orders@my-shop.example>'],
  ['The "Best" Shop \\ Ltd.', '"The \\"Best\\" Shop \\\\ Ltd." <orders@my-shop.example>'],
  ['Shop <evil@evil.example>', '"Shop <evil@evil.example>" <orders@my-shop.example>'],
  ['Shop\r\nBcc: evil@evil.example', '"Shop Bcc: evil@evil.example" <orders@my-shop.example>'],
  ['美しい店（東京）', '"美しい店（東京）" <orders@my-shop.example>'],
  [' \n', 'orders@my-shop.example'],
])('names the shop %j as the sender', (name, header) => {
  expect(fromHeader(name, address)).toBe(header);
});

test("always sends from the same address, under exactly the shop's name", () => {
  const odd = fc.string({ unit: fc.constantFrom(...'ab ,;:"\'\\<>()@[].$&%\n\r\t-ÌẹñД東🌸') });
  const name = fc.oneof(odd, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme-ascii' }));
  fc.assert(
    fc.property(
      name.filter(
        (text) => inOneLine(text) !== '' && !text.includes('=?') && !/\p{Cc}/u.test(text.replace(/\s/g, '')),
      ),
      (shop) => {
        const header = fromHeader(shop, address);
        expect(addressParser(header)).toEqual([{ name: inOneLine(shop), address }]);
        expect(header).not.toMatch(/[\r\n]/);
      },
    ),
    { numRuns: 2000 },
  );
});
