import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_ROWS } from './read-all';

const root = `${import.meta.dirname}/../..`;
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const sql = globSync('supabase/migrations/*.sql', { cwd: root }).map(read).join('\n');

/**
 * What is read without a bound that the test below can see, and why it stays far below the limit. Who adds a line has asked
 * what keeps the rows few; where nothing does, `readAll` reads every one of them, and a list that a page shows is `readPage`'s.
 */
const fewRows: Record<string, string> = {
  'lib/shops/origin.ts: find_shop()': 'the host is the key',
  'lib/proxy/shop.ts: shops?select=${which}&slug=eq.${encodeURIComponent(shop)}': 'one slug of one shop',
  'scripts/doctor.ts: doctor()': 'one row a check',
  'lib/admin/doctor/queries.ts: doctor()': 'one row a check',
  'lib/jobs/cleanup.ts: name()': 'each answers a number',
  'lib/admin/staff/queries.ts: role_permissions': 'one row a role and permission, which are enums',
  'lib/shops/queries.ts: shops(payment_methods)': 'one row a method, which is an enum',
  'lib/admin/settings/queries.ts: list_payment_methods()': 'one row a method, which is an enum',
  'lib/admin/orders/actions.ts: runs()': 'a command answers of the one order or refund that it is about',
  'lib/admin/orders/permissions.ts: shops(shop_settings)': 'one row a shop',
  'lib/payments/refund.ts: refunds': 'the hundred newest of the gateway',
  'lib/payments/dispute.ts: disputes': 'the hundred newest of the gateway',
  'lib/products/queries.ts: products(variants)': 'a shopper chooses between them by name, on one page',
  'lib/products/queries.ts: products(product_images)': 'a shopper looks at them on one page',
};

/** The top-level declarations of our sources: from a line that begins at the margin to the next that does. */
const declarations = globSync(['{app,components,lib,scripts}/**/*.{ts,tsx}', '*.ts'], {
  cwd: root,
  exclude: ['**/*.test.*', '**/database.types.ts'],
}).flatMap((file) =>
  read(file)
    .split(/\n(?=[^\s)}\]])/)
    .map((text) => ({ file, text })),
);

/** Keeps the rows of the query before it few, or reads on until there are no more. A change answers all that it changed. */
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

test('the limit is the one that the API has', () => {
  expect(read('supabase/config.toml')).toContain(`\nmax_rows = ${MAX_ROWS}\n`);
});

test('no read leaves out what is beyond the limit', () => {
  expect([...unboundedReads()].filter((found) => !(found in fewRows))).toEqual([]);
});

test('a reason is given for reads that there are', () => {
  expect(rowFunctions).toContain('list_available_stock');
  const found = new Set(unboundedReads());
  expect(Object.keys(fewRows).filter((line) => !found.has(line))).toEqual([]);
});
