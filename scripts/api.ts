import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { z } from 'zod';
import { createSupabase } from './api/supabase.ts';

/**
 * Serves the API of a hosted Supabase project to supabase-js (PostgREST, Auth, Storage) from a local Postgres.
 * It keeps no state in memory, so several may run on one database.
 */
const env = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535),
    DATABASE_URL: z.url(),
    SUPABASE_PUBLISHABLE_KEY: z.string().startsWith('sb_publishable_'),
    SUPABASE_SECRET_KEY: z.string().startsWith('sb_secret_'),
    JWT_SECRET: z.string().min(32),
    SITE_URL: z.url(),
    MAILBOX_URL: z.url(),
    STORAGE_DIR: z.string(),
  })
  .parse(process.env);

const url = `http://127.0.0.1:${env.PORT}`;
const supabase = createSupabase({
  databaseUrl: env.DATABASE_URL,
  publishableKey: env.SUPABASE_PUBLISHABLE_KEY,
  secretKey: env.SUPABASE_SECRET_KEY,
  jwtSecret: env.JWT_SECRET,
  siteUrl: env.SITE_URL,
  url,
  storageDir: env.STORAGE_DIR,
  mailboxUrl: env.MAILBOX_URL,
});

const server = createAdaptorServer({
  fetch: async (request) =>
    new URL(request.url).pathname === '/health' ? health() : supabase.handle(request),
});
server.listen(env.PORT, '127.0.0.1', () => {
  console.log(`Supabase API on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

/** 200 once the database answers and @supabase/lite has read its tables and functions. */
async function health(): Promise<Response> {
  const { connection } = supabase.app;
  const isReady = (await connection.ping()) === true && (await connection.introspect()).tables.length > 0;
  return Response.json({ status: isReady ? 'ok' : 'no database' }, { status: isReady ? 200 : 503 });
}

async function stop() {
  const closed = new Promise((resolve) => server.close(resolve));
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
  await supabase.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
