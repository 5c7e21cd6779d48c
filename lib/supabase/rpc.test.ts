import { globSync, readFileSync } from 'node:fs';
import { createClient } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { exampleEnv } from '@/lib/example-env';
import { translatorFor } from '@/lib/messages/messages';
import type { Database, Json } from './database.types';
import { DatabaseError, execute, expectRefusal, Refusal, resultOf, rpc } from './rpc';

// a request without headers of the proxy: the default language
vi.mock('next/headers', () => ({ headers: async () => new Headers() }));
Object.assign(process.env, exampleEnv);

/** A client whose API responds with this. */
const answering = (status: number, body: Json) =>
  createClient<Database>('http://api.invalid', 'key', {
    global: { fetch: async () => Response.json(body, { status }) },
  });

const refusing = (
  status: number,
  message: string,
  details: string | null = null,
  hint: string | null = null,
) => answering(status, { code: `PT${status}`, message, details, hint });

const cart = z.object({ item_count: z.int() });
const readCart = (client: ReturnType<typeof answering>) => rpc(client, 'get_cart', { cart_token: 'x' }, cart);
const caught = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

test('parses the result with its schema, and throws if it does not match', async () => {
  expect(await readCart(answering(200, { item_count: 2, token: 'secret' }))).toEqual({ item_count: 2 });
  const bug = await caught(readCart(answering(200, { item_count: 'two' })));
  expect(bug).not.toBeInstanceOf(Refusal);
  expect(String(bug)).toContain('get_cart answered');
  expect(await rpc(answering(200, [{ slug: 'itanna' }]), 'find_shop', { host: 'itanna.shop' })).toEqual([
    { slug: 'itanna' },
  ]);
});

test('execute discards the result', async () => {
  const args = { order_id: 'x', reason: '' };
  expect(await resultOf(execute(answering(200, { access_token: 'secret' }), 'cancel_order', args))).toEqual({
    ok: true,
    data: null,
  });
});

test('throws a refusal with its reason, status, field and details, and resultOf returns it', async () => {
  const call = () => readCart(refusing(409, 'sold_out', '[{"sku":"A"}]', 'quantity'));
  const codes = { reason: 'sold_out', details: [{ sku: 'A' }] };
  expect(await caught(call())).toMatchObject({ status: 409, field: 'quantity', ...codes });
  const message = translatorFor('en', 'refusals')('reasons.sold_out');
  expect(await resultOf(call())).toEqual({ ok: false, ...codes, message, fields: { quantity: message } });
});

test('expectRefusal accepts only the given reasons, and rethrows any other refusal or bug', async () => {
  const orNull = (client: ReturnType<typeof answering>) =>
    readCart(client).catch((error: unknown) => expectRefusal(error, 'cart_not_found'));
  expect(await orNull(refusing(404, 'cart_not_found'))).toBeNull();
  expect(await caught(orNull(refusing(429, 'too_many_requests')))).toBeInstanceOf(Refusal);
  const timeout = { code: '57014', message: 'canceling statement due to statement timeout' };
  expect(await caught(orNull(answering(500, { ...timeout, details: null, hint: null })))).toBeInstanceOf(
    DatabaseError,
  );
});

test("throws any other error with the function's name", async () => {
  const broken = { code: '23505', message: 'duplicate key value', details: null, hint: null };
  const bug = await caught(resultOf(readCart(answering(409, broken))));
  expect(bug).toBeInstanceOf(DatabaseError);
  expect(String(bug)).toContain('get_cart: 23505 duplicate key value');
  const unknown = await caught(resultOf(readCart(refusing(422, 'no_such_reason'))));
  expect(unknown, 'a reason without words').toBeInstanceOf(DatabaseError);
});

test('no other file calls a database function, or parses its refusal', () => {
  const root = `${import.meta.dirname}/../..`;
  const others = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter((file) => {
    if (file.includes('.test.') || file === 'lib/supabase/rpc.ts' || file === 'lib/refusals.ts') return false;
    return /\.rpc\(|\brefusalOf\b/.test(readFileSync(`${root}/${file}`, 'utf8'));
  });
  // readAll builds its own pages, and the proxy needs a time limit
  expect(others.sort()).toEqual(['lib/products/catalogue.ts', 'lib/proxy/shop.ts']);
});
