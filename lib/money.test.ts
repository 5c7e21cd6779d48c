import { expect, test } from 'vitest';
import { formatMoney } from './money';

test('a shopper in Lagos reads naira without needless kobo', () => {
  expect(formatMoney(1250000, 'NGN')).toBe('₦12,500');
  expect(formatMoney(1250050, 'NGN')).toBe('₦12,500.50');
});

test('a shopper in Kuala Lumpur reads ringgit and sen', () => {
  expect(formatMoney(18990, 'MYR')).toBe('RM\u00a0189.90');
});
