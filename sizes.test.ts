import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * A file is read in one sitting. One that grows beyond this is about two things: it is split by subject, and its parts are named by
 * their nouns.
 */
const LIMIT = 350;
/** Nobody reads or edits it: it is written from the database. */
const GENERATED = 'lib/supabase/database.types.ts';

const root = import.meta.dirname;
const files = globSync('**/*.{ts,tsx}', {
  cwd: root,
  // what is installed or built
  exclude: (file) => /(^|\/)(node_modules|\..*)$/.test(file),
}).filter((file) => file !== GENERATED);

const isLong = (source: string) => source.split('\n').length - 1 > LIMIT;

test('no file is too long to be read in one sitting', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => isLong(readFileSync(`${root}/${file}`, 'utf8')))).toEqual([]);
});
