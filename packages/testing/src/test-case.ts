import { ChainruleError } from '@chainrule/core';

/** One named test, for any test runner. */
export interface TestCase {
  readonly name: string;
  /** Throws `plugin` where what is tested does not do what it must. */
  run(): void;
}

/** Throws unless the claim holds. */
export function claim(holds: boolean, problem: () => string): asserts holds {
  if (!holds) throw new ChainruleError('plugin', problem(), { operation: 'testBackend' });
}
