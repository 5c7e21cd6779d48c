'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** Shown for a bug or when a service does not answer. `digest` is in the log line of the error, next to the request id. */
export function AdminFailure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations('admin.shell.failure');
  return (
    <EmptyState
      icon={TriangleAlert}
      title={t('title')}
      heading="h1"
      action={<Button onClick={() => retry()}>{t('tryAgain')}</Button>}
    >
      <p>{t('text')}</p>
      {error.digest && (
        <p className="text-sm">
          {t.rich('digest', {
            digest: error.digest,
            code: (chunks) => <span className="font-mono">{chunks}</span>,
          })}
        </p>
      )}
    </EmptyState>
  );
}
