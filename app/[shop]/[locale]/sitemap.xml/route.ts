import { sitemapPartPath } from '@/lib/shops/paths';
import { readSitemap, xmlResponse } from '@/lib/store/shops/sitemap';
import { indexXml, urlsetXml } from '@/lib/store/shops/sitemap-parts';

/**
 * Every public page of a shop, or the index of its parts if they are too many for one file. A route handler, because Next's sitemap files
 * do not receive the shop.
 */
export async function GET(_: Request, { params }: RouteContext<'/[shop]/[locale]/sitemap.xml'>) {
  const sitemap = await readSitemap((await params).shop);
  if (!sitemap) return new Response(null, { status: 404 });
  const { origin, parts } = sitemap;
  const [only = [], another] = parts;
  return xmlResponse(
    another
      ? indexXml(parts.map((_, index) => `${origin}${sitemapPartPath(`${index + 1}`)}`))
      : urlsetXml(only),
  );
}
