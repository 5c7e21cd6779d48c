import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CashList } from '@/components/admin/cash/cash-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('cash') };
}

export default function CashPage({ params, searchParams }: PageProps<'/admin/[shop]/money/cash'>) {
  return (
    <Suspense fallback={<ListSkeleton of="cash" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <CashList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
