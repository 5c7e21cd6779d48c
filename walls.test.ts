import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/*
 * The walls of biome.jsonc, tried by an import across each of them.
 */

const root = import.meta.dirname;
const house = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-walls-')));
afterAll(() => fs.rmSync(house, { recursive: true }));

/** Whether a file in `from` may import one of `to`. */
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
  ['app/[shop]/(store)/cart', '@/components/admin/menu', false],
  ['app/[shop]/(store)/cart', '@/lib/store/carts/queries', true],
  ['app/api/cron', '@/e2e/fixtures', false],
];

test('an import across a wall is caught, and no other', () => {
  fs.copyFileSync(path.join(root, 'biome.jsonc'), path.join(house, 'biome.jsonc'));
  const files = pairs.map(([from, to], index) => {
    const file = path.join(from, `plant-${index}.ts`);
    fs.mkdirSync(path.join(house, from), { recursive: true });
    fs.writeFileSync(path.join(house, file), `export { x } from '${to}';\n`);
    return file;
  });
  const { stdout, stderr } = spawnSync(
    path.join(root, 'node_modules', '.bin', 'biome'),
    ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--reporter=github', '.'],
    { cwd: house, encoding: 'utf8' },
  );
  const caught = files.map((file) => stdout.includes(`file=${path.join(house, file)},`));
  expect(
    pairs.map(([from, to], index) => [from, to, !caught[index]]),
    stderr,
  ).toEqual(pairs);
});
