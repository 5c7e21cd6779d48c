import { Coffee, FileSpreadsheet, History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { shopStatementsPath, shopVerificationsPath } from '@/lib/staff/paths';

type Props = {
  shop: string;
  decided: boolean;
  /** a statement has been imported */
  hasStatements: boolean;
  /** this is a later page whose credits have moved on */
  isLater: boolean;
};

/** No credits to show: those of a later page have moved on, nothing was imported, all are decided, or none is decided yet. */
export function EmptyLines({ shop, decided, hasStatements, isLater }: Props) {
  const t = useTranslations('admin.statements');
  if (isLater) {
    return (
      <EmptyState
        icon={Coffee}
        title={t('page.goneTitle')}
        action={
          <ButtonLink variant="secondary" href={shopStatementsPath(shop, { view: decided ? 'done' : null })}>
            {t('page.backToNewest')}
          </ButtonLink>
        }
      />
    );
  }
  if (!hasStatements) {
    return (
      <EmptyState icon={FileSpreadsheet} title={t('page.firstTitle')}>
        <p>{t('page.firstText')}</p>
      </EmptyState>
    );
  }
  if (decided) {
    return (
      <EmptyState icon={History} title={t('page.doneEmptyTitle')}>
        <p>{t('page.doneEmptyText')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Coffee}
      title={t('page.emptyTitle')}
      action={
        <ButtonLink variant="secondary" href={shopVerificationsPath(shop)}>
          {t('page.viewTransfers')}
        </ButtonLink>
      }
    >
      <p>{t('page.emptyText')}</p>
    </EmptyState>
  );
}
