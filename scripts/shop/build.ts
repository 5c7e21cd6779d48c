import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Part, root } from '../part.ts';

/**
 * Whether the build in `distDir` was made from the same sources, settings and data. `circumstances`: settings and data.
 * `next build` empties the folder first, so an incomplete build never counts.
 */
export function isBuilt(distDir: string, circumstances: unknown): boolean {
  const stamp = stampOf(distDir);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint(circumstances);
}

/** Runs `next build` and stores the fingerprint of its inputs. Throws with the build's last output. */
export async function build(distDir: string, circumstances: unknown, startNext: () => Part): Promise<void> {
  const inputs = fingerprint(circumstances);
  const part = startNext();
  if ((await part.ended) !== 0) throw new Error(`The shop could not be built.\n${part.lastWords()}`);
  fs.writeFileSync(stampOf(distDir), inputs);
}

function stampOf(distDir: string): string {
  return path.join(root, distDir, 'built-from');
}

function fingerprint(circumstances: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(circumstances));
  for (const file of sources('')) hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/**
 * Files that `next build` does not read: a change of a test or a page of documentation needs no new build. It reads `.env`,
 * `.env.local` and the like.
 */
export const IRRELEVANT =
  /^\.(?!env)|^(node_modules|docs|e2e|scripts|test-results|playwright-report|supabase\/(tests|\.temp))$|\.(md|test\.tsx?|tsbuildinfo)$|^next-env\.d\.ts$/;

function sources(folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries
    .map((entry) => ({ name: path.posix.join(folder, entry.name), isFolder: entry.isDirectory() }))
    .filter(({ name }) => !IRRELEVANT.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, isFolder }) => (isFolder ? sources(name) : [name]));
}
