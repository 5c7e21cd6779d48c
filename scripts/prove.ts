import './alias.ts';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { clientSecret } from '../supabase/tests/client-secret.ts';
import { invariants } from '../supabase/tests/invariants.ts';
import { mutations } from '../supabase/tests/proof/mutations.ts';
import { openPool, reportFailure, run } from '../supabase/tests/proof/run.ts';
import { tableOf } from '../supabase/tests/proof/tally.ts';
import { migrate, prepareDatabase, storeClientSecret } from './database.ts';
import { root } from './part.ts';
import { openThrowaway } from './throwaway.ts';

/**
 * npm run prove: runs random stories of shoppers, staff, the gateway, workers and the clock against a real database and checks
 * every invariant after every step. `--runs` is the number of commands (10,000; with a bug 20,000), `--seed` repeats a run,
 * `--lanes` is the number of parallel databases (3). `--mutation <name>` first adds a bug, which the run must find;
 * `--mutations` does so for each bug and fails if one is not found (`--write` also updates the table in docs/proof.md).
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 30) },
    lanes: { type: 'string', default: '3' },
    mutation: { type: 'string' },
    mutations: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const isMutated = values.mutations || values.mutation !== undefined;
const [runs, seed] = [Number(values.runs ?? (isMutated ? 20_000 : 10_000)), Number(values.seed)];
// A single command needs only one lane.
const lanes = runs === 1 ? 1 : Number(values.lanes);

/** Starts a throwaway server with a migrated template database, and returns a function that clones it. */
async function openServer() {
  const { cluster, close } = await openThrowaway();
  const admin = postgres(cluster.url(), { max: 1, onnotice: () => {} });
  const open: Sql[] = [];
  let count = 0;
  const clone = async () => {
    const name = `proof_${++count}`;
    await admin.unsafe(`create database ${name} template template_kedai strategy file_copy`);
    const sql = openPool(cluster.url(name));
    open.push(sql);
    return sql;
  };
  const end = async () => {
    await Promise.all(open.map((sql) => sql.end({ timeout: 1 })));
    await admin.end({ timeout: 1 });
    await close();
  };
  try {
    await admin`create database template_kedai`;
    await prepareDatabase(cluster.url('template_kedai'));
    await migrate(cluster.url('template_kedai', 'postgres'), { seed: false });
    await storeClientSecret(cluster.url('template_kedai'), clientSecret);
  } catch (error) {
    await end();
    throw error;
  }
  return { clone, end };
}
type Server = Awaited<ReturnType<typeof openServer>>;

async function prove(server: Server, mutation: string | null) {
  const databases = await Promise.all(Array.from({ length: lanes }, server.clone));
  if (mutation) for (const sql of databases) await mutations[mutation]?.apply(sql);
  let reported = 0;
  const result = await run({
    lanes: databases,
    commands: runs,
    seed,
    shrinkMs: values.mutations ? 15_000 : 90_000,
    progress: ({ commands, stories }) => {
      if (values.mutations || commands - reported < Math.max(1000, runs / 20)) return;
      reported = commands;
      console.log(`${commands} commands in ${stories} stories`);
    },
  });
  await Promise.all(databases.map((sql) => sql.end({ timeout: 1 })));
  return result;
}

async function proveOnce(server: Server, mutation: string | null): Promise<boolean> {
  console.log(`${runs} commands, seed ${seed}, ${lanes} lanes${mutation ? `, with bug ${mutation}` : ''}`);
  const { tally, failure, seconds } = await prove(server, mutation);
  console.log(`\n${tableOf(tally)}\n`);
  console.log(`Checked after each step: ${Object.keys(invariants).length} invariants, ${tally.checks} times`);
  const rate = Math.round(tally.commands / seconds);
  console.log(
    `${tally.commands} commands in ${tally.stories} stories, ${seconds.toFixed(0)} s, ${rate} per second`,
  );
  if (failure) console.error(`\n${reportFailure(failure)}${mutation ? ` --mutation ${mutation}` : ''}`);
  else console.log('No invariant was violated.');
  return failure === null;
}

async function proveAll(server: Server): Promise<boolean> {
  const lines = [
    '| bug | found after | check that found it | shortest story | repeat it |',
    '|---|---|---|---|---|',
  ];
  console.log(lines.join('\n'));
  let allFound = true;
  for (const [name, { what }] of Object.entries(mutations)) {
    const { failure } = await prove(server, name);
    allFound &&= failure !== null;
    // Removes rows and ids, which differ in every run.
    const reason = failure?.reason
      .split('\n')[0]
      ?.split(': {')[0]
      ?.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{8}/g, '…');
    const found = failure && [
      `${failure.after} commands`,
      reason,
      `${failure.story.length} moments`,
      `\`npm run prove -- --mutation ${name} --seed ${failure.seed}\``,
    ];
    const line = `| ${what} | ${(found ?? ['**not found**', '', '', `\`--mutation ${name}\``]).join(' | ')} |`;
    lines.push(line);
    console.log(line);
  }
  if (values.write) writeTable(lines.join('\n'));
  return allFound;
}

/** Writes the table between its two markers in docs/proof.md. */
function writeTable(table: string) {
  const page = path.join(root, 'docs/proof.md');
  const text = fs.readFileSync(page, 'utf8');
  const [start, end] = ['<!-- mutations -->\n', '<!-- /mutations -->'];
  const head = text.slice(0, text.indexOf(start) + start.length);
  fs.writeFileSync(page, `${head}${table}\n${text.slice(text.indexOf(end))}`);
}

async function main() {
  if (values.mutation && !mutations[values.mutation])
    throw new Error(`Unknown bug ${values.mutation}. Known: ${Object.keys(mutations).join(', ')}`);
  const server = await openServer();
  try {
    const hasPassed = values.mutations
      ? await proveAll(server)
      : await proveOnce(server, values.mutation ?? null);
    if (!hasPassed) process.exitCode = 1;
  } finally {
    await server.end();
  }
}

await main();
