import { relu, type Tensor } from '@chainrule/tensor';
import { defineLoss, reduce, type Loss, type ReductionOptions } from './loss.js';

/** Vectors `[n, size]`: one, one like it, one unlike it. */
export interface Triplet {
  readonly anchor: Tensor;
  readonly positive: Tensor;
  readonly negative: Tensor;
}
/** The margin and distance of `tripletMargin`, and its reduction. */
export interface TripletOptions extends ReductionOptions {
  /** By how much farther the unlike one is to be. Default 1. */
  readonly margin: number;
  /** Added to every difference, as in PyTorch, so that a distance of 0 has a derivative. Default 1e-6. */
  readonly epsilon: number;
}

/**
 * max(0, margin + ‖anchor − positive‖ − ‖anchor − negative‖). There is no target: pass undefined.
 * Schroff, Kalenichenko and Philbin 2015, "FaceNet".
 */
export const tripletMargin: Loss<TripletOptions, 'tripletMargin', Triplet, undefined> = defineLoss(
  'tripletMargin',
  { reduction: 'mean', margin: 1, epsilon: 1e-6 },
  ({ anchor, positive, negative }: Triplet, _: undefined, { reduction, margin, epsilon }) => {
    const distance = (to: Tensor): Tensor => anchor.sub(to).add(epsilon).pow(2).sum(-1).sqrt();
    return reduce(relu(distance(positive).sub(distance(negative)).add(margin)), reduction);
  },
);
