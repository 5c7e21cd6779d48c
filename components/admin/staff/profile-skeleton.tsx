import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** About as high as the profile that replaces it. */
export function ProfileSkeleton() {
  const t = useTranslations('admin.staff');
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-4 pb-16 sm:pt-6">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-56" />
    </div>
  );
}
