import { Suspense } from 'react';
import { CashDesk } from '@/components/admin/cash/cash-desk';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export const metadata = { title: 'Cash' };

export default function CashPage({ params, searchParams }: PageProps<'/admin/[shop]/money/cash'>) {
  return (
    <Suspense fallback={<ListSkeleton of="cash" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <CashDesk shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
