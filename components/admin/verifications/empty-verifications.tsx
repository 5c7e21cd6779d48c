import { Coffee, PartyPopper } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { shopOrdersPath, shopStatementsPath } from '@/lib/staff/paths';

/** An empty queue. `wasLast`: this staff member has just decided the last transfer. */
export function EmptyVerifications({ shop, wasLast }: { shop: string; wasLast: boolean }) {
  const t = useTranslations('admin.verifications.queue');
  return (
    <EmptyState
      icon={wasLast ? PartyPopper : Coffee}
      title={wasLast ? t('lastTitle') : t('emptyTitle')}
      action={
        <>
          <ButtonLink href={shopOrdersPath(shop, { view: 'to_pack' })} variant="secondary">
            {t('viewOrdersToPack')}
          </ButtonLink>
          <ButtonLink href={shopStatementsPath(shop)} variant="secondary">
            {t('importStatement')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('emptyText')}</p>
    </EmptyState>
  );
}
