import type { BatchAxes, Primitive } from '../graph/primitive.js';
import { outputTypes } from '../graph/subprogram.js';
import { batchFirst } from '../primitives/batch.js';
import { apply, type Tensor } from '../tensor.js';
import { batchedBody } from './batched-body.js';
import type { Loop } from './scan.js';

/** A loop for a whole batch: every carry gets the batch axis, sequences and constants only where they have one. */
export function batchScan(
  primitive: Primitive<Loop>,
  inputs: readonly Tensor[],
  axes: BatchAxes,
  loop: Loop,
  size: number,
): { outputs: readonly Tensor[]; axes: BatchAxes } {
  const { carries, sequences } = loop;
  const isSequence = (i: number): boolean => i >= carries && i < carries + sequences;
  const moved = inputs.map((x, i) => {
    const axis = axes[i];
    if (axis === null || axis === undefined) return i < carries ? x.broadcastTo([size, ...x.shape]) : x;
    const first = batchFirst(x, axis);
    // The rounds run along the first axis, so the batch comes second.
    return isSequence(i) ? first.transpose([1, 0, ...first.shape.map((_, k) => k).slice(2)]) : first;
  });
  const bodyAxes = axes.map((axis, i) => (i < carries || axis !== null ? 0 : null));
  const examples = moved.map((x, i) => ({ dtype: x.dtype, shape: isSequence(i) ? x.shape.slice(1) : x.shape }));
  const { body, captured } = batchedBody(loop.body, examples, bodyAxes);
  const outputs = apply(primitive, [...moved, ...captured], { ...loop, body });
  return { outputs, axes: outputTypes(loop.body).map((_, k) => (k < carries ? 0 : 1)) };
}
