import { Suspense } from 'react';
import { MoneyHead } from '@/components/admin/money-exceptions/money-head';
import { Skeleton } from '@/components/ui/skeleton';

/** The heading and tabs, which stay while staff switch between the money pages. */
export default function MoneyLayout({ params, children }: LayoutProps<'/admin/[shop]/money'>) {
  return (
    <>
      <Suspense fallback={<Skeleton className="wrap mt-4 mb-4 h-24 sm:mt-6" />}>
        {params.then(({ shop }) => (
          <MoneyHead shop={shop} />
        ))}
      </Suspense>
      {children}
    </>
  );
}
