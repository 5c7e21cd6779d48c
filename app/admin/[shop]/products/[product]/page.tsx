import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { EditorSkeleton } from '@/components/admin/product-editor/editor-skeleton';
import { ProductPage } from '@/components/admin/product-editor/product-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('product') };
}

export default function EditProductPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/products/[product]'>) {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop, product }, query]) => (
        <ProductPage shop={shop} product={product} query={query} />
      ))}
    </Suspense>
  );
}
