import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { Health } from '@/components/doctor/health';

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
