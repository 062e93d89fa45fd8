import { foldIn, ndarray, uniform, type Key, type NdArray } from '@chainrule/core';
import {
  crossEntropy,
  embedding,
  layerNorm,
  linear,
  normalFill,
  positionalEmbedding,
  sequential,
  train,
  transformerBlock,
} from '@chainrule/nn';
import { adamw, cosine, warmup } from '@chainrule/optim';
import { slice, tensor, type CompileOptions } from '@chainrule/tensor';

export interface CharacterOptions {
  readonly key: Key;
  readonly steps: number;
  readonly backend?: CompileOptions['backend'];
  /** How far back it sees. Default 64. */
  readonly context?: number;
  /** Numbers for each place. Default 64. */
  readonly size?: number;
}

/** A character Transformer of any text: trained to say which letter comes next, and a function that writes on. */
export async function writer(
  text: string,
  { key, steps, backend, context = 64, size = 64 }: CharacterOptions,
): Promise<{
  /** The mean cross-entropy of the last steps, in nats a letter. */
  readonly loss: number;
  write(beginning: string, letters: number, key: Key): string;
}> {
  const alphabet = [...new Set(text)].sort();
  const codes = Int32Array.from(text, (letter) => alphabet.indexOf(letter));
  const model = sequential(
    embedding(alphabet.length, size, { weight: normalFill({ deviation: 0.02 }) }),
    positionalEmbedding(context, size),
    transformerBlock(size, 4, { causal: true }),
    transformerBlock(size, 4, { causal: true }),
    layerNorm(size),
    linear(size, alphabet.length),
  );
  const starts = Array.from(uniform(foldIn(key, 'windows'), [steps * 16]).data, (u) => Math.floor(u * (codes.length - context)));
  const windows = (shift: number): NdArray =>
    ndarray(Int32Array.from(starts.flatMap((start) => [...codes.subarray(start + shift, start + shift + context)])), {
      shape: [starts.length, context],
    });
  const learningRate = warmup({ steps: Math.min(50, steps / 4) }, cosine({ from: 3e-3, to: 3e-4, steps }));
  let recent: readonly number[] = [];
  const { params, state } = await train({
    model,
    loss: crossEntropy.with({ axis: -1 }),
    data: { features: windows(0), target: windows(1) },
    optimizer: adamw({ learningRate, weightDecay: 0.01, beta2: 0.99 }),
    ...{ epochs: 1, batchSize: 16, clip: 1, key, ...(backend && { backend }) },
    onProgress: ({ loss }) => void (recent = [...recent.slice(-9), loss]),
  });
  const write = (beginning: string, letters: number, from: Key): string => {
    let written = beginning;
    const chances = uniform(from, [letters]).data;
    for (const chance of chances) {
      const seen = Array.from(written)
        .slice(-context)
        .map((letter) => alphabet.indexOf(letter));
      const { y } = model.apply(params, state, tensor([seen], { dtype: 'int32' }), { mode: 'eval' });
      const weights = [...slice(y, 0, -1).dataSync()].map(Math.exp);
      let left = chance * weights.reduce((a, b) => a + b, 0);
      written += alphabet[weights.findIndex((weight) => (left -= weight) < 0)] ?? alphabet.at(-1)!;
    }
    return written;
  };
  return { loss: recent.reduce((a, b) => a + b, 0) / recent.length, write };
}
