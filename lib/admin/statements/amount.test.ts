import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountReader, guessDecimal } from './amount';

const naira = amountReader('NGN', '.');
const rupiah = amountReader('IDR', ',');
const dong = amountReader('VND', ',');

/** Any code points, including lone surrogates. */
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
});

test.each([
  ['1,250,000.00', 1_250_000_00, null],
  ['NGN 5,000.00', 5_000_00, null],
  ['₦5,000', 5_000_00, null],
  ['N5,000.5', 5_000_50, null],
  ['5000.00CR', 5_000_00, 'in'],
  ['5,000.00 Cr.', 5_000_00, 'in'],
  ['+5000', 5_000_00, 'in'],
  ['1\u00a0250\u202f000.00', 1_250_000_00, null],
  ['.50', 50, null],
  ['5000.0000', 5_000_00, null],
  ['0.000', 0, null],
  ['(1,200.00)', 1_200_00, 'out'],
  ['₦(1,200.00)', 1_200_00, 'out'],
  ['-1,200.00', 1_200_00, 'out'],
  ['−1,200.00', 1_200_00, 'out'],
  ['NGN -1,200.00', 1_200_00, 'out'],
  ['1,200.00-', 1_200_00, 'out'],
  ['1,200.00 DR', 1_200_00, 'out'],
  ['-1,200.00 DR', 1_200_00, 'out'],
])('reads %j from a bank in Lagos', (text, minor, direction) => {
  expect(naira(text)).toEqual({ minor, direction });
});

test.each([
  ['1.250.000,00', 1_250_000_00, null],
  ['1.250.000,50', 1_250_000_50, null],
  ['1.250.000,00 CR', 1_250_000_00, 'in'],
  ['Rp.50.000', 50_000_00, null],
  ['Rp 50.000,00 DB', 50_000_00, 'out'],
  ['50000', 50_000_00, null],
])('reads %j from a bank in Jakarta', (text, minor, direction) => {
  expect(rupiah(text)).toEqual({ minor, direction });
});

test.each([
  ['1.250.000,00', 1_250_000, null],
  ['1.250.000,00 CR', 1_250_000, 'in'],
  ['50000', 50_000, null],
])('reads %j from a bank in Hanoi, with decimals that the dong does not have', (text, minor, direction) => {
  expect(dong(text)).toEqual({ minor, direction });
});

test.each([
  ['MYR', '.', 'RM 12.30', 12_30],
  ['MYR', '.', '12.30+', 12_30],
  ['GHS', '.', 'GH₵ 1,250.00', 1_250_00],
  ['KES', '.', 'KSh. 3,500', 3_500_00],
  ['ZAR', ',', 'R 1 250,00', 1_250_00],
  ['KWD', '.', '1.250', 1_250],
] as const)('reads %s with decimal sign %j from %j', (currency, decimal, text, minor) => {
  expect(amountReader(currency, decimal)(text)).toMatchObject({ minor });
});

test.each([
  ['', 'amount_missing'],
  [' -- ', 'amount_missing'],
  ['five thousand', 'amount_unreadable'],
  ['5K', 'amount_unreadable'],
  ['5,000/-', 'amount_unreadable'],
  ['1,25,000.00', 'amount_unreadable'],
  ['12,50', 'amount_unreadable'],
  ['1.250,00', 'amount_unreadable'],
  ['1,250 000.00', 'amount_unreadable'],
  ['5000.', 'amount_unreadable'],
  ['5000.00.', 'amount_unreadable'],
  ['--5000', 'amount_unreadable'],
  ['-5000-', 'amount_unreadable'],
  ['(5000', 'amount_unreadable'],
  ['5000)', 'amount_unreadable'],
  [')5000(', 'amount_unreadable'],
  ['5000 / 6000', 'amount_unreadable'],
  ['1e5', 'amount_unreadable'],
  ['USD 500.00', 'other_currency'],
  ['US$500.00', 'other_currency'],
  ['-500.00 CR', 'direction_unclear'],
  ['+500.00 DR', 'direction_unclear'],
  ['500.005', 'too_many_decimals'],
  ['500.0050', 'too_many_decimals'],
  ['1.000', 'too_many_decimals'],
  ['10000000000000.00', 'amount_too_large'],
])('refuses %j: %s', (text, problem) => {
  expect(naira(text)).toEqual({ problem });
});

