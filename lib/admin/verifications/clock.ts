import { spanOf } from '@/lib/admin/money-exceptions/exception';

/** How far a wait has come: 0, then 1, 2 and 3 after a sixth, a half and five sixths of its time, 4 once that is over. */
export type ClockLevel = 0 | 1 | 2 | 3 | 4;

/** What of the time to verify has passed when somebody should look, should hurry, must look now: 4, 12 and 20 of 24 hours. */
const alerts = [1 / 6, 1 / 2, 5 / 6, 1];

const remarks = ['', 'look soon', 'half over', 'almost over'];

/**
 * The clock of a transfer that waits for a verifier, since its first proof (`submitted_at`) and until its order is cancelled
 * (`expires_at`): how urgent it is, and how much time is left, in words that say so too.
 */
export function clockOf(
  { submitted_at, expires_at }: { submitted_at: string; expires_at: string },
  now: number,
): { level: ClockLevel; remaining: string; remark: string } {
  const [from, until] = [Date.parse(submitted_at), Date.parse(expires_at)];
  if (now >= until) return { level: 4, remaining: `Over by ${spanOf(now - until)}`, remark: '' };
  const passed = (now - from) / (until - from);
  const level = alerts.filter((share) => passed >= share).length as ClockLevel;
  return { level, remaining: `${spanOf(until - now)} left`, remark: remarks[level] ?? '' };
}
