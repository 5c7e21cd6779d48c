import { ListSkeleton } from '@/components/admin/list-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** A placeholder with the layout of the import and the list of credits. */
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
