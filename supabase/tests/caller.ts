import postgres, { type Sql, type TransactionSql } from 'postgres';
import { expect } from 'vitest';
import type { Database } from '@/lib/supabase/database.types';
import { CLIENT_HEADER, signAddress } from '../../lib/signed-address.ts';
import { clientSecret } from './client-secret.ts';

/** A caller as PostgREST sees it: a database role and, when signed in, a user. */
export interface Caller {
  role: 'anon' | 'authenticated' | 'service_role';
  userId: string | null;
  requestId?: string;
  /** the session of the caller's access token */
  sessionId?: string;
  /** the network address that our server signs; without one, the call counts as one that bypasses our server */
  address?: string;
}

export const visitor: Caller = { role: 'anon', userId: null };
export const server: Caller = { role: 'service_role', userId: null };
export const person = (userId: string): Caller => ({ role: 'authenticated', userId });

/** Runs `work` in one transaction under the caller's role and claims, as PostgREST runs a request. */
export function as<T>(sql: Sql, caller: Caller, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const claims = JSON.stringify({
    role: caller.role,
    sub: caller.userId ?? undefined,
    session_id: caller.sessionId,
  });
  const headers = JSON.stringify({
    'x-request-id': caller.requestId,
    [CLIENT_HEADER]: caller.address && signAddress(caller.address, clientSecret),
  });
  return sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${claims}, true),
      set_config('request.headers', ${headers}, true), set_config('role', ${caller.role}, true)`;
    return work(tx);
  }) as Promise<T>;
}

export type FunctionName = keyof Database['public']['Functions'];
export type Args = Record<string, unknown>;

/** Calls a function with named parameters, as an RPC does, and returns its result. */
export async function call<T = unknown>(
  sql: Sql,
  caller: Caller,
  name: FunctionName,
  args: Args = {},
): Promise<T> {
  const rows = await list<{ answer: T }>(sql, caller, name, args, 'select %s as answer');
  return (rows[0] as { answer: T }).answer;
}

/** Calls a function that returns rows. */
export function list<T>(
  sql: Sql,
  caller: Caller,
  name: FunctionName,
  args: Args = {},
  shape: 'select * from %s' | 'select %s as answer' = 'select * from %s',
): Promise<T[]> {
  const named = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
  const text = shape.replace('%s', `public.${name}(${named.join(', ')})`);
  return as(sql, caller, (tx) =>
    tx.unsafe(text, Object.values(args) as never[], { prepare: true }),
  ) as Promise<T[]>;
}

export interface Refusal {
  status: number;
  reason: string;
  details: unknown;
  field: string | null;
}

/** The refusal that an error stands for; any other error is a bug and is rethrown. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof postgres.PostgresError) || !/^PT\d{3}$/.test(error.code)) throw error;
  return {
    status: Number(error.code.slice(2)),
    reason: error.message,
    details: error.detail ? JSON.parse(error.detail) : null,
    field: error.hint || null,
  };
}

/** Expects a refusal that leaves every row of every table unchanged. Returns the refusal's details. */
export async function expectRefusal<T = unknown>(
  sql: Sql,
  request: () => Promise<unknown>,
  expected: Partial<Refusal>,
): Promise<T> {
  const before = await fingerprint(sql);
  const refusal = await request().then((answer) => {
    throw new Error(`expected a refusal, got ${JSON.stringify(answer)}`);
  }, refusalOf);
  expect(refusal).toMatchObject(expected);
  expect(await fingerprint(sql)).toEqual(before);
  return refusal.details as T;
}

/** A hash of all rows of each table: equal hashes mean that nothing has changed. */
export async function fingerprint(sql: Sql): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  const parts = tables.map(
    ({
      name,
    }) => `select '${name}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '')
      as content from public.${name} as t`,
  );
  const rows = await sql.begin('read only', async (tx) => {
    // parallel workers take much longer to start than this takes
    await tx`set local max_parallel_workers_per_gather = 0`;
    return tx.unsafe<{ name: string; content: string }[]>(parts.join(' union all '));
  });
  return Object.fromEntries(rows.map((row) => [row.name, row.content]));
}
