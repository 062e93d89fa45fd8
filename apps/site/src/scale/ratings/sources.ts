/// <reference types="vite/client" />
import type { Sources } from '../../parts/take-along.js';
import { fileCommand } from '../command.js';
import type { Recipe } from '../nets.js';

/** The layer as it stands in the examples: it is a plugin, and comes along with the program. */
const [factors] = Object.values(
  import.meta.glob<string>('../../../../examples/networks/src/factors.ts', { query: '?raw', import: 'default', eager: true }),
);

/** The recommender by `chainrule train`, its layer a plugin of the project; and as a program. */
export function ratingsSources({ seed }: Recipe, rate: number): Sources {
  const config = (mean: string): string =>
    JSON.stringify(
      {
        data: { file: 'ratings.npz', features: 'features', target: 'target' },
        model: { name: 'factors', users: 300, items: 200, size: 3, mean: 'MEAN' },
        ...{ loss: 'mse', optimizer: { name: 'adamw', learningRate: rate, weightDecay: 0.3 }, metrics: ['rmse'] },
        ...{ epochs: 40, batchSize: 64, seed },
      },
      null,
      2,
    ).replace('"MEAN"', mean);
  const maker = `import { writeFileSync } from 'node:fs';
import { foldIn, key } from '@chainrule/core';
import { ratings, trainTestSplit, writeNpz } from '@chainrule/data';
const all = ratings(foldIn(key(${seed}), 'ratings'));
writeFileSync('ratings.npz', writeNpz({ features: all.features, target: all.target }));
const mean = trainTestSplit(all).train.target.mean().item();
writeFileSync('ratings.json', \`${config('${mean}')}\`);
`;
  return {
    cli: `# Node 22.18 or later: the layer is a plugin in TypeScript
npm install @chainrule/core @chainrule/data @chainrule/nn @chainrule/tensor
npm pkg set 'chainrule.plugins[]=./factors.ts'
${fileCommand('factors.ts', factors!)}${fileCommand('make.mjs', maker)}node make.mjs
chainrule train ratings.json`,
    typescript: `${fileHead('factors.ts')}${factors!.trimEnd()}

${fileHead('train.ts')}import { foldIn, key } from '@chainrule/core';
import { ratings, trainTestSplit } from '@chainrule/data';
import { mse, rmse, train } from '@chainrule/nn';
import { adamw } from '@chainrule/optim';
import { wasm } from '@chainrule/wasm';
import { factors } from './factors.js';

const { train: known, test } = trainTestSplit(ratings(foldIn(key(${seed}), 'ratings')));
const { history } = await train({
  model: factors({ users: 300, items: 200, size: 3, mean: known.target.mean().item() }),
  loss: mse,
  data: known,
  validation: test,
  metrics: [rmse],
  optimizer: adamw({ learningRate: ${rate}, weightDecay: 0.3 }),
  epochs: 40,
  batchSize: 64,
  key: key(${seed}),
  backend: wasm(),
});
console.log(history.at(-1));
`,
  };
}

const fileHead = (name: string): string => `// ${name}\n`;
