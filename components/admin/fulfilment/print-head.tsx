import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BackLink } from '@/components/admin/back-link';
import { shopFulfilmentPath } from '@/lib/staff/paths';
import { PrintButton } from './print-button';

type Props = { shop: string; title: string; children: ReactNode };

/** The header of a printable page; it is not printed itself. */
export function PrintHead({ shop, title, children }: Props) {
  const t = useTranslations('admin.fulfilment');
  return (
    <header className="grid gap-3 pt-4 sm:pt-6 print:hidden">
      {/* sets no paper size: the printer decides it */}
      <style>{'@page { margin: 12mm }'}</style>
      <BackLink href={shopFulfilmentPath(shop)}>{t('title')}</BackLink>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="font-display text-2xl sm:text-3xl">{title}</h1>
        <PrintButton />
      </div>
      {children}
    </header>
  );
}
