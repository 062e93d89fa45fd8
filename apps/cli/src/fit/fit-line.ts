import { ChainruleError, key } from '@chainrule/core';
import { linearData } from '@chainrule/data';
import { descend, leastSquares } from '@chainrule/optim';
import { numberText } from '../output/columns.js';
import { checkThreeWays } from './gradient-check.js';
import type { Outcome } from './outcome.js';
import type { Point } from './descent.js';
import { errorOf, objectiveOf } from './train.js';

export interface LineOptions {
  readonly learningRate?: number;
  readonly epochs?: number;
  readonly seed: number;
}

export const usualLine = { learningRate: 0.01, steps: 1000 };

/** The textbook's example: a hundred points of y = 4 + 3x + noise, a thousand steps of gradient descent with rate 0.01. */
export function fitLine({ learningRate = usualLine.learningRate, epochs: steps = usualLine.steps, seed }: LineOptions): Outcome {
  const data = linearData(key(seed));
  const check = checkThreeWays(data.features, data.target);
  const from: Point = { weights: Float64Array.of(0.5), intercept: 1.5 };
  const trace = descend(objectiveOf(data), { from, learningRate, steps });
  if (trace.verdict === 'diverged')
    throw new ChainruleError('numerical', trace.reason, {
      operation: 'fit',
      hint: `try --learning-rate ${Number((trace.largestSafeRate / 2).toPrecision(2))}`,
    });
  const exact = leastSquares(data.features, data.target);
  const closedForm: Point = { weights: exact.weights.data as Float64Array, intercept: exact.intercept };
  return {
    title: 'A line through a hundred points',
    train: data,
    seen: data,
    model: 'y ≈ b + w·x',
    check,
    fitted: { original: trace.point, seen: trace.point },
    closedForm: { original: closedForm, seen: closedForm },
    trainError: trace.value,
    closedFormTrainError: errorOf(data, closedForm),
    losses: trace.steps.map(({ value }) => value),
    lossUnit: 'step',
    path: trace.steps.map(({ point }) => point),
    learningRate,
    largestSafeRate: trace.largestSafeRate,
    how: `gradient descent, ${steps} steps over all 100 points, learning rate ${learningRate}`,
    verdict:
      trace.verdict === 'converged'
        ? `${trace.reason} The largest safe learning rate is ${numberText(trace.largestSafeRate, 3)}.`
        : trace.reason,
    plane: { indices: [0, 'intercept'], labels: ['slope', 'intercept'], x: [0, 6], y: [1, 7] },
  };
}
