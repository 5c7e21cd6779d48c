import { Suspense } from 'react';
import { MoneyHead } from '@/components/admin/money-exceptions/money-head';
import { Skeleton } from '@/components/ui/skeleton';

/** What stays while one goes from one tab of the money pages to another. */
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
