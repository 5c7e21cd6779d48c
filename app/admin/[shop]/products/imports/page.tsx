import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ImportsPage } from '@/components/admin/imports/imports-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('imports') };
}

export default function AllImportsPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/products/imports'>) {
  return (
    <Suspense fallback={<ListSkeleton of="imports" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <ImportsPage shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
