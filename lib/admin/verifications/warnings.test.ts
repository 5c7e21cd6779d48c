import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { ProofWarning } from '@/lib/proofs/proof';
import { shortLineWords, warningWords } from './warnings';

const order = { currency: 'NGN', total_minor: 25_500_00, paid_minor: 0, refunded_minor: 0 };
const t = translatorFor('en', 'admin.verifications');
const words = (warning: ProofWarning, needsColleague = true) =>
  warningWords(t, warning, order, { locale: 'en-NG', needsColleague });

describe('warns a verifier', () => {
  test('of a picture used before, and of one that only looks like it', () => {
    const picture = { kind: 'same_picture', number: '7K3M-Q2XD', file_path: 'a/b/c.webp' } as const;
    expect(words({ ...picture, bits: 0 }).title).toBe('The same picture was sent for 7K3M-Q2XD');
    expect(words({ ...picture, bits: 7 }).title).toContain('looks like one that was sent for 7K3M-Q2XD');
  });

  test('of a reference used for another order', () => {
    expect(words({ kind: 'same_reference', number: '7K3M-Q2XD' }).title).toContain('7K3M-Q2XD');
  });

  test('of an amount that differs from the amount owed, and by how much', () => {
    const differs = (amount_minor: number) => words({ kind: 'amount_differs', amount_minor }).title;
    expect(differs(20_000_00)).toBe('The proof says ₦5,500 less than is owed');
    expect(differs(30_000_00)).toBe('The proof says ₦4,500 more than is owed');
  });

  test('of items that are no longer reserved, in stock or not', () => {
    const gone = { sku: 'SER-30', name: 'Serum', requested: 2, available: 0 };
    expect(words({ kind: 'promise_gone', lines: null }).text).toContain('still in stock');
    expect(words({ kind: 'promise_gone', lines: [gone] }).title).toBe('Items of this order are out of stock');
    expect(shortLineWords(translatorFor('en', 'admin'), gone)).toBe('Serum: 2 ordered, none in stock');
    expect(shortLineWords(translatorFor('en', 'admin'), { ...gone, available: -1 })).toBe(
      'Serum: 2 ordered, none in stock',
    );
    expect(shortLineWords(translatorFor('en', 'admin'), { ...gone, available: 1 })).toBe(
      'Serum: 2 ordered, 1 in stock',
    );
  });

  test('of their own order, and whether they may decide it', () => {
    expect(words({ kind: 'own_order' }).text).toContain('A colleague has to');
    expect(words({ kind: 'own_order' }, false).text).toContain('Check twice');
  });
});
