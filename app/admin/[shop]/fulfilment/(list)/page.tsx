import { Suspense } from 'react';
import { FulfilmentList } from '@/components/admin/fulfilment/fulfilment-list';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export const metadata = { title: 'Packing' };

export default function FulfilmentPage({ params, searchParams }: PageProps<'/admin/[shop]/fulfilment'>) {
  return (
    <Suspense fallback={<ListSkeleton of="orders" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <FulfilmentList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
