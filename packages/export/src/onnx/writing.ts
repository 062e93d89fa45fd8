import { emptyArray, type DType, type Shape } from '@chainrule/core';
import type { Written } from '../instruction.js';
import type { Graph, Value } from './graph.js';

/** An instruction about to be written. */
export interface Writing extends Written<Value> {
  readonly graph: Graph;
}
export type Emitter = (writing: Writing) => Value;

/** The numbers from 0, along an axis of a shape, 1 on all others. */
export function counting(graph: Graph, dtype: DType, shape: Shape, axis: number): Value {
  const made = emptyArray(
    dtype,
    shape.map((n, i) => (i === axis ? n : 1)),
  );
  made.data.forEach((_, i) => (made.data[i] = i));
  return graph.constant(made);
}
