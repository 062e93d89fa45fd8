import { ChainruleError, foldIn, key as keyOf, ndarray, uniform, type Key, type NdArray } from '@chainrule/core';
import { markovText } from '@chainrule/data';
import {
  crossEntropy,
  embedding,
  evaluator,
  layerNorm,
  linear,
  normalFill,
  positionalEmbedding,
  sequential,
  train,
  transformerBlock,
  type ParamsOf,
  type StateOf,
} from '@chainrule/nn';
import { adamw, cosine, warmup } from '@chainrule/optim';
import { setting, type Setting } from './setting.js';
import { speaker } from './speaker.js';
import type { Effort, Rows, Task } from './task.js';

export interface CharacterSizes {
  /** How far back it sees. Default 64. */
  readonly context?: number;
  /** Numbers for each place. Default 64. */
  readonly size?: number;
}
export interface CharacterOptions extends Setting, CharacterSizes {}

/** A character Transformer of two blocks: for every place, which letter comes next. */
const characterModel = (letters: number, context: number, size: number) =>
  sequential(
    embedding(letters, size, { weight: normalFill({ deviation: 0.02 }) }),
    positionalEmbedding(context, size),
    transformerBlock(size, 4, { causal: true }),
    transformerBlock(size, 4, { causal: true }),
    layerNorm(size),
    linear(size, letters),
  );

export type CharacterModel = ReturnType<typeof characterModel>;

/** A text to learn from: letters are numbered in the order of the alphabet. */
export interface CharactersTask {
  readonly task: Task<ParamsOf<CharacterModel>, StateOf<CharacterModel>>;
  readonly unseen: Rows;
  readonly alphabet: readonly string[];
}

/** Learning from nine tenths of a text to say which letter comes next, judged by the last tenth. Passes share its steps. */
export function charactersTask(
  text: string,
  key: Key,
  {
    effort = 600,
    passes = 1,
    context = 64,
    size = 64,
    learningRate = warmup({ steps: Math.ceil(effort / 12) }, cosine({ from: 3e-3, to: 3e-4, steps: effort })),
  }: Effort & CharacterSizes & { readonly passes?: number } = {},
): CharactersTask {
  const alphabet = [...new Set(text)].sort();
  const numbers = new Map(alphabet.map((letter, i) => [letter, i]));
  const codes = Int32Array.from(text, (letter) => numbers.get(letter)!);
  const known = Math.floor(codes.length * 0.9);
  if (codes.length - known <= context)
    throw new ChainruleError('input', `the text has ${codes.length} letters`, {
      operation: 'writer',
      hint: `a tenth of it, which is kept for the judgement, must be longer than the context of ${context}`,
    });
  /** Windows of the text, and the same moved on by one: what comes next at every place. */
  const windows = (starts: readonly number[]): Rows => {
    const from = (shift: number): NdArray =>
      ndarray(Int32Array.from(starts.flatMap((start) => [...codes.subarray(start + shift, start + shift + context)])), {
        shape: [starts.length, context],
      });
    return { features: from(0), target: from(1) };
  };
  const drawn = uniform(foldIn(key, 'windows'), [Math.ceil(effort / passes) * 16]).data;
  const unseen = Array.from({ length: Math.floor((codes.length - 1 - known) / context) }, (_, i) => known + context * i);
  return {
    task: {
      model: characterModel(alphabet.length, context, size),
      loss: crossEntropy.with({ axis: -1 }),
      data: windows(Array.from(drawn, (u) => Math.floor(u * (known - context)))),
      optimizer: adamw({ learningRate, weightDecay: 0.01, beta2: 0.99 }),
      ...{ epochs: passes, batchSize: 16, clip: 1 },
    },
    unseen: windows(unseen),
    alphabet,
  };
}

export interface Writer {
  /** The mean cross-entropy on the last tenth of the text, which it has not seen, in nats a letter. */
  readonly nats: number;
  readonly text: string;
  write(beginning: string, letters: number, key: Key): string;
}

/** A character Transformer of any text: it learns from nine tenths to say which letter comes next, and writes on. */
export async function writer(text: string, { key: given = keyOf(0), ...options }: CharacterOptions = {}): Promise<Writer> {
  const { key, backend } = setting({ key: given });
  const { task, unseen, alphabet } = charactersTask(text, key, options);
  const { params, state } = await train({ ...task, key, backend });
  const nats = evaluator({ ...task, backend })(params, state, unseen)['loss']!;
  const { write } = speaker(task.model, alphabet, unseen.features.shape[1]!, backend);
  return {
    nats,
    text: `characters: ${nats.toFixed(3)} nats a letter on text it has not seen`,
    write: (beginning, letters, from) => write({ params, state }, beginning, letters, from),
  };
}

/** The floor of a window of generated text: at its first places it shows fewer letters than the next one depends on. */
export const windowFloor = (entropies: readonly number[], context: number): number =>
  Array.from({ length: context }, (_, place) => entropies[Math.min(place + 1, entropies.length - 1)]!).reduce((a, b) => a + b) / context;

/** The same on generated text, of which it is known how well it can be foretold. */
export async function markovWriter(options: CharacterOptions = {}): Promise<Writer & { readonly floor: number }> {
  const { context = 64, key = keyOf(0) } = options;
  const { text, entropies } = markovText(foldIn(key, 'text'));
  const floor = windowFloor(entropies, context);
  const found = await writer(text, options);
  return { ...found, floor, text: `${found.text}; no model gets below ${floor.toFixed(3)}` };
}
