import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { RedirectsList } from '@/components/admin/redirects/redirects-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('redirects') };
}

export default function Page({ params, searchParams }: PageProps<'/admin/[shop]/products/redirects'>) {
  return (
    <Suspense fallback={<ListSkeleton of="redirects" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <RedirectsList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
