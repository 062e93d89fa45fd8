import { defineElementLoss, type Loss, type ReductionOptions } from './loss.js';

/** The mean of |ŷ − y|; its derivative where they are equal is 0. Throws `shape` when the two differ in shape. */
export const l1: Loss<ReductionOptions, 'l1'> = defineElementLoss('l1', {}, (prediction, target) => prediction.sub(target).abs());
