import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CategoriesPage } from '@/components/admin/categories/categories-page';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('categories') };
}

export default function Page({ params }: PageProps<'/admin/[shop]/products/categories'>) {
  return (
    <Suspense fallback={<ListSkeleton of="categories" />}>
      {params.then(({ shop }) => (
        <CategoriesPage shop={shop} />
      ))}
    </Suspense>
  );
}
