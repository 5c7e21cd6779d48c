import { expect, test } from 'vitest';
import { words as refusals } from '@/lib/refusals';
import type { Candidate, ListedLine, Match } from './lines';
import {
  amountDoubts,
  answerableFields,
  type Confirmed,
  confirmedWords,
  explain,
  importedWords,
  lineDone,
  marksOf,
  nameDoubts,
  owedWords,
  unconfirmedText,
  whyNotApproved,
} from './words';

const timeOf = (at: string) => at.slice(11, 16);

test.each([
  [{ imported: 34, known: 12 }, '34 new credits, 12 known already.'],
  [{ imported: 1, known: 0 }, '1 new credit.'],
  [{ imported: 0, known: 1200 }, 'Nothing new: 1,200 credits known already.'],
  [{ imported: 0, known: 0 }, 'This statement says that no money came in.'],
])('what came of an import is one sentence: %j', (outcome, message) => {
  expect(importedWords(outcome)).toBe(message);
});

const explained = (match: Partial<Match>, isTwice = false) =>
  explain(
    {
      ...{ amount_minor: 550_000, currency: 'NGN' },
      match: {
        names_order: false,
        actions: [],
        candidates: [],
        same_amount_count: 0,
        owed_minor: 600_000,
        number: '7K3M-Q2XD',
        ...match,
      },
    } as unknown as ListedLine,
    'en-NG',
    isTwice,
  );

const candidate = (facts: Partial<Candidate> = {}): Candidate => ({
  ...{ order_id: '00000000-0000-4000-8000-000000000001', number: '7K3M-Q2XD', name: 'Ada Obi' },
  ...{ owed_minor: 600_000, status: 'pending_payment', placed_at: '2026-01-31T09:00:00Z' },
  ...{ name_likeness: 0, number_fragment: false, same_amount: true, is_named: false, effect: 'confirms' },
  ...facts,
});

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
  expect(
    explained({ match: 'several', names_order: true, candidates: [candidate(), candidate()] }).text,
  ).toBe('It names 2 orders.');
  for (const match of ['too_early', 'amount_only', 'none'] as const) {
    expect(explained({ match }).text).not.toBe('');
  }
});

test.each([
  ['amount_only', '7K3M-Q2XD', 1, 'No order number. 1 order has this total.'],
  ['several', undefined, 14, 'No order number. 14 orders have this total.'],
  ['several', undefined, 500, 'No order number. 500 or more orders have this total.'],
  ['none', undefined, 0, 'No order number, and no waiting order has this total.'],
] as const)(
  'of a credit without a number it is told how many orders it may pay: %s, %s, %d',
  (match, number, count, text) => {
    // five of them are shown, however many there are
    const candidates = Array.from({ length: Math.min(count, 5) }, () => candidate());
    expect(explained({ match, number, candidates, same_amount_count: count }).text).toBe(text);
  },
);

test.each([
  [1, false, ['Name matches']],
  [0.8, false, ['Name matches']],
  [0.7, true, ['Part of the name matches', 'Part of the order number']],
  [0.33, false, ['Part of the name matches']],
  // one initial of two names says nothing
  [0.2, false, []],
  [0, true, ['Part of the order number']],
])(
  'what speaks for an order is said in words: a name by %d, a fragment %j',
  (name_likeness, number_fragment, labels) => {
    expect(marksOf(candidate({ name_likeness, number_fragment })).map(({ label }) => label)).toEqual(labels);
  },
);

test('whoever compares the names is told what does not agree', () => {
  expect(nameDoubts(candidate({ name_likeness: 0.9 }))).toBeNull();
  expect(nameDoubts(candidate({ name_likeness: 0.5 }))).toBe(
    'Only part of the name Ada Obi is in the bank’s text.',
  );
  expect(nameDoubts(candidate())).toContain('Ada Obi is not in the bank’s text');
  const credit = { amount_minor: 600_000, currency: 'NGN' };
  expect(amountDoubts(credit, candidate(), 'en-NG')).toBeNull();
  expect(amountDoubts(credit, candidate({ owed_minor: 650_000, effect: 'holds' }), 'en-NG')).toContain(
    '₦500 less than is owed. The payment is recorded, the order goes on hold',
  );
  expect(amountDoubts(credit, candidate({ owed_minor: 550_000 }), 'en-NG')).toBe(
    'The credit is ₦500 more than is owed.',
  );
  // it was paid twice already
  expect(amountDoubts(credit, candidate({ owed_minor: -100_000 }), 'en-NG')).toBe(
    'The credit is ₦6,000 more than is owed.',
  );
  expect(owedWords(600_000, 'NGN', 'en')).toBe('Owes ₦6,000');
  expect(owedWords(-100_000, 'NGN', 'en')).toBe('Owes nothing');
});

