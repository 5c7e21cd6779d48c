import type { NextRequest } from 'next/server';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

/** The work that Next.js would run after the response. */
let scheduled: (() => Promise<void>)[] = [];
vi.mock('next/server', () => ({ after: (work: () => Promise<void>) => scheduled.push(work) }));
vi.mock('next/headers', () => ({ headers: async () => new Headers() }));
vi.mock('next/cache', () => ({ revalidateTag: () => {}, updateTag: () => {}, refresh: () => {} }));
vi.mock('next/navigation', () => ({
  redirect: (url: string) => {
    throw new Error(`redirect to ${url}`);
  },
}));

/** Whether the one attempt of the order was paid. */
let state: 'succeeded' | 'open' = 'succeeded';
let called: string[] = [];
const attempt = () => ({
  ...{ reference: 'OUR-1', state, is_processing: false },
  order: { number: '7K3M-Q2XD' },
});
const api = await scriptedServer((response, { path }) => {
  const name = /\/rpc\/(\w+)/.exec(path)?.[1];
  if (name) called.push(name);
  answerJson(response, 200, name ? (name === 'claim_payment_check' ? false : []) : [attempt()]);
});
afterAll(() => api.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
const { GET } = await import('./route');
const { checkPayment } = await import('@/lib/payments/check');

beforeEach(() => {
  scheduled = [];
});

const open = (query: string) =>
  GET({ nextUrl: new URL(`https://itanna.example/checkout/return${query}`) } as NextRequest, {
    params: Promise.resolve({ shop: 'itanna', locale: 'en' }),
  });

/** The calls made after the response. */
async function callsAfterResponse() {
  called = [];
  for (const work of scheduled) await work();
  return called;
}

const redirected = (error: Error) => expect(error.message).toContain('/orders/7K3M-Q2XD');

const cases: [string, () => Promise<unknown>][] = [
  ['a payer who returns', () => open('?reference=OUR-1').catch(redirected)],
  ['a payer who returns without a reference', () => open('?order=7K3M-Q2XD').catch(redirected)],
  ['a payer whose page waits', () => checkPayment('OUR-1')],
];

test.each(cases)('sends the receipt and renews the pages with stock if %s has paid', async (_who, ask) => {
  state = 'succeeded';
  await ask();
  expect(await callsAfterResponse()).toEqual(['claim_catalogue_changes', 'claim_notifications']);
});

test.each(cases)('sends and renews nothing if %s has not paid', async (_who, ask) => {
  state = 'open';
  await ask();
  expect(await callsAfterResponse()).toEqual([]);
});
