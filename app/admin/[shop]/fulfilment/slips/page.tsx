import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { PackingSlips } from '@/components/fulfilment/packing-slips';

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
