import type { Instruction } from '@chainrule/program';
import type { Lowering } from '../lowering.js';
import { addAlong, takeAlong } from './along.js';
import { convolution } from './convolution.js';
import { cast } from './cast.js';
import { dynamicSlice, dynamicUpdateSlice } from './dynamic-slice.js';
import { fourier } from './fourier.js';
import { cholesky } from './linear-algebra/cholesky.js';
import { factorize } from './linear-algebra/factorize.js';
import { solveFactored, triangularSolve } from './linear-algebra/solve.js';
import { triangle } from './linear-algebra/triangle.js';
import { firstEqual, lastWriter, oneHot } from './marks.js';
import { concatenate, embed } from './moving.js';
import { argExtreme, argsort } from './order.js';
import { windowArgmax } from './pooling.js';
import { foldInKeys, randomBits, randomNormal, splitKeys } from './random.js';
import { addRows, take } from './rows.js';
import { running } from './running.js';
import { checkpoint, cond, scan, whileLoop } from './within.js';

/** Operations with code of their own: false where there is none for these types. */
export const operations: Readonly<Record<string, (lowering: Lowering, instruction: Instruction) => boolean>> = {
  addAlong,
  addRows,
  argExtreme,
  argsort,
  cast,
  checkpoint,
  cholesky,
  concatenate,
  cond,
  convolution,
  cumulativeProduct: running,
  cumulativeSum: running,
  dynamicSlice,
  dynamicUpdateSlice,
  embed,
  factorize,
  firstEqual,
  foldInKeys,
  fourier,
  lastWriter,
  oneHot,
  randomBits,
  randomNormal,
  recurrence: running,
  scan,
  solveFactored,
  splitKeys,
  take,
  takeAlong,
  triangle,
  triangularSolve,
  while: whileLoop,
  windowArgmax,
};
