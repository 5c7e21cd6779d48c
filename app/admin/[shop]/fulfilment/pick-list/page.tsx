import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { PickList } from '@/components/fulfilment/pick-list';

export const metadata = { title: 'Pick list' };

export default function PickListPage({
  params,
  searchParams,
}: PageProps<'/admin/[shop]/fulfilment/pick-list'>) {
  return (
    <Suspense fallback={<ListSkeleton of="the pick list" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <PickList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