const [one, other] = ['7K3M-Q2XD', '1111-2222'];
const settled = (number: string, outcome = 'confirmed') => ({ number, outcome });

test.each<[Confirmed, string, string]>([
  [{ settled: [settled(one)], unconfirmed: [] }, 'good', '1 order confirmed. The customer is being told.'],
  [
    { settled: [settled(one), settled(other, 'revived')], unconfirmed: [] },
    'good',
    '2 orders confirmed. The customers are being told.',
  ],
  [
    { settled: [settled(one)], unconfirmed: [{ number: other, reason: 'claimed' }] },
    'warn',
    '1 of 2 orders confirmed.',
  ],
  [{ settled: [settled(one, 'mismatch')], unconfirmed: [] }, 'warn', 'The order is not confirmed.'],
  [{ settled: [], unconfirmed: [{ number: one, reason: 'sold_out' }] }, 'bad', 'The order is not confirmed.'],
  [
    {
      settled: [settled(one, 'mismatch')],
      unconfirmed: [{ number: other, reason: 'claimed' }],
    },
    'warn',
    'None of the 2 orders is confirmed.',
  ],
  [
    { settled: [settled(one), settled(other, 'replayed')], unconfirmed: [] },
    'good',
    '1 order confirmed. The customer is being told. 1 credit filed with an order that was confirmed by hand.',
  ],
  [
    { settled: [settled(one, 'replayed'), settled(other, 'replayed')], unconfirmed: [] },
    'good',
    '2 credits filed with orders that were confirmed by hand.',
  ],
  [
    { settled: [settled(one, 'replayed')], unconfirmed: [{ number: other, reason: 'claimed' }] },
    'warn',
    'The order is not confirmed. 1 credit filed with an order that was confirmed by hand.',
  ],
  [{ settled: [], unconfirmed: [] }, 'bad', 'Tick the credits first.'],
])('what one press has done is counted: %j', (confirmed, tone, title) => {
  expect(confirmedWords(confirmed, timeOf)).toMatchObject({ tone, title });
});

test('of each order that is not simply confirmed it is said why', () => {
  const details = [{ sku: 'S', name: 'Serum', requested: 4, available: 1 }];
  const { notes } = confirmedWords(
    {
      settled: [settled(one), settled('2222-3333', 'mismatch')],
      unconfirmed: [{ number: other, reason: 'sold_out', details }],
    },
    timeOf,
  );
  expect(notes).toEqual([
    { number: other, text: expect.stringContaining('gone (Serum: 4 ordered, 1 there).') },
    { number: '2222-3333', text: expect.stringContaining('finance is asked') },
  ]);
});

test('a reason means what it means at a statement', () => {
  expect(unconfirmedText({ reason: 'unknown_payment_method' }, timeOf)).toBe(
    'It is not paid by bank transfer.',
  );
  expect(unconfirmedText({ reason: 'already_paid' }, timeOf)).toContain('other money');
  expect(unconfirmedText({ reason: 'line_decided' }, timeOf)).toBe(refusals.line_decided);
  const details = { name: 'Ada Obi', claimed_until: '2026-11-20T14:32:00+00:00' };
  expect(unconfirmedText({ reason: 'claimed', details }, timeOf)).toContain('Ada Obi');
});

test('what a person can answer is asked at the form, and all else is told', () => {
  const details = [{ sku: 'S', name: 'Serum', requested: 4, available: 1 }];
  expect(answerableFields({ reason: 'already_paid' })).toEqual({
    another: 'It has been paid with other money.',
  });
  expect(answerableFields({ reason: 'sold_out', details })).toEqual({
    even_if_short: 'Goods of it are gone (Serum: 4 ordered, 1 there).',
  });
  for (const reason of ['claimed', 'dispute_open', 'credit_refunded', 'invalid_transition'] as const) {
    expect(answerableFields({ reason })).toBeUndefined();
  }
});

test('who approves a move is sent back to its asker for what only they can answer', () => {
  for (const reason of ['already_paid', 'sold_out'] as const) {
    expect(whyNotApproved({ reason }, timeOf)).toContain('Decline this move.');
  }
  expect(whyNotApproved({ reason: 'credit_refunded' }, timeOf)).toBe(refusals.credit_refunded);
  expect(whyNotApproved({ reason: 'separation_of_duties' }, timeOf)).toContain('a colleague has to decide');
});

test('whatever a move makes of the order that receives it is told', () => {
  // the outcomes of settle_payment
  for (const outcome of ['confirmed', 'replayed', 'revived', 'paid_short', 'overpaid', 'mismatch']) {
    expect(lineDone[`moved_${outcome}`], outcome).toBeTruthy();
    expect(lineDone[outcome], outcome).toBeTruthy();
  }
});
