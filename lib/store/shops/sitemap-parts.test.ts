import { expect, test } from 'vitest';
import { indexXml, MOST_ENTRIES, partsOf, urlsetXml } from './sitemap-parts';

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ url: `http://shop.example/${index}` }));

test('no part of a sitemap is longer than search engines read, and none is lost', () => {
  for (const count of [0, 1, 4, 5, 8, 9]) {
    const parts = partsOf(entries(count), 4);
    expect(parts.flat()).toEqual(entries(count));
    expect(parts.length).toBe(Math.max(1, Math.ceil(count / 4)));
    expect(parts.every(({ length }) => length <= 4)).toBe(true);
  }
  expect(partsOf(entries(MOST_ENTRIES + 1)).map(({ length }) => length)).toEqual([50_000, 1]);
});

test('a part has the addresses with their last change, the index those of the parts', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
  expect(
    urlsetXml([{ url: 'http://a.example/' }, { url: 'http://a.example/b', updated_at: '2026-01-01' }]),
  ).toBe(
    `${head}<urlset ${space}><url><loc>http://a.example/</loc></url><url><loc>http://a.example/b</loc><lastmod>2026-01-01</lastmod></url></urlset>`,
  );
  expect(indexXml(['http://a.example/sitemaps/1'])).toBe(
    `${head}<sitemapindex ${space}><sitemap><loc>http://a.example/sitemaps/1</loc></sitemap></sitemapindex>`,
  );
});
