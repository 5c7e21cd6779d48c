import { expect, test } from 'vitest';
import { currencies, fractionDigits, isCurrency } from './currencies';
import { decimal, formatMoney } from './money';

test('formats naira without empty kobo', () => {
  expect(formatMoney(1250000, 'NGN', 'en-NG')).toBe('₦12,500');
  expect(formatMoney(1250050, 'NGN', 'en-NG')).toBe('₦12,500.50');
});

test('formats ringgit with sen', () => {
  expect(formatMoney(18990, 'MYR', 'en-MY')).toBe('RM\u00a0189.90');
});

test('formats rupiah in the Indonesian style, never off by a factor of a hundred', () => {
  expect(formatMoney(125_000_000, 'IDR', 'id-ID')).toBe('Rp\u00a01.250.000');
  expect(formatMoney(125_000_050, 'IDR', 'id-ID')).toBe('Rp\u00a01.250.000,50');
});

test('shows the sign of a negative amount', () => {
  expect(formatMoney(-5, 'NGN', 'en-NG')).toBe('-₦0.05');
  expect(decimal(-5, 'NGN')).toBe('-0.05');
});

test('writes an exact decimal for programs', () => {
  expect([decimal(1450050, 'NGN'), decimal(5, 'MYR'), decimal(1450000, 'NGN')]).toEqual([
    '14500.50',
    '0.05',
    '14500.00',
  ]);
  expect(decimal(1500, 'XOF'), 'a currency without minor units').toBe('1500');
  expect(decimal(1500, 'KWD')).toBe('1.500');
});

test('refuses to guess the decimals of an unknown currency, and shows its amounts unconverted', () => {
  expect(isCurrency('NAI')).toBe(false);
  expect(() => fractionDigits('NAI')).toThrow('NAI is no currency');
  expect(formatMoney(1250000, 'NAI', 'en-NG')).toBe('NAI 1250000 (minor units)');
});

test('lists every currency once', () => {
  expect(currencies.size).toBe(165);
  for (const [code, digits] of currencies) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect([0, 2, 3, 4]).toContain(digits);
  }
});
