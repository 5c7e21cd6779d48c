import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

const database = {
  globalSetup: 'supabase/tests/global-setup.ts',
  testTimeout: 30_000,
  hookTimeout: 30_000,
};

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
