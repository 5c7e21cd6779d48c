import { Suspense } from 'react';
import { PackingSlips } from '@/components/admin/fulfilment/packing-slips';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export const metadata = { title: 'Packing slips' };

export default function SlipsPage({ params, searchParams }: PageProps<'/admin/[shop]/fulfilment/slips'>) {
  return (
    <Suspense fallback={<ListSkeleton of="packing slips" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <PackingSlips shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
