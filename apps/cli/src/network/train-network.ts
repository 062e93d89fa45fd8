import { setImmediate } from 'node:timers/promises';
import { train, type Progress, type Trained } from '@chainrule/nn';
import { writeAtomically } from '../output/write-atomically.js';
import { backendOf, rowsInDtype, type Network } from './network.js';
import { plateauIn } from './plateau.js';
import type { RunFolder } from './run-folder.js';
import { Way } from './way.js';

export interface Watching {
  readonly signal: { readonly aborted: boolean };
  readonly onProgress: (progress: Progress) => void;
}

/** How long training may hold the program before it listens to signals, in milliseconds. */
const patience = 30;

/** Trains, keeping checkpoints, the way, and the weights in the folder of the run; goes on from a checkpoint that is there. */
export async function trainNetwork(
  network: Network,
  folder: RunFolder,
  epochs: number,
  watching: Watching,
): Promise<Trained<unknown, unknown>> {
  const { training, layer, key, initial, train: rows, test } = network;
  const { loss, optimizer, batchSize, metrics, clip, stop, checkpoint } = training;
  const plateau = plateauIn(optimizer);
  const perEpoch = Math.ceil(rows.features.shape[0]! / batchSize);
  let way: Way | undefined;
  let listened = performance.now();
  const result = await train({
    ...{ model: layer, loss: loss.value, optimizer: optimizer.value, epochs, batchSize, key },
    ...backendOf(training),
    data: rowsInDtype(rows, training),
    from: initial,
    metrics: metrics.map(({ value }) => value),
    ...(test && { validation: rowsInDtype(test, training) }),
    ...(clip !== undefined && { clip }),
    ...(stop && { stop }),
    ...(plateau && { plateau: plateau.value }),
    checkpoint: { storage: folder.storage, every: checkpoint ?? perEpoch },
    signal: watching.signal,
    onProgress: async (progress) => {
      way ??= await wayOf(folder, network, progress.history.length);
      if (progress.step % perEpoch === 0) way.add(progress.history.length, progress.params);
      watching.onProgress(progress);
      if (performance.now() - listened < patience) return;
      await setImmediate();
      listened = performance.now();
    },
  });
  await folder.saveWeights(result);
  if (way) await writeAtomically(folder.file('path'), way.bytes(), 'train');
  return result;
}

/** The way so far: of the run that is gone on from, or its beginning. A way that is damaged is begun anew. */
async function wayOf(folder: RunFolder, { initial }: Network, epochs: number): Promise<Way> {
  const kept = await folder.way(epochs).catch(() => undefined);
  return kept ?? Way.begin(initial.params);
}
