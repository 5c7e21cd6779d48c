import { afterAll, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

/** Two shops, each with one old file; the first cannot be listed. */
const api = await scriptedServer((response, { method, body }) => {
  const { prefix, prefixes } = JSON.parse(body);
  if (method === 'DELETE') answerJson(response, 200, [{ name: prefixes[0] }]);
  else if (prefix === '') answerJson(response, 200, [{ name: 'broken' }, { name: 'itanna' }]);
  else if (prefix === 'broken') answerJson(response, 500, { message: 'unavailable' });
  else answerJson(response, 200, [{ name: 'a.csv', created_at: '2026-01-01T00:00:00Z' }]);
});
afterAll(() => api.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
const { removeOldFiles } = await import('./files');

test('a shop whose files cannot be listed does not stop the next one', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await removeOldFiles(Number.POSITIVE_INFINITY)).toEqual({ done: 1, failed: 1 });
  expect(api.received.at(-1)).toMatchObject({ method: 'DELETE', body: '{"prefixes":["itanna/a.csv"]}' });
});

test('does nothing if the time is up', async () => {
  api.received.length = 0;
  expect(await removeOldFiles(performance.now() - 1)).toEqual({ done: 0, failed: 0 });
  expect(api.received).toEqual([]);
});
