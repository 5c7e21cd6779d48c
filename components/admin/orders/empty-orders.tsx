import { Coffee, PackageOpen, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { OrderView } from '@/lib/admin/orders/views';
import { shopOrdersPath } from '@/lib/staff/paths';

type Props = { shop: string; view: OrderView; search: string; isFirst: boolean };

/** An empty list: a page whose orders have moved on, a search without matches, a shop without orders, or a tab with nothing to do. */
export function EmptyOrders({ shop, view, search, isFirst }: Props) {
  const t = useTranslations('admin.orders.list');
  if (!isFirst) {
    return (
      <EmptyState icon={PackageOpen} title={t('movedTitle')}>
        <p>{t('movedText')}</p>
      </EmptyState>
    );
  }
  if (search) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        action={
          <ButtonLink href={shopOrdersPath(shop)} variant="secondary">
            {t('showAll')}
          </ButtonLink>
        }
      >
        <p>{t('noMatchText', { search })}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={view === 'all' ? PackageOpen : Coffee} title={t(`emptyTitle.${view}`)}>
      <p>{t(`emptyText.${view}`)}</p>
    </EmptyState>
  );
}
