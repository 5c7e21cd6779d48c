import type { Sql } from 'postgres';
import { call, server } from './caller.ts';
import { type AnyShop, catalog } from './products.ts';

export type Parsed = Record<string, unknown> & { variants: Record<string, unknown>[] };
export type ImportError = { line?: number; field?: string; reason: string; sku?: string; details?: unknown };
type Row = { position: number; outcome: string; errors: ImportError[]; product_id: string | null };
export type Import = {
  state: string;
  total: number;
  counts: Record<string, number>;
  undone: Record<string, number>;
  pictures: Record<string, number>;
};

type Batch = {
  shop: string;
  state: string;
  is_busy: boolean;
  has_new_category: boolean;
  changed: Record<string, unknown>[];
};

/** Imports by catalogue staff, through the functions of the database. */
export function importsOn(sql: Sql) {
  const as = <T>(
    shop: AnyShop,
    name: Parameters<typeof call>[2],
    import_id: string,
    args: Record<string, unknown> = {},
  ) => call<T>(sql, catalog(shop), name, { import_id, ...args });
  const create = async (shop: AnyShop) =>
    (
      await call<{ import_id: string }>(sql, catalog(shop), 'create_import', {
        ...{ shop: shop.slug, file_name: 'products.csv' },
      })
    ).import_id;
  /** Stores products as they were read, each from one line of the file, with its `errors` if any. */
  const save = (shop: AnyShop, id: string, products: (Parsed & { errors?: ImportError[] })[]) =>
    as<null>(shop, 'save_import_rows', id, {
      rows: products.map(({ errors = [], ...parsed }, index) => ({
        ...{ position: index + 1, lines: [index + 2], key: `product ${index + 1}`, parsed, errors },
      })),
      is_first: true,
      format: 'kedai',
    });
  const batch = (id: string, max_lines = 200) =>
    call<Batch>(sql, server, 'run_import_batch', {
      ...{ import_id: id, max_lines },
    });
  /** Runs all batches of the current step. */
  async function run(id: string) {
    for (;;) {
      const { state } = await batch(id);
      if (!['checking', 'running', 'undoing'].includes(state)) return state;
    }
  }
  const get = (shop: AnyShop, id: string) => as<Import>(shop, 'get_import', id);
  const rows = (shop: AnyShop, id: string, view = 'all') =>
    as<Row[]>(shop, 'list_import_rows', id, { view, max_rows: 500 });
  /** Creates an import of these products and checks it. */
  async function check(shop: AnyShop, products: (Parsed & { errors?: ImportError[] })[]) {
    const id = await create(shop);
    await save(shop, id, products);
    await run(id);
    return id;
  }
  const start = (shop: AnyShop, id: string) => as<null>(shop, 'start_import', id);
  async function apply(shop: AnyShop, products: Parsed[]) {
    const id = await check(shop, products);
    await start(shop, id);
    await run(id);
    return id;
  }
  async function undo(shop: AnyShop, id: string) {
    await as(shop, 'undo_import', id);
    await run(id);
    return rows(shop, id);
  }
  return { create, save, batch, run, get, rows, check, start, apply, undo };
}

/** A product with one variant, as read from a file. */
export const line = (name: string, sku: string, facts: Record<string, unknown> = {}): Parsed => ({
  name,
  variants: [{ line: 2, sku, price_minor: 1000, ...facts }],
});
