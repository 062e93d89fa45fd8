import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Packages resolve to each other's sources, so tests need no build. */
const conditions = ['@chainrule/source', 'module', 'node', 'development|production'];

/** The one test run of the repository; modules are shared between test files, so tests must leave no globals behind. */
export const tests = ({ include, coverageInclude }) =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: {
      include,
      isolate: false,
      setupFiles: [fileURLToPath(new URL('setup.mjs', import.meta.url))],
      // Only an endless test fails by time: how fast something is, is shown by a measurement beside something else.
      testTimeout: 120_000,
      coverage: {
        provider: 'v8',
        include: coverageInclude,
        exclude: ['**/*.test.ts', '**/*.test-d.ts'],
        reporter: ['text-summary', 'json-summary'],
        reportOnFailure: true,
      },
    },
  });
