import { key } from '@chainrule/core';
import { crossEntropy } from '@chainrule/nn';
import { wasm } from '@chainrule/wasm';
import { createTrainer, type Trainer } from '../learning/trainer.js';
import { lookInto, type NetworkView, type Params } from './look.js';
import { networkOf, optimizerOf } from './network.js';
import type { Recipe } from './recipe.js';
import type { Rows } from './rows.js';

/** A training run of a recipe's network, and ways to look into it. */
export interface NetworkTrainer extends Trainer<Params> {
  readonly look: NetworkView;
}

/** A recipe's network, with the weights of its first step. */
export function begin(recipe: Recipe, rows: Rows): NetworkTrainer {
  const backend = wasm();
  const model = networkOf(recipe, rows.names.length, rows.classes.length);
  const trainer = createTrainer<unknown, unknown>({
    guessing: Math.log(rows.classes.length),
    options: (rate) => ({
      model,
      loss: crossEntropy,
      data: { features: rows.train.prepared, target: rows.train.target },
      validation: { features: rows.test.prepared, target: rows.test.target },
      optimizer: optimizerOf(recipe, rate),
      epochs: recipe.epochs,
      batchSize: recipe.batch,
      key: key(recipe.seed),
      backend,
      ...(recipe.patience > 0 && { stop: { patience: recipe.patience } }),
    }),
  }) as Trainer<Params>;
  return { ...trainer, look: lookInto(model, model.init(key(recipe.seed)).state, backend) };
}
