import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { type Reason, refusedIn } from '@/lib/refusals';
import type { Candidate, ListedLine, Match } from './lines';
import {
  amountMismatch,
  answerableFields,
  type Confirmed,
  confirmedWords,
  explain,
  importedWords,
  lineDone,
  marksOf,
  nameMismatch,
  owedWords,
  unconfirmedText,
  whyNotApproved,
} from './words';

const t = translatorFor('en', 'admin.statements');
const inAdmin = translatorFor('en', 'admin');
const refusals = translatorFor('en', 'refusals');
const refused = (reason: Reason, details?: unknown) => refusedIn(refusals, reason, { details });
const timeOf = (at: string) => at.slice(11, 16);

test.each([
  [{ imported: 34, known: 12 }, '34 new credits, 12 already recorded.'],
  [{ imported: 1, known: 0 }, '1 new credit.'],
  [{ imported: 0, known: 1200 }, 'Nothing new: 1,200 credits already recorded.'],
  [{ imported: 0, known: 0 }, 'No money came in on this statement.'],
])('summarizes an import in one sentence: %j', (outcome, message) => {
  expect(importedWords(t, outcome)).toBe(message);
});

const explained = (match: Partial<Match>, isTwice = false) => {
  const line = {
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
  } as unknown as ListedLine;
  const explained = explain(line, 'en-NG', isTwice);
  return {
    text:
      explained && t.markup(`match.${explained.match}`, { ...explained.values, order: () => '7K3M-Q2XD' }),
    follows: explained?.follows && t(`follows.${explained.follows}`),
  };
};

const candidate = (facts: Partial<Candidate> = {}): Candidate => ({
  ...{ order_id: '00000000-0000-4000-8000-000000000001', number: '7K3M-Q2XD', name: 'Ada Obi' },
  ...{ owed_minor: 600_000, status: 'pending_payment', placed_at: '2026-01-31T09:00:00Z' },
  ...{ name_likeness: 0, number_fragment: false, same_amount: true, is_named: false, effect: 'confirms' },
  ...facts,
});

test('explains each kind of match', () => {
  expect(explained({ match: 'exact' }).text).toBe('7K3M-Q2XD owes exactly this amount.');
  expect(explained({ match: 'exact' }, true).text).toContain('more than one credit names this order');
  expect(explained({ match: 'amount_differs' })).toMatchObject({
    text: '7K3M-Q2XD is named, but this is ₦500 less than is owed (₦6,000).',
    follows: expect.stringContaining('finance decides'),
  });
  expect(explained({ match: 'cancelled' }).follows).toContain('reinstated');
  expect(explained({ match: 'known' }).text).toContain('confirmed manually');
  expect(explained({ match: 'paid', status: 'paid' }).text).toContain('paid with other money');
  expect(explained({ match: 'paid', status: 'requested' }).text).toContain('has to be approved');
  expect(
    explained({ match: 'several', names_order: true, candidates: [candidate(), candidate()] }).text,
  ).toBe('This credit names 2 orders.');
  for (const match of ['too_early', 'amount_only', 'none'] as const) {
    expect(explained({ match }).text).toBeTruthy();
  }
});

test.each([
  ['amount_only', '7K3M-Q2XD', 1, 'No order number. 1 order has this total.'],
  ['several', undefined, 14, 'No order number. 14 orders have this total.'],
  ['several', undefined, 500, 'No order number. 500 or more orders have this total.'],
  ['none', undefined, 0, 'No order number, and no waiting order has this total.'],
] as const)(
  'states how many orders a credit without a number may pay: %s, %s, %d',
  (match, number, count, text) => {
    // at most five candidates are listed
    const candidates = Array.from({ length: Math.min(count, 5) }, () => candidate());
    expect(explained({ match, number, candidates, same_amount_count: count }).text).toBe(text);
  },
);

test.each([
  [1, false, ['nameMatches']],
  [0.8, false, ['nameMatches']],
  [0.7, true, ['namePartlyMatches', 'numberPartlyMatches']],
  [0.33, false, ['namePartlyMatches']],
  // one initial of two names is no evidence
  [0.2, false, []],
  [0, true, ['numberPartlyMatches']],
])(
  'shows the evidence for an order: name likeness %d, number fragment %j',
  (name_likeness, number_fragment, keys) => {
    expect(marksOf(candidate({ name_likeness, number_fragment })).map(({ key }) => key)).toEqual(keys);
  },
);

test('states what differs when names are compared', () => {
  expect(nameMismatch(t, candidate({ name_likeness: 0.9 }))).toBeNull();
  expect(nameMismatch(t, candidate({ name_likeness: 0.5 }))).toBe(
    'Only part of the name Ada Obi is in the bank’s text.',
  );
  expect(nameMismatch(t, candidate())).toContain('Ada Obi is not in the bank’s text');
  const credit = { amount_minor: 600_000, currency: 'NGN' };
  expect(amountMismatch(t, credit, candidate(), 'en-NG')).toBeNull();
  expect(amountMismatch(t, credit, candidate({ owed_minor: 650_000, effect: 'holds' }), 'en-NG')).toContain(
    '₦500 less than is owed. The payment is recorded, the order goes on hold',
  );
  expect(amountMismatch(t, credit, candidate({ owed_minor: 550_000 }), 'en-NG')).toBe(
    'The credit is ₦500 more than is owed.',
  );
  // already overpaid
  expect(amountMismatch(t, credit, candidate({ owed_minor: -100_000 }), 'en-NG')).toBe(
    'The credit is ₦6,000 more than is owed.',
  );
  expect(owedWords(t, 600_000, 'NGN', 'en')).toBe('Owes ₦6,000');
  expect(owedWords(t, -100_000, 'NGN', 'en')).toBe('Owes nothing');
});

