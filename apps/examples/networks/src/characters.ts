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
} from '@chainrule/nn';
import { adamw, cosine, warmup } from '@chainrule/optim';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import { setting, type Setting } from './setting.js';

export interface CharacterOptions extends Setting {
  /** How far back it sees. Default 64. */
  readonly context?: number;
  /** Numbers for each place. Default 64. */
  readonly size?: number;
}

export interface Writer {
  /** The mean cross-entropy on the last tenth of the text, which it has not seen, in nats a letter. */
  readonly nats: number;
  readonly text: string;
  write(beginning: string, letters: number, key: Key): string;
}

/** A character Transformer of any text: it learns from nine tenths to say which letter comes next, and writes on. */
export async function writer(text: string, { effort = 600, context = 64, size = 64, ...rest }: CharacterOptions = {}): Promise<Writer> {
  const { key, backend } = setting(rest);
  const alphabet = [...new Set(text)].sort();
  const codes = Int32Array.from(text, (letter) => alphabet.indexOf(letter));
  const known = Math.floor(codes.length * 0.9);
  if (codes.length - known <= context)
    throw new ChainruleError('input', `the text has ${codes.length} letters`, {
      operation: 'writer',
      hint: `a tenth of it, which is kept for the judgement, must be longer than the context of ${context}`,
    });
  const model = sequential(
    embedding(alphabet.length, size, { weight: normalFill({ deviation: 0.02 }) }),
    positionalEmbedding(context, size),
    transformerBlock(size, 4, { causal: true }),
    transformerBlock(size, 4, { causal: true }),
    layerNorm(size),
    linear(size, alphabet.length),
  );
  /** Windows of the text, and the same moved on by one: what comes next at every place. */
  const windows = (starts: readonly number[]): { readonly features: NdArray; readonly target: NdArray } => {
    const from = (shift: number): NdArray =>
      ndarray(Int32Array.from(starts.flatMap((start) => [...codes.subarray(start + shift, start + shift + context)])), {
        shape: [starts.length, context],
      });
    return { features: from(0), target: from(1) };
  };
  const drawn = uniform(foldIn(key, 'windows'), [effort * 16]).data;
  const loss = crossEntropy.with({ axis: -1 });
  const learningRate = warmup({ steps: Math.ceil(effort / 12) }, cosine({ from: 3e-3, to: 3e-4, steps: effort }));
  const { params, state } = await train({
    model,
    loss,
    data: windows(Array.from(drawn, (u) => Math.floor(u * (known - context)))),
    optimizer: adamw({ learningRate, weightDecay: 0.01, beta2: 0.99 }),
    ...{ epochs: 1, batchSize: 16, clip: 1, key, backend },
  });
  const unseen = Array.from({ length: Math.floor((codes.length - 1 - known) / context) }, (_, i) => known + context * i);
  const nats = evaluator({ model, loss, batchSize: 16, backend })(params, state, windows(unseen))['loss']!;

  // Places after the last letter may hold anything: no place sees what comes after it.
  const next = compile((letters: Tensor) => model.apply(params, state, letters, { mode: 'eval' }).y, { backend });
  const write = (beginning: string, letters: number, from: Key): string => {
    const written = Array.from(beginning);
    for (const chance of uniform(from, [letters]).data) {
      const seen = written.slice(-context).map((letter) => alphabet.indexOf(letter));
      const filled = [...seen, ...Array<number>(context - seen.length).fill(0)];
      const logits = next(tensor([filled], { dtype: 'int32' })).dataSync();
      const weights = alphabet.map((_, i) => Math.exp(logits[(seen.length - 1) * alphabet.length + i]!));
      let left = chance * weights.reduce((a, b) => a + b);
      written.push(alphabet[weights.findIndex((weight) => (left -= weight) < 0)] ?? alphabet.at(-1)!);
    }
    return written.join('');
  };
  return { nats, text: `characters: ${nats.toFixed(3)} nats a letter on text it has not seen`, write };
}

/** The same on generated text, of which it is known how well it can be foretold. */
export async function markovWriter(options: CharacterOptions = {}): Promise<Writer & { readonly floor: number }> {
  const { context = 64, key = keyOf(0) } = options;
  const { text, entropies } = markovText(foldIn(key, 'text'));
  // At its first places a window shows fewer letters than the next one depends on.
  const floor =
    Array.from({ length: context }, (_, place) => entropies[Math.min(place + 1, entropies.length - 1)]!).reduce((a, b) => a + b) / context;
  const found = await writer(text, options);
  return { ...found, floor, text: `${found.text}; no model gets below ${floor.toFixed(3)}` };
}
