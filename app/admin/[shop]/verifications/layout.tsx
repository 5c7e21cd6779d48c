import { Suspense } from 'react';
import { VerificationHead } from '@/components/admin/verifications/verification-head';
import { Skeleton } from '@/components/ui/skeleton';

/** The heading and tabs, which stay while staff switch between orders, the queue and the bank statements. */
export default function VerificationsLayout({
  params,
  children,
}: LayoutProps<'/admin/[shop]/verifications'>) {
  return (
    <>
      <Suspense fallback={<Skeleton className="wrap mt-4 mb-4 h-24 sm:mt-6" />}>
        {params.then(({ shop }) => (
          <VerificationHead shop={shop} />
        ))}
      </Suspense>
      {children}
    </>
  );
}
