import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/**
 * ½d² where the distance d = |ŷ − y| is below delta, delta·(d − ½delta) beyond: squares that an outlier cannot dominate.
 * Throws `shape` when the two differ in shape. Huber 1964, "Robust estimation of a location parameter".
 *
 * @example
 * ```ts
 * import { tensor } from '@chainrule/tensor';
 * import { huber } from '@chainrule/nn';
 * huber.apply(tensor([0.5, 10]), tensor([0, 0])).item(); // → 4.8125
 * ```
 */
export const huber: Loss<{ readonly delta: number } & ReductionOptions, 'huber'> = defineElementLoss(
  'huber',
  { delta: 1 },
  (prediction, target, { delta }) => {
    const d = prediction.sub(target).abs();
    return d.less(delta).where(d.mul(d).mul(0.5), d.sub(0.5 * delta).mul(delta));
  },
);
