import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { commands, type StaffCommand } from './commands';
import { chosenMinor, quantityField, readCommandForm, restockedField, writtenOffField } from './form';

const t = translatorFor('en', 'refusals');

const [serum, cream, order_id, key] = [1, 2, 3, 4].map(
  (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
) as [string, string, string, string];

function formOf(fields: Record<string, string>) {
  const form = new FormData();
  const common = { order_id, shop: 'itanna', number: '7K3M-Q2XD', expected_version: '4' };
  for (const [name, value] of Object.entries({ ...common, ...fields })) form.set(name, value);
  return form;
}

const read = ({ command, ...fields }: Record<string, string> & { command: StaffCommand }) =>
  commands[command].fields.safeParse(readCommandForm(formOf(fields)));

const refund = {
  command: 'refund' as const,
  refundable_minor: '990000',
  currency: 'NGN',
  locale: 'en-NG',
  reason: 'Late',
  idempotency_key: key,
};

test('leaves out lines with quantity 0', () => {
  const form = { command: 'cancel_items' as const, reason: 'Broken' };
  expect(read({ ...form, [quantityField(serum)]: '2', [quantityField(cream)]: '0' }).data).toMatchObject({
    lines: [{ item_id: serum, quantity: 2 }],
  });
});

test('splits returned units into restocked and written off', () => {
  const form = { command: 'return_items' as const, reason: 'Refused at the door' };
  const { data } = read({
    ...form,
    [restockedField(serum)]: '2',
    [writtenOffField(serum)]: '1',
    [restockedField(cream)]: '0',
    [writtenOffField(cream)]: '0',
  });
  expect(data).toMatchObject({
    lines: [
      { item_id: serum, quantity: 2, restock: true },
      { item_id: serum, quantity: 1, restock: false },
    ],
  });
});

test('requires a reason for a failed or refused delivery', () => {
  for (const command of ['fail_delivery', 'refuse_delivery'] as const) {
    expect(read({ command, reason: 'Nobody was at home' }).success).toBe(true);
    expect(read({ command, reason: ' ' }).error?.issues[0]?.path).toEqual(['reason']);
  }
});

test('refuses to cancel items without any line chosen', () => {
  const { error } = read({ command: 'cancel_items', reason: 'Sold out', [quantityField(serum)]: '0' });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['lines']);
});

test('refuses a fractional quantity', () => {
  const { error } = read({ command: 'cancel_items', reason: 'Sold out', [quantityField(serum)]: '0.5' });
  expect(error?.issues[0]?.path[0]).toBe('lines');
});

test('reads an amount to the minor unit', () => {
  const form = { ...refund, by: 'amount' };
  expect(read({ ...form, amount_minor: '₦1,200.50' }).data).toMatchObject({ amount_minor: 120050 });
  expect(read({ ...form, amount_minor: '12,50' }).error?.issues[0]?.path).toEqual(['amount_minor']);
  expect(read({ ...form, amount_minor: '0' }).error?.issues[0]?.path).toEqual(['amount_minor']);
});

test('reads a refund amount with a decimal comma, and previews the amount that will be submitted', () => {
  const form = { ...refund, by: 'amount', currency: 'ZAR', locale: 'en-ZA', amount_minor: '1 189,90' };
  expect(read(form).data).toMatchObject({ amount_minor: 118_990 });
  expect(chosenMinor(formOf(form), [])).toBe(118_990);
  const { error } = read({ ...form, amount_minor: '1,189' });
  expect(error && fieldErrors(t, error)).toEqual({
    amount_minor: 'Enter an amount such as 12\u00a0500,50.',
  });
  expect(chosenMinor(formOf({ ...form, amount_minor: '1,189' }), [])).toBeNull();
});

test('requires amount, date and bank reference to confirm a transfer', () => {
  const seen = {
    command: 'settle' as const,
    currency: 'NGN',
    locale: 'en-NG',
    amount_minor: '25,500',
    received_at: '2026-01-05',
  };
  expect(read({ ...seen, bank_reference: 'FT-1' }).data).toMatchObject({
    ...{ amount_minor: 2_550_000, received_at: '2026-01-05', bank_reference: 'FT-1' },
  });
  expect(read({ ...seen, no_reference: 'on' }).data).toMatchObject({ bank_reference: null });
  const missing = (fields: Parameters<typeof read>[0]) => read(fields).error?.issues[0]?.path;
  expect(missing(seen)).toEqual(['bank_reference']);
  expect(missing({ ...seen, bank_reference: '' })).toEqual(['bank_reference']);
  expect(missing({ ...seen, bank_reference: 'FT-1', received_at: '' })).toEqual(['received_at']);
  expect(missing({ ...seen, bank_reference: 'FT-1', amount_minor: '' })).toEqual(['amount_minor']);
});

test('needs no amount for a full refund', () => {
  expect(read({ ...refund, by: 'all', amount_minor: '' }).data).toMatchObject({ amount_minor: 990000 });
});

test('reads a refund without quantities, which are submitted only while they are shown', () => {
  const form = { ...refund, by: 'amount', amount_minor: '12' };
  expect(read(form).data).toMatchObject({ amount_minor: 1200 });
  expect(read({ ...refund, by: 'lines', amount_minor: '' }).error?.issues[0]?.path).toEqual(['lines']);
});
