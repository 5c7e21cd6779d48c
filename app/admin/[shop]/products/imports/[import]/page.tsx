import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ImportPage } from '@/components/admin/imports/import-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('import') };
}

export default function OneImportPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/products/imports/[import]'>) {
  return (
    <Suspense fallback={<ListSkeleton of="imports" />}>
      {Promise.all([params, searchParams]).then(([{ shop, import: id }, query]) => (
        <ImportPage shop={shop} id={id} query={query} />
      ))}
    </Suspense>
  );
}
