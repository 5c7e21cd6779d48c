import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountInput, exampleAmount, readAmount } from './amount';
import { currencies } from './currencies';
import { formatMoney } from './money';

/** The currencies of Kedai's main countries, and the locales of shops there. */
const home = {
  NGN: ['en-NG', 'ha-NG', 'yo-NG', 'ig-NG', 'en', 'fr'],
  GHS: ['en-GH', 'ak-GH', 'ee-GH', 'ha-GH', 'en', 'fr'],
  KES: ['en-KE', 'sw-KE', 'so-KE', 'om-KE', 'sw', 'en'],
  ZAR: ['en-ZA', 'af-ZA', 'zu-ZA', 'xh-ZA', 'st-ZA', 'nso-ZA', 'tn-ZA', 'en'],
  MYR: ['ms-MY', 'en-MY', 'zh-MY', 'ta-MY', 'en'],
  IDR: ['id-ID', 'en-ID', 'jv-ID', 'su-ID', 'en'],
};
const shops = Object.entries(home).flatMap(([currency, locales]) =>
  locales.map((locale) => [currency, locale] as const),
);
/** Other styles: groups of two digits, native digits, apostrophes, decimal commas, direction marks, symbols with dots. */
const abroad = [
  'fr-SN',
  'fr-CI',
  'fr-MA',
  'pt-PT',
  'pt-BR',
  'es-ES',
  'de',
  'de-AT',
  'de-CH',
  'fr-CH',
  'en-IN',
  'hi-IN',
].concat(
  [
    'bn-BD',
    'ne-NP',
    'si-LK',
    'my-MM',
    'ar-EG',
    'ar-MA',
    'fa-IR',
    'ur-PK',
    'he-IL',
    'sv-SE',
    'pl-PL',
    'tr-TR',
    'sw-TZ',
  ],
  ['en-TZ', 'en-UG', 'en-ZM', 'rw-RW', 'am-ET', 'vi-VN', 'th-TH', 'ja-JP', 'ru-RU'],
);

/** Amounts of every length. */
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999_999_999 }),
  fc.integer({ min: 0, max: 200_000 }),
  fc.integer({ min: 0, max: 99_999 }).map((whole) => whole * 1000),
);

