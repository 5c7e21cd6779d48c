import type { Sql } from 'postgres';
import { readProducts } from '@/lib/admin/imports/read';
import { readSheets } from '@/lib/admin/imports/table';
import { call, server } from './caller.ts';
import { importsOn } from './imports.ts';
import { type AnyShop, catalog } from './products.ts';

const PRODUCTS = 10_000;

/** Ten thousand published products in 300 categories, with three variants each. Every tenth product is sold out. */
export async function openLargeCatalogue(sql: Sql, shop: AnyShop, isImported: boolean): Promise<void> {
  await sql`alter table categories disable trigger log_edit`;
  await sql`insert into categories (shop_id, slug, name, position)
    select ${shop.id}, 'c-' || i, 'Category ' || i, i from generate_series(1, 300) i`;
  await (isImported ? importProducts(sql, shop) : insertProducts(sql, shop));
}

async function insertProducts(sql: Sql, { id }: AnyShop) {
  // the log of these 60,000 edits is not under test
  for (const table of ['products', 'variants', 'product_options', 'product_tags'])
    await sql`alter table ${sql(table)} disable trigger log_edit`;
  await sql`insert into products (shop_id, slug, name, published_at, updated_at, category_id)
    select ${id}, 'p-' || i, 'Shea ' || md5(i::text), now(), now() - make_interval(secs => i), categories.id from generate_series(1, ${PRODUCTS}::int) i
    join categories on categories.shop_id = ${id} and categories.slug = 'c-' || (1 + i % 300)`;
  await sql`insert into product_options (shop_id, product_id, position, name, choices)
    select shop_id, id, 1, 'Size', '{S,M,L}' from products where shop_id = ${id} and slug like 'p-%'`;
  await sql`insert into variants (shop_id, product_id, sku, options, price_minor, position)
    select shop_id, id, slug || '-' || j, array[('{S,M,L}'::text[])[j]], 1000, j from products, generate_series(1, 3) j
    where shop_id = ${id} and slug like 'p-%'`;
  await sql`insert into product_tags (shop_id, product_id, tag)
    select shop_id, id, 'tag-' || right(slug, 1) from products where shop_id = ${id} and slug like 'p-%'`;
  await sql`update inventory set on_hand = 20 where shop_id = ${id} and variant_id in (
    select id from variants where shop_id = ${id} and sku !~ '0-.$')`;
  await sql`with job as (
      insert into import_jobs (shop_id, file_name, format, state) values (${id}, 'all.csv', 'kedai', 'done') returning id)
    insert into import_rows (shop_id, import_id, position, lines, key, parsed, check_outcome, outcome)
    select ${id}, job.id, i, array[3 * i - 1, 3 * i, 3 * i + 1], 'p-' || i,
      jsonb_build_object('name', md5(i::text), 'variants', jsonb_build_array(repeat(md5(i::text), 10))), 'created', 'created'
    from job, generate_series(1, ${PRODUCTS}::int) i`;
}

/** Such products from a file of 30,000 lines, imported like any other; prints how long each step takes. */
async function importProducts(sql: Sql, shop: AnyShop) {
  const heads = 'Handle,Name,Category,Tags,Status,Option 1 name,Option 1 value,SKU,Price,Stock';
  const lines = Array.from({ length: PRODUCTS }, (_, index) => {
    const at = index + 1;
    const facts = `p-${at},Shea ${at},Category ${1 + (at % 300)},tag-${at % 10},published,Size`;
    return ['S', 'M', 'L'].map((size, j) => `${facts},${size},p-${at}-${j + 1},10.00,${at % 10 ? 20 : 0}`);
  }).flat();
  let last = performance.now();
  const lap = (what: string) => {
    console.log(`${what}: ${((performance.now() - last) / 1000).toFixed(1)} s`);
    last = performance.now();
  };
  const sheets = await readSheets(new TextEncoder().encode([heads, ...lines].join('\n')), 'all.csv');
  const reading = 'refused' in sheets ? sheets : readProducts(sheets, 'NGN');
  if (!('products' in reading)) throw new Error('the file cannot be read');
  lap(`${lines.length} lines read, ${reading.products.length} products`);
  const imports = importsOn(sql);
  const import_id = await imports.create(shop);
  const rows = reading.products.map((product, at) => ({ position: at + 1, ...product }));
  for (let at = 0; at < rows.length; at += 200)
    await call(sql, catalog(shop), 'save_import_rows', {
      ...{ import_id, rows: rows.slice(at, at + 200), is_first: at === 0 },
      ...(at + 200 >= rows.length && { format: 'kedai' }),
    });
  lap('rows stored');
  const work = async (what: string) => {
    const times: number[] = [];
    for (let state = 'checking'; ['checking', 'running'].includes(state); ) {
      const from = performance.now();
      ({ state } = await call<{ state: string }>(sql, server, 'run_import_batch', { import_id }));
      times.push(performance.now() - from);
    }
    const mean = (some: number[]) =>
      `${Math.round(some.reduce((sum, time) => sum + time, 0) / some.length)} ms`;
    lap(
      `${what}: ${times.length} batches, the first 20 in ${mean(times.slice(0, 20))} each, the last 20 in ${mean(times.slice(-21, -1))}`,
    );
  };
  await work('checked');
  await imports.start(shop, import_id);
  await work('imported');
  const { counts } = await imports.get(shop, import_id);
  if (counts.created !== PRODUCTS) throw new Error(`not all are imported: ${JSON.stringify(counts)}`);
}