test('refuses half a dong instead of rounding it', () => {
  expect(dong('1.250.000,50')).toEqual({ problem: 'too_many_decimals' });
});

test('does not read a dot before three digits as rupiah decimals', () => {
  expect(amountReader('IDR', '.')('1.000')).toEqual({ problem: 'too_many_decimals' });
});

describe('amounts in any notation', () => {
  const currencies = fc.constantFrom(
    { currency: 'NGN', digits: 2, sign: '₦' },
    { currency: 'MYR', digits: 2, sign: 'RM' },
    { currency: 'GHS', digits: 2, sign: 'GH₵' },
    { currency: 'IDR', digits: 2, sign: 'Rp' },
    { currency: 'VND', digits: 0, sign: '₫' },
    { currency: 'KWD', digits: 3, sign: 'KWD' },
  );
  const shapes = fc.constantFrom(
    ...([
      ['.', ','],
      ['.', ' '],
      ['.', '\u00a0'],
      ['.', ''],
      [',', '.'],
      [',', ' '],
      [',', '\u202f'],
      [',', ''],
    ] as const),
  );
  const around: fc.Arbitrary<[string, string, 'in' | 'out' | null]> = fc.constantFrom(
    ['', '', null],
    ['', 'CR', 'in'],
    ['', ' cr', 'in'],
    ['+', '', 'in'],
    ['', '+', 'in'],
    ['-', '', 'out'],
    ['- ', '', 'out'],
    ['', '-', 'out'],
    ['(', ')', 'out'],
    ['', ' DR', 'out'],
    ['', 'DB', 'out'],
  );
  const money = fc.constantFrom<'' | 'code' | 'sign'>('', 'code', 'sign');

  test('are read exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999_999 }),
        currencies,
        shapes,
        around,
        money,
        fc.nat(2),
        (minor, { currency, digits, sign }, [decimal, group], [before, after, direction], named, zeros) => {
          const figures = String(minor).padStart(digits + 1, '0');
          const whole = figures.slice(0, figures.length - digits).replace(/\B(?=(\d{3})+$)/g, group);
          const fraction = figures.slice(figures.length - digits) + (digits === 0 ? '00'.slice(zeros) : '');
          const name = { '': '', code: `${currency} `, sign }[named];
          const text = `${before}${name}${whole}${fraction && decimal}${fraction}${after}`;
          expect(amountReader(currency, decimal)(text), text).toEqual({ minor, direction });
        },
      ),
    );
  });

  test('give a problem for any other text, and never throw', () => {
    const characters = fc.string({ unit: fc.constantFrom(...'0159.,-+() ₦NGCRD\u00a0e/') });
    fc.assert(
      fc.property(fc.oneof(characters, anything), (text) => {
        const amount = naira(text);
        if ('problem' in amount) return;
        expect(amount.minor).toBeGreaterThanOrEqual(0);
        expect(Number.isSafeInteger(amount.minor)).toBe(true);
      }),
    );
  });
});

test.each([
  [['1.250.000,00', '50.000,00'], ','],
  [['1,250,000.00', '50.00'], '.'],
  [['50.000', '1.250.000'], ','],
  [['50,000', '1,250'], '.'],
  [['12,5'], ','],
  [['5000'], '.'],
  [[], '.'],
])('guesses the decimal sign of %j as %j', (cells, decimal) => {
  expect(guessDecimal(cells)).toBe(decimal);
});
