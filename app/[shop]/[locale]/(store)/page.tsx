import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hero } from '@/components/store/hero';
import { ProductGrid } from '@/components/store/products/product-grid';
import { Promises } from '@/components/store/promises';
import { Story } from '@/components/store/story';
import { Tiles } from '@/components/store/tiles';
import { ButtonLink } from '@/components/ui/button-link';
import { listCollections } from '@/lib/collections/queries';
import { childrenOf } from '@/lib/products/category-tree';
import { getStock, listProducts } from '@/lib/products/queries';
import { categoryPath, collectionPath, homePath, productsPath } from '@/lib/shops/paths';
import { currentShop } from '@/lib/shops/queries';

export const ensureStatic = 'navigation';
export const instant = false;

/** How many collections are shown: the first ones in the shop's own order. */
const TILES = 8;

export async function generateMetadata(): Promise<Metadata> {
  const { description, tagline, theme } = await currentShop();
  return {
    description: description.split('\n')[0] || tagline,
    alternates: { canonical: homePath },
    openGraph: { images: theme.hero_image },
  };
}

export default async function HomePage() {
  const shop = await currentShop();
  const [{ products: featured }, collections] = await Promise.all([
    listProducts(shop, { is_featured: true }),
    listCollections(shop),
  ]);
  const [stock, t] = await Promise.all([getStock(shop, featured), getTranslations('store.home')]);
  return (
    <>
      <Hero shop={shop} />
      {featured.length > 0 && (
        <section className="wrap pt-12 lg:pt-20" aria-labelledby="bestsellers">
          <div className="mb-6 flex items-end justify-between gap-4 lg:mb-10">
            <h2 id="bestsellers" className="font-display text-3xl lg:text-4xl">
              {t('bestsellers')}
            </h2>
            <ButtonLink href={productsPath} variant="quiet" className="max-sm:px-0 sm:-mr-5">
              {t('viewAll')}
            </ButtonLink>
          </div>
          <ProductGrid shop={shop} products={featured} stock={stock} />
        </section>
      )}
      <Tiles
        id="collections"
        title={t('collections')}
        tiles={collections.slice(0, TILES).map((each) => ({ ...each, href: collectionPath(each.slug) }))}
      />
      <Tiles
        id="categories"
        title={t('shopByCategory')}
        tiles={childrenOf(shop.categories, null).map((each) => ({ ...each, href: categoryPath(each.slug) }))}
      />
      <Story shop={shop} />
      <Promises shop={shop} />
    </>
  );
}
