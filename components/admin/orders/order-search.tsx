'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { SearchField } from '@/components/admin/search-field';
import { shopOrdersPath } from '@/lib/staff/paths';

/** One search field over all orders, for what a customer says on the phone or a bank statement shows. */
export function OrderSearch() {
  const t = useTranslations('admin.orders.page');
  const { shop } = useParams<{ shop: string }>();
  return (
    <SearchField
      id="order-search"
      action={shopOrdersPath(shop)}
      words={{ label: t('searchLabel'), placeholder: t('searchPlaceholder'), clear: t('clearSearch') }}
    />
  );
}
