import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import postgres from 'postgres';
import { root } from './part.ts';

/**
 * Makes an empty database look like a hosted project's before its first migration. Idempotent.
 * `url` is the superuser's; the role `postgres`, which runs the migrations, gets the same password.
 */
export async function prepareDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select set_config('kedai.password', ${decodeURIComponent(new URL(url).password)}, false)`;
    await sql.file(path.join(root, 'supabase/local/bootstrap.sql'));
    await sql.unsafe(getAuthSchemaSql());
    await sql.unsafe(getStorageSchemaSql());
    await sql.file(path.join(root, 'supabase/local/after-system.sql'));
  } finally {
    await sql.end();
  }
}

/**
 * Applies new files of supabase/migrations with the same command that deploys to a hosted project.
 * `url` is that of the role `postgres`, which is not a superuser. Throws with the command's output.
 */
export async function migrate(url: string, { seed }: { seed: boolean }): Promise<void> {
  const flags = ['db', 'push', '--db-url', url, '--yes', ...(seed ? ['--include-seed'] : [])];
  try {
    await run(path.join(root, 'node_modules/.bin/supabase'), flags, {
      cwd: root,
      env: { ...process.env, ...CLI_ENV },
    });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`The migrations could not be applied:\n${output.trim()}`, { cause: error });
  }
}

/** Stores the secret with which the app signs its visitors' IP addresses (private.client_address). */
export async function storeClientSecret(url: string, secret: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`insert into private.secrets (name, value) values ('client_address', ${secret})
    on conflict (name) do update set value = excluded.value`;
  await sql.end();
}

const run = promisify(execFile);

/** The local server has no TLS, and a demo needs no telemetry. */
export const CLI_ENV = { PGSSLMODE: 'disable', SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
