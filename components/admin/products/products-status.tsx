'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';
import type { ProductsOutcome } from '@/lib/admin/products/actions';
import { isProductCommand } from '@/lib/admin/products/change';

/** The outcome of the last change. */
export function ProductsStatus() {
  const t = useTranslations('admin.products.done');
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return null;
  const outcome: ProductsOutcome = feedback.outcome;
  const { messageKey, count = 0 } = outcome;
  return (
    <FormStatus outcome={outcome} successMessage={isProductCommand(messageKey) && t(messageKey, { count })} />
  );
}
