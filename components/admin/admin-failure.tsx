'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** A bug, or a part that does not answer. `digest` is what its line in the log carries beside the request's id. */
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
