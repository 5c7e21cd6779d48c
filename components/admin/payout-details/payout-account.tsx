'use client';

import { useTranslations } from 'next-intl';
import { Suspense, use, useState } from 'react';
import { CopyButton } from '@/components/admin/copy-button';
import { Alert } from '@/components/ui/alert';
import { Skeleton } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import { useServerCall } from '@/components/ui/use-server-call';
import { readPayoutDetails, type ShownDetails } from '@/lib/admin/payout-details/read-action';
import type { Result } from '@/lib/result';

type Reading = Promise<Result<ShownDetails | null>>;

/**
 * The customer's bank details, for the dialog that pays out a refund. Fetched only when the dialog opens, since each read is logged,
 * and removed from the page when it closes. Pass `onToggle` to the dialog.
 */
export function usePayoutAccount(refundId: string) {
  const [reading, setReading] = useState<Reading | null>(null);
  const call = useServerCall();
  const onToggle = (isOpen: boolean) => setReading(isOpen ? call(readPayoutDetails(refundId)) : null);
  return { reading, onToggle };
}

type Props = { reading: Reading | null; timeZone: string; locale: string };

export function PayoutAccount({ reading, timeZone, locale }: Props) {
  if (!reading) return null;
  return (
    <Suspense fallback={<Skeleton className="h-36" />}>
      <Account reading={reading} timeZone={timeZone} locale={locale} />
    </Suspense>
  );
}

function Account({ reading, timeZone, locale }: Props & { reading: Reading }) {
  const t = useTranslations('admin.payoutDetails');
  const read = use(reading);
  if (!read.ok) {
    return (
      <Alert tone="bad">
        <p>{read.message}</p>
      </Alert>
    );
  }
  if (!read.data) {
    return (
      <Alert title={t('waiting')}>
        <p>{t('waitingText')}</p>
      </Alert>
    );
  }
  const { bank, account_number, account_name, given_at, changed_at } = read.data;
  const time = (at: string) => <Time at={at} timeZone={timeZone} locale={locale} />;
  return (
    <div className="grid gap-3">
      <dl className="grid rounded-md border border-line bg-sunken px-3 py-1.5">
        <Fact name="bank" text={bank} />
        <Fact name="accountNumber" text={account_number} isNumber />
        <Fact name="accountName" text={account_name} />
      </dl>
      {changed_at ? (
        <Alert tone="warn">
          <p>{t.rich('editedAt', { time: () => time(changed_at) })}</p>
        </Alert>
      ) : (
        <p className="text-muted text-sm">{t.rich('enteredAt', { time: () => time(given_at) })}</p>
      )}
    </div>
  );
}

type FactProps = { name: 'bank' | 'accountNumber' | 'accountName'; text: string; isNumber?: boolean };

function Fact({ name, text, isNumber = false }: FactProps) {
  const t = useTranslations('admin.payoutDetails');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 py-1">
      <dt className="text-muted text-xs">{t(`field.${name}`)}</dt>
      <dd
        className={isNumber ? 'wrap-anywhere font-mono font-semibold text-base' : 'wrap-anywhere font-medium'}
      >
        {text}
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1">
        <CopyButton text={text} what={t(`copy.${name}`)} />
      </dd>
    </div>
  );
}
