import type { Sources } from '../../parts/take-along.js';
import { trainCommand } from '../command.js';
import type { Recipe } from '../nets.js';

/** The digits' network by `chainrule train`, and as a program. */
export function digitsSources({ seed }: Recipe, rate: number): Sources {
  const linear = (inputs: number, outputs: number): object => ({ name: 'linear', inputs, outputs });
  const conv = (inputs: number, outputs: number): object => ({ name: 'conv2d', inputs, outputs, size: 3, padding: 1 });
  const config = {
    ...{ data: 'digits', divide: 16, shape: [1, 8, 8] },
    model: [
      ...[conv(1, 16), 'relu', conv(16, 32), 'relu', { name: 'maxPool', window: 2 }, 'flatten'],
      ...[linear(512, 64), 'relu', linear(64, 10)],
    ],
    ...{ loss: 'crossEntropy', optimizer: { name: 'adam', learningRate: rate }, metrics: ['accuracy'], epochs: 60, seed },
  };
  return {
    cli: trainCommand('digits', config),
    typescript: `import { relu } from '@chainrule/activations';
import { key } from '@chainrule/core';
import { digits, trainTestSplit, type DataSet } from '@chainrule/data';
import { accuracy, conv2d, crossEntropy, flatten, linear, maxPool, sequential, train } from '@chainrule/nn';
import { adam } from '@chainrule/optim';
import { wasm } from '@chainrule/wasm';

const split = trainTestSplit(digits());
const pictures = ({ features, target }: Pick<DataSet, 'features' | 'target'>) => ({ features: features.div(16).reshape([-1, 1, 8, 8]), target });
const { history, verdict } = await train({
  model: sequential(
    conv2d(1, 16, 3, { padding: 1 }), relu,
    conv2d(16, 32, 3, { padding: 1 }), relu,
    maxPool(2), flatten(), linear(512, 64), relu, linear(64, 10),
  ),
  loss: crossEntropy,
  optimizer: adam({ learningRate: ${rate} }),
  data: pictures(split.train),
  validation: pictures(split.test),
  metrics: [accuracy],
  epochs: 60,
  key: key(${seed}),
  backend: wasm(),
});
console.log(verdict, history.at(-1));
`,
  };
}
