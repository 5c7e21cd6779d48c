type Props = {
  /** ISO 8601 */
  at: string;
  /** The shop's, so that shopper, staff and mail speak of the same hour. */
  timeZone: string;
  locale?: string;
  show?: 'date' | 'time' | 'both';
  className?: string;
};

const parts = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  both: { dateStyle: 'medium', timeStyle: 'short' },
} as const;

export function Time({ at, timeZone, locale = 'en', show = 'both', className }: Props) {
  const text = new Intl.DateTimeFormat(locale, { timeZone, ...parts[show] }).format(new Date(at));
  return (
    <time dateTime={at} className={className}>
      {text}
    </time>
  );
}
