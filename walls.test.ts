import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/*
 * Tests the import walls of biome.jsonc with an import across each of them, and its rule against import cycles.
 */

const root = import.meta.dirname;
const projects: string[] = [];
afterAll(() => {
  for (const project of projects) fs.rmSync(project, { recursive: true });
});

/** The files that break the rule, in a project with only these files and our lint configuration. */
function findViolations(rule: string, files: Record<string, string>): string[] {
  const project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-walls-')));
  projects.push(project);
  // without a package.json, Biome would not read the alias `@/` from tsconfig.json
  for (const config of ['biome.jsonc', 'tsconfig.json', 'package.json'])
    fs.copyFileSync(path.join(root, config), path.join(project, config));
  for (const [file, source] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.writeFileSync(path.join(project, file), source);
  }
  const { stdout, stderr } = spawnSync(
    path.join(root, 'node_modules', '.bin', 'biome'),
    // not `--only`, which would also enable a rule that is off
    ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: project, encoding: 'utf8' },
  );
  const found = Object.keys(files).filter((file) =>
    stdout.includes(`::error title=lint/${rule},file=${path.join(project, file)},`),
  );
  if (found.length === 0) throw new Error(stderr);
  return found;
}

/** Imports, and whether each is allowed. */
const pairs: [from: string, to: string, isAllowed: boolean][] = [
  ['components/store/orders', '@/components/admin/orders/order', false],
  ['components/store/orders', '@/lib/admin/orders/queries', false],
  ['components/store/orders', '@/lib/store/orders/queries', true],
  ['components/store/orders', '@/components/store/carts/cart-line', true],
  ['components/store/orders', '../carts/cart-line', false],
  ['components/admin/orders', '@/components/store/orders/order-page', false],
  ['components/admin/orders', '@/lib/store/orders/queries', false],
  ['components/admin/orders', '@/lib/orders/order', true],
  ['components/ui', '@/components/store/hero/hero', false],
  ['components/ui', '@/components/admin/orders/order', false],
  ['components/ui', '@/lib/orders/order', false],
  ['components/ui', '@/lib/money', true],
  ['components/emails', '@/components/admin/menu', false],
  ['components/emails', '@/lib/orders/order', true],
  ['lib/orders', '@/components/ui/badge', false],
  ['lib/notifications', '@/components/emails/order-email', true],
  ['lib/orders', '@/lib/store/orders/queries', false],
  ['lib/orders', '@/lib/admin/orders/queries', false],
  ['lib/store/orders', '@/lib/admin/orders/queries', false],
  ['lib/store/orders', '@/components/store/orders/order-page', false],
  ['lib/admin/orders', '@/lib/store/orders/queries', false],
  ['lib/admin/orders', '@/lib/orders/order', true],
  ['lib/orders', '@/scripts/shop', false],
  ['lib/orders', '../carts/cart', false],
  ['app/admin/[shop]/orders', '@/components/store/orders/order-page', false],
  ['app/(auth)/sign-in', '@/lib/store/orders/queries', false],
  ['app/[shop]/[locale]/(store)/products', '@/components/admin/menu', false],
  ['app/[shop]/[locale]/(visitor)/cart', '@/lib/store/carts/queries', true],
  ['app/api/cron', '@/e2e/fixtures', false],
];

test('rejects an import across a wall and no other import', () => {
  const probe = ([from]: (typeof pairs)[number], index: number) => path.join(from, `probe-${index}.ts`);
  const found = findViolations(
    'style/noRestrictedImports',
    Object.fromEntries(pairs.map((pair, index) => [probe(pair, index), `export { x } from '${pair[1]}';\n`])),
  );
  expect(pairs.map((pair, index) => [pair[0], pair[1], !found.includes(probe(pair, index))])).toEqual(pairs);
});

test('rejects every import cycle, also of types or through a third file, and nothing else', () => {
  const cycles = {
    'app/admin/page.tsx': `import { a } from './part';\nexport const b = a;\n`,
    'app/admin/part.tsx': `import { b } from './page';\nexport const a = () => b;\n`,
    'components/admin/orders/order.tsx': `import { a } from './item';\nexport const b = a;\n`,
    'components/admin/orders/item.tsx': `import { b } from './order';\nexport const a = () => b;\n`,
    'lib/orders/order.ts': `import type { Line } from './line';\nexport type Order = { lines: Line[] };\n`,
    'lib/orders/line.ts': `import type { Order } from './order';\nexport type Line = { order: Order };\n`,
    'proxy.ts': `import { a } from '@/lib/proxy/shop';\nexport const b = a;\n`,
    'lib/proxy/shop.ts': `import { c } from '@/lib/proxy/host';\nexport const a = c;\n`,
    'lib/proxy/host.ts': `export { b as c } from '@/proxy';\n`,
    'scripts/shop.ts': `import { a } from './shop/open.ts';\nexport const b = a;\n`,
    'scripts/shop/open.ts': `import { b } from '../shop.ts';\nexport const a = () => b;\n`,
  };
  const acyclic = {
    'lib/carts/cart.ts': `import { a } from './line';\nimport { c } from './total';\nexport const b = [a, c];\n`,
    'lib/carts/total.ts': `import { a } from './line';\nexport const c = a;\n`,
    'lib/carts/line.ts': `export const a = 1;\n`,
  };
  const found = findViolations('suspicious/noImportCycles', { ...acyclic, ...cycles });
  expect(found).toEqual(Object.keys(cycles));
});
