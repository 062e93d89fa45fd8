import type { DType } from '@chainrule/core';
import { tensor, type TensorData } from '../create.js';
import { Tensor } from '../tensor.js';
import { noteVariable } from '../graph/recording.js';

/**
 * A tensor that can be given a new value. Every assignment makes a new leaf: what was computed from the old value keeps it.
 */
export class Variable<D extends DType = DType> extends Tensor<D> {
  private current: Tensor<D>;

  constructor(initial: Tensor<D>) {
    super(initial.node, initial.index);
    this.current = initial;
  }
  override now(): Tensor<D> {
    noteVariable(this, this.current);
    return this.current;
  }
  /** Gives it a new value, of the same shape and element type. */
  assign(value: TensorData): this {
    this.current = tensor(value, { dtype: this.dtype }).broadcastTo(this.shape).clone();
    return this;
  }
}

/**
 * A variable with an initial value, for use with `GradientTape`.
 *
 * @example
 * ```ts
 * import { variable } from '@chainrule/tensor';
 * const w = variable(3);
 * const before = w.mul(2);
 * w.assign(10);
 * [before.item(), w.mul(2).item()]; // → [6, 20]
 * ```
 */
export const variable = <D extends DType = 'float32'>(initial: TensorData, options: { readonly dtype?: D } = {}): Variable<D> =>
  new Variable(tensor(initial, options).clone());
