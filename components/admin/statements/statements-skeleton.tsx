import { ListSkeleton } from '@/components/admin/list-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** Where the import and the credits will be. */
export function StatementsSkeleton() {
  return (
    <div className="grid gap-4">
      <div className="wrap">
        <Skeleton className="h-64 rounded-lg md:h-48" />
      </div>
      <ListSkeleton of="credits" />
    </div>
  );
}
