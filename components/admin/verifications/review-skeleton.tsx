import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

/** A placeholder with the layout of the review page. */
export function ReviewSkeleton() {
  const t = useTranslations('admin.verifications.review');
  return (
    <div className="wrap grid gap-4 pb-16">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      <Skeleton className="h-11 w-full max-w-lg" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <Skeleton className="h-[60dvh] rounded-lg max-lg:order-2 lg:h-[max(26rem,calc(100dvh-20rem))]" />
        <Card className="grid gap-4 max-lg:order-1">
          <Skeleton className="h-10 w-48" />
          <Skeleton className="h-5" />
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-11 max-lg:hidden" />
          <Skeleton className="h-11 max-lg:hidden" />
        </Card>
      </div>
    </div>
  );
}
