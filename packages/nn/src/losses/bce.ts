import { customDerivative, log1p, type Tensor } from '@chainrule/tensor';
import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** PyTorch's smallest p·(1 − p) to divide by, which is a float32. */
const smallest = Math.fround(1e-12);

/** −y·log p − (1 − y)·log(1 − p), logarithms no lower than −100, with the derivative by p as PyTorch bounds it. */
const crossEntropies = /* @__PURE__ */ customDerivative({
  value: (p: Tensor, y: Tensor) =>
    y
      .mul(p.log().maximum(-100))
      .add(y.neg().add(1).mul(log1p(p.neg()).maximum(-100)))
      .neg(),
  jvp: ([p, y], [dp, dy]: readonly [Tensor, Tensor]) => {
    const byP = p.sub(y).div(p.mul(p.neg().add(1)).maximum(smallest));
    const byY = log1p(p.neg()).maximum(-100).sub(p.log().maximum(-100));
    return byP.mul(dp).add(byY.mul(dy));
  },
});

/**
 * The mean of −y·log p − (1 − y)·log(1 − p) for probabilities p and targets y in [0, 1]. Logarithms are held at −100, as in PyTorch;
 * `bceWithLogits` needs no such bound.
 *
 * Throws `shape` when the two differ in shape.
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { bce } from '@chainrule/nn';
 * bce.apply(tensor([0.5]), tensor([1])).item(); // → 0.6931
 * ```
 */
export const bce: Loss<ReductionOptions, 'bce'> = defineElementLoss('bce', {}, (prediction, target) => crossEntropies(prediction, target));
