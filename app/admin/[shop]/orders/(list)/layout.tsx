import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { OrderSearch } from '@/components/admin/orders/order-search';
import { OrderViews } from '@/components/admin/orders/order-views';
import { Skeleton } from '@/components/ui/skeleton';

/** The heading, search and tabs, which keep their place and focus while the list below changes. */
export default function OrdersLayout({ children }: LayoutProps<'/admin/[shop]/orders'>) {
  const t = useTranslations('admin.shell.pages');
  return (
    <>
      <div className="wrap grid gap-4 pt-4 pb-4 sm:pt-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h1 className="font-display text-2xl sm:text-3xl">{t('orders')}</h1>
          <Suspense fallback={<Skeleton className="h-11 w-full sm:w-80" />}>
            <OrderSearch />
          </Suspense>
        </div>
        <Suspense fallback={<Skeleton className="h-11" />}>
          <OrderViews />
        </Suspense>
      </div>
      {children}
    </>
  );
}
