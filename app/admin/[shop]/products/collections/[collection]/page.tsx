import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CollectionPage } from '@/components/admin/collections/collection-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('collection') };
}

export default function Page({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/products/collections/[collection]'>) {
  return (
    <Suspense fallback={<ListSkeleton of="collections" />}>
      {Promise.all([params, searchParams]).then(([{ shop, collection }, query]) => (
        <CollectionPage shop={shop} id={collection} query={query} />
      ))}
    </Suspense>
  );
}
