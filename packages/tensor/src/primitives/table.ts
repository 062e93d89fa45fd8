import { alias } from './alias.js';
import { barrier } from './barrier.js';
import { broadcast } from './broadcast.js';
import { cast } from './cast.js';
import { concatenate } from './concatenate.js';
import { convolution } from './convolution.js';
import { cumulativeProduct, cumulativeSum, recurrence } from './cumulative.js';
import { dynamicSlice, dynamicUpdateSlice } from './dynamic-slice.js';
import { extreme, firstEqual } from './extreme.js';
import { formula } from './formula.js';
import { fourier } from './fourier.js';
import { cholesky } from './linear-algebra/cholesky.js';
import { cofactors, determinant, logDeterminant } from './linear-algebra/determinant.js';
import { eigh } from './linear-algebra/eigh.js';
import { factorize } from './linear-algebra/factorize.js';
import { qr } from './linear-algebra/qr.js';
import { solveFactored } from './linear-algebra/solve.js';
import { svd } from './linear-algebra/svd.js';
import { triangle } from './linear-algebra/triangle.js';
import { triangularSolve } from './linear-algebra/triangular-solve.js';
import { foldInKeys, randomBits, randomNormal, splitKeys } from './random.js';
import { matmul } from './matmul.js';
import { lastWriter, oneHot } from './one-hot.js';
import { argExtreme, argsort } from './order.js';
import { product } from './product.js';
import { reshape } from './reshape.js';
import { embed, slice } from './slice.js';
import { stop } from './stop-gradient.js';
import { sum } from './sum.js';
import { addAlong, takeAlong } from './take-along.js';
import { addRows, take } from './take.js';
import { transpose } from './transpose.js';
import { windowArgmax } from './windows.js';
import type { Primitive } from '../graph/primitive.js';

/** Every primitive by name. What transforms functions (scan, cond, checkpoint …) is not among them: it holds programs. */
export const primitives = {
  addAlong,
  addRows,
  alias,
  argExtreme,
  argsort,
  barrier,
  broadcast,
  cast,
  cholesky,
  cofactors,
  concatenate,
  convolution,
  cumulativeProduct,
  cumulativeSum,
  determinant,
  dynamicSlice,
  dynamicUpdateSlice,
  eigh,
  embed,
  extreme,
  factorize,
  firstEqual,
  foldInKeys,
  formula,
  fourier,
  lastWriter,
  logDeterminant,
  matmul,
  oneHot,
  product,
  qr,
  randomBits,
  randomNormal,
  recurrence,
  reshape,
  slice,
  solveFactored,
  splitKeys,
  stopGradient: stop,
  sum,
  svd,
  take,
  takeAlong,
  transpose,
  triangle,
  triangularSolve,
  windowArgmax,
} as const satisfies Record<string, Primitive<never>>;

export type PrimitiveName = keyof typeof primitives;
