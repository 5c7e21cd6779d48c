import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { DeskSkeleton } from '@/components/admin/verifications/desk-skeleton';
import { VerificationDesk } from '@/components/admin/verifications/verification-desk';
import { VerificationQueue } from '@/components/admin/verifications/verification-queue';

export const metadata = { title: 'Transfers' };

export default function VerificationsPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/verifications'>) {
  return (
    <Suspense fallback={<ListSkeleton of="transfers" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) =>
        typeof query.order === 'string' ? (
          <Suspense key={query.order} fallback={<DeskSkeleton />}>
            <VerificationDesk shop={shop} number={query.order} query={query} />
          </Suspense>
        ) : (
          <VerificationQueue shop={shop} query={query} />
        ),
      )}
    </Suspense>
  );
}
