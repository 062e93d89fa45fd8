import { isFloat, type ArrayData } from '@chainrule/core';
import type { Primitive } from '../../graph/primitive.js';
import { apply, leaf, type Tensor } from '../../tensor.js';
import { Draw, type Sample } from './sample.js';

/** The inputs of a draw, completed. */
export const drawn = (sample: Sample, seed: number): readonly ArrayData[] => {
  const inputs = sample.inputs(new Draw(seed));
  return sample.complete?.(inputs) ?? inputs;
};

/** The results by the reference value. */
export function valueOf(primitive: Primitive, inputs: readonly ArrayData[], parameters: unknown): readonly ArrayData[] {
  return primitive.value(inputs, parameters, primitive.types(inputs, parameters));
}

export const arrayOf = (x: Tensor): ArrayData => ({ dtype: x.dtype, shape: x.shape, data: x.dataSync() });

/** The positions of the inputs with respect to which a sample is differentiated: real ones that are not computed from others. */
function variables(sample: Sample): number[] {
  const [given, all] = [sample.inputs(new Draw(1)), drawn(sample, 1)];
  return all.flatMap((input, i) => (isFloat(input.dtype) && i < given.length ? [i] : []));
}

/** The primitive as a function of its variables alone, with its real results. */
export function functionOf(
  primitive: Primitive,
  sample: Sample,
  seed = 1,
): {
  readonly f: (...x: Tensor[]) => Tensor[];
  readonly at: Tensor[];
  readonly reference: (x: readonly ArrayData[]) => ArrayData[];
  readonly point: readonly ArrayData[];
} {
  const inputs = drawn(sample, seed);
  const positions = variables(sample);
  const place = <T>(all: readonly T[], some: readonly T[]): T[] =>
    all.map((input, i) => (positions.includes(i) ? some[positions.indexOf(i)]! : input));
  return {
    f: (...x) =>
      apply(
        primitive,
        place(
          inputs.map((input) => leaf(input)),
          x,
        ),
        sample.parameters,
      ).filter(({ dtype }) => isFloat(dtype)),
    at: positions.map((i) => leaf(inputs[i]!)),
    reference: (x) => {
      const all = place(inputs, x);
      return valueOf(primitive, sample.complete?.(all.slice(0, sample.inputs(new Draw(seed)).length)) ?? all, sample.parameters).filter(
        ({ dtype }) => isFloat(dtype),
      );
    },
    point: positions.map((i) => inputs[i]!),
  };
}

export const leaves = (arrays: readonly ArrayData[]): Tensor[] => arrays.map((array) => leaf(array));

/** Whether the sample can be differentiated at all. */
export const isDifferentiable = (primitive: Primitive, sample: Sample): boolean => {
  const { f, at } = functionOf(primitive, sample);
  return !primitive.stops && at.length > 0 && f(...at).length > 0;
};
