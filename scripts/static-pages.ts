import fs from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { defaultLocale } from '../lib/shops/locales.ts';
import { migrate, prepareDatabase } from './database.ts';
import { root } from './part.ts';
import { openThrowaway } from './throwaway.ts';

/**
 * Fails when a page of the demo's catalogue is not static in the build of the last end-to-end tests, that is, when it is
 * not listed there or waits for a request: somebody has read a cookie, a header or a search parameter on the way to it.
 */
const manifest = path.join(root, '.local', 'test', 'next', 'prerender-manifest.json');

const manifestSchema = z.object({
  routes: z.record(z.string(), z.object({ response: z.string().optional(), compute: z.string().optional() })),
});

const { routes } = manifestSchema.parse(JSON.parse(fs.readFileSync(manifest, 'utf8')));
const expected = await cataloguePages();
const missing = expected.filter(
  (page) => routes[page]?.response !== 'complete' || routes[page]?.compute !== 'static',
);
console.log(
  missing.length === 0
    ? `✓ all ${expected.length} pages of the catalogue are static`
    : `✗ ${missing.length} of ${expected.length} pages of the catalogue are not static:\n  ${missing.join('\n  ')}`,
);
process.exit(missing.length === 0 ? 0 : 1);

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
