import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { RefundList } from '@/components/admin/refunds/refund-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('refunds') };
}

export default function RefundsPage({ params, searchParams }: PageProps<'/admin/[shop]/money/refunds'>) {
  return (
    <Suspense fallback={<ListSkeleton of="refunds" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <RefundList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
