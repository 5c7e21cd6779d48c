import { Suspense } from 'react';
import { CashList } from '@/components/admin/cash/cash-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export const metadata = { title: 'Cash' };

export default function CashPage({ params, searchParams }: PageProps<'/admin/[shop]/money/cash'>) {
  return (
    <Suspense fallback={<ListSkeleton of="cash" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <CashList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
