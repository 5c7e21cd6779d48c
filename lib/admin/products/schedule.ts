/*
 * A date and time of a form, `2026-03-01T09:00`, in the time zone of the shop, because staff may be in another one.
 */

/** The moment of a local time in a time zone; null if it is not a time. A time skipped by a change of the clock is moved by an hour. */
export function momentIn(timeZone: string, local: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return null;
  const asUtc = Date.parse(`${local.slice(0, 16)}Z`);
  if (Number.isNaN(asUtc)) return null;
  // the second lookup is for moments close to a change of the clock
  const guess = asUtc - offsetAt(timeZone, asUtc);
  return new Date(asUtc - offsetAt(timeZone, guess));
}

/** The local time of a moment in a time zone, in the format of a form. */
export function localIn(timeZone: string, at: string): string {
  const moment = Date.parse(at);
  return new Date(moment + offsetAt(timeZone, moment)).toISOString().slice(0, 16);
}

/** How far a time zone is ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    },
  } as const).formatToParts(moment);
  const [year = 0, month = 0, ...rest] = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
    (type) => Number(parts.find((part) => part.type === type)?.value),
  );
  return Date.UTC(year, month - 1, ...rest) - Math.floor(moment / 1000) * 1000;
}
