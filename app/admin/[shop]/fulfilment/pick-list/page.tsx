import { Suspense } from 'react';
import { PickList } from '@/components/admin/fulfilment/pick-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

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
