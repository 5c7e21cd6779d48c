import { readSitemap, xmlResponse } from '@/lib/store/shops/sitemap';
import { urlsetXml } from '@/lib/store/shops/sitemap-parts';

/** A part of the sitemap of a shop with very many pages: `1`, `2` … */
export async function GET(_: Request, { params }: RouteContext<'/[shop]/[locale]/sitemaps/[part]'>) {
  const { shop, part } = await params;
  const sitemap = await readSitemap(shop);
  const entries = sitemap?.parts.find((_, index) => `${index + 1}` === part);
  return entries ? xmlResponse(urlsetXml(entries)) : new Response(null, { status: 404 });
}
