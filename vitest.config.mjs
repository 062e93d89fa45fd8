import { tests } from './tooling/vitest/index.mjs';

export default tests({
  include: [
    'packages/*/src/**/*.test.ts',
    'apps/*/src/**/*.test.ts',
    'apps/examples/!(plugin-*)/src/**/*.test.ts',
    'tooling/checks/tests/**/*.test.ts',
  ],
  coverageInclude: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
});
