import { activations } from './samples/activations.js';
import { exponential } from './samples/exponential.js';
import { operations } from './samples/operations.js';
import type { Samples } from './samples/sample.js';
import { special } from './samples/special.js';
import { trigonometric } from './samples/trigonometric.js';
import type { ElementwiseName } from './table.js';

export type { Samples } from './samples/sample.js';

/** One set of samples an entry: an entry without samples does not compile. */
export const samples: Record<ElementwiseName, Samples> = { ...operations, ...exponential, ...trigonometric, ...activations, ...special };
