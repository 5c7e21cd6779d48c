import { Suspense } from 'react';
import { FulfilmentHead } from '@/components/admin/fulfilment/fulfilment-head';
import { Skeleton } from '@/components/ui/skeleton';

/** The heading and tabs, which stay while staff switch between fulfilment stages. */
export default function FulfilmentLayout({ params, children }: LayoutProps<'/admin/[shop]/fulfilment'>) {
  return (
    <>
      <Suspense fallback={<Skeleton className="wrap mt-4 mb-4 h-24 sm:mt-6" />}>
        {params.then(({ shop }) => (
          <FulfilmentHead shop={shop} />
        ))}
      </Suspense>
      {children}
    </>
  );
}
