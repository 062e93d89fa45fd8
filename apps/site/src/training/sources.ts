import type { Sources } from '../parts/take-along.js';
import { generatorOf, optimizerChoices, sets, type Recipe } from './recipe.js';

/** What the network takes and gives. */
interface Ends {
  readonly inputs: number;
  readonly outputs: number;
}

const code = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/"(\w+)":/g, '$1: ')
    .replaceAll(',', ', ')
    .replaceAll('"', "'")
    .replaceAll(/\{([^{}]+)\}/g, '{ $1 }');

const rounded = (rate: number): number => Number(rate.toPrecision(4));

/** The same run as a file for `chainrule train`, and as a program. */
export function sourcesOf(recipe: Recipe, rate: number, ends: Ends): Sources {
  const { noise, patience, seed, epochs, batch } = recipe;
  const { maker, options } = optimizerChoices[recipe.optimizer];
  const choice = sets[recipe.data];
  const told = { ...('options' in choice && choice.options), ...('noise' in choice && { noise }) };
  const widths = [ends.inputs, ...recipe.widths, ends.outputs];
  const weight = recipe.initialiser === 'zeros' ? { name: 'constantFill', value: 0 } : recipe.initialiser;
  const config = {
    data:
      recipe.data === 'own'
        ? { file: 'own.csv' }
        : Object.keys(told).length > 0
          ? { name: generatorOf(recipe.data), ...told }
          : recipe.data,
    standardize: true,
    model: widths.slice(1).flatMap((outputs, i) => {
      const layer = { name: 'linear', inputs: widths[i], outputs, ...(recipe.initialiser !== 'default' && { weight }) };
      return i < recipe.widths.length ? [layer, recipe.activation] : [layer];
    }),
    loss: 'crossEntropy',
    optimizer: { name: maker, learningRate: rounded(rate), ...options },
    metrics: ['accuracy'],
    epochs,
    batchSize: batch,
    ...(patience > 0 && { stop: { patience } }),
    seed,
  };
  return {
    cli: `cat > lab.json <<'END'\n${JSON.stringify(config, null, 2)}\nEND\nchainrule train lab.json`,
    typescript: program(recipe, rate, widths, told),
  };
}

function program(recipe: Recipe, rate: number, widths: readonly number[], told: object): string {
  const { maker, options } = optimizerChoices[recipe.optimizer];
  const generator = generatorOf(recipe.data);
  const reader = recipe.data === 'own' ? 'readCsv' : generator;
  const data =
    recipe.data === 'own'
      ? `readCsv(readFileSync('own.csv'))`
      : recipe.data === 'iris'
        ? 'iris()'
        : `${generator}(key(${recipe.seed}), ${code(told)})`;
  const initialiser = recipe.initialiser === 'zeros' ? 'constantFill' : recipe.initialiser;
  const weight = initialiser === 'default' ? '' : `, { weight: ${initialiser}(${recipe.initialiser === 'zeros' ? '0' : ''}) }`;
  const layers = widths.slice(1).flatMap((outputs, i) => {
    const layer = `linear(${widths[i]}, ${outputs}${weight})`;
    return i < recipe.widths.length ? [layer, recipe.activation] : [layer];
  });
  const nn = ['accuracy', 'crossEntropy', 'linear', 'sequential', 'train', ...(initialiser === 'default' ? [] : [initialiser])].sort();
  return `${recipe.data === 'own' ? "import { readFileSync } from 'node:fs';\n" : ''}${
    recipe.widths.length > 0 ? `import { ${recipe.activation} } from '@chainrule/activations';\n` : ''
  }import { key } from '@chainrule/core';
import { ${[reader, 'standardize', 'trainTestSplit'].sort().join(', ')} } from '@chainrule/data';
import { ${nn.join(', ')} } from '@chainrule/nn';
import { ${maker} } from '@chainrule/optim';
import { wasm } from '@chainrule/wasm';

const { train: rows, test } = trainTestSplit(${data});
const { apply } = standardize(rows.features);
const { history, verdict } = await train({
  model: sequential(${layers.join(', ')}),
  loss: crossEntropy,
  data: { features: apply(rows.features), target: rows.target },
  validation: { features: apply(test.features), target: test.target },
  metrics: [accuracy],
  optimizer: ${maker}(${code({ learningRate: rounded(rate), ...options })}),
  epochs: ${recipe.epochs},
  batchSize: ${recipe.batch},${recipe.patience > 0 ? `\n  stop: { patience: ${recipe.patience} },` : ''}
  key: key(${recipe.seed}),
  backend: wasm(),
});
console.log(verdict, history.at(-1));
`;
}
