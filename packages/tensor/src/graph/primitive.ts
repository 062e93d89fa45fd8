import type { ArrayData } from '@chainrule/core';
import type { Operation, Type } from '@chainrule/program';
import type { Tensor } from '../tensor.js';

/** A tangent or cotangent that is known to be zero is absent. */
export type Perhaps = Tensor | undefined;

/** An application of a primitive, as its rules see it. */
export interface Application<P> {
  readonly inputs: readonly Tensor[];
  readonly parameters: P;
  readonly outputs: readonly Tensor[];
}

/** Where the batch axis of each input is; null for an input without one, which need not be copied. */
export type BatchAxes = readonly (number | null)[];

/**
 * One operation with everything the library knows about it: an `Operation` (types and reference value), how it is
 * differentiated, and how it is batched. No vjp is written by hand: reverse mode is the jvp, transposed.
 */
export interface Primitive<P = unknown> extends Operation<P> {
  /**
   * In which inputs it is linear. `joint`: in all of them together (concatenate). `each`: in each while the others are fixed (matmul).
   * A linear operation is its own jvp. `point`: nowhere in general, but its transpose takes the derivative at the inputs (formula).
   */
  readonly linearity?: 'joint' | 'each' | 'point';
  /** The inputs that linearity speaks of; all floating-point ones when absent. */
  readonly linearInputs?: readonly number[] | ((parameters: P) => readonly number[]);
  /** Derivatives do not pass: its inputs count as fixed. */
  readonly stops?: true;
  /** The results are these inputs unchanged: a mark for transformations, nothing to compute. */
  readonly forwards?: readonly number[];
  /** Tangents of the outputs for tangents of the inputs; needed where the operation is not linear. */
  jvp?(tangents: readonly Perhaps[], application: Application<P>): readonly Perhaps[];
  /** The cotangent of one linear input for cotangents of the outputs. */
  transpose?(input: number, cotangents: readonly Perhaps[], application: Application<P>): Perhaps;
  /** Its results for other inputs, where they are not computed by itself but handed to it: what a check of its rules perturbs. */
  again?(inputs: readonly Tensor[], parameters: P): readonly Tensor[];
  /** The same for a batch: outputs with their batch axes. */
  batch(
    inputs: readonly Tensor[],
    axes: BatchAxes,
    parameters: P,
    size: number,
  ): { readonly outputs: readonly Tensor[]; readonly axes: BatchAxes };
}

/** An operation made a primitive by its rules. */
/* @__NO_SIDE_EFFECTS__ */
export function withRules<P>(operation: Operation<P>, rules: Omit<Primitive<P>, keyof Operation>): Primitive<P> {
  return { ...operation, ...rules };
}

/** A primitive with one result, written without the lists. */
export interface SinglePrimitive<P> extends Pick<Primitive<P>, 'name' | 'linearity' | 'linearInputs' | 'forwards' | 'stops' | 'describe'> {
  readonly type: (inputs: readonly Type[], parameters: P) => Type;
  readonly value: (inputs: readonly ArrayData[], parameters: P, type: Type) => ArrayData;
  readonly jvp?: (tangents: readonly Perhaps[], inputs: readonly Tensor[], parameters: P, output: Tensor) => Perhaps;
  readonly transpose?: (input: number, cotangent: Tensor, inputs: readonly Tensor[], parameters: P) => Perhaps;
  /** The result and where its batch axis is. */
  readonly batch: (inputs: readonly Tensor[], axes: BatchAxes, parameters: P, size: number) => readonly [Tensor, number];
}

/* @__NO_SIDE_EFFECTS__ */
export function definePrimitive<P>(spec: SinglePrimitive<P>): Primitive<P> {
  const { jvp, transpose, type, value, batch, ...rest } = spec;
  return {
    ...rest,
    types: (inputs, parameters) => [type(inputs, parameters)],
    value: (inputs, parameters, types) => [value(inputs, parameters, types[0]!)],
    ...(jvp && { jvp: (tangents, { inputs, parameters, outputs }) => [jvp(tangents, inputs, parameters, outputs[0]!)] }),
    ...(transpose && {
      transpose: (input, cotangents, { inputs, parameters }) => cotangents[0] && transpose(input, cotangents[0], inputs, parameters),
    }),
    batch: (inputs, axes, parameters, size) => {
      const [output, axis] = batch(inputs, axes, parameters, size);
      return { outputs: [output], axes: [axis] };
    },
  };
}

/** Whether an application is linear in an input. */
export function isLinearIn<P>({ linearity, linearInputs }: Primitive<P>, input: number, parameters: P): boolean {
  if (linearity === undefined) return false;
  return (typeof linearInputs === 'function' ? linearInputs(parameters) : linearInputs)?.includes(input) ?? true;
}
