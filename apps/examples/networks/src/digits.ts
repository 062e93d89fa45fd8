import { relu } from '@chainrule/core';
import { digits, trainTestSplit } from '@chainrule/data';
import { accuracy, conv2d, crossEntropy, flatten, linear, maxPool, sequential, train, type ParamsOf, type StateOf } from '@chainrule/nn';
import { adam } from '@chainrule/optim';
import { setting, type Setting } from './setting.js';
import type { Effort, Judged, Rows } from './task.js';

/** A convolutional network of 38,282 weights, for pictures of 8 × 8 pixels. */
export const digitReader = sequential(
  conv2d(1, 16, 3, { padding: 1 }),
  relu,
  conv2d(16, 32, 3, { padding: 1 }),
  relu,
  maxPool(2),
  flatten(),
  linear(512, 64),
  relu,
  linear(64, 10),
);

export type DigitParams = ParamsOf<typeof digitReader>;

/** 8 × 8 pixels with values 0 to 16, as a picture with one channel and values 0 to 1. */
export const pictures = ({ features, target }: Rows): Rows => ({
  features: features.div(16).reshape([-1, 1, 8, 8]),
  target,
});

/** Handwritten digits, judged by every fifth image, which it does not learn from. */
export function digitsTask({ effort = 15, learningRate = 1e-3 }: Effort = {}): Judged<DigitParams, StateOf<typeof digitReader>> {
  const split = trainTestSplit(digits());
  return {
    model: digitReader,
    loss: crossEntropy,
    optimizer: adam({ learningRate }),
    data: pictures(split.train),
    validation: pictures(split.test),
    metrics: [accuracy],
    epochs: effort,
  };
}

/** How many unseen digits are read right. */
export async function readDigits({ effort, ...rest }: Setting = {}): Promise<{ readonly accuracy: number; readonly text: string }> {
  const task = digitsTask(effort === undefined ? {} : { effort });
  const { history } = await train({ ...task, ...setting(rest) });
  const reached = history.at(-1)!.figures!['accuracy']!;
  return {
    accuracy: reached,
    text: `digits: ${(100 * reached).toFixed(1)} % of ${task.validation.target.shape[0]} unseen images read right`,
  };
}
