/** One measured number. */
export type Figure = { name: string; unit: string; value: number };

export const median = (values: number[]) => percentile(values, 0.5);

/** The value that this share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
