import { batched, twice } from './batching.js';
import { adjoint, second, tangent } from './derivatives.js';
import type { Law } from './law.js';
import { plain, single, typed } from './values.js';

export const laws: readonly Law[] = [typed, plain, single, tangent, adjoint, second, batched, twice];
