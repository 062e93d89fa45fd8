import { ChainruleError } from '../errors.js';
import { emptyArray, type ArrayData } from './array-data.js';
import { stridedOffsets } from './map.js';
import { reducedShape, shapeText, stridesOf } from './shape.js';

/** One number from the `count` elements that `at(0), at(1), …` give. */
export type Reducer = (at: (i: number) => number, count: number) => number;

/** Pairwise summation in double precision: the error grows with log n, not with n. Higham 1993. */
export const pairwiseSum: Reducer = (at, count) => {
  const range = (from: number, to: number): number => {
    if (to - from <= 64) {
      let sum = 0;
      for (let i = from; i < to; i++) sum += at(i);
      return sum;
    }
    const middle = (from + to) >>> 1;
    return range(from, middle) + range(middle, to);
  };
  return range(0, count);
};

/* @__NO_SIDE_EFFECTS__ */
function extreme(better: (a: number, b: number) => boolean): Reducer {
  return (at, count) => {
    let best = at(0);
    for (let i = 1; i < count; i++) {
      const x = at(i);
      if (better(x, best) || Number.isNaN(x)) best = x;
      if (Number.isNaN(best)) return NaN;
    }
    return best;
  };
}
export const largest: Reducer = extreme((a, b) => a > b);
export const smallest: Reducer = extreme((a, b) => a < b);
export const product: Reducer = (at, count) => {
  let result = 1;
  for (let i = 0; i < count; i++) result *= at(i);
  return result;
};

/** Reduces the given axes (in order, counted from the front). */
export function reduce(operation: string, reducer: Reducer, input: ArrayData, axes: readonly number[], keepDims: boolean): ArrayData {
  const { shape, data, dtype } = input;
  const strides = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const pick = (from: readonly number[]): Int32Array =>
    stridedOffsets(
      from.map((axis) => strides[axis]!),
      from.map((axis) => shape[axis]!),
    );
  const [outer, inner] = [pick(kept), pick(axes)];
  const output = emptyArray(dtype === 'bool' ? 'int32' : dtype, reducedShape(shape, axes, keepDims));
  if (inner.length === 0 && (reducer === largest || reducer === smallest) && outer.length > 0)
    throw new ChainruleError('shape', `nothing to take the ${operation} of in ${shapeText(shape)}`, { operation });
  for (let i = 0; i < outer.length; i++) {
    const base = outer[i]!;
    output.data[i] = reducer((j) => data[base + inner[j]!]!, inner.length);
  }
  return output;
}
