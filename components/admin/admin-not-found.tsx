import { SearchX } from 'lucide-react';
import { headers } from 'next/headers';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** What does not exist, and what is not this person's to see: to them it is the same. */
export function AdminNotFound() {
  const t = useTranslations('admin.shell');
  return (
    <EmptyState
      icon={SearchX}
      title={t('pages.notFound')}
      heading="h1"
      action={<ButtonLink href="/admin">{t('failure.openOrders')}</ButtonLink>}
    >
      <p>{t('failure.notFoundText')}</p>
      <Suspense>
        <RequestId />
      </Suspense>
    </EmptyState>
  );
}

/** The name under which whoever runs the shop finds this very request in the log. */
async function RequestId() {
  const id = (await headers()).get('x-request-id');
  return id && <p className="font-mono text-xs">{id}</p>;
}
