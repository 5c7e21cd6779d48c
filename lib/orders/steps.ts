/**
 * The step that applies to an amount. Steps from the database are ascending, each up to an amount (null: no upper
 * limit). Null beyond the last step.
 */
export const stepAt = <Step extends { up_to_minor: number | null }>(
  steps: Step[],
  minor: number,
): Step | null => steps.find(({ up_to_minor }) => up_to_minor === null || minor <= up_to_minor) ?? null;
