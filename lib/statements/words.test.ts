// @ts-nocheck
import { expect, test } from 'vitest';
import { words as refusals } from '@/lib/refusals';
import type { ListedLine, Match } from './lines';
import { type Confirmed, confirmedWords, explain, importedWords, whyLeft } from './words';

const timeOf = (at: string) => at.slice(11, 16);

test.each([
  [{ imported: 34, known: 12 }, '34 new credits, 12 known already.'],
  [{ imported: 1, known: 0 }, '1 new credit.'],
  [{ imported: 0, known: 1200 }, 'Nothing new: 1,200 credits known already.'],
  [{ imported: 0, known: 0 }, 'This statement says that no money came in.'],
])('what came of an import is one sentence: %j', (outcome, said) => {
  expect(importedWords(outcome)).toBe(said);
});

const explained = (match: Partial<Match>, isTwice = false) =>
  explain(
    {
      ...{ amount_minor: 550_000, currency: 'NGN' },
      match: { candidates: [], owed_minor: 600_000, number: '7K3M-Q2XD', ...match },
    } as ListedLine,
    'en-NG',
    isTwice,
  );

test('each credit is explained by its match', () => {
  expect(explained({ match: 'exact' }).text).toBe('owes exactly this.');
  expect(explained({ match: 'exact' }, true).text).toContain('more than one credit names it');
  expect(explained({ match: 'amount_differs' })).toMatchObject({
    text: 'is named, but this is ₦500 less than is owed (₦6,000).',
    follows: expect.stringContaining('finance decides'),
  });
  expect(explained({ match: 'cancelled' }).follows).toContain('taken up again');
  expect(explained({ match: 'known' }).text).toContain('confirmed by hand');
  expect(explained({ match: 'paid', status: 'paid' }).text).toContain('paid with other money');
  expect(explained({ match: 'paid', status: 'requested' }).text).toContain('waits for a yes');
  expect(explained({ match: 'several', candidates: ['7K3M-Q2XD', '1111-2222'] }).text).toContain('names 2');
  expect(explained({ match: 'several', number: undefined, candidates: ['a', 'b'] }).text).toContain(
    '2 owe exactly this',
  );
  for (const match of ['too_early', 'amount_only', 'none'] as const) {
    expect(explained({ match }).text).not.toBe('');
  }
});

const [one, other] = ['7K3M-Q2XD', '1111-2222'];
const settled = (number: string, outcome = 'confirmed') => ({ number, outcome });

test.each<[Confirmed, string, string]>([
  [{ settled: [settled(one)], left: [] }, 'good', '1 order confirmed. The customer is being told.'],
  [
    { settled: [settled(one), settled(other, 'revived')], left: [] },
    'good',
    '2 orders confirmed. The customers are being told.',
  ],
  [
    { settled: [settled(one)], left: [{ number: other, reason: 'claimed' }] },
    'warn',
    '1 of 2 orders confirmed.',
  ],
  [{ settled: [settled(one, 'mismatch')], left: [] }, 'warn', 'The order is not confirmed.'],
  [{ settled: [], left: [{ number: one, reason: 'sold_out' }] }, 'bad', 'The order is not confirmed.'],
  [
    {
      settled: [settled(one, 'mismatch')],
      left: [{ number: other, reason: 'claimed' }],
    },
    'warn',
    'None of the 2 orders is confirmed.',
  ],
  [
    { settled: [settled(one), settled(other, 'replayed')], left: [] },
    'good',
    '1 order confirmed. The customer is being told. 1 credit filed with an order that was confirmed by hand.',
  ],
  [
    { settled: [settled(one, 'replayed'), settled(other, 'replayed')], left: [] },
    'good',
    '2 credits filed with orders that were confirmed by hand.',
  ],
  [
    { settled: [settled(one, 'replayed')], left: [{ number: other, reason: 'claimed' }] },
    'warn',
    'The order is not confirmed. 1 credit filed with an order that was confirmed by hand.',
  ],
  [{ settled: [], left: [] }, 'bad', 'Tick the credits first.'],
])('what one press has done is counted: %j', (confirmed, tone, title) => {
  expect(confirmedWords(confirmed, timeOf)).toMatchObject({ tone, title });
});

test('of each order that is not simply confirmed it is said why', () => {
  const details = [{ sku: 'S', name: 'Serum', requested: 4, available: 1 }];
  const { notes } = confirmedWords(
    {
      settled: [settled(one), settled('2222-3333', 'mismatch')],
      left: [{ number: other, reason: 'sold_out', details }],
    },
    timeOf,
  );
  expect(notes).toEqual([
    { number: other, text: expect.stringContaining('gone (Serum: 4 ordered, 1 there).') },
    { number: '2222-3333', text: expect.stringContaining('finance is asked') },
  ]);
});

test('a reason means what it means at a statement', () => {
  expect(whyLeft({ reason: 'unknown_payment_method' }, timeOf)).toBe('It is not paid by bank transfer.');
  expect(whyLeft({ reason: 'already_paid' }, timeOf)).toContain('other money');
  expect(whyLeft({ reason: 'line_decided' }, timeOf)).toBe(refusals.line_decided);
  const details = { name: 'Ada Obi', claimed_until: '2026-11-20T14:32:00+00:00' };
  expect(whyLeft({ reason: 'claimed', details }, timeOf)).toContain('Ada Obi');
});
