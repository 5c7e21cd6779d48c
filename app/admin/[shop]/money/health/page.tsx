import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Health } from '@/components/admin/doctor/health';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('health') };
}

export default function HealthPage({ params }: PageProps<'/admin/[shop]/money/health'>) {
  return (
    <Suspense fallback={<ListSkeleton of="checks" />}>
      {params.then(({ shop }) => (
        <Health shop={shop} />
      ))}
    </Suspense>
  );
}
