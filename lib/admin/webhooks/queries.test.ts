import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Membership } from '@/lib/admin/staff/queries';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

let operators: object[] = [];
const api = await scriptedServer((response, { path }) =>
  answerJson(response, 200, path.includes('/platform_operators') ? operators : []),
);
afterAll(() => api.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
vi.mock('@/lib/supabase/session', async () => ({
  sessionClient: async () => (await import('@/lib/supabase/public')).publicClient(),
}));
const { countDeadLetters, listWebhooks } = await import('./queries');

const membership = { shop: { id: 's-1', slug: 'itanna' } } as Membership;

/** Which rows of a table were read, in each request. */
const readFrom = (table: string) =>
  api.received
    .map(({ path }) => new URL(path, api.url))
    .filter(({ pathname }) => pathname.endsWith(`/${table}`))
    .map(({ searchParams }) => searchParams.get('or'));

beforeEach(() => {
  api.received.length = 0;
});

test.each([
  ['operators', [{ user_id: 'u-1' }], '(shop_id.eq.s-1,shop_id.is.null)'],
  ['others', [], '(shop_id.eq.s-1)'],
])('the number of dead webhooks is that of their list, for %s', async (_, rows, seen) => {
  operators = rows;
  await listWebhooks(membership, { view: 'dead', keyset: null });
  await countDeadLetters(membership);
  expect(readFrom('webhook_events')).toEqual([seen, seen]);
  expect(readFrom('notification_queue')).toEqual(['(shop_id.eq.s-1)']);
});
