'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';
import type { StockOutcome } from '@/lib/admin/stock/actions';
import { isStockChange } from '@/lib/admin/stock/stock';

/** The outcome of the last change. */
export function StockStatus() {
  const t = useTranslations('admin.stock');
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return null;
  const outcome: StockOutcome = feedback.outcome;
  const { messageKey, available } = outcome;
  return (
    <FormStatus
      outcome={outcome}
      successMessage={
        isStockChange(messageKey)
          ? t(`done.${messageKey}`, { count: available ?? 0 })
          : t('done.set_low_stock_level')
      }
    />
  );
}
