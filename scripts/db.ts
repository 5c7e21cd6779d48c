import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CLI_ENV, migrate, prepareDatabase } from './database.ts';
import { root } from './part.ts';
import { openThrowaway } from './throwaway.ts';

/**
 * What the migrations say, asked of a database that was made from them:
 *
 *   npm run db:types   writes lib/supabase/database.types.ts, and what docs/model.md and docs/diagrams.md say of database and code
 *   npm run db:check   fails when these are not up to date, or when Supabase's advisors find anything: a table without
 *                      row level security, a foreign key without index, a definer function without search path …
 */
const typesFile = path.join(root, 'lib', 'supabase', 'database.types.ts');

async function main(task: string | undefined) {
  const { cluster, close } = await openThrowaway();
  const url = cluster.url('postgres', 'postgres');
  try {
    await prepareDatabase(cluster.url());
    await migrate(url, { seed: false });
    const say = task === 'types' ? write : compare;
    say({ [typesFile]: generateTypes(url) });
    // the pages tell of the code, too, which reads the types
    const { describe } = await import('./db/docs.ts');
    say(await describe(url));
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

function write(made: Record<string, string>) {
  for (const [file, text] of Object.entries(made)) fs.writeFileSync(file, text);
}

function compare(made: Record<string, string>) {
  for (const [file, text] of Object.entries(made)) {
    const isCurrent = fs.readFileSync(file, 'utf8') === text;
    const name = path.relative(root, file);
    console.log(isCurrent ? `✓ ${name} is up to date` : `✗ ${name} is not up to date: npm run db:types`);
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
    console.log('✓ the advisors find nothing');
  } catch {
    console.log('✗ the advisors found something');
    process.exitCode = 1;
  }
}

await main(process.argv[2]);
