import type { Plugin } from '@chainrule/core';
import { casesOf, type TestCase } from '../test-case.js';
import { promises } from './promises.js';
import type { MakeOptimizer } from './subject.js';

/** What `testOptimizer` runs an optimizer on. */
export interface OptimizerTestOptions {
  /** A rate with which it descends on a quadratic whose curvatures are 2 to 8. Default 0.01. */
  readonly learningRate?: number;
  /** In how many steps the loss must come down by a fifth. Default 200. */
  readonly steps?: number;
  /** It calls `context.valueAndGrad` itself, so it is driven from the host and not compiled. Default false. */
  readonly evaluatesLoss?: boolean;
  /** It moves at a learning rate of 0 as well: its rate is a beginning and not a factor. Default false. */
  readonly movesAtRateZero?: boolean;
}

/**
 * What every optimizer must do, as named tests: pure, deterministic, of any tree, in both real types, on arrays, on tensors and compiled,
 * saved and resumed to the same bits, descending, and refusing what it cannot use.
 *
 * Takes the function that makes the optimizer of `{ learningRate }`. A case throws `plugin`, which says what was expected.
 *
 * @example
 * ```ts
 * import { sgd } from '@chainrule/optim';
 * import { testOptimizer } from '@chainrule/testing';
 * for (const { run } of testOptimizer(sgd)) run();
 * testOptimizer(sgd).some(({ name }) => name === 'inputs stay as they are'); // → true
 * ```
 */
export function testOptimizer(
  make: (options: { readonly learningRate: number }) => Plugin<'optimizer'>,
  { learningRate = 0.01, steps = 200, evaluatesLoss = false, movesAtRateZero = false }: OptimizerTestOptions = {},
): TestCase[] {
  return casesOf(promises, { make: make as unknown as MakeOptimizer, learningRate, steps, evaluatesLoss, movesAtRateZero });
}
