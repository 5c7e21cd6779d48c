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
 * npm run prove: random stories of shoppers, staff, the gateway, workers and the clock against a real database, every promise
 * looked at after every moment. `--runs` commands (10,000), `--seed` to play the same again, `--lanes` side by side (3).
 * `--mutation <name>` puts a bug in first, which has to be found; `--mutations` does so with each, and fails if one is not
 * (`--write`: and brings the table of docs/proof.md up to date).
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 30) },
    lanes: { type: 'string', default: '3' },
    mutation: { type: 'string' },
    mutations: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
// one story needs one lane
const lanes = runs === 1 ? 1 : Number(values.lanes);

/** A throwaway server with a migrated template, and clones of it. */
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
  console.log(
    `${runs} commands, seed ${seed}, ${lanes} lanes${mutation ? `, with the bug ${mutation}` : ''}`,
  );
  const { tally, failure, seconds } = await prove(server, mutation);
  console.log(`\n${tableOf(tally)}\n`);
  console.log(
    `Looked at after each moment: ${Object.keys(invariants).length} invariants, ${tally.looks} times`,
  );
  const rate = Math.round(tally.commands / seconds);
  console.log(
    `${tally.commands} commands in ${tally.stories} stories, ${seconds.toFixed(0)} s, ${rate} a second`,
  );
  if (failure) console.error(`\n${reportFailure(failure)}${mutation ? ` --mutation ${mutation}` : ''}`);
  else console.log('Every promise was kept.');
  return failure === null;
}

async function proveAll(server: Server): Promise<boolean> {
  const lines = ['| bug | found after | by | story | again |', '|---|---|---|---|---|'];
  console.log(lines.join('\n'));
  let isWell = true;
  for (const [name, { what }] of Object.entries(mutations)) {
    const { failure } = await prove(server, name);
    isWell &&= failure !== null;
    // the rows and ids that show it are of this run only
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
  return isWell;
}

/** Puts the table between its two marks in the page about all this. */
function writeTable(table: string) {
  const page = path.join(root, 'docs/proof.md');
  const written = fs.readFileSync(page, 'utf8');
  const [start, end] = ['<!-- mutations -->\n', '<!-- /mutations -->'];
  const head = written.slice(0, written.indexOf(start) + start.length);
  fs.writeFileSync(page, `${head}${table}\n${written.slice(written.indexOf(end))}`);
}

async function main() {
  if (values.mutation && !mutations[values.mutation])
    throw new Error(`no bug is called ${values.mutation}: ${Object.keys(mutations).join(', ')}`);
  const server = await openServer();
  try {
    const isWell = values.mutations
      ? await proveAll(server)
      : await proveOnce(server, values.mutation ?? null);
    if (!isWell) process.exitCode = 1;
  } finally {
    await server.end();
  }
}

await main();
