import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { StatementsPage } from '@/components/admin/statements/statements-page';
import { StatementsSkeleton } from '@/components/admin/statements/statements-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('statements') };
}

export default function Page({ params, searchParams }: PageProps<'/admin/[shop]/verifications/statements'>) {
  return (
    <Suspense fallback={<StatementsSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <StatementsPage shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
