import './alias.ts';
import os from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './bench/figures.ts';

/**
 * npm run bench -- sql: measures Kedai on this machine and prints a table; `--json` prints JSON. Each figure is the median of `--runs`
 * runs (3), and each run checks that the orders, the stock and the money are right.
 */
const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const { benchSql } = await import('./bench/sql.ts');
const BENCHES: Record<string, (runs: number) => Promise<Figure[]>> = { sql: benchSql };

const names = positionals[0] === 'all' ? Object.keys(BENCHES) : positionals;
const unknown = names.find((name) => !BENCHES[name]);
if (unknown !== undefined || names.length === 0)
  throw new Error(`Say what to measure: all, ${Object.keys(BENCHES).join(', ')}.`);

const figures: Figure[] = [];
for (const name of names) figures.push(...((await BENCHES[name]?.(Number(values.runs))) ?? []));
const machine = `${os.cpus()[0]?.model ?? os.arch()}, ${os.availableParallelism()} cores, Node ${process.version}`;
if (values.json) console.log(JSON.stringify({ machine, runs: Number(values.runs), figures }, null, 2));
else {
  console.log(machine);
  console.table(
    figures.map(({ name, value, unit }) => ({ measured: name, value: Number(value.toFixed(1)), unit })),
  );
}
