import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { ReviewSkeleton } from '@/components/admin/verifications/review-skeleton';
import { VerificationQueue } from '@/components/admin/verifications/verification-queue';
import { VerificationReview } from '@/components/admin/verifications/verification-review';

export const metadata = { title: 'Transfers' };

export default function VerificationsPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/verifications'>) {
  return (
    <Suspense fallback={<ListSkeleton of="transfers" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) =>
        typeof query.order === 'string' ? (
          <Suspense key={query.order} fallback={<ReviewSkeleton />}>
            <VerificationReview shop={shop} number={query.order} query={query} />
          </Suspense>
        ) : (
          <VerificationQueue shop={shop} query={query} />
        ),
      )}
    </Suspense>
  );
}
