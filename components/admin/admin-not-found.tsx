import { SearchX } from 'lucide-react';
import { headers } from 'next/headers';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';

/** For pages that do not exist and pages that this staff member may not see: both look the same. */
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

/** Lets support find this request in the log. */
async function RequestId() {
  const id = (await headers()).get('x-request-id');
  return id && <p className="font-mono text-xs">{id}</p>;
}
