import { ChainruleError, isFloat, normalizeAxis, sameShape, shapeText, type Value } from '@chainrule/core';
import { logSoftmax, moveAxis, oneHot, tensor, type Tensor } from '@chainrule/tensor';
import { defineLoss, reduce, type Loss, type ReductionOptions } from './loss.js';

/** How classes are weighed, and where they stand in the prediction. */
export interface ClassOptions extends ReductionOptions {
  /** How much every class counts, `[classes]`. Default all 1. A mean is then by weight. */
  readonly weight: Tensor | readonly number[] | undefined;
  /** The class of targets that do not count. Default −100, as PyTorch. */
  readonly ignoreIndex: number;
  /** The axis of the classes. Default 1, as PyTorch (0 where there is one axis only); −1 for […, classes]. */
  readonly axis: number;
}

/** How `crossEntropy` weighs and smooths its targets. */
export interface CrossEntropyOptions extends ClassOptions {
  /** How much of the target is spread evenly over all classes, from 0 to 1. Default 0. */
  readonly labelSmoothing: number;
}

export const classDefaults: ClassOptions = { reduction: 'mean', weight: undefined, ignoreIndex: -100, axis: 1 };

/**
 * −log of the probability that softmax of the logits gives the right class: `[n, classes, …]` against class numbers `[n, …]`, or against
 * probabilities `[n, classes, …]`. With class weights the mean is by weight; where all targets are ignored it is not a number, as in PyTorch.
 *
 * Throws `shape` when the two do not fit, `index` for a class that there is not.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { crossEntropy } from '@chainrule/nn';
 * crossEntropy.apply(tensor([[0, 0], [0, 1000]]), tensor([0, 1])).item(); // → 0.3466
 * ```
 */
export const crossEntropy: Loss<CrossEntropyOptions, 'crossEntropy'> = defineLoss(
  'crossEntropy',
  /* @__PURE__ */ (() => ({ ...classDefaults, labelSmoothing: 0 }))(),
  (prediction: Tensor, target: Tensor | Value, options) =>
    classLoss('crossEntropy', logSoftmax(prediction, classAxis(prediction, options, 'crossEntropy')), target, options),
);

/** Where the classes are. */
export const classAxis = (x: Tensor, { axis }: ClassOptions, operation: string): number =>
  x.shape.length === 1 ? 0 : normalizeAxis(axis, x.shape.length, operation);

/** −log p of the right class, from logarithms of probabilities: what cross-entropy and nll share. */
export function classLoss(
  operation: string,
  logits: Tensor,
  given: Tensor | Value,
  options: ClassOptions & Partial<CrossEntropyOptions>,
): Tensor {
  const target = tensor(given as Tensor);
  const logp = moveAxis(logits, classAxis(logits, options, operation), -1);
  const classes = logp.shape.at(-1)!;
  const { labelSmoothing = 0, reduction, ignoreIndex } = options;
  const weight = options.weight && tensor(options.weight as Tensor, { dtype: logp.dtype });
  const weighted = weight ? logp.mul(weight) : logp;
  if (sameShape(target.shape, logits.shape) && isFloat(target.dtype)) {
    const shares = moveAxis(target.cast(logp.dtype), classAxis(target, options, operation), -1);
    const smooth = labelSmoothing === 0 ? shares : shares.mul(1 - labelSmoothing).add(labelSmoothing / classes);
    return reduce(smooth.mul(weighted).sum(-1).neg(), reduction);
  }
  if (!sameShape(target.shape, logp.shape.slice(0, -1)))
    throw new ChainruleError('shape', `a prediction ${shapeText(logits.shape)} and a target ${shapeText(target.shape)}`, {
      operation,
      hint: `class numbers ${shapeText(logp.shape.slice(0, -1))}, or probabilities ${shapeText(logits.shape)}; axis says where the classes are`,
    });
  const labels = target.cast('int32');
  const counts = labels.equal(ignoreIndex).equal(0);
  const chosen = oneHot(counts.where(labels, 0), classes, { dtype: 'float32' }).cast('bool');
  const pick = (x: Tensor): Tensor => chosen.where(x, 0).sum(-1);
  const right = pick(weighted);
  const losses = labelSmoothing === 0 ? right : right.mul(1 - labelSmoothing).add(weighted.sum(-1).mul(labelSmoothing / classes));
  const each = counts.where(losses.neg(), 0);
  if (reduction !== 'mean') return reduce(each, reduction);
  const total = weight ? counts.where(pick(weight.broadcastTo(logp.shape)), 0).sum() : counts.cast(logp.dtype as 'float64').sum();
  // Where nothing counts the mean is not a number, and changes nothing.
  const none = total.equal(0);
  return none.where(NaN, each.sum().div(none.where(1, total)));
}
