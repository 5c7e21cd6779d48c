import { useTranslations } from 'next-intl';
import { Breadcrumb } from '@/components/store/breadcrumb';
import { ClientMessages } from '@/components/store/client-messages';
import { Badge } from '@/components/ui/badge';
import { ofProducts } from '@/lib/messages/client-keys';
import { trailTo } from '@/lib/products/category-tree';
import { offeredOptions } from '@/lib/products/options';
import { availableOf, type Stock } from '@/lib/products/product';
import type { Product } from '@/lib/products/queries';
import { categoryPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { ProductDetails } from './product-details';
import { ProductForm } from './product-form';
import { ProductGallery } from './product-gallery';
import { VariantChoice } from './variant-choice';

/** `isPreview`: the product cannot be bought yet. */
type Props = { shop: Shop; product: Product; stock: Stock; isPreview?: boolean };

/** A product with its pictures, options and descriptions. */
export function ProductView({ shop, product, stock, isPreview = false }: Props) {
  const t = useTranslations('store.products');
  const trail = trailTo(shop.categories, product.category_id);
  return (
    <ClientMessages keys={ofProducts}>
      <VariantChoice>
        <div className="grid gap-8 lg:grid-cols-[7fr_5fr] lg:gap-14">
          <div className="lg:sticky lg:top-24 lg:self-start">
            <ProductGallery images={product.product_images} variants={product.variants} />
          </div>
          <div className="grid content-start gap-8">
            <header className="grid gap-3">
              <Breadcrumb
                shop={shop}
                trail={trail.map(({ name, slug }) => ({ name, href: categoryPath(slug) }))}
              />
              <h1 className="font-display text-4xl leading-[1.1] lg:text-5xl">{product.name}</h1>
              {product.condition === 'second_hand' && <Badge className="w-fit">{t('secondHand')}</Badge>}
              {product.summary && <p className="text-lg text-muted">{product.summary}</p>}
            </header>
            <ProductForm
              productId={product.id}
              fields={product.product_fields}
              options={offeredOptions(product.product_options, product.variants)}
              variants={product.variants}
              stock={Object.fromEntries(
                product.variants.map(({ id }) => [id, stock[id] ?? availableOf(stock, id)]),
              )}
              currency={shop.currency}
              locale={shop.locale}
              isPreview={isPreview}
            />
            <ProductDetails product={product} />
          </div>
        </div>
      </VariantChoice>
    </ClientMessages>
  );
}
