import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { FulfilmentList } from '@/components/admin/fulfilment/fulfilment-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('packing') };
}

export default function FulfilmentPage({ params, searchParams }: PageProps<'/admin/[shop]/fulfilment'>) {
  return (
    <Suspense fallback={<ListSkeleton of="orders" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <FulfilmentList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
