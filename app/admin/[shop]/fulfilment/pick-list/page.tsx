import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PickList } from '@/components/admin/fulfilment/pick-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('pickList') };
}

export default function PickListPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/fulfilment/pick-list'>) {
  return (
    <Suspense fallback={<ListSkeleton of="pickList" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <PickList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
