import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** About as high as the settings that replace it. */
export function SettingsSkeleton() {
  const t = useTranslations('admin.settings.page');
  return (
    <div className="wrap grid gap-6 pt-4 pb-16 sm:pt-6">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-80" />
      <Skeleton className="h-96" />
    </div>
  );
}
