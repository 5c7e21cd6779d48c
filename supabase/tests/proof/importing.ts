import fc from 'fast-check';
import { type Caller, call, server } from '../caller.ts';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { contentOf, type File, file, readFile } from './catalogue-file.ts';
import {
  type Catalogue,
  isUnchanged,
  type KnownImport,
  readCatalogue,
  wronglyUndone,
} from './catalogue-model.ts';
import { ask, choose, compare, staff, type World } from './world.ts';

interface Row {
  position: number;
  outcome: string | null;
  undo_outcome: string | null;
  product_id: string | null;
  /** a rule for products has refused the whole undo of this row */
  is_refused: boolean;
}

/** How many batches of an import run, of how many lines, and in how many workers at once (our servers, and a colleague's page). */
interface Work {
  workers: number;
  lines: number;
  batches: number;
}
const work = fc.record({
  workers: fc.constantFrom(1, 2),
  lines: fc.constantFrom(1, 2, 200),
  batches: fc.constantFrom(1, 2, 9, 9, 9),
});

const isUnderWay = (state: string) => ['checking', 'running', 'undoing'].includes(state);

const rowsOf = ({ sql }: World, { id }: KnownImport) => sql<Row[]>`
  select position, outcome, undo_outcome, product_id, errors -> 0 ? 'line' as is_refused from import_rows where import_id = ${id} order by position`;

/** What the lines of orders have copied from the catalogue, which no command ever changes. */
async function orderedGoods({ sql, shop }: World): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; content: string }[]>`
    select id, jsonb_build_array(order_id, variant_id, sku, name, option_value, answers, unit_price_minor, quantity)::text as content
    from order_items where shop_id = ${shop.id}`;
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** Runs batches of an import until its step is done or the workers stop, and checks what changed. Returns the state of the import. */
export async function runBatches(
  world: World,
  job: KnownImport,
  { workers, lines, batches }: Work,
): Promise<string> {
  const [ordered, rows] = [await orderedGoods(world), await rowsOf(world, job)];
  const before = world.isAlone ? await readCatalogue(world.sql, world.shop.id) : null;
  const [last] = await world.sql<[{ id: string }]>`
    select coalesce(max(id), 0)::text as id from stock_movements where shop_id = ${world.shop.id}`;
  const callers: Caller[] = [server, staff(world, 'catalog')].slice(0, workers);
  let state = '';
  for (let batch = 0; batch < batches; batch++) {
    const args = { import_id: job.id, max_lines: lines };
    const results = await Promise.all(
      callers.map((caller) => ask<{ state: string }>(world, caller, 'run_import_batch', args)),
    );
    state = results.map(({ answer, reason }) => answer?.state ?? reason).at(-1) ?? '';
    if (!isUnderWay(state)) break;
  }
  // like a stock count, an import may leave less than is reserved
  const moved = await world.sql<{ variant_id: string }[]>`
    select variant_id from stock_movements where shop_id = ${world.shop.id} and id > ${last.id} and reason = 'import'`;
  for (const { variant_id } of moved) world.excused.add(variant_id);
  const [balm] = await world.sql`select id from variants where shop_id = ${world.shop.id} and sku = 'balm'`;
  if (balm) world.variants[4] = balm.id;
  const now = await orderedGoods(world);
  for (const [id, content] of ordered)
    if (now.get(id) !== content)
      world.violations.push(`an import has changed the line of an order: ${content}`);
  const [done, after] = [await rowsOf(world, job), before && (await readCatalogue(world.sql, world.shop.id))];
  const fresh = (field: 'outcome' | 'undo_outcome') =>
    done.filter((row, index) => row[field] !== null && rows[index]?.[field] === null);
  learnImport(job, fresh('outcome'), before, after);
  learnUndo(world, job, fresh('undo_outcome'), done, before, after);
  return state;
}

/** Remembers the products before and after the import. */
function learnImport(job: KnownImport, rows: Row[], before: Catalogue | null, after: Catalogue | null) {
  for (const { outcome, product_id: id } of rows) {
    if (!id || (outcome !== 'created' && outcome !== 'updated')) continue;
    const known = job.touched.get(id);
    const v1 = after?.[id];
    const isKnown = Boolean(v1 && (!known || known.isKnown));
    // nothing else changed the product between this batch and the one before
    const isFollowed = !known || isUnchanged(known.v1, v1) || isUnchanged(known.v1, before?.[id]);
    job.touched.set(id, {
      v0: known ? known.v0 : before?.[id],
      v1,
      rows: (known?.rows ?? 0) + 1,
      isKnown: isKnown && isFollowed,
    });
  }
}

/** Remembers the products before and after the undo, and compares each with the model once all of its rows are undone. */
function learnUndo(
  world: World,
  job: KnownImport,
  fresh: Row[],
  all: Row[],
  before: Catalogue | null,
  after: Catalogue | null,
) {
  for (const id of new Set(fresh.map(({ product_id }) => product_id))) {
    const touched = id && job.touched.get(id);
    if (!touched) continue;
    touched.isKnown &&= before !== null && (!touched.v3 || isUnchanged(touched.v3, before[id]));
    touched.v2 ??= before?.[id];
    touched.v3 = after?.[id];
    const rows = all.filter(
      (row) => row.product_id === id && (row.outcome === 'created' || row.outcome === 'updated'),
    );
    const outcomes = rows.map(({ undo_outcome }) => undo_outcome ?? '');
    if (!touched.isKnown || outcomes.includes('')) continue;
    const isRefused = rows.some(({ undo_outcome, is_refused }) => undo_outcome === 'kept' && is_refused);
    compare(world, 'undo_import', 'right', wronglyUndone(touched, outcomes, isRefused) ?? 'right');
  }
}

