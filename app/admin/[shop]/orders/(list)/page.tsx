import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { OrdersList } from '@/components/admin/orders/orders-list';
import { OrdersSkeleton } from '@/components/admin/orders/orders-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('orders') };
}

export default function OrdersPage({ params, searchParams }: PageProps<'/admin/[shop]/orders'>) {
  return (
    <Suspense fallback={<OrdersSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <OrdersList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
