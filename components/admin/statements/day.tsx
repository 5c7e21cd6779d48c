/** A day as the bank booked it: no moment, so the same wherever it is read. */
export function Day({ on, locale }: { on: string; locale: string }) {
  return (
    <time dateTime={on} className="whitespace-nowrap">
      {dayText(on, locale)}
    </time>
  );
}

export const dayText = (on: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(on));
