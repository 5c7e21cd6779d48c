import { expect, test } from 'vitest';
import { searchCondition } from './staff-search';

test.each(['7k3mq2xd', '#7K3M-Q2XD', '7k3m q2xd'])(
  'an order number read out over the phone as %j is found',
  (typed) => {
    expect(searchCondition(typed)).toContain('number.eq.7K3M-Q2XD');
  },
);

test('a customer who gives the phone number as dialled at home is found', () => {
  expect(searchCondition('0803 123 4567')).toContain('phone.ilike.%8031234567%');
  expect(searchCondition('+234 (803) 123-4567')).toContain('phone.ilike.%2348031234567%');
});

test('part of a name is looked for in names, addresses and numbers, and never as a phone number', () => {
  expect(searchCondition('  ade   O ')).toBe(
    'or(name.ilike.%ade O%,email.ilike.%ade O%,number.ilike.%ade O%)',
  );
});

test('nobody slips a condition of their own into the search', () => {
  expect(searchCondition('a),shop_id.not.is.null,or(b.eq."c*')).toBe(
    'or(name.ilike.%a__shop_id.not.is.null_or_b.eq._c_%,' +
      'email.ilike.%a__shop_id.not.is.null_or_b.eq._c_%,' +
      'number.ilike.%a__shop_id.not.is.null_or_b.eq._c_%)',
  );
});

test('an empty search looks for nothing', () => {
  expect(searchCondition('   ')).toBeNull();
});
