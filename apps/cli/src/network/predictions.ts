import { ndarray, type NdArray } from '@chainrule/core';
import { softmax } from '@chainrule/activations';
import { compile, tensor, type Tensor } from '@chainrule/tensor';
import type { Training } from '../config/training.js';
import { backendOf, inDtype, type Numbers } from './network.js';

/** Rows at once: what is in memory of a large file's predictions. */
const rowsAtOnce = 256;

/** What a network in use makes of rows, `[rows, …]`. */
export function outputsOf(training: Training, { params, state }: Numbers, features: NdArray): NdArray {
  const layer = training.model.value;
  const forward = compile((p: unknown, s: unknown, x: Tensor): Tensor => layer.apply(p, s, x, { mode: 'eval' }).y, backendOf(training));
  const ready = inDtype(features, training);
  const rows = ready.shape[0]!;
  const pieces: NdArray[] = [];
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const indices = Int32Array.from({ length: Math.min(rowsAtOnce, rows - from) }, (_, i) => from + i);
    const y = forward(params, state, tensor(ready.take(ndarray(indices))));
    pieces.push(ndarray(y.dataSync(), { shape: y.shape }));
  }
  const [, ...own] = pieces[0]!.shape;
  const size = own.reduce((a, b) => a * b, 1);
  const all = new Float64Array(rows * size);
  pieces.forEach((piece, i) => all.set(piece.data, i * rowsAtOnce * size));
  return ndarray(all, { shape: [rows, ...own] });
}

/** The class of every row, and how probable the network holds it. */
export function classesOf(outputs: NdArray): { readonly labels: readonly number[]; readonly probabilities: readonly number[] } {
  const [rows, classes] = outputs.shape as [number, number];
  const probabilities = softmax(outputs).data;
  const labels = Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (probabilities[row * classes + c]! > probabilities[row * classes + best]!) best = c;
    return best;
  });
  return { labels, probabilities: labels.map((label, row) => probabilities[row * classes + label]!) };
}
