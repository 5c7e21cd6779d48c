import clsx from 'clsx';
import { Time } from '@/components/ui/time';

type Props = {
  payout: { given_at: string | null; changed_at: string | null };
  timeZone: string;
  locale: string;
  className?: string;
};

/** Whether the bank details for a refund have come. What they say is shown at "Paid out by hand" alone. */
export function PayoutStatus({ payout: { given_at, changed_at }, timeZone, locale, className }: Props) {
  const time = (at: string) => <Time at={at} timeZone={timeZone} locale={locale} />;
  return (
    <p className={clsx('text-sm', !given_at && 'text-warn', className)}>
      {given_at ? <>Bank details given {time(given_at)}</> : 'Waiting for the customer’s bank details'}
      {changed_at && <span className="text-warn">, changed {time(changed_at)}</span>}
    </p>
  );
}
