import { redirect } from 'next/navigation';
import { expect, test } from 'vitest';
import { resultOr } from './server-call';

const failing = (error: unknown) => resultOr(Promise.reject(error), (failure) => failure);

test('returns the result of an action', async () => {
  expect(await resultOr(Promise.resolve('saved'), (failure) => failure)).toBe('saved');
});

test('a failed fetch, or the error page of a proxy, means that the server is unreachable', async () => {
  expect(await failing(new TypeError('Failed to fetch'))).toBe('unreachable');
  expect(await failing(new Error('An unexpected response was received from the server.'))).toBe(
    'unreachable',
  );
});

test('an error of the server means that it failed', async () => {
  expect(await failing(Object.assign(new Error('hidden'), { digest: '1234' }))).toBe('failed');
});

test('a redirect is left to Next', async () => {
  const redirected = (async () => redirect('/sign-in'))();
  await expect(resultOr(redirected, (failure) => failure)).rejects.toMatchObject({
    digest: expect.stringContaining('/sign-in'),
  });
});
