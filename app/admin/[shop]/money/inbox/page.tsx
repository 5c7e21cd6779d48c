import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { Inbox } from '@/components/admin/webhooks/inbox';

export const metadata = { title: 'Inbox' };

export default function InboxPage({ params, searchParams }: PageProps<'/admin/[shop]/money/inbox'>) {
  return (
    <Suspense fallback={<ListSkeleton of="the inbox" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <Inbox shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
