/** How often each command had which outcome, and how often the invariants were checked. */
export interface Tally {
  commands: number;
  stories: number;
  checks: number;
  /** by command */
  times: Map<string, number>;
  /** by command, then by outcome */
  outcomes: Map<string, Map<string, number>>;
}

export const openTally = (): Tally => ({
  commands: 0,
  stories: 0,
  checks: 0,
  times: new Map(),
  outcomes: new Map(),
});

/** Counts one command and its outcomes; a command that ran twice at once has two. */
export function note(tally: Tally, command: string, ...results: string[]) {
  tally.times.set(command, (tally.times.get(command) ?? 0) + 1);
  const outcomes = tally.outcomes.get(command) ?? new Map<string, number>();
  for (const outcome of results) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  tally.outcomes.set(command, outcomes);
}

/** A readable table: one line per command, with its outcomes by frequency. */
export function tableOf({ times, outcomes }: Tally): string {
  const names = [...outcomes.keys()].sort();
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => {
      const counts = [...(outcomes.get(name) ?? [])].sort(([, a], [, b]) => b - a);
      const summary = counts.map(([outcome, count]) => `${outcome} ${count}`).join(', ');
      return `${name.padEnd(width)} ${String(times.get(name)).padStart(7)}  ${summary}`;
    })
    .join('\n');
}
