import { foldIn, key as keyOf, type Key } from '@chainrule/core';
import { markovText } from '@chainrule/data';
import { charactersTask, codesOf, speaker, stepWork, windowFloor, type CharacterModel } from '@chainrule/example-networks';
import type { Layer, ParamsOf, StateOf } from '@chainrule/nn';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { createTrainer, type Trainer } from '../../learning/trainer.js';
import type { Learner, Mark } from '../learner.js';
import { letterSizes, type Recipe } from '../nets.js';
import { attentionOf } from './attention.js';
import { sonnets } from './sonnets.js';

type Params = ParamsOf<CharacterModel>;

export interface LettersLearner extends Learner {
  readonly alphabet: readonly string[];
  /** How likely each letter of the alphabet is to come next. */
  chances(beginning: string): number[];
  write(beginning: string, letters: number, luck: number): string;
  /** The last letters of a beginning, and how much each heeds those before it, block by block. */
  attention(beginning: string): { readonly letters: readonly string[]; readonly blocks: readonly ArrayLike<number>[] };
}

/** As many letters as a picture of attention has room for. */
const most = 20;
/** What a text may have: more would take long to be cut up. */
const longest = 200_000;

const { context, size, effort, passes } = letterSizes;

function textOf({ text, own }: Recipe, key: Key): { readonly text: string; readonly floor?: number } {
  if (text !== 'markov') return { text: text === 'sonnets' ? sonnets : own.slice(0, longest) };
  const { text: drawn, entropies } = markovText(foldIn(key, 'text'));
  return { text: drawn, floor: windowFloor(entropies, context) };
}

/** The network of the letters, at its first step. */
export function begin(recipe: Recipe): LettersLearner {
  const [backend, key] = [wasm(), keyOf(recipe.seed)];
  const { text, floor } = textOf(recipe, key);
  const { task, unseen, alphabet } = charactersTask(text, key, { context, size, effort, passes });
  const { model } = task;
  const guessing = Math.log(alphabet.length);
  const trainer: Trainer<Params> = createTrainer<Params, StateOf<CharacterModel>>({
    guessing,
    options: (learningRate) => ({
      ...charactersTask(text, key, { context, size, effort, passes, learningRate }).task,
      validation: unseen,
      ...{ key, backend },
    }),
  });
  const { state } = model.init(key);
  const { chances, write } = speaker(model, alphabet, context, backend);
  const attend = compile((params: Params, x: Tensor) => attentionOf(model as unknown as Layer, params, state, x), { backend });
  const numbers = (): { readonly params: Params; readonly state: typeof state } => ({ params: trainer.params(), state });
  return {
    ...{ trainer, alphabet, work: stepWork(task) },
    rows: [task.data.target.shape[0]!, unseen.target.shape[0]!],
    marks: [
      { name: `guessing: log ${alphabet.length}`, loss: guessing },
      ...(floor === undefined ? [] : [{ name: 'no model gets below', loss: floor } satisfies Mark]),
    ],
    figure: () => {
      const loss = trainer.curves.epochs.at(-1)?.test;
      return loss === undefined ? '–' : Math.exp(loss).toFixed(1);
    },
    chances: (beginning) => chances(numbers(), beginning),
    write: (beginning, letters, luck) => write(numbers(), beginning, letters, foldIn(foldIn(key, 'written'), luck)),
    attention(beginning) {
      const codes = codesOf(beginning, alphabet).slice(-most);
      const blocks = attend(trainer.params(), tensor([codes], { dtype: 'int32' })).map((weights) => weights.dataSync());
      return { letters: codes.map((code) => alphabet[code]!), blocks };
    },
  };
}
