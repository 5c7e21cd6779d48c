import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));

const database = {
  globalSetup: 'supabase/tests/global-setup.ts',
  testTimeout: 30_000,
  hookTimeout: 30_000,
};

/** What takes a minute or more begins first; otherwise it would run alone at the end, on one core. */
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
 * `unit`: pure functions, beside what they test. `database`: rules, policies and races on a real Postgres.
 * `capacity`: what has a time to keep, so it runs after all others and alone.
 */
export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // A guard for bundles of browsers; outside of Next it would refuse to load at all.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    // Vitest would leave a core idle; here most of the work is the database's anyway.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
          // how fast the machine is is none of their subjects
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
