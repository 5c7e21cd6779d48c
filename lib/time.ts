const styles = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  both: { dateStyle: 'medium', timeStyle: 'short' },
} as const;

export type TimeStyle = keyof typeof styles;

/**
 * Formats an ISO 8601 time in the shop's time zone. A date alone, such as `2026-01-31`, is the same date everywhere
 * and never gets a time, whatever style is requested.
 */
export function formatTime(at: string, timeZone: string, locale = 'en', show: TimeStyle = 'both'): string {
  return isDay(at)
    ? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(at))
    : new Intl.DateTimeFormat(locale, { timeZone, ...styles[show] }).format(new Date(at));
}

const isDay = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at);

/** The date in a time zone: `2026-11-25`. */
export const dayIn = (timeZone: string, at = new Date()) =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(at);
