import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PackingSlips } from '@/components/admin/fulfilment/packing-slips';
import { ListSkeleton } from '@/components/admin/list-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('packingSlips') };
}

export default function SlipsPage({ params, searchParams }: PageProps<'/admin/[shop]/fulfilment/slips'>) {
  return (
    <Suspense fallback={<ListSkeleton of="packingSlips" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <PackingSlips shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
