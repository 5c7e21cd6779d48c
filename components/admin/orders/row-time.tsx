type Props = { at: string; timeZone: string; locale: string; className?: string };

/** A short time: `14:32` today, `20 Nov, 14:32` before. Reads the current time, so it must render on every request. */
export function RowTime({ at, timeZone, locale, className }: Props) {
  const time = new Date(at);
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short' });
  const isToday = day.format(time) === day.format(new Date());
  const text = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
  }).format(time);
  return (
    <time dateTime={at} className={className}>
      {text}
    </time>
  );
}
