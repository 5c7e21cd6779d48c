/** One measured number, and the value that it should reach. */
export type Figure = { name: string; unit: string; value: number; target?: Target };
export type Target = { least: number } | { most: number };

export const isReached = ({ value, target }: Figure): boolean | null => {
  if (target === undefined) return null;
  return 'least' in target ? value >= target.least : value <= target.most;
};

export const median = (values: number[]) => percentile(values, 0.5);

/** The value that this share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export type Run = { perSecond: number; times: number[] };

/** Runs the jobs, `clients` at a time. Returns how many were done a second, and how many milliseconds each took. */
export async function runJobs<T>(
  clients: number,
  jobs: readonly T[],
  act: (job: T) => Promise<void>,
): Promise<Run> {
  const times: number[] = [];
  const queue = jobs.values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const job of queue) {
        const from = performance.now();
        await act(job);
        times.push(performance.now() - from);
      }
    }),
  );
  return { perSecond: jobs.length / ((performance.now() - startedAt) / 1000), times };
}

/** The medians of several runs. */
export async function repeat(runs: number, run: () => Promise<Run>) {
  const results: Run[] = [];
  for (let count = 0; count < runs; count++) results.push(await run());
  return {
    perSecond: median(results.map(({ perSecond }) => perSecond)),
    p50: median(results.map(({ times }) => percentile(times, 0.5))),
    p95: median(results.map(({ times }) => percentile(times, 0.95))),
  };
}
