import { defineConfig } from 'vitest/config'

const LIMITS = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2 }

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], ...LIMITS },
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
    ],
  },
})
