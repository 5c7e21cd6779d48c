import { Coffee, PackageCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { Stage } from '@/lib/admin/fulfilment/queue';
import { shopFulfilmentPath } from '@/lib/staff/paths';

/** An empty stage, or a later page whose orders have moved on. */
export function EmptyQueue({ shop, stage, isFirst }: { shop: string; stage: Stage; isFirst: boolean }) {
  const t = useTranslations('admin.fulfilment');
  if (!isFirst) {
    return (
      <EmptyState
        icon={PackageCheck}
        title={t('movedOnTitle')}
        action={
          <ButtonLink variant="secondary" href={shopFulfilmentPath(shop, { stage })}>
            {t('showLongestWaiting')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState icon={Coffee} title={t(`emptyTitle.${stage}`)}>
      <p>{t(`emptyText.${stage}`)}</p>
    </EmptyState>
  );
}
