import { Copy, ImageOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RowForm } from '@/components/admin/list-actions';
import { Tick } from '@/components/admin/tick';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Picture } from '@/components/ui/picture';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ProductRow as Product } from '@/lib/admin/products/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { shopProductPath } from '@/lib/staff/paths';
import { ProductStatus, ProductStock } from './product-badges';

/** On a phone each product takes several lines; on a wide screen, the rows share columns. */
export const productColumns =
  'overflow-clip rounded-lg border border-line bg-raised ' +
  'lg:grid lg:grid-cols-[auto_minmax(14rem,1fr)_minmax(6.5rem,auto)_auto_minmax(6rem,11rem)_auto_auto]';

const row =
  'grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-2 border-line px-4 py-3 not-first:border-t hover:bg-sunken ' +
  'has-[[data-tick]:checked]:bg-sunken has-[[data-tick]:checked]:shadow-[inset_3px_0_0_var(--color-accent-text)] ' +
  'lg:col-span-full lg:grid-cols-subgrid lg:items-center lg:gap-x-4 xl:gap-x-6';

const line = 'flex flex-wrap items-center justify-between gap-x-4 gap-y-1 lg:contents';

type Props = {
  product: Product;
  shop: Pick<Membership['shop'], 'slug' | 'currency' | 'time_zone' | 'locale'>;
};

/** One product: name, status, stock and price. */
export function ProductRow({ product, shop }: Props) {
  const t = useTranslations('admin.products.row');
  const { product_id, name } = product;
  return (
    <li className={row}>
      <div className="max-lg:pt-3.5">
        <Tick name="products" value={product_id} of={name} />
      </div>
      <ProductName product={product} shop={shop.slug} />
      {/* on a phone: two lines below the name, with the price and the category at the right */}
      <div className="grid gap-y-1.5 max-lg:order-1 max-lg:col-span-2 max-lg:col-start-2 lg:contents">
        <div className={line}>
          <div>
            <ProductStatus product={product} shop={shop} />
          </div>
          <Price product={product} shop={shop} />
        </div>
        <div className={line}>
          <ProductStock product={product} />
          <p className="min-w-0 text-sm wrap-anywhere">
            {product.category ?? <span className="text-muted">{t('noCategory')}</span>}
          </p>
        </div>
      </div>
      <RowForm command="duplicate" id={product_id} className="lg:order-2">
        <SubmitButton
          variant="quiet"
          size="sm"
          className="min-w-11 lg:min-w-9"
          title={t('duplicateTitle')}
          pendingLabel={<span className="sr-only">{t('duplicating')}</span>}
        >
          <Copy aria-hidden className="size-4" />
          <span className="sr-only">{t('duplicate', { name })}</span>
        </SubmitButton>
      </RowForm>
    </li>
  );
}

function ProductName({ product, shop }: { product: Product; shop: string }) {
  const t = useTranslations('admin.products.row');
  const { product_id, name, condition, tags, image } = product;
  return (
    <div className="flex min-w-0 flex-wrap gap-3 lg:flex-nowrap lg:items-center">
      <span className="relative grid size-[48px] shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-muted">
        {image ? (
          <Picture picture={image} alt="" sizes="48px" className="object-cover" />
        ) : (
          <ImageOff aria-hidden className="size-5" strokeWidth={1.5} />
        )}
      </span>
      {/* enlarged text wraps below the picture */}
      <div className="grid min-w-0 grow basis-32 content-center gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={shopProductPath(shop, product_id)}
            data-row
            className="min-w-0 rounded-sm font-medium wrap-anywhere underline-offset-4 hover:underline"
          >
            {name}
          </Link>
          {condition === 'second_hand' && <Badge>{t('secondHand')}</Badge>}
        </p>
        {tags.length > 0 && (
          <p className="line-clamp-2 text-muted text-sm wrap-anywhere">
            {t.rich('tags', { tags: tags.join(', '), hidden })}
          </p>
        )}
      </div>
    </div>
  );
}

const hidden = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;

function Price({ product: { price_minor, highest_minor }, shop }: Props) {
  const t = useTranslations('admin.products.row');
  if (price_minor === null || highest_minor === null) return <span className="lg:order-1" />;
  const money = (minor: number) => (
    <Money
      minor={minor}
      currency={shop.currency}
      locale={shop.locale}
      className="wrap-break-word max-w-full tabular-nums lg:whitespace-nowrap"
    />
  );
  return (
    <p className="min-w-0 font-medium lg:order-1 lg:text-right">
      {price_minor === highest_minor
        ? money(price_minor)
        : t.rich('priceRange', { lowest: () => money(price_minor), highest: () => money(highest_minor) })}
    </p>
  );
}
