import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'
import { PlainCountReporter } from './tests/plain-count-reporter.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/database-server.ts'],
    reporters: ['default', new PlainCountReporter()],
    // Much of the time goes to the database and the browser, which run beside.
    maxWorkers: Math.max(2, availableParallelism()),
    // Reading the sources anew for each of two hundred files took a third of the time. No file mocks a module, and those
    // that set the environment put it back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
