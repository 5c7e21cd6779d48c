/** A duration as entered by a person. */
export type Duration = { count: number; unit: DurationUnit };

export const durationUnits = ['minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof durationUnits)[number];

const MINUTES: Record<DurationUnit, number> = { minutes: 1, hours: 60, days: 1440 };

/** Postgres's format of an interval: `24:00:00`, `7 days`, `1 day 02:30:00`. */
const INTERVAL = /^(?:(\d+) mons? ?)?(?:(\d+) days? ?)?(?:(\d+):(\d\d):(\d\d)(?:\.\d+)?)?$/;

/** Converts a database interval to the largest unit that gives a whole number; one day becomes 24 hours. */
export function durationOf(interval: string): Duration {
  const [, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = INTERVAL.exec(interval) ?? [];
  const total =
    (Number(months) * 30 + Number(days)) * 1440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  if (total >= 2 * MINUTES.days && total % MINUTES.days === 0)
    return { count: total / MINUTES.days, unit: 'days' };
  if (total >= MINUTES.hours && total % MINUTES.hours === 0)
    return { count: total / MINUTES.hours, unit: 'hours' };
  return { count: total, unit: 'minutes' };
}

/** Parses a duration such as `24 hours` into minutes; null if it is not one. */
export function minutesOf(input: string): number | null {
  const [, count, unit] = /^(\d{1,6}(?:\.\d{1,2})?) (minutes|hours|days)$/.exec(input) ?? [];
  return count && unit ? Number(count) * MINUTES[unit as DurationUnit] : null;
}
