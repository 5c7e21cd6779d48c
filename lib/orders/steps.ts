/**
 * What becomes of an amount, of which the database has said it step by step: each reaches up to an amount (null: to all that are
 * higher), the smallest first. Null beyond the last.
 */
export const stepAt = <Step extends { up_to_minor: number | null }>(
  steps: Step[],
  minor: number,
): Step | null => steps.find(({ up_to_minor }) => up_to_minor === null || minor <= up_to_minor) ?? null;
