import type { Metadata } from 'next';
import { Suspense } from 'react';
import { StaffOrder } from '@/components/admin/orders/order';
import { StaffOrderSkeleton } from '@/components/admin/orders/order-skeleton';

type Props = PageProps<'/admin/[shop]/orders/[number]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number };
}

export default function OrderPage({ params, searchParams }: Props) {
  return (
    <Suspense fallback={<StaffOrderSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop, number }, query]) => (
        <StaffOrder shop={shop} number={number} query={query} />
      ))}
    </Suspense>
  );
}
