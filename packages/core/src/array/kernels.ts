import { mapElements, mapWith, offsets, resultType, stridedOffsets } from './map.js';
import { matmul, matmulShape } from './matmul.js';
import { axisOrder, cast, reshapedShape, takeRows, transpose } from './move.js';
import { nestedText } from './nested-text.js';
import { largest, pairwiseSum, product, reduce, smallest } from './reduce.js';

/**
 * The plain computations behind `NdArray`, for reference values of tensor operations: array data in, array data out.
 * An object, not a module namespace, which bundlers cannot drop from a one-file package.
 */
export const kernels = {
  mapElements,
  mapWith,
  offsets,
  resultType,
  stridedOffsets,
  matmul,
  matmulShape,
  axisOrder,
  cast,
  reshapedShape,
  takeRows,
  transpose,
  nestedText,
  largest,
  pairwiseSum,
  product,
  reduce,
  smallest,
} as const;
