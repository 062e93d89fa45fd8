import { ChainruleError, isFloat, ndarray, shapeText, type NdArray } from '@chainrule/core';
import { standardize } from '@chainrule/data';
import type { Loaded } from '../config/data.js';
import type { Training } from '../config/training.js';

/** What is done to rows before a network sees them: plain data, kept with its weights, and found on the training rows alone. */
export interface Preparation {
  readonly names?: readonly string[] | undefined;
  readonly targetName?: string | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly divide?: number | undefined;
  readonly standardize?: { readonly mean: readonly number[]; readonly deviation: readonly number[] } | undefined;
  /** Of one example. */
  readonly shape?: readonly number[] | undefined;
}

/** The preparation that a config asks for, found on training rows. */
export function preparationOf(
  { divide, standardize: wanted, shape }: Training,
  { features, names, targetName, classes }: Loaded,
): Preparation {
  const found = wanted ? standardize(divided(features, divide)) : undefined;
  return {
    ...{ names, targetName, classes, divide, shape },
    ...(found && { standardize: { mean: [...found.mean.data], deviation: [...found.deviation.data] } }),
  };
}

const divided = (features: NdArray, divide: number | undefined): NdArray => (divide === undefined ? features : features.div(divide));

/** Rows as the network takes them. Throws `shape` where an example has not as many numbers as the shape asks for. */
export function prepare(rows: NdArray, { divide, standardize: by, shape }: Preparation): NdArray {
  let features = divided(rows, divide);
  if (by) {
    if (features.shape.at(-1) !== by.mean.length)
      throw new ChainruleError('shape', `rows of ${features.shape.at(-1) ?? 0} numbers, and the network was trained on ${by.mean.length}`, {
        operation: 'data',
      });
    features = (isFloat(features.dtype) ? features : features.cast('float64')).sub(ndarray([...by.mean])).div(ndarray([...by.deviation]));
  }
  if (shape === undefined) return features;
  const [count = 0, ...own] = features.shape;
  const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  if (product(own) === product(shape)) return features.reshape([count, ...shape]);
  throw new ChainruleError('input', `an example has ${product(own)} numbers, which do not make ${shapeText(shape)}`, {
    operation: 'data',
    hint: 'change "shape" in the config',
  });
}
