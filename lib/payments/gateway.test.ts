import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gatewayIds } from './gateway';

const root = `${import.meta.dirname}/../..`;

test.each(gatewayIds)('nothing knows %s by name but its adapter, the registry and the settings', (id) => {
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['**/*.test.*', 'lib/example-env.ts', '**/database.types.ts', `lib/payments/${id}/**`],
  });
  expect(sources.length).toBeGreaterThan(400);
  const naming = sources.filter((file) => readFileSync(`${root}/${file}`, 'utf8').toLowerCase().includes(id));
  expect(naming.sort()).toEqual(['lib/env.ts', 'lib/payments/gateway.ts', 'lib/payments/registry.ts']);
});
