import { Suspense } from 'react';
import { OrdersList } from '@/components/admin/orders/orders-list';
import { OrdersSkeleton } from '@/components/admin/orders/orders-skeleton';

export const metadata = { title: 'Orders' };

export default function OrdersPage({ params, searchParams }: PageProps<'/admin/[shop]/orders'>) {
  return (
    <Suspense fallback={<OrdersSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <OrdersList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
