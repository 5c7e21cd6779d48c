import { Skeleton } from '@/components/ui/skeleton';

/** About as high as the profile that comes. */
export function ProfileSkeleton() {
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-4 pb-16 sm:pt-6">
      <span className="sr-only" role="status">
        Loading your profile …
      </span>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-56" />
    </div>
  );
}
