import { globSync, readFileSync } from 'node:fs';
import { createClient } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import { claimsOf } from './claims';

// auth-js logs a session that it cannot renew
vi.spyOn(console, 'warn').mockImplementation(() => {});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A client with a session that ends in so many seconds; its auth server responds with this. */
function signedIn(seconds: number, answer: () => Response) {
  const expires_at = Math.floor(Date.now() / 1000) + seconds;
  const token = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'ada', exp: expires_at })}.c2ln`;
  const session = { access_token: token, refresh_token: 'again', expires_at, user: { id: 'ada' } };
  const stored = new Map([['session', JSON.stringify(session)]]);
  return createClient('http://api.invalid', 'key', {
    global: { fetch: async () => answer() },
    auth: {
      autoRefreshToken: false,
      storageKey: 'session',
      storage: {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
        removeItem: (key) => void stored.delete(key),
      },
    },
  });
}

const refused = (status: number, error_code?: string) => () => Response.json({ error_code }, { status });

test('are those of a token that the auth server accepts', async () => {
  expect(await claimsOf(signedIn(600, () => Response.json({ id: 'ada' })))).toMatchObject({ sub: 'ada' });
});

test('are null without a session', async () => {
  const client = createClient('http://api.invalid', 'key', { auth: { persistSession: false } });
  expect(await claimsOf(client)).toBeNull();
});

test.each<[string, number, () => Response]>([
  ['forged token', 600, refused(403, 'bad_jwt')],
  ['session that was ended elsewhere', 600, refused(403, 'session_not_found')],
  ['deleted user', 600, refused(403, 'user_not_found')],
  ['session that cannot be renewed', -60, refused(400, 'refresh_token_not_found')],
])('are null for a %s', async (_, seconds, answer) => {
  expect(await claimsOf(signedIn(seconds, answer))).toBeNull();
});

test.each<[string, () => Response]>([
  [
    'cannot be reached',
    () => {
      throw new TypeError('fetch failed');
    },
  ],
  ['is down', refused(503)],
  ['fails without JSON', () => new Response('<html>', { status: 504 })],
  ['answers with a page of another server', () => new Response('<html>', { status: 403 })],
  ['refuses more checks for now', refused(429, 'over_request_rate_limit')],
])('are unknown, not null, while the auth server %s', async (_, answer) => {
  await expect(claimsOf(signedIn(600, answer))).rejects.toThrow();
});

test('no other file reads claims, and so drops the error of an outage', () => {
  const root = `${import.meta.dirname}/../..`;
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.*'] });
  expect(files.filter((file) => readFileSync(`${root}/${file}`, 'utf8').includes('getClaims('))).toEqual([
    'lib/supabase/claims.ts',
  ]);
});
