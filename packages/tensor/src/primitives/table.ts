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
  addAlong, addRows, alias, argExtreme, argsort, barrier, broadcast, cast, concatenate, convolution, cumulativeProduct, cumulativeSum,
  dynamicSlice, dynamicUpdateSlice, embed, extreme, firstEqual, formula, lastWriter, matmul, oneHot, product, recurrence, reshape, slice,
  stopGradient: stop, sum, take, takeAlong, transpose, windowArgmax,
} as const satisfies Record<string, Primitive<never>>;

export type PrimitiveName = keyof typeof primitives;
