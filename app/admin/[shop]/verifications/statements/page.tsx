import { Suspense } from 'react';
import { StatementsPage } from '@/components/admin/statements/statements-page';
import { StatementsSkeleton } from '@/components/admin/statements/statements-skeleton';

export const metadata = { title: 'Statements' };

export default function Page({ params, searchParams }: PageProps<'/admin/[shop]/verifications/statements'>) {
  return (
    <Suspense fallback={<StatementsSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <StatementsPage shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
