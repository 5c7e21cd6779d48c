import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { ExceptionList } from '@/components/admin/money-exceptions/exception-list';

export const metadata = { title: 'Money' };

export default function MoneyPage({ params, searchParams }: PageProps<'/admin/[shop]/money'>) {
  return (
    <Suspense fallback={<ListSkeleton of="payment issues" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <ExceptionList shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
