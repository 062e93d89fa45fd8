import { functions } from './functions.js';
import { withValues } from './special-values.js';

export type { ElementwiseName } from './functions.js';

/**
 * Every elementwise function by name: the one table that derivatives, tensors, kernels, code, LaTeX and documentation read.
 * Closed under differentiation: the partials of each entry are formulas of entries.
 */
export const elementwise: typeof functions = /* @__PURE__ */ (() => ({ ...functions, ...withValues }))();
