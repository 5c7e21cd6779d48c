import { Download } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

type Props = { label: string; csv: Route; xlsx: Route };

/** Downloads of one file as a workbook or as CSV. Plain links, because a download is not a page. */
export function FileLinks({ label, csv, xlsx }: Props) {
  const t = useTranslations('admin.imports');
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <span>{label}</span>
      <a href={xlsx} download className={buttonClass({ variant: 'secondary', size: 'sm' })}>
        <Download aria-hidden className="size-4" />
        <span className="sr-only">{label} </span>
        {t('xlsx')}
      </a>
      <a href={csv} download className={buttonClass({ variant: 'secondary', size: 'sm' })}>
        <Download aria-hidden className="size-4" />
        <span className="sr-only">{label} </span>
        {t('csv')}
      </a>
    </p>
  );
}
