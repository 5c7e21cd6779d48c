import { listCollections } from '@/lib/collections/queries';
import { listProductSlugs } from '@/lib/products/queries';
import { categoryPath, collectionPath, homePath, productPath, productsPath } from '@/lib/shops/paths';
import { getShop } from '@/lib/shops/queries';

/** Every public page of a shop. A route handler, because Next's sitemap files do not receive the shop. */
export async function GET(_: Request, { params }: RouteContext<'/[shop]/[locale]/sitemap.xml'>) {
  const shop = await getShop((await params).shop);
  if (!shop?.origin) return new Response(null, { status: 404 });
  const [products, collections] = await Promise.all([listProductSlugs(shop), listCollections(shop)]);
  const pages = [
    { path: homePath },
    { path: productsPath },
    ...shop.categories.map(({ slug }) => ({ path: categoryPath(slug) })),
    ...collections.map(({ slug }) => ({ path: collectionPath(slug) })),
    ...products.map(({ slug, updated_at }) => ({ path: productPath(slug), updated_at })),
  ];
  const entries = pages.map(
    (page) =>
      `<url><loc>${shop.origin}${page.path}</loc>${'updated_at' in page ? `<lastmod>${page.updated_at}</lastmod>` : ''}</url>`,
  );
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`,
    { headers: { 'content-type': 'application/xml' } },
  );
}
