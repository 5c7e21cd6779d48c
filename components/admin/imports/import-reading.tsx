'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useServerCall } from '@/components/ui/use-server-call';
import { readImport } from '@/lib/admin/imports/actions';

/** Reads an uploaded file if the page was closed before that. If it fails, the next visit retries. */
export function ImportReading({ id }: { id: string }) {
  const t = useTranslations('admin.imports.mapping');
  const call = useServerCall();
  useEffect(() => {
    void call(readImport(id));
  }, [id, call]);
  return <p role="status">{t('reading')}</p>;
}
