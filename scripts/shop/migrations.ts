import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../part.ts';

const migrations = path.join(root, 'supabase', 'migrations');

/**
 * Until the first release, migrations are edited in place, but `db push` applies each file only once. A database made from an
 * older version would stay outdated without a warning. Throws in that case instead of resetting, which would delete the demo's
 * orders: the developer decides.
 */
export function refuseEditedMigrations(dir: string) {
  const file = noteOf(dir);
  if (!fs.existsSync(file)) return;
  const applied = z.record(z.string(), z.string()).parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const current = hashes();
  const edited = Object.keys(applied).filter((name) => applied[name] !== current[name]);
  if (edited.length === 0) return;
  throw new Error(
    `Edited after they were applied to this folder's database:\n  ${edited.join('\n  ')}\nStart over with: npm run shop -- --reset`,
  );
}

/** Call it when all migrations are applied. */
export function noteMigrations(dir: string) {
  fs.writeFileSync(noteOf(dir), `${JSON.stringify(hashes(), null, 2)}\n`);
}

function noteOf(dir: string): string {
  return path.join(dir, 'migrations.json');
}

function hashes(): Record<string, string> {
  const names = fs.readdirSync(migrations).filter((name) => name.endsWith('.sql'));
  const hash = (name: string) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(migrations, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, hash(name)]));
}
