import { expect, test } from 'vitest';
import { currencies, fractionDigits, isCurrency } from './currencies';
import { decimal, formatMoney } from './money';

test('a shopper in Lagos reads naira without needless kobo', () => {
  expect(formatMoney(1250000, 'NGN', 'en-NG')).toBe('₦12,500');
  expect(formatMoney(1250050, 'NGN', 'en-NG')).toBe('₦12,500.50');
});

test('a shopper in Kuala Lumpur reads ringgit and sen', () => {
  expect(formatMoney(18990, 'MYR', 'en-MY')).toBe('RM\u00a0189.90');
});

test('a shopper in Jakarta reads whole rupiah as they are written there, and never a hundredth or hundredfold of them', () => {
  expect(formatMoney(125_000_000, 'IDR', 'id-ID')).toBe('Rp\u00a01.250.000');
  expect(formatMoney(125_000_050, 'IDR', 'id-ID')).toBe('Rp\u00a01.250.000,50');
});

test('what is too much is shown with its sign', () => {
  expect(formatMoney(-5, 'NGN', 'en-NG')).toBe('-₦0.05');
  expect(decimal(-5, 'NGN')).toBe('-0.05');
});

test('programs read the same price as shoppers, to the last kobo', () => {
  expect([decimal(1450050, 'NGN'), decimal(5, 'MYR'), decimal(1450000, 'NGN')]).toEqual([
    '14500.50',
    '0.05',
    '14500.00',
  ]);
  expect(decimal(1500, 'XOF'), 'a currency without minor units').toBe('1500');
  expect(decimal(1500, 'KWD')).toBe('1.500');
});

test('a currency that nobody knows is not guessed at, and its money is shown as it was recorded', () => {
  expect(isCurrency('NAI')).toBe(false);
  expect(() => fractionDigits('NAI')).toThrow('NAI is no currency');
  expect(formatMoney(1250000, 'NAI', 'en-NG')).toBe('NAI 1250000 (minor units)');
});

test('each currency stands in the table once', () => {
  expect(currencies.size).toBe(165);
  for (const [code, digits] of currencies) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect([0, 2, 3, 4]).toContain(digits);
  }
});
