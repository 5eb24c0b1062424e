import { defineConfig } from 'vitest/config'

const LIMITS = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/servers/real/**'],
          // Modules are loaded once a worker instead of once a file, a third of the time; no test replaces one or leaves anything in it.
          isolate: false,
          ...LIMITS,
        },
      },
      {
        // Each run wants the machine for itself, so one file after the other.
        test: {
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          ...LIMITS,
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        // Searches for the capacity of the rehearsal: minutes each, on a machine that nothing else uses.
        test: {
          name: 'capacity',
          include: ['test/e2e/capacity/*.test.ts'],
          ...LIMITS,
          testTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
      {
        // Real back-end servers, fetched when they are wanted for the first time; one after the other, since each is large.
        test: {
          name: 'servers',
          include: ['test/servers/real/*.test.ts'],
          globalSetup: 'test/servers/real/requirements.ts',
          ...LIMITS,
          testTimeout: 60_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
