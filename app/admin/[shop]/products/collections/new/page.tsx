import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CollectionPage } from '@/components/admin/collections/collection-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('newCollection') };
}

export default function Page({ params }: PageProps<'/admin/[shop]/products/collections/new'>) {
  return (
    <Suspense fallback={<ListSkeleton of="collections" />}>
      {params.then(({ shop }) => (
        <CollectionPage shop={shop} id={null} />
      ))}
    </Suspense>
  );
}