test('reads back every amount that a page of the shop shows', () => {
  const anyShop = fc.oneof(
    fc.constantFrom(...shops),
    fc.tuple(
      fc.constantFrom(...currencies.keys()),
      fc.constantFrom(...Object.values(home).flat(), ...abroad),
    ),
  );
  fc.assert(
    fc.property(anyShop, amounts, ([currency, locale], minor) => {
      const shown = formatMoney(minor, currency, locale);
      expect(readAmount(shown, currency, locale), `${shown} in ${locale}`).toBe(minor);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

test('reads back the initial value of a form, and the example', () => {
  for (const [currency, locale] of shops) {
    for (const minor of [0, 5, 50, 118_990, 120_000, 125_000_000, 999_999_999_999_999]) {
      const shown = amountInput(minor, currency, locale);
      expect(readAmount(shown, currency, locale), `${shown} in ${locale}`).toBe(minor);
    }
    const example = exampleAmount(currency, locale);
    expect(readAmount(example, currency, locale), `${example} in ${locale}`).toBe(1_250_050);
  }
});

test('reads an amount in a foreign format as the same amount, or refuses it', () => {
  const writers = fc.constantFrom(...shops.map(([, locale]) => locale), ...abroad);
  fc.assert(
    fc.property(fc.constantFrom(...shops), writers, amounts, ([currency, locale], elsewhere, minor) => {
      const shown = formatMoney(minor, currency, elsewhere);
      expect([minor, null], `${shown} of ${elsewhere} in ${locale}`).toContain(
        readAmount(shown, currency, locale),
      );
    }),
    { numRuns: 1000 },
  );
}, 30_000);

test.each([
  ['ZAR', 'en-ZA', 'R 1 189,90', 118_990],
  ['ZAR', 'en-ZA', '1189,90', 118_990],
  ['GHS', 'en-GH', 'GH₵125.50', 12_550],
  ['KES', 'en-KE', 'Ksh 1,200', 120_000],
  ['KES', 'en-KE', '1,200/=', 120_000],
  ['IDR', 'id-ID', 'Rp 1.250.000', 125_000_000],
  ['IDR', 'id-ID', '150.000', 15_000_000],
  ['MYR', 'en-MY', 'RM 20', 2000],
  ['NGN', 'en-NG', '₦5,000', 500_000],
])('in %s and %s, %j is %d', (currency, locale, value, minor) => {
  expect(readAmount(value, currency, locale)).toBe(minor);
});

describe.each<[string, string, [string, number][]]>([
  [
    'NGN',
    'en-NG',
    [
      ['12500', 1_250_000],
      ['12,500', 1_250_000],
      ['12 500.5', 1_250_050],
      ['₦12,500.50', 1_250_050],
      ['N12,500', 1_250_000],
      ['n 500', 50_000],
      ['NGN 0.01', 1],
      ['500 NGN', 50_000],
      ['1.15', 115],
      ['.50', 50],
      [' 5\u00a0000 ', 500_000],
      ['\u20681\u200b2,500\u2069', 1_250_000],
      // different separators, or a repeated one, are unambiguous
      ['1.234,50', 123_450],
      ['1.250.000', 125_000_000],
    ],
  ],
  [
    'KES',
    'en-KE',
    [
      ['KSh1,200', 120_000],
      ['Ksh. 1,200.50', 120_050],
      ['Kshs 1200', 120_000],
      ['KES1200', 120_000],
      ['1,200/-', 120_000],
      ['1200 /=', 120_000],
    ],
  ],
  [
    'ZAR',
    'en-ZA',
    [
      ['R1189,90', 118_990],
      ['R1,189.90', 118_990],
      ['1189.90', 118_990],
      ['R\u202f1\u202f189', 118_900],
      ['R 1 189 900', 118_990_000],
      ["R1'189.90", 118_990],
      ['1189,9', 118_990],
    ],
  ],
  [
    'IDR',
    'id-ID',
    [
      ['Rp150.000', 15_000_000],
      ['Rp.150.000,-', 15_000_000],
      ['rp 1.250.000,50', 125_000_050],
      ['150000', 15_000_000],
      ['12,5', 1250],
    ],
  ],
  ['XOF', 'fr-CI', [['12 500 F CFA', 12_500]]],
  ['UGX', 'en-UG', [['5,000.00', 5000]]],
  ['INR', 'en-IN', [['₹12,50,000.50', 125_000_050]]],
  ['EGP', 'ar-EG', [['\u200f١٬٢٥٠٫٥٠ E£', 125_050]]],
  ['ZMW', 'en-ZM', [['K5,000', 500_000]]],
])('in %s and %s', (currency, locale, lines) => {
  test.each(lines)('reads %j', (value, minor) => {
    expect(readAmount(value, currency, locale)).toBe(minor);
  });
});

describe.each([
  [
    'NGN',
    'en-NG',
    [
      '',
      '-5',
      '₦-5',
      '12,50',
      '1,2500',
      '1.234',
      '12.505',
      '1e3',
      'ten',
      '5K',
      '5m',
      '$500',
      'USD 500',
      'MYR 500',
    ].concat(
      [
        '99999999999999999',
        '1,250 000',
        '12 50',
        '5 000 000,5.5',
        '1,2,3',
        '12½',
        '12⁵',
        '5/6',
        '(500)',
        '500-',
        '5.000,',
      ],
      ['9'.repeat(61)],
    ),
  ],
  ['ZAR', 'en-ZA', ['150,000', 'R1,200', '1.189', 'R.50', 'R 12,505']],
  ['IDR', 'id-ID', ['12.50', '150.00', '1.2500', '150,000', '150rb', '5 jt']],
  ['XOF', 'fr-CI', ['12,5', '1,250', '1.250']],
  ['ZMW', 'en-ZM', ['5K', '5 K', '5 k']],
  ['CHF', 'de-CH', ['1,250', '12,50']],
  ['TND', 'fr-TN', ['1.500']],
  ['NAI', 'en-NG', ['5000']],
])('in %s and %s', (currency, locale, lines) => {
  test.each(lines)('refuses %j', (value) => {
    expect(readAmount(value, currency, locale)).toBeNull();
  });
});

test("gives an example in the shop's format", () => {
  const examples = shops.map(([currency, locale]) => [locale, exampleAmount(currency, locale)]);
  expect(Object.fromEntries(examples)).toMatchObject({
    'en-NG': '12,500.50',
    'en-MY': '12,500.50',
    'en-ZA': '12\u00a0500,50',
    'id-ID': '12.500,50',
  });
  expect(exampleAmount('JPY', 'en')).toBe('12,500');
  expect(exampleAmount('KWD', 'en')).toBe('12,500.500');
});
