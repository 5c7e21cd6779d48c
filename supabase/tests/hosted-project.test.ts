import { createAdaptorServer } from '@hono/node-server';
import { createClient } from '@supabase/supabase-js';
import { afterAll, expect, test } from 'vitest';
import { anyPort } from '../../scripts/ports.ts';
import { startApi, testDatabase } from './database.ts';

/** The local API (scripts/api) behaves like a hosted project where plain @supabase/lite does not. */
const { sql, url } = await testDatabase();

await sql.unsafe(`
  create table public.parents (id int primary key, made_at timestamptz not null, weight numeric not null);
  create table public.children (id int primary key, parent_id int not null references public.parents (id), is_first boolean not null);
  create unique index on public.children (parent_id) where is_first;
  alter table public.parents enable row level security;
  create policy select_public on public.parents for select to anon using (true);
  grant select (id, made_at, weight) on public.parents to anon;
  grant select on public.children to anon, service_role;
  grant select, insert, update, delete on public.parents to service_role;
  insert into public.parents values (1, '2026-11-21 03:41:08.188597+00', 12.50);
  insert into public.children values (1, 1, true), (2, 1, false);

  create function public.type_of(value jsonb) returns text language sql as $$ select jsonb_typeof(value) $$;
  create function public.refuse(code text) returns void language plpgsql as $$
  begin raise exception using errcode = code, message = 'no', detail = 'why', hint = 'how'; end $$;
  create function public.who() returns jsonb language sql stable as $$
    select jsonb_build_object('role', current_user, 'uid', auth.uid(), 'claims', auth.jwt() ->> 'role',
      'request', current_setting('request.headers')::jsonb ->> 'x-request-id',
      'read_only', current_setting('transaction_read_only'))
  $$;
  grant execute on function public.type_of(jsonb), public.refuse(text), public.who() to anon, authenticated, service_role;
  insert into storage.buckets (id, name, public) values ('proofs', 'proofs', false);
`);
const emails: { to: string; subject: string; html: string }[] = [];
const mailbox = createAdaptorServer({
  fetch: async (request) => {
    emails.push(await request.json());
    return Response.json({ id: '1' });
  },
});
const mailboxPort = await anyPort();
mailbox.listen(mailboxPort, '127.0.0.1');
afterAll(() => mailbox.close());

const { url: apiUrl, publishableKey, secretKey } = await startApi(url, `http://127.0.0.1:${mailboxPort}`);
const client = (key: string, headers = {}) =>
  createClient(apiUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers },
  });
const visitor = client(publishableKey);
const server = client(secretKey);

test('a visitor has the grants of the migrations and no others', async () => {
  expect((await visitor.from('parents').select('id')).data).toEqual([{ id: 1 }]);
  const write = await visitor.from('parents').insert({ id: 2, made_at: 'now', weight: 1 });
  expect([write.status, write.error?.code]).toEqual([401, '42501']);
});

test('times are ISO 8601 and numerics are numbers', async () => {
  const { data } = await visitor.from('parents').select('made_at, weight').single();
  expect(data).toEqual({ made_at: '2026-11-21T03:41:08.188597+00:00', weight: 12.5 });
});

test('a partial unique index does not turn a list into one row', async () => {
  const { data } = await server.from('parents').select('id, children(id)').single();
  expect(data).toEqual({ id: 1, children: [{ id: 1 }, { id: 2 }] });
});

test.each([
  ['a list', [{ a: 1 }], 'array'],
  ['an object', { a: 1 }, 'object'],
  ['a string', 'hello', 'string'],
])('%s keeps its JSON type in a function', async (_name, value, type) => {
  expect((await visitor.rpc('type_of', { value })).data).toBe(type);
});

test.each([
  ['PT409', 409],
  ['P0001', 400],
  ['23514', 400],
  ['SH001', 400],
  ['40001', 500],
])('an error raised as %s is answered with %i and its own code', async (code, status) => {
  const answer = await visitor.rpc('refuse', { code });
  expect(answer.status).toBe(status);
  expect(answer.error).toMatchObject({ code, message: 'no', details: 'why', hint: 'how' });
});

test('a function sees its caller and the request id', async () => {
  const { data } = await client(publishableKey, { 'x-request-id': 'r1' }).rpc('who');
  expect(data).toEqual({ role: 'anon', uid: null, claims: 'anon', request: 'r1', read_only: 'off' });
  expect((await server.rpc('who', {}, { get: true })).data).toMatchObject({
    role: 'service_role',
    read_only: 'on',
  });
});

test('a user signs up, confirms by the link in the email, and calls functions with their own id', async () => {
  const email = 'ada@example.com';
  const options = { data: { name: 'Ada' } };
  const { data } = await visitor.auth.signUp({ email, password: 'correct-horse-1', options });
  const [user] =
    await sql`select raw_user_meta_data ->> 'name' as name from auth.users where email = ${email}`;
  expect(user, 'the user’s metadata is JSON').toEqual({ name: 'Ada' });

  const [message] = emails;
  expect(message).toMatchObject({ to: email, subject: 'Confirm your email address' });
  const link = /href="http:\/\/localhost\/auth\/confirm\?token_hash=([^&]+)&amp;type=signup/.exec(
    message?.html ?? '',
  );
  const ada = client(publishableKey);
  expect((await ada.auth.verifyOtp({ type: 'signup', token_hash: link?.[1] ?? '' })).error).toBeNull();
  expect((await ada.rpc('who')).data).toMatchObject({ role: 'authenticated', uid: data.user?.id });
});

test('a file is uploaded as a Blob, downloaded through a signed link, and keeps its name', async () => {
  const proofs = server.storage.from('proofs');
  const upload = await proofs.upload('a b/proof.txt', new Blob(['paid'], { type: 'text/plain' }));
  expect(upload.error).toBeNull();
  const { data } = await proofs.createSignedUrl('a b/proof.txt', 60, { download: 'transfer.txt' });
  const response = await fetch(data?.signedUrl ?? '');
  expect(await response.text()).toBe('paid');
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(response.headers.get('content-disposition')).toContain('transfer.txt');
});

test('a file is uploaded through a signed link, which is valid for that file alone', async () => {
  const { data } = await server.storage.from('proofs').createSignedUploadUrl('one.txt');
  const proofs = visitor.storage.from('proofs');
  expect((await proofs.uploadToSignedUrl('one.txt', data?.token ?? '', new Blob(['1']))).error).toBeNull();
  expect(
    (await proofs.uploadToSignedUrl('two.txt', data?.token ?? '', new Blob(['2']))).error,
  ).not.toBeNull();
  expect(await (await server.storage.from('proofs').download('one.txt')).data?.text()).toBe('1');
});

test('a folder lists its files, and its subfolders by name alone', async () => {
  const proofs = server.storage.from('proofs');
  for (const path of ['shop/order/b', 'shop/order/a', 'shop/note', 'shopping/list']) {
    expect((await proofs.upload(path, new Blob(['x']))).error).toBeNull();
  }
  const names = async (folder: string, options?: { limit: number }) =>
    (await proofs.list(folder, options)).data?.map(({ name, id }) => (id ? name : `${name}/`));
  expect(await names('shop')).toEqual(['note', 'order/']);
  expect(await names('shop/order')).toEqual(['a', 'b']);
  expect(await names('shop/order', { limit: 1 })).toEqual(['a']);
  expect(await names('nowhere')).toEqual([]);
  const { data } = await proofs.list('shop/order');
  expect(Date.parse(data?.[0]?.created_at ?? '')).toBeGreaterThan(Date.now() - 600_000);
});
