import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';
import type { Messages } from '@/lib/messages/messages';

const widths = ['w-40', 'w-32', 'w-48', 'w-36', 'w-28', 'w-44'];

/** About as high as the list that replaces it. */
export function ListSkeleton({ of }: { of: keyof Messages['admin']['shell']['loading'] }) {
  const t = useTranslations('admin.shell.loading');
  return (
    <div className="wrap grid gap-4">
      <Skeleton className="h-11 w-72 max-w-full rounded-full" />
      <div className="overflow-clip rounded-lg border border-line bg-raised">
        <span className="sr-only" role="status">
          {t(of)}
        </span>
        {widths.map((width) => (
          <div key={width} className="flex h-18 items-center gap-6 border-line px-4 not-first:border-t">
            <Skeleton className="h-4 w-24" />
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="ml-auto h-5 w-20 rounded-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
