import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** About as high as the editor that replaces it. */
export function EditorSkeleton() {
  const t = useTranslations('admin.productEditor');
  return (
    <div className="wrap grid gap-5">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      <Skeleton className="h-9 w-28" />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid gap-5">
          <Skeleton className="h-80 rounded-lg" />
          <Skeleton className="h-48 rounded-lg" />
        </div>
        <div className="grid gap-5">
          <Skeleton className="h-64 rounded-lg" />
          <Skeleton className="h-64 rounded-lg" />
        </div>
      </div>
    </div>
  );
}
