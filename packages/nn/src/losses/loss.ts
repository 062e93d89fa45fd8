import { ChainruleError, definePlugin, sameShape, shapeText, type Plugin, type Value } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** What becomes of the losses of the examples: their mean (default), their sum, or all of them. */
export type Reduction = 'mean' | 'sum' | 'none';

export interface ReductionOptions {
  readonly reduction: Reduction;
}

/**
 * How wrong a prediction is: a frozen definition. `with` gives the same loss with other options.
 *
 * A loss of one's own is `defineLoss(name, options, (prediction, target, options) => …)`.
 */
export interface Loss<O = object, N extends string = string> extends Plugin<'loss', N> {
  readonly options: Readonly<O>;
  apply(prediction: Tensor, target: Tensor | Value): Tensor;
  with(options: Partial<O>): Loss<O, N>;
}

/** Makes a loss: its name, its options with their defaults, and what it is of a prediction and a target. */
/* @__NO_SIDE_EFFECTS__ */
export function defineLoss<O extends object, const N extends string>(
  name: N,
  options: Readonly<O>,
  value: (prediction: Tensor, target: Tensor, options: Readonly<O>) => Tensor,
): Loss<O, N> {
  return definePlugin('loss', name, {
    options,
    apply: (prediction: Tensor, target: Tensor | Value) => value(prediction, tensor(target as Tensor), options),
    with: (changed: Partial<O>) => defineLoss(name, { ...options, ...changed }, value),
  });
}

/** Makes a loss that is the mean, sum or list of something of every element; prediction and target have one shape. */
/* @__NO_SIDE_EFFECTS__ */
export function defineElementLoss<O extends object, const N extends string>(
  name: N,
  options: Readonly<O>,
  each: (prediction: Tensor, target: Tensor, options: Readonly<O & ReductionOptions>) => Tensor,
): Loss<O & ReductionOptions, N> {
  const defaults = { reduction: 'mean', ...options } as O & ReductionOptions;
  return defineLoss<O & ReductionOptions, N>(name, defaults, (prediction, target, all) => {
    if (!sameShape(prediction.shape, target.shape))
      throw new ChainruleError('shape', `a prediction ${shapeText(prediction.shape)} and a target ${shapeText(target.shape)}`, {
        operation: name,
        hint: 'they have one shape: reshape one of them, nothing is broadcast here',
      });
    return reduce(each(prediction, target.cast(prediction.dtype), all), all.reduction);
  });
}

/** The mean, the sum, or all. */
export const reduce = (losses: Tensor, reduction: Reduction): Tensor =>
  reduction === 'mean' ? losses.mean() : reduction === 'sum' ? losses.sum() : losses;
