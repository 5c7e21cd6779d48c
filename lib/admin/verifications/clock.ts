/** How far a wait has come: 0, then 1, 2 and 3 after a sixth, a half and five sixths of its time, 4 once that is over. */
export type ClockLevel = 0 | 1 | 2 | 3 | 4;

/** What of the time to verify has passed when somebody should look, should hurry, must look now: 4, 12 and 20 of 24 hours. */
const alerts = [1 / 6, 1 / 2, 5 / 6, 1];

/**
 * The clock of a transfer that waits for a verifier, since its first proof (`submitted_at`) and until its order is cancelled
 * (`expires_at`): how urgent it is, and how much time is left, less than none once that is over.
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
