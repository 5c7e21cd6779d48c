/** The bank's booking date. It is a date without a time, so no time zone may shift it. */
export function Day({ on, locale }: { on: string; locale: string }) {
  return (
    <time dateTime={on} className="whitespace-nowrap">
      {dayText(on, locale)}
    </time>
  );
}

export const dayText = (on: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(on));
