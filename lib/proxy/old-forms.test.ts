import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { decodeFlash } from '@/lib/flash';
import { answerOldForm } from './old-forms';

const KNOWN = '60'.repeat(21);
const OLD = 'ab'.repeat(21);
const HOST = 'itanna.example';
const build = mkdtempSync(path.join(tmpdir(), 'build-'));

beforeAll(() => {
  Object.assign(process.env, exampleEnv, { NEXT_DIST_DIR: path.relative(process.cwd(), build) });
  mkdirSync(path.join(build, 'server'));
  writeFileSync(
    path.join(build, 'server', 'server-reference-manifest.json'),
    JSON.stringify({ node: { [KNOWN]: {} }, edge: {} }),
  );
});
afterAll(() => rmSync(build, { recursive: true }));

const plain = (id: string): Record<string, string> => ({ [`$ACTION_ID_${id}`]: '' });
/** A form of useActionState in React’s encoding. */
const bound = (id: string): Record<string, string> => ({
  $ACTION_REF_1: '',
  '$ACTION_1:0': `{"id":"${id}","bound":"$@1"}`,
  '$ACTION_1:1': '[null]',
});

async function send(
  to: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: `https://${HOST}` },
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return answerOldForm(new NextRequest(`http://10.0.0.7:3000${to}`, { method: 'POST', body, headers }), HOST);
}

describe('a form of this build', () => {
  test.each([['plain'], ['bound']])('is passed on: %s', async (kind) => {
    expect(await send('/cart', (kind === 'plain' ? plain : bound)(KNOWN))).toBeNull();
  });
});

describe('a form of an earlier build', () => {
  test("of the checkout returns the shopper's values, without those of the server", async () => {
    const answer = await send('/checkout', { ...plain(OLD), email: 'ada@example.com', shop: 'itanna' });
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get('location')).toBe(`https://${HOST}/checkout`);
    expect(decodeFlash(answer?.cookies.get('flash')?.value ?? '')).toEqual({
      ...{ form: 'checkout', refused: { reason: 'shop_updated' }, values: { email: 'ada@example.com' } },
    });
  });

  test('of an order returns to it, with the reason', async () => {
    for (const fields of [plain(OLD), bound(OLD)]) {
      const answer = await send('/orders/7K3M-Q2XD', fields);
      expect(answer?.headers.get('location')).toBe(`https://${HOST}/orders/7K3M-Q2XD`);
      const flash = answer?.cookies.get('flash');
      expect(flash?.path).toBe('/orders/7K3M-Q2XD');
      expect(decodeFlash(flash?.value ?? '')).toMatchObject({
        form: 'order',
        refused: { reason: 'shop_updated' },
      });
    }
  });

  test.each([
    ['/products/zobo-glow-serum', '/updated?back=%2Fproducts%2Fzobo-glow-serum'],
    ['/cart', '/updated?back=%2Fcart'],
  ])('at %s redirects to %s', async (from, to) => {
    for (const fields of [plain(OLD), bound(OLD)]) {
      const answer = await send(from, fields);
      expect(answer?.headers.get('location')).toBe(`https://${HOST}${to}`);
      expect(answer?.cookies.getAll()).toEqual([]);
    }
  });

  test('is ignored from another site, which could fill in the form', async () => {
    for (const origin of ['https://evil.example', 'null', '', `https://${HOST}.evil.example`])
      expect(await send('/checkout', { ...plain(OLD), email: 'eve@example.com' }, { origin })).toBeNull();
    expect(await send('/checkout', plain(OLD), {})).toBeNull();
  });

  test('is passed on if it was sent by a script', async () => {
    const headers = { origin: `https://${HOST}`, 'next-action': OLD };
    expect(await send('/checkout', plain(OLD), headers)).toBeNull();
  });
});
