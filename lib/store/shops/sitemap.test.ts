import { expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

vi.mock('next/cache', () => ({ cacheTag: () => {}, cacheLife: () => {} }));
vi.mock('@/lib/shops/queries', () => ({
  getShop: async () => ({ id: 's-1', slug: 'itanna', origin: 'https://itanna.example', categories: [] }),
}));

/** More than one response of the API holds. */
const collections = Array.from({ length: 1200 }, (_, index) => ({
  slug: `collection-${String(index).padStart(4, '0')}`,
}));

test('lists all collections of a shop', async () => {
  const api = await scriptedServer((response, { path }) => {
    const { pathname, searchParams } = new URL(path, 'http://api.example');
    const after = searchParams.get('slug')?.replace('gt.', '') ?? '';
    const rows = pathname.endsWith('/collections') ? collections : [];
    const limit = Math.min(1000, Number(searchParams.get('limit')));
    answerJson(response, 200, rows.filter(({ slug }) => slug > after).slice(0, limit));
  });
  Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: api.url });
  const { readSitemap } = await import('./sitemap');
  const sitemap = await readSitemap('itanna');
  const urls = sitemap?.parts.flat().map(({ url }) => url);
  expect(urls).toEqual([
    ...['https://itanna.example/', 'https://itanna.example/products'],
    ...collections.map(({ slug }) => `https://itanna.example/collections/${slug}`),
  ]);
  await api.close();
});
