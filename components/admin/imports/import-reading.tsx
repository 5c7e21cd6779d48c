'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { readImport } from '@/lib/admin/imports/actions';

/** Has a file read whose upload was left at the last moment. If that fails, the next visit tries again. */
export function ImportReading({ id }: { id: string }) {
  const t = useTranslations('admin.imports.mapping');
  useEffect(() => {
    readImport(id).catch(() => {});
  }, [id]);
  return <p role="status">{t('reading')}</p>;
}
