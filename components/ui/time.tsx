import { formatTime, type TimeStyle } from '@/lib/time';

type Props = {
  /** ISO 8601: a date and time, or only a date, which shows without a time */
  at: string;
  /** the shop's time zone, so that shopper, staff and emails show the same time */
  timeZone: string;
  locale?: string;
  show?: TimeStyle;
  className?: string;
};

export function Time({ at, timeZone, locale, show, className }: Props) {
  return (
    <time dateTime={at} className={className}>
      {formatTime(at, timeZone, locale, show)}
    </time>
  );
}
