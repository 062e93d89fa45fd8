import { emptyArray, type DType, type Shape } from '@chainrule/core';
import type { Instruction, Program, Type } from '@chainrule/program';
import type { Graph, Value } from './graph.js';

/** An instruction about to be written. */
export interface Writing {
  readonly graph: Graph;
  readonly instruction: Instruction;
  readonly program: Program;
  readonly inputs: readonly Value[];
  readonly output: Type;
}
export type Emitter = (writing: Writing) => Value;

export const parametersOf = <P>({ instruction }: Writing): P => instruction.parameters as P;
/** The numbers from 0, along an axis of a shape, 1 on all others. */
export function counting(graph: Graph, dtype: DType, shape: Shape, axis: number): Value {
  const made = emptyArray(
    dtype,
    shape.map((n, i) => (i === axis ? n : 1)),
  );
  made.data.forEach((_, i) => (made.data[i] = i));
  return graph.constant(made);
}
