import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { MediaLibrary } from '@/components/admin/media/media-library';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('media') };
}

export default function MediaPage({ params, searchParams }: PageProps<'/admin/[shop]/products/media'>) {
  return (
    <Suspense fallback={<ListSkeleton of="media" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <MediaLibrary shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
