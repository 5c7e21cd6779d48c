import { expect, test, vi } from 'vitest';
import { cancelOrderItems, correctEmail } from './actions';
import { quantityField } from './schema';

vi.mock('next/cache', () => ({ refresh: () => {} }));
vi.mock('next/server', () => ({ after: () => {} }));
vi.mock('next/root-params', () => ({ shop: () => {}, locale: () => {} }));
vi.mock('@/lib/shops/current', () => ({ currentPlace: async () => ({ shop: 'itanna', locale: 'en' }) }));

const id = '17a44a00-0001-4000-8000-00000000000a';

function form(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ order_id: id, number: '7K3M-Q2XD', ...fields }))
    data.set(name, value);
  return data;
}

test.each([
  ['a wrong email', correctEmail, { email: 'ada@' }, 'invalid_email', ['email']],
  [
    'a wrong email and a broken hidden field',
    correctEmail,
    { email: 'ada@', order_id: 'x' },
    'invalid_form',
    [],
  ],
  ['a broken hidden field', correctEmail, { email: 'ada@example.com', number: 'x' }, 'invalid_form', []],
  ['no items', cancelOrderItems, { expected_version: '1' }, 'invalid_lines', ['lines']],
  [
    'too long a reason',
    cancelOrderItems,
    { expected_version: '1', reason: 'x'.repeat(501), [quantityField(id)]: '1' },
    'invalid_input',
    ['reason'],
  ],
  [
    'items and a broken hidden field',
    cancelOrderItems,
    { expected_version: 'x', [quantityField(id)]: '1' },
    'invalid_form',
    [],
  ],
])('refuses %s with its own reason', async (_, action, fields, reason, names) => {
  const outcome = await action(null, form(fields as Record<string, string>));
  expect(outcome).toMatchObject({ ok: false, reason });
  expect(Object.keys((!outcome.ok && outcome.fields) || {})).toEqual(names);
});
