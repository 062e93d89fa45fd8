/** The plain computations behind `NdArray`, for reference values of tensor operations: array data in, array data out. */
export { mapElements, mapWith, offsets, resultType, stridedOffsets } from './map.js';
export { largest, pairwiseSum, product, reduce, smallest, type Reducer } from './reduce.js';
export { matmul, matmulShape } from './matmul.js';
export { axisOrder, cast, reshapedShape, takeRows, transpose } from './move.js';
export { nestedText } from './nested-text.js';
