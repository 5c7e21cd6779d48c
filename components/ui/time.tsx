import { formatTime, type TimeStyle } from '@/lib/time';

type Props = {
  /** ISO 8601: a moment, or a day alone, which is shown without an hour */
  at: string;
  /** The shop's, so that shopper, staff and mail speak of the same hour. */
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
