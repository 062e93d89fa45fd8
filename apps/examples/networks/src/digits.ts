import { relu } from '@chainrule/core';
import { digits, trainTestSplit, type DataSet } from '@chainrule/data';
import { accuracy, conv2d, crossEntropy, flatten, linear, maxPool, sequential, train } from '@chainrule/nn';
import { adam } from '@chainrule/optim';
import { setting, type Setting } from './setting.js';

/** 8 × 8 pixels with values 0 to 16, as a picture with one channel and values 0 to 1. */
const pictures = ({ features, target }: DataSet) => ({ features: features.div(16).reshape([-1, 1, 8, 8]), target });

/** Handwritten digits by a convolutional network of 38,282 weights; judged by every fifth image, which it does not learn from. */
export async function readDigits({ effort = 15, ...rest }: Setting = {}): Promise<{ readonly accuracy: number; readonly text: string }> {
  const split = trainTestSplit(digits());
  const { history } = await train({
    model: sequential(
      conv2d(1, 16, 3, { padding: 1 }),
      relu,
      conv2d(16, 32, 3, { padding: 1 }),
      relu,
      maxPool(2),
      flatten(),
      linear(512, 64),
      relu,
      linear(64, 10),
    ),
    loss: crossEntropy,
    optimizer: adam(),
    data: pictures(split.train),
    validation: pictures(split.test),
    metrics: [accuracy],
    epochs: effort,
    ...setting(rest),
  });
  const reached = history.at(-1)!.figures!['accuracy']!;
  return { accuracy: reached, text: `digits: ${(100 * reached).toFixed(1)} % of ${split.test.target.shape[0]} unseen images read right` };
}
