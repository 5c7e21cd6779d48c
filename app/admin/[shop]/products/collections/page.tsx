import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CollectionsPage } from '@/components/admin/collections/collections-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('collections') };
}

export default function Page({ params }: PageProps<'/admin/[shop]/products/collections'>) {
  return (
    <Suspense fallback={<ListSkeleton of="collections" />}>
      {params.then(({ shop }) => (
        <CollectionsPage shop={shop} />
      ))}
    </Suspense>
  );
}
