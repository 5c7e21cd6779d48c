import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './part.ts';

/** Vitest finds these all the same: that a script has stopped running would only be seen by whoever runs it. */
test('node finds all that a script loads: it knows neither the app’s alias nor an ending that is left away', () => {
  const loaded = new Set(globSync('scripts/*.ts', { cwd: root }).filter((file) => !file.includes('.test.')));
  const lost: string[] = [];
  for (const file of loaded) {
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const [, from = ''] of source.matchAll(
      /^(?:import|export) (?!type )(?:[^;']*? from )?'([@.][^']*)';/gm,
    )) {
      if (!from.startsWith('@/') && !from.startsWith('.')) continue;
      if (/^\..*\.(ts|mjs)$/.test(from)) loaded.add(path.join(path.dirname(file), from));
      else lost.push(`${file}: ${from}`);
    }
  }
  expect(loaded.size).toBeGreaterThan(100);
  expect(lost).toEqual([]);
});

test('node loads what a script asks of the app itself', () => {
  const asked = ['lib/payments/registry.ts', 'lib/admin/orders/commands.ts'];
  const imports = asked.map((file) => `await import('./${file}');`).join(' ');
  const program = `await import('./scripts/alias.ts'); ${imports} console.log('loaded');`;
  const args = ['--conditions=react-server', '--input-type=module', '--eval', program];
  expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe('loaded\n');
});
