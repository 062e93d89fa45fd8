import type { NdArray } from '@chainrule/core';
import { applyUpdates, cosine, sgd } from '@chainrule/optim';
import { compile, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { loss, type Parameters } from './linear-model.js';

/** Parameters as plain numbers. */
export type Point = Parameters<Float64Array, number>;

export const zeros = (features: number): Point => ({ weights: new Float64Array(features), intercept: 0 });

/** Mini-batch gradient descent of a linear model from zero, batch by batch, its rate falling along a cosine. */
export class Descent {
  #params: Parameters;
  #steps = 0;
  readonly #optimizer: ReturnType<typeof sgd>;
  readonly #compiled: (params: Parameters, x: Tensor, y: Tensor, hyper: Readonly<Record<string, Tensor>>) => Parameters;

  constructor(features: number, learningRate: number, steps: number) {
    const optimizer = sgd({ learningRate: cosine({ from: learningRate, steps }) });
    this.#optimizer = optimizer;
    this.#compiled = compile((params: Parameters, x: Tensor, y: Tensor, hyper: Readonly<Record<string, Tensor>>) => {
      const [, gradient] = valueAndGrad(loss)(params, x, y);
      const { updates } = optimizer.update(gradient, {}, params, { step: 0, hyper });
      return applyUpdates(params, updates);
    });
    this.#params = { weights: tensor(new Float64Array(features)), intercept: tensor(0, { dtype: 'float64' }) };
  }

  /** One step over the rows of a batch. */
  step(features: NdArray, target: NdArray): void {
    const hyper = Object.fromEntries(
      Object.entries(this.#optimizer.hyper!(this.#steps++)).map(([name, value]) => [name, tensor(value, { dtype: 'float64' })]),
    );
    this.#params = this.#compiled(this.#params, tensor(features), tensor(target), hyper);
  }

  point(): Point {
    const { weights, intercept } = this.#params;
    return { weights: weights.dataSync() as Float64Array, intercept: intercept.item() };
  }
}
