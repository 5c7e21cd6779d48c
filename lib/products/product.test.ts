import { expect, test, vi } from 'vitest';
import { discountPercent, isSoldOut, startingPrice, stillAhead, stockHint } from './product';

const variant = (price_minor: number, compare_at_minor: number | null = null) => ({
  price_minor,
  compare_at_minor,
});

test('a list shows the lowest price, and whether other variants cost more', () => {
  expect(startingPrice([variant(2150000), variant(1450000)])).toEqual({ ...variant(1450000), varies: true });
  expect(startingPrice([variant(480000), variant(480000)])).toEqual({ ...variant(480000), varies: false });
  expect(startingPrice([variant(2500000), variant(2100000, 2500000)])?.compare_at_minor).toBe(2500000);
  expect(startingPrice([])).toBeNull();
});

test('a product is sold out only when every variant is', () => {
  const variants = [{ id: 'small' }, { id: 'large' }];
  expect(isSoldOut(variants, { small: 0, large: 3 })).toBe(false);
  expect(isSoldOut(variants, { small: 0, large: 0 })).toBe(true);
  expect(isSoldOut(variants, { small: 0, large: null }), 'untracked stock never runs out').toBe(false);
  expect(isSoldOut(variants, {}), 'not for sale').toBe(true);
});

test('a hint shows low stock only', () => {
  expect(stockHint(1)).toBe(1);
  expect(stockHint(4)).toBe(4);
  expect(stockHint(5)).toBeNull();
  expect(stockHint(null)).toBeNull();
  expect(stockHint(0)).toBe(0);
});

test('a discount is never rounded up', () => {
  expect(discountPercent(variant(1200000, 1350000))).toBe(11);
  expect(discountPercent(variant(999, 1000))).toBeNull();
  expect(discountPercent(variant(1000))).toBeNull();
});

test('the expected day of a backorder is shown until it has ended in the shop’s time zone', () => {
  vi.useFakeTimers({ now: new Date('2026-11-30T23:30:00Z') });
  expect(stillAhead('2026-11-30', 'UTC')).toBe('2026-11-30');
  expect(stillAhead('2026-11-30', 'America/New_York')).toBe('2026-11-30');
  expect(stillAhead('2026-11-30', 'Africa/Lagos'), 'there it is the next day already').toBeNull();
  expect(stillAhead('2026-12-01', 'Africa/Lagos')).toBe('2026-12-01');
  expect(stillAhead(null, 'UTC')).toBeNull();
  vi.useRealTimers();
});
