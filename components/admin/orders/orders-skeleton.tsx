import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

const nameWidths = ['w-40', 'w-32', 'w-48', 'w-36', 'w-28', 'w-44', 'w-34', 'w-38', 'w-30', 'w-46'];

/** Has the height of the list that replaces it. */
export function OrdersSkeleton() {
  const t = useTranslations('admin.orders.list');
  return (
    <div className="wrap">
      <div className="overflow-clip rounded-lg border border-line bg-raised">
        <span className="sr-only" role="status">
          {t('loading')}
        </span>
        {nameWidths.map((width) => (
          <div
            key={width}
            className="flex h-[6.25rem] items-center gap-6 border-line px-4 not-first:border-t md:h-12"
          >
            <Skeleton className="h-4 w-24" />
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="ml-auto h-5 w-20 rounded-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
