import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { z } from 'zod';
import { defaultLocale } from '../lib/shops/locales.ts';
import { migrate, prepareDatabase } from './database.ts';
import { root } from './part.ts';
import { openThrowaway } from './throwaway.ts';

/**
 * Fails when a catalogue page of the demo is not static in the build of the last end-to-end tests. Such a page is missing from
 * the manifest, or waits for a request because code on it reads a cookie, a header or a search parameter. Also fails when a page
 * makes a cheap phone load too much HTML or JavaScript, usually because it sends data twice or because a client component imports a
 * library.
 */
const build = path.join(root, '.local', 'test', 'next');
const manifest = path.join(build, 'prerender-manifest.json');

/** The limits for one page, compressed. Raise one only for a feature that is worth it to visitors. */
const MAX_SCRIPTS = 161_000;
const MAX_HTML = 15_500;

const manifestSchema = z.object({
  routes: z.record(z.string(), z.object({ response: z.string().optional(), compute: z.string().optional() })),
});

const sizes = new Map<string, number>();

const { routes } = manifestSchema.parse(JSON.parse(fs.readFileSync(manifest, 'utf8')));
const expected = await cataloguePages();
const notStatic = expected.filter(
  (page) => routes[page]?.response !== 'complete' || routes[page]?.compute !== 'static',
);
console.log(
  notStatic.length === 0
    ? `✓ all ${expected.length} catalogue pages are static`
    : `✗ ${notStatic.length} of ${expected.length} catalogue pages are not static:\n  ${notStatic.join('\n  ')}`,
);
const found = expected.filter((page) => !notStatic.includes(page));
const areLight = [
  isLight('scripts', Math.max(...found.map(scriptBytes)), MAX_SCRIPTS),
  isLight('HTML', Math.max(...found.map((page) => gzipSync(htmlOf(page)).length)), MAX_HTML),
];
process.exit(notStatic.length === 0 && areLight.every(Boolean) ? 0 : 1);

function isLight(what: string, bytes: number, max: number): boolean {
  console.log(`${bytes <= max ? '✓' : '✗'} the heaviest page has ${bytes} bytes of ${what} (at most ${max})`);
  return bytes <= max;
}

function htmlOf(page: string): string {
  return fs.readFileSync(path.join(build, 'server', 'app', `${page}.html`), 'utf8');
}

/** The scripts that a modern browser loads: those for old browsers are marked `noModule`. */
function scriptBytes(page: string): number {
  const tags = [...htmlOf(page).matchAll(/<script\b[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const files = new Set(tags.flatMap(([tag]) => /src="\/_next\/(static\/[^"?]+\.js)/.exec(tag)?.[1] ?? []));
  return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
}

function sizeOf(file: string): number {
  const size = sizes.get(file) ?? gzipSync(fs.readFileSync(path.join(build, file))).length;
  sizes.set(file, size);
  return size;
}

async function cataloguePages(): Promise<string[]> {
  const { cluster, close } = await openThrowaway();
  try {
    await prepareDatabase(cluster.url());
    await migrate(cluster.url('postgres', 'postgres'), { seed: true });
    const sql = postgres(cluster.url(), { max: 1 });
    const pages = await sql<{ page: string }[]>`
      select '/' || shops.slug || '/' || ${defaultLocale}::text || rest as page
      from public.shops, lateral (
        values (''), ('/products')
        union all select '/collections/' || slug from public.collections where shop_id = shops.id and private.is_shown(collections)
        union all select '/categories/' || slug from public.categories where shop_id = shops.id
        union all select '/products/' || slug from public.products where shop_id = shops.id and published_at is not null
      ) as paths (rest)
      order by page`;
    await sql.end();
    return pages.map(({ page }) => page);
  } finally {
    await close();
  }
}
