export type Entry = { url: string; updated_at?: string | undefined };

/** The limit of the protocol for one file: https://www.sitemaps.org/protocol.html */
export const MOST_ENTRIES = 50_000;

/** Splits the entries into parts that are not too long for one file; returns at least one part. */
export function partsOf(entries: Entry[], most = MOST_ENTRIES): Entry[][] {
  const count = Math.max(1, Math.ceil(entries.length / most));
  return Array.from({ length: count }, (_, index) => entries.slice(index * most, (index + 1) * most));
}

/** One part of a sitemap. */
export const urlsetXml = (entries: Entry[]) => documentOf('urlset', 'url', entries);

/** The list of all parts. */
export const indexXml = (urls: string[]) =>
  documentOf(
    'sitemapindex',
    'sitemap',
    urls.map((url) => ({ url })),
  );

function documentOf(root: string, name: string, entries: Entry[]) {
  const elements = entries.map(
    ({ url, updated_at }) =>
      `<${name}><loc>${url}</loc>${updated_at ? `<lastmod>${updated_at}</lastmod>` : ''}</${name}>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${elements.join('')}</${root}>`;
}
