import 'server-only';
import { z } from 'zod';
import type { ProductList } from '@/lib/admin/products/list';
import { PAGE_SIZE } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { Constants } from '@/lib/supabase/database.types';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { type Columns, type Field, fields } from './columns';
import { type ExportedProduct, exportLines } from './export';

const enums = Constants.public.Enums;

const importJob = z.object({
  import_id: z.uuid(),
  shop: z.string(),
  file_name: z.string(),
  format: z.enum(['kedai', 'shopify', 'woocommerce', 'mapped']).nullable(),
  state: z.enum(enums.import_state),
  /** why its file cannot be read */
  reason: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  /** products of the file */
  total: z.int(),
  lines: z.int(),
  /** products that the current step has processed */
  done: z.int(),
  undoable: z.int(),
  counts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), failed: z.int() }),
  undone: z.object({ undone: z.int(), partly: z.int(), kept: z.int() }),
  pictures: z.object({ waiting: z.int(), done: z.int(), failed: z.int() }),
});
export type ImportJob = z.infer<typeof importJob>;

const importRow = z.object({
  position: z.int(),
  lines: z.array(z.int()),
  key: z.string(),
  name: z.string().nullable(),
  outcome: z.enum(enums.import_outcome).nullable(),
  errors: z.array(
    z.object({
      line: z.int().nullish(),
      field: z.string().nullish(),
      reason: z.string(),
      sku: z.string().nullish(),
      details: z.object({ value: z.string().optional(), sku: z.string().optional() }).nullish().catch(null),
    }),
  ),
  product_id: z.uuid().nullable(),
});
export type ImportRow = z.infer<typeof importRow>;

/** The latest imports of a shop, or those after one (`from_id`); `after`: the cursor of the next page. */
export async function listImports({ shop }: Membership, from_id: string | null) {
  const args = { shop: shop.slug, from_id: from_id ?? undefined, max_rows: PAGE_SIZE + 1 };
  const found = await rpc(await sessionClient(), 'list_imports', args, z.array(importJob));
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, after: found.length > PAGE_SIZE ? (rows.at(-1)?.import_id ?? null) : null };
}

/** An import of this shop; null for any other. */
export async function getImport({ shop }: Membership, import_id: string): Promise<ImportJob | null> {
  const found = await rpc(await sessionClient(), 'get_import', { import_id }, importJob).catch(
    (error: unknown) => expectRefusal(error, 'import_not_found'),
  );
  return found?.shop === shop.slug ? found : null;
}

export type RowView = 'all' | 'failed' | 'kept';

/** Reads products of an import in file order, after a position. */
export type RowReader = (view: RowView, from_position: number, max_rows: number) => Promise<ImportRow[]>;

/** Keeps the client of this request, so that it can still read while a response is sent. */
export async function importRowReader(import_id: string): Promise<RowReader> {
  const client = await sessionClient();
  return (view, from_position, max_rows) =>
    rpc(client, 'list_import_rows', { import_id, view, from_position, max_rows }, z.array(importRow));
}

const savedColumns = z.partialRecord(z.enum(fields), z.int().min(0)).nullable();

/** The stored mapping of files with these headers; null: there is none. */
export const getMapping = async ({ shop }: Membership, heads: string[]): Promise<Columns | null> =>
  rpc(
    await sessionClient(),
    'get_import_mapping',
    { shop: shop.slug, heads },
    savedColumns,
  ) as Promise<Partial<Record<Field, number>> | null>;

const minorUnits = z.int().nullable();
const exported: z.ZodType<ExportedProduct> = z.object({
  ...{ product_id: z.uuid(), slug: z.string(), status: z.string(), name: z.string(), summary: z.string() },
  ...{
    description: z.string(),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    condition: z.string(),
  },
  ...{
    is_featured: z.boolean(),
    seo_title: z.string(),
    seo_description: z.string(),
    images: z.array(z.string()),
  },
  options: z.array(z.object({ name: z.string(), choices: z.array(z.string()) })),
  variants: z.array(
    z.object({
      ...{
        sku: z.string(),
        options: z.array(z.string()),
        barcode: z.string().nullable(),
        price_minor: z.int(),
      },
      ...{
        compare_at_minor: minorUnits,
        cost_minor: minorUnits,
        tax_class: z.enum(enums.tax_class),
        weight_grams: z.int().nullable(),
        is_tracked: z.boolean(),
      },
      ...{
        on_hand: z.int(),
        needs_delivery: z.boolean(),
        allows_backorder: z.boolean(),
        is_active: z.boolean(),
      },
      backorder_on: z.string().nullable(),
    }),
  ),
});

/** Products per call: each may have a thousand variants. */
const EXPORT_PAGE = 50;

/** The rows of all products of a list, page by page, so that a large catalogue is never in memory as a whole. */
export async function exportPages({ shop }: Membership, { view, category, tag, search }: ProductList) {
  // with the client of this request: the pages are read while the response is sent
  const client = await sessionClient();
  async function* pages() {
    for (let from_id: string | undefined; ; ) {
      const args = {
        ...{ shop: shop.slug, status: view === 'all' ? undefined : view, category_id: category ?? undefined },
        ...{ tag: tag ?? undefined, search, from_id, max_rows: EXPORT_PAGE },
      };
      const page = await rpc(client, 'list_exported_products', args, z.array(exported));
      yield page.flatMap((product) => exportLines(product, shop.currency));
      from_id = page.at(-1)?.product_id;
      if (page.length < EXPORT_PAGE) return;
    }
  }
  return pages();
}
