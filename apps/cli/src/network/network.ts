import { foldIn, isFloat, key as keyOf, ndarray, type Key, type NdArray } from '@chainrule/core';
import { evaluator, type Layer } from '@chainrule/nn';
import { tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import type { Training } from '../config/training.js';
import type { Rows } from '../fit/train.js';
import { runRows, type RunRows } from './examples.js';

/** Parameters and state of a network: trees of tensors. */
export interface Numbers {
  readonly params: unknown;
  readonly state: unknown;
}

/** A training run before its first step: the network and the rows that it learns from, of which one was tried. */
export interface Network extends RunRows {
  readonly training: Training;
  readonly layer: Layer;
  readonly key: Key;
  readonly initial: Numbers;
}

/** The weights that training begins with: as `train` draws them. */
export const initialNumbers = ({ model, dtype }: Training, seed: number): Numbers =>
  model.value.init(foldIn(keyOf(seed), 'init'), { dtype });

/** Makes a network and loads its rows. Throws what the first layers say of rows that do not fit. */
export async function networkOf(training: Training, folder: string, seed: number): Promise<Network> {
  const rows = await runRows(training, folder, seed);
  const layer = training.model.value;
  const initial = initialNumbers(training, seed);
  const output = outputOf(layer, initial, inDtype(rows.train.features.take(ndarray(Int32Array.of(0))), training));
  // A network with one output gives a column; the target of a table is a list.
  const column = ({ features, target }: Rows): Rows => ({
    features,
    target: output.length === 2 && output[1] === 1 && target.shape.length === 1 ? target.reshape([-1, 1]) : target,
  });
  return {
    ...{ ...rows, training, layer, initial, key: keyOf(seed) },
    train: column(rows.train),
    ...(rows.test && { test: column(rows.test) }),
  };
}

/** The shape of what a network makes of some rows. */
function outputOf(layer: Layer, { params, state }: Numbers, rows: NdArray): readonly number[] {
  return layer.apply(params, state, tensor(rows), { mode: 'eval' }).y.shape;
}

export const backendOf = ({ backend }: Training): { backend?: ReturnType<typeof wasm> } => (backend === 'wasm' ? { backend: wasm() } : {});

/** Loss and metrics of a network on rows. */
export function figuresOf(
  { training, layer }: Pick<Network, 'training' | 'layer'>,
  { params, state }: Numbers,
  rows: Rows,
): Readonly<Record<string, number>> {
  const judge = evaluator({
    model: layer,
    loss: training.loss.value,
    metrics: training.metrics.map(({ value }) => value),
    ...backendOf(training),
  });
  return judge(params, state, rowsInDtype(rows, training));
}

/** Real numbers in the element type of the parameters; whole ones stay what they are. */
export const inDtype = (x: NdArray, { dtype }: Pick<Training, 'dtype'>): NdArray => (isFloat(x.dtype) ? x.cast(dtype) : x);

export const rowsInDtype = ({ features, target }: Rows, training: Training): Rows => ({
  features: inDtype(features, training),
  target: inDtype(target, training),
});
