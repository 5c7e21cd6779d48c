import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { IntentLink } from '@/components/ui/intent-link';
import { Picture } from '@/components/ui/picture';
import { discountPercent, isSoldOut, type Stock, startingPrice } from '@/lib/products/product';
import type { ProductCard as Product } from '@/lib/products/queries';
import { productPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { Price } from './price';

type Props = {
  shop: Pick<Shop, 'currency' | 'locale'>;
  product: Product;
  stock: Stock;
  /** its picture then loads at once rather than on scroll */
  isOnFirstScreen?: boolean;
};

export function ProductCard({ shop, product, stock, isOnFirstScreen = false }: Props) {
  const t = useTranslations('store.products');
  const image = product.product_images[0];
  const price = startingPrice(product.variants);
  const soldOut = isSoldOut(product.variants, stock);
  const discount = price && discountPercent(price);
  return (
    <IntentLink href={productPath(product.slug)} className="group grid grid-rows-[auto_1fr] gap-3 rounded-lg">
      <span className="relative block aspect-4/5 overflow-hidden rounded-lg bg-sunken">
        {image && (
          <Picture
            picture={image}
            alt=""
            sizes="(width >= 80rem) 280px, (width >= 64rem) 23vw, (width >= 40rem) 31vw, 46vw"
            loading={isOnFirstScreen ? 'eager' : 'lazy'}
            className={clsx(
              'object-cover transition-transform duration-500 ease-out-soft motion-safe:group-hover:scale-[1.03]',
              soldOut && 'opacity-60',
            )}
          />
        )}
        <span className="absolute inset-x-2 top-2 flex flex-wrap gap-1 sm:inset-x-3 sm:top-3">
          {(soldOut || discount !== null) && (
            <Badge tone={soldOut ? 'neutral' : 'accent'} className="shadow-raised">
              {discount === null || soldOut ? t('soldOut') : t('discount', { percent: discount })}
            </Badge>
          )}
          {product.condition === 'second_hand' && <Badge className="shadow-raised">{t('secondHand')}</Badge>}
        </span>
      </span>
      <span className="grid content-start gap-1">
        <span className="font-medium leading-snug underline-offset-4 group-hover:underline">
          {product.name}
        </span>
        {product.summary && (
          <span className="line-clamp-2 text-muted text-sm leading-snug max-sm:hidden">
            {product.summary}
          </span>
        )}
        {price && (
          <span className="text-[0.9375rem]">
            <Price {...price} from={price.varies} currency={shop.currency} locale={shop.locale} />
          </span>
        )}
      </span>
    </IntentLink>
  );
}
