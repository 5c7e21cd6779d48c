import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';

type Props = {
  payout: { given_at: string | null; changed_at: string | null };
  timeZone: string;
  locale: string;
  className?: string;
};

/** Whether the customer has given bank details for a refund. The details themselves are shown only in the payout dialog. */
export function PayoutStatus({ payout: { given_at, changed_at }, timeZone, locale, className }: Props) {
  const t = useTranslations('admin.payoutDetails');
  const time = (at: string) => <Time at={at} timeZone={timeZone} locale={locale} />;
  return (
    <p className={clsx('text-sm', !given_at && 'text-warn', className)}>
      {!given_at
        ? t('waiting')
        : changed_at
          ? t.rich('givenAndChanged', {
              time: () => time(given_at),
              changed: () => time(changed_at),
              warn: (chunks: ReactNode) => <span className="text-warn">{chunks}</span>,
            })
          : t.rich('given', { time: () => time(given_at) })}
    </p>
  );
}
