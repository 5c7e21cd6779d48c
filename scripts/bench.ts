import './alias.ts';
import os from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './bench/figures.ts';

/**
 * Measures Kedai on this machine and prints a table with the value that each figure should reach:
 *
 *   npm run bench -- all                  everything below
 *   npm run bench -- sql                  create_order called directly, beside one statement that writes the same rows
 *   npm run bench -- growth [--full]      what grows with a shop; with --full at the size of seed:big
 *
 * `--json` prints JSON. Each figure of `sql` is the median of `--runs` runs (3). Both check that no invariant is broken.
 */
const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const runs = Number(values.runs);

const { benchSql } = await import('./bench/sql.ts');
const { benchGrowth } = await import('./bench/growth.ts');
const { isReached } = await import('./bench/figures.ts');

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  sql: () => benchSql(runs),
  growth: () => benchGrowth(values.full),
};
const names = positionals.includes('all') ? Object.keys(BENCHES) : positionals;
if (names.length === 0 || names.some((name) => !BENCHES[name]))
  throw new Error(`Say what to measure: all, ${Object.keys(BENCHES).join(', ')}.`);

const figures: Figure[] = [];
for (const name of names) figures.push(...((await BENCHES[name]?.()) ?? []));
const machine = `${os.cpus()[0]?.model ?? os.arch()}, ${os.availableParallelism()} cores, Node ${process.version}`;
if (values.json) console.log(JSON.stringify({ machine, runs, figures }, null, 2));
else {
  console.log(machine);
  const round = (value: number) => Number(value.toFixed(value < 10 ? 2 : 1));
  console.table(
    figures.map((figure) => ({
      measured: figure.name,
      value: round(figure.value),
      unit: figure.unit,
      target: figure.target
        ? 'least' in figure.target
          ? `≥ ${round(figure.target.least)}`
          : `≤ ${figure.target.most}`
        : '',
      reached: { true: 'yes', false: 'no', null: '' }[String(isReached(figure))],
    })),
  );
}
