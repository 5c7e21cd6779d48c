import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { ExceptionList } from '@/components/admin/money-exceptions/exception-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('money') };
}

export default function MoneyPage({ params, searchParams }: PageProps<'/admin/[shop]/money'>) {
  return (
    <Suspense fallback={<ListSkeleton of="exceptions" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <ExceptionList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
