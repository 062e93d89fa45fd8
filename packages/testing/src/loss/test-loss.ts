import type { Loss } from '@chainrule/nn';
import { casesOf, type TestCase } from '../test-case.js';
import { promises } from './promises.js';

/** What `testLoss` applies a loss to. */
export interface LossTestOptions {
  /** A tensor or a tree of tensors in float64, nowhere at a kink; made anew at every call. */
  readonly prediction: () => unknown;
  readonly target: () => unknown;
  /** Along which axis of the prediction the examples are. Default 0. */
  readonly examplesAxis?: number;
  /** The prediction at which the loss is least, where there is one. */
  readonly best?: () => unknown;
}

/**
 * What every loss must do, as named tests: a finite scalar, pure, with the gradient that differences measure, in both real types, and
 * the same when compiled; least where it says; reductions that agree; predictions that do not fit the target refused.
 *
 * @example
 * ```ts
 * import { mse } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * import { testLoss } from '@chainrule/testing';
 * const [prediction, target] = [[1, 3], [0, 1]].map((data) => () => tensor(data, { dtype: 'float64' }));
 * for (const { run } of testLoss(mse, { prediction: prediction!, target: target!, best: target! })) run();
 * ```
 */
export const testLoss = (loss: object, options: LossTestOptions): TestCase[] => casesOf(promises, { loss: loss as Loss, ...options });
