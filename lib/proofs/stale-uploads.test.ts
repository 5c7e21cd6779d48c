import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

/** Each bucket has one stale file, in `itanna/1/`. */
const levels = [
  [{ name: 'itanna' }],
  [{ name: '1' }],
  [{ name: 'a.png', created_at: '2026-01-01T00:00:00Z' }],
];
let calls: string[] = [];
/** The bucket that cannot be listed. */
let broken: string | undefined;
/** What happens during a call. */
let during = () => {};
const api = await scriptedServer((response, { method, path, body }) => {
  const bucket = path.split('/').at(-1) ?? '';
  const { prefix, prefixes } = JSON.parse(body);
  calls.push(`${bucket}: ${method === 'DELETE' ? `remove ${prefixes}` : `list ${prefix}`}`);
  during();
  if (bucket === broken) answerJson(response, 500, { message: 'unavailable' });
  else if (method === 'DELETE') answerJson(response, 200, [{ name: prefixes[0] }]);
  else answerJson(response, 200, levels[prefix.split('/').filter(Boolean).length]);
});
afterAll(() => api.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
const { removeStaleUploads } = await import('./stale-uploads');

beforeEach(() => {
  calls = [];
  broken = undefined;
  during = () => {};
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const stepsIn = (bucket: string) => [
  ...[`${bucket}: list `, `${bucket}: list itanna`, `${bucket}: list itanna/1`],
  `${bucket}: remove itanna/1/a.png`,
];

test('removes stale uploads from all buckets', async () => {
  expect(await removeStaleUploads(Number.POSITIVE_INFINITY)).toEqual({ done: 2, failed: 0 });
  expect(calls).toEqual([...stepsIn('proof-uploads'), ...stepsIn('media-uploads')]);
});

test('a bucket that cannot be listed does not stop the next one', async () => {
  broken = 'proof-uploads';
  expect(await removeStaleUploads(Number.POSITIVE_INFINITY)).toEqual({ done: 1, failed: 1 });
  expect(calls).toEqual(['proof-uploads: list ', ...stepsIn('media-uploads')]);
});

test.each([1, 2, 3])('lists nothing more once the time is up during list %i', async (last) => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  during = () => {
    if (calls.length === last) now = 100;
  };
  await removeStaleUploads(100);
  clock.mockRestore();
  expect(calls.filter((call) => call.includes('list')).length).toBe(last);
});

test('does nothing if the time is up', async () => {
  expect(await removeStaleUploads(performance.now() - 1)).toEqual({ done: 0, failed: 0 });
  expect(calls).toEqual([]);
});
