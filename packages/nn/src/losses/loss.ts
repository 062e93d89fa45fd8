import { ChainruleError, definePlugin, sameShape, shapeText, type Plugin, type Value } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** What becomes of the losses of the examples: their mean (default), their sum, or all of them. */
export type Reduction = 'mean' | 'sum' | 'none';

/** How a loss makes one number of many. */
export interface ReductionOptions {
  readonly reduction: Reduction;
}

/**
 * How wrong a prediction is: a frozen definition. `with` gives the same loss with other options.
 *
 * A loss of one's own is `defineLoss(name, options, (prediction, target, options) => …)`.
 */
export interface Loss<O = object, N extends string = string, P = Tensor, T = Tensor | Value> extends Plugin<'loss', N> {
  readonly options: Readonly<O>;
  apply(prediction: P, target: T): Tensor;
  with(options: Partial<O>): Loss<O, N, P, T>;
}

/**
 * Makes a loss: its name, its options with their defaults, and what it is of a prediction and a target.
 *
 * @example
 * ```ts
 * import { defineLoss } from '@chainrule/nn';
 * import { tensor, type Tensor } from '@chainrule/tensor';
 * const gap = defineLoss('gap', { scale: 1 }, (x: Tensor, y: Tensor, { scale }) => x.sub(y).mean().abs().mul(scale));
 * gap.with({ scale: 2 }).apply(tensor([1, 2]), tensor([0, 0])).item(); // → 3
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineLoss<O extends object, const N extends string, P, T>(
  name: N,
  options: Readonly<O>,
  value: (prediction: P, target: T, options: Readonly<O>) => Tensor,
): Loss<O, N, P, T> {
  return definePlugin('loss', name, {
    options,
    apply: (prediction: P, target: T) => value(prediction, target, options),
    with: (changed: Partial<O>) => defineLoss(name, { ...options, ...changed }, value),
  });
}

/** Two tensors of one shape and element type, the target being an array or a tensor. Throws `shape` for two shapes. */
export function paired(operation: string, prediction: Tensor, target: Tensor | Value): Tensor {
  if (sameShape(prediction.shape, target.shape)) return tensor(target as Tensor).cast(prediction.dtype);
  throw new ChainruleError('shape', `a prediction ${shapeText(prediction.shape)} and a target ${shapeText(target.shape)}`, {
    operation,
    hint: 'they have one shape: reshape one of them, nothing is broadcast here',
  });
}

/**
 * Makes a loss that is the mean, sum or list of something of every element; prediction and target have one shape.
 *
 * @example
 * ```ts
 * import { defineElementLoss } from '@chainrule/nn';
 * import { tensor } from '@chainrule/tensor';
 * const cubed = defineElementLoss('cubed', {}, (prediction, target) => prediction.sub(target).abs().pow(3));
 * cubed.apply(tensor([1, 2]), tensor([1, 4])).item(); // → 4
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineElementLoss<O extends object, const N extends string>(
  name: N,
  options: Readonly<O>,
  each: (prediction: Tensor, target: Tensor, options: Readonly<O & ReductionOptions>) => Tensor,
): Loss<O & ReductionOptions, N> {
  const defaults = { reduction: 'mean', ...options } as O & ReductionOptions;
  return defineLoss<O & ReductionOptions, N, Tensor, Tensor | Value>(name, defaults, (prediction, target, all) =>
    reduce(each(prediction, paired(name, prediction, target), all), all.reduction),
  );
}

/** The mean, the sum, or all. */
export const reduce = (losses: Tensor, reduction: Reduction): Tensor =>
  reduction === 'mean' ? losses.mean() : reduction === 'sum' ? losses.sum() : losses;
