import { flatten, foldIn, isFloat, key as keyOf, type NdArray, type Tree, type Value } from '@chainrule/core';
import type { TrainOptions } from '@chainrule/nn';
import { applyUpdates, type LearningRate } from '@chainrule/optim';
import { tensor, trace, valueAndGrad, workOf, type Tensor, type Work } from '@chainrule/tensor';

/** Examples, and what is to be said of them. */
export interface Rows {
  readonly features: NdArray;
  readonly target: NdArray;
}

/** What is trained, on what and how: all that `train` needs, but for where random numbers come from and what it runs on. */
export interface Task<P, S> extends Omit<TrainOptions<P, S>, 'key' | 'backend'> {
  readonly data: Rows;
  readonly validation?: Rows;
}

/** A task of which it is known what it is judged by. */
export type Judged<P, S> = Task<P, S> & Required<Pick<Task<P, S>, 'validation'>>;

/** How a task may be changed: how long it is trained, and how fast. */
export interface Effort {
  /** Passes over the data, or steps. */
  readonly effort?: number;
  readonly learningRate?: LearningRate;
}

/** What a network and a step of its training are, counted in the traced step: gradient and optimizer included. */
export interface StepWork extends Work {
  readonly parameters: number;
  /** Examples in the batch. */
  readonly batch: number;
}

/** Counts a task's step, on one batch of its data. */
export function stepWork<P, S>({ model, loss, data, optimizer, batchSize = 32 }: Task<P, S>): StepWork {
  const { params, state } = model.init(keyOf(0));
  const rows = tensor(Int32Array.from({ length: batchSize }, (_, i) => i % data.features.shape[0]!));
  const [x, y] = [data.features, data.target].map((all) => tensor(isFloat(all.dtype) ? all.cast('float32') : all).take(rows)) as [
    Tensor,
    Tensor,
  ];
  const key = tensor(Uint32Array.from(foldIn(keyOf(0), 'layers')));
  const inner = optimizer.init(params as Tree<Value>);
  const step = trace(
    (p: P, s: S, at: unknown, features: Tensor, target: Tensor, draw: Tensor) => {
      const [value, gradient] = valueAndGrad((q: P) => loss.apply(model.apply(q, s, features, { mode: 'train', key: draw }).y, target))(p);
      const result = optimizer.update(gradient as Tree<Value>, at, p as Tree<Value>, {
        step: NaN,
        hyper: optimizer.hyper?.(0) ?? {},
        value,
      });
      return [value, applyUpdates(p as Tree<Value>, result.updates), result.state];
    },
    params,
    state,
    inner,
    x,
    y,
    key,
  );
  const leaves = flatten<Tensor>(params as Tree<Tensor>).leaves;
  return { ...workOf(step), parameters: leaves.reduce((sum, leaf) => sum + leaf.shape.reduce((a, b) => a * b, 1), 0), batch: batchSize };
}
