import 'server-only';
import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageNumber } from '@/lib/products/page-number';
import { listProducts, type ProductFilter } from '@/lib/products/queries';

export type ListPage = Awaited<ReturnType<typeof readListPage>>;

/**
 * Reads a page of a list: `segment` is its number in the path, absent for the first. Throws the 404 beyond the last page. Usually the
 * proxy has answered that already (lib/proxy/shop.ts), and redirected `/page/1`, but it caches for a while which pages exist.
 */
export async function readListPage(
  shop: { slug: string },
  which: ProductFilter,
  segment: string | undefined,
) {
  const page = segment === undefined ? 1 : pageNumber(segment);
  if (page === null || (page === 1 && segment !== undefined)) notFound();
  const list = await listProducts(shop, which, page);
  if (page > 1 && list.products.length === 0) notFound();
  return { page, ...list };
}

/** The metadata of a page of a list: its number in the title, its own address, and the pages beside it. */
export async function listMetadata(
  { title, description, image }: { title: string; description: string; image?: string | null },
  { page, pages }: Pick<ListPage, 'page' | 'pages'>,
  pathTo: (page: number) => Route,
): Promise<Metadata> {
  const t = await getTranslations('store.lists');
  return {
    title: page > 1 ? t('pageTitle', { title, page }) : title,
    description,
    alternates: { canonical: pathTo(page) },
    pagination: {
      previous: page > 1 ? pathTo(page - 1) : null,
      next: page < pages ? pathTo(page + 1) : null,
    },
    // without one, a list has that of the shop
    ...(image !== undefined && { openGraph: { images: image ?? undefined } }),
  };
}
