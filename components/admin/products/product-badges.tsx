import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { ProductRow } from '@/lib/admin/products/queries';
import type { Membership } from '@/lib/admin/staff/queries';

type Props = { product: ProductRow; shop: Pick<Membership['shop'], 'time_zone' | 'locale'> };

/** The status of a product. Published is the normal case, so it is shown quietly. */
export function ProductStatus({ product: { status, published_at }, shop }: Props) {
  const t = useTranslations('admin.products.row');
  if (status === 'published') {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted text-sm">
        <span aria-hidden className="size-2 rounded-full bg-good" />
        {t('status.published')}
      </span>
    );
  }
  if (status === 'scheduled' && published_at) {
    return (
      <span className="grid justify-items-start gap-1">
        <Badge tone="accent">{t('status.scheduled')}</Badge>
        <Time
          at={published_at}
          timeZone={shop.time_zone}
          locale={shop.locale}
          className="text-muted text-xs tabular-nums"
        />
      </span>
    );
  }
  return <Badge tone={status === 'draft' ? 'warn' : 'neutral'}>{t(`status.${status}`)}</Badge>;
}

/** The available units of a product in all its active variants. */
export function ProductStock({ product: { available, variant_count } }: Pick<Props, 'product'>) {
  const t = useTranslations('admin.products.row');
  if (variant_count === 0) return <span className="text-muted text-sm">{t('nothingForSale')}</span>;
  return (
    <span className="grid text-sm lg:whitespace-nowrap">
      {available === null ? (
        <span className="text-muted">{t('notTracked')}</span>
      ) : available > 0 ? (
        <span className="tabular-nums">{t('inStock', { count: available })}</span>
      ) : (
        <span className="font-medium text-bad">{t('soldOut')}</span>
      )}
      {variant_count > 1 && <span className="text-muted">{t('variants', { count: variant_count })}</span>}
    </span>
  );
}
