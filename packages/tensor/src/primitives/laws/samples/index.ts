import type { Sample } from '../sample.js';
import type { PrimitiveName } from '../../table.js';
import { arithmetic } from './arithmetic.js';
import { linearAlgebra } from './linear-algebra.js';
import { movement } from './movement.js';
import { randomness } from './randomness.js';
import { reductions } from './reductions.js';

/** Samples of every primitive: one without does not compile. */
export const samples: Readonly<Record<PrimitiveName, readonly [Sample, ...Sample[]]>> = {
  ...movement,
  ...reductions,
  ...arithmetic,
  ...linearAlgebra,
  ...randomness,
};
