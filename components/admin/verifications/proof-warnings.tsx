import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { shortLineWords, warningTones, warningWords } from '@/lib/admin/verifications/warnings';
import type { Order } from '@/lib/orders/order';
import type { ProofWarning } from '@/lib/proofs/proof';
import { staffOrderPath } from '@/lib/staff/paths';
import { ComparePictures } from './compare-pictures';

type Props = { order: Order; warnings: ProofWarning[]; locale: string; needsColleague: boolean };

/** Warnings about the transfer, to read before confirming it. */
export function ProofWarnings({ order, warnings, locale, needsColleague }: Props) {
  const t = useTranslations('admin.verifications');
  if (warnings.length === 0) return null;
  return (
    <section aria-label={t('warnings.title')}>
      <ul className="grid gap-2">
        {warnings.map((warning) => {
          const tone = warningTones[warning.kind];
          const { title, text } = warningWords(t, warning, order, { locale, needsColleague });
          return (
            <li
              key={JSON.stringify(warning)}
              className={clsx(
                'flex gap-3 rounded-md border p-3.5 text-sm',
                tone === 'bad' ? 'border-bad/35 bg-bad-soft' : 'border-warn/35 bg-warn-soft',
              )}
            >
              <TriangleAlert
                aria-hidden
                className={clsx('mt-0.5 size-5 shrink-0', tone === 'bad' ? 'text-bad' : 'text-warn')}
              />
              <div className="grid min-w-0 gap-1">
                <p className="font-semibold text-[0.9375rem]">{title}</p>
                <p>{text}</p>
                <More warning={warning} order={order} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function More({ warning, order }: { warning: ProofWarning; order: Order }) {
  const t = useTranslations('admin');
  if (warning.kind === 'promise_gone' && warning.lines) {
    return (
      <ul className="list-disc pl-5">
        {warning.lines.map((line) => (
          <li key={line.sku}>{shortLineWords(t, line)}</li>
        ))}
      </ul>
    );
  }
  if (!('number' in warning)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      {warning.kind === 'same_picture' && (
        <ComparePictures
          shop={order.shop}
          number={order.number}
          other={{ number: warning.number, src: proofPicturePath(order.shop, warning.file_path) }}
        />
      )}
      <Link
        href={staffOrderPath(order.shop, warning.number)}
        className="inline-flex min-h-9 items-center font-medium text-accent-text underline underline-offset-4"
      >
        {t('verifications.warnings.openOrder', { number: warning.number })}
      </Link>
    </div>
  );
}
