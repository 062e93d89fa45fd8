import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** ½d²/beta where the distance d is below beta, d − ½beta beyond. Throws `shape` when the two differ in shape. Girshick 2015, "Fast R-CNN". */
export const smoothL1: Loss<{ readonly beta: number } & ReductionOptions, 'smoothL1'> = defineElementLoss(
  'smoothL1',
  { beta: 1 },
  (prediction, target, { beta }) => {
    const d = prediction.sub(target).abs();
    return beta === 0 ? d : d.less(beta).where(d.mul(d).mul(0.5 / beta), d.sub(0.5 * beta));
  },
);
