'use server';

import { refresh, updateTag } from 'next/cache';
import { z } from 'zod';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import { hiddenId } from '@/lib/hidden-fields';
import { makeUploadUrl } from '@/lib/imports/files';
import { isUnderWay, runBatches } from '@/lib/imports/run';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import type { Json } from '@/lib/supabase/database.types';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { type Columns, fields } from './columns';
import type { ImportedProduct } from './products';
import { getImport, type ImportJob } from './queries';
import type { Reading } from './read';
import { readImportFile } from './reading';
import { importCommandSchema, mappingSchema, newImportSchema } from './schema';

const begun = z.object({ import_id: z.uuid(), path: z.string() });

/** Creates an import and returns the URL to which its file is uploaded. Refuses with the reasons of `create_import`. */
export async function beginImport(input: unknown): Promise<Result<{ import_id: string; url: string }>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const parsed = newImportSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const args = { shop: membership.shop.slug, ...parsed.data };
  const created = await resultOf(rpc(await sessionClient(), 'create_import', args, begun));
  if (!created.ok) return created;
  const { import_id, path } = created.data;
  return done({ import_id, url: await makeUploadUrl(path) });
}

/**
 * Reads an uploaded file. If its columns are known, the check starts. If not, the page of the import asks for them, or
 * says why the file cannot be read. Refuses `upload_not_found`, and with the reasons of `save_import_rows`.
 */
export async function readImport(input: unknown): Promise<Result> {
  const found = await ownImport(input);
  if (!found) return refuse('import_not_found');
  const { membership, job } = found;
  return store(job, await readImportFile(membership, job));
}

/** Reads a file with the submitted mapping, and stores the mapping for files with the same headers. */
export async function mapImport(_last: Result | null, form: FormData): Promise<Result> {
  const parsed = mappingSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  const { id, sheet, ...chosen } = parsed.data;
  const found = await ownImport(id);
  if (!found) return refuse('import_not_found');
  const { membership, job } = found;
  const given = chosen as Record<string, number | null | undefined>;
  const columns: Columns = Object.fromEntries(
    fields.flatMap((field) =>
      typeof given[`column_${field}`] === 'number' ? [[field, given[`column_${field}`]]] : [],
    ),
  );
  if (columns.sku === undefined && columns.name === undefined && columns.handle === undefined)
    return refuse('columns_required', { field: 'column_sku' });
  const reading = await readImportFile(membership, job, { mapping: { sheet, columns } });
  const result = await store(job, reading);
  if (result.ok && 'heads' in reading) {
    const args = { shop: membership.shop.slug, heads: reading.heads, columns };
    await execute(await sessionClient(), 'save_import_mapping', args);
  }
  return result;
}

/** The most products per call, and their total size in characters: a product may have a thousand variants. */
const CHUNK = 200;
const CHUNK_SIZE = 1_000_000;

async function store({ import_id }: ImportJob, reading: Reading): Promise<Result> {
  const client = await sessionClient();
  if ('unknown' in reading) {
    refresh();
    return done(null);
  }
  if ('refused' in reading) {
    // nothing has arrived yet: the upload may be tried again
    if (reading.refused === 'file_missing') return refuse('upload_not_found');
    const closed = await resultOf(execute(client, 'close_import', { import_id, reason: reading.refused }));
    refresh();
    return closed;
  }
  const chunks = chunksOf(reading.products);
  for (const [at, rows] of chunks.entries()) {
    const isLast = at === chunks.length - 1;
    const args = {
      import_id,
      rows: rows as Json,
      is_first: at === 0,
      ...(isLast && { format: reading.format }),
    };
    const saved = await resultOf(execute(client, 'save_import_rows', args));
    if (!saved.ok) return { ...saved, fields: undefined };
  }
  refresh();
  return done(null);
}

function chunksOf(products: ImportedProduct[]): object[][] {
  const chunks: object[][] = [[]];
  let size = 0;
  for (const [at, product] of products.entries()) {
    const row = { position: at + 1, ...product };
    const length = JSON.stringify(row).length;
    const last = chunks.at(-1) as object[];
    if (last.length > 0 && (last.length >= CHUNK || size + length > CHUNK_SIZE)) {
      chunks.push([row]);
      size = length;
    } else {
      last.push(row);
      size += length;
    }
  }
  return chunks;
}

/** How long one call runs: short, so that the page can show progress and navigate. */
const WORK_MS = 2500;

/**
 * Runs an import for a few seconds while its page is open; cron runs it otherwise. Returns whether its step is over,
 * and whether another worker is running it. Refuses `import_not_found`.
 */
export async function runImport(input: unknown): Promise<Result<{ isOver: boolean; isBusy: boolean }>> {
  const found = await ownImport(input);
  if (!found) return refuse('import_not_found');
  const { job } = found;
  const { state, is_busy } = await runBatches(await sessionClient(), job.import_id, {
    until: performance.now() + WORK_MS,
    expire: updateTag,
  });
  const isOver = !isUnderWay(state);
  const changesProducts = job.state === 'running' || job.state === 'undoing';
  if (changesProducts) {
    afterCommit({ stock: true, ...(isOver && { pictures: true }) });
  }
  refresh();
  return done({ isOver, isBusy: is_busy });
}

const commands = { start: 'start_import', undo: 'undo_import' } as const;

/** Starts a checked import, or undoes a finished one. Refuses with the reasons of `start_import` and `undo_import`. */
export async function commandImport(_last: Result | null, form: FormData): Promise<Result> {
  const parsed = importCommandSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  const found = await ownImport(parsed.data.id);
  if (!found) return refuse('import_not_found');
  const args = { import_id: found.job.import_id };
  const result = await resultOf(execute(await sessionClient(), commands[parsed.data.command], args));
  refresh();
  return result;
}

/** The import, if it belongs to the shop that the action was called in. */
async function ownImport(input: unknown): Promise<{ membership: Membership; job: ImportJob } | null> {
  const [membership, id] = [await currentMembership(), hiddenId.safeParse(input)];
  const job = membership && id.success ? await getImport(membership, id.data) : null;
  return membership && job ? { membership, job } : null;
}
