import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { StockList } from '@/components/admin/stock/stock-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('stock') };
}

export default function StockPage({ params, searchParams }: PageProps<'/admin/[shop]/products/stock'>) {
  return (
    <Suspense fallback={<ListSkeleton of="stock" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <StockList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
