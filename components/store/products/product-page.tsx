import { getTranslations } from 'next-intl/server';
import {
  getStock,
  inCategory,
  listProducts,
  listRelatedProducts,
  type Product,
} from '@/lib/products/queries';
import { productPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { productJsonLd, scriptJson } from '@/lib/store/products/structured-data';
import { ProductGrid } from './product-grid';
import { ProductView } from './product-view';

export async function ProductPage({ shop, product }: { shop: Shop; product: Product }) {
  const category = shop.categories.find(({ id }) => id === product.category_id);
  const [chosen, neighbours, featured, t] = await Promise.all([
    listRelatedProducts(shop, product.id),
    category ? listProducts(shop, inCategory(shop.categories, category)) : null,
    listProducts(shop, { is_featured: true }),
    getTranslations('store.lists'),
  ]);
  // filled up with other products if the shop has chosen few
  const others = [...chosen, ...(neighbours?.products ?? []), ...featured.products].filter(
    ({ id }) => id !== product.id,
  );
  const unique = [...new Map(others.map((other) => [other.id, other])).values()];
  const related = unique.slice(0, Math.max(chosen.length, 4));
  const stock = await getStock(shop, [product, ...related]);
  const url = new URL(productPath(product.slug), shop.origin ?? undefined).href;
  return (
    <>
      <script type="application/ld+json">
        {scriptJson(productJsonLd(product, stock, { url, currency: shop.currency }))}
      </script>
      <article className="wrap lg:pt-8">
        <ProductView shop={shop} product={product} stock={stock} />
        {related.length > 0 && (
          <section className="pt-16 lg:pt-24" aria-labelledby="related">
            <h2 id="related" className="mb-6 font-display text-3xl lg:mb-10">
              {t('related')}
            </h2>
            <ProductGrid shop={shop} products={related} stock={stock} />
          </section>
        )}
      </article>
    </>
  );
}
