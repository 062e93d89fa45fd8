import type { Activation } from '@chainrule/activations';
import { casesOf, type TestCase } from '../test-case.js';
import { promises } from './promises.js';

/**
 * What every activation must do, as named tests: one function wherever it is used (numbers, formulas, arrays, tensors, compiled), with
 * the derivative that differences measure, and with range, kinks and saturation as it says.
 *
 * @example
 * ```ts
 * import { silu } from '@chainrule/activations';
 * import { testActivation } from '@chainrule/testing';
 * for (const { run } of testActivation(silu)) run();
 * ```
 */
export const testActivation = (activation: Activation<string, never> | Activation): TestCase[] =>
  casesOf(promises, activation as unknown as Activation);
