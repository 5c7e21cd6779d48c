import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { StockHistory } from '@/components/admin/stock/stock-history';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('stockHistory') };
}

export default function StockHistoryPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/products/stock/[variant]'>) {
  return (
    <Suspense fallback={<ListSkeleton of="stockHistory" />}>
      {Promise.all([params, searchParams]).then(([{ shop, variant }, query]) => (
        <StockHistory shop={shop} variant={variant} query={query} />
      ))}
    </Suspense>
  );
}
