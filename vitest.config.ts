import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));

const database = {
  globalSetup: 'supabase/tests/global-setup.ts',
  testTimeout: 30_000,
  hookTimeout: 30_000,
};

/** Files that take a minute or more start first; otherwise they would run alone at the end, on one core. */
const long = [
  ...['proof/proof.test.ts', 'payments.property.test.ts', 'order-matrix.test.ts', 'next-step.test.ts'],
  'proofs/render.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(`/${name}`));
    const others = await super.sort(files.filter((file) => !isLong(file)));
    return [...files.filter(isLong), ...others];
  }
}

/**
 * `unit`: tests without a database, beside the code that they test. `database`: rules, policies and races on a real Postgres.
 * `capacity`: tests with a time limit, which run alone after all others.
 */
export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // A guard for browser bundles; outside Next it would throw on import.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    // By default Vitest uses one worker less than there are cores, but here most of the work is done by the database.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
          // generous, so that a slow machine fails no test
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: 'database',
          include: ['supabase/tests/**/*.test.ts'],
          exclude: ['supabase/tests/capacity.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: 'capacity',
          include: ['supabase/tests/capacity.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
