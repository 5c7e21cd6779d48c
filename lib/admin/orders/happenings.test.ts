import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TimelineEntry } from '@/lib/orders/order';
import { happeningOf } from './happenings';

const entry = (action: string): TimelineEntry => ({
  ...{
    at: '2026-11-25T10:00:00Z',
    by: 'system',
    by_name: null,
    from: null,
    to: null,
    note: null,
    reason: null,
  },
  ...{ amount_minor: null, currency: null, kind: null, action },
});

const root = `${import.meta.dirname}/../../..`;
const sql = globSync('supabase/migrations/*.sql', { cwd: root })
  .map((path) => readFileSync(`${root}/${path}`, 'utf8'))
  .join('\n');
const namesIn = (text: string) => [...text.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name as string);
const valuesOf = (type: string) =>
  namesIn(new RegExp(`create type public\\.${type} as enum \\((.*?)\\);`, 's').exec(sql)?.[1] ?? '');

/** What the migrations write on the log of an order: by name, by a command of the table of moves, or by what a state is called. */
const actions = new Set([
  ...[
    ...sql.matchAll(
      /\b(?:log_order|log_refund|move_order|mark_order|resume_order)\(\s*[\w.]+,(?:\s*[\w.]+,)?\s*('[a-z_]+')[,)]/g,
    ),
    ...sql.matchAll(/\blog_activity\(\s*[\w.]+, 'order', [\w.]+,\s*(case .*? end|'[a-z_]+')/gs),
  ].flatMap(([, names = '']) => namesIn(names)),
  ...[...sql.matchAll(/^ {2}\('\w+', '\w+', '(\w+)', (?:null|'[a-z.]+'), (?:true|false)/gm)].map(
    ([, command]) => command as string,
  ),
  ...[...sql.matchAll(/^ {2}\('(\w+)', '[a-z.]+', (?:true|false), (?:true|false), array\[/gm)].map(
    ([, command]) => command as string,
  ),
  ...valuesOf('refund_state').map((state) => (state === 'requested' ? 'request_refund' : `refund_${state}`)),
  ...['mismatch', 'paid_short', 'overpaid'].map((outcome) => `payment_${outcome}`),
  ...['add', 'edit', 'delete'].map((what) => `${what}_verification_claims`),
]);

test('everything that happens to an order has words', () => {
  expect([...actions]).toEqual(
    expect.arrayContaining([
      'create_order',
      'hold',
      'change_payout_details',
      'refund_approved',
      'reissue_order_keys',
    ]),
  );
  expect(actions.size).toBeGreaterThan(50);
  expect(
    [...actions].filter((action) => happeningOf(entry(action)) === happeningOf(entry('unknown'))),
  ).toEqual([]);
});

test('what has no words yet is not shown by its code', () => {
  for (const action of ['toString', 'reissue_order_key', 'constructor', '']) {
    expect(happeningOf(entry(action))).toBe('Updated');
  }
});
