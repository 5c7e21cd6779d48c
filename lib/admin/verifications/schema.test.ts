import { describe, expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { decisionSchema, readDecisionForm } from './schema';

const t = translatorFor('en', 'refusals');

const common = {
  order_id: '00000000-0000-4000-8000-000000000001',
  number: '7K3M-Q2XD',
  expires_at: '2026-11-21T08:00:00.5+00:00',
};

function read(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...common, ...fields })) form.set(name, value);
  return decisionSchema.safeParse(readDecisionForm(form));
}

const problem = (fields: Record<string, string>) => {
  const { error } = read(fields);
  const [issue] = error?.issues ?? [];
  return error && `${issue?.path.join('.')}: ${Object.values(fieldErrors(t, error))[0]}`;
};

describe('confirming', () => {
  const confirm = {
    decision: 'confirm',
    currency: 'NGN',
    locale: 'en-NG',
    amount_minor: '25,500',
    bank_reference: ' FT26-1 ',
    received_at: '2024-11-20',
  };

  test('reads the amount to the minor unit, and the date without a time', () => {
    expect(read({ ...confirm, amount_minor: '₦25,500.50' }).data).toMatchObject({
      amount_minor: 2_550_050,
      bank_reference: 'FT26-1',
      received_at: '2024-11-20',
    });
  });

  test("reads an amount in the form's number format", () => {
    const jakarta = { ...confirm, currency: 'IDR', locale: 'id-ID' };
    expect(read({ ...jakarta, amount_minor: 'Rp 1.250.000' }).data).toMatchObject({
      amount_minor: 125_000_000,
    });
    expect(problem({ ...jakarta, amount_minor: '150,000' })).toBe(
      'amount_minor: Enter an amount such as 12.500,50.',
    );
  });

  test('refuses a form that was tampered with, without throwing', () => {
    expect(problem({ ...confirm, locale: 'en_NG' })).toContain('amount_minor.locale');
    expect(problem({ ...confirm, currency: 'NAI' })).toContain('amount_minor.currency');
  });

  test('accepts a missing reference if the form says that the bank shows none', () => {
    const none = { ...confirm, no_reference: 'on' };
    expect(read({ ...none, bank_reference: ' ' }).data).toMatchObject({ bank_reference: null });
    const { bank_reference: _, ...unsent } = none;
    expect(read(unsent).data).toMatchObject({ bank_reference: null });
  });

  test.each([
    [{ amount_minor: '' }, 'amount_minor: Enter an amount such as 12,500.50.'],
    [{ amount_minor: '12,50' }, 'amount_minor: Enter an amount such as 12,500.50.'],
    [{ amount_minor: '0' }, 'amount_minor: Enter an amount above zero.'],
    [{ received_at: '2099-01-01' }, 'received_at: This day is in the future.'],
    [{ received_at: 'yesterday' }, 'received_at: Enter the day on which it arrived.'],
    [{ received_at: '' }, 'received_at: Enter the day on which it arrived.'],
    [{ bank_reference: ' ' }, 'bank_reference: Enter the bank’s reference, or tick that it shows none.'],
    // contradicts the given reference
    [{ no_reference: 'on' }, 'bank_reference: Enter the bank’s reference, or tick that it shows none.'],
    [{ bank_reference: 'x'.repeat(91) }, 'bank_reference: Keep this to 90 characters or fewer.'],
  ])('refuses %j', (values, expected) => {
    expect(problem({ ...confirm, ...values })).toBe(expected);
  });

  test('starts at the top of the queue when the cursor is unreadable', () => {
    expect(read({ ...confirm, expires_at: 'soon' }).data).toMatchObject({ expires_at: null });
  });
});

describe('rejecting', () => {
  const reject = { decision: 'reject', proofs: '2' };

  test('accepts a chosen reason, a written one, or both', () => {
    expect(read({ ...reject, chosen: 'unreadable', words: '' }).data).toMatchObject({
      ...{ chosen: 'unreadable', words: '' },
    });
    expect(read({ ...reject, words: ' The date is missing. ' }).data).toMatchObject({
      ...{ words: 'The date is missing.', proofs: 2 },
    });
    expect(read({ ...reject, chosen: 'amount', words: 'It is ₦500 short.' }).data).toMatchObject({
      ...{ chosen: 'amount', words: 'It is ₦500 short.' },
    });
  });

  test('refuses a missing reason, and one that is too long', () => {
    expect(problem({ ...reject, words: ' ' })).toBe('words: Choose a reason, or write one.');
    expect(problem({ ...reject, words: 'x'.repeat(301) })).toBe(
      'words: Keep this to 300 characters or fewer.',
    );
  });
});
