import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './part.ts';

/** Vitest resolves imports that plain node cannot, so no other test would notice a script that no longer starts. */
test('scripts import statically with a file extension and without the app’s alias, as node requires', () => {
  const loaded = new Set(globSync('scripts/*.ts', { cwd: root }).filter((file) => !file.includes('.test.')));
  const unresolved: string[] = [];
  for (const file of loaded) {
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const [, from = ''] of source.matchAll(
      /^(?:import|export) (?!type )(?:[^;']*? from )?'([@.][^']*)';/gm,
    )) {
      if (!from.startsWith('@/') && !from.startsWith('.')) continue;
      if (/^\..*\.(ts|mjs)$/.test(from)) loaded.add(path.join(path.dirname(file), from));
      else unresolved.push(`${file}: ${from}`);
    }
  }
  expect(loaded.size).toBeGreaterThan(100);
  expect(unresolved).toEqual([]);
});

test('node loads the app’s modules that scripts use through alias.ts', () => {
  const modules = ['lib/payments/registry.ts', 'lib/admin/orders/commands.ts'];
  const imports = modules.map((file) => `await import('./${file}');`).join(' ');
  const program = `await import('./scripts/alias.ts'); ${imports} console.log('loaded');`;
  const args = ['--conditions=react-server', '--input-type=module', '--eval', program];
  expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe('loaded\n');
});
