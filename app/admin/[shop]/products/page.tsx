import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { ProductsList } from '@/components/admin/products/products-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('products') };
}

export default function ProductsPage({ params, searchParams }: PageProps<'/admin/[shop]/products'>) {
  return (
    <Suspense fallback={<ListSkeleton of="products" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <ProductsList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
