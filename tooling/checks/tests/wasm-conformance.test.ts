import { testBackend } from '@chainrule/testing';
import { wasm } from '@chainrule/wasm';
import { test } from 'vitest';

test.each(testBackend(wasm()).map(({ name, run }) => [name, run] as const))('%s', (_, run) => {
  run();
});
