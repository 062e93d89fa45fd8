import type { NdArray } from '@chainrule/core';

/** Examples to learn from: a row of numbers each, and what is to be predicted from it. */
export interface DataSet {
  /** `[examples, features]`, float64. */
  readonly features: NdArray;
  /** `[examples]`, float64; for classes 0, 1, 2 … */
  readonly target: NdArray;
  /** The name of each feature, in the order of the columns. */
  readonly names: readonly string[];
  readonly targetName: string;
  /** The name of each class, when the target is one. */
  readonly classes?: readonly string[];
  /** Where the numbers come from. */
  readonly source: string;
}
