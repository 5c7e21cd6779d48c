import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { RefundList } from '@/components/admin/refunds/refund-list';

export const metadata = { title: 'Refunds' };

export default function RefundsPage({ params, searchParams }: PageProps<'/admin/[shop]/money/refunds'>) {
  return (
    <Suspense fallback={<ListSkeleton of="refunds" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <RefundList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
