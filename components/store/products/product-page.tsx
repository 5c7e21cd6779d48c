import { getTranslations } from 'next-intl/server';
import { Badge } from '@/components/ui/badge';
import { IntentLink } from '@/components/ui/intent-link';
import { offeredOptions } from '@/lib/products/options';
import { availableOf } from '@/lib/products/product';
import { getStock, listProducts, type Product } from '@/lib/products/queries';
import { categoryPath, homePath, productPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { productJsonLd, scriptJson } from '@/lib/store/products/structured-data';
import { ProductDetails } from './product-details';
import { ProductForm } from './product-form';
import { ProductGallery } from './product-gallery';
import { ProductGrid } from './product-grid';
import { VariantChoice } from './variant-choice';

export async function ProductPage({ shop, product }: { shop: Shop; product: Product }) {
  const category = shop.categories.find(({ id }) => id === product.category_id);
  const [neighbours, featured, t] = await Promise.all([
    category ? listProducts(shop, { category_id: category.id }) : [],
    listProducts(shop, { is_featured: true }),
    getTranslations('store.products'),
  ]);
  const others = [...neighbours, ...featured].filter(({ id }) => id !== product.id);
  const related = [...new Map(others.map((other) => [other.id, other])).values()].slice(0, 4);
  const stock = await getStock(shop, [product, ...related]);
  const url = new URL(productPath(product.slug), shop.origin ?? undefined).href;
  return (
    <>
      <script type="application/ld+json">
        {scriptJson(productJsonLd(product, stock, { url, currency: shop.currency }))}
      </script>
      <article className="wrap lg:pt-8">
        <VariantChoice>
          <div className="grid gap-8 lg:grid-cols-[7fr_5fr] lg:gap-14">
            <div className="lg:sticky lg:top-24 lg:self-start">
              <ProductGallery images={product.product_images} />
            </div>
            <div className="grid content-start gap-8">
              <header className="grid gap-3">
                <nav aria-label={t('breadcrumb')} className="text-muted text-sm">
                  <ol className="flex flex-wrap gap-x-2">
                    <li>
                      <IntentLink href={homePath} className="hover:text-accent-text hover:underline">
                        {shop.name}
                      </IntentLink>
                    </li>
                    {category && (
                      <li className="before:mr-2 before:content-['/']">
                        <IntentLink
                          href={categoryPath(category.slug)}
                          className="hover:text-accent-text hover:underline"
                        >
                          {category.name}
                        </IntentLink>
                      </li>
                    )}
                  </ol>
                </nav>
                <h1 className="font-display text-4xl leading-[1.1] lg:text-5xl">{product.name}</h1>
                {product.condition === 'second_hand' && <Badge className="w-fit">{t('secondHand')}</Badge>}
                {product.summary && <p className="text-lg text-muted">{product.summary}</p>}
              </header>
              <ProductForm
                productId={product.id}
                options={offeredOptions(product.product_options, product.variants)}
                variants={product.variants}
                stock={Object.fromEntries(
                  product.variants.map(({ id }) => [id, stock[id] ?? availableOf(stock, id)]),
                )}
                currency={shop.currency}
                locale={shop.locale}
              />
              <ProductDetails product={product} />
            </div>
          </div>
        </VariantChoice>
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
