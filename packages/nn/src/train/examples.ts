import { ChainruleError, isFloat, type FloatDType, type Value } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** Examples as a model takes them: both with their rows along the first axis. A data set is one. */
export interface Examples {
  readonly features: Value;
  readonly target: Value;
}

/** Plain arrays as tensors. */
export const asTensor = (x: Value | Tensor): Tensor => tensor(x as Tensor);

/** The examples in the element type that the model computes in; whole numbers (tokens, classes) stay what they are. */
export function prepared({ features, target }: Examples, dtype: FloatDType): Examples {
  if (features.shape[0] === undefined || features.shape[0] !== target.shape[0])
    throw new ChainruleError('shape', `the features have ${features.shape[0] ?? 'no'} rows, the target ${target.shape[0] ?? 'none'}`, {
      operation: 'train',
      hint: 'give { features, target } with a row for every example',
    });
  const fit = (x: Value): Value => (isFloat(x.dtype) && x.dtype !== dtype ? x.cast(dtype) : x);
  return { features: fit(features), target: fit(target) };
}
