import { key, ndarray } from '@chainrule/core';
import { digitReader, digitsTask, pictures, stepWork, type DigitParams as Params } from '@chainrule/example-networks';
import type { StateOf } from '@chainrule/nn';
import { compile, softmax, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { accuracyOf, confusionOf } from '../../learning/confusion.js';
import { createTrainer, type Trainer } from '../../learning/trainer.js';
import type { Learner } from '../learner.js';
import type { Recipe } from '../nets.js';
import { percent } from '../tiles.js';

/** What the network makes of one picture. */
export interface Read {
  readonly chances: readonly number[];
  /** The first layer's filters, 3 × 3 each, and what they make of the picture, 8 × 8. */
  readonly filters: readonly ArrayLike<number>[];
  readonly maps: readonly ArrayLike<number>[];
}

export interface DigitsLearner extends Learner {
  read(pixels: readonly number[]): Read;
  /** On the test: `[actual][said]`; while training goes on, as it was after the last epoch. */
  confusion(still: boolean): number[][];
  /** An unseen picture of a digit: one of them, counted round. */
  sample(digit: number, which: number): number[];
}

/** The network of the digits, at its first step. */
export function begin({ seed }: Recipe): DigitsLearner {
  const backend = wasm();
  const task = digitsTask();
  const trainer: Trainer<Params> = createTrainer<Params, StateOf<typeof digitReader>>({
    guessing: Math.log(10),
    options: (rate) => ({ ...digitsTask({ effort: 60, learningRate: rate }), key: key(seed), backend }),
  });
  const { state } = digitReader.init(key(seed));
  const see = compile(
    (params: Params, x: Tensor) => {
      const layers: Tensor[] = [];
      const { y } = digitReader.apply(params, state, x, { mode: 'eval', observe: (each) => (layers.push(each), each) });
      return [softmax(y), layers[1]!];
    },
    { backend },
  );
  const { features, target } = task.validation;
  const unseen = tensor(features.cast('float32'));
  const confusion = (): number[][] => confusionOf(see(trainer.params(), unseen)[0]!.dataSync(), Int32Array.from(target.data), 10);
  let seen: { readonly epochs: number; readonly counts: number[][] } | undefined;
  const parts = (all: ArrayLike<number>, size: number): ArrayLike<number>[] =>
    Array.from({ length: all.length / size }, (_, i) => Array.from({ length: size }, (__, j) => all[i * size + j]!));
  return {
    trainer,
    work: stepWork(task),
    rows: [task.data.target.shape[0]!, target.shape[0]!],
    marks: [{ name: 'guessing: log 10', loss: Math.log(10) }],
    figure: () => percent(accuracyOf(confusion())),
    confusion: (still) => {
      const epochs = trainer.curves.epochs.length;
      if (still || seen?.epochs !== epochs) seen = { epochs, counts: confusion() };
      return seen.counts;
    },
    read(pixels) {
      const { features: x } = pictures({ features: ndarray([[...pixels]]), target: ndarray([0]) });
      const [chances, maps] = see(trainer.params(), tensor(x.cast('float32')));
      return {
        chances: Array.from(chances!.dataSync()),
        filters: parts(trainer.params()[0].weight.dataSync(), 9),
        maps: parts(maps!.dataSync(), 64),
      };
    },
    sample(digit, which) {
      const found = [...target.data.keys()].filter((row) => target.data[row] === digit);
      const row = found[which % found.length]!;
      return Array.from({ length: 64 }, (_, i) => Math.round(16 * features.data[row * 64 + i]!));
    },
  };
}
