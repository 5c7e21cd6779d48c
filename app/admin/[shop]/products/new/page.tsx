import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { EditorSkeleton } from '@/components/admin/product-editor/editor-skeleton';
import { ProductPage } from '@/components/admin/product-editor/product-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('newProduct') };
}

export default function NewProductPage({ params }: PageProps<'/admin/[shop]/products/new'>) {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      {params.then(({ shop }) => (
        <ProductPage shop={shop} product={null} />
      ))}
    </Suspense>
  );
}
