import { EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import type { ProductPreview } from '@/lib/store/products/queries';
import { formatTime } from '@/lib/time';
import { ProductView } from './product-view';

/** A product before it is published, for anyone with the link. */
export function ProductPreviewPage({ shop, preview }: { shop: Shop; preview: ProductPreview | null }) {
  const t = useTranslations('store.preview');
  if (!preview)
    return (
      <EmptyState
        icon={EyeOff}
        heading="h1"
        title={t('expiredTitle')}
        action={
          <ButtonLink href={homePath} variant="secondary">
            {t('home')}
          </ButtonLink>
        }
      >
        <p>{t('expiredText')}</p>
      </EmptyState>
    );
  return (
    <article className="wrap grid gap-8 pt-4 lg:pt-8">
      <Alert tone="info" title={t('title')}>
        <p>{t('text', { date: formatTime(preview.expires_at, shop.time_zone, shop.locale) })}</p>
      </Alert>
      <ProductView shop={shop} product={preview.product} stock={preview.stock} isPreview />
    </article>
  );
}
