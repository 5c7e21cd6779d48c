import { Coffee, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { ExceptionKind, ExceptionView } from '@/lib/admin/money-exceptions/exception';
import { shopMoneyPath, shopOrdersPath } from '@/lib/staff/paths';

type Props = { shop: string; view: ExceptionView; kind: ExceptionKind | null };

/** An empty queue, of one kind or of all kinds. */
export function EmptyExceptions({ shop, view, kind }: Props) {
  const t = useTranslations('admin.exceptions');
  const tOrders = useTranslations('admin.orders');
  if (kind) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('emptyKindTitle')}
        action={
          <ButtonLink href={shopMoneyPath(shop, { view: view === 'open' ? view : null })} variant="secondary">
            {t('showAllKinds')}
          </ButtonLink>
        }
      >
        <p>{t('emptyKindText', { kind: tOrders(`status.exception.${kind}.title`) })}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Coffee}
      title={t(`emptyTitle.${view}`)}
      action={
        <ButtonLink href={shopOrdersPath(shop)} variant="secondary">
          {t('goToOrders')}
        </ButtonLink>
      }
    >
      <p>{t('emptyText')}</p>
    </EmptyState>
  );
}
