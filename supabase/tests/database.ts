import { randomBytes } from 'node:crypto';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { answers, startPart, untilReady } from '../../scripts/part.ts';
import { anyPort } from '../../scripts/ports.ts';

/**
 * A migrated database for one test file, without the demo seed: tests create the shops that they need.
 * - `sql`: a superuser pool for setup and inspection; up to 50 connections, so that races are real
 * - `url`: the superuser's URL, for `startApi`
 */
export async function testDatabase() {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const cluster = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
  await cluster.unsafe(`create database ${name} template template_kedai strategy file_copy`);
  const url = new URL(`/${name}`, inject('clusterUrl')).href;
  const sql = postgres(url, { max: 50, onnotice: () => {} });

  afterAll(async () => {
    await sql.end();
    await cluster.unsafe(`drop database ${name} with (force)`);
    await cluster.end();
  });
  return { sql, url };
}

/**
 * Starts the API on a database, for tests of its HTTP responses. Call it twice for two processes on one database. Stops with
 * the test file. `mailboxUrl`: receives its emails; by default they are lost.
 */
export async function startApi(databaseUrl: string, mailboxUrl = 'http://localhost') {
  const port = await anyPort();
  const url = `http://127.0.0.1:${port}`;
  const asPostgres = new URL(databaseUrl);
  asPostgres.username = 'postgres';
  const keys = {
    publishableKey: 'sb_publishable_test_0000000000000000',
    secretKey: 'sb_secret_test_00000000000000000000',
  };
  const part = startPart({
    name: 'API',
    script: ['scripts/api.ts'],
    env: {
      PORT: String(port),
      DATABASE_URL: asPostgres.href,
      SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
      SUPABASE_SECRET_KEY: keys.secretKey,
      JWT_SECRET: 'a-secret-of-the-tests-and-of-nobody-else',
      SITE_URL: 'http://localhost',
      MAILBOX_URL: mailboxUrl,
      STORAGE_DIR: path.join(inject('runDir'), 'storage'),
    },
    log: path.join(inject('runDir'), `api-${port}.log`),
  });
  afterAll(part.stop);
  await untilReady(part, () => answers(`${url}/health`));
  return { url, ...keys, stop: part.stop };
}
