import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_ROWS } from './read-all';

const root = `${import.meta.dirname}/../..`;
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const sql = globSync('supabase/migrations/*.sql', { cwd: root }).map(read).join('\n');

/**
 * Reads without a bound that the test below can detect, and why their rows stay far below the limit. Add a line only
 * if something keeps the rows few; otherwise use `readAll` to read all of them, or `readPage` for a list on a page.
 */
const fewRows: Record<string, string> = {
  'lib/shops/origin.ts: find_shop()': 'host is the key',
  'lib/proxy/shop.ts: shops?select=${which}&slug=eq.${encodeURIComponent(shop)}': 'slug is the key',
  'scripts/doctor.ts: doctor()': 'one row per check',
  'lib/admin/doctor/queries.ts: doctor()': 'one row per check',
  'lib/jobs/cleanup.ts: name()': 'each returns a number',
  'lib/admin/staff/queries.ts: role_permissions': 'one row per role and permission, which are enums',
  'lib/shops/queries.ts: shops(payment_methods)': 'one row per method, which is an enum',
  'lib/admin/settings/queries.ts: list_payment_methods()': 'one row per method, which is an enum',
  'lib/admin/orders/actions.ts: runs()': 'a command returns only its own order or refund',
  'lib/admin/orders/tracking.ts: shops(shop_settings)': 'one row per shop',
  'lib/payments/refund.ts: refunds': 'the latest hundred of the gateway',
  'lib/payments/dispute.ts: disputes': 'the latest hundred of the gateway',
  'lib/products/queries.ts: products(variants)': 'one page shows all variants',
  'lib/products/queries.ts: products(product_options)': 'three options at most',
  'lib/products/queries.ts: products(product_fields)': 'ten questions at most',
  'lib/products/queries.ts: products(product_images)': 'one page shows all images',
};

/** The top-level declarations of all sources: from an unindented line to the next one. */
const declarations = globSync(['{app,components,lib,scripts}/**/*.{ts,tsx}', '*.ts'], {
  cwd: root,
  exclude: ['**/*.test.*', '**/database.types.ts'],
}).flatMap((file) =>
  read(file)
    .split(/\n(?=[^\s)}\]])/)
    .map((text) => ({ file, text })),
);

/** Matches what limits a query's rows. A write returns only the rows it changed. */
const BOUND =
  /\breadPage\(|\.(single|maybeSingle)\(\)|\.limit\((?!.*referencedTable)|head: true|\.(insert|update|upsert|delete)\(/;

const tables = new Map(
  [...sql.matchAll(/create table public\.(\w+) \((.*?)\n\);/gs)].map(([, name = '', columns = '']) => [
    name,
    columns,
  ]),
);
const rowFunctions = new Set(
  [
    ...sql.matchAll(/create function public\.(\w+)\((?:(?!\breturns\b)[^$])*\)\s+returns (setof|table)\b/g),
  ].map(([, name]) => name),
);

function* unboundedReads() {
  for (const { file, text } of declarations) {
    const [head = '', ...queries] = text.split(/(?<!storage)\.from\(\s*(?=['a-z])/);
    let before = head;
    for (const query of queries) {
      const table = /^'?(\w+)'?\s*\)/.exec(query)?.[1] ?? '';
      const isRead = (tables.has(table) || query.startsWith(table)) && /\.select\(/.test(query);
      if (isRead && !BOUND.test(query) && !/\breadAll\([^;]*$/.test(before)) yield `${file}: ${table}`;
      before = query;

      const columns = /^'\w+'\)\s*\.select\(\s*[`']([^`']*)/.exec(query)?.[1] ?? '';
      for (const [, embedded = ''] of columns.matchAll(/(\w+)(?:!\w+)*\(/g)) {
        const isOne = tables.get(table)?.includes(`references public.${embedded} `);
        const isLimited = new RegExp(`limit\\(.*referencedTable: '${embedded}'`).test(query);
        if (!isOne && !isLimited) yield `${file}: ${table}(${embedded})`;
      }
    }
    // `client.rpc('name', …)`, or `rpc(client, 'name', …)` of lib/supabase/rpc.ts
    for (const [, name = '', args = ''] of text.matchAll(
      /\brpc\(\s*(?:(?!')[^,;]*,\s*)?'(\w+)'((?:[^()]|\([^()]*\))*)/g,
    )) {
      if (rowFunctions.has(name) && !args.includes('max_rows')) yield `${file}: ${name}()`;
    }
    for (const [, name = ''] of text.matchAll(/\brpc\(\s*[^',;]*(?:\(\))?,\s*([a-z]\w*)\s*,/g))
      yield `${file}: ${name}()`;
    for (const [, url = ''] of text.matchAll(/[`'"](\w+\?select=[^`'"]*)/g)) yield `${file}: ${url}`;
  }
}

test("MAX_ROWS is the API's limit", () => {
  expect(read('supabase/config.toml')).toContain(`\nmax_rows = ${MAX_ROWS}\n`);
});

test('no read can silently lose rows beyond the limit', () => {
  expect([...unboundedReads()].filter((found) => !(found in fewRows))).toEqual([]);
});

test('every listed exception still exists', () => {
  expect(rowFunctions).toContain('list_available_stock');
  const found = new Set(unboundedReads());
  expect(Object.keys(fewRows).filter((line) => !found.has(line))).toEqual([]);
});
