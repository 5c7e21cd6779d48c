import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

/** A placeholder with the layout of the order page. */
export function StaffOrderSkeleton() {
  const t = useTranslations('admin.orders.page');
  return (
    <div className="wrap grid gap-4 pt-4 pb-16 sm:pt-6">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      <Skeleton className="h-9 w-16" />
      <div className="grid gap-2">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <Card className="grid gap-4">
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="h-11 w-40" />
          </Card>
          <Card className="grid gap-4">
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
            <Skeleton className="ml-auto h-20 w-60" />
          </Card>
        </div>
        <Card className="grid gap-3">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-28" />
        </Card>
      </div>
    </div>
  );
}
