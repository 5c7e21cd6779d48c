import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gatewayIds } from './gateway';

const root = `${import.meta.dirname}/../..`;

/** The files outside of a gateway's folder that name it. */
const NAMING = [
  'lib/env.ts', // its settings
  'lib/payments/gateway.ts', // its id and display name
  'lib/payments/registry.ts', // its adapter
  'next.config.ts', // its package, which must not be bundled
  'supabase/migrations/20260101000000_shops.sql', // the payment method
  'supabase/migrations/20260101000070_gateways.sql', // its row
];

test.each(gatewayIds)('%s is named only in its own folder, its texts and the listed files', (id) => {
  const sources = globSync(
    ['{app,components,lib,scripts}/**/*.{ts,tsx}', '*.ts', 'supabase/migrations/*.sql'],
    {
      cwd: root,
      exclude: [
        ...['**/*.test.*', 'lib/example-env.ts', '**/database.types.ts', `lib/payments/${id}/**`],
        ...['scripts/simulator.ts', 'scripts/{simulator,shop,chaos}/**', 'scripts/chaos.ts'],
      ],
    },
  );
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.filter((file) => readFileSync(`${root}/${file}`, 'utf8').toLowerCase().includes(id));
  expect(found.sort()).toEqual(NAMING);
});
