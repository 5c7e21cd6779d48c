import { Suspense } from 'react';
import { ProductsHead } from '@/components/admin/products/products-head';
import { Skeleton } from '@/components/ui/skeleton';

/** Time limit in seconds: the actions of these pages decode pictures, which can be large. */
export const maxDuration = 60;

/** The heading and tabs, which stay while staff switch between the product pages. */
export default function ProductsLayout({ params, children }: LayoutProps<'/admin/[shop]/products'>) {
  return (
    <>
      <Suspense fallback={<Skeleton className="wrap mt-4 mb-4 h-24 sm:mt-6" />}>
        {params.then(({ shop }) => (
          <ProductsHead shop={shop} />
        ))}
      </Suspense>
      {children}
    </>
  );
}
