import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/admin/list-skeleton';
import { Inbox } from '@/components/admin/webhooks/inbox';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('webhooks') };
}

export default function InboxPage({ params, searchParams }: PageProps<'/admin/[shop]/money/inbox'>) {
  return (
    <Suspense fallback={<ListSkeleton of="webhooks" />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <Inbox shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
