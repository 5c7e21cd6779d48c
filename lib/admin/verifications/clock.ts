/** The urgency of a wait: 0, then 1, 2 and 3 after 1/6, 1/2 and 5/6 of its time, 4 when the time is over. */
export type ClockLevel = 0 | 1 | 2 | 3 | 4;

/** Shares of the verification window at which the level rises: after 4, 12, 20 and 24 of 24 hours. */
const alerts = [1 / 6, 1 / 2, 5 / 6, 1];

/**
 * The urgency of a transfer and the time left, negative once overdue. It waits from its first proof (`submitted_at`)
 * until its order is cancelled (`expires_at`).
 */
export function clockOf(
  { submitted_at, expires_at }: { submitted_at: string; expires_at: string },
  now: number,
): { level: ClockLevel; remaining_ms: number } {
  const [from, until] = [Date.parse(submitted_at), Date.parse(expires_at)];
  const remaining_ms = until - now;
  if (remaining_ms <= 0) return { level: 4, remaining_ms };
  const passed = (now - from) / (until - from);
  return { level: alerts.filter((share) => passed >= share).length as ClockLevel, remaining_ms };
}