const [one, other] = ['7K3M-Q2XD', '1111-2222'];
const settled = (number: string, outcome = 'confirmed') => ({ number, outcome });

test.each<[Confirmed, string, string]>([
  [{ settled: [settled(one)], unconfirmed: [] }, 'good', '1 order confirmed. We’ve notified the customer.'],
  [
    { settled: [settled(one), settled(other, 'revived')], unconfirmed: [] },
    'good',
    '2 orders confirmed. We’ve notified the customers.',
  ],
  [
    { settled: [settled(one)], unconfirmed: [{ number: other, ...refused('claimed') }] },
    'warn',
    '1 of 2 orders confirmed.',
  ],
  [{ settled: [settled(one, 'mismatch')], unconfirmed: [] }, 'warn', 'The order is not confirmed.'],
  [
    { settled: [], unconfirmed: [{ number: one, ...refused('sold_out') }] },
    'bad',
    'The order is not confirmed.',
  ],
  [
    {
      settled: [settled(one, 'mismatch')],
      unconfirmed: [{ number: other, ...refused('claimed') }],
    },
    'warn',
    'None of the 2 orders is confirmed.',
  ],
  [
    { settled: [settled(one), settled(other, 'replayed')], unconfirmed: [] },
    'good',
    '1 order confirmed. We’ve notified the customer. 1 credit linked to an order that was confirmed manually.',
  ],
  [
    { settled: [settled(one, 'replayed'), settled(other, 'replayed')], unconfirmed: [] },
    'good',
    '2 credits linked to orders that were confirmed manually.',
  ],
  [
    { settled: [settled(one, 'replayed')], unconfirmed: [{ number: other, ...refused('claimed') }] },
    'warn',
    'The order is not confirmed. 1 credit linked to an order that was confirmed manually.',
  ],
  [{ settled: [], unconfirmed: [] }, 'bad', 'Select at least one credit.'],
])('counts the results of a bulk confirmation: %j', (confirmed, tone, title) => {
  expect(confirmedWords(inAdmin, confirmed, timeOf)).toMatchObject({ tone, title });
});

test('gives the reason for each order that was not confirmed', () => {
  const details = [{ sku: 'S', name: 'Serum', requested: 4, available: 1 }];
  const { notes } = confirmedWords(
    inAdmin,
    {
      settled: [settled(one), settled('2222-3333', 'mismatch')],
      unconfirmed: [{ number: other, ...refused('sold_out', details) }],
    },
    timeOf,
  );
  expect(notes).toEqual([
    { number: other, text: expect.stringContaining('out of stock (Serum: 4 ordered, 1 in stock).') },
    { number: '2222-3333', text: expect.stringContaining('finance decides') },
  ]);
});

test('explains refusals in terms of bank statements', () => {
  expect(unconfirmedText(inAdmin, refused('unknown_payment_method'), timeOf)).toBe(
    'This order is not paid by bank transfer.',
  );
  expect(unconfirmedText(inAdmin, refused('already_paid'), timeOf)).toContain('other money');
  expect(unconfirmedText(inAdmin, refused('line_decided'), timeOf)).toBe(refusals('reasons.line_decided'));
  const details = { name: 'Ada Obi', claimed_until: '2026-11-20T14:32:00+00:00' };
  expect(unconfirmedText(inAdmin, refused('claimed', details), timeOf)).toContain('Ada Obi');
});

test('shows at a field the refusals that the form can answer, and no others', () => {
  const details = [{ sku: 'S', name: 'Serum', requested: 4, available: 1 }];
  expect(answerableFields(inAdmin, refused('already_paid'))).toEqual({
    another: 'This order has been paid with other money.',
  });
  expect(answerableFields(inAdmin, refused('sold_out', details))).toEqual({
    even_if_short: 'Items are out of stock (Serum: 4 ordered, 1 in stock).',
  });
  for (const reason of ['claimed', 'dispute_open', 'credit_refunded', 'invalid_transition'] as const) {
    expect(answerableFields(inAdmin, refused(reason))).toBeUndefined();
  }
});

test('tells the approver to decline a move when only its requester can answer', () => {
  for (const reason of ['already_paid', 'sold_out'] as const) {
    expect(whyNotApproved(inAdmin, refused(reason), timeOf)).toContain('Decline this move.');
  }
  expect(whyNotApproved(inAdmin, refused('credit_refunded'), timeOf)).toBe(
    refusals('reasons.credit_refunded'),
  );
  expect(whyNotApproved(inAdmin, refused('separation_of_duties'), timeOf)).toContain(
    'a colleague has to decide',
  );
});

test('has a message for every effect of a move on the receiving order', () => {
  // the outcomes of settle_payment
  for (const outcome of ['confirmed', 'replayed', 'revived', 'paid_short', 'overpaid', 'mismatch']) {
    expect(lineDone(inAdmin)[`moved_${outcome}`], outcome).toBeTruthy();
    expect(lineDone(inAdmin)[outcome], outcome).toBeTruthy();
  }
});
