import { NextRequest } from 'next/server';
import { afterEach, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { admitStaff } from './staff';

Object.assign(process.env, exampleEnv, { SUPABASE_URL: 'http://api.invalid' });
afterEach(() => vi.restoreAllMocks());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const expires_at = Math.floor(Date.now() / 1000) + 600;
const access_token = `${part({ alg: 'HS256' })}.${part({ sub: 'ada', exp: expires_at })}.c2ln`;
const session = part({ access_token, refresh_token: 'again', expires_at, user: { id: 'ada' } });

/** The response to an admin page whose session the auth server checks with this answer. */
async function admit(status: number, body: object) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) =>
    String(input).includes('/auth/')
      ? Response.json(body, { status })
      : Response.json([{ shops: { slug: 'itanna' } }]),
  );
  const headers = new Headers({ cookie: `sb-api-auth-token=base64-${session}` });
  const request = new NextRequest('http://localhost:4000/admin/itanna/orders', { headers });
  const response = await admitStaff(request, headers);
  return response.headers.get('location') ?? response.status;
}

test('redirects to sign-in only if the session has ended, not if it could not be checked', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await admit(200, { id: 'ada' })).toBe(200);
  expect(await admit(403, { error_code: 'bad_jwt' })).toContain('/sign-in?next=');
  expect(logged).not.toHaveBeenCalled();
  // the page checks it again, and shows an error if that fails too
  expect(await admit(503, {})).toBe(200);
  expect(String(logged.mock.calls)).toContain('session_not_checked');
});
