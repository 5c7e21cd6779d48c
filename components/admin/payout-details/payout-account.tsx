'use client';

import { Suspense, use, useState } from 'react';
import { CopyButton } from '@/components/admin/copy-button';
import { Alert } from '@/components/ui/alert';
import { Skeleton } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import { readPayoutDetails, type ShownDetails } from '@/lib/admin/payout-details/read-action';
import type { Result } from '@/lib/result';

type Reading = Promise<Result<ShownDetails | null> | 'failed'>;

/**
 * The customer's bank details, for a dialog that pays a refund out: fetched when it opens, since each look is written down, and
 * gone from the page when it closes. `onToggle` is the dialog's.
 */
export function usePayoutAccount(refundId: string) {
  const [reading, setReading] = useState<Reading | null>(null);
  const onToggle = (isOpen: boolean) =>
    setReading(isOpen ? readPayoutDetails(refundId).catch(() => 'failed' as const) : null);
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
  const read = use(reading);
  if (read === 'failed') {
    return (
      <Alert tone="bad">
        <p>The bank details could not be loaded. Close this and open it again.</p>
      </Alert>
    );
  }
  if (!read.ok) {
    return (
      <Alert tone="bad">
        <p>{read.message}</p>
      </Alert>
    );
  }
  if (!read.data) {
    return (
      <Alert title="Waiting for the customer’s bank details">
        <p>We have asked for them by email. You can still pay out, for example in cash.</p>
      </Alert>
    );
  }
  const { bank, account_number, account_name, given_at, changed_at } = read.data;
  return (
    <div className="grid gap-3">
      <dl className="grid rounded-md border border-line bg-sunken px-3 py-1.5">
        <Fact name="Bank" text={bank} />
        <Fact name="Account number" text={account_number} isNumber />
        <Fact name="Name" text={account_name} />
      </dl>
      {changed_at ? (
        <Alert tone="warn">
          <p>
            These details were changed on <Time at={changed_at} timeZone={timeZone} locale={locale} />.
          </p>
        </Alert>
      ) : (
        <p className="text-muted text-sm">
          Given on <Time at={given_at} timeZone={timeZone} locale={locale} />. Each view is logged.
        </p>
      )}
    </div>
  );
}

function Fact({ name, text, isNumber = false }: { name: string; text: string; isNumber?: boolean }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 py-1">
      <dt className="text-muted text-xs">{name}</dt>
      <dd
        className={isNumber ? 'wrap-anywhere font-mono font-semibold text-base' : 'wrap-anywhere font-medium'}
      >
        {text}
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1">
        <CopyButton text={text} what={`the ${name.toLowerCase()}`} />
      </dd>
    </div>
  );
}
