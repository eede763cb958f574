import { defineConfig } from 'vitest/config';

const NEEDS_SERVICES = ['**/*.service.test.ts', 'tests/**/*.test.ts'];
const NEEDS_BROWSER = ['tests/browser/**/*.test.ts'];
const NOT_OURS = ['**/node_modules/**', '.data/**', 'admin/dist/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NOT_OURS, ...NEEDS_SERVICES],
          // A property of two seconds took eleven on a machine with six times the work it can do.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: NEEDS_SERVICES,
          exclude: [...NOT_OURS, ...NEEDS_BROWSER],
          // One PostgreSQL and one Temporal development server for the run; see createTestDatabase and testTemporal.
          globalSetup: 'tests/harness/global-setup.ts',
          testTimeout: 60_000,
          // A whole system started on a machine with eight times the work it can do took 70 s.
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: NEEDS_BROWSER,
          exclude: NOT_OURS,
          globalSetup: 'tests/harness/global-setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