/** Runs the check of an import, which must not change the catalogue. */
async function check(world: World, { id }: KnownImport): Promise<void> {
  const before = await readCatalogue(world.sql, world.shop.id);
  while (
    (await call<{ state: string }>(world.sql, server, 'run_import_batch', { import_id: id })).state ===
    'checking'
  );
  const after = await readCatalogue(world.sql, world.shop.id);
  const isChanged = Object.keys({ ...before, ...after }).some(
    (product) => !isUnchanged(before[product], after[product]),
  );
  compare(world, 'check an import', 'no change', isChanged ? 'a change' : 'no change');
}

/** A colleague uploads a file, checks it, and may start the import. */
async function importFile(
  world: World,
  chosen: { file: File; by: StaffRole; starts: boolean } & Work,
): Promise<string> {
  const who = staff(world, chosen.by);
  const file_name = `file-${world.imports.length + 1}.csv`;
  const created = await ask<{ import_id: string }>(world, who, 'create_import', {
    ...{ shop: world.shop.slug, file_name },
  });
  const isAllowed = chosen.by === 'catalog' || chosen.by === 'owner';
  compare(world, 'create_import', isAllowed ? 'created' : 'forbidden', created.reason ?? 'created');
  if (!created.answer) return created.reason;
  const job: KnownImport = { id: created.answer.import_id, touched: new Map() };
  world.imports.push(job);
  const rows = await readFile(contentOf(chosen.file), world.shop.currency);
  const args = { import_id: job.id, rows, is_first: true, format: 'kedai' };
  await ask(world, who, 'save_import_rows', args);
  await check(world, job);
  return chosen.starts ? start(world, job, who, 'start_import', chosen) : 'checked';
}

/** Starts an import or its undo, and runs some batches. */
async function start(
  world: World,
  job: KnownImport,
  who: Caller,
  command: 'start_import' | 'undo_import',
  work: Work,
): Promise<string> {
  const jobs = await world.sql<{ id: string; state: string }[]>`
    select id, state from import_jobs where shop_id = ${world.shop.id}`;
  const from = command === 'start_import' ? 'checked' : 'done';
  const expected = !jobs.some(({ id, state }) => id === job.id && state === from)
    ? 'import_not_ready'
    : jobs.some(({ state }) => ['running', 'undoing'].includes(state))
      ? 'import_running'
      : 'started';
  const started = await ask(world, who, command, { import_id: job.id });
  compare(world, command, expected, started.reason ?? 'started');
  return started.reason ?? runBatches(world, job, work);
}

const which = fc.tuple(fc.nat({ max: 2 }), work).map(([at, work]) => ({ at, ...work }));

/** Starts one of the imports that are in `state`, or its undo. */
async function startReady(
  world: World,
  chosen: { at: number } & Work,
  command: 'start_import' | 'undo_import',
  ready: { id: string }[],
): Promise<string | null> {
  const job = world.imports.find(({ id }) => id === choose(ready, chosen.at)?.id);
  return job ? start(world, job, staff(world, 'catalog'), command, chosen) : null;
}

/** The imports that can be undone. Those whose units are sold come last, so that `choose` often picks these rare ones. */
const undoable = ({ sql, shop }: World) => sql<{ id: string }[]>`
  select id from import_jobs where shop_id = ${shop.id} and state = 'done' order by exists (
    select from import_rows as rows, jsonb_each(rows.changes -> 'variants') as changed (variant_id, fields)
    join inventory on inventory.variant_id::text = changed.variant_id
    where rows.import_id = import_jobs.id and rows.undo_outcome is null
      and on_hand - (fields -> 'on_hand' ->> 1)::int + (fields -> 'on_hand' ->> 0)::int < committed), file_name`;

/** Imports of the catalogue, and their undo. */
export const importing = [
  kind(
    8,
    'import',
    fc
      .tuple(
        fc.record({
          file,
          by: fc.constantFrom<StaffRole>('catalog', 'catalog', 'catalog', 'owner', 'verifier'),
          starts: fc.constantFrom(true, true, true, false),
        }),
        work,
      )
      .map(([chosen, work]) => ({ ...chosen, ...work })),
    importFile,
  ),
  kind(2, 'run import batches', which, async (world, chosen) => {
    const due = await world.sql<{ id: string }[]>`
      select id from import_jobs where shop_id = ${world.shop.id} and state in ('checking', 'running', 'undoing') order by file_name`;
    const job = world.imports.find(({ id }) => id === choose(due, chosen.at)?.id);
    return job ? runBatches(world, job, chosen) : null;
  }),
  kind(2, 'start an import', which, async (world, chosen) => {
    const checked = await world.sql<{ id: string }[]>`
      select id from import_jobs where shop_id = ${world.shop.id} and state = 'checked' order by file_name`;
    return startReady(world, chosen, 'start_import', checked);
  }),
  // often, since most moments find no import to undo
  kind(10, 'undo an import', which, async (world, chosen) =>
    startReady(world, chosen, 'undo_import', await undoable(world)),
  ),
];
