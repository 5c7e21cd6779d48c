import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CLI_ENV, migrate, prepareDatabase } from './database.ts';
import { root } from './part.ts';
import { openThrowaway } from './throwaway.ts';

/**
 * Generates files from a database with all migrations applied:
 *
 *   npm run db:types   writes lib/supabase/database.types.ts and the generated sections of docs/model.md and docs/diagrams.md
 *   npm run db:check   fails when these are out of date, or when Supabase's advisors report a problem: a table without row
 *                      level security, a foreign key without an index, a definer function without a search path …
 */
const typesFile = path.join(root, 'lib', 'supabase', 'database.types.ts');

async function main(task: string | undefined) {
  const { cluster, close } = await openThrowaway();
  const url = cluster.url('postgres', 'postgres');
  try {
    await prepareDatabase(cluster.url());
    await migrate(url, { seed: false });
    const handle = task === 'types' ? write : compare;
    handle({ [typesFile]: generateTypes(url) });
    // Imported after the types are written: the pages also describe app code, which imports the types.
    const { describe } = await import('./db/docs.ts');
    handle(await describe(url));
    if (task !== 'types') advise(url);
  } finally {
    await close();
  }
}

function generateTypes(url: string): string {
  // Before version 3 this command needs Docker, and version 3 cannot be in the lock file (docs/local-stack.md).
  const command = ['--yes', 'supabase@3.1.0', 'gen', 'types', `--remote=${url}`, '-s', 'public'];
  return execFileSync('npx', command, {
    cwd: root,
    env: { ...process.env, ...CLI_ENV },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function write(generated: Record<string, string>) {
  for (const [file, text] of Object.entries(generated)) fs.writeFileSync(file, text);
}

function compare(generated: Record<string, string>) {
  for (const [file, text] of Object.entries(generated)) {
    const isCurrent = fs.readFileSync(file, 'utf8') === text;
    const name = path.relative(root, file);
    console.log(isCurrent ? `✓ ${name} is up to date` : `✗ ${name} is out of date: run npm run db:types`);
    if (!isCurrent) process.exitCode = 1;
  }
}

function advise(url: string) {
  try {
    const flags = ['db', 'advisors', '--db-url', url, '--level', 'warn', '--fail-on', 'warn'];
    execFileSync(path.join(root, 'node_modules/.bin/supabase'), flags, {
      cwd: root,
      env: { ...process.env, ...CLI_ENV },
      stdio: 'inherit',
    });
    console.log('✓ Supabase’s advisors report no problem');
  } catch {
    console.log('✗ Supabase’s advisors report problems');
    process.exitCode = 1;
  }
}

await main(process.argv[2]);
