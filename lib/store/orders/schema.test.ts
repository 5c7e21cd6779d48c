import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { cancelItemsInput, quantityField, readOrderForm } from './schema';

const t = translatorFor('en', 'refusals');

const [soap, balm] = [
  '17a44a00-0001-4000-8000-00000000000a',
  '17a44a00-0001-4000-8000-00000000000b',
] as const;

function form(quantities: Record<string, string>) {
  const data = new FormData();
  const fields = {
    order_id: soap,
    number: '7K3M-Q2XD',
    expected_version: '3',
    reason: ' Too many ',
  };
  for (const [name, value] of Object.entries({ ...fields, ...quantities })) data.set(name, value);
  return data;
}

test('counts the units to cancel, and leaves out lines with quantity 0', () => {
  const input = cancelItemsInput.parse(
    readOrderForm(form({ [quantityField(soap)]: '0', [quantityField(balm)]: '2' })),
  );
  expect(input.lines).toEqual([{ item_id: balm, quantity: 2 }]);
  expect(input).toMatchObject({ reason: 'Too many', expected_version: 3 });
});

test('asks to choose at least one item', () => {
  const read = cancelItemsInput.safeParse(readOrderForm(form({ [quantityField(soap)]: '0' })));
  expect(read.error && fieldErrors(t, read.error)).toEqual({ lines: 'Choose the items to remove.' });
});
