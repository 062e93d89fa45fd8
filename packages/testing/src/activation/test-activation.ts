import type { Activation, VectorActivation } from '@chainrule/activations';
import { casesOf, type TestCase } from '../test-case.js';
import { promises } from './promises.js';
import { vectorPromises } from './vector-promises.js';

/**
 * What every activation must do, as named tests: one function wherever it is used (numbers, formulas, arrays, tensors, compiled), with
 * the derivative that differences measure, and with range, kinks and saturation as it says. One of the numbers along an axis, as softmax
 * is, must be the same along every axis, hold its range for numbers of any size, and have the gradients that differences measure.
 *
 * @example
 * ```ts
 * import { silu, softmax } from '@chainrule/activations';
 * import { testActivation } from '@chainrule/testing';
 * for (const { run } of [...testActivation(silu), ...testActivation(softmax)]) run();
 * ```
 */
export const testActivation = (activation: Activation<string, never> | Activation | VectorActivation): TestCase[] =>
  'axis' in activation ? casesOf(vectorPromises, activation) : casesOf(promises, activation as unknown as Activation);
