import {
  broadcastShapes,
  ChainruleError,
  emptyArray,
  foldIn,
  kernels,
  normal,
  randomBits as bitsOf,
  shapeText,
  sizeOf,
  split,
  type ArrayData,
  type FloatDType,
  type Key,
} from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { alignBatch, batchFirst } from './batch.js';
import { isInteger } from './indices.js';

/** `count` random words from every key of a stack `[…, 2]`, the same as core's. */
export const randomBits: Primitive<{ readonly count: number }> = definePrimitive({
  name: 'randomBits',
  type: ([key], { count }) => ({ dtype: 'uint32', shape: [...stackShape(key!), count] }),
  value: ([key], { count }, type) => fromKeys(key!, type, (one) => bitsOf(one, count)),
  batch: ([key], axes, parameters) => [key!.bind(randomBits, [batchFirst(key!, axes[0]!)], parameters), 0],
});

/** `count` standard normal numbers from every key of a stack `[…, 2]`, the same as core's. */
export const randomNormal: Primitive<{ readonly count: number; readonly dtype: FloatDType }> = definePrimitive({
  name: 'randomNormal',
  type: ([key], { count, dtype }) => ({ dtype, shape: [...stackShape(key!), count] }),
  value: ([key], { count, dtype }, type) => fromKeys(key!, type, (one) => normal(one, [count], { dtype }).data),
  batch: ([key], axes, parameters) => [key!.bind(randomNormal, [batchFirst(key!, axes[0]!)], parameters), 0],
});

/** `count` independent keys from every key of a stack: `[…, 2]` → `[…, count, 2]`. */
export const splitKeys: Primitive<{ readonly count: number }> = definePrimitive({
  name: 'splitKeys',
  type: ([key], { count }) => ({ dtype: 'uint32', shape: [...stackShape(key!), count, 2] }),
  value: ([key], { count }, type) => fromKeys(key!, type, (one) => split(one, count).flat()),
  batch: ([key], axes, parameters) => [key!.bind(splitKeys, [batchFirst(key!, axes[0]!)], parameters), 0],
});

export interface Folding {
  /** The place when it is known beforehand: an integer or a name. Otherwise it is the second input. */
  readonly place?: number | string;
}

/** The keys below keys `[…, 2]` for one place, or for places `[…, 1]`, integers; leading axes broadcast. */
export const foldInKeys: Primitive<Folding> = definePrimitive({
  name: 'foldInKeys',
  type: ([key, place]) => {
    if (place === undefined) return { dtype: 'uint32', shape: [...stackShape(key!), 2] };
    if (place.shape.at(-1) !== 1 || !isInteger(place.dtype))
      throw new ChainruleError('dtype', `a place is an integer, not ${place.dtype} ${shapeText(place.shape)}`, {
        operation: 'foldInKey',
        hint: `cast it: .cast('int32')`,
      });
    return { dtype: 'uint32', shape: [...broadcastShapes('foldInKey', stackShape(key!), place.shape.slice(0, -1)), 2] };
  },
  value: ([key, places], { place }, type) => {
    if (places === undefined) return fromKeys(key!, type, (one) => foldIn(one, place!));
    const lead = type.shape.slice(0, -1);
    const [keys, at] = [kernels.offsets(key!.shape.slice(0, -1), lead), kernels.offsets(places.shape.slice(0, -1), lead)];
    const folded = emptyArray('uint32', type.shape);
    keys.forEach((from, i) => {
      folded.data.set(foldIn(keyAt(key!, from), places.data[at[i]!]!), 2 * i);
    });
    return folded;
  },
  batch: (inputs, axes, parameters) => [inputs[0]!.bind(foldInKeys, alignBatch(inputs, axes), parameters), 0],
});

const keyAt = ({ data }: ArrayData, index: number): Key => [data[2 * index]!, data[2 * index + 1]!];

/** What every key of a stack gives, one after the other. */
function fromKeys(keys: ArrayData, type: Type, draw: (key: Key) => ArrayLike<number>): ArrayData {
  const drawn = emptyArray(type.dtype, type.shape);
  const count = sizeOf(keys.shape.slice(0, -1));
  for (let i = 0; i < count; i++) drawn.data.set(draw(keyAt(keys, i)), (i * drawn.data.length) / count);
  return drawn;
}

function stackShape({ dtype, shape }: Type): readonly number[] {
  if (dtype !== 'uint32' || shape.at(-1) !== 2)
    throw new ChainruleError('dtype', `a key is two words, uint32[2], not ${dtype} ${shapeText(shape)}`, {
      operation: 'random',
      hint: 'make one with keyTensor(key(seed))',
    });
  return shape.slice(0, -1);
}
