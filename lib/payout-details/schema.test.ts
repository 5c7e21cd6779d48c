import { expect, test } from 'vitest';
import { payoutDetailsSchema } from './schema';

const ada = { bank: 'GTBank', account_number: '0123456789', account_name: 'Ada Obi' };
const read = (values: Partial<typeof ada>) => payoutDetailsSchema.safeParse({ ...ada, ...values });

test.each([
  ['as it is', '0123456789', '0123456789'],
  ['in groups', ' 0123 456-789 ', '0123456789'],
  ['with the dashes of a word processor', '0123–456‑789', '0123456789'],
  ['that is an IBAN in small letters', 'gb29 nwbk 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ['of a wallet, with the country code', '+254 712 345678', '254712345678'],
  ['with invisible marks', '\u202a0123456789\u202c\u200b', '0123456789'],
  ['with no-break spaces', '0123\u00a0456\u202f789', '0123456789'],
  ['in full-width digits', '０１２３４５６７８９', '0123456789'],
])('reads an account number %s', (_, account_number, read_as) => {
  expect(read({ account_number }).data?.account_number).toBe(read_as);
});

test.each([
  ['three digits', { account_number: '123' }],
  ['more digits than any account has', { account_number: '1'.repeat(41) }],
  ['two numbers', { account_number: '0123456789 / 9876543210' }],
  ['no number', { account_number: 'ask my sister!' }],
  ['no bank', { bank: ' \u200b ' }],
  ['a bank name that is too long', { bank: 'x'.repeat(61) }],
  ['no name', { account_name: '\u0000' }],
  ['a name that is too long', { account_name: 'x'.repeat(101) }],
])('refuses %s at its field', (_, values) => {
  const result = read(values);
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(values));
});

test('keeps the spelling of a name', () => {
  expect(read({ account_name: '  Adéọlá\tO’Brien-Ọbi ' }).data?.account_name).toBe('Adéọlá O’Brien-Ọbi');
});
