import { Skeleton } from '@/components/ui/skeleton';

/** About as high as the settings that come. */
export function SettingsSkeleton() {
  return (
    <div className="wrap grid gap-6 pt-4 pb-16 sm:pt-6">
      <span className="sr-only" role="status">
        Loading settings …
      </span>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-80" />
      <Skeleton className="h-96" />
    </div>
  );
}
