import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'migrations');

export type Migration = { file: string; text: string; lines: string[] };

/** The files of supabase/migrations in the order in which they are applied; `file` is their name. */
export const migrations: Migration[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return { file, text, lines: text.split('\n').slice(0, -1) };
  });

/**
 * SQL without comments and quoted strings. Dollar-quoted text stays: it is the body of a function, or SQL that is executed.
 */
export function bareSql(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (match) =>
    match.startsWith("'") ? "''" : ' ',
  );
}

/** The files that define something, by its name (the joined groups of the match). A name defined twice has two files. */
export function definitions(pattern: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { file, text } of migrations)
    for (const match of bareSql(text).matchAll(pattern)) {
      const name = match.slice(1).join(' on ');
      found.set(name, [...(found.get(name) ?? []), file]);
    }
  return found;
}
