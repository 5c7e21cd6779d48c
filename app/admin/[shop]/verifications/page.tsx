import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { ReviewSkeleton } from '@/components/admin/verifications/review-skeleton';
import { VerificationQueue } from '@/components/admin/verifications/verification-queue';
import { VerificationReview } from '@/components/admin/verifications/verification-review';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('transfers') };
}

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
