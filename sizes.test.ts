import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * A file should be readable in one sitting. A longer one is usually about two things: split it by subject and name each part
 * after its own.
 */
const LIMIT = 350;
/** Not read or edited by hand: generated from the database. */
const GENERATED = 'lib/supabase/database.types.ts';

const root = import.meta.dirname;
const files = globSync('**/*.{ts,tsx}', {
  cwd: root,
  // skips what is installed or built
  exclude: (file) => /(^|\/)(node_modules|\..*)$/.test(file),
}).filter((file) => file !== GENERATED);

const isLong = (source: string) => source.split('\n').length - 1 > LIMIT;

test('no TypeScript file is longer than 350 lines', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => isLong(readFileSync(`${root}/${file}`, 'utf8')))).toEqual([]);
});
