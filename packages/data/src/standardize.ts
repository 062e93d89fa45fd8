import { ChainruleError, type NdArray } from '@chainrule/core';

/** What standardizing found, and how to do the same to other rows. */
export interface Standardization {
  /** The given rows, standardized. */
  readonly features: NdArray;
  /** `[features]`. */
  readonly mean: NdArray;
  /** `[features]`: the standard deviation (dividing by n), and 1 for columns that do not vary. */
  readonly deviation: NdArray;
  /** The columns that do not vary. */
  readonly constant: readonly number[];
  /** Other rows by the same mean and deviation. */
  apply(features: NdArray): NdArray;
  /** Weights and intercept of a linear model of standardized features, for the features in their own units. */
  toOriginal(weights: NdArray, intercept: number): { weights: NdArray; intercept: number };
}

/**
 * Shifts and scales every column to mean 0 and deviation 1: z = (x − μ)/σ, so that no feature's units make the loss a narrow valley.
 * Take μ and σ from the training rows, and `apply` them to the test rows.
 *
 * Parameters map back by w·z + b = (w/σ)·x + (b − Σ wμ/σ). Throws `shape` unless features are `[rows, columns]`.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { standardize } from '@chainrule/data';
 * const { features, apply } = standardize(ndarray([[1], [3], [5], [7]]));
 * features.mean().item(); // → 0
 * apply(ndarray([[4]])).toString(); // → '[[0]]'
 * ```
 */
export function standardize(features: NdArray): Standardization {
  if (features.shape.length !== 2)
    throw new ChainruleError('shape', `features have shape [${features.shape.join(', ')}]`, {
      operation: 'standardize',
      hint: 'features are [rows, columns]',
    });
  const mean = features.mean(0);
  const spread = features.sub(mean).pow(2).mean(0).sqrt();
  // What rounding leaves of a column that is the same everywhere counts as nothing.
  const constant = [...spread.data.keys()].filter((j) => spread.data[j]! <= 1e-14 * Math.abs(mean.data[j]!));
  const deviation = spread.add(0);
  for (const j of constant) deviation.data[j] = 1;
  const apply = (rows: NdArray): NdArray => rows.sub(mean).div(deviation);
  return {
    features: apply(features),
    mean,
    deviation,
    constant,
    apply,
    toOriginal(weights, intercept) {
      const scaled = weights.div(deviation);
      return { weights: scaled, intercept: intercept - scaled.mul(mean).sum().item() };
    },
  };
}
