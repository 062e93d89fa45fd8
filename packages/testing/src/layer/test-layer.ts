import type { Layer, Mode } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';
import { casesOf, type TestCase } from '../test-case.js';
import { promises } from './promises.js';
import type { LayerSubject } from './subject.js';

/** What `testLayer` applies a layer to. */
export interface LayerTestOptions {
  /** An input of a batch of examples, in float64, nowhere at a kink; made anew at every call. */
  readonly x: () => Tensor;
  /** The mode in which gradients are tested. Default eval. */
  readonly mode?: Mode;
  /** The examples of a batch (first axis) do not know of each other when the layer is used. Default true. */
  readonly examplesApart?: boolean;
}

/**
 * What every layer must do, as named tests: parameters from a key, a pure application, gradients by differences, modes, a fixed state,
 * batches that are loops over examples, and the same when compiled.
 *
 * Gradients by the input are tested where it is of real numbers.
 *
 * @example
 * ```ts
 * import { linear } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * import { testLayer } from '@chainrule/testing';
 * for (const { run } of testLayer(linear(2, 3), { x: () => tensor([[1, 2], [3, 4]], { dtype: 'float64' }) })) run();
 * ```
 */
export function testLayer(layer: object, { x, mode = 'eval', examplesApart = true }: LayerTestOptions): TestCase[] {
  return casesOf(promises, { layer: layer as Layer, x, mode, examplesApart } satisfies LayerSubject);
}
