import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

/** The work that Next.js would run after the response. Here, `callsAfterResponse` runs it. */
let scheduled: (() => Promise<void>)[] = [];
vi.mock('next/server', () => ({ after: (work: () => Promise<void>) => scheduled.push(work) }));
vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'x-request-id': 'r-1' }) }));
vi.mock('next/cache', () => ({ revalidateTag: () => {}, updateTag: () => {} }));

/** The database functions that fail, and the calls in order. */
const broken = new Set<string>();
let called: string[] = [];
const api = await scriptedServer((response, { path }) => {
  const name = /\/rpc\/(\w+)/.exec(path)?.[1] ?? path;
  called.push(name);
  const isBroken = broken.has(name);
  answerJson(response, isBroken ? 500 : 200, isBroken ? { code: '57014', message: 'took too long' } : []);
});
afterAll(() => api.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
const { afterCommit, afterWebhook } = await import('./after-commit');

const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(() => {
  scheduled = [];
  called = [];
  broken.clear();
  errors.mockClear();
});

/** The calls made after the response. */
async function callsAfterResponse() {
  expect(called, 'before the response').toEqual([]);
  for (const work of scheduled) await work();
  return called;
}

test('runs the steps in order: payments, then pages, then emails', async () => {
  afterWebhook('4b7a4c1e-0000-4000-8000-000000000001');
  expect(await callsAfterResponse()).toEqual([
    ...['claim_webhook_events', 'claim_refunds', 'claim_catalogue_changes', 'claim_notifications'],
  ]);
  expect(errors).not.toHaveBeenCalled();
});

test('runs only the requested steps', async () => {
  afterCommit({ email: true });
  expect(await callsAfterResponse()).toEqual(['claim_notifications']);
});

test('processes given refunds, each by its id', async () => {
  afterCommit({ refunds: ['r-1', 'r-2'] });
  expect(await callsAfterResponse()).toEqual(['claim_refunds', 'claim_refunds']);
});

test("continues after a failed step, and logs the request's id", async () => {
  broken.add('claim_refunds').add('claim_catalogue_changes');
  afterCommit({ refunds: 'due', stock: true, email: true });
  expect(await callsAfterResponse()).toEqual([
    'claim_refunds',
    'claim_catalogue_changes',
    'claim_notifications',
  ]);
  expect(errors.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
    {
      event: 'after_commit_failed',
      step: 'refunds',
      request_id: 'r-1',
      error: expect.stringContaining('57014'),
    },
    { event: 'after_commit_failed', step: 'stock', request_id: 'r-1' },
  ]);
});

test('no other file uses after()', () => {
  const root = `${import.meta.dirname}/../..`;
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.includes('.test.') && /\bafter\(/.test(readFileSync(`${root}/${file}`, 'utf8')),
  );
  expect(files).toEqual(['lib/jobs/after-commit.ts']);
});
