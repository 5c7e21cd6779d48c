import { Suspense } from 'react';
import { Health } from '@/components/admin/doctor/health';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export const metadata = { title: 'Health' };

export default function HealthPage({ params }: PageProps<'/admin/[shop]/money/health'>) {
  return (
    <Suspense fallback={<ListSkeleton of="the checks" />}>
      {params.then(({ shop }) => (
        <Health shop={shop} />
      ))}
    </Suspense>
  );
}
